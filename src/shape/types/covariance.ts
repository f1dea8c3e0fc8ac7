import type { Ranked, Shape } from './core.js'

/** Of n variables in n rows: `[n, n]`; of one of them a number. */
export type Covariance<A extends Shape> =
  Ranked<A> extends false
    ? any
    : A extends readonly [infer N extends number, number]
      ? number extends N
        ? any
        : N extends 1
          ? []
          : [N, N]
      : []
