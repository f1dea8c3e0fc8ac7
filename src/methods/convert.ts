import type { DType } from '../dtype.js'
import type { Known, Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import type { Factory, TensorOptions } from './creation.js'

/** Other dtypes and copies: the shape stays. */
export interface Conversions<S extends Shape> {
  /** In another dtype, or in that of another tensor; itself if it has it already. */
  to(dtype: DType | Tensor | { dtype?: DType; copy?: boolean }, options?: { copy?: boolean }): Tensor<S>
  /** As float32. */
  float(): Tensor<S>
  /** As float64. */
  double(): Tensor<S>
  /** As int64, towards 0. */
  long(): Tensor<S>
  /** As int32, towards 0. */
  int(): Tensor<S>
  /** As uint8. */
  byte(): Tensor<S>
  /** As bool: is it not 0? */
  bool(): Tensor<S>
  /** A copy in memory of its own. */
  clone(options?: { memoryFormat?: 'contiguous' | 'preserve' }): Tensor<S>
  /** Itself if its elements are adjacent in row-major order, else a copy that is. */
  contiguous(): Tensor<S>
}

/** Values out of a tensor. */
export interface Reading<S extends Shape> {
  /** The one element as a JavaScript value: a number; a boolean of a bool tensor; a bigint only beyond 2^53. */
  item<V extends Scalar = number>(): V
  /** Nested arrays of JavaScript values. */
  tolist(): ToList<S>
  /** As `tolist`, by JavaScript's name. */
  toArray(): ToList<S>
  /**
   * The elements in row-major order as a typed array over the same memory: writing to one writes to the other.
   * Errors: RuntimeError for a tensor that requires a gradient (use `detach`) or is not contiguous (use `contiguous`).
   */
  numpy(): Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array
  /** What `JSON.stringify` writes: nested lists; integers beyond 2^53 as texts, NaN and infinities as null. */
  toJSON(): unknown
}

/** Arrays nested as deep as the tensor has dimensions. */
export type ToList<S extends Shape> = number[] extends S
  ? any
  : S extends readonly [number, ...infer R extends Shape]
    ? ToList<R>[]
    : number

/** New tensors of this one's dtype. */
export interface Making {
  /** Zeros. */
  newZeros: Factory
  /** Ones. */
  newOnes: Factory
  /** `value` everywhere. */
  newFull<const V extends number[]>(size: readonly [...V], value: Scalar, options?: TensorOptions): Tensor<Known<V>>
}
