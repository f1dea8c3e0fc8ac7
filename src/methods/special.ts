import type { Combined, Operand, OperandInto, Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** The rarer functions of each element by itself, and their in-place twins: the shape stays. */
export interface Special<S extends Shape> {
  /** ψ(x), the derivative of `lgamma`. Gradient: g · ψ′(x). */
  digamma(): Tensor<S>
  /** `digamma` in place. */
  digamma_(): Tensor<S>
  /** The inverse of `erf`; nan outside [−1, 1]. Gradient: g · √π/2 e^(y²). */
  erfinv(): Tensor<S>
  /** `erfinv` in place. */
  erfinv_(): Tensor<S>
  /** The modified Bessel function I₀. Gradient: g · I₁(x). */
  i0(): Tensor<S>
  /** `i0` in place. */
  i0_(): Tensor<S>
  /** sin πx / πx, and 1 at 0. */
  sinc(): Tensor<S>
  /** `sinc` in place. */
  sinc_(): Tensor<S>
  /** Degrees as radians. Gradient: g · π/180. */
  deg2rad(): Tensor<S>
  /** `deg2rad` in place. */
  deg2rad_(): Tensor<S>
  /** Radians as degrees. Gradient: g · 180/π. */
  rad2deg(): Tensor<S>
  /** `rad2deg` in place. */
  rad2deg_(): Tensor<S>
  /** −1, 0 or 1: `sign`. Gradient: 0. */
  sgn(): Tensor<S>
  /** `sgn` in place. */
  sgn_(): Tensor<S>
  /**
   * ln(x / (1 − x)), the inverse of `sigmoid`; with `eps` x is clamped to [eps, 1 − eps]. Gradient: g / (x(1 − x)).
   */
  logit(eps?: number | null | { eps?: number | null }): Tensor<S>
  /** `logit` in place. */
  logit_(eps?: number | null | { eps?: number | null }): Tensor<S>
  /**
   * Finite numbers in place of nan (0) and the infinities (the largest and the least of the dtype). Gradient: g where x is finite.
   */
  nanToNum(
    nan?: number | null | NanToNumOptions,
    posinf?: number | null | NanToNumOptions,
    neginf?: number | null,
  ): Tensor<S>
  /** `nanToNum` in place. */
  nanToNum_(
    nan?: number | null | NanToNumOptions,
    posinf?: number | null | NanToNumOptions,
    neginf?: number | null,
  ): Tensor<S>
  /** The logarithm of the gamma function of `p` variables; x > (p − 1)/2. */
  mvlgamma(p: number): Tensor<S>
  /** `mvlgamma` in place. */
  mvlgamma_(p: number): Tensor<S>
  /** ψ⁽ⁿ⁾(x), the n-th derivative of `digamma`. Errors: RuntimeError for negative n. */
  polygamma(n: number): Tensor<S>
  /** `polygamma` in place. */
  polygamma_(n: number): Tensor<S>
  /** 0, or π below 0: the angle in the complex plane. */
  angle(): Tensor<S>
  /** Itself. Errors: RuntimeError for bools. */
  positive(): Tensor<S>
}

/** The rarer functions of two operands, which broadcast, and their in-place twins. */
export interface SpecialBinary {
  /** |x| with the sign of other; integers become float32. Gradient: ±g. */
  copysign<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** `copysign` in place. */
  copysign_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** The next float after x towards other. */
  nextafter<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** `nextafter` in place. */
  nextafter_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** 0 below 0, 1 above, `other` at 0. Both have one dtype. No gradient. */
  heaviside<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** `heaviside` in place. */
  heaviside_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** x · ln other, and 0 where x is 0. Gradients: g · ln other and g · x / other. */
  xlogy<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** `xlogy` in place. */
  xlogy_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** ln(eˣ + e^other), without overflow. */
  logaddexp<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** log₂(2ˣ + 2^other), without overflow. */
  logaddexp2<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** The larger of the two; where one is nan, the other. */
  fmax<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** The smaller of the two; where one is nan, the other. */
  fmin<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** The greatest common divisor, of integers. */
  gcd<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** `gcd` in place. */
  gcd_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** The least common multiple, of integers. */
  lcm<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** `lcm` in place. */
  lcm_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** P(x, other), the regularised lower incomplete gamma function. Gradient for `other` alone. */
  igamma<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** `igamma` in place. */
  igamma_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** Q(x, other) = 1 − P(x, other), the upper one. Gradient for `other` alone. */
  igammac<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** `igammac` in place. */
  igammac_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** x · 2^other. */
  ldexp<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** `ldexp` in place. */
  ldexp_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** x to the power of other in float64. */
  floatPower<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** `floatPower` in place. */
  floatPower_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * x + weight · (end − x): a mixture of two tensors. Gradients: g · (1 − weight), g · weight and, of a tensor, g · (end − x).
   */
  lerp<T extends Tensor, O extends Tensor, W extends Tensor | number>(
    this: T,
    end: Operand<T, O>,
    weight: Operand<Combined<T, O>, W>,
  ): Combined<Combined<T, O>, W>
  /** `lerp` in place. */
  lerp_<T extends Tensor, O extends Tensor>(this: T, end: OperandInto<T, O>, weight: Tensor | number): T
  /** x + value · tensor1 · tensor2. */
  addcmul(tensor1: Tensor, tensor2: Tensor, options?: { value?: number }): Tensor
  /** `addcmul` in place. */
  addcmul_<T extends Tensor>(this: T, tensor1: Tensor, tensor2: Tensor, options?: { value?: number }): T
  /** x + value · tensor1 / tensor2. Errors: RuntimeError if both are integers. */
  addcdiv(tensor1: Tensor, tensor2: Tensor, options?: { value?: number }): Tensor
  /** `addcdiv` in place. */
  addcdiv_<T extends Tensor>(this: T, tensor1: Tensor, tensor2: Tensor, options?: { value?: number }): T
}

export interface NanToNumOptions {
  /** What stands for nan; 0 unless given. */
  nan?: number | null
  /** What stands for inf; the dtype's largest number unless given. */
  posinf?: number | null
  /** What stands for −inf; the dtype's least number unless given. */
  neginf?: number | null
}
