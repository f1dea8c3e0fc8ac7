import type { Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Functions of each element by itself: the shape stays. Integers become float32 where the function is not whole. */
export interface Pointwise<S extends Shape> {
  /**
   * −x. Gradient: −g.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.neg
   * @example
   * tensor([1, -2]).neg()
   * // tensor([-1.,  2.])
   */
  neg(): Tensor<S>
  /**
   * |x|. Gradient: g · sign x.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.abs
   * @example
   * tensor([-1, 2]).abs()
   * // tensor([1., 2.])
   */
  abs(): Tensor<S>
  /**
   * −x: another name of `neg`.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.negative
   * @example
   * tensor([1, -2]).negative()
   * // tensor([-1.,  2.])
   */
  negative(): Tensor<S>
  /**
   * |x|: another name of `abs`.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.absolute
   * @example
   * tensor([-1, 2]).absolute()
   * // tensor([1., 2.])
   */
  absolute(): Tensor<S>
  /**
   * −1, 0 or 1. Gradient: 0.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.sign
   * @example
   * tensor([-3, 0, 2]).sign()
   * // tensor([-1.,  0.,  1.])
   */
  sign(): Tensor<S>
  /**
   * eˣ. Gradient: g · eˣ.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.exp
   * @example
   * tensor([0, 1]).exp()
   * // tensor([1.0000, 2.7183])
   */
  exp(): Tensor<S>
  /**
   * 2ˣ. Gradient: g · 2ˣ ln 2.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.exp2
   * @example
   * tensor([0, 3]).exp2()
   * // tensor([1., 8.])
   */
  exp2(): Tensor<S>
  /**
   * eˣ − 1, exact near 0. Gradient: g · eˣ.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.expm1
   * @example
   * tensor([0, 1]).expm1()
   * // tensor([0.0000, 1.7183])
   */
  expm1(): Tensor<S>
  /**
   * The natural logarithm: −inf at 0, nan below. Gradient: g / x.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.log
   * @example
   * tensor([1, 2]).log()
   * // tensor([0.0000, 0.6931])
   */
  log(): Tensor<S>
  /**
   * The logarithm to base 2. Gradient: g / (x ln 2).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.log2
   * @example
   * tensor([1, 8]).log2()
   * // tensor([0., 3.])
   */
  log2(): Tensor<S>
  /**
   * The logarithm to base 10. Gradient: g / (x ln 10).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.log10
   * @example
   * tensor([1, 50]).log10()
   * // tensor([0.0000, 1.6990])
   */
  log10(): Tensor<S>
  /**
   * ln(1 + x), exact near 0. Gradient: g / (1 + x).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.log1p
   * @example
   * tensor([0, 1]).log1p()
   * // tensor([0.0000, 0.6931])
   */
  log1p(): Tensor<S>
  /**
   * √x; nan below 0. Gradient: g / (2√x).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.sqrt
   * @example
   * tensor([4, 9]).sqrt()
   * // tensor([2., 3.])
   */
  sqrt(): Tensor<S>
  /**
   * 1/√x. Gradient: −g / (2x√x).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.rsqrt
   * @example
   * tensor([4, 16]).rsqrt()
   * // tensor([0.5000, 0.2500])
   */
  rsqrt(): Tensor<S>
  /**
   * x². Gradient: 2gx.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.square
   * @example
   * tensor([-3, 2]).square()
   * // tensor([9., 4.])
   */
  square(): Tensor<S>
  /**
   * 1/x. Gradient: −g / x².
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.reciprocal
   * @example
   * tensor([2, 4]).reciprocal()
   * // tensor([0.5000, 0.2500])
   */
  reciprocal(): Tensor<S>
  /**
   * The sine; angles are in radians. Gradient: g · cos x.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.sin
   * @example
   * tensor([0, 1]).sin()
   * // tensor([0.0000, 0.8415])
   */
  sin(): Tensor<S>
  /**
   * The cosine; angles are in radians. Gradient: −g · sin x.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.cos
   * @example
   * tensor([0, 1]).cos()
   * // tensor([1.0000, 0.5403])
   */
  cos(): Tensor<S>
  /**
   * The tangent; angles are in radians. Gradient: g · (1 + tan² x).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.tan
   * @example
   * tensor([0, 1]).tan()
   * // tensor([0.0000, 1.5574])
   */
  tan(): Tensor<S>
  /**
   * The inverse sine, in radians; nan outside [−1, 1]. Gradient: g / √(1 − x²).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.asin
   * @example
   * tensor([0, 1]).asin()
   * // tensor([0.0000, 1.5708])
   */
  asin(): Tensor<S>
  /**
   * The inverse cosine, in radians; nan outside [−1, 1]. Gradient: −g / √(1 − x²).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.acos
   * @example
   * tensor([0, 1]).acos()
   * // tensor([1.5708, 0.0000])
   */
  acos(): Tensor<S>
  /**
   * The inverse tangent, in radians. Gradient: g / (1 + x²).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.atan
   * @example
   * tensor([0, 1]).atan()
   * // tensor([0.0000, 0.7854])
   */
  atan(): Tensor<S>
  /**
   * The hyperbolic sine. Gradient: g · cosh x.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.sinh
   * @example
   * tensor([0, 1]).sinh()
   * // tensor([0.0000, 1.1752])
   */
  sinh(): Tensor<S>
  /**
   * The hyperbolic cosine. Gradient: g · sinh x.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.cosh
   * @example
   * tensor([0, 1]).cosh()
   * // tensor([1.0000, 1.5431])
   */
  cosh(): Tensor<S>
  /**
   * The hyperbolic tangent, between −1 and 1. Gradient: g · (1 − tanh² x).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.tanh
   * @example
   * tensor([0, 1]).tanh()
   * // tensor([0.0000, 0.7616])
   */
  tanh(): Tensor<S>
  /**
   * The inverse hyperbolic sine. Gradient: g / √(x² + 1).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.asinh
   * @example
   * tensor([0, 1]).asinh()
   * // tensor([0.0000, 0.8814])
   */
  asinh(): Tensor<S>
  /**
   * The inverse hyperbolic cosine; nan below 1. Gradient: g / √(x² − 1).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.acosh
   * @example
   * tensor([1, 2]).acosh()
   * // tensor([0.0000, 1.3170])
   */
  acosh(): Tensor<S>
  /**
   * The inverse hyperbolic tangent; nan outside [−1, 1]. Gradient: g / (1 − x²).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.atanh
   * @example
   * tensor([0, 0.5]).atanh()
   * // tensor([0.0000, 0.5493])
   */
  atanh(): Tensor<S>
  /**
   * 1 / (1 + e⁻ˣ), between 0 and 1. Gradient: g · y(1 − y).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.sigmoid
   * @example
   * tensor([0, 2]).sigmoid()
   * // tensor([0.5000, 0.8808])
   */
  sigmoid(): Tensor<S>
  /**
   * The error function 2/√π ∫₀ˣ e^(−t²) dt. Gradient: g · 2/√π e^(−x²).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.erf
   * @example
   * tensor([0, 1]).erf()
   * // tensor([0.0000, 0.8427])
   */
  erf(): Tensor<S>
  /**
   * 1 − erf x. Gradient: −g · 2/√π e^(−x²).
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.erfc
   * @example
   * tensor([0, 1]).erfc()
   * // tensor([1.0000, 0.1573])
   */
  erfc(): Tensor<S>
  /**
   * The logarithm of the gamma function.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.lgamma
   * @example
   * tensor([1, 4]).lgamma()
   * // tensor([0.0000, 1.7918])
   */
  lgamma(): Tensor<S>
  /**
   * max(0, x). Gradient: g where x > 0.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.relu
   * @example
   * tensor([-1, 2]).relu()
   * // tensor([0., 2.])
   */
  relu(): Tensor<S>
  /**
   * The next whole number below. Gradient: 0.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.floor
   * @example
   * tensor([-1.5, 1.5]).floor()
   * // tensor([-2.,  1.])
   */
  floor(): Tensor<S>
  /**
   * The next whole number above. Gradient: 0.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.ceil
   * @example
   * tensor([-1.5, 1.5]).ceil()
   * // tensor([-1.,  2.])
   */
  ceil(): Tensor<S>
  /**
   * The nearest whole number, or `decimals` places behind the point; halves go to the even one. Gradient: 0.
   *
   * @see torch.Tensor.round
   * @example
   * tensor([0.5, 1.5, 2.4]).round()
   * // tensor([0., 2., 2.])
   */
  round(options?: { decimals?: number }): Tensor<S>
  /**
   * The whole part, towards 0. Gradient: 0.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.trunc
   * @example
   * tensor([-1.5, 1.5]).trunc()
   * // tensor([-1.,  1.])
   */
  trunc(): Tensor<S>
  /**
   * What `trunc` takes away. Gradient: g.
   *
   * @returns The same shape and dtype.
   * @throws RuntimeError for integers.
   * @see torch.Tensor.frac
   * @example
   * tensor([-1.5, 1.25]).frac()
   * // tensor([-0.5000,  0.2500])
   */
  frac(): Tensor<S>
  /**
   * All bits of integers turned over; `not` for bools.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.bitwise_not
   * @example
   * tensor([0, 5], { dtype: 'int64' }).bitwiseNot()
   * // tensor([-1, -6])
   */
  bitwiseNot(): Tensor<S>
  /**
   * No smaller than `min`, no larger than `max`. Gradient: g where nothing was cut off.
   *
   * @see torch.Tensor.clamp
   * @example
   * tensor([-2, 0.5, 3]).clamp(-1, 1)
   * // tensor([-1.0000,  0.5000,  1.0000])
   */
  clamp(min?: Limit | ClampOptions | null, max?: Limit | null): Tensor<S>
  /**
   * Another name of `clamp`.
   *
   * @see torch.Tensor.clip
   * @example
   * tensor([-2, 0.5, 3]).clip(-1, 1)
   * // tensor([-1.0000,  0.5000,  1.0000])
   */
  clip(min?: Limit | ClampOptions | null, max?: Limit | null): Tensor<S>
  /**
   * No smaller than `min`. Gradient: g where x ≥ min.
   *
   * @see torch.Tensor.clamp_min
   * @example
   * tensor([-2, 0.5]).clampMin(0)
   * // tensor([0.0000, 0.5000])
   */
  clampMin(min: Limit): Tensor<S>
  /**
   * No larger than `max`. Gradient: g where x ≤ max.
   *
   * @see torch.Tensor.clamp_max
   * @example
   * tensor([0.5, 3]).clampMax(1)
   * // tensor([0.5000, 1.0000])
   */
  clampMax(max: Limit): Tensor<S>
}

/** A bound: a number, or a tensor that broadcasts to the shape. */
export type Limit = number | Tensor

export interface ClampOptions {
  min?: Limit | null
  max?: Limit | null
}
