import type { Ranked, Shape } from './core.js'
import type { Dim, SizeAt } from './dims.js'
import type { Result } from './results.js'
import type { Flat } from './view.js'

/** The transpose of a matrix; a vector stays. */
export type Transposed<A extends Shape> =
  Ranked<A> extends false
    ? Shape
    : A extends readonly [infer M extends number, infer N extends number]
      ? [N, M]
      : A['length'] extends 0 | 1
        ? A
        : `t() expects a tensor with <= 2 dimensions, but self is ${A['length']}D`

/** All dimensions in reverse order: `x.T`. */
export type Reversed<A extends Shape, Out extends Shape = []> =
  Ranked<A> extends false
    ? any
    : A extends readonly [infer X extends number, ...infer R extends Shape]
      ? Reversed<R, [X, ...Out]>
      : Out

/** The last two dimensions swapped: `x.mT`. */
export type MatrixTransposed<A extends Shape> =
  Ranked<A> extends false
    ? any
    : A extends readonly [...infer P extends Shape, infer M extends number, infer N extends number]
      ? [...P, N, M]
      : any

/** Two dimensions swapped. */
export type Transpose<A extends Shape, I extends number, J extends number> =
  Ranked<A> extends false
    ? Shape
    : Dim<A, I> extends infer P
      ? P extends string
        ? P
        : Dim<A, J> extends infer Q
          ? Q extends string
            ? Q
            : number extends P | Q
              ? Shape
              : {
                  [K in keyof A]: K extends `${P & number}`
                    ? SizeAt<A, Q>
                    : K extends `${Q & number}`
                      ? SizeAt<A, P>
                      : A[K]
                }
          : never
      : never

/** The dimensions in another order: `permute(2, 0, 1)` or `permute([2, 0, 1])`. */
export type Permute<A extends Shape, V extends readonly unknown[]> =
  Ranked<A> extends false
    ? Shape
    : Flat<V> extends infer D extends readonly number[]
      ? number extends D['length']
        ? Shape
        : D['length'] extends A['length']
          ? Permuted<A, D>
          : `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${A['length']} is not equal to len(dims) = ${D['length']}`
      : Shape

type Permuted<A extends Shape, D extends readonly number[], Out extends Shape = [], Seen = never> = D extends readonly [
  infer X extends number,
  ...infer R extends readonly number[],
]
  ? Dim<A, X> extends infer P
    ? P extends string
      ? P
      : number extends P
        ? Shape
        : P extends Seen
          ? 'permute(): duplicate dims are not allowed.'
          : Permuted<A, R, [...Out, SizeAt<A, P>], Seen | P>
    : never
  : Out

/** One dimension moved to another place; the others keep their order. */
export type MoveDim<A extends Shape, I, J> =
  Ranked<A> extends false
    ? Shape
    : I extends number
      ? J extends number
        ? Dim<A, I> extends infer P
          ? P extends string
            ? P
            : Dim<A, J> extends infer Q
              ? Q extends string
                ? Q
                : number extends P | Q
                  ? Shape
                  : PutAt<Removed<A, P>, Q, SizeAt<A, P>>
              : never
          : never
        : Shape
      : Shape
type Removed<A extends Shape, P, I extends any[] = [], Out extends Shape = []> = A extends readonly [
  infer X extends number,
  ...infer R extends Shape,
]
  ? I['length'] extends P
    ? [...Out, ...R]
    : Removed<R, P, [...I, any], [...Out, X]>
  : Out
type PutAt<A extends Shape, P, X extends number, I extends any[] = [], Out extends Shape = []> = I['length'] extends P
  ? [...Out, X, ...A]
  : A extends readonly [infer Y extends number, ...infer R extends Shape]
    ? PutAt<R, P, X, [...I, any], [...Out, Y]>
    : Out

export interface RotationNames {
  k?: number
  dims?: readonly number[]
}
/** Turned by quarters: an odd number of them swaps the two dimensions. */
export type Rotated<A extends Shape, K, D> = K extends number
  ? D extends readonly [infer P extends number, infer Q extends number]
    ? `${K}` extends `${string}${'0' | '2' | '4' | '6' | '8'}`
      ? Result<A>
      : Result<Transpose<A, P, Q>>
    : Result<Shape>
  : Result<Shape>
