import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { ValueError } from '../../errors.js'
import { bernoulli_ } from '../../random/fill.js'
import type { Shape } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import { pythonFloat } from '../python.js'
import { into } from './elementwise.js'

export interface DropoutOptions {
  /** How likely an element is to become 0; 0.5 unless given. */
  p?: number
  /** Outside of training nothing happens. */
  training?: boolean
  /** Write into the input instead of a new tensor. */
  inplace?: boolean
}

/** @internal In training x times a random mask of 0 and 1 / (1 − p), one draw for each element of `maskSizes`. */
export function dropped(x: Tensor, p: number, training: boolean, maskSizes: readonly number[] = x.sizes): Tensor {
  if (!(p >= 0 && p <= 1))
    throw new ValueError(`dropout probability has to be between 0 and 1, but got ${pythonFloat(p)}`)
  if (!training || p === 0 || x.numel() === 0) return x
  if (p === 1) return x.mul(0) as Tensor
  const mask = bernoulli_(Tensor.empty([...maskSizes], x.dtype), 1 - p).div_(1 - p) as Tensor
  const out = x.detach().mul(mask) as Tensor
  if (gradMode.enabled && needsGrad(x)) record('MulBackward0', out, [x], [mask], (g) => [g.mul(mask) as Tensor])
  return out
}

type Arguments = [p?: number | DropoutOptions, training?: boolean | DropoutOptions, inplace?: boolean | DropoutOptions]
const DEFAULTS: Required<DropoutOptions> = { p: 0.5, training: true, inplace: false }

/**
 * Elements become 0 with probability `p`, the others grow by 1 / (1 − p); without `training` nothing happens.
 *
 * @see torch.nn.functional.dropout
 * @example
 * manualSeed(0)
 * F.dropout(ones(4))
 * // tensor([0., 0., 2., 0.])
 */
export const dropout = <S extends Shape>(input: Tensor<S>, ...options: Arguments): Tensor<S> => {
  const { p, training, inplace } = named(options, DEFAULTS)
  const run = (x: Tensor): Tensor => dropped(x, p, training)
  return (inplace && training ? into(input as Tensor, run) : run(input as Tensor)) as Tensor<S>
}
