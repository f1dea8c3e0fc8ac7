import { free } from '../free.js'
import type {
  Arg,
  Diag,
  DiagEmbedBy,
  DiagonalNames,
  Flatten,
  MoveDim,
  Narrow,
  Piece,
  PieceAcross,
  RepeatInterleaved,
  Result,
  Rotated,
  RotationNames,
  SelectAt,
  ShapeOf,
  Transpose,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
/**
 * The elements shifted along dimensions (without: of the flattened tensor); what leaves at one end comes in at the other.
 *
 * @see torch.roll
 * @example
 * roll(tensor([1, 2, 3]), 1)
 * // tensor([3., 1., 2.])
 */
export const roll: <T extends Tensor>(
  input: T,
  shifts: number | readonly number[] | { shifts: number | readonly number[]; dims?: number | readonly number[] },
  dims?: number | readonly number[] | { dims: number | readonly number[] },
) => Tensor<ShapeOf<T>> = typed(free.roll)
/**
 * Turned by 90° `k` times, from the first of two dimensions towards the second.
 *
 * @see torch.rot90
 * @example
 * rot90(tensor([[1, 2], [3, 4]]))
 * // tensor([[2., 4.],
 * //         [1., 3.]])
 */
export const rot90: <
  T extends Tensor,
  const K extends number | RotationNames = 1,
  const D extends readonly number[] | RotationNames = [0, 1],
>(
  input: T,
  k?: K,
  dims?: D,
) => Rotated<ShapeOf<T>, K, D> = typed(free.rot90)
/**
 * Columns in reverse order: a copy.
 *
 * @see torch.fliplr
 * @example
 * fliplr(tensor([[1, 2]]))
 * // tensor([[2., 1.]])
 */
export const fliplr: <T extends Tensor>(input: T) => Tensor<ShapeOf<T>> = typed(free.fliplr)
/**
 * Rows in reverse order: a copy.
 *
 * @see torch.flipud
 * @example
 * flipud(tensor([[1], [2]]))
 * // tensor([[2.],
 * //         [1.]])
 */
export const flipud: <T extends Tensor>(input: T) => Tensor<ShapeOf<T>> = typed(free.flipud)
/**
 * Each element `repeats` times (a number, or one for each), one after the other; without a dim of the flattened tensor. A tensor of counts alone gives positions.
 *
 * @see torch.repeat_interleave
 * @example
 * repeatInterleave(tensor([1, 2]), 2)
 * // tensor([1., 1., 2., 2.])
 */
export const repeatInterleave: <
  T extends Tensor,
  const R extends number | Tensor | { repeats: number | Tensor; dim?: number | null } = Tensor,
  const D extends number | null | { dim: number | null } = null,
>(
  input: T,
  repeats?: R,
  dim?: Arg<RepeatInterleaved<ShapeOf<T>, R, D>, D>,
) => Result<RepeatInterleaved<ShapeOf<T>, R, D>> = typed(free.repeatInterleave)
/**
 * A vector of all elements, in row-major order: a view, if it can be.
 *
 * @see torch.ravel
 * @example
 * ravel(tensor([[1, 2], [3, 4]]))
 * // tensor([1., 2., 3., 4.])
 */
export const ravel: <T extends Tensor>(input: T) => Result<Flatten<ShapeOf<T>, 0, -1>> = typed(free.ravel)
/**
 * Another name of `movedim`.
 *
 * @see torch.moveaxis
 * @example
 * moveaxis(zeros(2, 3, 4), 0, -1).shape
 * // torch.Size([3, 4, 2])
 */
export const moveaxis: <
  T extends Tensor,
  const I extends number | readonly number[],
  const J extends number | readonly number[],
>(
  input: T,
  source: Arg<MoveDim<ShapeOf<T>, I, J>, I>,
  destination: J,
) => Result<MoveDim<ShapeOf<T>, I, J>> = typed(free.moveaxis)
/**
 * Another name of `transpose`.
 *
 * @see torch.swapaxes
 * @example
 * swapaxes(zeros(2, 3), 0, 1).shape
 * // torch.Size([3, 2])
 */
export const swapaxes: <T extends Tensor, const I extends number, const J extends number>(
  input: T,
  dim0: Arg<Transpose<ShapeOf<T>, I, J>, I>,
  dim1: J,
) => Result<Transpose<ShapeOf<T>, I, J>> = typed(free.swapaxes)
/**
 * Another name of `transpose`.
 *
 * @see torch.swapdims
 * @example
 * swapdims(zeros(2, 3), 0, 1).shape
 * // torch.Size([3, 2])
 */
export const swapdims: <T extends Tensor, const I extends number, const J extends number>(
  input: T,
  dim0: Arg<Transpose<ShapeOf<T>, I, J>, I>,
  dim1: J,
) => Result<Transpose<ShapeOf<T>, I, J>> = typed(free.swapdims)
/**
 * Of a real matrix the transpose.
 *
 * @see torch.adjoint
 * @example
 * adjoint(tensor([[1, 2], [3, 4]]))
 * // tensor([[1., 3.],
 * //         [2., 4.]])
 */
export const adjoint: <T extends Tensor>(input: T) => Result<Transpose<ShapeOf<T>, -2, -1>> = typed(free.adjoint)
/**
 * The matrix of a vector's diagonal; of a matrix a copy of its diagonal.
 *
 * @see torch.diag
 * @example
 * diag(tensor([1, 2]))
 * // tensor([[1., 0.],
 * //         [0., 2.]])
 */
export const diag: <T extends Tensor, const O extends number | { diagonal?: number } = 0>(
  input: T,
  diagonal?: O,
) => Result<Diag<ShapeOf<T>, O>> = typed(free.diag)
/**
 * Vectors (the last dimension) on the diagonals of matrices that are 0 elsewhere.
 *
 * @see torch.diag_embed
 * @example
 * diagEmbed(tensor([1, 2]))
 * // tensor([[1., 0.],
 * //         [0., 2.]])
 */
export const diagEmbed: <T extends Tensor, const O extends number | DiagonalNames = 0, const D extends number = -2>(
  input: T,
  offset?: O,
  dim1?: D,
  dim2?: number,
) => Result<DiagEmbedBy<ShapeOf<T>, O, D>> = typed(free.diagEmbed)
/**
 * All elements on the diagonal of a matrix.
 *
 * @see torch.diagflat
 * @example
 * diagflat(tensor([1, 2]))
 * // tensor([[1., 0.],
 * //         [0., 2.]])
 */
export const diagflat: <T extends Tensor>(input: T, offset?: number | { offset?: number }) => Tensor<[number, number]> =
  typed(free.diagflat)
/**
 * One slice along `dim`, which goes: a view.
 *
 * @see torch.select
 * @example
 * select(tensor([[1, 2], [3, 4]]), 0, 1)
 * // tensor([3., 4.])
 */
export const select: <T extends Tensor, const D extends number | { dim: number; index: number }>(
  input: T,
  dim: Arg<SelectAt<ShapeOf<T>, D>, D>,
  index?: number | { index: number },
) => Result<SelectAt<ShapeOf<T>, D>> = typed(free.select)
/**
 * So many pieces, the first ones larger by one if need be; or pieces that begin at the given places. Views.
 *
 * @see torch.tensor_split
 * @example
 * tensorSplit(arange(5), 2)
 * // [ tensor([0., 1., 2.]), tensor([3., 4.]) ]
 */
export const tensorSplit: <T extends Tensor, const D extends number | { dim: number } = 0>(
  input: T,
  indicesOrSections: number | readonly number[] | Tensor,
  dim?: Arg<Piece<ShapeOf<T>, D>, D>,
) => Result<Piece<ShapeOf<T>, D>>[] = typed(free.tensorSplit)
/**
 * `tensorSplit` along dimension 1 (vectors: 0), into equal pieces.
 *
 * @see torch.hsplit
 * @example
 * hsplit(arange(4), 2)
 * // [ tensor([0., 1.]), tensor([2., 3.]) ]
 */
export const hsplit: <T extends Tensor>(
  input: T,
  indicesOrSections: number | readonly number[],
) => Result<PieceAcross<ShapeOf<T>>>[] = typed(free.hsplit)
/**
 * `tensorSplit` along dimension 0, into equal pieces.
 *
 * @see torch.vsplit
 * @example
 * vsplit(zeros(4, 1), 2).length
 * // 2
 */
export const vsplit: <T extends Tensor>(
  input: T,
  indicesOrSections: number | readonly number[],
) => Result<Piece<ShapeOf<T>, 0>>[] = typed(free.vsplit)
/**
 * `tensorSplit` along dimension 2, into equal pieces.
 *
 * @see torch.dsplit
 * @example
 * dsplit(zeros(1, 1, 4), 2).length
 * // 2
 */
export const dsplit: <T extends Tensor>(
  input: T,
  indicesOrSections: number | readonly number[],
) => Result<Piece<ShapeOf<T>, 2>>[] = typed(free.dsplit)
/**
 * Another name of `split`.
 *
 * @see torch.unsafe_split
 * @example
 * unsafeSplit(arange(4), 2)
 * // [ tensor([0., 1.]), tensor([2., 3.]) ]
 */
export const unsafeSplit: <T extends Tensor, const D extends number | { dim: number } = 0>(
  input: T,
  size: number | readonly number[],
  dim?: Arg<Piece<ShapeOf<T>, D>, D>,
) => Result<Piece<ShapeOf<T>, D>>[] = typed(free.unsafeSplit)
/**
 * `split` into pieces of the sizes given.
 *
 * @see torch.split_with_sizes
 * @example
 * splitWithSizes(arange(4), [1, 3])
 * // [ tensor([0.]), tensor([1., 2., 3.]) ]
 */
export const splitWithSizes: <T extends Tensor, const D extends number | { dim: number } = 0>(
  input: T,
  sizes: readonly number[],
  dim?: Arg<Piece<ShapeOf<T>, D>, D>,
) => Result<Piece<ShapeOf<T>, D>>[] = typed(free.splitWithSizes)
/**
 * Another name of `chunk`.
 *
 * @see torch.unsafe_chunk
 * @example
 * unsafeChunk(arange(4), 2)
 * // [ tensor([0., 1.]), tensor([2., 3.]) ]
 */
export const unsafeChunk: <T extends Tensor, const D extends number | { dim: number } = 0>(
  input: T,
  chunks: number,
  dim?: Arg<Piece<ShapeOf<T>, D>, D>,
) => Result<Piece<ShapeOf<T>, D>>[] = typed(free.unsafeChunk)
/**
 * `narrow`, copied.
 *
 * @see torch.narrow_copy
 * @example
 * narrowCopy(arange(5), 0, 1, 3)
 * // tensor([1., 2., 3.])
 */
export const narrowCopy: <T extends Tensor, const D extends number, const I extends number, const N extends number>(
  input: T,
  dim: D,
  start: Arg<Narrow<ShapeOf<T>, D, I, N>, I>,
  length: N,
) => Result<Narrow<ShapeOf<T>, D, I, N>> = typed(free.narrowCopy)
/**
 * `src` in the place of one slice along `dim`.
 *
 * @see torch.select_scatter
 * @example
 * selectScatter(zeros(2, 2), tensor([1, 2]), 0, 1)
 * // tensor([[0., 0.],
 * //         [1., 2.]])
 */
export const selectScatter: <T extends Tensor>(
  input: T,
  src: Tensor,
  dim: number,
  index: number,
) => Tensor<ShapeOf<T>> = typed(free.selectScatter)
/**
 * `src` in the place of the slices from `start` to `end` in steps.
 *
 * @see torch.slice_scatter
 * @example
 * sliceScatter(zeros(4), tensor([1, 2]), 0, 1, 3)
 * // tensor([0., 1., 2., 0.])
 */
export const sliceScatter: <T extends Tensor>(
  input: T,
  src: Tensor,
  dim?: number,
  start?: number | null,
  end?: number | null,
  step?: number,
) => Tensor<ShapeOf<T>> = typed(free.sliceScatter)
/**
 * `src` in the place of a diagonal.
 *
 * @see torch.diagonal_scatter
 * @example
 * diagonalScatter(zeros(2, 2), tensor([1, 2]))
 * // tensor([[1., 0.],
 * //         [0., 2.]])
 */
export const diagonalScatter: <T extends Tensor>(
  input: T,
  src: Tensor,
  offset?: number,
  dim1?: number,
  dim2?: number,
) => Tensor<ShapeOf<T>> = typed(free.diagonalScatter)
/**
 * Another name of `nonzero`.
 *
 * @see torch.argwhere
 * @example
 * argwhere(tensor([0, 3]))
 * // tensor([[1]])
 */
export const argwhere: <T extends Tensor>(input: T) => Tensor<[number, number]> = typed(free.argwhere)
