import type { Add, Div, Min, Sub } from './numbers.js'

/** The length of the slice `'start:stop:step'` of N elements; `number` where it cannot be told. */
export type SliceLength<N extends number, S extends string> = S extends ':' | '::' | '::1'
  ? N
  : S extends `${infer A}:${infer R}`
    ? R extends `${infer B}:${infer Step}`
      ? Step extends '' | '1'
        ? Span<N, Bound<N, A, 0>, Bound<N, B, N>>
        : Step extends `${infer K extends number}`
          ? InSteps<Span<N, Bound<N, A, 0>, Bound<N, B, N>>, K>
          : number
      : Span<N, Bound<N, A, 0>, Bound<N, R, N>>
    : number

/** A start or stop, counted from the front; `never` if it counts from an unknown end. */
type Bound<N extends number, S extends string, Default extends number> = S extends ''
  ? Default
  : S extends `-${infer K extends number}`
    ? number extends N
      ? never
      : Sub<N, K>
    : S extends `${infer K extends number}`
      ? K
      : number

type Span<N extends number, A extends number, B extends number> = [A] extends [never]
  ? number
  : [B] extends [never]
    ? number
    : number extends N
      ? number
      : Sub<Min<B, N>, A>

type InSteps<N extends number, K extends number> = Div<Add<N, Sub<K, 1>>, K>
