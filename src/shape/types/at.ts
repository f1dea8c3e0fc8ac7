import type { Tensor } from '../../tensor.js'
import type { Broadcast } from './broadcast.js'
import type { Ranked, Shape } from './core.js'
import type { Anys } from './dims.js'
import type { Less } from './numbers.js'
import type { SliceLength } from './slice.js'

/** One index of `at`: a position, a slice `'1:5'`, `null` for a new dimension, `'...'`, a list of positions, a tensor. */
export type Index = number | string | null | boolean | IndexList | Tensor
/** A list of positions, or of bools as long as the dimension; nested for more dimensions. */
export type IndexList = readonly (number | boolean | IndexList)[]

/** How many dimensions the indices I use up. */
type Used<I extends readonly unknown[], N extends any[] = []> = I extends readonly [infer X, ...infer R]
  ? Used<R, X extends null | '...' | boolean ? N : [...N, any]>
  : N['length']

/** Is I one of 0 … N − 1, or −N … −1? */
type Inside<N extends number, I extends number> = number extends N | I
  ? true
  : `${I}` extends `${string}.${string}`
    ? false
    : `${I}` extends `-${infer K extends number}`
      ? Less<N, K> extends true
        ? false
        : true
      : Less<I, N>

/** The shape of `x.at(…I)`. */
export type At<A extends Shape, I extends readonly unknown[]> =
  Ranked<A> extends false ? Shape : number extends I['length'] ? Shape : Walk<A, I, A>

/**
 * A: the dimensions still to index; D: one mark for each dimension passed. Lists of positions have one length together,
 * L. It stands where the first list was, between Before and After; or in front, if a slice or a new dimension stands
 * between lists. Lists: one mark for each, since PyTorch counts only those in its message.
 */
type Walk<
  A extends Shape,
  I extends readonly unknown[],
  A0 extends Shape,
  D extends any[] = [],
  Before extends Shape = [],
  L extends number | null = null,
  After extends Shape = [],
  Front extends boolean = false,
  Lists extends any[] = [],
> = I extends readonly [infer X, ...infer R]
  ? X extends null
    ? L extends null
      ? Walk<A, R, A0, D, [...Before, 1]>
      : Walk<A, R, A0, D, Before, L, [...After, 1], Front, Lists>
    : X extends '...'
      ? A extends readonly [...infer Middle extends Shape, ...Anys[Used<R> & keyof Anys]]
        ? A extends readonly [...Middle, ...infer T extends Shape]
          ? L extends null
            ? Walk<T, R, A0, [...D, ...Middle], [...Before, ...Middle]>
            : Walk<T, R, A0, [...D, ...Middle], Before, L, [...After, ...Middle], Front, Lists>
          : Shape
        : TooMany<A0>
      : A extends readonly [infer N extends number, ...infer T extends Shape]
        ? X extends number
          ? Inside<N, X> extends false
            ? NotThere<X, D, N>
            : Walk<T, R, A0, [...D, any], Before, L, After, Front, Lists>
          : X extends string
            ? L extends null
              ? Walk<T, R, A0, [...D, any], [...Before, SliceLength<N, X>]>
              : Walk<T, R, A0, [...D, any], Before, L, [...After, SliceLength<N, X>], Front, Lists>
            : X extends readonly number[]
              ? Outside<X, N> extends infer E extends number
                ? OutOfBounds<E, Lists, N>
                : L extends null
                  ? Walk<T, R, A0, [...D, any], Before, X['length'], [], false, [any]>
                  : Broadcast<[L & number], [X['length']]> extends readonly [infer Both extends number]
                    ? Walk<
                        T,
                        R,
                        A0,
                        [...D, any],
                        Before,
                        Both,
                        After,
                        After extends readonly [] ? Front : true,
                        [...Lists, any]
                      >
                    : `shape mismatch: indexing tensors could not be broadcast together with shapes [${L}], [${X['length']}]`
              : Shape
        : X extends boolean
          ? Shape
          : TooMany<A0, X>
  : L extends number
    ? Front extends true
      ? [L, ...Before, ...After, ...A]
      : [...Before, L, ...After, ...A]
    : [...Before, ...A]

type NotThere<X extends number, D extends any[], N extends number> = `${X}` extends `${string}.${string}`
  ? 'only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got float)'
  : OutOfBounds<X, D, N>
type OutOfBounds<
  I extends number,
  D extends any[],
  N extends number,
> = `index ${I} is out of bounds for dimension ${D['length']} with size ${N}`

type TooMany<A extends Shape, X = 0> = A extends readonly []
  ? X extends string
    ? 'slice() cannot be applied to a 0-dim tensor.'
    : `${X & number}` extends `${string}.${string}`
      ? 'too many indices for tensor of dimension 0'
      : 'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number'
  : `too many indices for tensor of dimension ${A['length']}`

/** The first position in a list that is out of bounds. */
type Outside<X extends readonly number[], N extends number> = X extends readonly [
  infer I extends number,
  ...infer R extends readonly number[],
]
  ? Inside<N, I> extends false
    ? I
    : Outside<R, N>
  : null
