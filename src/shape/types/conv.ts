import type { Agree, Join, List, Ranked, Shape, Text } from './core.js'
import type { Add, Div, Less, Mul, Sub } from './numbers.js'

/** A stride, padding or kernel size: one number for all dimensions, or one for each. */
export type Extent = number | readonly number[]

/** The number for dimension I (its length as a tuple). */
type Along<E, I extends any[]> = E extends readonly number[]
  ? E[I['length']] extends infer X extends number
    ? X
    : number
  : E extends number
    ? E
    : number

type Padded<N extends number, P extends number> = Add<N, Mul<2, P>>
/** D · (K − 1) + 1: what a dilated kernel covers. */
type Covered<K extends number, D extends number> = Add<Mul<D, Sub<K, 1>>, 1>
/** ⌊(N + 2P − D(K − 1) − 1) / S⌋ + 1: how many windows fit. */
type Windows<N extends number, K extends number, S extends number, P extends number, D extends number> = Add<
  Div<Sub<Padded<N, P>, Covered<K, D>>, S>,
  1
>

type EachWindows<
  N extends Shape,
  K extends Shape,
  S,
  P,
  D,
  I extends any[] = [],
  Out extends Shape = [],
> = N extends readonly [infer X extends number, ...infer NR extends Shape]
  ? K extends readonly [infer Y extends number, ...infer KR extends Shape]
    ? EachWindows<NR, KR, S, P, D, [...I, any], [...Out, Windows<X, Y, Along<S, I>, Along<P, I>, Along<D, I>>]>
    : Shape
  : Out
type EachPadded<N extends Shape, P, I extends any[] = [], Out extends Shape = []> = N extends readonly [
  infer X extends number,
  ...infer R extends Shape,
]
  ? EachPadded<R, P, [...I, any], [...Out, Padded<X, Along<P, I>>]>
  : Out
type EachCovered<K extends Shape, D, I extends any[] = [], Out extends Shape = []> = K extends readonly [
  infer X extends number,
  ...infer R extends Shape,
]
  ? EachCovered<R, D, [...I, any], [...Out, Covered<X, Along<D, I>>]>
  : Out
/** Is a kernel larger than what it slides over? */
type TooSmall<N extends Shape, K extends Shape> = N extends readonly [infer X extends number, ...infer NR extends Shape]
  ? K extends readonly [infer Y extends number, ...infer KR extends Shape]
    ? Less<X, Y> extends true
      ? true
      : TooSmall<NR, KR>
    : false
  : false

/** [the batch or nothing, the channels, the other sizes] of an input with R such sizes; null if the rank is wrong. */
type Split<A, R> = R extends 1
  ? A extends readonly [...infer B extends [] | [number], infer C extends number, infer X extends number]
    ? [B, C, [X]]
    : null
  : A extends readonly [
        ...infer B extends [] | [number],
        infer C extends number,
        infer X extends number,
        infer Y extends number,
      ]
    ? [B, C, [X, Y]]
    : null

/** `[N, C, H, W]` (or without N) and a weight `[O, C / groups, KH, KW]` → `[N, O, H', W']`; with one dimension likewise. */
export type Conv<A, W extends Shape, S = 1, P = 0, D = 1, G extends number = 1> =
  Ranked<A> extends false
    ? Shape
    : Ranked<W> extends false
      ? Shape
      : W extends readonly [infer O extends number, infer C extends number, ...infer K extends Shape]
        ? Split<A, K['length']> extends [infer B extends Shape, infer C2 extends number, infer N extends Shape]
          ? Agree<Mul<C, G>, C2> extends true
            ? TooSmall<EachPadded<N, P>, EachCovered<K, D>> extends true
              ? `Calculated padded input size per channel: (${Join<EachPadded<N, P>, ' x '>}). Kernel size: (${Join<EachCovered<K, D>, ' x '>}). Kernel size can't be greater than actual input size`
              : EachWindows<N, K, S, P, D> extends infer M extends Shape
                ? [...B, O, ...M]
                : Shape
            : `Given groups=${G}, weight of size ${List<W>}, expected input${List<[...(B extends [] ? [1] : B), C2, ...N]>} to have ${Text<Mul<C, G>>} channels, but got ${C2} channels instead`
          : `Expected ${Add<K['length'], 1>}D (unbatched) or ${Add<K['length'], 2>}D (batched) input to conv${K['length']}d, but got input of size: ${List<A>}`
        : Shape

/** The kernel as sizes: a number is meant for each of R dimensions. */
type KernelOf<K, R> = K extends readonly number[] ? K : K extends number ? (R extends 1 ? [K] : [K, K]) : Shape

/** The shape of pooling over windows of K in R dimensions; `ceilMode` is not computed. S = K unless given. */
export type Pool<A, R extends 1 | 2, K, S = K, P = 0, D = 1> =
  Ranked<A> extends false
    ? Shape
    : Split<A, R> extends [infer B extends Shape, infer C extends number, infer N extends Shape]
      ? EachWindows<N, KernelOf<K, R>, S, P, D> extends infer M extends Shape
        ? TooSmall<EachPadded<N, P>, EachCovered<KernelOf<K, R>, D>> extends true
          ? Shape // PyTorch's message names the output, rounded down: the run time says it
          : [...B, C, ...M]
        : Shape
      : Shape

/** The sizes O of what comes out; where one is null, N's stays. */
type Adapted<O, N extends Shape, R> = O extends null
  ? N
  : O extends readonly (number | null)[]
    ? { [I in keyof O]: O[I] extends null ? N[I & keyof N] : O[I] }
    : KernelOf<O, R>

/** The shape of adaptive pooling to the sizes O. */
export type AdaptivePool<A, R extends 1 | 2, O> =
  Ranked<A> extends false
    ? Shape
    : Split<A, R> extends [infer B extends Shape, infer C extends number, infer N extends Shape]
      ? Adapted<O, N, R> extends infer M extends Shape
        ? [...B, C, ...M]
        : Shape
      : Shape
