import type { Shape } from './core.js'
import type { Diagonal, Selected } from './parts.js'
import type { Transpose } from './permute.js'
import type { Squeeze, Unsqueeze } from './squeeze.js'
import type { Flatten, View } from './view.js'

/**
 * Arguments by name: an options object may stand in the place of an argument and say it and all that follow
 * (`x.flatten({startDim: 1})`). Positional calls, which most are, are asked for first.
 */
export interface FlattenNames {
  startDim?: number
  endDim?: number
}
export interface TransposeNames {
  dim0: number
  dim1: number
}
export interface DiagonalNames {
  offset?: number
  dim1?: number
  dim2?: number
}
export interface DimName {
  dim: number
}

/** `view(sizes)`, or `view(dtype)`, whose sizes the run time knows. */
export type ViewBy<A extends Shape, V> = V extends readonly [string]
  ? Shape
  : V extends readonly unknown[]
    ? View<A, V>
    : Shape

/** An argument that is what it is, or stands under its name; E if that says nothing of it. */
export type By<D, Name extends string, E> = D extends number
  ? D
  : D extends { readonly [K in Name]: infer V extends number }
    ? V
    : E
/** The one behind it: in the first object, or else as above. */
export type Then<D, X, Name extends string, E> = D extends number ? By<X, Name, E> : By<D, Name, E>

export type FlattenBy<A extends Shape, D, E> = Flatten<A, By<D, 'startDim', 0>, Then<D, E, 'endDim', -1>>
export type TransposeBy<A extends Shape, I, J> = Transpose<A, By<I, 'dim0', number>, Then<I, J, 'dim1', number>>
export type UnsqueezeBy<A extends Shape, D> = Unsqueeze<A, By<D, 'dim', number>>
export type SqueezeBy<A extends Shape, D> = D extends { dim: infer N } ? Squeeze<A, N> : Squeeze<A, D>
export type DiagonalBy<A extends Shape, O, I, J> = Diagonal<
  A,
  By<O, 'offset', 0>,
  O extends number ? By<I, 'dim1', 0> : By<O, 'dim1', 0>,
  O extends number ? Then<I, J, 'dim2', 1> : By<O, 'dim2', 1>
>
export type SelectedBy<A extends Shape, D, I> = D extends { dim: infer N extends number; index: { shape: infer S } }
  ? S extends Shape
    ? Selected<A, N, S>
    : Shape
  : D extends number
    ? I extends Shape
      ? Selected<A, D, I>
      : Shape
    : Shape
