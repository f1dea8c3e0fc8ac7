import type { Arg, Combined, DimArg, KeepArg, Nested, Operand, Reduce, Result, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import type { TensorOptions } from './creation.js'
import type { AddmmOptions } from './matmul.js'

/** Reductions that are made of others, rarer products of matrices, and questions. */
export interface Summaries {
  /** The sum of what is not nan. */
  nansum<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /** The average of what is not nan; integers are refused. */
  nanmean<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /** The smallest and the largest element, over all or along `dim`: `{min, max}`. */
  aminmax<T extends Tensor>(this: T, options?: { dim?: number | null; keepdim?: boolean }): MinAndMax
  /** Differences of neighbours along `dim` (the last unless given), `n` times over. */
  diff<T extends Tensor>(
    this: T,
    n?: number | { n?: number; dim?: number; prepend?: Tensor | null; append?: Tensor | null },
    dim?: number | { prepend?: Tensor | null; append?: Tensor | null },
    options?: { prepend?: Tensor | null; append?: Tensor | null },
  ): Tensor
  /** Slices along `dim` whose p-norm is larger than `maxnorm`, brought down to it. */
  renorm<T extends Tensor>(this: T, p: number, dim: number, maxnorm: number): Tensor<ShapeOf<T>>
  /** Summed to a shape that broadcasts to this one. */
  sumToSize(...size: (number | readonly number[])[]): Tensor
  /** The sum of a matrix's diagonal. Gradient: g on the diagonal. */
  trace<T extends Tensor>(this: T): Tensor<[]>
  /** Kronecker's product: each element of one times the whole other. */
  kron<T extends Tensor>(this: T, other: Tensor): Tensor
  /** Sums of products over the last dimensions of both; of vectors the scalar product. */
  inner<T extends Tensor>(this: T, other: Tensor): Tensor
  /** The scalar product of two vectors. */
  vdot<T extends Tensor>(this: T, other: Tensor): Tensor<[]>
  /** Another name of `outer`. */
  ger<T extends Tensor>(this: T, vec2: Tensor): Tensor<[number, number]>
  /** A square matrix multiplied by itself. Errors: RuntimeError for negative powers. */
  matrixPower<T extends Tensor>(this: T, n: number): Tensor<ShapeOf<T>>
  /** The vector product along a dimension of 3; without `dim` along the first such. */
  cross<T extends Tensor, O extends Tensor>(
    this: T,
    other: Operand<T, O>,
    dim?: number | { dim?: number },
  ): Combined<T, O>
  /** The p-norm of the difference; p = 2 unless given. */
  dist<T extends Tensor>(this: T, other: Tensor, p?: number): Tensor<[]>
  /** beta · x + alpha · (mat by vec); x broadcasts. */
  addmv<T extends Tensor>(this: T, mat: Tensor, vec: Tensor, options?: AddmmOptions): Tensor<[number]>
  /** beta · x + alpha · the sum of (batch1 by batch2); x broadcasts. */
  addbmm<T extends Tensor>(this: T, batch1: Tensor, batch2: Tensor, options?: AddmmOptions): Tensor<[number, number]>
  /** beta · x + alpha · (vec1 outer vec2); x broadcasts. */
  addr<T extends Tensor>(this: T, vec1: Tensor, vec2: Tensor, options?: AddmmOptions): Tensor<[number, number]>
  /** Is the only element not 0? Errors: RuntimeError if there are several. */
  isNonzero<T extends Tensor>(this: T): boolean
  /** Have both the same sizes? */
  isSameSize<T extends Tensor>(this: T, other: Tensor): boolean
  /** Can its dtype hold negative numbers? */
  isSigned<T extends Tensor>(this: T): boolean
  /** Are its elements complex? Never here. */
  isComplex<T extends Tensor>(this: T): boolean
  /** Another name of `numel`. */
  nelement(): number
  /** Another name of `dim`. */
  ndimension(): number
  /** Bytes per element. */
  elementSize(): number
  /** Where the first element lies: equal for tensors that begin at one place of one memory. */
  dataPtr(): number
  /** Do both look at one memory in the same way? */
  isSetTo(other: Tensor): boolean
  /** In the dtype of another tensor. */
  typeAs<T extends Tensor>(this: T, other: Tensor): Tensor<ShapeOf<T>>
  /** A tensor of the data, of this one's dtype. */
  newTensor(data: Nested, options?: TensorOptions): Tensor
}

/** The smallest and the largest; also `[0]`, `[1]`, and iterable. */
export interface MinAndMax {
  readonly min: Tensor
  readonly max: Tensor
  readonly 0: Tensor
  readonly 1: Tensor
  [Symbol.iterator](): IterableIterator<Tensor>
  toString(): string
}
