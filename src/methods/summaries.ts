import type {
  Arg,
  Combined,
  Differences,
  DimArg,
  Inner,
  KeepArg,
  Known,
  Kron,
  Nested,
  Operand,
  Reduce,
  Result,
  Shape,
  ShapeOf,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import type { TensorOptions } from './creation.js'
import type { AddmmOptions } from './matmul.js'
import type { ShapeAfter } from './sort.js'

/** Reductions that are made of others, rarer products of matrices, and questions. */
export interface Summaries {
  /**
   * The sum of what is not nan.
   *
   * @see torch.Tensor.nansum
   * @example
   * tensor([1, NaN]).nansum()
   * // tensor(1.)
   */
  nansum<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * The average of what is not nan; integers are refused.
   *
   * @see torch.Tensor.nanmean
   * @example
   * tensor([1, NaN]).nanmean()
   * // tensor(1.)
   */
  nanmean<T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
    this: T,
    dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
    keepdim?: K,
  ): Result<Reduce<ShapeOf<T>, D, K>>
  /**
   * The smallest and the largest element, over all or along `dim`: `{min, max}`.
   *
   * @see torch.Tensor.aminmax
   * @example
   * tensor([3, 1, 2]).aminmax()
   * // torch.return_types.aminmax(
   * // min=tensor(1.),
   * // max=tensor(3.))
   */
  aminmax<T extends Tensor, const O extends { dim?: number | null; keepdim?: boolean } = object>(
    this: T,
    options?: Arg<Reduce<ShapeOf<T>, O, false>, O>,
  ): MinAndMax<ShapeAfter<Reduce<ShapeOf<T>, O, false>>>
  /**
   * Differences of neighbours along `dim` (the last unless given), `n` times over.
   *
   * @see torch.Tensor.diff
   * @example
   * tensor([1, 4, 9]).diff()
   * // tensor([3., 5.])
   */
  diff<
    T extends Tensor,
    const N extends number | { n?: number; dim?: number; prepend?: Tensor | null; append?: Tensor | null } = 1,
    const D extends number | { dim?: number; prepend?: Tensor | null; append?: Tensor | null } = -1,
  >(
    this: T,
    n?: Arg<Differences<ShapeOf<T>, N, D>, N>,
    dim?: D,
    options?: { prepend?: Tensor | null; append?: Tensor | null },
  ): Result<Differences<ShapeOf<T>, N, D>>
  /**
   * Slices along `dim` whose p-norm is larger than `maxnorm`, brought down to it.
   *
   * @see torch.Tensor.renorm
   * @example
   * tensor([[3, 4]]).renorm(2, 0, 1)
   * // tensor([[0.6000, 0.8000]])
   */
  renorm<T extends Tensor>(this: T, p: number, dim: number, maxnorm: number): Tensor<ShapeOf<T>>
  /**
   * Summed to a shape that broadcasts to this one.
   *
   * @see torch.Tensor.sum_to_size
   * @example
   * ones(2, 3).sumToSize(1, 3)
   * // tensor([[2., 2., 2.]])
   */
  sumToSize<const V extends number[]>(...size: V | [readonly [...V]]): Tensor<Known<V>>
  /**
   * The sum of a matrix's diagonal. Gradient: g on the diagonal.
   *
   * @see torch.Tensor.trace
   * @example
   * tensor([[1, 2], [3, 4]]).trace()
   * // tensor(5.)
   */
  trace<T extends Tensor>(this: T): Tensor<[]>
  /**
   * Kronecker's product: each element of one times the whole other.
   *
   * @see torch.Tensor.kron
   * @example
   * tensor([1, 2]).kron(tensor([1, 10]))
   * // tensor([ 1., 10.,  2., 20.])
   */
  kron<T extends Tensor, O extends Tensor>(this: T, other: O): Result<Kron<ShapeOf<T>, ShapeOf<O>>>
  /**
   * Sums of products over the last dimensions of both; of vectors the scalar product.
   *
   * @see torch.Tensor.inner
   * @example
   * tensor([1, 2]).inner(tensor([3, 4]))
   * // tensor(11.)
   */
  inner<T extends Tensor, O extends Tensor>(
    this: T,
    other: Arg<Inner<ShapeOf<T>, ShapeOf<O>>, O>,
  ): Result<Inner<ShapeOf<T>, ShapeOf<O>>>
  /**
   * The scalar product of two vectors.
   *
   * @see torch.Tensor.vdot
   * @example
   * tensor([1, 2]).vdot(tensor([3, 4]))
   * // tensor(11.)
   */
  vdot<T extends Tensor>(this: T, other: Tensor): Tensor<[]>
  /**
   * Another name of `outer`.
   *
   * @see torch.Tensor.ger
   * @example
   * tensor([1, 2]).ger(tensor([3, 4]))
   * // tensor([[3., 4.],
   * //         [6., 8.]])
   */
  ger<T extends Tensor>(this: T, vec2: Tensor): Tensor<[number, number]>
  /**
   * A square matrix multiplied by itself. Errors: RuntimeError for negative powers.
   *
   * @see torch.Tensor.matrix_power
   * @example
   * tensor([[1, 1], [0, 1]]).matrixPower(3)
   * // tensor([[1., 3.],
   * //         [0., 1.]])
   */
  matrixPower<T extends Tensor>(this: T, n: number): Tensor<ShapeOf<T>>
  /**
   * The vector product along a dimension of 3; without `dim` along the first such.
   *
   * @see torch.Tensor.cross
   * @example
   * tensor([1, 0, 0]).cross(tensor([0, 1, 0]), 0)
   * // tensor([0., 0., 1.])
   */
  cross<T extends Tensor, O extends Tensor>(
    this: T,
    other: Operand<T, O>,
    dim?: number | { dim?: number },
  ): Combined<T, O>
  /**
   * The p-norm of the difference; p = 2 unless given.
   *
   * @see torch.Tensor.dist
   * @example
   * tensor([1, 2]).dist(tensor([4, 6]))
   * // tensor(5.)
   */
  dist<T extends Tensor>(this: T, other: Tensor, p?: number): Tensor<[]>
  /**
   * beta · x + alpha · (mat by vec); x broadcasts.
   *
   * @see torch.Tensor.addmv
   * @example
   * zeros(2).addmv(ones(2, 3), ones(3))
   * // tensor([3., 3.])
   */
  addmv<T extends Tensor>(this: T, mat: Tensor, vec: Tensor, options?: AddmmOptions): Tensor<[number]>
  /**
   * beta · x + alpha · the sum of (batch1 by batch2); x broadcasts.
   *
   * @see torch.Tensor.addbmm
   * @example
   * zeros(2, 2).addbmm(ones(1, 2, 3), ones(1, 3, 2))
   * // tensor([[3., 3.],
   * //         [3., 3.]])
   */
  addbmm<T extends Tensor>(this: T, batch1: Tensor, batch2: Tensor, options?: AddmmOptions): Tensor<[number, number]>
  /**
   * beta · x + alpha · (vec1 outer vec2); x broadcasts.
   *
   * @see torch.Tensor.addr
   * @example
   * zeros(2, 2).addr(ones(2), ones(2))
   * // tensor([[1., 1.],
   * //         [1., 1.]])
   */
  addr<T extends Tensor>(this: T, vec1: Tensor, vec2: Tensor, options?: AddmmOptions): Tensor<[number, number]>
  /**
   * Is the only element not 0? Errors: RuntimeError if there are several.
   *
   * @see torch.Tensor.is_nonzero
   * @example
   * tensor(2).isNonzero()
   * // true
   */
  isNonzero<T extends Tensor>(this: T): boolean
  /**
   * Have both the same sizes?
   *
   * @see torch.Tensor.is_same_size
   * @example
   * zeros(2).isSameSize(ones(2))
   * // true
   */
  isSameSize<T extends Tensor>(this: T, other: Tensor): boolean
  /**
   * Can its dtype hold negative numbers?
   *
   * @see torch.Tensor.is_signed
   * @example
   * tensor([1]).isSigned()
   * // true
   */
  isSigned<T extends Tensor>(this: T): boolean
  /**
   * Are its elements complex? Never here.
   *
   * @see torch.Tensor.is_complex
   * @example
   * tensor([1]).isComplex()
   * // false
   */
  isComplex<T extends Tensor>(this: T): boolean
  /**
   * Another name of `numel`.
   *
   * @see torch.Tensor.nelement
   * @example
   * zeros(2, 3).nelement()
   * // 6
   */
  nelement(): number
  /**
   * Another name of `dim`.
   *
   * @see torch.Tensor.ndimension
   * @example
   * zeros(2, 3).ndimension()
   * // 2
   */
  ndimension(): number
  /**
   * Bytes per element.
   *
   * @see torch.Tensor.element_size
   * @example
   * zeros(2).elementSize()
   * // 4
   */
  elementSize(): number
  /**
   * Where the first element lies: equal for tensors that begin at one place of one memory.
   *
   * @see torch.Tensor.data_ptr
   * @example
   * const x = zeros(4)
   * x.view(2, 2).dataPtr() === x.dataPtr()
   * // true
   */
  dataPtr(): number
  /**
   * Do both look at one memory in the same way?
   *
   * @see torch.Tensor.is_set_to
   * @example
   * const x = zeros(2)
   * x.isSetTo(x.view(2))
   * // true
   */
  isSetTo(other: Tensor): boolean
  /**
   * In the dtype of another tensor.
   *
   * @see torch.Tensor.type_as
   * @example
   * tensor([1, 2]).typeAs(zeros(1, { dtype: 'int64' }))
   * // tensor([1, 2])
   */
  typeAs<T extends Tensor>(this: T, other: Tensor): Tensor<ShapeOf<T>>
  /**
   * A tensor of the data, of this one's dtype.
   *
   * @see torch.Tensor.new_tensor
   * @example
   * tensor([1, 2]).newTensor([3, 4])
   * // tensor([3., 4.])
   */
  newTensor(data: Nested, options?: TensorOptions): Tensor
}

/** The smallest and the largest; also `[0]`, `[1]`, and iterable. */
// biome-ignore lint/suspicious/noTsIgnore: as at Tensor
// @ts-ignore TS2636: a tensor's `out` is told, not proven.
export interface MinAndMax<out S extends Shape = any> {
  readonly min: Tensor<S>
  readonly max: Tensor<S>
  readonly 0: Tensor<S>
  readonly 1: Tensor<S>
  [Symbol.iterator](): IterableIterator<Tensor<S>>
  toString(): string
}
