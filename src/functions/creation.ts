import { free } from '../free.js'
import type { Factory, FullNames, FullSize, TensorOptions } from '../methods/creation.js'
import type { ArangeOptions } from '../ops/create.js'
import type { Arange, Arg, DataShape, Even, Nested, Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'

/**
 * A tensor of the data: a number, nested lists of numbers, a typed array (which keeps its type), or a tensor; a copy.
 * Numbers give float32 unless `dtype` says otherwise, booleans bool, bigints int64. Rows of unequal length are a ValueError.
 * What `structuredClone` or `postMessage` made of a tensor becomes one again: `tensor(message)`.
 *
 * @see torch.tensor
 * @example
 * tensor([[1, 2], [3, 4]])
 * // tensor([[1., 2.],
 * //         [3., 4.]])
 */
export const tensor: <const D extends Nested>(data: Arg<Even<D>, D>, options?: TensorOptions) => Tensor<DataShape<D>> =
  typed(free.tensor)

export interface AsTensor {
  <S extends Shape>(data: Tensor<S>, options?: TensorOptions): Tensor<S>
  <const D extends Nested>(data: Arg<Even<D>, D>, options?: TensorOptions): Tensor<DataShape<D>>
}
/**
 * A tensor as it is (in another dtype, if one is given), anything else as `tensor` makes it.
 *
 * @see torch.as_tensor
 * @example
 * const x = tensor([1, 2])
 * asTensor(x) === x
 * // true
 */
export const asTensor: AsTensor = typed(free.asTensor)
/**
 * Another name of `asTensor`.
 *
 * @see torch.asarray
 * @example
 * asarray([1, 2])
 * // tensor([1., 2.])
 */
export const asarray: AsTensor = typed(free.asarray)

/**
 * Zeros: `zeros(2, 3)` or `zeros([2, 3])`.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.zeros
 * @example
 * zeros(2, 3)
 * // tensor([[0., 0., 0.],
 * //         [0., 0., 0.]])
 */
export const zeros: Factory = typed(free.zeros)
/**
 * Ones: `ones(2, 3)` or `ones([2, 3])`.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.ones
 * @example
 * ones([2, 2], { dtype: 'int64' })
 * // tensor([[1, 1],
 * //         [1, 1]])
 */
export const ones: Factory = typed(free.ones)
/**
 * Memory that nobody has written: `empty(2, 3)` or `empty([2, 3])`.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.empty
 * @example
 * empty(2, 3).shape
 * // torch.Size([2, 3])
 */
export const empty: Factory = typed(free.empty)
/** `full(size, value, options)`; `fillValue` and `size` may stand among the options. One signature: its errors are sentences. */
export type Full = <const S extends number | readonly number[] | FullNames>(
  size: S,
  value?: Scalar | (Partial<FullNames> & TensorOptions),
  options?: TensorOptions,
) => Tensor<FullSize<S>>
/**
 * One value everywhere: `full([2, 3], 7)`.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.full
 * @example
 * full([2, 2], 7)
 * // tensor([[7., 7.],
 * //         [7., 7.]])
 */
export const full: Full = typed(free.full)

export type Like<R extends unknown[] = []> = <S extends Shape>(
  input: Tensor<S>,
  ...rest: [...R, options?: TensorOptions]
) => Tensor<S>
/**
 * Zeros of the shape and dtype of `input`.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.zeros_like
 * @example
 * zerosLike(tensor([1, 2]))
 * // tensor([0., 0.])
 */
export const zerosLike: Like = typed(free.zerosLike)
/**
 * Ones of the shape and dtype of `input`.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.ones_like
 * @example
 * onesLike(tensor([1, 2]))
 * // tensor([1., 1.])
 */
export const onesLike: Like = typed(free.onesLike)
/**
 * Memory that nobody has written, of the shape and dtype of `input`.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.empty_like
 * @example
 * emptyLike(zeros(2, 3)).shape
 * // torch.Size([2, 3])
 */
export const emptyLike: Like = typed(free.emptyLike)
/**
 * One value everywhere, of the shape and dtype of `input`.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.full_like
 * @example
 * fullLike(tensor([1, 2]), 7)
 * // tensor([7., 7.])
 */
export const fullLike: Like<[value: Scalar]> = typed(free.fullLike)

export interface ArangeFunction {
  <const B extends number | bigint>(end: B, options?: TensorOptions): Tensor<[Arange<0, B, 1>]>
  <const A extends number | bigint, const B extends number | bigint, const S extends number | bigint = 1>(
    start: A,
    end: B,
    step?: S,
    options?: TensorOptions,
  ): Tensor<[Arange<A, B, S>]>
  <const A extends number | bigint, const B extends number | bigint>(
    start: A,
    end: B,
    options?: TensorOptions,
  ): Tensor<[Arange<A, B, 1>]>
  (...range: [...(number | bigint)[], ArangeOptions]): Tensor<[number]>
}
/**
 * start, start + step, … below end: `arange(end)`, `arange(start, end)`, `arange(start, end, step)`.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.arange
 * @example
 * arange(1, 10, 3)
 * // tensor([1., 4., 7.])
 */
export const arange: ArangeFunction = typed(free.arange)
export interface Linspace {
  <const N extends number>(start: number, end: number, steps: N, options?: TensorOptions): Tensor<[N]>
  <const N extends number>(start: number, end: number, options: { steps: N } & TensorOptions): Tensor<[N]>
  <const N extends number>(options: { start: number; end: number; steps: N } & TensorOptions): Tensor<[N]>
}
/**
 * `steps` numbers from start to end, both included.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.linspace
 * @example
 * linspace(0, 1, 5)
 * // tensor([0.0000, 0.2500, 0.5000, 0.7500, 1.0000])
 */
export const linspace: Linspace = typed(free.linspace)

export interface Logspace {
  <const N extends number>(start: number, end: number, steps: N, base?: number, options?: TensorOptions): Tensor<[N]>
  <const N extends number>(
    start: number,
    end: number,
    steps: N,
    options: TensorOptions & { base?: number },
  ): Tensor<[N]>
  <const N extends number>(
    start: number,
    end: number,
    options: { steps: N; base?: number } & TensorOptions,
  ): Tensor<[N]>
}
/**
 * `base` (10 unless given) to the power of `linspace(start, end, steps)`.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.logspace
 * @example
 * logspace(0, 2, 3)
 * // tensor([  1.,  10., 100.])
 */
export const logspace: Logspace = typed(free.logspace)

export interface Eye {
  <const N extends number>(n: N, options?: TensorOptions): Tensor<[N, N]>
  <const N extends number, const M extends number>(n: N, m: M, options?: TensorOptions): Tensor<[N, M]>
}
/**
 * Ones on the diagonal of an n by m matrix, zeros elsewhere; m = n unless given.
 *
 * @throws RuntimeError for a negative size.
 * @see torch.eye
 * @example
 * eye(2)
 * // tensor([[1., 0.],
 * //         [0., 1.]])
 */
export const eye: Eye = typed(free.eye)

export interface BufferOptions extends TensorOptions {
  /** Where to start, in bytes. */
  offset?: number
  /** How many elements to read; all unless given. */
  count?: number
}
/**
 * A tensor over the bytes of a buffer, without a copy: writing to one writes to the other.
 *
 * @see torch.frombuffer
 * @example
 * fromBuffer(new Float32Array([1, 2]))
 * // tensor([1., 2.])
 */
export const fromBuffer: (buffer: ArrayBuffer | ArrayBufferView, options?: BufferOptions) => Tensor<[number]> = typed(
  free.fromBuffer,
)
