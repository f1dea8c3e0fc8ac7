import type { DType } from '../dtype.js'
import { free } from '../free.js'
import type { AddmmOptions } from '../methods/matmul.js'
import type { VarianceOptions } from '../methods/reduce.js'
import type { MinAndMax } from '../methods/summaries.js'
import type { Size } from '../shape/size.js'
import type { Combined, Operand, Scalar, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
import type { Reduction } from './types.js'
/** The sum of what is not nan. */
export const nansum: Reduction = typed(free.nansum)
/** The average of what is not nan; integers are refused. */
export const nanmean: Reduction = typed(free.nanmean)
/** The smallest and the largest element, over all or along `dim`: `{min, max}`. */
export const aminmax: <T extends Tensor>(input: T, options?: { dim?: number | null; keepdim?: boolean }) => MinAndMax =
  typed(free.aminmax)
/** Slices along `dim` whose p-norm is larger than `maxnorm`, brought down to it. */
export const renorm: <T extends Tensor>(input: T, p: number, dim: number, maxnorm: number) => Tensor<ShapeOf<T>> =
  typed(free.renorm)
/** The standard deviation and the average, as an array. */
export const stdMean: <T extends Tensor>(
  input: T,
  dim?: number | readonly number[] | VarianceOptions | boolean | null,
  keepdim?: boolean | VarianceOptions,
) => [Tensor, Tensor] = typed(free.stdMean)
/** The variance and the average, as an array. */
export const varMean: <T extends Tensor>(
  input: T,
  dim?: number | readonly number[] | VarianceOptions | boolean | null,
  keepdim?: boolean | VarianceOptions,
) => [Tensor, Tensor] = typed(free.varMean)
/** The sum of a matrix's diagonal. Gradient: g on the diagonal. */
export const trace: <T extends Tensor>(input: T) => Tensor<[]> = typed(free.trace)
/** Kronecker's product: each element of one times the whole other. */
export const kron: <T extends Tensor>(input: T, other: Tensor) => Tensor = typed(free.kron)
/** Sums of products over the last dimensions of both; of vectors the scalar product. */
export const inner: <T extends Tensor>(input: T, other: Tensor) => Tensor = typed(free.inner)
/** The scalar product of two vectors. */
export const vdot: <T extends Tensor>(input: T, other: Tensor) => Tensor<[]> = typed(free.vdot)
/** Another name of `outer`. */
export const ger: <T extends Tensor>(input: T, vec2: Tensor) => Tensor<[number, number]> = typed(free.ger)
/** A square matrix multiplied by itself. Errors: RuntimeError for negative powers. */
export const matrixPower: <T extends Tensor>(input: T, n: number) => Tensor<ShapeOf<T>> = typed(free.matrixPower)
/** The vector product along a dimension of 3; without `dim` along the first such. */
export const cross: <T extends Tensor, O extends Tensor>(
  input: T,
  other: Operand<T, O>,
  dim?: number | { dim?: number },
) => Combined<T, O> = typed(free.cross)
/** The p-norm of the difference; p = 2 unless given. */
export const dist: <T extends Tensor>(input: T, other: Tensor, p?: number) => Tensor<[]> = typed(free.dist)
/** beta · x + alpha · (mat by vec); x broadcasts. */
export const addmv: <T extends Tensor>(input: T, mat: Tensor, vec: Tensor, options?: AddmmOptions) => Tensor<[number]> =
  typed(free.addmv)
/** beta · x + alpha · the sum of (batch1 by batch2); x broadcasts. */
export const addbmm: <T extends Tensor>(
  input: T,
  batch1: Tensor,
  batch2: Tensor,
  options?: AddmmOptions,
) => Tensor<[number, number]> = typed(free.addbmm)
/** beta · x + alpha · (vec1 outer vec2); x broadcasts. */
export const addr: <T extends Tensor>(
  input: T,
  vec1: Tensor,
  vec2: Tensor,
  options?: AddmmOptions,
) => Tensor<[number, number]> = typed(free.addr)
/** Is the only element not 0? Errors: RuntimeError if there are several. */
export const isNonzero: <T extends Tensor>(input: T) => boolean = typed(free.isNonzero)
/** Have both the same sizes? */
export const isSameSize: <T extends Tensor>(input: T, other: Tensor) => boolean = typed(free.isSameSize)
/** Can its dtype hold negative numbers? */
export const isSigned: <T extends Tensor>(input: T) => boolean = typed(free.isSigned)
/** Are its elements complex? Never here. */
export const isComplex: <T extends Tensor>(input: T) => boolean = typed(free.isComplex)
/** Sums of products over some dimensions of both: the last `dims` of one and the first of the other, or two lists. */
export const tensordot: (
  a: Tensor,
  b: Tensor,
  dims?: number | readonly (readonly number[])[] | { dims?: number | readonly (readonly number[])[] },
) => Tensor = typed(free.tensordot)
/** The product of several matrices, in the order that costs least. */
export const chainMatmul: (...matrices: Tensor[]) => Tensor<[number, number]> = typed(free.chainMatmul)
/** `chainMatmul` of a list. */
export const multiDot: (tensors: readonly Tensor[]) => Tensor<[number, number]> = typed(free.multiDot)
/** Distances of all rows of one matrix to all rows of another, in the p-norm; p = 2 unless given. */
export const cdist: (x1: Tensor, x2: Tensor, p?: number | { p?: number }) => Tensor = typed(free.cdist)
/** Tensors joined along dimension 2. */
export const dstack: (tensors: readonly Tensor[]) => Tensor = typed(free.dstack)
/** Tensors side by side, vectors as columns. */
export const columnStack: (tensors: readonly Tensor[]) => Tensor = typed(free.columnStack)
/** Another name of `vstack`. */
export const rowStack: (tensors: readonly Tensor[]) => Tensor = typed(free.rowStack)
/** The matrices along the diagonal of one that is 0 elsewhere. */
export const blockDiag: (...tensors: Tensor[]) => Tensor<[number, number]> = typed(free.blockDiag)
/** All combinations of one element of each vector, as rows. */
export const cartesianProd: (...tensors: Tensor[]) => Tensor = typed(free.cartesianProd)
/** All choices of `r` (2 unless given) elements of a vector, as rows. */
export const combinations: (
  input: Tensor,
  r?: number | { r?: number; withReplacement?: boolean },
  options?: { withReplacement?: boolean },
) => Tensor<[number, number]> = typed(free.combinations)
/** The shape that these broadcast to. */
export const broadcastShapes: (...shapes: (number | readonly number[])[]) => Size = typed(free.broadcastShapes)
/** Rows and columns of the lower triangle of a matrix (int64). */
export const trilIndices: (rows: number, columns: number, offset?: number) => Tensor<[2, number]> = typed(
  free.trilIndices,
)
/** Rows and columns of the upper triangle of a matrix (int64). */
export const triuIndices: (rows: number, columns: number, offset?: number) => Tensor<[2, number]> = typed(
  free.triuIndices,
)
/** The dtype of what two operands make together. */
export const resultType: (a: Tensor | Scalar, b: Tensor | Scalar) => DType = typed(free.resultType)
/** The smallest dtype that both can be cast to. */
export const promoteTypes: (a: DType, b: DType) => DType = typed(free.promoteTypes)
/** May values of one dtype be written into a tensor of the other? */
export const canCast: (from: DType, to: DType) => boolean = typed(free.canCast)
/** Is it a tensor? */
export const isTensor: (x: unknown) => x is Tensor = typed(free.isTensor)
/** The number of elements. */
export const numel: (input: Tensor) => number = typed(free.numel)

export interface AtLeast {
  (tensor: Tensor): Tensor
  (...tensors: (Tensor | readonly Tensor[])[]): Tensor[]
}
/** Numbers as vectors of one; of several tensors an array. */
export const atleast1d: AtLeast = typed(free.atleast1d)
/** Numbers and vectors as matrices of one row; of several tensors an array. */
export const atleast2d: AtLeast = typed(free.atleast2d)
/** What has fewer than three dimensions with more of size 1; of several tensors an array. */
export const atleast3d: AtLeast = typed(free.atleast3d)
