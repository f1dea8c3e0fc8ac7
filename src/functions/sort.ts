import { free } from '../free.js'
import type {
  Median,
  QuantileOptions,
  Selection,
  ShapeAfter,
  SortOptions,
  TopkOptions,
  Unique,
  UniqueOptions,
} from '../methods/sort.js'
import type {
  Along,
  Arg,
  DimArg,
  KeepArg,
  Quantile,
  Reduce,
  Result,
  Scalar,
  ShapeOf,
  TopK,
  ValuesAndIndices,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
import type { Scan } from './types.js'

type OneDim = Exclude<DimArg, readonly number[]> | []
/**
 * The elements sorted along `dim` (the last unless given): `{values, indices}`. Equals keep their order. Gradient: g to where each came from.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.sort
 * @example
 * sort(tensor([3, 1, 2]))
 * // torch.return_types.sort(
 * // values=tensor([1., 2., 3.]),
 * // indices=tensor([1, 2, 0]))
 */
export const sort: <T extends Tensor>(
  input: T,
  dim?: number | SortOptions,
  descending?: boolean | SortOptions,
) => ValuesAndIndices<ShapeOf<T>> = typed(free.sort)
/**
 * The places of the elements in order, along `dim` (the last unless given).
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.argsort
 * @example
 * argsort(tensor([3, 1, 2]))
 * // tensor([1, 2, 0])
 */
export const argsort: <T extends Tensor>(
  input: T,
  dim?: number | SortOptions,
  descending?: boolean | SortOptions,
) => Tensor<ShapeOf<T>> = typed(free.argsort)
/**
 * Sorted along dimension 0.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.msort
 * @example
 * msort(tensor([[3, 1], [2, 4]]))
 * // tensor([[2., 1.],
 * //         [3., 4.]])
 */
export const msort: <T extends Tensor>(input: T) => Tensor<ShapeOf<T>> = typed(free.msort)
/**
 * The `k` largest elements along `dim` (the last unless given), in order: `{values, indices}`. Errors: RuntimeError if there are not so many.
 *
 * @see torch.topk
 * @example
 * topk(tensor([3, 1, 2]), 2)
 * // torch.return_types.topk(
 * // values=tensor([3., 2.]),
 * // indices=tensor([0, 2]))
 */
export const topk: <
  T extends Tensor,
  const N extends number | ({ k: number } & TopkOptions),
  const D extends number | TopkOptions = -1,
>(
  input: T,
  k: Arg<TopK<ShapeOf<T>, N, D>, N>,
  dim?: D,
  largest?: boolean | TopkOptions,
  sorted?: boolean | TopkOptions,
) => ValuesAndIndices<ShapeAfter<TopK<ShapeOf<T>, N, D>>> = typed(free.topk)
/**
 * The `k`-th smallest element along `dim` (the last unless given), counted from 1: `{values, indices}`.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.kthvalue
 * @example
 * kthvalue(tensor([3, 1, 2]), 2)
 * // torch.return_types.kthvalue(
 * // values=tensor(2.),
 * // indices=tensor(2))
 */
export const kthvalue: <T extends Tensor, const D extends OneDim = [], const K extends KeepArg = false>(
  input: T,
  k: number,
  dim?: D,
  keepdim?: K,
) => Selection<T, D, K> = typed(free.kthvalue)
/**
 * The median, the lower one of two; nan if one is. With a dim `{values, indices}` along it.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.median
 * @example
 * median(tensor([3, 1, 2]))
 * // tensor(2.)
 */
export const median: <T extends Tensor, const D extends OneDim = [], const K extends KeepArg = false>(
  input: T,
  dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
  keepdim?: K,
) => Median<T, D, K> = typed(free.median)
/**
 * The median of what is not nan. With a dim `{values, indices}` along it.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.nanmedian
 * @example
 * nanmedian(tensor([3, NaN, 2]))
 * // tensor(2.)
 */
export const nanmedian: <T extends Tensor, const D extends OneDim = [], const K extends KeepArg = false>(
  input: T,
  dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
  keepdim?: K,
) => Median<T, D, K> = typed(free.nanmedian)
/**
 * The most frequent value along `dim` (the last unless given), the smallest of several, and the last place where it stands.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.mode
 * @example
 * mode(tensor([1, 2, 2]))
 * // torch.return_types.mode(
 * // values=tensor(2.),
 * // indices=tensor(2))
 */
export const mode: <T extends Tensor, const D extends OneDim = [], const K extends KeepArg = false>(
  input: T,
  dim?: D,
  keepdim?: K,
) => Selection<T, D, K> = typed(free.mode)
/**
 * The values below which the fractions `q` of the elements lie, in front as a new dimension if `q` is a vector; nan if an element is.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.quantile
 * @example
 * quantile(tensor([1, 2, 3, 4]), 0.5)
 * // tensor(2.5000)
 */
export const quantile: <
  T extends Tensor,
  Q extends number | Tensor,
  const D extends number | null | QuantileOptions | [] = [],
  const K extends boolean | QuantileOptions = false,
>(
  input: T,
  q: Q,
  dim?: Arg<Quantile<ShapeOf<T>, Q, D, K>, D>,
  keepdim?: K,
) => Result<Quantile<ShapeOf<T>, Q, D, K>> = typed(free.quantile)
/**
 * `quantile` of what is not nan.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.nanquantile
 * @example
 * nanquantile(tensor([1, NaN, 3]), 0.5)
 * // tensor(2.)
 */
export const nanquantile: <
  T extends Tensor,
  Q extends number | Tensor,
  const D extends number | null | QuantileOptions | [] = [],
  const K extends boolean | QuantileOptions = false,
>(
  input: T,
  q: Q,
  dim?: Arg<Quantile<ShapeOf<T>, Q, D, K>, D>,
  keepdim?: K,
) => Result<Quantile<ShapeOf<T>, Q, D, K>> = typed(free.nanquantile)
/**
 * One of each element, sorted; with `returnInverse` or `returnCounts` an array with those, too.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.unique
 * @example
 * unique(tensor([3, 1, 3]))
 * // tensor([1., 3.])
 */
export const unique: <T extends Tensor, const O extends UniqueOptions = UniqueOptions>(
  input: T,
  options?: O | boolean,
  returnInverse?: boolean,
  returnCounts?: boolean,
  dim?: number | null,
) => Unique<O> = typed(free.unique)
/**
 * The elements without those that equal the one before.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.unique_consecutive
 * @example
 * uniqueConsecutive(tensor([1, 1, 2, 1]))
 * // tensor([1., 2., 1.])
 */
export const uniqueConsecutive: <T extends Tensor, const O extends UniqueOptions = UniqueOptions>(
  input: T,
  options?: O | boolean,
  returnCounts?: boolean,
  dim?: number | null,
) => Unique<O> = typed(free.uniqueConsecutive)
/**
 * How often each of 0, 1, 2 … occurs in a vector of integers; with weights the sum of those.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.bincount
 * @example
 * bincount(tensor([0, 2, 2], { dtype: 'int64' }))
 * // tensor([1, 0, 2])
 */
export const bincount: <T extends Tensor>(
  input: T,
  weights?: Tensor | null | { weights?: Tensor | null; minlength?: number },
  minlength?: number | { minlength?: number },
) => Tensor<[number]> = typed(free.bincount)
/**
 * Counts of the elements in equal bins (100 unless given) from `min` to `max`, or over their own range. What is outside is not counted.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.histc
 * @example
 * histc(tensor([1, 2, 1]), 2, 0, 2)
 * // tensor([0., 3.])
 */
export const histc: <T extends Tensor>(
  input: T,
  bins?: number | { bins?: number; min?: number; max?: number },
  min?: number | { min?: number; max?: number },
  max?: number,
) => Tensor<[number]> = typed(free.histc)
/**
 * The largest element so far along `dim`, and where it was: `{values, indices}`.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.cummax
 * @example
 * cummax(tensor([1, 3, 2]), 0)
 * // torch.return_types.cummax(
 * // values=tensor([1., 3., 3.]),
 * // indices=tensor([0, 1, 1]))
 */
export const cummax: <T extends Tensor, const D extends number | { dim: number }>(
  input: T,
  dim: Arg<Along<ShapeOf<T>, D>, D>,
) => ValuesAndIndices<ShapeOf<T>> = typed(free.cummax)
/**
 * The smallest element so far along `dim`, and where it was: `{values, indices}`.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.cummin
 * @example
 * cummin(tensor([3, 1, 2]), 0)
 * // torch.return_types.cummin(
 * // values=tensor([3., 1., 1.]),
 * // indices=tensor([0, 1, 1]))
 */
export const cummin: <T extends Tensor, const D extends number | { dim: number }>(
  input: T,
  dim: Arg<Along<ShapeOf<T>, D>, D>,
) => ValuesAndIndices<ShapeOf<T>> = typed(free.cummin)
/**
 * Running ln Σ eˣ along `dim`, without overflow.
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.logcumsumexp
 * @example
 * logcumsumexp(tensor([1, 2, 3]), 0)
 * // tensor([1.0000, 2.3133, 3.4076])
 */
export const logcumsumexp: Scan = typed(free.logcumsumexp)

export interface SearchOptions {
  /** The place behind equal values, not before them. */
  right?: boolean
  /** The same in words. */
  side?: 'left' | 'right'
  /** int32, not int64. */
  outInt32?: boolean
  /** Indices that sort the first argument. */
  sorter?: Tensor | null
}
/**
 * Where values would stand in sorted rows, so that these stay sorted (int64).
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.searchsorted
 * @example
 * searchsorted(tensor([1, 3, 5]), tensor([2, 5]))
 * // tensor([1, 2])
 */
export const searchsorted: <V extends Tensor | Scalar>(
  sortedSequence: Tensor,
  values: V,
  options?: SearchOptions,
) => V extends Tensor<infer S> ? Tensor<S> : Tensor<[]> = typed(free.searchsorted)
/**
 * The number of the bucket, between ascending boundaries, of each value (int64).
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.bucketize
 * @example
 * bucketize(tensor([2, 5]), tensor([1, 3, 5]))
 * // tensor([1, 2])
 */
export const bucketize: <V extends Tensor | Scalar>(
  input: V,
  boundaries: Tensor,
  options?: SearchOptions,
) => V extends Tensor<infer S> ? Tensor<S> : Tensor<[]> = typed(free.bucketize)
/**
 * Is each element one of `testElements`?
 *
 * @throws IndexError if the dim is out of range.
 * @see torch.isin
 * @example
 * isin(tensor([1, 2, 3]), tensor([2, 3]))
 * // tensor([False,  True,  True])
 */
export const isin: <V extends Tensor | Scalar>(
  elements: V,
  testElements: Tensor | Scalar,
  options?: { assumeUnique?: boolean; invert?: boolean },
) => V extends Tensor<infer S> ? Tensor<S> : Tensor<[]> = typed(free.isin)
