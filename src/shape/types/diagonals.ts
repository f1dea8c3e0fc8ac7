import type { Ranked, Shape } from './core.js'
import type { Add } from './numbers.js'
import type { Diagonal } from './parts.js'

/** A number without its sign. */
type Size<O> = O extends number ? (`${O}` extends `-${infer K extends number}` ? K : O) : 0
type OffsetOf<O> = O extends { diagonal: infer D extends number }
  ? D
  : O extends { offset: infer D extends number }
    ? D
    : O extends number
      ? O
      : 0

/** A vector on a diagonal of a matrix, or the diagonal of a matrix. */
export type Diag<A extends Shape, O> =
  Ranked<A> extends false
    ? Shape
    : A extends readonly [infer N extends number]
      ? [Add<N, Size<OffsetOf<O>>>, Add<N, Size<OffsetOf<O>>>]
      : A extends readonly [number, number]
        ? Diagonal<A, OffsetOf<O>, 0, 1>
        : Shape

/** Each vector of the last dimension on the diagonal of a matrix of its own; other places are left to the run time. */
export type DiagEmbedBy<A extends Shape, O, D> = [D, O] extends [-2, number | { dim1?: undefined; dim2?: undefined }]
  ? DiagEmbed<A, O>
  : Shape
type DiagEmbed<A extends Shape, O> =
  Ranked<A> extends false
    ? Shape
    : A extends readonly [...infer B extends Shape, infer N extends number]
      ? [...B, Add<N, Size<OffsetOf<O>>>, Add<N, Size<OffsetOf<O>>>]
      : Shape
