import type { Tensor } from '../../tensor.js'
import type { Ranked, Shape, ShapeOf } from './core.js'
import type { Cat } from './join.js'
import type { Mul } from './numbers.js'

/** At least so many dimensions. */
export type AtLeast1<A> = A extends readonly [] ? [1] : A
export type AtLeast2<A> = A extends readonly [] ? [1, 1] : A extends readonly [infer N extends number] ? [1, N] : A
export type AtLeast3<A> = A extends readonly []
  ? [1, 1, 1]
  : A extends readonly [infer N extends number]
    ? [1, N, 1]
    : A extends readonly [infer N extends number, infer M extends number]
      ? [N, M, 1]
      : A
type Columns<A> = A extends readonly [] ? [1, 1] : A extends readonly [infer N extends number] ? [N, 1] : A

type Raised<L extends readonly Tensor[], How> = {
  [I in keyof L]: Raise<ShapeOf<L[I]>, How> extends infer R extends Shape ? Tensor<R> : Tensor
}
export type Raise<A, How> =
  Ranked<A> extends false
    ? Shape
    : How extends 1
      ? AtLeast1<A>
      : How extends 2
        ? AtLeast2<A>
        : How extends 3
          ? AtLeast3<A>
          : Columns<A>
/** A list of unknown length tells nothing here. */
type Listed<L extends readonly Tensor[], R> = number extends L['length'] ? Shape : R

export type HStack<L extends readonly Tensor[]> = Listed<
  L,
  L extends readonly [infer X extends Tensor, ...Tensor[]]
    ? Ranked<ShapeOf<X>> extends false
      ? Shape
      : ShapeOf<X> extends readonly [] | readonly [number]
        ? Cat<Raised<L, 1>, 0>
        : Cat<L, 1>
    : 'hstack expects a non-empty TensorList'
>
export type VStack<L extends readonly Tensor[]> = Listed<
  L,
  L extends readonly [] ? 'vstack expects a non-empty TensorList' : Cat<Raised<L, 2>, 0>
>
export type DStack<L extends readonly Tensor[]> = Listed<
  L,
  L extends readonly [] ? 'dstack expects a non-empty TensorList' : Cat<Raised<L, 3>, 2>
>
export type ColumnStack<L extends readonly Tensor[]> = Listed<
  L,
  L extends readonly [] ? 'column_stack expects a non-empty TensorList' : Cat<Raised<L, 'columns'>, 1>
>

/** Every element so many times, along a dimension or of a flat tensor. */
export type Times<N extends number, R> = R extends number ? Mul<N, R> : number
