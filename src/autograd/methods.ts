import { backwardOf } from './backward.js'
import {
  detach,
  detach_,
  isInference,
  registerHook,
  registerPostAccumulateGradHook,
  requiresGrad_,
  retainGrad,
} from './leaf.js'

/** What the tensors' prototype gets. */
export const autogradMethods = {
  backward: backwardOf,
  detach,
  detach_,
  isInference,
  requiresGrad_,
  retainGrad,
  registerHook,
  registerPostAccumulateGradHook,
} as const
