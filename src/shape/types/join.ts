import type { Tensor } from '../../tensor.js'
import type { Agree, List, Mutable, Ranked, Shape, ShapeOf } from './core.js'
import type { Dim, Insert, SizeAt, Splice } from './dims.js'
import type { Add, Mul } from './numbers.js'
import type { DimOf } from './parts.js'
import type { Unsqueeze } from './squeeze.js'
import type { Flat } from './view.js'

export type ShapesOf<L extends readonly unknown[]> = { [I in keyof L]: L[I] extends Tensor ? ShapeOf<L[I]> : Shape }

/** Tensors joined along an existing dimension. */
export type Cat<L extends readonly Tensor[], D> = L extends readonly []
  ? 'torch.cat(): expected a non-empty list of Tensors'
  : CatAlong<L, DimOf<D>>
type CatAlong<L extends readonly Tensor[], D extends number> = number extends L['length']
  ? ShapeOf<L[number]> extends infer A extends Shape
    ? CatUnknown<A, D>
    : Shape
  : CatFrom<ShapesOf<L>, D>

/** A vector without elements joins with anything: PyTorch keeps that rule for old code. */
type CatFrom<S, D extends number> = S extends readonly [infer A extends Shape, ...infer R extends readonly Shape[]]
  ? Ranked<A> extends false
    ? Shape
    : [A, R] extends [readonly [0], readonly [Shape, ...Shape[]]]
      ? CatFrom<R, D>
      : A extends readonly []
        ? 'zero-dimensional tensor (at position 0) cannot be concatenated'
        : Dim<A, D> extends infer P
          ? P extends number
            ? number extends P
              ? Shape
              : CatNext<A, R, P>
            : P
          : never
  : Shape

/** A list of unknown length. */
type CatUnknown<A extends Shape, D extends number> =
  Ranked<A> extends false
    ? Shape
    : Dim<A, D> extends infer P
      ? P extends number
        ? number extends P
          ? Shape
          : Splice<A, P, [number]>
        : P
      : never

type CatNext<
  A extends Shape,
  L extends readonly Shape[],
  P extends number,
  I extends any[] = [any],
> = L extends readonly [infer B extends Shape, ...infer R extends readonly Shape[]]
  ? Ranked<B> extends false
    ? Shape
    : B extends readonly [0]
      ? CatNext<A, R, P, [...I, any]>
      : B extends readonly []
        ? `zero-dimensional tensor (at position ${I['length']}) cannot be concatenated`
        : A['length'] extends B['length']
          ? Misfit<Splice<A, P, []>, Splice<B, P, []>> extends [infer X extends number, infer Y extends number]
            ? `Sizes of tensors must match except in dimension ${P}. Expected size ${X} but got size ${Y} for tensor number ${I['length']} in the list.`
            : CatNext<Splice<A, P, [Add<SizeAt<A, P>, SizeAt<B, P>>]>, R, P, [...I, any]>
          : `Tensors must have same number of dimensions: got ${A['length']} and ${B['length']}`
  : A

/** The first pair of sizes that cannot be equal. */
type Misfit<A extends Shape, B extends Shape> = A extends readonly [infer X extends number, ...infer AR extends Shape]
  ? B extends readonly [infer Y extends number, ...infer BR extends Shape]
    ? Agree<X, Y> extends true
      ? Misfit<AR, BR>
      : [X, Y]
    : null
  : null

/** Tensors of one shape joined along a new dimension. */
export type Stack<L extends readonly Tensor[], D> = L extends readonly []
  ? 'stack expects a non-empty TensorList'
  : StackAlong<L, DimOf<D>>
type StackAlong<L extends readonly Tensor[], D extends number> = number extends L['length']
  ? ShapeOf<L[number]> extends infer A extends Shape
    ? Stacked<A, number, D>
    : Shape
  : ShapesOf<L> extends infer S extends readonly Shape[]
    ? Odd<S> extends infer E
      ? E extends string
        ? E
        : Stacked<S[0], L['length'], D>
      : never
    : Shape

type Stacked<A extends Shape, N extends number, D extends number> =
  Ranked<A> extends false
    ? Shape
    : Unsqueeze<A, D> extends infer U
      ? U extends Shape
        ? Dim<U, D> extends infer P extends number
          ? Insert<A, P, [N]>
          : Shape
        : U
      : never

type Odd<S extends readonly Shape[], I extends any[] = [any]> = S extends readonly [
  infer A extends Shape,
  infer B extends Shape,
  ...infer R extends readonly Shape[],
]
  ? Ranked<A> extends false
    ? true
    : Ranked<B> extends false
      ? true
      : Agree<A, B> extends true
        ? Odd<[A, ...R], [...I, any]>
        : `stack expects each tensor to be equal size, but got ${List<A>} at entry 0 and ${List<B>} at entry ${I['length']}`
  : true

/** The tensor repeated along each dimension; more counts than dimensions make new ones in front. */
export type Repeat<A extends Shape, V0 extends readonly unknown[]> =
  Ranked<A> extends false
    ? Shape
    : Flat<V0> extends infer V extends Shape
      ? number extends V['length']
        ? Shape
        : Repeated<A, V>
      : Shape
type Repeated<A extends Shape, V extends Shape, Out extends Shape = []> = A extends readonly [
  ...infer AI extends Shape,
  infer X extends number,
]
  ? V extends readonly [...infer VI extends Shape, infer Y extends number]
    ? Repeated<AI, VI, [Mul<X, Y>, ...Out]>
    : 'Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor'
  : [...Mutable<V>, ...Out]

/** `Repeat`, where missing counts are leading ones. */
export type Tile<A extends Shape, V0 extends readonly unknown[]> =
  Ranked<A> extends false
    ? Shape
    : Flat<V0> extends infer V extends Shape
      ? number extends V['length']
        ? Shape
        : Tiled<A, V>
      : Shape
type Tiled<A extends Shape, V extends Shape, Out extends Shape = []> = A extends readonly [
  ...infer AI extends Shape,
  infer X extends number,
]
  ? V extends readonly [...infer VI extends Shape, infer Y extends number]
    ? Tiled<AI, VI, [Mul<X, Y>, ...Out]>
    : [...A, ...Out]
  : [...Mutable<V>, ...Out]
