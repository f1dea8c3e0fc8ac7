import type { Ranked, Shape } from './core.js'
import type { Mul } from './numbers.js'

/** The product of the sizes. */
export type Numel<A extends Shape, N extends number = 1> =
  Ranked<A> extends false
    ? number
    : A extends readonly [infer X extends number, ...infer R extends Shape]
      ? Numel<R, Mul<N, X>>
      : N
