import type { Box, Ranked, Shape } from './core.js'
import type { Sub } from './numbers.js'

/** Tuples of each length up to the largest rank for which a negative dimension is known. */
export type Anys = [
  [],
  [any],
  [any, any],
  [any, any, any],
  [any, any, any, any],
  [any, any, any, any, any],
  [any, any, any, any, any, any],
  [any, any, any, any, any, any, any],
  [any, any, any, any, any, any, any, any],
]
type Rank = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8'

/** A 0-d tensor takes the dimensions of a 1-d one. */
export type OutOfRange<R extends number, D extends number> = R extends 0
  ? OutOfRange<1, D>
  : `Dimension out of range (expected to be in range of [-${R}, ${Sub<R, 1>}], but got ${D})`

/** Dimension D counted from the front; `number` if it is not known, a message if it is out of range. */
export type Dim<A extends Shape, D extends number> = number extends D
  ? number
  : Ranked<A> extends false
    ? number
    : `${D}` extends keyof A
      ? D
      : `${D}` extends `-${infer K extends Rank}`
        ? A extends readonly [...infer Head, ...Anys[K]]
          ? Head['length']
          : A extends readonly []
            ? D extends -1
              ? 0
              : OutOfRange<0, D>
            : OutOfRange<A['length'], D>
        : A extends readonly []
          ? D extends 0
            ? 0
            : OutOfRange<0, D>
          : OutOfRange<A['length'], D>

/** The size at position P. */
export type SizeAt<A extends Shape, P> = P extends keyof A
  ? A[P] & number
  : `${P & number}` extends keyof A
    ? A[`${P & number}` & keyof A] & number
    : number

/** A with the dimension at position P replaced by New. */
export type Splice<
  A extends Shape,
  P,
  New extends Shape,
  I extends any[] = [],
  Out extends Shape = [],
> = A extends readonly [infer X extends number, ...infer R extends Shape]
  ? I['length'] extends P
    ? [...Out, ...New, ...R]
    : Splice<R, P, New, [...I, any], [...Out, X]>
  : Out

/** A with New before position P. */
export type Insert<
  A extends Shape,
  P,
  New extends Shape,
  I extends any[] = [],
  Out extends Shape = [],
> = I['length'] extends P
  ? [...Out, ...New, ...A]
  : A extends readonly [infer X extends number, ...infer R extends Shape]
    ? Insert<R, P, New, [...I, any], [...Out, X]>
    : Out

/** Positions of a list of dimensions, as a union; `number` if one is not known, a message if one is out of range. */
export type DimSet<A extends Shape, L extends readonly unknown[], Out = never> = L extends readonly [
  infer D extends number,
  ...infer R,
]
  ? Dim<A, D> extends infer P
    ? [P] extends [string]
      ? P
      : Box<number> extends Box<P>
        ? number
        : P extends Out
          ? `dim ${P & number} appears multiple times in the list of dims`
          : DimSet<A, R, Out | P>
    : never
  : Out

/** The size of dimension D. */
export type SizeAlong<A extends Shape, D extends number> =
  Ranked<A> extends false
    ? number
    : Dim<A, D> extends infer P
      ? P extends string
        ? number
        : number extends P
          ? number
          : SizeAt<A, P>
      : never
