import type { Agree, List, Ranked, Shape } from './core.js'
import type { Mul } from './numbers.js'

/** Kronecker's product: sizes are multiplied, counted from the last dimension. */
export type Kron<A, B> = Ranked<A> extends false ? Shape : Ranked<B> extends false ? Shape : KronOf<A, B>
type KronOf<A, B, Out extends Shape = []> = A extends readonly [...infer AI extends Shape, infer X extends number]
  ? B extends readonly [...infer BI extends Shape, infer Y extends number]
    ? KronOf<AI, BI, [Mul<X, Y>, ...Out]>
    : [...A, ...Out]
  : B extends Shape
    ? [...B, ...Out]
    : Out

/** Sums of products over the last dimensions of both. */
export type Inner<A, B> =
  Ranked<A> extends false
    ? Shape
    : Ranked<B> extends false
      ? Shape
      : A extends readonly []
        ? B
        : B extends readonly []
          ? A
          : [A, B] extends [
                readonly [...infer AI extends Shape, infer X extends number],
                readonly [...infer BI extends Shape, infer Y extends number],
              ]
            ? Agree<X, Y> extends true
              ? [...AI, ...BI]
              : `inner() the last dimension must match on both input tensors but got shapes ${List<A>} and ${List<B>}`
            : Shape

/** `tensordot(a, b, n)`: without the last n dimensions of one and the first n of the other. Lists are left to the run time. */
export type TensorDot<A, B, N> = N extends { dims: infer M } ? TensorDotBy<A, B, M> : TensorDotBy<A, B, N>
type TensorDotBy<A, B, N> = N extends number
  ? number extends N
    ? Shape
    : Ranked<A> extends false
      ? Shape
      : Ranked<B> extends false
        ? Shape
        : [...WithoutLast<A, N>, ...WithoutFirst<B, N>]
  : Shape
type WithoutLast<A, N, I extends any[] = []> = I['length'] extends N
  ? A extends Shape
    ? A
    : []
  : A extends readonly [...infer R extends Shape, number]
    ? WithoutLast<R, N, [...I, any]>
    : []
type WithoutFirst<A, N, I extends any[] = []> = I['length'] extends N
  ? A extends Shape
    ? A
    : []
  : A extends readonly [number, ...infer R extends Shape]
    ? WithoutFirst<R, N, [...I, any]>
    : []

/** Distances of all rows to all rows; batches are left to the run time. */
export type Distances<A, B> = [A, B] extends [readonly [infer P, infer M], readonly [infer R, infer N]]
  ? Agree<M, N> extends true
    ? [P & number, R & number]
    : `X1 and X2 must have the same number of columns. X1: ${M & number} X2: ${N & number}`
  : Shape
