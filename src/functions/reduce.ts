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

/** The sum, of bools and integers as int64. Gradient: g to every element. */
export const sum: Reduction = typed(free.sum)
/** The average; integers are refused. Gradient: g / n to every element. */
export const mean: Reduction = typed(free.mean)
/** The largest elements. Equals share the gradient. */
export const amax: Reduction = typed(free.amax)
/** The smallest elements. Equals share the gradient. */
export const amin: Reduction = typed(free.amin)
/** Is any element not 0? */
export const any: Reduction = typed(free.any)
/** Is every element not 0? */
export const all: Reduction = typed(free.all)
/** The product, of bools and integers as int64. */
export const prod: ReductionAlong = typed(free.prod)
/** The position of the largest element (int64): along `dim`, or among all in row-major order. */
export const argmax: ReductionAlong = typed(free.argmax)
/** The position of the smallest element (int64): along `dim`, or among all in row-major order. */
export const argmin: ReductionAlong = typed(free.argmin)
/** The standard deviation, dividing by n − 1 (n − `correction`). */
export const std: Variance = typed(free.std)
/** The variance, dividing by n − 1 (n − `correction`). */
const variance: Variance = typed(free.var)

export { variance as var }
/** The largest element; with a dim `{values, indices}` along it; with a tensor the larger of the two, as `maximum`. */
export const max: ExtremeOf = typed(free.max)
/** The smallest element; with a dim `{values, indices}` along it; with a tensor the smaller of the two, as `minimum`. */
export const min: ExtremeOf = typed(free.min)
/** How many elements are not 0 (int64). */
export const countNonzero: CountNonzero = typed(free.countNonzero)
/** log Σ eˣ, without overflow. Gradient: g · softmax x. */
export const logsumexp: LogSumExp = typed(free.logsumexp)
/** The p-norm (Σ |x|ᵖ)^(1/p), over all elements or over `dim`; p = 2 unless given. */
export const norm: NormFunction = typed(free.norm)
/** Running sums along `dim`. */
export const cumsum: Scan = typed(free.cumsum)
/** Running products along `dim`. */
export const cumprod: Scan = typed(free.cumprod)
/** eˣ / Σ eˣ along `dim`: positive numbers that add up to 1. */
export const softmax: Scan = typed(free.softmax)
/** log softmax x, without overflow. */
export const logSoftmax: Scan = typed(free.logSoftmax)
