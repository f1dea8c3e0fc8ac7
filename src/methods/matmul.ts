import type { Arg, Bmm, Dot, MatMul, Mm, Mv, Outer, Result, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Products of matrices. */
export interface Products {
  /** The matrix product: `[5, 784]` by `[784, 10]` is `[5, 10]`. Vectors count as a row or a column; leading dimensions broadcast. */
  matmul<T extends Tensor, O extends Tensor>(
    this: T,
    other: Arg<MatMul<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<MatMul<ShapeOf<T>, ShapeOf<O>>>
  /** The product of two matrices; nothing broadcasts. */
  mm<T extends Tensor, O extends Tensor>(
    this: T,
    mat2: Arg<Mm<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Mm<ShapeOf<T>, ShapeOf<O>>>
  /** The products of two batches of matrices; nothing broadcasts. */
  bmm<T extends Tensor, O extends Tensor>(
    this: T,
    mat2: Arg<Bmm<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Bmm<ShapeOf<T>, ShapeOf<O>>>
  /** A matrix by a vector. */
  mv<T extends Tensor, O extends Tensor>(
    this: T,
    vec: Arg<Mv<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Mv<ShapeOf<T>, ShapeOf<O>>>
  /** The scalar product of two vectors. */
  dot<T extends Tensor, O extends Tensor>(
    this: T,
    other: Arg<Dot<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Dot<ShapeOf<T>, ShapeOf<O>>>
  /** All products of the elements of two vectors. */
  outer<T extends Tensor, O extends Tensor>(
    this: T,
    vec2: Arg<Outer<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Outer<ShapeOf<T>, ShapeOf<O>>>
  /** beta · x + alpha · (mat1 by mat2); x broadcasts. */
  addmm<A extends Tensor, B extends Tensor>(
    mat1: A,
    mat2: Arg<Mm<ShapeOf<A>, ShapeOf<B>>, B>,
    options?: AddmmOptions,
  ): Result<Mm<ShapeOf<A>, ShapeOf<B>>>
  /** beta · x + alpha · (batch1 by batch2), batch by batch; x broadcasts. */
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
