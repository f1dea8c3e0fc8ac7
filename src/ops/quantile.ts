import { isFloat } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import type { Tensor } from '../tensor.js'
import { gather } from './along.js'
import { lerp } from './composed.js'
import { isTensor } from './elementwise.js'
import { squeeze_ } from './in-place-views.js'
import { sort } from './sort.js'

const INTERPOLATIONS = ['linear', 'lower', 'higher', 'midpoint', 'nearest'] as const
export type Interpolation = (typeof INTERPOLATIONS)[number]

export interface QuantileOptions {
  dim?: number | null
  keepdim?: boolean
  interpolation?: Interpolation
}

const quantileBy =
  (op: 'quantile' | 'nanquantile', skipNan: boolean) =>
  (x: Tensor, q: number | Tensor, ...args: unknown[]): Tensor => {
    const last = args.at(-1)
    const named = (last !== null && typeof last === 'object' ? last : {}) as QuantileOptions
    const dim = named.dim ?? (typeof args[0] === 'number' ? args[0] : null)
    const keepdim = named.keepdim ?? args[1] === true
    const { interpolation = 'linear' } = named
    const refuse = (text: string): never => {
      throw new RuntimeError(`${op}() ${text}`)
    }
    if (x.numel() === 0) refuse('input tensor must be non-empty')
    if (isTensor(q) && q.sizes.length > 1) refuse('q must be a scalar or 1D tensor')
    if (!isFloat(x.dtype)) refuse('input tensor must be either float or double dtype')
    if (isTensor(q) && q.dtype !== x.dtype) refuse('q tensor must be same dtype as the input tensor')
    if (!INTERPOLATIONS.includes(interpolation))
      refuse(`interpolation must be one of linear, lower, higher, midpoint or nearest, but got ${interpolation}`)
    if (!isTensor(q) && !(q >= 0 && q <= 1)) refuse(`q must be in the range [0, 1] but got ${q}`)
    const ranks = isTensor(q) ? (q.detach() as Tensor) : (x.newFull([], q) as Tensor)
    if (isTensor(q) && !(ranks.ge(0).logicalAnd(ranks.le(1)).all() as Tensor).item<boolean>())
      refuse('q values must be in the range [0, 1]')
    // Sorted along the last dimension; the ranks become one, too.
    const flat = dim === null
    const d = flat ? 0 : wrapDim(dim, x.sizes.length)
    const rows = flat || x.sizes.length === 0 ? (x.reshape([-1]) as Tensor) : (x.movedim(d, -1) as Tensor)
    let sorted = sort(rows)[0]
    if (keepdim)
      sorted = (
        flat ? sorted.view([...x.sizes.map(() => 1), -1]) : x.sizes.length > 0 ? sorted.unsqueeze(d) : sorted
      ) as Tensor
    const out = between(sorted, ranks.reshape([-1]) as Tensor, interpolation, skipNan)
    // [rest…, q] → [q, rest…]
    return ranks.sizes.length === 0 ? squeeze_(out, -1) : (out.movedim(-1, 0) as Tensor)
  }

/** The values at the ranks q · (n − 1) of sorted rows; n counts what is not NaN, which is where the rest ends. */
function between(sorted: Tensor, q: Tensor, interpolation: Interpolation, skipNan: boolean): Tensor {
  const n = sorted.sizes[sorted.sizes.length - 1]
  const nans = sorted.detach().isnan() as Tensor
  const shape = [...sorted.sizes.slice(0, -1), q.sizes[0]]
  let ranks: Tensor
  if (skipNan) {
    const last = (nans.logicalNot().sum(-1, true) as Tensor).to(sorted.dtype).sub(1).clampMin(0) as Tensor
    ranks = last.mul(q) as Tensor
  } else {
    ranks = q.mul(n - 1).expand(shape) as Tensor
    // A row with a NaN has NaN for every quantile: the last place.
    ranks = (nans.any(-1, true) as Tensor).where(n - 1, ranks) as Tensor
  }
  if (interpolation === 'lower') ranks = ranks.floor() as Tensor
  if (interpolation === 'higher') ranks = ranks.ceil() as Tensor
  if (interpolation === 'nearest') ranks = ranks.round() as Tensor
  const below = ranks.long() as Tensor
  const low = gather(sorted, -1, below.expand(shape).contiguous() as Tensor)
  if (interpolation !== 'linear' && interpolation !== 'midpoint') return low
  const weight =
    interpolation === 'midpoint' ? (ranks.newFull([...ranks.sizes], 0.5) as Tensor) : (ranks.sub(below) as Tensor)
  const high = gather(sorted, -1, ranks.ceil().long().expand(shape).contiguous() as Tensor)
  return lerp(low, high, weight)
}

/** The value below which the fraction `q` of the elements lies; NaN if one is NaN. */
export const quantile = quantileBy('quantile', false)
/** The same of what is not NaN. */
export const nanquantile = quantileBy('nanquantile', true)
