import { free } from '../free.js'
import type { Arg, Flatten, MoveDim, Result, ShapeOf, Transpose } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
/**
 * The elements shifted along dimensions (without: of the flattened tensor); what leaves at one end comes in at the other.
 */
export const roll: <T extends Tensor>(
  input: T,
  shifts: number | readonly number[],
  dims?: number | readonly number[],
) => Tensor<ShapeOf<T>> = typed(free.roll)
/** Turned by 90° `k` times, from the first of two dimensions towards the second. */
export const rot90: <T extends Tensor>(input: T, k?: number, dims?: readonly number[]) => Tensor = typed(free.rot90)
/** Columns in reverse order: a copy. */
export const fliplr: <T extends Tensor>(input: T) => Tensor<ShapeOf<T>> = typed(free.fliplr)
/** Rows in reverse order: a copy. */
export const flipud: <T extends Tensor>(input: T) => Tensor<ShapeOf<T>> = typed(free.flipud)
/**
 * Each element `repeats` times (a number, or one for each), one after the other; without a dim of the flattened tensor. A tensor of counts alone gives positions.
 */
export const repeatInterleave: <T extends Tensor>(
  input: T,
  repeats?: number | Tensor,
  dim?: number | null | { dim?: number | null },
) => Tensor = typed(free.repeatInterleave)
/** A vector of all elements, in row-major order: a view, if it can be. */
export const ravel: <T extends Tensor>(input: T) => Result<Flatten<ShapeOf<T>, 0, -1>> = typed(free.ravel)
/** Another name of `movedim`. */
export const moveaxis: <
  T extends Tensor,
  const I extends number | readonly number[],
  const J extends number | readonly number[],
>(
  input: T,
  source: Arg<MoveDim<ShapeOf<T>, I, J>, I>,
  destination: J,
) => Result<MoveDim<ShapeOf<T>, I, J>> = typed(free.moveaxis)
/** Another name of `transpose`. */
export const swapaxes: <T extends Tensor, const I extends number, const J extends number>(
  input: T,
  dim0: Arg<Transpose<ShapeOf<T>, I, J>, I>,
  dim1: J,
) => Result<Transpose<ShapeOf<T>, I, J>> = typed(free.swapaxes)
/** Another name of `transpose`. */
export const swapdims: <T extends Tensor, const I extends number, const J extends number>(
  input: T,
  dim0: Arg<Transpose<ShapeOf<T>, I, J>, I>,
  dim1: J,
) => Result<Transpose<ShapeOf<T>, I, J>> = typed(free.swapdims)
/** Of a real matrix the transpose. */
export const adjoint: <T extends Tensor>(input: T) => Result<Transpose<ShapeOf<T>, -2, -1>> = typed(free.adjoint)
/** The matrix of a vector's diagonal; of a matrix a copy of its diagonal. */
export const diag: <T extends Tensor>(input: T, diagonal?: number) => Tensor = typed(free.diag)
/** Vectors (the last dimension) on the diagonals of matrices that are 0 elsewhere. */
export const diagEmbed: <T extends Tensor>(input: T, offset?: number, dim1?: number, dim2?: number) => Tensor = typed(
  free.diagEmbed,
)
/** All elements on the diagonal of a matrix. */
export const diagflat: <T extends Tensor>(input: T, offset?: number) => Tensor<[number, number]> = typed(free.diagflat)
/** One slice along `dim`, which goes: a view. */
export const select: <T extends Tensor>(input: T, dim: number, index: number) => Tensor = typed(free.select)
/** So many pieces, the first ones larger by one if need be; or pieces that begin at the given places. Views. */
export const tensorSplit: <T extends Tensor>(
  input: T,
  indicesOrSections: number | readonly number[] | Tensor,
  dim?: number | { dim: number },
) => Tensor[] = typed(free.tensorSplit)
/** `tensorSplit` along dimension 1 (vectors: 0), into equal pieces. */
export const hsplit: <T extends Tensor>(input: T, indicesOrSections: number | readonly number[]) => Tensor[] = typed(
  free.hsplit,
)
/** `tensorSplit` along dimension 0, into equal pieces. */
export const vsplit: <T extends Tensor>(input: T, indicesOrSections: number | readonly number[]) => Tensor[] = typed(
  free.vsplit,
)
/** `tensorSplit` along dimension 2, into equal pieces. */
export const dsplit: <T extends Tensor>(input: T, indicesOrSections: number | readonly number[]) => Tensor[] = typed(
  free.dsplit,
)
/** Another name of `split`. */
export const unsafeSplit: <T extends Tensor>(
  input: T,
  size: number | readonly number[],
  dim?: number | { dim: number },
) => Tensor[] = typed(free.unsafeSplit)
/** `split` into pieces of the sizes given. */
export const splitWithSizes: <T extends Tensor>(
  input: T,
  sizes: readonly number[],
  dim?: number | { dim: number },
) => Tensor[] = typed(free.splitWithSizes)
/** Another name of `chunk`. */
export const unsafeChunk: <T extends Tensor>(input: T, chunks: number, dim?: number | { dim: number }) => Tensor[] =
  typed(free.unsafeChunk)
/** `narrow`, copied. */
export const narrowCopy: <T extends Tensor>(input: T, dim: number, start: number, length: number) => Tensor = typed(
  free.narrowCopy,
)
/** `src` in the place of one slice along `dim`. */
export const selectScatter: <T extends Tensor>(
  input: T,
  src: Tensor,
  dim: number,
  index: number,
) => Tensor<ShapeOf<T>> = typed(free.selectScatter)
/** `src` in the place of the slices from `start` to `end` in steps. */
export const sliceScatter: <T extends Tensor>(
  input: T,
  src: Tensor,
  dim?: number,
  start?: number | null,
  end?: number | null,
  step?: number,
) => Tensor<ShapeOf<T>> = typed(free.sliceScatter)
/** `src` in the place of a diagonal. */
export const diagonalScatter: <T extends Tensor>(
  input: T,
  src: Tensor,
  offset?: number,
  dim1?: number,
  dim2?: number,
) => Tensor<ShapeOf<T>> = typed(free.diagonalScatter)
/** Another name of `nonzero`. */
export const argwhere: <T extends Tensor>(input: T) => Tensor<[number, number]> = typed(free.argwhere)
