import type { Ranked, Shape } from './core.js'
import type { Dim, SizeAt, Splice } from './dims.js'
import type { Less, Min, Sub } from './numbers.js'

/** `length` elements along dimension D. */
export type Narrow<A extends Shape, D extends number, Start extends number, Length extends number> =
  Ranked<A> extends false
    ? Shape
    : Dim<A, D> extends infer P
      ? P extends string
        ? P
        : number extends P
          ? Shape
          : Fits<SizeAt<A, P>, Start, Length> extends infer E
            ? E extends string
              ? E
              : Splice<A, P, [Length]>
            : never
      : never
/** Only starts that count from the front are checked here. */
type Fits<N extends number, Start extends number, Length extends number> = number extends N | Start | Length
  ? true
  : `${Start}` extends `-${string}`
    ? true
    : Less<N, Start> extends true
      ? `start out of range (expected to be in range of [-${N}, ${N}], but got ${Start})`
      : Less<Sub<N, Start>, Length> extends true
        ? `start (${Start}) + length (${Length}) exceeds dimension size (${N}).`
        : true

/** The shape of each piece of `split` and `chunk`: the size along D is not known. */
export type Piece<A extends Shape, D> =
  Ranked<A> extends false
    ? Shape
    : Dim<A, DimOf<D>> extends infer P
      ? P extends string
        ? P
        : number extends P
          ? Shape
          : Splice<A, P, [number]>
      : never

/** Without dimension D: each piece of `unbind`. */
export type Unbound<A extends Shape, D> =
  Ranked<A> extends false
    ? Shape
    : A extends readonly []
      ? 'Dimension specified as 0 but tensor has no dimensions'
      : Dim<A, DimOf<D>> extends infer P
        ? P extends string
          ? P
          : number extends P
            ? Shape
            : Splice<A, P, []>
        : never
export type DimOf<D> = D extends number ? D : D extends { dim: infer E extends number } ? E : 0

/** The size along D replaced by N: `indexSelect`. */
export type WithSize<A extends Shape, D extends number, N extends number> =
  Ranked<A> extends false
    ? Shape
    : Dim<A, D> extends infer P
      ? P extends string
        ? P
        : number extends P
          ? Shape
          : Splice<A, P, [N]>
      : never

/** The main diagonal of the first two dimensions; other diagonals have a length that is not computed here. */
export type Diagonal<A extends Shape, O, D1, D2> =
  Ranked<A> extends false
    ? Shape
    : [O, D1, D2] extends [0, 0, 1]
      ? A extends readonly [infer M extends number, infer N extends number, ...infer R extends Shape]
        ? [...R, Min<M, N>]
        : Shape
      : Shape

/** Each element of an iteration over dimension 0. */
export type Row<A extends Shape> =
  Ranked<A> extends false ? any : A extends readonly [number, ...infer R extends Shape] ? R : any
