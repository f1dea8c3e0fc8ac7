import type { DType } from '../dtype.js'
import type {
  Arg,
  DimName,
  Expand,
  FlattenBy,
  FlattenNames,
  Known,
  MatrixTransposed,
  MoveDim,
  Permute,
  Repeat,
  Rest,
  Result,
  Reversed,
  Shape,
  ShapeOf,
  SqueezeBy,
  Tile,
  TransposeBy,
  Transposed,
  TransposeNames,
  Unflatten,
  UnsqueezeBy,
  View,
  ViewBy,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Sizes as `3, 4` or as `[3, 4]`. */
type SizeArgs = readonly (number | readonly number[])[]

/** Another look at the same memory. Only what says so copies. */
export interface Views {
  /**
   * The same elements in another shape; one size may be -1. The memory is shared, so the strides must allow it.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.view
   * @example
   * arange(6).view(2, -1)
   * // tensor([[0., 1., 2.],
   * //         [3., 4., 5.]])
   */
  view<T extends Tensor, const V extends SizeArgs | readonly [DType]>(
    this: T,
    ...size: Rest<ViewBy<ShapeOf<T>, V>, V>
  ): Result<ViewBy<ShapeOf<T>, V>>
  /**
   * As `view`, and a copy where the strides do not allow one.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.reshape
   * @example
   * arange(6).reshape(3, 2)
   * // tensor([[0., 1.],
   * //         [2., 3.],
   * //         [4., 5.]])
   */
  reshape<T extends Tensor, const V extends SizeArgs>(
    this: T,
    ...size: Rest<View<ShapeOf<T>, V>, V>
  ): Result<View<ShapeOf<T>, V>>
  /**
   * In the shape of `other`.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.view_as
   * @example
   * arange(4).viewAs(zeros(2, 2))
   * // tensor([[0., 1.],
   * //         [2., 3.]])
   */
  viewAs<T extends Tensor, O extends Tensor>(
    this: T,
    other: Arg<View<ShapeOf<T>, [ShapeOf<O>]>, O>,
  ): Result<View<ShapeOf<T>, [ShapeOf<O>]>>
  /**
   * In the shape of `other`, copied if need be.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.reshape_as
   * @example
   * arange(4).reshapeAs(zeros(2, 2))
   * // tensor([[0., 1.],
   * //         [2., 3.]])
   */
  reshapeAs<T extends Tensor, O extends Tensor>(
    this: T,
    other: Arg<View<ShapeOf<T>, [ShapeOf<O>]>, O>,
  ): Result<View<ShapeOf<T>, [ShapeOf<O>]>>
  /**
   * Dimensions `startDim` to `endDim` as one.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.flatten
   * @example
   * zeros(2, 3, 4).flatten(1).shape
   * // torch.Size([2, 12])
   */
  flatten<
    T extends Tensor,
    const D extends number | FlattenNames = 0,
    const E extends number | Omit<FlattenNames, 'startDim'> = -1,
  >(this: T, startDim?: Arg<FlattenBy<ShapeOf<T>, D, E>, D>, endDim?: E): Result<FlattenBy<ShapeOf<T>, D, E>>
  /**
   * Dimension `dim` as several; one size may be -1.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.unflatten
   * @example
   * zeros(6, 4).unflatten(0, [2, -1]).shape
   * // torch.Size([2, 3, 4])
   */
  unflatten<T extends Tensor, const D extends number, const V extends readonly number[]>(
    this: T,
    dim: D,
    sizes: Arg<Unflatten<ShapeOf<T>, D, V>, V>,
  ): Result<Unflatten<ShapeOf<T>, D, V>>
  /**
   * The transpose of a matrix; a vector stays.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.t
   * @example
   * tensor([[1, 2], [3, 4]]).t()
   * // tensor([[1., 3.],
   * //         [2., 4.]])
   */
  t<X extends Tensor>(this: Arg<Transposed<ShapeOf<X>>, X>): Result<Transposed<ShapeOf<X>>>
  /**
   * Two dimensions swapped.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.transpose
   * @example
   * zeros(2, 3, 4).transpose(0, 2).shape
   * // torch.Size([4, 3, 2])
   */
  transpose<
    X extends Tensor,
    const I extends number | TransposeNames,
    const J extends number | Omit<TransposeNames, 'dim0'> = number,
  >(
    this: X,
    dim0: Arg<TransposeBy<ShapeOf<X>, I, J>, I>,
    ...dim1: I extends number ? [dim1: J] : []
  ): Result<TransposeBy<ShapeOf<X>, I, J>>
  /**
   * The dimensions in another order.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.permute
   * @example
   * zeros(2, 3, 4).permute(2, 0, 1).shape
   * // torch.Size([4, 2, 3])
   */
  permute<X extends Tensor, const D extends SizeArgs>(
    this: X,
    ...dims: Rest<Permute<ShapeOf<X>, D>, D>
  ): Result<Permute<ShapeOf<X>, D>>
  /**
   * Dimensions moved to other places; the rest keep their order.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.movedim
   * @example
   * zeros(2, 3, 4).movedim(0, -1).shape
   * // torch.Size([3, 4, 2])
   */
  movedim<X extends Tensor, const I extends number | readonly number[], const J extends number | readonly number[]>(
    this: X,
    source: Arg<MoveDim<ShapeOf<X>, I, J>, I>,
    destination: J,
  ): Result<MoveDim<ShapeOf<X>, I, J>>
  /**
   * Without a dimension of size 1; without `dim`: without all of them.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.squeeze
   * @example
   * zeros(1, 3, 1).squeeze().shape
   * // torch.Size([3])
   */
  squeeze<
    X extends Tensor,
    const D extends number | readonly number[] | { dim: number | readonly number[] } | null = null,
  >(this: X, dim?: Arg<SqueezeBy<ShapeOf<X>, D>, D>): Result<SqueezeBy<ShapeOf<X>, D>>
  /**
   * With a new dimension of size 1 before position `dim`.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.unsqueeze
   * @example
   * tensor([1, 2]).unsqueeze(1)
   * // tensor([[1.],
   * //         [2.]])
   */
  unsqueeze<X extends Tensor, const D extends number | DimName>(
    this: X,
    dim: Arg<UnsqueezeBy<ShapeOf<X>, D>, D>,
  ): Result<UnsqueezeBy<ShapeOf<X>, D>>
  /**
   * Sizes of 1 repeated without a copy (the stride there is 0); new dimensions in front; -1 leaves a size as it is.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.expand
   * @example
   * tensor([[1], [2]]).expand(2, 3)
   * // tensor([[1., 1., 1.],
   * //         [2., 2., 2.]])
   */
  expand<X extends Tensor, const V extends SizeArgs>(
    this: X,
    ...size: Rest<Expand<ShapeOf<X>, V>, V>
  ): Result<Expand<ShapeOf<X>, V>>
  /**
   * Repeated to the shape of `other`, without a copy.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.expand_as
   * @example
   * tensor([[1], [2]]).expandAs(zeros(2, 3))
   * // tensor([[1., 1., 1.],
   * //         [2., 2., 2.]])
   */
  expandAs<X extends Tensor, O extends Tensor>(
    this: X,
    other: Arg<Expand<ShapeOf<X>, [ShapeOf<O>]>, O>,
  ): Result<Expand<ShapeOf<X>, [ShapeOf<O>]>>
  /**
   * Another name of `expand`.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.broadcast_to
   * @example
   * tensor([1, 2]).broadcastTo(2, 2)
   * // tensor([[1., 2.],
   * //         [1., 2.]])
   */
  broadcastTo<X extends Tensor, const V extends SizeArgs>(
    this: X,
    ...size: Rest<Expand<ShapeOf<X>, V>, V>
  ): Result<Expand<ShapeOf<X>, V>>
  /**
   * Any view of the storage, by its sizes, strides and offset (in elements).
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.as_strided
   * @example
   * arange(6).asStrided([2, 2], [3, 1], 1)
   * // tensor([[1., 2.],
   * //         [4., 5.]])
   */
  asStrided<const V extends number[]>(
    size: readonly [...V],
    stride: readonly number[],
    storageOffset?: number | { storageOffset?: number },
  ): Tensor<Known<V>>
  /**
   * A copy, repeated so many times along each dimension.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.repeat
   * @example
   * tensor([1, 2]).repeat(2, 2)
   * // tensor([[1., 2., 1., 2.],
   * //         [1., 2., 1., 2.]])
   */
  repeat<X extends Tensor, const V extends SizeArgs>(
    this: X,
    ...repeats: Rest<Repeat<ShapeOf<X>, V>, V>
  ): Result<Repeat<ShapeOf<X>, V>>
  /**
   * `repeat`, where missing counts are leading ones.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.tile
   * @example
   * tensor([1, 2]).tile(2)
   * // tensor([1., 2., 1., 2.])
   */
  tile<X extends Tensor, const V extends SizeArgs>(this: X, ...repeats: V): Result<Tile<ShapeOf<X>, V>>
}

export interface ShapedViews<S extends Shape> {
  /** All dimensions in reverse order. */
  readonly T: Tensor<Reversed<S>>
  /** The last two dimensions swapped. */
  readonly mT: Tensor<MatrixTransposed<S>>
  /**
   * The order of the elements along some dimensions reversed: a copy.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.flip
   * @example
   * tensor([1, 2, 3]).flip(0)
   * // tensor([3., 2., 1.])
   */
  flip(...dims: SizeArgs | readonly [{ dims: number | readonly number[] }]): Tensor<S>
  /**
   * The lower triangle of matrices, up to the `diagonal`-th above the main one; the rest is 0.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.tril
   * @example
   * ones(2, 3).tril()
   * // tensor([[1., 0., 0.],
   * //         [1., 1., 0.]])
   */
  tril(diagonal?: number | { diagonal?: number }): Tensor<S>
  /**
   * The upper triangle of matrices, from the `diagonal`-th above the main one; the rest is 0.
   *
   * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
   * @see torch.Tensor.triu
   * @example
   * ones(2, 3).triu()
   * // tensor([[1., 1., 1.],
   * //         [0., 1., 1.]])
   */
  triu(diagonal?: number | { diagonal?: number }): Tensor<S>
}
