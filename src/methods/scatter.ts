import type { Index, Scalar, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Reading and writing at places that an index tensor names. */
export interface Scatters {
  /**
   * Element by element what stands at the place that `index` names along `dim`: `out[i][j] = x[index[i][j]][j]` for dim 0. Gradient: g added to those places.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.gather
   * @example
   * tensor([[1, 2], [3, 4]]).gather(1, tensor([[1], [0]], { dtype: 'int64' }))
   * // tensor([[2.],
   * //         [3.]])
   */
  gather<T extends Tensor, I extends Tensor>(
    this: T,
    dim: number | { dim: number; index: I },
    index?: I | { index: I },
  ): Tensor<ShapeOf<I>>
  /**
   * `gather`, where both broadcast; without a dim among all elements in row-major order.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.take_along_dim
   * @example
   * tensor([[3, 1], [2, 4]]).takeAlongDim(tensor([[1], [0]], { dtype: 'int64' }), 1)
   * // tensor([[1.],
   * //         [2.]])
   */
  takeAlongDim<T extends Tensor>(this: T, indices: Tensor, dim?: number | null | { dim?: number | null }): Tensor
  /**
   * The elements at positions of the flattened tensor, in the shape of `index`.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.take
   * @example
   * tensor([[1, 2], [3, 4]]).take(tensor([3, 0], { dtype: 'int64' }))
   * // tensor([4., 1.])
   */
  take<T extends Tensor, I extends Tensor>(this: T, index: I): Tensor<ShapeOf<I>>
  /**
   * Writes `src` (a tensor or a number) to the places that `index` names along `dim`; `reduce` adds or multiplies instead.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.scatter
   * @example
   * zeros(3).scatter(0, tensor([2, 0], { dtype: 'int64' }), tensor([5, 6]))
   * // tensor([6., 0., 5.])
   */
  scatter<T extends Tensor>(
    this: T,
    ...args:
      | [dim: number, index: Tensor, src: Tensor | Scalar, options?: { reduce?: 'add' | 'multiply' }]
      | [ScatterNames]
  ): T
  /**
   * `scatter` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.scatter_
   * @example
   * zeros(3).scatter_(0, tensor([2, 0], { dtype: 'int64' }), tensor([5, 6]))
   * // tensor([6., 0., 5.])
   */
  scatter_<T extends Tensor>(
    this: T,
    ...args:
      | [dim: number, index: Tensor, src: Tensor | Scalar, options?: { reduce?: 'add' | 'multiply' }]
      | [ScatterNames]
  ): T
  /**
   * Adds `src` to the places that `index` names along `dim`; places may repeat.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.scatter_add
   * @example
   * zeros(3).scatterAdd(0, tensor([1, 1], { dtype: 'int64' }), tensor([5, 6]))
   * // tensor([ 0., 11.,  0.])
   */
  scatterAdd<T extends Tensor>(
    this: T,
    ...args: [dim: number, index: Tensor, src: Tensor] | [{ dim: number; index: Tensor; src: Tensor }]
  ): T
  /**
   * `scatterAdd` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.scatter_add_
   * @example
   * zeros(3).scatterAdd_(0, tensor([1, 1], { dtype: 'int64' }), tensor([5, 6]))
   * // tensor([ 0., 11.,  0.])
   */
  scatterAdd_<T extends Tensor>(
    this: T,
    ...args: [dim: number, index: Tensor, src: Tensor] | [{ dim: number; index: Tensor; src: Tensor }]
  ): T
  /**
   * Combines `src` with what stands at the places that `index` names along `dim`.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.scatter_reduce
   * @example
   * zeros(3).scatterReduce(0, tensor([1, 1], { dtype: 'int64' }), tensor([5, 6]), 'amax')
   * // tensor([0., 6., 0.])
   */
  scatterReduce<T extends Tensor>(
    this: T,
    dim: number,
    index: Tensor,
    src: Tensor,
    reduce: ScatterReduction | ({ reduce: ScatterReduction } & ScatterReduceOptions),
    options?: ScatterReduceOptions,
  ): T
  /**
   * `scatterReduce` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.scatter_reduce_
   * @example
   * zeros(3).scatterReduce_(0, tensor([1, 1], { dtype: 'int64' }), tensor([5, 6]), 'amax')
   * // tensor([0., 6., 0.])
   */
  scatterReduce_<T extends Tensor>(
    this: T,
    dim: number,
    index: Tensor,
    src: Tensor,
    reduce: ScatterReduction | ({ reduce: ScatterReduction } & ScatterReduceOptions),
    options?: ScatterReduceOptions,
  ): T
  /**
   * Adds the slices of `source` to those at the positions `index` along `dim`, `alpha` times.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.index_add
   * @example
   * zeros(3).indexAdd(0, tensor([1, 1], { dtype: 'int64' }), tensor([5, 6]))
   * // tensor([ 0., 11.,  0.])
   */
  indexAdd<T extends Tensor>(
    this: T,
    ...args:
      | [dim: number, index: Tensor, source: Tensor, options?: { alpha?: number }]
      | [{ dim: number; index: Tensor; source: Tensor; alpha?: number }]
  ): T
  /**
   * `indexAdd` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.index_add_
   * @example
   * zeros(3).indexAdd_(0, tensor([1, 1], { dtype: 'int64' }), tensor([5, 6]))
   * // tensor([ 0., 11.,  0.])
   */
  indexAdd_<T extends Tensor>(
    this: T,
    ...args:
      | [dim: number, index: Tensor, source: Tensor, options?: { alpha?: number }]
      | [{ dim: number; index: Tensor; source: Tensor; alpha?: number }]
  ): T
  /**
   * Copies the slices of `source` to the positions `index` along `dim`.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.index_copy
   * @example
   * zeros(3).indexCopy(0, tensor([2, 0], { dtype: 'int64' }), tensor([5, 6]))
   * // tensor([6., 0., 5.])
   */
  indexCopy<T extends Tensor>(
    this: T,
    ...args: [dim: number, index: Tensor, source: Tensor] | [{ dim: number; index: Tensor; source: Tensor }]
  ): T
  /**
   * `indexCopy` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.index_copy_
   * @example
   * zeros(3).indexCopy_(0, tensor([2, 0], { dtype: 'int64' }), tensor([5, 6]))
   * // tensor([6., 0., 5.])
   */
  indexCopy_<T extends Tensor>(
    this: T,
    ...args: [dim: number, index: Tensor, source: Tensor] | [{ dim: number; index: Tensor; source: Tensor }]
  ): T
  /**
   * One value in the slices at the positions `index` along `dim`.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.index_fill
   * @example
   * zeros(3).indexFill(0, tensor([1], { dtype: 'int64' }), 7)
   * // tensor([0., 7., 0.])
   */
  indexFill<T extends Tensor>(
    this: T,
    ...args:
      | [dim: number, index: Tensor, value: Tensor | Scalar]
      | [{ dim: number; index: Tensor; value: Tensor | Scalar }]
  ): T
  /**
   * `indexFill` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.index_fill_
   * @example
   * zeros(3).indexFill_(0, tensor([1], { dtype: 'int64' }), 7)
   * // tensor([0., 7., 0.])
   */
  indexFill_<T extends Tensor>(
    this: T,
    ...args:
      | [dim: number, index: Tensor, value: Tensor | Scalar]
      | [{ dim: number; index: Tensor; value: Tensor | Scalar }]
  ): T
  /**
   * `set` under PyTorch's name; with `accumulate` repeated places add up.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.index_put
   * @example
   * zeros(3).indexPut([tensor([1], { dtype: 'int64' })], tensor([7]))
   * // tensor([0., 7., 0.])
   */
  indexPut<T extends Tensor>(
    this: T,
    indices: readonly Index[],
    values: Tensor,
    options?: boolean | { accumulate?: boolean },
  ): T
  /**
   * `indexPut` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.index_put_
   * @example
   * zeros(3).indexPut_([tensor([1], { dtype: 'int64' })], tensor([7]))
   * // tensor([0., 7., 0.])
   */
  indexPut_<T extends Tensor>(
    this: T,
    indices: readonly Index[],
    values: Tensor,
    options?: boolean | { accumulate?: boolean },
  ): T
  /**
   * Writes `source` to positions of the flattened tensor.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.put
   * @example
   * zeros(3).put(tensor([1], { dtype: 'int64' }), tensor([7]))
   * // tensor([0., 7., 0.])
   */
  put<T extends Tensor>(this: T, index: Tensor, source: Tensor, options?: boolean | { accumulate?: boolean }): T
  /**
   * `put` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.put_
   * @example
   * zeros(3).put_(tensor([1], { dtype: 'int64' }), tensor([7]))
   * // tensor([0., 7., 0.])
   */
  put_<T extends Tensor>(this: T, index: Tensor, source: Tensor, options?: boolean | { accumulate?: boolean }): T
  /**
   * The elements of `source`, one after the other, wherever `mask` is true.
   *
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.masked_scatter
   * @example
   * zeros(3).maskedScatter(tensor([true, false, true]), tensor([5, 6]))
   * // tensor([5., 0., 6.])
   */
  maskedScatter<T extends Tensor>(this: T, mask: Tensor, source: Tensor): T
  /**
   * `maskedScatter` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
   * @see torch.Tensor.masked_scatter_
   * @example
   * zeros(3).maskedScatter_(tensor([true, false, true]), tensor([5, 6]))
   * // tensor([5., 0., 6.])
   */
  maskedScatter_<T extends Tensor>(this: T, mask: Tensor, source: Tensor): T
}

/** How `scatterReduce` combines what comes to one place. */
export type ScatterReduction = 'sum' | 'prod' | 'mean' | 'amax' | 'amin'
export interface ScatterReduceOptions {
  /** Does what stood there take part? Yes unless given. */
  includeSelf?: boolean
}

/** `scatter` by name: what is written is a tensor (`src`) or a number (`value`). */
export type ScatterNames = { dim: number; index: Tensor; reduce?: 'add' | 'multiply' } & (
  | { src: Tensor }
  | { value: Scalar }
)
