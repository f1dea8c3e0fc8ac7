/** torch.nn.functional: what layers compute, as functions. */
export * from './activation.js'
export { type CrossEntropyOptions, crossEntropy, type NllOptions, nllLoss } from './classification.js'
export { linear } from './linear.js'
export type { Reduction } from './reduction.js'
export { type HuberOptions, huberLoss, l1Loss, mseLoss, type SmoothL1Options, smoothL1Loss } from './regression.js'
export type { Loss, LossOf, LossOptions } from './types.js'
