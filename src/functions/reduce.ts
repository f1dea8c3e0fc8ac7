import { free } from '../free.js'

import { typed } from './typed.js'
import type {
  CountNonzero,
  ExtremeOf,
  LogSumExp,
  NormFunction,
  Reduction,
  ReductionAlong,
  Scan,
  Variance,
} from './types.js'

/**
 * The sum, of bools and integers as int64. Gradient: g to every element.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.sum
 * @example
 * sum(tensor([[1, 2], [3, 4]]), 0)
 * // tensor([4., 6.])
 */
export const sum: Reduction = typed(free.sum)
/**
 * The average; integers are refused. Gradient: g / n to every element.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.mean
 * @example
 * mean(tensor([[1, 2], [3, 4]]), 1)
 * // tensor([1.5000, 3.5000])
 */
export const mean: Reduction = typed(free.mean)
/**
 * The largest elements. Equals share the gradient.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.amax
 * @example
 * amax(tensor([[1, 5], [3, 4]]), 1)
 * // tensor([5., 4.])
 */
export const amax: Reduction = typed(free.amax)
/**
 * The smallest elements. Equals share the gradient.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.amin
 * @example
 * amin(tensor([[1, 5], [3, 4]]), 1)
 * // tensor([1., 3.])
 */
export const amin: Reduction = typed(free.amin)
/**
 * Is any element not 0?
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.any
 * @example
 * any(tensor([false, true]))
 * // tensor(True)
 */
export const any: Reduction = typed(free.any)
/**
 * Is every element not 0?
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.all
 * @example
 * all(tensor([false, true]))
 * // tensor(False)
 */
export const all: Reduction = typed(free.all)
/**
 * The product, of bools and integers as int64.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.prod
 * @example
 * prod(tensor([1, 2, 3, 4]))
 * // tensor(24.)
 */
export const prod: ReductionAlong = typed(free.prod)
/**
 * The position of the largest element (int64): along `dim`, or among all in row-major order.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.argmax
 * @example
 * argmax(tensor([[1, 5], [3, 4]]), 1)
 * // tensor([1, 1])
 */
export const argmax: ReductionAlong = typed(free.argmax)
/**
 * The position of the smallest element (int64): along `dim`, or among all in row-major order.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.argmin
 * @example
 * argmin(tensor([[1, 5], [3, 4]]), 1)
 * // tensor([0, 0])
 */
export const argmin: ReductionAlong = typed(free.argmin)
/**
 * The standard deviation, dividing by n − 1 (n − `correction`).
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.std
 * @example
 * std(tensor([1, 2, 3, 4]))
 * // tensor(1.2910)
 */
export const std: Variance = typed(free.std)
/**
 * The variance, dividing by n − 1 (n − `correction`).
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.var
 * @example
 * tg.var(tensor([1, 2, 3, 4]))
 * // tensor(1.6667)
 */
const variance: Variance = typed(free.var)

export { variance as var }
/**
 * The largest element; with a dim `{values, indices}` along it; with a tensor the larger of the two, as `maximum`.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.max
 * @example
 * max(tensor([[1, 5], [3, 4]]), 1)
 * // torch.return_types.max(
 * // values=tensor([5., 4.]),
 * // indices=tensor([1, 1]))
 */
export const max: ExtremeOf = typed(free.max)
/**
 * The smallest element; with a dim `{values, indices}` along it; with a tensor the smaller of the two, as `minimum`.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.min
 * @example
 * min(tensor([[1, 5], [3, 4]]), 1)
 * // torch.return_types.min(
 * // values=tensor([1., 3.]),
 * // indices=tensor([0, 0]))
 */
export const min: ExtremeOf = typed(free.min)
/**
 * How many elements are not 0 (int64).
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.count_nonzero
 * @example
 * countNonzero(tensor([0, 1, 2]))
 * // tensor(2)
 */
export const countNonzero: CountNonzero = typed(free.countNonzero)
/**
 * log Σ eˣ, without overflow. Gradient: g · softmax x.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.logsumexp
 * @example
 * logsumexp(tensor([1, 2, 3]), 0)
 * // tensor(3.4076)
 */
export const logsumexp: LogSumExp = typed(free.logsumexp)
/**
 * The p-norm (Σ |x|ᵖ)^(1/p), over all elements or over `dim`; p = 2 unless given.
 *
 * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
 * @throws IndexError if a dim is out of range.
 * @see torch.norm
 * @example
 * norm(tensor([3, 4]))
 * // tensor(5.)
 */
export const norm: NormFunction = typed(free.norm)
/**
 * Running sums along `dim`.
 *
 * @returns The same shape.
 * @throws IndexError if the dim is out of range.
 * @see torch.cumsum
 * @example
 * cumsum(tensor([1, 2, 3]), 0)
 * // tensor([1., 3., 6.])
 */
export const cumsum: Scan = typed(free.cumsum)
/**
 * Running products along `dim`.
 *
 * @returns The same shape.
 * @throws IndexError if the dim is out of range.
 * @see torch.cumprod
 * @example
 * cumprod(tensor([1, 2, 3]), 0)
 * // tensor([1., 2., 6.])
 */
export const cumprod: Scan = typed(free.cumprod)
/**
 * eˣ / Σ eˣ along `dim`: positive numbers that add up to 1.
 *
 * @returns The same shape.
 * @throws IndexError if the dim is out of range.
 * @see torch.softmax
 * @example
 * softmax(tensor([1, 2, 3]), 0)
 * // tensor([0.0900, 0.2447, 0.6652])
 */
export const softmax: Scan = typed(free.softmax)
/**
 * log softmax x, without overflow.
 *
 * @returns The same shape.
 * @throws IndexError if the dim is out of range.
 * @see torch.log_softmax
 * @example
 * logSoftmax(tensor([1, 2, 3]), 0)
 * // tensor([-2.4076, -1.4076, -0.4076])
 */
export const logSoftmax: Scan = typed(free.logSoftmax)
