import type { DType } from '../../dtype.js'
import type { Tensor } from '../../tensor.js'
import type { Combined } from './broadcast.js'
import type { Ranked, Shape, ShapeOf } from './core.js'
import type { DimSet } from './dims.js'
import type { Result } from './results.js'

export interface ReduceOptions {
  /** The dimension or dimensions to reduce; all of them if left out. */
  dim?: number | readonly number[] | null
  /** Keep what was reduced as dimensions of size 1. */
  keepdim?: boolean
  /** numpy's word for `dim`. */
  axis?: number | readonly number[] | null
  /** numpy's word for `keepdim`. */
  keepdims?: boolean
  /** The dtype to compute in. */
  dtype?: DType
}

/** What `dim` may be: a dimension, several, options, or nothing for all of them. */
export type DimArg = number | readonly number[] | ReduceOptions | null
/** What stands behind `dim`. */
export type KeepArg = boolean | ReduceOptions

type DimsOf<D> = D extends number
  ? [D]
  : D extends readonly number[]
    ? D
    : D extends { dim: infer E } | { axis: infer E }
      ? DimsOf<E>
      : []
type KeepOf<D, K> = D extends { keepdim: infer E } | { keepdims: infer E }
  ? E
  : K extends { keepdim: infer E } | { keepdims: infer E }
    ? E
    : K extends boolean
      ? K
      : false

/** Drops the positions P, or makes them 1. */
export type Drop<A extends Shape, P, Keep, I extends any[] = [], Out extends Shape = []> = A extends readonly [
  infer X extends number,
  ...infer R extends Shape,
]
  ? Drop<R, P, Keep, [...I, any], I['length'] extends P ? (Keep extends true ? [...Out, 1] : Out) : [...Out, X]>
  : Out

/** The shape after `sum`, `mean` …: no dims, `null` or `[]` reduce all. */
export type Reduce<A extends Shape, D, K> = [D, K] extends [[], false] ? [] : ReduceDims<A, D, K>

// `A extends string` waits for A in generic functions, so that this type is kept under its own name.
export type ReduceDims<A extends Shape, D, K> = A extends string
  ? never
  : DimsOf<D> extends infer L extends readonly unknown[]
    ? number extends L['length']
      ? Shape
      : L extends readonly []
        ? KeepOf<D, K> extends false
          ? []
          : KeepOf<D, K> extends true
            ? Ranked<A> extends true
              ? { [I in keyof A]: 1 }
              : Shape
            : Shape
        : Ranked<A> extends false
          ? Shape
          : DimSet<A, L> extends infer P
            ? [P] extends [string]
              ? P
              : number extends P
                ? Shape
                : boolean extends KeepOf<D, K>
                  ? Shape
                  : Drop<A, P, KeepOf<D, K>>
            : never
    : never

/** Along one dimension, which stays: `cumsum`, `softmax`, `sort`. */
export type Along<A extends Shape, D> =
  Ranked<A> extends false
    ? Shape
    : DimsOf<D> extends infer L extends readonly unknown[]
      ? DimSet<A, L> extends infer P
        ? [P] extends [string]
          ? P
          : A
        : never
      : never

/** Values and where they were found; also `[0]`, `[1]`, and iterable. */
// biome-ignore lint/suspicious/noTsIgnore: as at Tensor
// @ts-ignore TS2636: a tensor's `out` is told, not proven.
export interface ValuesAndIndices<out S extends Shape = any> {
  readonly values: Tensor<S>
  /** int64 positions along the dimension. */
  readonly indices: Tensor<S>
  readonly 0: Tensor<S>
  readonly 1: Tensor<S>
  [Symbol.iterator](): IterableIterator<Tensor<S>>
  toString(): string
}

/** `max()` is a tensor; `max(dim)` values and indices; `max(other)` the elementwise maximum. */
export type Extreme<T extends Tensor, D, K> = D extends Tensor
  ? Combined<T, D>
  : DimsOf<D> extends []
    ? Tensor<[]>
    : Pair<ReduceDims<ShapeOf<T>, D, K>>
type Pair<R> = Result<R> extends Tensor<infer S> ? ValuesAndIndices<S> : never

/** `norm(p, dim, keepdim)`, or with one object of options. */
export type Norm<A extends Shape, P, D, K> = P extends object ? Reduce<A, P, K> : Reduce<A, D, K>
