import { free } from '../free.js'
import type {
  Arg,
  Expand,
  Flatten,
  Known,
  MoveDim,
  Permute,
  Rest,
  Result,
  ShapeOf,
  Squeeze,
  Tile,
  Transpose,
  Transposed,
  Unflatten,
  Unsqueeze,
  View,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
import type { Unary } from './types.js'

/** Sizes as `3, 4` or as `[3, 4]`. */
type SizeArgs = readonly (number | readonly number[])[]

/** As `view`, and a copy where the strides do not allow one. */
export const reshape: <T extends Tensor, const V extends SizeArgs>(
  input: T,
  ...size: Rest<View<ShapeOf<T>, V>, V>
) => Result<View<ShapeOf<T>, V>> = typed(free.reshape)
/** Dimensions `startDim` to `endDim` as one. */
export const flatten: <T extends Tensor, const D extends number = 0, const E extends number = -1>(
  input: T,
  startDim?: Arg<Flatten<ShapeOf<T>, D, E>, D>,
  endDim?: E,
) => Result<Flatten<ShapeOf<T>, D, E>> = typed(free.flatten)
/** Dimension `dim` as several; one size may be -1. */
export const unflatten: <T extends Tensor, const D extends number, const V extends readonly number[]>(
  input: T,
  dim: D,
  sizes: Arg<Unflatten<ShapeOf<T>, D, V>, V>,
) => Result<Unflatten<ShapeOf<T>, D, V>> = typed(free.unflatten)
/** The transpose of a matrix; a vector stays. */
export const t: <X extends Tensor>(input: Arg<Transposed<ShapeOf<X>>, X>) => Result<Transposed<ShapeOf<X>>> = typed(
  free.t,
)
/** Two dimensions swapped. */
export const transpose: <X extends Tensor, const I extends number, const J extends number>(
  input: X,
  dim0: Arg<Transpose<ShapeOf<X>, I, J>, I>,
  dim1: J,
) => Result<Transpose<ShapeOf<X>, I, J>> = typed(free.transpose)
/** The dimensions in another order. */
export const permute: <X extends Tensor, const D extends SizeArgs>(
  input: X,
  ...dims: Rest<Permute<ShapeOf<X>, D>, D>
) => Result<Permute<ShapeOf<X>, D>> = typed(free.permute)
/** Dimensions moved to other places; the rest keep their order. */
export const movedim: <
  X extends Tensor,
  const I extends number | readonly number[],
  const J extends number | readonly number[],
>(
  input: X,
  source: Arg<MoveDim<ShapeOf<X>, I, J>, I>,
  destination: J,
) => Result<MoveDim<ShapeOf<X>, I, J>> = typed(free.movedim)
/** Without a dimension of size 1; without `dim`: without all of them. */
export const squeeze: <X extends Tensor, const D extends number | readonly number[] | null = null>(
  input: X,
  dim?: Arg<Squeeze<ShapeOf<X>, D>, D>,
) => Result<Squeeze<ShapeOf<X>, D>> = typed(free.squeeze)
/** With a new dimension of size 1 before position `dim`. */
export const unsqueeze: <X extends Tensor, const D extends number>(
  input: X,
  dim: Arg<Unsqueeze<ShapeOf<X>, D>, D>,
) => Result<Unsqueeze<ShapeOf<X>, D>> = typed(free.unsqueeze)
/** Another name of `expand`. */
export const broadcastTo: <X extends Tensor, const V extends SizeArgs>(
  input: X,
  ...size: Rest<Expand<ShapeOf<X>, V>, V>
) => Result<Expand<ShapeOf<X>, V>> = typed(free.broadcastTo)
/** Any view of the storage, by its sizes, strides and offset (in elements). */
export const asStrided: <const V extends number[]>(
  input: Tensor,
  size: readonly [...V],
  stride: readonly number[],
  storageOffset?: number,
) => Tensor<Known<V>> = typed(free.asStrided)
/** A copy in memory of its own. */
export const clone: Unary<[options?: { memoryFormat?: 'contiguous' | 'preserve' }]> = typed(free.clone)
/** The order of the elements along some dimensions reversed: a copy. */
export const flip: Unary<SizeArgs> = typed(free.flip)
/** `repeat`, where missing counts are leading ones. */
export const tile: <X extends Tensor, const V extends SizeArgs>(
  input: X,
  ...repeats: V
) => Result<Tile<ShapeOf<X>, V>> = typed(free.tile)
/** The lower triangle of matrices, up to the `diagonal`-th above the main one; the rest is 0. */
export const tril: Unary<[diagonal?: number]> = typed(free.tril)
/** The upper triangle of matrices, from the `diagonal`-th above the main one; the rest is 0. */
export const triu: Unary<[diagonal?: number]> = typed(free.triu)
