/** torch.nn.functional: what layers compute, as functions. */
export * from './activation.js'
export { type CrossEntropyOptions, crossEntropy, type NllOptions, nllLoss } from './classification.js'
export { type DropoutOptions, dropout } from './dropout.js'
export { type EmbeddingLookupOptions, embedding, oneHot } from './embedding.js'
export { linear } from './linear.js'
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
