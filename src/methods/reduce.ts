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
  Shape,
  ShapeOf,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/**
 * Many elements become one. Without a dim all elements do, into a 0-d tensor; `sum(0)`, `sum([0, 1])`,
 * `sum(0, {keepdim: true})` and `sum({dim: 0, keepdim: true})` reduce some dimensions. A dim out of range is an IndexError.
 */
export interface Reductions {
  /**
   * The sum, of bools and integers as int64. Gradient: g to every element.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.sum
   * @example
   * tensor([[1, 2], [3, 4]]).sum(0)
   * // tensor([4., 6.])
   */
  sum<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * The average; integers are refused. Gradient: g / n to every element.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.mean
   * @example
   * tensor([[1, 2], [3, 4]]).mean(1)
   * // tensor([1.5000, 3.5000])
   */
  mean<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * The standard deviation, dividing by n − 1 (n − `correction`).
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.std
   * @example
   * tensor([1, 2, 3, 4]).std()
   * // tensor(1.2910)
   */
  std<
    T extends Tensor,
    const D extends DimArg | VarianceOptions | boolean = [],
    const U extends boolean | VarianceOptions = true,
    const K extends KeepArg = false,
  >(this: T, dim?: Arg<Spread<ShapeOf<T>, D, U, K>, D>, unbiased?: U, keepdim?: K): Result<Spread<ShapeOf<T>, D, U, K>>
  /**
   * The variance, dividing by n − 1 (n − `correction`).
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.var
   * @example
   * tensor([1, 2, 3, 4]).var()
   * // tensor(1.6667)
   */
  var<
    T extends Tensor,
    const D extends DimArg | VarianceOptions | boolean = [],
    const U extends boolean | VarianceOptions = true,
    const K extends KeepArg = false,
  >(this: T, dim?: Arg<Spread<ShapeOf<T>, D, U, K>, D>, unbiased?: U, keepdim?: K): Result<Spread<ShapeOf<T>, D, U, K>>
  /**
   * The product, of bools and integers as int64.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.prod
   * @example
   * tensor([1, 2, 3, 4]).prod()
   * // tensor(24.)
   */
  prod<T extends Tensor, const D extends Exclude<DimArg, readonly number[]> | [] = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * The largest elements. Equals share the gradient.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.amax
   * @example
   * tensor([[1, 5], [3, 4]]).amax(1)
   * // tensor([5., 4.])
   */
  amax<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * The smallest elements. Equals share the gradient.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.amin
   * @example
   * tensor([[1, 5], [3, 4]]).amin(1)
   * // tensor([1., 3.])
   */
  amin<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * The largest element; with a dim `{values, indices}` along it; with a tensor the larger of the two, as `maximum`.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.max
   * @example
   * tensor([[1, 5], [3, 4]]).max(1)
   * // torch.return_types.max(
   * // values=tensor([5., 4.]),
   * // indices=tensor([1, 1]))
   */
  max<
    T extends Tensor,
    const D extends Exclude<DimArg, readonly number[]> | Tensor | [] = [],
    const K extends KeepArg = false,
  >(this: T, dim?: D extends Tensor ? D : Arg<Reduce<ShapeOf<T>, D, K>, D>, keepdim?: K): Extreme<T, D, K>
  /**
   * The smallest element; with a dim `{values, indices}` along it; with a tensor the smaller of the two, as `minimum`.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.min
   * @example
   * tensor([[1, 5], [3, 4]]).min(1)
   * // torch.return_types.min(
   * // values=tensor([1., 3.]),
   * // indices=tensor([0, 0]))
   */
  min<
    T extends Tensor,
    const D extends Exclude<DimArg, readonly number[]> | Tensor | [] = [],
    const K extends KeepArg = false,
  >(this: T, dim?: D extends Tensor ? D : Arg<Reduce<ShapeOf<T>, D, K>, D>, keepdim?: K): Extreme<T, D, K>
  /**
   * The position of the largest element (int64): along `dim`, or among all in row-major order.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.argmax
   * @example
   * tensor([[1, 5], [3, 4]]).argmax(1)
   * // tensor([1, 1])
   */
  argmax<
    T extends Tensor,
    const D extends Exclude<DimArg, readonly number[]> | [] = [],
    const K extends KeepArg = false,
  >(this: T, dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>, keepdim?: K): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * The position of the smallest element (int64): along `dim`, or among all in row-major order.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.argmin
   * @example
   * tensor([[1, 5], [3, 4]]).argmin(1)
   * // tensor([0, 0])
   */
  argmin<
    T extends Tensor,
    const D extends Exclude<DimArg, readonly number[]> | [] = [],
    const K extends KeepArg = false,
  >(this: T, dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>, keepdim?: K): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * Is any element not 0?
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.any
   * @example
   * tensor([false, true]).any()
   * // tensor(True)
   */
  any<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * Is every element not 0?
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.all
   * @example
   * tensor([false, true]).all()
   * // tensor(False)
   */
  all<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * How many elements are not 0 (int64).
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.count_nonzero
   * @example
   * tensor([0, 1, 2]).countNonzero()
   * // tensor(2)
   */
  countNonzero<T extends Tensor, const D extends DimArg = []>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, false>, D>,
  ): Result<Reduce<ShapeOf<T>, D, false>>
  /**
   * log Σ eˣ, without overflow. Gradient: g · softmax x.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.logsumexp
   * @example
   * tensor([1, 2, 3]).logsumexp(0)
   * // tensor(3.4076)
   */
  logsumexp<T extends Tensor, const D extends DimArg, const K extends KeepArg = false>(
    this: T,
    dim: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * The p-norm (Σ |x|ᵖ)^(1/p), over all elements or over `dim`; p = 2 unless given.
   *
   * @returns The shape without what is reduced; its sizes are 1 with `keepdim`.
   * @throws IndexError if a dim is out of range.
   * @see torch.Tensor.norm
   * @example
   * tensor([3, 4]).norm()
   * // tensor(5.)
   */
  norm<
    T extends Tensor,
    const P extends number | 'fro' | NormOptions | null = 2,
    const D extends DimArg = [],
    const K extends KeepArg = false,
  >(
    this: T,
    p?: Arg<Norm<ShapeOf<T>, P, [], K>, P>,
    dim?: Arg<Norm<ShapeOf<T>, P, D, K>, D>,
    keepdim?: K,
  ): Result<Norm<ShapeOf<T>, P, D, K>>
  /**
   * Running sums along `dim`.
   *
   * @returns The same shape.
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.cumsum
   * @example
   * tensor([1, 2, 3]).cumsum(0)
   * // tensor([1., 3., 6.])
   */
  cumsum<T extends Tensor, const D extends number | ScanOptions>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
    options?: { dtype?: DType },
  ): Result<Along<ShapeOf<T>, D>>
  /**
   * Running products along `dim`.
   *
   * @returns The same shape.
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.cumprod
   * @example
   * tensor([1, 2, 3]).cumprod(0)
   * // tensor([1., 2., 6.])
   */
  cumprod<T extends Tensor, const D extends number | ScanOptions>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
    options?: { dtype?: DType },
  ): Result<Along<ShapeOf<T>, D>>
  /**
   * eˣ / Σ eˣ along `dim`: positive numbers that add up to 1.
   *
   * @returns The same shape.
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.softmax
   * @example
   * tensor([1, 2, 3]).softmax(0)
   * // tensor([0.0900, 0.2447, 0.6652])
   */
  softmax<T extends Tensor, const D extends number | ScanOptions>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
    options?: { dtype?: DType },
  ): Result<Along<ShapeOf<T>, D>>
  /**
   * log softmax x, without overflow.
   *
   * @returns The same shape.
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.log_softmax
   * @example
   * tensor([1, 2, 3]).logSoftmax(0)
   * // tensor([-2.4076, -1.4076, -0.4076])
   */
  logSoftmax<T extends Tensor, const D extends number | ScanOptions>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
    options?: { dtype?: DType },
  ): Result<Along<ShapeOf<T>, D>>
}

/** `std(dim, unbiased, keepdim)`; options may stand in any of the places. */
export type Spread<A extends Shape, D, U, K> = Reduce<A, D, U extends boolean ? K : U>

export interface VarianceOptions extends ReduceOptions {
  /** Divide by n − correction; 1 unless given. */
  correction?: number
  /** `false` is a correction of 0. */
  unbiased?: boolean
}

export interface NormOptions extends ReduceOptions {
  /** 2 (or 'fro', the same) unless given. */
  p?: number | 'fro' | null
}

export interface ScanOptions {
  dim: number
  dtype?: DType
}
