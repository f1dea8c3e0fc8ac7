import type {
  Arg,
  Flatten,
  MatrixTransposed,
  MoveDim,
  Result,
  Scalar,
  Shape,
  ShapeOf,
  Transpose,
  Transposed,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Elements in other places, and parts that are replaced. */
export interface Rearranging {
  /**
   * The elements shifted along dimensions (without: of the flattened tensor); what leaves at one end comes in at the other.
   */
  roll<T extends Tensor>(
    this: T,
    shifts: number | readonly number[],
    dims?: number | readonly number[],
  ): Tensor<ShapeOf<T>>
  /** Turned by 90° `k` times, from the first of two dimensions towards the second. */
  rot90<T extends Tensor>(this: T, k?: number, dims?: readonly number[]): Tensor
  /** Columns in reverse order: a copy. */
  fliplr<T extends Tensor>(this: T): Tensor<ShapeOf<T>>
  /** Rows in reverse order: a copy. */
  flipud<T extends Tensor>(this: T): Tensor<ShapeOf<T>>
  /**
   * Each element `repeats` times (a number, or one for each), one after the other; without a dim of the flattened tensor. A tensor of counts alone gives positions.
   */
  repeatInterleave<T extends Tensor>(
    this: T,
    repeats?: number | Tensor,
    dim?: number | null | { dim?: number | null },
  ): Tensor
  /** A vector of all elements, in row-major order: a view, if it can be. */
  ravel<T extends Tensor>(this: T): Result<Flatten<ShapeOf<T>, 0, -1>>
  /** Another name of `movedim`. */
  moveaxis<T extends Tensor, const I extends number | readonly number[], const J extends number | readonly number[]>(
    this: T,
    source: Arg<MoveDim<ShapeOf<T>, I, J>, I>,
    destination: J,
  ): Result<MoveDim<ShapeOf<T>, I, J>>
  /** Another name of `transpose`. */
  swapaxes<T extends Tensor, const I extends number, const J extends number>(
    this: T,
    dim0: Arg<Transpose<ShapeOf<T>, I, J>, I>,
    dim1: J,
  ): Result<Transpose<ShapeOf<T>, I, J>>
  /** Another name of `transpose`. */
  swapdims<T extends Tensor, const I extends number, const J extends number>(
    this: T,
    dim0: Arg<Transpose<ShapeOf<T>, I, J>, I>,
    dim1: J,
  ): Result<Transpose<ShapeOf<T>, I, J>>
  /** Of a real matrix the transpose. */
  adjoint<T extends Tensor>(this: T): Result<Transpose<ShapeOf<T>, -2, -1>>
  /** The matrix of a vector's diagonal; of a matrix a copy of its diagonal. */
  diag<T extends Tensor>(this: T, diagonal?: number): Tensor
  /** Vectors (the last dimension) on the diagonals of matrices that are 0 elsewhere. */
  diagEmbed<T extends Tensor>(this: T, offset?: number, dim1?: number, dim2?: number): Tensor
  /** All elements on the diagonal of a matrix. */
  diagflat<T extends Tensor>(this: T, offset?: number): Tensor<[number, number]>
  /** One slice along `dim`, which goes: a view. */
  select<T extends Tensor>(this: T, dim: number, index: number): Tensor
  /** So many pieces, the first ones larger by one if need be; or pieces that begin at the given places. Views. */
  tensorSplit<T extends Tensor>(
    this: T,
    indicesOrSections: number | readonly number[] | Tensor,
    dim?: number | { dim: number },
  ): Tensor[]
  /** `tensorSplit` along dimension 1 (vectors: 0), into equal pieces. */
  hsplit<T extends Tensor>(this: T, indicesOrSections: number | readonly number[]): Tensor[]
  /** `tensorSplit` along dimension 0, into equal pieces. */
  vsplit<T extends Tensor>(this: T, indicesOrSections: number | readonly number[]): Tensor[]
  /** `tensorSplit` along dimension 2, into equal pieces. */
  dsplit<T extends Tensor>(this: T, indicesOrSections: number | readonly number[]): Tensor[]
  /** Another name of `split`. */
  unsafeSplit<T extends Tensor>(this: T, size: number | readonly number[], dim?: number | { dim: number }): Tensor[]
  /** `split` into pieces of the sizes given. */
  splitWithSizes<T extends Tensor>(this: T, sizes: readonly number[], dim?: number | { dim: number }): Tensor[]
  /** Another name of `chunk`. */
  unsafeChunk<T extends Tensor>(this: T, chunks: number, dim?: number | { dim: number }): Tensor[]
  /** `narrow`, copied. */
  narrowCopy<T extends Tensor>(this: T, dim: number, start: number, length: number): Tensor
  /** `src` in the place of one slice along `dim`. */
  selectScatter<T extends Tensor>(this: T, src: Tensor, dim: number, index: number): Tensor<ShapeOf<T>>
  /** `src` in the place of the slices from `start` to `end` in steps. */
  sliceScatter<T extends Tensor>(
    this: T,
    src: Tensor,
    dim?: number,
    start?: number | null,
    end?: number | null,
    step?: number,
  ): Tensor<ShapeOf<T>>
  /** `src` in the place of a diagonal. */
  diagonalScatter<T extends Tensor>(
    this: T,
    src: Tensor,
    offset?: number,
    dim1?: number,
    dim2?: number,
  ): Tensor<ShapeOf<T>>
  /** Another name of `nonzero`. */
  argwhere<T extends Tensor>(this: T): Tensor<[number, number]>
}

/** The same for what keeps the shape. */
export interface RearrangingInPlace<S extends Shape> {
  /** Of a real matrix the transpose. */
  readonly mH: Tensor<MatrixTransposed<S>>
  /** The transpose of a real matrix. */
  readonly H: Result<Transposed<S>>
  /** How many bytes the elements take. */
  readonly nbytes: number
  /** `cumsum` in place. */
  cumsum_(dim: number): Tensor<S>
  /** `cumprod` in place. */
  cumprod_(dim: number): Tensor<S>
  /** `tril` in place. */
  tril_(diagonal?: number): Tensor<S>
  /** `triu` in place. */
  triu_(diagonal?: number): Tensor<S>
  /** `renorm` in place. */
  renorm_(p: number, dim: number, maxnorm: number): Tensor<S>
  /** `addmm` in place. */
  addmm_(mat1: Tensor, mat2: Tensor, options?: { alpha?: number; beta?: number }): Tensor<S>
  /** `addmv` in place. */
  addmv_(mat: Tensor, vec: Tensor, options?: { alpha?: number; beta?: number }): Tensor<S>
  /** `addbmm` in place. */
  addbmm_(batch1: Tensor, batch2: Tensor, options?: { alpha?: number; beta?: number }): Tensor<S>
  /** `baddbmm` in place. */
  baddbmm_(batch1: Tensor, batch2: Tensor, options?: { alpha?: number; beta?: number }): Tensor<S>
  /** `addr` in place. */
  addr_(vec1: Tensor, vec2: Tensor, options?: { alpha?: number; beta?: number }): Tensor<S>
  /** `value` on the diagonal; with `wrap` again below the end of a tall matrix. */
  fillDiagonal_(value: Scalar, wrap?: boolean | { wrap?: boolean }): Tensor<S>
}
