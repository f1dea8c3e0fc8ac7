import type { Ranked, Same, Shape } from './core.js'
import type { Dim, SizeAt, Splice } from './dims.js'
import type { Less, Min, Sub } from './numbers.js'
import type { Numel } from './numel.js'
import type { Drop } from './reduce.js'

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
  : `${Length}` extends `-${string}`
    ? 'narrow(): length must be non-negative.'
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

/** Each piece of `hsplit`: along dimension 1, of vectors along 0. */
export type PieceAcross<A extends Shape> = A extends readonly [number] ? Piece<A, 0> : Piece<A, 1>

/** Without dimension D: `select`. */
export type SelectAt<A extends Shape, D> =
  Ranked<A> extends false
    ? Shape
    : A extends readonly []
      ? 'select() cannot be applied to a 0-dim tensor.'
      : Unbound<A, D>

/** Without dimension D: each piece of `unbind`. */
export type Unbound<A extends Shape, D> =
  Ranked<A> extends false
    ? Shape
    : Dim<A, DimOf<D>> extends infer P
      ? P extends string
        ? P
        : number extends P
          ? Shape
          : A extends readonly []
            ? 'Dimension specified as 0 but tensor has no dimensions'
            : Splice<A, P, []>
      : never
export type DimOf<D> = D extends number ? D : D extends { dim: infer E extends number } ? E : 0

/** The size along D replaced by the number of positions: `indexSelect`. */
export type Selected<A extends Shape, D extends number, I extends Shape> =
  Ranked<A> extends false
    ? Shape
    : Dim<A, D> extends infer P
      ? P extends string
        ? P
        : number extends P
          ? Shape
          : Splice<A, P, [Numel<I>]>
      : never

/** A diagonal of dimensions D1 and D2, as a new last one. */
export type Diagonal<A extends Shape, O extends number, D1 extends number, D2 extends number> =
  Ranked<A> extends false
    ? Shape
    : Dim<A, D1> extends infer P
      ? P extends string
        ? P
        : Dim<A, D2> extends infer Q
          ? Q extends string
            ? Q
            : number extends P | Q
              ? Shape
              : Same<P, Q> extends true
                ? `diagonal dimensions cannot be identical ${D1}, ${D2}`
                : [...Drop<A, P | Q, false>, DiagonalLength<SizeAt<A, P>, SizeAt<A, Q>, O>]
          : never
      : never
type DiagonalLength<M extends number, N extends number, O extends number> = number extends O
  ? number
  : `${O}` extends `-${infer K extends number}`
    ? Min<Sub<M, K>, N>
    : Min<M, Sub<N, O>>

/** Each element of an iteration over dimension 0. */
export type Row<A extends Shape> =
  Ranked<A> extends false ? any : A extends readonly [number, ...infer R extends Shape] ? R : any

/** The last dimension replaced by N draws from it: `multinomial`. */
export type Draws<A extends Shape, N extends number> =
  Ranked<A> extends false ? any : A extends readonly [...infer B extends Shape, number] ? [...B, N] : any

/** N of them along a new first dimension. */
export type Batched<A extends Shape, N extends number> = Ranked<A> extends false ? any : [N, ...A]
