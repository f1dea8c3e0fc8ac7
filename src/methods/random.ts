import type { MultinomialOptions, RandomOptions } from '../random.js'
import type { Draws, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Random numbers: drawn as PyTorch draws them, so that the same seed gives the same. */
export interface Random<S extends Shape> {
  /**
   * Filled with numbers that are uniform in [from, to), [0, 1) unless given.
   *
   * @returns This tensor.
   * @see torch.Tensor.uniform_
   * @example
   * manualSeed(0)
   * zeros(2).uniform_()
   * // tensor([0.4963, 0.7682])
   */
  uniform_(from?: number | UniformOptions, to?: number | RandomOptions, options?: RandomOptions): Tensor<S>
  /**
   * Filled with normal numbers; mean 0 and standard deviation 1 unless given.
   *
   * @returns This tensor.
   * @see torch.Tensor.normal_
   * @example
   * manualSeed(0)
   * zeros(2).normal_()
   * // tensor([ 1.5410, -0.2934])
   */
  normal_(mean?: number | NormalOptions, std?: number | RandomOptions, options?: RandomOptions): Tensor<S>
  /**
   * Filled with integers in [from, to); without bounds with any that the dtype holds exactly.
   *
   * @returns This tensor.
   * @see torch.Tensor.random_
   * @example
   * manualSeed(0)
   * zeros(3).random_(10)
   * // tensor([4., 9., 3.])
   */
  random_(to?: number | bigint | RandomOptions, options?: RandomOptions): Tensor<S>
  random_(from: number | bigint, to: number | bigint | null, options?: RandomOptions): Tensor<S>
  /**
   * Filled with 1 with probability `p` (0.5 unless given; a tensor of probabilities broadcasts), else 0.
   *
   * @returns This tensor.
   * @see torch.Tensor.bernoulli_
   * @example
   * manualSeed(0)
   * zeros(4).bernoulli_(0.5)
   * // tensor([0., 0., 1., 0.])
   */
  bernoulli_(p?: number | Tensor | BernoulliOptions, options?: RandomOptions): Tensor<S>
  /**
   * Filled with exponential numbers of rate `lambd`, 1 unless given.
   *
   * @returns This tensor.
   * @see torch.Tensor.exponential_
   * @example
   * manualSeed(0)
   * zeros(2).exponential_()
   * // tensor([3.5083, 1.2304])
   */
  exponential_(lambd?: number | ExponentialOptions, options?: RandomOptions): Tensor<S>
  /**
   * Filled with Cauchy numbers around `median` (0 unless given), of half width `sigma` (1).
   *
   * @returns This tensor.
   * @see torch.Tensor.cauchy_
   * @example
   * manualSeed(0)
   * zeros(2).cauchy_()
   * // tensor([10.5977,  0.7648])
   */
  cauchy_(median?: number | CauchyOptions, sigma?: number | RandomOptions, options?: RandomOptions): Tensor<S>
  /**
   * Filled with e to the power of normal numbers, with `mean` (1 unless given) and `std` (2).
   *
   * @returns This tensor.
   * @see torch.Tensor.log_normal_
   * @example
   * manualSeed(0)
   * zeros(2).logNormal_()
   * // tensor([59.2634,  1.5116])
   */
  logNormal_(mean?: number | NormalOptions, std?: number | RandomOptions, options?: RandomOptions): Tensor<S>
  /**
   * Filled with numbers of trials until the first success, which has the chance `p` in each.
   *
   * @returns This tensor.
   * @see torch.Tensor.geometric_
   * @example
   * manualSeed(0)
   * zeros(3).geometric_(0.5)
   * // tensor([1., 1., 2.])
   */
  geometric_(p: number | GeometricOptions, options?: RandomOptions): Tensor<S>
  /**
   * `numSamples` positions along the last dimension, as int64, drawn with the probabilities that stand there (they need not
   * add up to 1): of `[C]` or of each row of `[N, C]`. Without `replacement` none comes twice.
   * Errors: RuntimeError for probabilities that are negative, not finite or all 0, and for too many samples.
   *
   * @see torch.Tensor.multinomial
   * @example
   * manualSeed(0)
   * tensor([1, 0, 3]).multinomial(2)
   * // tensor([2, 0])
   */
  multinomial<const N extends number>(
    numSamples: N,
    replacement?: boolean | MultinomialOptions,
    options?: RandomOptions,
  ): Tensor<Draws<S, N>>
  /**
   * 1 with the probability that stands in each element (or with probability `p` everywhere), else 0.
   *
   * @see torch.Tensor.bernoulli
   * @example
   * manualSeed(0)
   * tensor([0, 1, 0.5]).bernoulli()
   * // tensor([0., 1., 1.])
   */
  bernoulli(p?: number | BernoulliOptions, options?: RandomOptions): Tensor<S>
}

export interface UniformOptions extends RandomOptions {
  from?: number
  to?: number
}

export interface NormalOptions extends RandomOptions {
  mean?: number
  std?: number
}

export interface BernoulliOptions extends RandomOptions {
  p?: number
}

export interface ExponentialOptions extends RandomOptions {
  /** The rate: 1 / the mean. */
  lambd?: number
}

export interface CauchyOptions extends RandomOptions {
  median?: number
  sigma?: number
}

export interface GeometricOptions extends RandomOptions {
  p?: number
}
