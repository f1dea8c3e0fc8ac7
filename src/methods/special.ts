import type { Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** The rarer functions of each element by itself, and their in-place twins: the shape stays. */
export interface Special<S extends Shape> {
  /**
   * ψ(x), the derivative of `lgamma`. Gradient: g · ψ′(x).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.digamma
   * @example
   * tensor([1, 2]).digamma()
   * // tensor([-0.5772,  0.4228])
   */
  digamma(): Tensor<S>
  /**
   * `digamma` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.digamma_
   * @example
   * tensor([1, 2]).digamma_()
   * // tensor([-0.5772,  0.4228])
   */
  digamma_(): Tensor<S>
  /**
   * The inverse of `erf`; nan outside [−1, 1]. Gradient: g · √π/2 e^(y²).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.erfinv
   * @example
   * tensor([0, 0.5]).erfinv()
   * // tensor([0.0000, 0.4769])
   */
  erfinv(): Tensor<S>
  /**
   * `erfinv` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.erfinv_
   * @example
   * tensor([0, 0.5]).erfinv_()
   * // tensor([0.0000, 0.4769])
   */
  erfinv_(): Tensor<S>
  /**
   * The modified Bessel function I₀. Gradient: g · I₁(x).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.i0
   * @example
   * tensor([0, 1]).i0()
   * // tensor([1.0000, 1.2661])
   */
  i0(): Tensor<S>
  /**
   * `i0` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.i0_
   * @example
   * tensor([0, 1]).i0_()
   * // tensor([1.0000, 1.2661])
   */
  i0_(): Tensor<S>
  /**
   * sin πx / πx, and 1 at 0.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.sinc
   * @example
   * tensor([0, 0.5]).sinc()
   * // tensor([1.0000, 0.6366])
   */
  sinc(): Tensor<S>
  /**
   * `sinc` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.sinc_
   * @example
   * tensor([0, 0.5]).sinc_()
   * // tensor([1.0000, 0.6366])
   */
  sinc_(): Tensor<S>
  /**
   * Degrees as radians. Gradient: g · π/180.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.deg2rad
   * @example
   * tensor([0, 180]).deg2rad()
   * // tensor([0.0000, 3.1416])
   */
  deg2rad(): Tensor<S>
  /**
   * `deg2rad` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.deg2rad_
   * @example
   * tensor([0, 180]).deg2rad_()
   * // tensor([0.0000, 3.1416])
   */
  deg2rad_(): Tensor<S>
  /**
   * Radians as degrees. Gradient: g · 180/π.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.rad2deg
   * @example
   * tensor([0, 3.1415927]).rad2deg()
   * // tensor([  0., 180.])
   */
  rad2deg(): Tensor<S>
  /**
   * `rad2deg` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.rad2deg_
   * @example
   * tensor([0, 3.1415927]).rad2deg_()
   * // tensor([  0., 180.])
   */
  rad2deg_(): Tensor<S>
  /**
   * −1, 0 or 1: `sign`. Gradient: 0.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.sgn
   * @example
   * tensor([-3, 0, 2]).sgn()
   * // tensor([-1.,  0.,  1.])
   */
  sgn(): Tensor<S>
  /**
   * `sgn` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.sgn_
   * @example
   * tensor([-3, 0, 2]).sgn_()
   * // tensor([-1.,  0.,  1.])
   */
  sgn_(): Tensor<S>
  /**
   * ln(x / (1 − x)), the inverse of `sigmoid`; with `eps` x is clamped to [eps, 1 − eps]. Gradient: g / (x(1 − x)).
   *
   * @see torch.Tensor.logit
   * @example
   * tensor([0.5, 0.9]).logit()
   * // tensor([0.0000, 2.1972])
   */
  logit(eps?: number | null | { eps?: number | null }): Tensor<S>
  /**
   * `logit` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.logit_
   * @example
   * tensor([0.5, 0.9]).logit_()
   * // tensor([0.0000, 2.1972])
   */
  logit_(eps?: number | null | { eps?: number | null }): Tensor<S>
  /**
   * Finite numbers in place of nan (0) and the infinities (the largest and the least of the dtype). Gradient: g where x is finite.
   *
   * @see torch.Tensor.nan_to_num
   * @example
   * tensor([NaN, 1, Infinity]).nanToNum(0, 9)
   * // tensor([0., 1., 9.])
   */
  nanToNum(
    nan?: number | null | NanToNumOptions,
    posinf?: number | null | NanToNumOptions,
    neginf?: number | null,
  ): Tensor<S>
  /**
   * `nanToNum` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.nan_to_num_
   * @example
   * tensor([NaN, 1, Infinity]).nanToNum_(0, 9)
   * // tensor([0., 1., 9.])
   */
  nanToNum_(
    nan?: number | null | NanToNumOptions,
    posinf?: number | null | NanToNumOptions,
    neginf?: number | null,
  ): Tensor<S>
  /**
   * The logarithm of the gamma function of `p` variables; x > (p − 1)/2.
   *
   * @see torch.Tensor.mvlgamma
   * @example
   * tensor([2, 3]).mvlgamma(2)
   * // tensor([0.4516, 1.5502])
   */
  mvlgamma(p: number): Tensor<S>
  /**
   * `mvlgamma` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.mvlgamma_
   * @example
   * tensor([2, 3]).mvlgamma_(2)
   * // tensor([0.4516, 1.5502])
   */
  mvlgamma_(p: number): Tensor<S>
  /**
   * ψ⁽ⁿ⁾(x), the n-th derivative of `digamma`. Errors: RuntimeError for negative n.
   *
   * @see torch.Tensor.polygamma
   * @example
   * tensor([1, 2]).polygamma(1)
   * // tensor([1.6449, 0.6449])
   */
  polygamma(n: number): Tensor<S>
  /**
   * `polygamma` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.polygamma_
   * @example
   * tensor([1, 2]).polygamma_(1)
   * // tensor([1.6449, 0.6449])
   */
  polygamma_(n: number): Tensor<S>
  /**
   * 0, or π below 0: the angle in the complex plane.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.angle
   * @example
   * tensor([1, -2]).angle()
   * // tensor([0.0000, 3.1416])
   */
  angle(): Tensor<S>
  /**
   * Itself. Errors: RuntimeError for bools.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.positive
   * @example
   * tensor([1, -2]).positive()
   * // tensor([ 1., -2.])
   */
  positive(): Tensor<S>
}

export interface NanToNumOptions {
  /** What stands for nan; 0 unless given. */
  nan?: number | null
  /** What stands for inf; the dtype's largest number unless given. */
  posinf?: number | null
  /** What stands for −inf; the dtype's least number unless given. */
  neginf?: number | null
}
