import type { DType } from '../dtype.js'
import { free } from '../free.js'
import type { Factory } from '../methods/creation.js'
import type { BernoulliOptions } from '../methods/random.js'
import type { Generator, MultinomialOptions, RandomOptions, RandomTensorOptions } from '../random.js'
import type { Draws, Known, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
import type { Beside, Together } from './types.js'

/** The sizes may stand among the options. */
export interface SizedRandomOptions {
  size?: readonly number[]
  /** The element type; `'float32'` unless given. */
  dtype?: DType
  /** Should autograd record what is done with it? */
  requiresGrad?: boolean
  /** Where the numbers are drawn from; the default generator if left out. */
  generator?: Generator | null
}

/**
 * Uniform in [0, 1): `rand(5, 784)` or `rand([5, 784])`.
 *
 * @see torch.rand
 * @example
 * manualSeed(0)
 * rand(3)
 * // tensor([0.4963, 0.7682, 0.0885])
 */
export const rand: Factory<SizedRandomOptions> = typed(free.rand)
/**
 * Normal with mean 0 and standard deviation 1: `randn(5, 784)` or `randn([5, 784])`.
 *
 * @see torch.randn
 * @example
 * manualSeed(0)
 * randn(3)
 * // tensor([ 1.5410, -0.2934, -2.1788])
 */
export const randn: Factory<SizedRandomOptions> = typed(free.randn)

export interface RandInt {
  <const V extends number[]>(
    high: number | bigint,
    size: readonly [...V],
    options?: RandomTensorOptions,
  ): Tensor<Known<V>>
  <const V extends number[]>(
    low: number | bigint,
    high: number | bigint,
    size: readonly [...V],
    options?: RandomTensorOptions,
  ): Tensor<Known<V>>
  <const V extends number[]>(
    low: number | bigint,
    high: number | bigint,
    options: { size: readonly [...V] } & RandomTensorOptions,
  ): Tensor<Known<V>>
  <const V extends number[]>(
    high: number | bigint,
    options: { size: readonly [...V] } & RandomTensorOptions,
  ): Tensor<Known<V>>
  <const V extends number[]>(
    options: { low?: number | bigint; high: number | bigint; size: readonly [...V] } & RandomTensorOptions,
  ): Tensor<Known<V>>
}
/**
 * Integers in [low, high), int64 unless `dtype` says otherwise: `randint(10, [3])`, `randint(5, 10, [2, 3])`.
 *
 * @see torch.randint
 * @example
 * manualSeed(0)
 * randint(10, [4])
 * // tensor([4, 9, 3, 0])
 */
export const randint: RandInt = typed(free.randint)
/**
 * 0 … n − 1 in random order, int64 unless `dtype` says otherwise.
 *
 * @see torch.randperm
 * @example
 * manualSeed(0)
 * randperm(5)
 * // tensor([4, 0, 1, 3, 2])
 */
export const randperm: <const N extends number>(n: N, options?: RandomTensorOptions) => Tensor<[N]> = typed(
  free.randperm,
)

/**
 * Uniform in [0, 1), of the shape and dtype of `input`.
 *
 * @see torch.rand_like
 * @example
 * manualSeed(0)
 * randLike(zeros(2))
 * // tensor([0.4963, 0.7682])
 */
export const randLike: <S extends Shape>(input: Tensor<S>, options?: RandomTensorOptions) => Tensor<S> = typed(
  free.randLike,
)
/**
 * Normal with mean 0 and standard deviation 1, of the shape and dtype of `input`.
 *
 * @see torch.randn_like
 * @example
 * manualSeed(0)
 * randnLike(zeros(2))
 * // tensor([ 1.5410, -0.2934])
 */
export const randnLike: <S extends Shape>(input: Tensor<S>, options?: RandomTensorOptions) => Tensor<S> = typed(
  free.randnLike,
)

export interface RandIntLike {
  <S extends Shape>(input: Tensor<S>, high: number | bigint, options?: RandomTensorOptions): Tensor<S>
  <S extends Shape>(
    input: Tensor<S>,
    low: number | bigint,
    high: number | bigint,
    options?: RandomTensorOptions,
  ): Tensor<S>
}
/**
 * Integers in [low, high), of the shape and dtype of `input`.
 *
 * @see torch.randint_like
 * @example
 * manualSeed(0)
 * randintLike(zeros(3), 10)
 * // tensor([4., 9., 3.])
 */
export const randintLike: RandIntLike = typed(free.randintLike)

export type Normal = <M extends Tensor | number, S extends Tensor | number = 1, const V extends number[] = []>(
  mean: M,
  std?: Beside<M, S>,
  size?: readonly [...V] | ({ size?: readonly [...V] } & RandomTensorOptions),
  options?: RandomTensorOptions,
) => M | S extends number ? Tensor<Known<V>> : Together<M, S>
/**
 * Normal numbers: `normal(0, 0.01, [784, 10])`, or with a tensor of means, of standard deviations, or of both.
 *
 * @see torch.normal
 * @example
 * manualSeed(0)
 * normal(0, 0.01, [2])
 * // tensor([ 0.0154, -0.0029])
 */
export const normal: Normal = typed(free.normal)

export type Bernoulli = <S extends Shape>(
  input: Tensor<S>,
  p?: number | BernoulliOptions,
  options?: RandomOptions,
) => Tensor<S>
/**
 * 1 with the probability that stands in each element (or with probability `p` everywhere), else 0.
 *
 * @see torch.bernoulli
 * @example
 * manualSeed(0)
 * bernoulli(tensor([0, 1, 0.5]))
 * // tensor([0., 1., 1.])
 */
export const bernoulli: Bernoulli = typed(free.bernoulli)

export type Multinomial = <S extends Shape, const N extends number>(
  input: Tensor<S>,
  numSamples: N,
  replacement?: boolean | MultinomialOptions,
  options?: RandomOptions,
) => Tensor<Draws<S, N>>
/**
 * `numSamples` positions along the last dimension, as int64, drawn with the probabilities that stand there (they need not
 * add up to 1): of `[C]` or of each row of `[N, C]`. Without `replacement` none comes twice.
 * Errors: RuntimeError for probabilities that are negative, not finite or all 0, and for too many samples.
 *
 * @see torch.multinomial
 * @example
 * manualSeed(0)
 * multinomial(tensor([1, 0, 3]), 2)
 * // tensor([2, 0])
 */
export const multinomial: Multinomial = typed(free.multinomial)
