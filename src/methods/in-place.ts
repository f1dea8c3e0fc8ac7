import type { Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import type { ClampOptions, Limit } from './pointwise.js'

/**
 * What changes the tensor itself and returns it: shape and dtype stay. A leaf that requires a gradient refuses it outside
 * of `noGrad`, and so does an expanded tensor, in which one element stands for many.
 */
export interface InPlace<S extends Shape> {
  /**
   * Every element becomes 0.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.zero_
   * @example
   * ones(2).zero_()
   * // tensor([0., 0.])
   */
  zero_(): Tensor<S>
  /**
   * Every element becomes `value`: a number or a one-element tensor.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.fill_
   * @example
   * zeros(2).fill_(7)
   * // tensor([7., 7.])
   */
  fill_(value: Scalar | Tensor): Tensor<S>
  /**
   * `value` wherever `mask` (bools that broadcast) is true.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.masked_fill_
   * @example
   * ones(2).maskedFill_(tensor([true, false]), 0)
   * // tensor([0., 1.])
   */
  maskedFill_(mask: Tensor, value: Scalar | Tensor): Tensor<S>
  /**
   * `clamp` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.clamp_
   * @example
   * tensor([-2, 0.5, 3]).clamp_(-1, 1)
   * // tensor([-1.0000,  0.5000,  1.0000])
   */
  clamp_(min?: Limit | ClampOptions | null, max?: Limit | null): Tensor<S>
  /**
   * `clampMin` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.clamp_min_
   * @example
   * tensor([-2, 0.5]).clampMin_(0)
   * // tensor([0.0000, 0.5000])
   */
  clampMin_(min: Limit): Tensor<S>
  /**
   * `clampMax` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.clamp_max_
   * @example
   * tensor([0.5, 3]).clampMax_(1)
   * // tensor([0.5000, 1.0000])
   */
  clampMax_(max: Limit): Tensor<S>
  /**
   * `neg` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.neg_
   * @example
   * tensor([1, -2]).neg_()
   * // tensor([-1.,  2.])
   */
  neg_(): Tensor<S>
  /**
   * `abs` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.abs_
   * @example
   * tensor([-1, 2]).abs_()
   * // tensor([1., 2.])
   */
  abs_(): Tensor<S>
  /**
   * `sign` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.sign_
   * @example
   * tensor([-3, 0, 2]).sign_()
   * // tensor([-1.,  0.,  1.])
   */
  sign_(): Tensor<S>
  /**
   * `exp` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.exp_
   * @example
   * tensor([0, 1]).exp_()
   * // tensor([1.0000, 2.7183])
   */
  exp_(): Tensor<S>
  /**
   * `exp2` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.exp2_
   * @example
   * tensor([0, 3]).exp2_()
   * // tensor([1., 8.])
   */
  exp2_(): Tensor<S>
  /**
   * `expm1` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.expm1_
   * @example
   * tensor([0, 1]).expm1_()
   * // tensor([0.0000, 1.7183])
   */
  expm1_(): Tensor<S>
  /**
   * `log` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.log_
   * @example
   * tensor([1, 2]).log_()
   * // tensor([0.0000, 0.6931])
   */
  log_(): Tensor<S>
  /**
   * `log2` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.log2_
   * @example
   * tensor([1, 8]).log2_()
   * // tensor([0., 3.])
   */
  log2_(): Tensor<S>
  /**
   * `log10` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.log10_
   * @example
   * tensor([1, 50]).log10_()
   * // tensor([0.0000, 1.6990])
   */
  log10_(): Tensor<S>
  /**
   * `log1p` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.log1p_
   * @example
   * tensor([0, 1]).log1p_()
   * // tensor([0.0000, 0.6931])
   */
  log1p_(): Tensor<S>
  /**
   * `sqrt` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.sqrt_
   * @example
   * tensor([4, 9]).sqrt_()
   * // tensor([2., 3.])
   */
  sqrt_(): Tensor<S>
  /**
   * `rsqrt` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.rsqrt_
   * @example
   * tensor([4, 16]).rsqrt_()
   * // tensor([0.5000, 0.2500])
   */
  rsqrt_(): Tensor<S>
  /**
   * `square` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.square_
   * @example
   * tensor([-3, 2]).square_()
   * // tensor([9., 4.])
   */
  square_(): Tensor<S>
  /**
   * `reciprocal` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.reciprocal_
   * @example
   * tensor([2, 4]).reciprocal_()
   * // tensor([0.5000, 0.2500])
   */
  reciprocal_(): Tensor<S>
  /**
   * `sin` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.sin_
   * @example
   * tensor([0, 1]).sin_()
   * // tensor([0.0000, 0.8415])
   */
  sin_(): Tensor<S>
  /**
   * `cos` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.cos_
   * @example
   * tensor([0, 1]).cos_()
   * // tensor([1.0000, 0.5403])
   */
  cos_(): Tensor<S>
  /**
   * `tan` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.tan_
   * @example
   * tensor([0, 1]).tan_()
   * // tensor([0.0000, 1.5574])
   */
  tan_(): Tensor<S>
  /**
   * `asin` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.asin_
   * @example
   * tensor([0, 1]).asin_()
   * // tensor([0.0000, 1.5708])
   */
  asin_(): Tensor<S>
  /**
   * `acos` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.acos_
   * @example
   * tensor([0, 1]).acos_()
   * // tensor([1.5708, 0.0000])
   */
  acos_(): Tensor<S>
  /**
   * `atan` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.atan_
   * @example
   * tensor([0, 1]).atan_()
   * // tensor([0.0000, 0.7854])
   */
  atan_(): Tensor<S>
  /**
   * `sinh` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.sinh_
   * @example
   * tensor([0, 1]).sinh_()
   * // tensor([0.0000, 1.1752])
   */
  sinh_(): Tensor<S>
  /**
   * `cosh` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.cosh_
   * @example
   * tensor([0, 1]).cosh_()
   * // tensor([1.0000, 1.5431])
   */
  cosh_(): Tensor<S>
  /**
   * `tanh` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.tanh_
   * @example
   * tensor([0, 1]).tanh_()
   * // tensor([0.0000, 0.7616])
   */
  tanh_(): Tensor<S>
  /**
   * `asinh` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.asinh_
   * @example
   * tensor([0, 1]).asinh_()
   * // tensor([0.0000, 0.8814])
   */
  asinh_(): Tensor<S>
  /**
   * `acosh` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.acosh_
   * @example
   * tensor([1, 2]).acosh_()
   * // tensor([0.0000, 1.3170])
   */
  acosh_(): Tensor<S>
  /**
   * `atanh` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.atanh_
   * @example
   * tensor([0, 0.5]).atanh_()
   * // tensor([0.0000, 0.5493])
   */
  atanh_(): Tensor<S>
  /**
   * `sigmoid` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.sigmoid_
   * @example
   * tensor([0, 2]).sigmoid_()
   * // tensor([0.5000, 0.8808])
   */
  sigmoid_(): Tensor<S>
  /**
   * `erf` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.erf_
   * @example
   * tensor([0, 1]).erf_()
   * // tensor([0.0000, 0.8427])
   */
  erf_(): Tensor<S>
  /**
   * `erfc` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.erfc_
   * @example
   * tensor([0, 1]).erfc_()
   * // tensor([1.0000, 0.1573])
   */
  erfc_(): Tensor<S>
  /**
   * `lgamma` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.lgamma_
   * @example
   * tensor([1, 4]).lgamma_()
   * // tensor([0.0000, 1.7918])
   */
  lgamma_(): Tensor<S>
  /**
   * `relu` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.relu_
   * @example
   * tensor([-1, 2]).relu_()
   * // tensor([0., 2.])
   */
  relu_(): Tensor<S>
  /**
   * `floor` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.floor_
   * @example
   * tensor([-1.5, 1.5]).floor_()
   * // tensor([-2.,  1.])
   */
  floor_(): Tensor<S>
  /**
   * `ceil` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.ceil_
   * @example
   * tensor([-1.5, 1.5]).ceil_()
   * // tensor([-1.,  2.])
   */
  ceil_(): Tensor<S>
  /**
   * `round` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.round_
   * @example
   * tensor([0.5, 1.5, 2.4]).round_()
   * // tensor([0., 2., 2.])
   */
  round_(options?: { decimals?: number }): Tensor<S>
  /**
   * `trunc` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.trunc_
   * @example
   * tensor([-1.5, 1.5]).trunc_()
   * // tensor([-1.,  1.])
   */
  trunc_(): Tensor<S>
  /**
   * `frac` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.frac_
   * @example
   * tensor([-1.5, 1.25]).frac_()
   * // tensor([-0.5000,  0.2500])
   */
  frac_(): Tensor<S>
  /**
   * `bitwiseNot` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.bitwise_not_
   * @example
   * tensor([0, 5], { dtype: 'int64' }).bitwiseNot_()
   * // tensor([-1, -6])
   */
  bitwiseNot_(): Tensor<S>
  /**
   * `logicalNot` in place (1 or 0, in this dtype).
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.logical_not_
   * @example
   * tensor([0, 2]).logicalNot_()
   * // tensor([1., 0.])
   */
  logicalNot_(): Tensor<S>
}
