/** Automatic differentiation: PyTorch's `torch.autograd`. */
export { detectAnomaly, isAnomalyEnabled, setDetectAnomaly } from './anomaly.js'
export { type BackwardOptions, backward, type GradOptions, grad } from './backward.js'
export { CustomFunction as Function, type FunctionContext as Context } from './function.js'
export { type CheckOptions, gradcheck, gradgradcheck } from './gradcheck.js'
export type { Node, TensorHook } from './graph.js'
export type { RemovableHandle } from './leaf.js'
export {
  enableGrad,
  inferenceMode,
  isGradEnabled,
  isInferenceModeEnabled,
  noGrad,
  setGradEnabled,
} from './scopes.js'
