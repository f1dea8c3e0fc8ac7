import { free } from '../free.js'
import type { ScatterNames, ScatterReduceOptions, ScatterReduction } from '../methods/scatter.js'
import type { Index, Scalar, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
/**
 * Element by element what stands at the place that `index` names along `dim`: `out[i][j] = x[index[i][j]][j]` for dim 0. Gradient: g added to those places.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.gather
 * @example
 * gather(tensor([[1, 2], [3, 4]]), 1, tensor([[1], [0]], { dtype: 'int64' }))
 * // tensor([[2.],
 * //         [3.]])
 */
export const gather: <T extends Tensor, I extends Tensor>(
  input: T,
  dim: number | { dim: number; index: I },
  index?: I | { index: I },
) => Tensor<ShapeOf<I>> = typed(free.gather)
/**
 * `gather`, where both broadcast; without a dim among all elements in row-major order.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.take_along_dim
 * @example
 * takeAlongDim(tensor([[3, 1], [2, 4]]), tensor([[1], [0]], { dtype: 'int64' }), 1)
 * // tensor([[1.],
 * //         [2.]])
 */
export const takeAlongDim: <T extends Tensor>(
  input: T,
  indices: Tensor,
  dim?: number | null | { dim?: number | null },
) => Tensor = typed(free.takeAlongDim)
/**
 * The elements at positions of the flattened tensor, in the shape of `index`.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.take
 * @example
 * take(tensor([[1, 2], [3, 4]]), tensor([3, 0], { dtype: 'int64' }))
 * // tensor([4., 1.])
 */
export const take: <T extends Tensor, I extends Tensor>(input: T, index: I) => Tensor<ShapeOf<I>> = typed(free.take)
/**
 * Writes `src` (a tensor or a number) to the places that `index` names along `dim`; `reduce` adds or multiplies instead.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.scatter
 * @example
 * scatter(zeros(3), 0, tensor([2, 0], { dtype: 'int64' }), tensor([5, 6]))
 * // tensor([6., 0., 5.])
 */
export const scatter: <T extends Tensor>(
  input: T,
  ...args:
    | [dim: number, index: Tensor, src: Tensor | Scalar, options?: { reduce?: 'add' | 'multiply' }]
    | [ScatterNames]
) => T = typed(free.scatter)
/**
 * Adds `src` to the places that `index` names along `dim`; places may repeat.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.scatter_add
 * @example
 * scatterAdd(zeros(3), 0, tensor([1, 1], { dtype: 'int64' }), tensor([5, 6]))
 * // tensor([ 0., 11.,  0.])
 */
export const scatterAdd: <T extends Tensor>(
  input: T,
  ...args: [dim: number, index: Tensor, src: Tensor] | [{ dim: number; index: Tensor; src: Tensor }]
) => T = typed(free.scatterAdd)
/**
 * Combines `src` with what stands at the places that `index` names along `dim`.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.scatter_reduce
 * @example
 * scatterReduce(zeros(3), 0, tensor([1, 1], { dtype: 'int64' }), tensor([5, 6]), 'amax')
 * // tensor([0., 6., 0.])
 */
export const scatterReduce: <T extends Tensor>(
  input: T,
  dim: number,
  index: Tensor,
  src: Tensor,
  reduce: ScatterReduction | ({ reduce: ScatterReduction } & ScatterReduceOptions),
  options?: ScatterReduceOptions,
) => T = typed(free.scatterReduce)
/**
 * Adds the slices of `source` to those at the positions `index` along `dim`, `alpha` times.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.index_add
 * @example
 * indexAdd(zeros(3), 0, tensor([1, 1], { dtype: 'int64' }), tensor([5, 6]))
 * // tensor([ 0., 11.,  0.])
 */
export const indexAdd: <T extends Tensor>(
  input: T,
  ...args:
    | [dim: number, index: Tensor, source: Tensor, options?: { alpha?: number }]
    | [{ dim: number; index: Tensor; source: Tensor; alpha?: number }]
) => T = typed(free.indexAdd)
/**
 * Copies the slices of `source` to the positions `index` along `dim`.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.index_copy
 * @example
 * indexCopy(zeros(3), 0, tensor([2, 0], { dtype: 'int64' }), tensor([5, 6]))
 * // tensor([6., 0., 5.])
 */
export const indexCopy: <T extends Tensor>(
  input: T,
  ...args: [dim: number, index: Tensor, source: Tensor] | [{ dim: number; index: Tensor; source: Tensor }]
) => T = typed(free.indexCopy)
/**
 * One value in the slices at the positions `index` along `dim`.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.index_fill
 * @example
 * indexFill(zeros(3), 0, tensor([1], { dtype: 'int64' }), 7)
 * // tensor([0., 7., 0.])
 */
export const indexFill: <T extends Tensor>(
  input: T,
  ...args:
    | [dim: number, index: Tensor, value: Tensor | Scalar]
    | [{ dim: number; index: Tensor; value: Tensor | Scalar }]
) => T = typed(free.indexFill)
/**
 * `set` under PyTorch's name; with `accumulate` repeated places add up.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.index_put
 * @example
 * indexPut(zeros(3), [tensor([1], { dtype: 'int64' })], tensor([7]))
 * // tensor([0., 7., 0.])
 */
export const indexPut: <T extends Tensor>(
  input: T,
  indices: readonly Index[],
  values: Tensor,
  options?: boolean | { accumulate?: boolean },
) => T = typed(free.indexPut)
/**
 * Writes `source` to positions of the flattened tensor.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.put
 * @example
 * put(zeros(3), tensor([1], { dtype: 'int64' }), tensor([7]))
 * // tensor([0., 7., 0.])
 */
export const put: <T extends Tensor>(
  input: T,
  index: Tensor,
  source: Tensor,
  options?: boolean | { accumulate?: boolean },
) => T = typed(free.put)
/**
 * The elements of `source`, one after the other, wherever `mask` is true.
 *
 * @throws RuntimeError or IndexError if the shapes do not fit, or an index is out of range.
 * @see torch.masked_scatter
 * @example
 * maskedScatter(zeros(3), tensor([true, false, true]), tensor([5, 6]))
 * // tensor([5., 0., 6.])
 */
export const maskedScatter: <T extends Tensor>(input: T, mask: Tensor, source: Tensor) => T = typed(free.maskedScatter)
