import { dtypes, isIntegral } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { mul, sub } from './binary.js'
import { matmul } from './matmul.js'

export interface CovOptions {
  /** Divide by n − correction; 1 unless given. */
  correction?: number
  /** How often each observation was seen (integers). */
  fweights?: Tensor | null
  /** How much each observation counts. */
  aweights?: Tensor | null
}

function checkWeights(name: 'fweights' | 'aweights', weights: Tensor, observations: number): void {
  const refuse = (text: string): never => {
    throw new RuntimeError(`cov(): ${text}`)
  }
  if (weights.sizes.length > 1)
    refuse(`expected ${name} to have one or fewer dimensions but got ${name} with ${weights.sizes.length} dimensions`)
  const kind = name === 'fweights' ? 'integral' : 'floating point'
  if (isIntegral(weights.dtype) !== (name === 'fweights') || weights.dtype === 'bool')
    refuse(`expected ${name} to have ${kind} dtype but got ${name} with ${dtypes[weights.dtype].legacy} dtype`)
  if (weights.numel() !== observations)
    refuse(
      `expected ${name} to have the same numel as there are observations in the input but got ${weights.numel()} != ${observations}`,
    )
  if ((weights.lt(0).any() as Tensor).item<boolean>()) refuse(`${name} cannot be negative`)
}

/** How rows vary together: rows are variables, columns observations. Made of ops, so its gradient is theirs. */
export function cov(x: Tensor, options: CovOptions = {}): Tensor {
  const { correction = 1, fweights = null, aweights = null } = options
  if (x.sizes.length > 2)
    throw new RuntimeError(
      `cov(): expected input to have two or fewer dimensions but got an input with ${x.sizes.length} dimensions`,
    )
  if (x.dtype === 'bool') throw new RuntimeError('cov(): bool dtype is not supported for input')
  const rows = (x.sizes.length < 2 ? x.reshape([1, -1]) : x) as Tensor
  const observations = rows.sizes[1]
  if (fweights) checkWeights('fweights', fweights, observations)
  if (aweights) checkWeights('aweights', aweights, observations)
  const weights = fweights && aweights ? mul(fweights, aweights) : (fweights ?? aweights)
  if (weights !== null && weights.numel() > 0 && Number(weights.sum().item()) === 0)
    throw new RuntimeError("cov(): weights sum to zero, can't be normalized")
  const total = weights === null ? observations : Number(weights.sum().item())
  const floats = (isIntegral(rows.dtype) ? rows.to('float32') : rows) as Tensor
  const mean = (weights === null ? floats.sum(1, true) : mul(floats, weights).sum(1, true)) as Tensor
  const centred = sub(floats, mean.div(total) as Tensor)
  const spare =
    weights !== null && aweights !== null && correction !== 0
      ? total - (correction * Number((mul(weights, aweights).sum() as Tensor).item())) / total
      : total - correction
  if (spare <= 0)
    console.warn(
      'UserWarning: cov(): degrees of freedom is <= 0. Correction should be strictly less than the number of observations.',
    )
  const weighted = weights === null ? centred : mul(centred, weights)
  return (matmul(weighted, centred.t() as Tensor).div(Math.max(0, spare)) as Tensor).squeeze() as Tensor
}

/** `cov` in units of the rows' standard deviations, between −1 and 1. */
export function corrcoef(x: Tensor): Tensor {
  if (x.sizes.length > 2)
    throw new RuntimeError(
      `corrcoef(): expected input to have two or fewer dimensions but got an input with ${x.sizes.length} dimensions`,
    )
  const c = cov(x)
  if (c.sizes.length === 0) return c.div(c) as Tensor
  const deviation = (c.diagonal() as Tensor).sqrt() as Tensor
  return (c.div(deviation.unsqueeze(1) as Tensor).div(deviation.unsqueeze(0) as Tensor) as Tensor).clamp(
    -1,
    1,
  ) as Tensor
}
