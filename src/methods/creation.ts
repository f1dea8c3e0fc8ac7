import type { DType } from '../dtype.js'
import type { Scalar } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

export interface TensorOptions {
  /** The element type; `'float32'` unless given. */
  dtype?: DType
  /** Should autograd record what is done with it? */
  requiresGrad?: boolean
}

/** The sizes may stand among the options. */
export interface SizedOptions extends TensorOptions {
  size?: readonly number[]
}

/** The sizes in the arguments of a factory: `2, 3`, `2, 3, options`, `[2, 3]` or `[2, 3], options`. */
export type SizeIn<A extends unknown[]> = number extends A['length']
  ? any
  : A extends number[]
    ? A
    : A extends [infer V extends readonly number[], ...unknown[]]
      ? number extends V['length']
        ? any
        : [...V]
      : A extends [{ readonly size: infer V extends readonly number[] }]
        ? number extends V['length']
          ? any
          : [...V]
        : A extends [...infer V extends number[], unknown]
          ? V
          : any

/** Takes sizes, `zeros(2, 3)` or `zeros([2, 3])`, and options. One signature, so that an error names the argument. */
export type Factory<O = SizedOptions> = <const A extends (number | readonly number[] | O)[]>(
  ...size: A
) => Tensor<SizeIn<A>>

/** What `full` takes by name. */
export interface FullNames extends TensorOptions {
  size?: readonly number[]
  fillValue: Scalar
}
/** The sizes that `full` is told. */
export type FullSize<S> = S extends number
  ? [S]
  : S extends { size: infer V extends readonly number[] }
    ? Sized<V>
    : S extends readonly number[]
      ? Sized<S>
      : any
type Sized<V extends readonly number[]> = number extends V['length'] ? any : { -readonly [I in keyof V]: V[I] }
