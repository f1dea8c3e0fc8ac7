import type { OperandInto, Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import type { ClampOptions, Limit, RoundingOptions } from './pointwise.js'

/**
 * What changes the tensor itself and returns it: shape and dtype stay. A leaf that requires a gradient refuses it outside
 * of `noGrad`, and so does an expanded tensor, in which one element stands for many.
 */
export interface InPlace<S extends Shape> {
  /** Every element becomes 0. */
  zero_(): Tensor<S>
  /** Every element becomes `value`: a number or a one-element tensor. */
  fill_(value: Scalar | Tensor): Tensor<S>
  /** `value` wherever `mask` (bools that broadcast) is true. */
  maskedFill_(mask: Tensor, value: Scalar | Tensor): Tensor<S>
  /** `clamp` in place. */
  clamp_(min?: Limit | ClampOptions | null, max?: Limit | null): Tensor<S>
  /** `clampMin` in place. */
  clampMin_(min: Limit): Tensor<S>
  /** `clampMax` in place. */
  clampMax_(max: Limit): Tensor<S>
  /** `neg` in place. */
  neg_(): Tensor<S>
  /** `abs` in place. */
  abs_(): Tensor<S>
  /** `sign` in place. */
  sign_(): Tensor<S>
  /** `exp` in place. */
  exp_(): Tensor<S>
  /** `exp2` in place. */
  exp2_(): Tensor<S>
  /** `expm1` in place. */
  expm1_(): Tensor<S>
  /** `log` in place. */
  log_(): Tensor<S>
  /** `log2` in place. */
  log2_(): Tensor<S>
  /** `log10` in place. */
  log10_(): Tensor<S>
  /** `log1p` in place. */
  log1p_(): Tensor<S>
  /** `sqrt` in place. */
  sqrt_(): Tensor<S>
  /** `rsqrt` in place. */
  rsqrt_(): Tensor<S>
  /** `square` in place. */
  square_(): Tensor<S>
  /** `reciprocal` in place. */
  reciprocal_(): Tensor<S>
  /** `sin` in place. */
  sin_(): Tensor<S>
  /** `cos` in place. */
  cos_(): Tensor<S>
  /** `tan` in place. */
  tan_(): Tensor<S>
  /** `asin` in place. */
  asin_(): Tensor<S>
  /** `acos` in place. */
  acos_(): Tensor<S>
  /** `atan` in place. */
  atan_(): Tensor<S>
  /** `sinh` in place. */
  sinh_(): Tensor<S>
  /** `cosh` in place. */
  cosh_(): Tensor<S>
  /** `tanh` in place. */
  tanh_(): Tensor<S>
  /** `asinh` in place. */
  asinh_(): Tensor<S>
  /** `acosh` in place. */
  acosh_(): Tensor<S>
  /** `atanh` in place. */
  atanh_(): Tensor<S>
  /** `sigmoid` in place. */
  sigmoid_(): Tensor<S>
  /** `relu` in place. */
  relu_(): Tensor<S>
  /** `floor` in place. */
  floor_(): Tensor<S>
  /** `ceil` in place. */
  ceil_(): Tensor<S>
  /** `round` in place. */
  round_(options?: { decimals?: number }): Tensor<S>
  /** `trunc` in place. */
  trunc_(): Tensor<S>
  /** `frac` in place. */
  frac_(): Tensor<S>
  /** `erf` in place. */
  erf_(): Tensor<S>
  /** `erfc` in place. */
  erfc_(): Tensor<S>
  /** `lgamma` in place. */
  lgamma_(): Tensor<S>
  /** `bitwiseNot` in place. */
  bitwiseNot_(): Tensor<S>
  /** `logicalNot` in place (1 or 0, in this dtype). */
  logicalNot_(): Tensor<S>
}

/** In-place arithmetic: the other operand broadcasts to this one's shape. */
export interface InPlaceBinary {
  /** x += alpha · other. */
  add_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>, options?: { alpha?: number }): T
  /** x −= alpha · other. */
  sub_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>, options?: { alpha?: number }): T
  /** x ·= other. */
  mul_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** x /= other; integers refuse, since the result is a float. */
  div_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>, options?: RoundingOptions): T
  /** Takes over the elements of `source`, which broadcasts and is cast. */
  copy_<T extends Tensor, O extends Tensor | Scalar>(this: T, source: OperandInto<T, O>): T
  /** `pow` in place. */
  pow_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `floorDivide` in place. */
  floorDivide_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `remainder` in place. */
  remainder_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `fmod` in place. */
  fmod_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `maximum` in place. */
  maximum_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `minimum` in place. */
  minimum_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `atan2` in place. */
  atan2_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `hypot` in place. */
  hypot_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `bitwiseAnd` in place. */
  bitwiseAnd_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `bitwiseOr` in place. */
  bitwiseOr_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `bitwiseXor` in place. */
  bitwiseXor_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `bitwiseLeftShift` in place. */
  bitwiseLeftShift_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `bitwiseRightShift` in place. */
  bitwiseRightShift_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `lt` in place (1 or 0, in this dtype). */
  lt_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `le` in place (1 or 0, in this dtype). */
  le_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `gt` in place (1 or 0, in this dtype). */
  gt_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `ge` in place (1 or 0, in this dtype). */
  ge_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `eq` in place (1 or 0, in this dtype). */
  eq_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `ne` in place (1 or 0, in this dtype). */
  ne_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `logicalAnd` in place (1 or 0, in this dtype). */
  logicalAnd_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `logicalOr` in place (1 or 0, in this dtype). */
  logicalOr_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** `logicalXor` in place (1 or 0, in this dtype). */
  logicalXor_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
}
