/** torch.nn: modules, their building blocks, and the functions behind them. */
export * as functional from './functional/index.js'
export type {
  BackwardHook,
  BackwardPreHook,
  ForwardHook,
  ForwardHookOptions,
  ForwardPreHook,
  Gradients,
  HookHandle,
  HookOptions,
} from './hooks.js'
export * as init from './init/index.js'
export * from './layers/activation.js'
export { ModuleDict, ModuleList } from './layers/containers.js'
export { Conv1d, Conv2d, type ConvLayerOptions } from './layers/conv.js'
export { CosineSimilarity, PairwiseDistance } from './layers/distance.js'
export { Embedding, type EmbeddingOptions } from './layers/embedding.js'
export { ConstantPad2d, Fold, Unfold, Upsample, type UpsampleOptions, ZeroPad2d } from './layers/image.js'
export { Layer } from './layers/layer.js'
export { Identity, Linear, type LinearOptions } from './layers/linear.js'
export {
  BCELoss,
  BCEWithLogitsLoss,
  ClassificationLoss,
  CrossEntropyLoss,
  ElementLoss,
  HuberLoss,
  KLDivLoss,
  L1Loss,
  MSELoss,
  NLLLoss,
  SmoothL1Loss,
} from './layers/loss.js'
export { BatchNorm1d, BatchNorm2d, GroupNorm, InstanceNorm2d, LayerNorm } from './layers/norm.js'
export { ParameterDict, ParameterList } from './layers/parameters.js'
export { AdaptiveAvgPool2d, AdaptiveMaxPool2d, AvgPool2d, MaxPool2d } from './layers/pool.js'
export { type Member, Sequential } from './layers/sequential.js'
export { Dropout, Dropout2d, Flatten, Unflatten } from './layers/shape.js'
export { GLU, Hardshrink, Softmin, Softshrink, Threshold } from './layers/shrink.js'
export { type AnyModule, BaseModule, Module } from './module.js'
export { Parameter } from './parameter.js'
export type { LoadResult, StateDict } from './state-dict.js'
export * as utils from './utils/index.js'
