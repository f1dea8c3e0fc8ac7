import type { Tensor } from '../../tensor.js'
import type { Agree, Box, IsScalar, List, Ranked, Same, Shape, ShapeOf } from './core.js'
import type { Anys } from './dims.js'
import type { Arg, Result } from './results.js'

/** What may stand beside a tensor in arithmetic. A number takes part in promotion by its kind. */
export type Scalar = number | bigint | boolean

/** Does B leave A as it is? The common cases, and all that can be said in a function generic in whole shapes. */
type Keeps<A, B> = Box<true> extends Box<Same<A, B> | IsScalar<B>> ? true : false

type Fits<X, Y> =
  Box<Y> extends Box<X> ? true : Box<X> extends Box<Y> ? true : X extends 1 ? true : Y extends 1 ? true : false

/** The size of the result, for two that fit. An unknown size beside 784 is 784 (or an error), beside 1 it stays unknown. */
type Wider<X, Y> = Box<Y> extends Box<X> ? (Box<X> extends Box<Y> ? X : Y extends 1 ? X : Y) : X extends 1 ? Y : X

type Aligned<A extends Shape, B extends Shape, Out extends Shape = []> = A extends readonly [
  ...infer AI extends Shape,
  infer X extends number,
]
  ? B extends readonly [...infer BI extends Shape, infer Y extends number]
    ? Fits<X, Y> extends true
      ? Aligned<AI, BI, [Wider<X, Y>, ...Out]>
      : `The size of tensor a (${X}) must match the size of tensor b (${Y}) at non-singleton dimension ${Longer<AI, BI>['length']}`
    : [...A, ...Out]
  : [...B, ...Out]
type Longer<A extends Shape, B extends Shape> = A extends readonly [...Anys[B['length'] & keyof Anys], ...any] ? A : B

/** The shape of an elementwise result: sizes are compared from the last one backwards; 1 is repeated. */
export type Broadcast<A extends Shape, B extends Shape> =
  Keeps<A, B> extends true ? A : Ranked<A> extends false ? Shape : Ranked<B> extends false ? Shape : Aligned<A, B>

/** In place: what comes out must be as large as the left side. */
export type BroadcastInto<A extends Shape, B extends Shape> =
  Keeps<A, B> extends true
    ? A
    : Broadcast<A, B> extends infer R
      ? R extends string
        ? R
        : Ranked<A> extends false
          ? A
          : Ranked<B> extends false
            ? A
            : Agree<R, A> extends true
              ? A
              : `output with shape ${List<A>} doesn't match the broadcast shape ${List<R>}`
      : never

/** The right operand of `x op other`: a tensor that broadcasts, or a number. */
export type Operand<T extends Tensor, O> = O extends Tensor
  ? Keeps<ShapeOf<T>, ShapeOf<O>> extends true
    ? O
    : Arg<Broadcast<ShapeOf<T>, ShapeOf<O>>, O>
  : Scalar

/** The result of `x op other`. (`S` is a parameter for the reason that stands at `Result`.) */
export type Combined<T extends Tensor, O, S extends Shape = ShapeOf<T>> = O extends Tensor
  ? Keeps<S, ShapeOf<O>> extends true
    ? Tensor<S>
    : Result<Broadcast<S, ShapeOf<O>>>
  : Tensor<S>

/** The right operand of `x op= other`. */
export type OperandInto<T extends Tensor, O> = O extends Tensor
  ? Keeps<ShapeOf<T>, ShapeOf<O>> extends true
    ? O
    : Arg<BroadcastInto<ShapeOf<T>, ShapeOf<O>>, O>
  : Scalar
