import type {
  Along,
  Arg,
  DimArg,
  KeepArg,
  Quantile,
  Reduce,
  Result,
  ShapeOf,
  TopK,
  ValuesAndIndices,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import type { ScanOptions } from './reduce.js'

/** Order: sorting, selection, counting. NaN is larger than everything. */
export interface Ordering {
  /**
   * The elements sorted along `dim` (the last unless given): `{values, indices}`. Equals keep their order. Gradient: g to where each came from.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.sort
   * @example
   * tensor([3, 1, 2]).sort()
   * // torch.return_types.sort(
   * // values=tensor([1., 2., 3.]),
   * // indices=tensor([1, 2, 0]))
   */
  sort<T extends Tensor>(
    this: T,
    dim?: number | SortOptions,
    descending?: boolean | SortOptions,
  ): ValuesAndIndices<ShapeOf<T>>
  /**
   * The places of the elements in order, along `dim` (the last unless given).
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.argsort
   * @example
   * tensor([3, 1, 2]).argsort()
   * // tensor([1, 2, 0])
   */
  argsort<T extends Tensor>(this: T, dim?: number | SortOptions, descending?: boolean | SortOptions): Tensor<ShapeOf<T>>
  /**
   * Sorted along dimension 0.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.msort
   * @example
   * tensor([[3, 1], [2, 4]]).msort()
   * // tensor([[2., 1.],
   * //         [3., 4.]])
   */
  msort<T extends Tensor>(this: T): Tensor<ShapeOf<T>>
  /**
   * The `k` largest elements along `dim` (the last unless given), in order: `{values, indices}`. Errors: RuntimeError if there are not so many.
   *
   * @see torch.Tensor.topk
   * @example
   * tensor([3, 1, 2]).topk(2)
   * // torch.return_types.topk(
   * // values=tensor([3., 2.]),
   * // indices=tensor([0, 2]))
   */
  topk<
    T extends Tensor,
    const N extends number | ({ k: number } & TopkOptions),
    const D extends number | TopkOptions = -1,
  >(
    this: T,
    k: Arg<TopK<ShapeOf<T>, N, D>, N>,
    dim?: D,
    largest?: boolean | TopkOptions,
    sorted?: boolean | TopkOptions,
  ): ValuesAndIndices<ShapeAfter<TopK<ShapeOf<T>, N, D>>>
  /**
   * The `k`-th smallest element along `dim` (the last unless given), counted from 1: `{values, indices}`.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.kthvalue
   * @example
   * tensor([3, 1, 2]).kthvalue(2)
   * // torch.return_types.kthvalue(
   * // values=tensor(2.),
   * // indices=tensor(2))
   */
  kthvalue<T extends Tensor, const D extends OneDim = [], const K extends KeepArg = false>(
    this: T,
    k: number,
    dim?: D,
    keepdim?: K,
  ): Selection<T, D, K>
  /**
   * The median, the lower one of two; nan if one is. With a dim `{values, indices}` along it.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.median
   * @example
   * tensor([3, 1, 2]).median()
   * // tensor(2.)
   */
  median<T extends Tensor, const D extends OneDim = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Median<T, D, K>
  /**
   * The median of what is not nan. With a dim `{values, indices}` along it.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.nanmedian
   * @example
   * tensor([3, NaN, 2]).nanmedian()
   * // tensor(2.)
   */
  nanmedian<T extends Tensor, const D extends OneDim = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Median<T, D, K>
  /**
   * The most frequent value along `dim` (the last unless given), the smallest of several, and the last place where it stands.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.mode
   * @example
   * tensor([1, 2, 2]).mode()
   * // torch.return_types.mode(
   * // values=tensor(2.),
   * // indices=tensor(2))
   */
  mode<T extends Tensor, const D extends OneDim = [], const K extends KeepArg = false>(
    this: T,
    dim?: D,
    keepdim?: K,
  ): Selection<T, D, K>
  /**
   * The values below which the fractions `q` of the elements lie, in front as a new dimension if `q` is a vector; nan if an element is.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.quantile
   * @example
   * tensor([1, 2, 3, 4]).quantile(0.5)
   * // tensor(2.5000)
   */
  quantile<
    T extends Tensor,
    Q extends number | Tensor,
    const D extends number | null | QuantileOptions | [] = [],
    const K extends boolean | QuantileOptions = false,
  >(this: T, q: Q, dim?: Arg<Quantile<ShapeOf<T>, Q, D, K>, D>, keepdim?: K): Result<Quantile<ShapeOf<T>, Q, D, K>>
  /**
   * `quantile` of what is not nan.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.nanquantile
   * @example
   * tensor([1, NaN, 3]).nanquantile(0.5)
   * // tensor(2.)
   */
  nanquantile<
    T extends Tensor,
    Q extends number | Tensor,
    const D extends number | null | QuantileOptions | [] = [],
    const K extends boolean | QuantileOptions = false,
  >(this: T, q: Q, dim?: Arg<Quantile<ShapeOf<T>, Q, D, K>, D>, keepdim?: K): Result<Quantile<ShapeOf<T>, Q, D, K>>
  /**
   * One of each element, sorted; with `returnInverse` or `returnCounts` an array with those, too.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.unique
   * @example
   * tensor([3, 1, 3]).unique()
   * // tensor([1., 3.])
   */
  unique<T extends Tensor, const O extends UniqueOptions = UniqueOptions>(
    this: T,
    options?: O | boolean,
    returnInverse?: boolean,
    returnCounts?: boolean,
    dim?: number | null,
  ): Unique<O>
  /**
   * The elements without those that equal the one before.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.unique_consecutive
   * @example
   * tensor([1, 1, 2, 1]).uniqueConsecutive()
   * // tensor([1., 2., 1.])
   */
  uniqueConsecutive<T extends Tensor, const O extends UniqueOptions = UniqueOptions>(
    this: T,
    options?: O | boolean,
    returnCounts?: boolean,
    dim?: number | null,
  ): Unique<O>
  /**
   * How often each of 0, 1, 2 … occurs in a vector of integers; with weights the sum of those.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.bincount
   * @example
   * tensor([0, 2, 2], { dtype: 'int64' }).bincount()
   * // tensor([1, 0, 2])
   */
  bincount<T extends Tensor>(
    this: T,
    weights?: Tensor | null | { weights?: Tensor | null; minlength?: number },
    minlength?: number | { minlength?: number },
  ): Tensor<[number]>
  /**
   * Counts of the elements in equal bins (100 unless given) from `min` to `max`, or over their own range. What is outside is not counted.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.histc
   * @example
   * tensor([1, 2, 1]).histc(2, 0, 2)
   * // tensor([0., 3.])
   */
  histc<T extends Tensor>(
    this: T,
    bins?: number | { bins?: number; min?: number; max?: number },
    min?: number | { min?: number; max?: number },
    max?: number,
  ): Tensor<[number]>
  /**
   * The largest element so far along `dim`, and where it was: `{values, indices}`.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.cummax
   * @example
   * tensor([1, 3, 2]).cummax(0)
   * // torch.return_types.cummax(
   * // values=tensor([1., 3., 3.]),
   * // indices=tensor([0, 1, 1]))
   */
  cummax<T extends Tensor, const D extends number | { dim: number }>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
  ): ValuesAndIndices<ShapeOf<T>>
  /**
   * The smallest element so far along `dim`, and where it was: `{values, indices}`.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.cummin
   * @example
   * tensor([3, 1, 2]).cummin(0)
   * // torch.return_types.cummin(
   * // values=tensor([3., 1., 1.]),
   * // indices=tensor([0, 1, 1]))
   */
  cummin<T extends Tensor, const D extends number | { dim: number }>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
  ): ValuesAndIndices<ShapeOf<T>>
  /**
   * Running ln Σ eˣ along `dim`, without overflow.
   *
   * @throws IndexError if the dim is out of range.
   * @see torch.Tensor.logcumsumexp
   * @example
   * tensor([1, 2, 3]).logcumsumexp(0)
   * // tensor([1.0000, 2.3133, 3.4076])
   */
  logcumsumexp<T extends Tensor, const D extends number | ScanOptions>(
    this: T,
    dim: Arg<Along<ShapeOf<T>, D>, D>,
  ): Result<Along<ShapeOf<T>, D>>
}

