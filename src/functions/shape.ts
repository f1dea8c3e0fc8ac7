import { free } from '../free.js'
import type {
  Arg,
  DimName,
  Expand,
  FlattenBy,
  FlattenNames,
  Known,
  MoveDim,
  Permute,
  Rest,
  Result,
  ShapeOf,
  SqueezeBy,
  Tile,
  TransposeBy,
  Transposed,
  TransposeNames,
  Unflatten,
  UnsqueezeBy,
  View,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
import type { Unary } from './types.js'

/** Sizes as `3, 4` or as `[3, 4]`. */
type SizeArgs = readonly (number | readonly number[])[]

/**
 * As `view`, and a copy where the strides do not allow one.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.reshape
 * @example
 * reshape(arange(6), 3, 2)
 * // tensor([[0., 1.],
 * //         [2., 3.],
 * //         [4., 5.]])
 */
export const reshape: <T extends Tensor, const V extends SizeArgs>(
  input: T,
  ...size: Rest<View<ShapeOf<T>, V>, V>
) => Result<View<ShapeOf<T>, V>> = typed(free.reshape)
/**
 * Dimensions `startDim` to `endDim` as one.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.flatten
 * @example
 * flatten(zeros(2, 3, 4), 1).shape
 * // torch.Size([2, 12])
 */
export const flatten: <
  T extends Tensor,
  const D extends number | FlattenNames = 0,
  const E extends number | Omit<FlattenNames, 'startDim'> = -1,
>(
  input: T,
  startDim?: Arg<FlattenBy<ShapeOf<T>, D, E>, D>,
  endDim?: E,
) => Result<FlattenBy<ShapeOf<T>, D, E>> = typed(free.flatten)
/**
 * Dimension `dim` as several; one size may be -1.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.unflatten
 * @example
 * unflatten(zeros(6, 4), 0, [2, -1]).shape
 * // torch.Size([2, 3, 4])
 */
export const unflatten: <T extends Tensor, const D extends number, const V extends readonly number[]>(
  input: T,
  dim: D,
  sizes: Arg<Unflatten<ShapeOf<T>, D, V>, V>,
) => Result<Unflatten<ShapeOf<T>, D, V>> = typed(free.unflatten)
/**
 * The transpose of a matrix; a vector stays.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.t
 * @example
 * t(tensor([[1, 2], [3, 4]]))
 * // tensor([[1., 3.],
 * //         [2., 4.]])
 */
export const t: <X extends Tensor>(input: Arg<Transposed<ShapeOf<X>>, X>) => Result<Transposed<ShapeOf<X>>> = typed(
  free.t,
)
/**
 * Two dimensions swapped.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.transpose
 * @example
 * transpose(zeros(2, 3, 4), 0, 2).shape
 * // torch.Size([4, 3, 2])
 */
export const transpose: <
  X extends Tensor,
  const I extends number | TransposeNames,
  const J extends number | Omit<TransposeNames, 'dim0'> = number,
>(
  input: X,
  dim0: Arg<TransposeBy<ShapeOf<X>, I, J>, I>,
  ...dim1: I extends number ? [dim1: J] : []
) => Result<TransposeBy<ShapeOf<X>, I, J>> = typed(free.transpose)
/**
 * The dimensions in another order.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.permute
 * @example
 * permute(zeros(2, 3, 4), 2, 0, 1).shape
 * // torch.Size([4, 2, 3])
 */
export const permute: <X extends Tensor, const D extends SizeArgs>(
  input: X,
  ...dims: Rest<Permute<ShapeOf<X>, D>, D>
) => Result<Permute<ShapeOf<X>, D>> = typed(free.permute)
/**
 * Dimensions moved to other places; the rest keep their order.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.movedim
 * @example
 * movedim(zeros(2, 3, 4), 0, -1).shape
 * // torch.Size([3, 4, 2])
 */
export const movedim: <
  X extends Tensor,
  const I extends number | readonly number[],
  const J extends number | readonly number[],
>(
  input: X,
  source: Arg<MoveDim<ShapeOf<X>, I, J>, I>,
  destination: J,
) => Result<MoveDim<ShapeOf<X>, I, J>> = typed(free.movedim)
/**
 * Without a dimension of size 1; without `dim`: without all of them.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.squeeze
 * @example
 * squeeze(zeros(1, 3, 1)).shape
 * // torch.Size([3])
 */
export const squeeze: <
  X extends Tensor,
  const D extends number | readonly number[] | { dim: number | readonly number[] } | null = null,
>(
  input: X,
  dim?: Arg<SqueezeBy<ShapeOf<X>, D>, D>,
) => Result<SqueezeBy<ShapeOf<X>, D>> = typed(free.squeeze)
/**
 * With a new dimension of size 1 before position `dim`.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.unsqueeze
 * @example
 * unsqueeze(tensor([1, 2]), 1)
 * // tensor([[1.],
 * //         [2.]])
 */
export const unsqueeze: <X extends Tensor, const D extends number | DimName>(
  input: X,
  dim: Arg<UnsqueezeBy<ShapeOf<X>, D>, D>,
) => Result<UnsqueezeBy<ShapeOf<X>, D>> = typed(free.unsqueeze)
/**
 * Another name of `expand`.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.broadcast_to
 * @example
 * broadcastTo(tensor([1, 2]), 2, 2)
 * // tensor([[1., 2.],
 * //         [1., 2.]])
 */
export const broadcastTo: <X extends Tensor, const V extends SizeArgs>(
  input: X,
  ...size: Rest<Expand<ShapeOf<X>, V>, V>
) => Result<Expand<ShapeOf<X>, V>> = typed(free.broadcastTo)
/**
 * Any view of the storage, by its sizes, strides and offset (in elements).
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.as_strided
 * @example
 * asStrided(arange(6), [2, 2], [3, 1], 1)
 * // tensor([[1., 2.],
 * //         [4., 5.]])
 */
export const asStrided: <const V extends number[]>(
  input: Tensor,
  size: readonly [...V],
  stride: readonly number[],
  storageOffset?: number | { storageOffset?: number },
) => Tensor<Known<V>> = typed(free.asStrided)
/**
 * A copy in memory of its own.
 *
 * @see torch.clone
 * @example
 * const x = tensor([1, 2])
 * const y = clone(x)
 * y.zero_()
 * x
 * // tensor([1., 2.])
 */
export const clone: Unary<[options?: { memoryFormat?: 'contiguous' | 'preserve' }]> = typed(free.clone)
/**
 * The order of the elements along some dimensions reversed: a copy.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.flip
 * @example
 * flip(tensor([1, 2, 3]), 0)
 * // tensor([3., 2., 1.])
 */
export const flip: Unary<SizeArgs | readonly [{ dims: number | readonly number[] }]> = typed(free.flip)
/**
 * `repeat`, where missing counts are leading ones.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.tile
 * @example
 * tile(tensor([1, 2]), 2)
 * // tensor([1., 2., 1., 2.])
 */
export const tile: <X extends Tensor, const V extends SizeArgs>(
  input: X,
  ...repeats: V
) => Result<Tile<ShapeOf<X>, V>> = typed(free.tile)
/**
 * The lower triangle of matrices, up to the `diagonal`-th above the main one; the rest is 0.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.tril
 * @example
 * tril(ones(2, 3))
 * // tensor([[1., 0., 0.],
 * //         [1., 1., 0.]])
 */
export const tril: Unary<[diagonal?: number | { diagonal?: number }]> = typed(free.tril)
/**
 * The upper triangle of matrices, from the `diagonal`-th above the main one; the rest is 0.
 *
 * @throws RuntimeError if the sizes do not fit, IndexError if a dim is out of range.
 * @see torch.triu
 * @example
 * triu(ones(2, 3))
 * // tensor([[1., 1., 1.],
 * //         [0., 1., 1.]])
 */
export const triu: Unary<[diagonal?: number | { diagonal?: number }]> = typed(free.triu)
