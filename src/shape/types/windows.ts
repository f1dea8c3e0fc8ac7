import type { Ranked, Shape } from './core.js'
import type { Dim, SizeAt, Splice } from './dims.js'
import type { Add, Div, Less, Sub } from './numbers.js'
import type { Numel } from './numel.js'
import type { DimOf } from './parts.js'
import type { Times } from './stacks.js'

/** Windows of N in steps along D, as a new last dimension. */
export type Unfold<A extends Shape, D, N, Step> =
  Ranked<A> extends false
    ? Shape
    : A extends readonly []
      ? [N & number]
      : Dim<A, D & number> extends infer P
        ? P extends string
          ? P
          : number extends P
            ? Shape
            : number extends SizeAt<A, P> | N | Step
              ? [...Splice<A, P, [number]>, N & number]
              : Less<SizeAt<A, P>, N & number> extends true
                ? `maximum size for tensor at dimension ${P & number} is ${SizeAt<A, P>} but size is ${N & number}`
                : [...Splice<A, P, [Add<Div<Sub<SizeAt<A, P>, N & number>, Step & number>, 1>]>, N & number]
        : never

/** Differences of neighbours, N times over, along the last dimension or D. */
export type Differences<A extends Shape, N, D> =
  Ranked<A> extends false
    ? Shape
    : N extends { prepend: unknown } | { append: unknown }
      ? Shape
      : DifferencesAlong<
          A,
          CountOf<N>,
          N extends { dim: infer E extends number } ? E : D extends number ? D : D extends object ? Unsaid : -1
        >
type Unsaid = number
type CountOf<N> = N extends number ? N : N extends { n: infer M extends number } ? M : 1
type DifferencesAlong<A extends Shape, N extends number, D extends number> =
  Dim<A, D> extends infer P
    ? P extends string
      ? P
      : number extends P
        ? Shape
        : number extends SizeAt<A, P> | N
          ? Splice<A, P, [number]>
          : Less<SizeAt<A, P>, N> extends true
            ? Splice<A, P, [0]>
            : Splice<A, P, [Sub<SizeAt<A, P>, N>]>
    : never

/** Each element repeated: along D, or of the flat tensor. */
export type RepeatInterleaved<A extends Shape, R, D> =
  Ranked<A> extends false
    ? D extends null
      ? [number]
      : Shape
    : R extends { repeats: infer M; dim: infer E extends number }
      ? RepeatInterleaved<A, M, E>
      : D extends null | { dim: null }
        ? [Times<Numel<A>, R>]
        : Dim<A, DimOf<D>> extends infer P
          ? P extends string
            ? P
            : number extends P
              ? Shape
              : Splice<A, P, [Times<SizeAt<A, P>, R>]>
          : never
