import type {
  Arg,
  As,
  At,
  Broadcast,
  Combined,
  DiagonalBy,
  DiagonalNames,
  Index,
  Narrow,
  Operand,
  Piece,
  Rest,
  Result,
  Row,
  Scalar,
  SelectedBy,
  Shape,
  ShapeOf,
  Unbound,
  Unfold,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Parts of a tensor. */
export interface Indexing {
  /**
   * What `x[i, j]` is in Python: `x.at(0)`, `x.at(':', -1)`, `x.at('1:5', '::2')`, `x.at(null)`, `x.at('...', 0)`,
   * `x.at([0, 2], [1, 3])`, `x.at(mask)`. A view, unless a list or a tensor indexes.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.__getitem__
   * @example
   * arange(12).view(3, 4).at('1:', -1)
   * // tensor([ 7., 11.])
   */
  at<X extends Tensor, const I extends readonly Index[]>(
    this: X,
    ...index: Rest<At<ShapeOf<X>, I>, I>
  ): Result<At<ShapeOf<X>, I>>
  /**
   * What `x[i, j] = value` is in Python: `x.set([i, j], value)`. The value broadcasts; returns x.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.__setitem__
   * @example
   * zeros(2, 3).set([':', 1], 5)
   * // tensor([[0., 5., 0.],
   * //         [0., 5., 0.]])
   */
  set<X extends Tensor, const I extends readonly Index[], V extends Tensor | Scalar>(
    this: X,
    index: Arg<At<ShapeOf<X>, I>, I>,
    value: V,
  ): X
  /**
   * Checks the shape now and tells it to the compiler: `x.as([n, 784])`. -1 stands for any size. Returns x.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @example
   * zeros(2, 3).as([2, -1]).shape
   * // torch.Size([2, 3])
   */
  as<X extends Tensor, const V extends Shape>(this: X, shape: Arg<As<ShapeOf<X>, V>, V>): Result<As<ShapeOf<X>, V>>
  /**
   * `length` elements from `start` along `dim`: a view.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.narrow
   * @example
   * arange(5).narrow(0, 1, 3)
   * // tensor([1., 2., 3.])
   */
  narrow<X extends Tensor, const D extends number, const I extends number, const N extends number>(
    this: X,
    dim: D,
    start: Arg<Narrow<ShapeOf<X>, D, I, N>, I>,
    length: N,
  ): Result<Narrow<ShapeOf<X>, D, I, N>>
  /**
   * Pieces of at most `size` (or of the sizes given) along `dim`: views.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.split
   * @example
   * arange(5).split(2)
   * // [ tensor([0., 1.]), tensor([2., 3.]), tensor([4.]) ]
   */
  split<X extends Tensor, const D extends number | { dim: number } = 0>(
    this: X,
    size: number | readonly number[],
    dim?: Arg<Piece<ShapeOf<X>, D>, D>,
  ): Result<Piece<ShapeOf<X>, D>>[]
  /**
   * So many pieces of about the same size along `dim`: views.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.chunk
   * @example
   * arange(4).chunk(2)
   * // [ tensor([0., 1.]), tensor([2., 3.]) ]
   */
  chunk<X extends Tensor, const D extends number | { dim: number } = 0>(
    this: X,
    chunks: number,
    dim?: Arg<Piece<ShapeOf<X>, D>, D>,
  ): Result<Piece<ShapeOf<X>, D>>[]
  /**
   * All slices along `dim`, without that dimension: views.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.unbind
   * @example
   * tensor([[1, 2], [3, 4]]).unbind()
   * // [ tensor([1., 2.]), tensor([3., 4.]) ]
   */
  unbind<X extends Tensor, const D extends number | { dim: number } = 0>(
    this: X,
    dim?: Arg<Unbound<ShapeOf<X>, D>, D>,
  ): Result<Unbound<ShapeOf<X>, D>>[]
  /**
   * The diagonal of two dimensions, as a new last one: a view.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.diagonal
   * @example
   * tensor([[1, 2], [3, 4]]).diagonal()
   * // tensor([1., 4.])
   */
  diagonal<
    X extends Tensor,
    const O extends number | DiagonalNames = 0,
    const I extends number | Omit<DiagonalNames, 'offset'> = 0,
    const J extends number | { dim2?: number } = 1,
  >(
    this: X,
    offset?: O,
    dim1?: Arg<DiagonalBy<ShapeOf<X>, O, I, J>, I>,
    dim2?: J,
  ): Result<DiagonalBy<ShapeOf<X>, O, I, J>>
  /**
   * Sliding windows of `size` along `dim`, `step` apart, as a new last dimension: a view.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.unfold
   * @example
   * arange(5).unfold(0, 3, 1)
   * // tensor([[0., 1., 2.],
   * //         [1., 2., 3.],
   * //         [2., 3., 4.]])
   */
  unfold<X extends Tensor, const D extends number, const N extends number, const T extends number>(
    this: X,
    dim: Arg<Unfold<ShapeOf<X>, D, N, T>, D>,
    size: N,
    step: T,
  ): Result<Unfold<ShapeOf<X>, D, N, T>>
  /**
   * The slices at the positions `index` (a vector of integers) along `dim`: a copy.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.index_select
   * @example
   * tensor([[1, 2], [3, 4]]).indexSelect(0, tensor([1], { dtype: 'int64' }))
   * // tensor([[3., 4.]])
   */
  indexSelect<X extends Tensor, const D extends number | { dim: number; index: Tensor }, I extends Tensor>(
    this: X,
    dim: Arg<SelectedBy<ShapeOf<X>, D, ShapeOf<I>>, D>,
    index?: I,
  ): Result<SelectedBy<ShapeOf<X>, D, ShapeOf<I>>>
  /**
   * The elements at which `mask` is true, as a vector.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.masked_select
   * @example
   * tensor([1, 2, 3]).maskedSelect(tensor([true, false, true]))
   * // tensor([1., 3.])
   */
  maskedSelect(mask: Tensor): Tensor<[number]>
  /**
   * `value` wherever `mask` is true.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.masked_fill
   * @example
   * tensor([1, 2]).maskedFill(tensor([true, false]), 0)
   * // tensor([0., 2.])
   */
  maskedFill<X extends Tensor, O extends Tensor>(
    this: X,
    mask: Arg<Broadcast<ShapeOf<O>, ShapeOf<X>>, O>,
    value: Scalar | Tensor | { value: Scalar | Tensor },
  ): Combined<X, O>
  /**
   * The positions of what is not 0: int64, one row each, one column per dimension.
   *
   * @returns int64, `[n, rank]`.
   * @see torch.Tensor.nonzero
   * @example
   * tensor([0, 3, 0, 5]).nonzero()
   * // tensor([[1],
   * //         [3]])
   */
  nonzero<const O extends { asTuple?: boolean } = object>(
    options?: O,
  ): O extends { asTuple: true } ? Tensor<[number]>[] : Tensor<[number, number]>
  /**
   * Where the condition holds this, else `other`: `x.where(condition, other)`; of bools `condition.where(a, b)`.
   *
   * @throws IndexError if an index or a dim is out of range.
   * @see torch.Tensor.where
   * @example
   * tensor([1, 2]).where(tensor([true, false]), 0)
   * // tensor([1., 0.])
   */
  where<X extends Tensor, A extends Tensor | Scalar, B extends Tensor | Scalar>(
    this: X,
    condition: Operand<X, A>,
    other: Operand<Combined<X, A>, B>,
  ): Combined<Combined<X, A>, B>
}

export interface Iteration<S extends Shape> {
  /** The slices along dimension 0. A 0-d tensor cannot be iterated: TypeError. */
  [Symbol.iterator](): IterableIterator<Tensor<Row<S>>>
}
