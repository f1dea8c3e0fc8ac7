import type { DType } from '../dtype.js'
import { free } from '../free.js'
import type { AddmmOptions } from '../methods/matmul.js'
import type { ShapeAfter } from '../methods/sort.js'
import type { MinAndMax } from '../methods/summaries.js'
import type { Size } from '../shape/size.js'
import type {
  Arg,
  ColumnStack,
  Combined,
  Distances,
  DStack,
  Inner,
  Kron,
  Operand,
  Raise,
  Reduce,
  Result,
  Scalar,
  ShapeOf,
  TensorDot,
  VStack,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
import type { Reduction, VarianceAndMean } from './types.js'
/**
 * The sum of what is not nan.
 *
 * @see torch.nansum
 * @example
 * nansum(tensor([1, NaN]))
 * // tensor(1.)
 */
export const nansum: Reduction = typed(free.nansum)
/**
 * The average of what is not nan; integers are refused.
 *
 * @see torch.nanmean
 * @example
 * nanmean(tensor([1, NaN]))
 * // tensor(1.)
 */
export const nanmean: Reduction = typed(free.nanmean)
/**
 * The smallest and the largest element, over all or along `dim`: `{min, max}`.
 *
 * @see torch.aminmax
 * @example
 * aminmax(tensor([3, 1, 2]))
 * // torch.return_types.aminmax(
 * // min=tensor(1.),
 * // max=tensor(3.))
 */
export const aminmax: <T extends Tensor, const O extends { dim?: number | null; keepdim?: boolean } = object>(
  input: T,
  options?: Arg<Reduce<ShapeOf<T>, O, false>, O>,
) => MinAndMax<ShapeAfter<Reduce<ShapeOf<T>, O, false>>> = typed(free.aminmax)
/**
 * Slices along `dim` whose p-norm is larger than `maxnorm`, brought down to it.
 *
 * @see torch.renorm
 * @example
 * renorm(tensor([[3, 4]]), 2, 0, 1)
 * // tensor([[0.6000, 0.8000]])
 */
export const renorm: <T extends Tensor>(input: T, p: number, dim: number, maxnorm: number) => Tensor<ShapeOf<T>> =
  typed(free.renorm)
/**
 * The standard deviation and the average, as an array.
 *
 * @see torch.std_mean
 * @example
 * stdMean(tensor([1, 2, 3]))
 * // [ tensor(1.), tensor(2.) ]
 */
export const stdMean: VarianceAndMean = typed(free.stdMean)
/**
 * The variance and the average, as an array.
 *
 * @see torch.var_mean
 * @example
 * varMean(tensor([1, 2, 3]))
 * // [ tensor(1.), tensor(2.) ]
 */
export const varMean: VarianceAndMean = typed(free.varMean)
/**
 * The sum of a matrix's diagonal. Gradient: g on the diagonal.
 *
 * @see torch.trace
 * @example
 * trace(tensor([[1, 2], [3, 4]]))
 * // tensor(5.)
 */
export const trace: <T extends Tensor>(input: T) => Tensor<[]> = typed(free.trace)
/**
 * Kronecker's product: each element of one times the whole other.
 *
 * @see torch.kron
 * @example
 * kron(tensor([1, 2]), tensor([1, 10]))
 * // tensor([ 1., 10.,  2., 20.])
 */
export const kron: <T extends Tensor, O extends Tensor>(input: T, other: O) => Result<Kron<ShapeOf<T>, ShapeOf<O>>> =
  typed(free.kron)
/**
 * Sums of products over the last dimensions of both; of vectors the scalar product.
 *
 * @see torch.inner
 * @example
 * inner(tensor([1, 2]), tensor([3, 4]))
 * // tensor(11.)
 */
export const inner: <T extends Tensor, O extends Tensor>(
  input: T,
  other: Arg<Inner<ShapeOf<T>, ShapeOf<O>>, O>,
) => Result<Inner<ShapeOf<T>, ShapeOf<O>>> = typed(free.inner)
/**
 * The scalar product of two vectors.
 *
 * @see torch.vdot
 * @example
 * vdot(tensor([1, 2]), tensor([3, 4]))
 * // tensor(11.)
 */
export const vdot: <T extends Tensor>(input: T, other: Tensor) => Tensor<[]> = typed(free.vdot)
/**
 * Another name of `outer`.
 *
 * @see torch.ger
 * @example
 * ger(tensor([1, 2]), tensor([3, 4]))
 * // tensor([[3., 4.],
 * //         [6., 8.]])
 */
export const ger: <T extends Tensor>(input: T, vec2: Tensor) => Tensor<[number, number]> = typed(free.ger)
/**
 * A square matrix multiplied by itself. Errors: RuntimeError for negative powers.
 *
 * @see torch.matrix_power
 * @example
 * matrixPower(tensor([[1, 1], [0, 1]]), 3)
 * // tensor([[1., 3.],
 * //         [0., 1.]])
 */
export const matrixPower: <T extends Tensor>(input: T, n: number) => Tensor<ShapeOf<T>> = typed(free.matrixPower)
/**
 * The vector product along a dimension of 3; without `dim` along the first such.
 *
 * @see torch.cross
 * @example
 * cross(tensor([1, 0, 0]), tensor([0, 1, 0]), 0)
 * // tensor([0., 0., 1.])
 */
export const cross: <T extends Tensor, O extends Tensor>(
  input: T,
  other: Operand<T, O>,
  dim?: number | { dim?: number },
) => Combined<T, O> = typed(free.cross)
/**
 * The p-norm of the difference; p = 2 unless given.
 *
 * @see torch.dist
 * @example
 * dist(tensor([1, 2]), tensor([4, 6]))
 * // tensor(5.)
 */
export const dist: <T extends Tensor>(input: T, other: Tensor, p?: number) => Tensor<[]> = typed(free.dist)
/**
 * beta · x + alpha · (mat by vec); x broadcasts.
 *
 * @see torch.addmv
 * @example
 * addmv(zeros(2), ones(2, 3), ones(3))
 * // tensor([3., 3.])
 */
export const addmv: <T extends Tensor>(input: T, mat: Tensor, vec: Tensor, options?: AddmmOptions) => Tensor<[number]> =
  typed(free.addmv)
/**
 * beta · x + alpha · the sum of (batch1 by batch2); x broadcasts.
 *
 * @see torch.addbmm
 * @example
 * addbmm(zeros(2, 2), ones(1, 2, 3), ones(1, 3, 2))
 * // tensor([[3., 3.],
 * //         [3., 3.]])
 */
export const addbmm: <T extends Tensor>(
  input: T,
  batch1: Tensor,
  batch2: Tensor,
  options?: AddmmOptions,
) => Tensor<[number, number]> = typed(free.addbmm)
/**
 * beta · x + alpha · (vec1 outer vec2); x broadcasts.
 *
 * @see torch.addr
 * @example
 * addr(zeros(2, 2), ones(2), ones(2))
 * // tensor([[1., 1.],
 * //         [1., 1.]])
 */
export const addr: <T extends Tensor>(
  input: T,
  vec1: Tensor,
  vec2: Tensor,
  options?: AddmmOptions,
) => Tensor<[number, number]> = typed(free.addr)
/**
 * Is the only element not 0? Errors: RuntimeError if there are several.
 *
 * @see torch.is_nonzero
 * @example
 * isNonzero(tensor(2))
 * // true
 */
export const isNonzero: <T extends Tensor>(input: T) => boolean = typed(free.isNonzero)
/**
 * Have both the same sizes?
 *
 * @see torch.is_same_size
 * @example
 * isSameSize(zeros(2), ones(2))
 * // true
 */
export const isSameSize: <T extends Tensor>(input: T, other: Tensor) => boolean = typed(free.isSameSize)
/**
 * Can its dtype hold negative numbers?
 *
 * @see torch.is_signed
 * @example
 * isSigned(tensor([1]))
 * // true
 */
export const isSigned: <T extends Tensor>(input: T) => boolean = typed(free.isSigned)
/**
 * Are its elements complex? Never here.
 *
 * @see torch.is_complex
 * @example
 * isComplex(tensor([1]))
 * // false
 */
export const isComplex: <T extends Tensor>(input: T) => boolean = typed(free.isComplex)
/**
 * Sums of products over some dimensions of both: the last `dims` of one and the first of the other, or two lists.
 *
 * @see torch.tensordot
 * @example
 * tensordot(ones(2, 3), ones(3, 2), 1)
 * // tensor([[3., 3.],
 * //         [3., 3.]])
 */
export const tensordot: <
  A extends Tensor,
  B extends Tensor,
  const N extends number | readonly (readonly number[])[] | { dims?: number | readonly (readonly number[])[] } = 2,
>(
  a: A,
  b: B,
  dims?: N,
) => Result<TensorDot<ShapeOf<A>, ShapeOf<B>, N>> = typed(free.tensordot)
/**
 * The product of several matrices, in the order that costs least.
 *
 * @see torch.chain_matmul
 * @example
 * chainMatmul(ones(1, 2), ones(2, 3), ones(3, 1))
 * // tensor([[6.]])
 */
export const chainMatmul: (...matrices: Tensor[]) => Tensor<[number, number]> = typed(free.chainMatmul)
/**
 * `chainMatmul` of a list.
 *
 * @see torch.linalg.multi_dot
 * @example
 * multiDot([ones(1, 2), ones(2, 3), ones(3, 1)])
 * // tensor([[6.]])
 */
export const multiDot: (tensors: readonly Tensor[]) => Tensor<[number, number]> = typed(free.multiDot)
/**
 * Distances of all rows of one matrix to all rows of another, in the p-norm; p = 2 unless given.
 *
 * @see torch.cdist
 * @example
 * cdist(tensor([[0, 0]]), tensor([[3, 4]]))
 * // tensor([[5.]])
 */
export const cdist: <A extends Tensor, B extends Tensor>(
  x1: A,
  x2: Arg<Distances<ShapeOf<A>, ShapeOf<B>>, B>,
  p?: number | { p?: number },
) => Result<Distances<ShapeOf<A>, ShapeOf<B>>> = typed(free.cdist)
/**
 * Tensors joined along dimension 2.
 *
 * @see torch.dstack
 * @example
 * dstack([tensor([1, 2]), tensor([3, 4])]).shape
 * // torch.Size([1, 2, 2])
 */
export const dstack: <const L extends readonly Tensor[]>(tensors: Arg<DStack<L>, L>) => Result<DStack<L>> = typed(
  free.dstack,
)
/**
 * Tensors side by side, vectors as columns.
 *
 * @see torch.column_stack
 * @example
 * columnStack([tensor([1, 2]), tensor([3, 4])])
 * // tensor([[1., 3.],
 * //         [2., 4.]])
 */
export const columnStack: <const L extends readonly Tensor[]>(
  tensors: Arg<ColumnStack<L>, L>,
) => Result<ColumnStack<L>> = typed(free.columnStack)
/**
 * Another name of `vstack`.
 *
 * @see torch.row_stack
 * @example
 * rowStack([tensor([1, 2]), tensor([3, 4])])
 * // tensor([[1., 2.],
 * //         [3., 4.]])
 */
export const rowStack: <const L extends readonly Tensor[]>(tensors: Arg<VStack<L>, L>) => Result<VStack<L>> = typed(
  free.rowStack,
)
/**
 * The matrices along the diagonal of one that is 0 elsewhere.
 *
 * @see torch.block_diag
 * @example
 * blockDiag(ones(1, 1), ones(1, 2))
 * // tensor([[1., 0., 0.],
 * //         [0., 1., 1.]])
 */
export const blockDiag: (...tensors: Tensor[]) => Tensor<[number, number]> = typed(free.blockDiag)
/**
 * All combinations of one element of each vector, as rows.
 *
 * @see torch.cartesian_prod
 * @example
 * cartesianProd(tensor([1, 2]), tensor([3, 4]))
 * // tensor([[1., 3.],
 * //         [1., 4.],
 * //         [2., 3.],
 * //         [2., 4.]])
 */
export const cartesianProd: (...tensors: Tensor[]) => Tensor = typed(free.cartesianProd)
/**
 * All choices of `r` (2 unless given) elements of a vector, as rows.
 *
 * @see torch.combinations
 * @example
 * combinations(tensor([1, 2, 3]))
 * // tensor([[1., 2.],
 * //         [1., 3.],
 * //         [2., 3.]])
 */
export const combinations: (
  input: Tensor,
  r?: number | { r?: number; withReplacement?: boolean },
  options?: { withReplacement?: boolean },
) => Tensor<[number, number]> = typed(free.combinations)
/**
 * The shape that these broadcast to.
 *
 * @see torch.broadcast_shapes
 * @example
 * broadcastShapes([3, 1], [4])
 * // torch.Size([3, 4])
 */
export const broadcastShapes: (...shapes: (number | readonly number[])[]) => Size = typed(free.broadcastShapes)
/**
 * Rows and columns of the lower triangle of a matrix (int64).
 *
 * @see torch.tril_indices
 * @example
 * trilIndices(2, 2)
 * // tensor([[0, 1, 1],
 * //         [0, 0, 1]])
 */
export const trilIndices: (rows: number, columns: number, offset?: number) => Tensor<[2, number]> = typed(
  free.trilIndices,
)
/**
 * Rows and columns of the upper triangle of a matrix (int64).
 *
 * @see torch.triu_indices
 * @example
 * triuIndices(2, 2)
 * // tensor([[0, 0, 1],
 * //         [0, 1, 1]])
 */
export const triuIndices: (rows: number, columns: number, offset?: number) => Tensor<[2, number]> = typed(
  free.triuIndices,
)
/**
 * The dtype of what two operands make together.
 *
 * @see torch.result_type
 * @example
 * resultType(tensor([1, 2]), 1)
 * // 'float32'
 */
export const resultType: (a: Tensor | Scalar, b: Tensor | Scalar) => DType = typed(free.resultType)
/**
 * The smallest dtype that both can be cast to.
 *
 * @see torch.promote_types
 * @example
 * promoteTypes('int64', 'float32')
 * // 'float32'
 */
export const promoteTypes: (a: DType, b: DType) => DType = typed(free.promoteTypes)
/**
 * May values of one dtype be written into a tensor of the other?
 *
 * @see torch.can_cast
 * @example
 * canCast('float32', 'int64')
 * // false
 */
export const canCast: (from: DType, to: DType) => boolean = typed(free.canCast)
/**
 * Is it a tensor?
 *
 * @see torch.is_tensor
 * @example
 * isTensor(zeros(2))
 * // true
 */
export const isTensor: (x: unknown) => x is Tensor = typed(free.isTensor)
/**
 * Is the dtype float32 or float64?
 *
 * @see torch.is_floating_point
 * @example
 * isFloatingPoint(zeros(2))
 * // true
 */
export const isFloatingPoint: (input: Tensor) => boolean = typed(free.isFloatingPoint)
/**
 * The number of elements.
 *
 * @see torch.numel
 * @example
 * numel(zeros(2, 3))
 * // 6
 */
export const numel: (input: Tensor) => number = typed(free.numel)

export interface AtLeast<N extends 1 | 2 | 3> {
  <X extends Tensor>(tensor: X): Result<Raise<ShapeOf<X>, N>>
  (...tensors: (Tensor | readonly Tensor[])[]): Tensor[]
}
/**
 * Numbers as vectors of one; of several tensors an array.
 *
 * @see torch.atleast_1d
 * @example
 * atleast1d(tensor(1))
 * // tensor([1.])
 */
export const atleast1d: AtLeast<1> = typed(free.atleast1d)
/**
 * Numbers and vectors as matrices of one row; of several tensors an array.
 *
 * @see torch.atleast_2d
 * @example
 * atleast2d(tensor([1, 2]))
 * // tensor([[1., 2.]])
 */
export const atleast2d: AtLeast<2> = typed(free.atleast2d)
/**
 * What has fewer than three dimensions with more of size 1; of several tensors an array.
 *
 * @see torch.atleast_3d
 * @example
 * atleast3d(tensor(1)).shape
 * // torch.Size([1, 1, 1])
 */
export const atleast3d: AtLeast<3> = typed(free.atleast3d)
