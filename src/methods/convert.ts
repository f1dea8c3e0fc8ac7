import type { DType } from '../dtype.js'
import type { Known, Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import type { Factory, TensorOptions } from './creation.js'

/** Other dtypes and copies: the shape stays. */
export interface Conversions<S extends Shape> {
  /**
   * In another dtype, or in that of another tensor; itself if it has it already.
   *
   * @see torch.Tensor.to
   * @example
   * tensor([1.7, -1.7]).to('int64')
   * // tensor([ 1, -1])
   */
  to(dtype: DType | Tensor | { dtype?: DType; copy?: boolean }, options?: { copy?: boolean }): Tensor<S>
  /**
   * As float32.
   *
   * @see torch.Tensor.float
   * @example
   * tensor([1, 2], { dtype: 'int64' }).float()
   * // tensor([1., 2.])
   */
  float(): Tensor<S>
  /**
   * As float64.
   *
   * @see torch.Tensor.double
   * @example
   * tensor([1, 2]).double()
   * // tensor([1., 2.], dtype=torch.float64)
   */
  double(): Tensor<S>
  /**
   * As int64, towards 0.
   *
   * @see torch.Tensor.long
   * @example
   * tensor([1.7, -1.7]).long()
   * // tensor([ 1, -1])
   */
  long(): Tensor<S>
  /**
   * As int32, towards 0.
   *
   * @see torch.Tensor.int
   * @example
   * tensor([1.7, -1.7]).int()
   * // tensor([ 1, -1], dtype=torch.int32)
   */
  int(): Tensor<S>
  /**
   * As uint8.
   *
   * @see torch.Tensor.byte
   * @example
   * tensor([1, 255]).byte()
   * // tensor([  1, 255], dtype=torch.uint8)
   */
  byte(): Tensor<S>
  /**
   * As bool: is it not 0?
   *
   * @see torch.Tensor.bool
   * @example
   * tensor([0, 2]).bool()
   * // tensor([False,  True])
   */
  bool(): Tensor<S>
  /**
   * A copy in memory of its own.
   *
   * @see torch.Tensor.clone
   * @example
   * const x = tensor([1, 2])
   * const y = x.clone()
   * y.zero_()
   * x
   * // tensor([1., 2.])
   */
  clone(options?: { memoryFormat?: 'contiguous' | 'preserve' }): Tensor<S>
  /**
   * Itself if its elements are adjacent in row-major order, else a copy that is.
   *
   * @see torch.Tensor.contiguous
   * @example
   * arange(4).view(2, 2).t().contiguous().stride()
   * // [ 2, 1 ]
   */
  contiguous(): Tensor<S>
}

/** Values out of a tensor. */
export interface Reading<S extends Shape> {
  /**
   * The one element as a JavaScript value: a number; a boolean of a bool tensor; a bigint only beyond 2^53.
   *
   * @see torch.Tensor.item
   * @example
   * tensor(2.5).item()
   * // 2.5
   */
  item<V extends Scalar = number>(): V
  /**
   * Nested arrays of JavaScript values.
   *
   * @see torch.Tensor.tolist
   * @example
   * tensor([[1, 2], [3, 4]]).tolist()
   * // [ [ 1, 2 ], [ 3, 4 ] ]
   */
  tolist(): ToList<S>
  /**
   * As `tolist`, by JavaScript's name.
   *
   * @see torch.Tensor.tolist
   * @example
   * tensor([[1, 2], [3, 4]]).toArray()
   * // [ [ 1, 2 ], [ 3, 4 ] ]
   */
  toArray(): ToList<S>
  /**
   * The elements in row-major order as a typed array over the same memory: writing to one writes to the other.
   * Errors: RuntimeError for a tensor that requires a gradient (use `detach`) or is not contiguous (use `contiguous`).
   *
   * @see torch.Tensor.numpy
   * @example
   * tensor([1, 2]).numpy()
   * // Float32Array(2) [ 1, 2 ]
   */
  numpy(): Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array
  /**
   * What `JSON.stringify` writes: nested lists; integers beyond 2^53 as texts, NaN and infinities as null.
   *
   * @example
   * JSON.stringify(tensor([1, 2]))
   * // '[1,2]'
   */
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
  /**
   * Zeros.
   *
   * @see torch.Tensor.new_zeros
   * @example
   * tensor([1, 2], { dtype: 'int64' }).newZeros(3)
   * // tensor([0, 0, 0])
   */
  newZeros: Factory
  /**
   * Ones.
   *
   * @see torch.Tensor.new_ones
   * @example
   * tensor([1, 2], { dtype: 'int64' }).newOnes(3)
   * // tensor([1, 1, 1])
   */
  newOnes: Factory
  /**
   * `value` everywhere.
   *
   * @see torch.Tensor.new_full
   * @example
   * tensor([1, 2]).newFull([2, 2], 7)
   * // tensor([[7., 7.],
   * //         [7., 7.]])
   */
  newFull<const V extends number[]>(size: readonly [...V], value: Scalar, options?: TensorOptions): Tensor<Known<V>>
}
