import { ValueError } from '../../errors.js'
import type { Tensor } from '../../tensor.js'

/** What becomes of the losses of the elements: their mean, their sum, or nothing. */
export type Reduction = 'mean' | 'sum' | 'none'

export function checkReduction(reduction: unknown): Reduction {
  if (reduction !== 'mean' && reduction !== 'sum' && reduction !== 'none')
    throw new ValueError(`${String(reduction)} is not a valid value for reduction`)
  return reduction
}

export function reduced(losses: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none') return losses
  return (reduction === 'mean' ? losses.mean() : losses.sum()) as Tensor
}
