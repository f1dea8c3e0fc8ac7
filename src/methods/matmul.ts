import type { Arg, Bmm, Dot, MatMul, Mm, Mv, Outer, Result, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Products of matrices. */
export interface Products {
  /**
   * The matrix product: `[5, 784]` by `[784, 10]` is `[5, 10]`. Vectors count as a row or a column; leading dimensions broadcast.
   *
   * @throws RuntimeError if the shapes or the dtypes do not fit.
   * @see torch.Tensor.matmul
   * @example
   * ones(2, 3).matmul(ones(3, 2))
   * // tensor([[3., 3.],
   * //         [3., 3.]])
   */
  matmul<T extends Tensor, O extends Tensor>(
    this: T,
    other: Arg<MatMul<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<MatMul<ShapeOf<T>, ShapeOf<O>>>
  /**
   * The product of two matrices; nothing broadcasts.
   *
   * @throws RuntimeError if the shapes or the dtypes do not fit.
   * @see torch.Tensor.mm
   * @example
   * ones(2, 3).mm(ones(3, 2))
   * // tensor([[3., 3.],
   * //         [3., 3.]])
   */
  mm<T extends Tensor, O extends Tensor>(
    this: T,
    mat2: Arg<Mm<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Mm<ShapeOf<T>, ShapeOf<O>>>
  /**
   * The products of two batches of matrices; nothing broadcasts.
   *
   * @throws RuntimeError if the shapes or the dtypes do not fit.
   * @see torch.Tensor.bmm
   * @example
   * ones(2, 1, 3).bmm(ones(2, 3, 1)).shape
   * // torch.Size([2, 1, 1])
   */
  bmm<T extends Tensor, O extends Tensor>(
    this: T,
    mat2: Arg<Bmm<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Bmm<ShapeOf<T>, ShapeOf<O>>>
  /**
   * A matrix by a vector.
   *
   * @throws RuntimeError if the shapes or the dtypes do not fit.
   * @see torch.Tensor.mv
   * @example
   * tensor([[1, 2], [3, 4]]).mv(tensor([1, 1]))
   * // tensor([3., 7.])
   */
  mv<T extends Tensor, O extends Tensor>(
    this: T,
    vec: Arg<Mv<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Mv<ShapeOf<T>, ShapeOf<O>>>
  /**
   * The scalar product of two vectors.
   *
   * @throws RuntimeError if the shapes or the dtypes do not fit.
   * @see torch.Tensor.dot
   * @example
   * tensor([1, 2]).dot(tensor([3, 4]))
   * // tensor(11.)
   */
  dot<T extends Tensor, O extends Tensor>(
    this: T,
    other: Arg<Dot<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Dot<ShapeOf<T>, ShapeOf<O>>>
  /**
   * All products of the elements of two vectors.
   *
   * @throws RuntimeError if the shapes or the dtypes do not fit.
   * @see torch.Tensor.outer
   * @example
   * tensor([1, 2]).outer(tensor([3, 4]))
   * // tensor([[3., 4.],
   * //         [6., 8.]])
   */
  outer<T extends Tensor, O extends Tensor>(
    this: T,
    vec2: Arg<Outer<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Outer<ShapeOf<T>, ShapeOf<O>>>
  /**
   * beta · x + alpha · (mat1 by mat2); x broadcasts.
   *
   * @throws RuntimeError if the shapes or the dtypes do not fit.
   * @see torch.Tensor.addmm
   * @example
   * zeros(2, 2).addmm(ones(2, 3), ones(3, 2))
   * // tensor([[3., 3.],
   * //         [3., 3.]])
   */
  addmm<A extends Tensor, B extends Tensor>(
    mat1: A,
    mat2: Arg<Mm<ShapeOf<A>, ShapeOf<B>>, B>,
    options?: AddmmOptions,
  ): Result<Mm<ShapeOf<A>, ShapeOf<B>>>
  /**
   * beta · x + alpha · (batch1 by batch2), batch by batch; x broadcasts.
   *
   * @throws RuntimeError if the shapes or the dtypes do not fit.
   * @see torch.Tensor.baddbmm
   * @example
   * zeros(1, 2, 2).baddbmm(ones(1, 2, 3), ones(1, 3, 2))
   * // tensor([[[3., 3.],
   * //          [3., 3.]]])
   */
  baddbmm<A extends Tensor, B extends Tensor>(
    batch1: A,
    batch2: Arg<Bmm<ShapeOf<A>, ShapeOf<B>>, B>,
    options?: AddmmOptions,
  ): Result<Bmm<ShapeOf<A>, ShapeOf<B>>>
}

export interface AddmmOptions {
  beta?: number
  alpha?: number
}
