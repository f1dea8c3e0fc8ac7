import type { Agree, List, Mutable, Ranked, Same, Shape } from './core.js'
import type { Dim, OutOfRange } from './dims.js'
import type { Exact, Mul } from './numbers.js'
import type { Numel } from './numel.js'

/** Rest arguments that are sizes, or one list of them, as one list. */
export type Flat<V extends readonly unknown[]> = V extends readonly [infer L extends Shape]
  ? L
  : V extends Shape
    ? V
    : Shape

/** A without its first element X; `never` if it has none. */
type Without<A extends Shape, X, Head extends Shape = []> = A extends readonly [
  infer Y extends number,
  ...infer R extends Shape,
]
  ? Same<X, Y> extends true
    ? [...Head, ...R]
    : Without<R, X, [...Head, Y]>
  : never

/**
 * What is left of both shapes when the sizes that they share are cancelled: most views then need no arithmetic, and an
 * unknown size that is only passed on does no harm. A size of 0 is not cancelled: 0 × 5 is 0 × 3.
 */
type Cancel<A extends Shape, V extends Shape, Kept extends Shape = []> = V extends readonly [
  infer X extends number,
  ...infer R extends Shape,
]
  ? number extends X
    ? Cancel<A, R, [...Kept, X]>
    : X extends 0
      ? Cancel<A, R, [...Kept, X]>
      : [Without<A, X>] extends [never]
        ? Cancel<A, R, [...Kept, X]>
        : Cancel<Without<A, X>, R, Kept>
  : [A, Kept]

/** Splits V at its -1s: [the other sizes, one mark for each -1]. */
type Known<V extends Shape, Out extends Shape = [], Marks extends any[] = []> = V extends readonly [
  infer X extends number,
  ...infer R extends Shape,
]
  ? X extends -1
    ? Known<R, Out, [...Marks, any]>
    : Known<R, [...Out, X], Marks>
  : [Out, Marks]

type Fill<V extends Shape, N extends number> = { -readonly [I in keyof V]: V[I] extends -1 ? N : V[I] }
type Invalid<A extends Shape, V extends Shape> = `shape '${List<V>}' is invalid for input of size ${Numel<A>}`

/** The shape of `view`, `reshape`: the sizes as they are given, with -1 computed. */
export type View<A extends Shape, V0 extends readonly unknown[]> = A extends string
  ? never
  : Flat<V0> extends infer V extends Shape
    ? number extends V['length']
      ? Shape
      : -1 extends V[number]
        ? number extends V[number]
          ? Fill<V, number>
          : Inferred<A, V>
        : Ranked<A> extends false
          ? Mutable<V>
          : Cancel<A, V> extends [infer L extends Shape, infer R extends Shape]
            ? Agree<Numel<L>, Numel<R>> extends true
              ? Mutable<V>
              : Invalid<A, V>
            : Shape
    : Shape

type Inferred<A extends Shape, V extends Shape> =
  Known<V> extends [infer K extends Shape, infer Marks extends any[]]
    ? Marks['length'] extends 1
      ? Ranked<A> extends false
        ? Fill<V, number>
        : 0 extends K[number]
          ? Numel<A> extends 0
            ? `cannot reshape tensor of 0 elements into shape ${List<V>} because the unspecified dimension size -1 can be any value and is ambiguous`
            : number extends Numel<A>
              ? Fill<V, number>
              : Invalid<A, V>
          : Cancel<A, K> extends [infer L extends Shape, infer R extends Shape]
            ? Quotient<L, Numel<R>> extends infer N
              ? [N] extends [never]
                ? Invalid<A, V>
                : Fill<V, N & number>
              : never
            : Shape
      : 'only one dimension can be inferred'
    : Shape

/**
 * The product of L divided by N, `never` if something remains. Mostly N is the product of the last sizes (`view(-1, 784)`
 * of `[50000, 28, 28]`), so that nothing needs to be divided.
 */
type Quotient<L extends Shape, N extends number, P extends number = 1> =
  Same<P, N> extends true
    ? Numel<L>
    : L extends readonly [...infer H extends Shape, infer X extends number]
      ? Quotient<H, N, Mul<P, X>>
      : Exact<P, N>

/** Dimensions Start to End as one. */
export type Flatten<A, Start extends number = 0, End extends number = -1> =
  Ranked<A> extends false
    ? Shape
    : A extends Shape
      ? Dim<A, Start> extends infer P
        ? P extends string
          ? P
          : Dim<A, End> extends infer Q
            ? Q extends string
              ? Q
              : A extends readonly []
                ? [1]
                : number extends P | Q
                  ? Shape
                  : FlattenFrom<A, P, Q>
            : never
        : never
      : Shape
type FlattenFrom<A extends Shape, P, Q, I extends any[] = [], Head extends Shape = []> = I['length'] extends P
  ? FlattenTo<A, Q, I, Head>
  : I['length'] extends Q
    ? 'flatten() has invalid args: start_dim cannot come after end_dim'
    : A extends readonly [infer X extends number, ...infer R extends Shape]
      ? FlattenFrom<R, P, Q, [...I, any], [...Head, X]>
      : Shape
type FlattenTo<A extends Shape, Q, I extends any[], Head extends Shape, Block extends Shape = []> = A extends readonly [
  infer X extends number,
  ...infer R extends Shape,
]
  ? I['length'] extends Q
    ? [...Head, Numel<[...Block, X]>, ...R]
    : FlattenTo<R, Q, [...I, any], Head, [...Block, X]>
  : Shape

/** Dimension D as several, one of which may be -1. */
export type Unflatten<A extends Shape, D extends number, V extends Shape> =
  Ranked<A> extends false
    ? Shape
    : number extends V['length']
      ? Shape
      : Dim<A, D> extends infer P
        ? P extends string
          ? P
          : number extends P
            ? Shape
            : UnflattenAt<A, P & number, V>
        : never
type UnflattenAt<
  A extends Shape,
  P extends number,
  V extends Shape,
  I extends any[] = [],
  Head extends Shape = [],
> = A extends readonly [infer X extends number, ...infer R extends Shape]
  ? I['length'] extends P
    ? View<[X], V> extends infer N
      ? N extends string
        ? `unflatten: Provided sizes ${List<V>} don't multiply up to the size of dim ${P} (${X}) in the input tensor`
        : N extends Shape
          ? [...Head, ...N, ...R]
          : Shape
      : never
    : UnflattenAt<R, P, V, [...I, any], [...Head, X]>
  : OutOfRange<0, P>
