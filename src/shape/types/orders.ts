import type { Tensor } from '../../tensor.js'
import type { Ranked, Shape, ShapeOf } from './core.js'
import type { Dim, SizeAt, Splice } from './dims.js'
import type { Less } from './numbers.js'
import type { Reduce } from './reduce.js'

/** The K largest along a dimension, the last unless D says another. */
export type TopK<A extends Shape, K, D> =
  Ranked<A> extends false
    ? Shape
    : K extends { k: infer N extends number }
      ? TopKAlong<A, N, K extends { dim: infer E } ? E : -1>
      : TopKAlong<A, K, D extends number ? D : D extends { dim: infer E } ? E : -1>
type TopKAlong<A extends Shape, K, D> = A extends readonly []
  ? []
  : Dim<A, D & number> extends infer P
    ? P extends string
      ? P
      : number extends P
        ? Shape
        : number extends K | SizeAt<A, P>
          ? Splice<A, P, [K & number]>
          : Less<SizeAt<A, P>, K & number> extends true
            ? 'selected index k out of range'
            : Splice<A, P, [K & number]>
    : never

/** Quantiles: reduced as `mean` is; several of them are a new dimension in front. */
export type Quantile<A extends Shape, Q, D, K> = Q extends Tensor
  ? Ranked<ShapeOf<Q>> extends false
    ? Shape
    : Reduce<A, D, K> extends infer R
      ? R extends Shape
        ? number[] extends R
          ? Shape
          : [...ShapeOf<Q>, ...R]
        : R
      : never
  : Reduce<A, D, K>
