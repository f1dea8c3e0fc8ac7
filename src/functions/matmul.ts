import { free } from '../free.js'
import type { AddmmOptions } from '../methods/matmul.js'
import type {
  Arg,
  Bmm,
  Dot,
  Einsum,
  MatMul,
  Mm,
  Mv,
  Operands,
  Outer,
  Rest,
  Result,
  Shape,
  ShapeOf,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'

/**
 * The matrix product: `[5, 784]` by `[784, 10]` is `[5, 10]`. Vectors count as a row or a column; leading dimensions broadcast.
 *
 * @throws RuntimeError if the shapes or the dtypes do not fit.
 * @see torch.matmul
 * @example
 * matmul(ones(2, 3), ones(3, 2))
 * // tensor([[3., 3.],
 * //         [3., 3.]])
 */
export const matmul: <T extends Tensor, O extends Tensor>(
  input: T,
  other: Arg<MatMul<ShapeOf<T>, ShapeOf<O>>, O>,
) => Result<MatMul<ShapeOf<T>, ShapeOf<O>>> = typed(free.matmul)
/**
 * The product of two matrices; nothing broadcasts.
 *
 * @throws RuntimeError if the shapes or the dtypes do not fit.
 * @see torch.mm
 * @example
 * mm(ones(2, 3), ones(3, 2))
 * // tensor([[3., 3.],
 * //         [3., 3.]])
 */
export const mm: <T extends Tensor, O extends Tensor>(
  input: T,
  mat2: Arg<Mm<ShapeOf<T>, ShapeOf<O>>, O>,
) => Result<Mm<ShapeOf<T>, ShapeOf<O>>> = typed(free.mm)
/**
 * The products of two batches of matrices; nothing broadcasts.
 *
 * @throws RuntimeError if the shapes or the dtypes do not fit.
 * @see torch.bmm
 * @example
 * bmm(ones(2, 1, 3), ones(2, 3, 1)).shape
 * // torch.Size([2, 1, 1])
 */
export const bmm: <T extends Tensor, O extends Tensor>(
  input: T,
  mat2: Arg<Bmm<ShapeOf<T>, ShapeOf<O>>, O>,
) => Result<Bmm<ShapeOf<T>, ShapeOf<O>>> = typed(free.bmm)
/**
 * A matrix by a vector.
 *
 * @throws RuntimeError if the shapes or the dtypes do not fit.
 * @see torch.mv
 * @example
 * mv(tensor([[1, 2], [3, 4]]), tensor([1, 1]))
 * // tensor([3., 7.])
 */
export const mv: <T extends Tensor, O extends Tensor>(
  input: T,
  vec: Arg<Mv<ShapeOf<T>, ShapeOf<O>>, O>,
) => Result<Mv<ShapeOf<T>, ShapeOf<O>>> = typed(free.mv)
/**
 * The scalar product of two vectors.
 *
 * @throws RuntimeError if the shapes or the dtypes do not fit.
 * @see torch.dot
 * @example
 * dot(tensor([1, 2]), tensor([3, 4]))
 * // tensor(11.)
 */
export const dot: <T extends Tensor, O extends Tensor>(
  input: T,
  other: Arg<Dot<ShapeOf<T>, ShapeOf<O>>, O>,
) => Result<Dot<ShapeOf<T>, ShapeOf<O>>> = typed(free.dot)
/**
 * All products of the elements of two vectors.
 *
 * @throws RuntimeError if the shapes or the dtypes do not fit.
 * @see torch.outer
 * @example
 * outer(tensor([1, 2]), tensor([3, 4]))
 * // tensor([[3., 4.],
 * //         [6., 8.]])
 */
export const outer: <T extends Tensor, O extends Tensor>(
  input: T,
  vec2: Arg<Outer<ShapeOf<T>, ShapeOf<O>>, O>,
) => Result<Outer<ShapeOf<T>, ShapeOf<O>>> = typed(free.outer)
/**
 * beta · x + alpha · (mat1 by mat2); x broadcasts.
 *
 * @throws RuntimeError if the shapes or the dtypes do not fit.
 * @see torch.addmm
 * @example
 * addmm(zeros(2, 2), ones(2, 3), ones(3, 2))
 * // tensor([[3., 3.],
 * //         [3., 3.]])
 */
export const addmm: <A extends Tensor, B extends Tensor>(
  input: Tensor,
  mat1: A,
  mat2: Arg<Mm<ShapeOf<A>, ShapeOf<B>>, B>,
  options?: AddmmOptions,
) => Result<Mm<ShapeOf<A>, ShapeOf<B>>> = typed(free.addmm)
/**
 * beta · x + alpha · (batch1 by batch2), batch by batch; x broadcasts.
 *
 * @throws RuntimeError if the shapes or the dtypes do not fit.
 * @see torch.baddbmm
 * @example
 * baddbmm(zeros(1, 2, 2), ones(1, 2, 3), ones(1, 3, 2))
 * // tensor([[[3., 3.],
 * //          [3., 3.]]])
 */
export const baddbmm: <A extends Tensor, B extends Tensor>(
  input: Tensor,
  batch1: A,
  batch2: Arg<Bmm<ShapeOf<A>, ShapeOf<B>>, B>,
  options?: AddmmOptions,
) => Result<Bmm<ShapeOf<A>, ShapeOf<B>>> = typed(free.baddbmm)
/**
 * Einstein's summation: `einsum('ik,kj->ij', a, b)`. Each label names a dimension; products are summed over the labels
 * that the output lacks. A label of size 1 broadcasts, a repeated one takes the diagonal, `...` stands for any dimensions.
 * Or with numbers for letters, behind each operand, and for the output: `einsum(a, [0, 1], b, [1, 2], [0, 2])`.
 *
 * @throws RuntimeError if the shapes or the dtypes do not fit.
 * @see torch.einsum
 * @example
 * einsum('ik,kj->ij', ones(2, 3), ones(3, 2))
 * // tensor([[3., 3.],
 * //         [3., 3.]])
 */
export const einsum: <const E extends string | Tensor, L extends readonly (Tensor | readonly Tensor[] | Sublist)[]>(
  equation: E,
  ...operands: Rest<Summed<E, L>, L>
) => Result<Summed<E, L>> = typed(free.einsum)
/** What an equation gives; numbers for letters are left to the run time. */
type Summed<E, L extends readonly unknown[]> = E extends string ? Einsum<E, Operands<L>> : Shape
/** Dimensions named by numbers from 0 to 51. */
type Sublist = readonly (number | '...')[]
