import { free } from '../free.js'
import type {
  Arg,
  Broadcast,
  Combined,
  DiagonalBy,
  DiagonalNames,
  Narrow,
  Operand,
  Piece,
  Result,
  Scalar,
  SelectedBy,
  ShapeOf,
  Unbound,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'

/**
 * `length` elements from `start` along `dim`: a view.
 *
 * @throws IndexError if an index or a dim is out of range.
 * @see torch.narrow
 * @example
 * narrow(arange(5), 0, 1, 3)
 * // tensor([1., 2., 3.])
 */
export const narrow: <X extends Tensor, const D extends number, const I extends number, const N extends number>(
  input: X,
  dim: D,
  start: Arg<Narrow<ShapeOf<X>, D, I, N>, I>,
  length: N,
) => Result<Narrow<ShapeOf<X>, D, I, N>> = typed(free.narrow)
/**
 * Pieces of at most `size` (or of the sizes given) along `dim`: views.
 *
 * @throws IndexError if an index or a dim is out of range.
 * @see torch.split
 * @example
 * split(arange(5), 2)
 * // [ tensor([0., 1.]), tensor([2., 3.]), tensor([4.]) ]
 */
export const split: <X extends Tensor, const D extends number | { dim: number } = 0>(
  input: X,
  size: number | readonly number[],
  dim?: Arg<Piece<ShapeOf<X>, D>, D>,
) => Result<Piece<ShapeOf<X>, D>>[] = typed(free.split)
/**
 * So many pieces of about the same size along `dim`: views.
 *
 * @throws IndexError if an index or a dim is out of range.
 * @see torch.chunk
 * @example
 * chunk(arange(4), 2)
 * // [ tensor([0., 1.]), tensor([2., 3.]) ]
 */
export const chunk: <X extends Tensor, const D extends number | { dim: number } = 0>(
  input: X,
  chunks: number,
  dim?: Arg<Piece<ShapeOf<X>, D>, D>,
) => Result<Piece<ShapeOf<X>, D>>[] = typed(free.chunk)
/**
 * All slices along `dim`, without that dimension: views.
 *
 * @throws IndexError if an index or a dim is out of range.
 * @see torch.unbind
 * @example
 * unbind(tensor([[1, 2], [3, 4]]))
 * // [ tensor([1., 2.]), tensor([3., 4.]) ]
 */
export const unbind: <X extends Tensor, const D extends number | { dim: number } = 0>(
  input: X,
  dim?: Arg<Unbound<ShapeOf<X>, D>, D>,
) => Result<Unbound<ShapeOf<X>, D>>[] = typed(free.unbind)
/**
 * The diagonal of two dimensions, as a new last one: a view.
 *
 * @throws IndexError if an index or a dim is out of range.
 * @see torch.diagonal
 * @example
 * diagonal(tensor([[1, 2], [3, 4]]))
 * // tensor([1., 4.])
 */
export const diagonal: <
  X extends Tensor,
  const O extends number | DiagonalNames = 0,
  const I extends number | Omit<DiagonalNames, 'offset'> = 0,
  const J extends number | { dim2?: number } = 1,
>(
  input: X,
  offset?: O,
  dim1?: Arg<DiagonalBy<ShapeOf<X>, O, I, J>, I>,
  dim2?: J,
) => Result<DiagonalBy<ShapeOf<X>, O, I, J>> = typed(free.diagonal)
/**
 * The slices at the positions `index` (a vector of integers) along `dim`: a copy.
 *
 * @throws IndexError if an index or a dim is out of range.
 * @see torch.index_select
 * @example
 * indexSelect(tensor([[1, 2], [3, 4]]), 0, tensor([1], { dtype: 'int64' }))
 * // tensor([[3., 4.]])
 */
export const indexSelect: <X extends Tensor, const D extends number | { dim: number; index: Tensor }, I extends Tensor>(
  input: X,
  dim: Arg<SelectedBy<ShapeOf<X>, D, ShapeOf<I>>, D>,
  index?: I,
) => Result<SelectedBy<ShapeOf<X>, D, ShapeOf<I>>> = typed(free.indexSelect)
/**
 * The elements at which `mask` is true, as a vector.
 *
 * @throws IndexError if an index or a dim is out of range.
 * @see torch.masked_select
 * @example
 * maskedSelect(tensor([1, 2, 3]), tensor([true, false, true]))
 * // tensor([1., 3.])
 */
export const maskedSelect: (input: Tensor, mask: Tensor) => Tensor<[number]> = typed(free.maskedSelect)
/**
 * `value` wherever `mask` is true.
 *
 * @throws IndexError if an index or a dim is out of range.
 * @see torch.masked_fill
 * @example
 * maskedFill(tensor([1, 2]), tensor([true, false]), 0)
 * // tensor([0., 2.])
 */
export const maskedFill: <X extends Tensor, O extends Tensor>(
  input: X,
  mask: Arg<Broadcast<ShapeOf<O>, ShapeOf<X>>, O>,
  value: Scalar | Tensor | { value: Scalar | Tensor },
) => Combined<X, O> = typed(free.maskedFill)
/**
 * The positions of what is not 0: int64, one row each, one column per dimension.
 *
 * @returns int64, `[n, rank]`.
 * @see torch.nonzero
 * @example
 * nonzero(tensor([0, 3, 0, 5]))
 * // tensor([[1],
 * //         [3]])
 */
export const nonzero: <const O extends { asTuple?: boolean } = object>(
  input: Tensor,
  options?: O,
) => O extends { asTuple: true } ? Tensor<[number]>[] : Tensor<[number, number]> = typed(free.nonzero)

export interface Where {
  <C extends Tensor, A extends Tensor | Scalar, B extends Tensor | Scalar>(
    condition: C,
    input: Operand<C, A>,
    other: Operand<Combined<C, A>, B>,
  ): Combined<Combined<C, A>, B>
  (condition: Tensor): Tensor<[number]>[]
}
/**
 * Where the condition holds `input`, else `other`; all three broadcast. With the condition alone: its positions, per dimension.
 *
 * @throws IndexError if an index or a dim is out of range.
 * @see torch.where
 * @example
 * where(tensor([true, false]), tensor([1, 2]), 0)
 * // tensor([1., 0.])
 */
export const where: Where = typed(free.where)