/** What one dimension may be. */
type OneDim = Exclude<DimArg, readonly number[]> | []
export type ShapeAfter<R> = Result<R> extends Tensor<infer S> ? S : never
/** Values and places of the shape that the reduction of one dimension leaves. */
export type Selection<T extends Tensor, D, K> = ValuesAndIndices<
  ShapeAfter<Reduce<ShapeOf<T>, D extends [] ? -1 : D, K>>
>
/** With a dim values and places, without one the only value. */
export type Median<T extends Tensor, D, K> = D extends [] ? Tensor<[]> : Selection<T, D, K>

export interface SortOptions {
  dim?: number
  /** The largest first. */
  descending?: boolean
  /** Equals keep their order; they always do. */
  stable?: boolean
}

export interface TopkOptions {
  dim?: number
  /** The largest (unless given), or the smallest. */
  largest?: boolean
  /** In order; they always are. */
  sorted?: boolean
}

export interface QuantileOptions {
  dim?: number | null
  keepdim?: boolean
  interpolation?: 'linear' | 'lower' | 'higher' | 'midpoint' | 'nearest'
}

export interface UniqueOptions {
  /** Sorted; always. */
  sorted?: boolean
  /** Also the number of each element's like. */
  returnInverse?: boolean
  /** Also how often each occurs. */
  returnCounts?: boolean
  /** Slices along this dimension, not elements. */
  dim?: number | null
}
/** With `returnInverse` or `returnCounts` an array. */
export type Unique<O> = O extends { returnInverse: true } | { returnCounts: true }
  ? Tensor[]
  : O extends { dim: number }
    ? Tensor
    : Tensor<[number]>
