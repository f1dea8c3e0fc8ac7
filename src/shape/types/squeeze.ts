import type { Ranked, Shape } from './core.js'
import type { Dim, DimSet, Insert, SizeAt, Splice } from './dims.js'

/** A dimension of size 1 before position D. */
export type Unsqueeze<A extends Shape, D extends number> = number extends D
  ? Shape
  : Ranked<A> extends false
    ? Shape
    : Dim<[...A, 1], D> extends infer P
      ? P extends string
        ? P
        : Insert<A, P, [1]>
      : never

/** Without dimension D if its size is 1; without D: without all of size 1. Unknown sizes make the rank unknown. */
export type Squeeze<A extends Shape, D> =
  Ranked<A> extends false
    ? Shape
    : D extends number
      ? Dim<A, D> extends infer P
        ? P extends number
          ? number extends P
            ? Shape
            : SqueezeAt<A, P>
          : P
        : never
      : D extends readonly number[]
        ? number extends D['length']
          ? Shape
          : DimSet<A, D> extends infer P
            ? [P] extends [string]
              ? P
              : number extends P
                ? Shape
                : SqueezeSet<A, P>
            : never
        : SqueezeAll<A>

type SqueezeAt<A extends Shape, P> = A extends readonly []
  ? []
  : SizeAt<A, P> extends 1
    ? Splice<A, P, []>
    : number extends SizeAt<A, P>
      ? Shape
      : A

type SqueezeAll<A extends Shape, Out extends Shape = []> = A extends readonly [
  infer X extends number,
  ...infer R extends Shape,
]
  ? number extends X
    ? Shape
    : SqueezeAll<R, X extends 1 ? Out : [...Out, X]>
  : Out

type SqueezeSet<A extends Shape, P, I extends any[] = [], Out extends Shape = []> = A extends readonly [
  infer X extends number,
  ...infer R extends Shape,
]
  ? I['length'] extends P
    ? number extends X
      ? Shape
      : SqueezeSet<R, P, [...I, any], X extends 1 ? Out : [...Out, X]>
    : SqueezeSet<R, P, [...I, any], [...Out, X]>
  : Out
