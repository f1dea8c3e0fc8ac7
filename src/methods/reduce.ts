import type { DType } from '../dtype.js'
import type {
  Along,
  Arg,
  DimArg,
  Extreme,
  KeepArg,
  Norm,
  Reduce,
  ReduceOptions,
  Result,
  ShapeOf,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/**
 * Many elements become one. Without a dim all elements do, into a 0-d tensor; `sum(0)`, `sum([0, 1])`,
 * `sum(0, {keepdim: true})` and `sum({dim: 0, keepdim: true})` reduce some dimensions. A dim out of range is an IndexError.
 */
export interface Reductions {
  /** The sum, of bools and integers as int64. Gradient: g to every element. */
  sum<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /** The average; integers are refused. Gradient: g / n to every element. */
  mean<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /** The standard deviation, dividing by n − 1 (n − `correction`). */
  std<
    T extends Tensor,
    const D extends DimArg | VarianceOptions | boolean = [],
    const K extends KeepArg | VarianceOptions = false,
  >(this: T, dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>, keepdim?: K): Result<Reduce<ShapeOf<T>, D, K>>
  /** The variance, dividing by n − 1 (n − `correction`). */
  var<
    T extends Tensor,
    const D extends DimArg | VarianceOptions | boolean = [],
    const K extends KeepArg | VarianceOptions = false,
  >(this: T, dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>, keepdim?: K): Result<Reduce<ShapeOf<T>, D, K>>
  /** The product, of bools and integers as int64. */
  prod<T extends Tensor, const D extends Exclude<DimArg, readonly number[]> | [] = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /** The largest elements. Equals share the gradient. */
  amax<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /** The smallest elements. Equals share the gradient. */
  amin<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /** The largest element; with a dim `{values, indices}` along it; with a tensor the larger of the two, as `maximum`. */
  max<
    T extends Tensor,
    const D extends Exclude<DimArg, readonly number[]> | Tensor | [] = [],
    const K extends KeepArg = false,
  >(this: T, dim?: D extends Tensor ? D : Arg<Reduce<ShapeOf<T>, D, K>, D>, keepdim?: K): Extreme<T, D, K>
  /** The smallest element; with a dim `{values, indices}` along it; with a tensor the smaller of the two, as `minimum`. */
  min<
    T extends Tensor,
    const D extends Exclude<DimArg, readonly number[]> | Tensor | [] = [],
    const K extends KeepArg = false,
  >(this: T, dim?: D extends Tensor ? D : Arg<Reduce<ShapeOf<T>, D, K>, D>, keepdim?: K): Extreme<T, D, K>
  /** The position of the largest element (int64): along `dim`, or among all in row-major order. */
  argmax<
    T extends Tensor,
    const D extends Exclude<DimArg, readonly number[]> | [] = [],
    const K extends KeepArg = false,
  >(this: T, dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>, keepdim?: K): Result<Reduce<ShapeOf<T>, D, K>>
  /** The position of the smallest element (int64): along `dim`, or among all in row-major order. */
  argmin<
    T extends Tensor,
    const D extends Exclude<DimArg, readonly number[]> | [] = [],
    const K extends KeepArg = false,
  >(this: T, dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>, keepdim?: K): Result<Reduce<ShapeOf<T>, D, K>>
  /** Is any element not 0? */
  any<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /** Is every element not 0? */
  all<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /** How many elements are not 0 (int64). */
  countNonzero<T extends Tensor, const D extends DimArg = []>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, false>, D>,
  ): Result<Reduce<ShapeOf<T>, D, false>>
  /** log Σ eˣ, without overflow. Gradient: g · softmax x. */
  logsumexp<T extends Tensor, const D extends DimArg, const K extends KeepArg = false>(
    this: T,
    dim: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /** The p-norm (Σ |x|ᵖ)^(1/p), over all elements or over `dim`; p = 2 unless given. */
  norm<
    T extends Tensor,
    const P extends number | NormOptions | null = 2,
    const D extends DimArg = [],
    const K extends KeepArg = false,
  >(
    this: T,
    p?: Arg<Norm<ShapeOf<T>, P, [], K>, P>,
    dim?: Arg<Norm<ShapeOf<T>, P, D, K>, D>,
    keepdim?: K,
  ): Result<Norm<ShapeOf<T>, P, D, K>>
  /** Running sums along `dim`. */
  cumsum<T extends Tensor, const D extends number | ScanOptions>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
    options?: { dtype?: DType },
  ): Result<Along<ShapeOf<T>, D>>
  /** Running products along `dim`. */
  cumprod<T extends Tensor, const D extends number | ScanOptions>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
    options?: { dtype?: DType },
  ): Result<Along<ShapeOf<T>, D>>
  /** eˣ / Σ eˣ along `dim`: positive numbers that add up to 1. */
  softmax<T extends Tensor, const D extends number | ScanOptions>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
    options?: { dtype?: DType },
  ): Result<Along<ShapeOf<T>, D>>
  /** log softmax x, without overflow. */
  logSoftmax<T extends Tensor, const D extends number | ScanOptions>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
    options?: { dtype?: DType },
  ): Result<Along<ShapeOf<T>, D>>
}

export interface VarianceOptions extends ReduceOptions {
  /** Divide by n − correction; 1 unless given. */
  correction?: number
  /** `false` is a correction of 0. */
  unbiased?: boolean
}

export interface NormOptions extends ReduceOptions {
  p?: number
}

export interface ScanOptions {
  dim: number
  dtype?: DType
}
