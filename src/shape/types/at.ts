import type { Tensor } from '../../tensor.js'
import type { Ranked, Shape } from './core.js'
import type { Anys } from './dims.js'
import type { Less } from './numbers.js'
import type { SliceLength } from './slice.js'

/** One index of `at`: a position, a slice `'1:5'`, `null` for a new dimension, `'...'`, a list of positions, a tensor. */
export type Index = number | string | null | boolean | readonly (number | boolean)[] | Tensor

/** How many dimensions the indices I use up. */
type Used<I extends readonly unknown[], N extends any[] = []> = I extends readonly [infer X, ...infer R]
  ? Used<R, X extends null | '...' | boolean ? N : [...N, any]>
  : N['length']

/** Is I one of 0 … N − 1, or −N … −1? */
type Inside<N extends number, I extends number> = number extends N | I
  ? true
  : `${I}` extends `-${infer K extends number}`
    ? Less<N, K> extends true
      ? false
      : true
    : Less<I, N>

/** The shape of `x.at(…I)`. */
export type At<A extends Shape, I extends readonly unknown[]> =
  Ranked<A> extends false ? Shape : number extends I['length'] ? Shape : Walk<A, I, A>

/**
 * A: the dimensions still to index. `Many`: were lists seen, whose common length stands where the first was?
 * D: one mark for each dimension passed.
 */
type Walk<
  A extends Shape,
  I extends readonly unknown[],
  A0 extends Shape,
  Out extends Shape = [],
  Many extends boolean = false,
  D extends any[] = [],
> = I extends readonly [infer X, ...infer R]
  ? X extends null
    ? Walk<A, R, A0, [...Out, 1], Many, D>
    : X extends '...'
      ? A extends readonly [...infer Middle extends Shape, ...Anys[Used<R> & keyof Anys]]
        ? A extends readonly [...Middle, ...infer T extends Shape]
          ? Walk<T, R, A0, [...Out, ...Middle], Many, [...D, ...Middle]>
          : Shape
        : TooMany<A0>
      : A extends readonly [infer N extends number, ...infer T extends Shape]
        ? X extends number
          ? Inside<N, X> extends false
            ? `index ${X} is out of bounds for dimension ${D['length']} with size ${N}`
            : Walk<T, R, A0, Out, Many, [...D, any]>
          : X extends string
            ? Walk<T, R, A0, [...Out, SliceLength<N, X>], Many, [...D, any]>
            : X extends readonly number[]
              ? Many extends true
                ? Walk<T, R, A0, Out, true, [...D, any]>
                : Walk<T, R, A0, [...Out, X['length']], true, [...D, any]>
              : Shape
        : X extends boolean
          ? Shape
          : TooMany<A0>
  : [...Out, ...A]

type TooMany<A extends Shape> = A extends readonly []
  ? 'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number'
  : `too many indices for tensor of dimension ${A['length']}`
