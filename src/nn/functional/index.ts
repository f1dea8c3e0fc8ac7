/** torch.nn.functional: what layers compute, as functions. */
export * from './activation.js'
export { type CrossEntropyOptions, crossEntropy, type NllOptions, nllLoss } from './classification.js'
export { type ConvArguments, conv1d, conv2d } from './conv.js'
export {
  type CosineSimilarityOptions,
  cosineSimilarity,
  type NormalizeOptions,
  normalize,
  type PairwiseDistanceOptions,
  pairwiseDistance,
} from './distance.js'
export { type DropoutOptions, dropout } from './dropout.js'
export { type EmbeddingLookupOptions, embedding, oneHot } from './embedding.js'
export { fold, type UnfoldOptions, unfold } from './fold.js'
export { type InterpolateOptions, interpolate } from './interpolate.js'
export { linear } from './linear.js'
export { type BatchNormOptions, batchNorm, groupNorm, instanceNorm, layerNorm } from './norm.js'
export { type PadOptions, pad } from './pad.js'
export {
  adaptiveAvgPool2d,
  adaptiveMaxPool2d,
  avgPool2d,
  maxPool2d,
} from './pool.js'
export {
  type BceLogitsOptions,
  type BceOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  type KlDivOptions,
  klDiv,
} from './probability.js'
export type { Reduction } from './reduction.js'
export { type HuberOptions, huberLoss, l1Loss, mseLoss, type SmoothL1Options, smoothL1Loss } from './regression.js'
export * from './softmax.js'
export type { Loss, LossOf, LossOptions } from './types.js'
