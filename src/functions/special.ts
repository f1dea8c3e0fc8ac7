import { free } from '../free.js'
import type { NanToNumOptions } from '../methods/special.js'
import type { Combined, Operand, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
import type { Binary, Unary } from './types.js'
/** ψ(x), the derivative of `lgamma`. Gradient: g · ψ′(x). */
export const digamma: Unary = typed(free.digamma)
/** The inverse of `erf`; nan outside [−1, 1]. Gradient: g · √π/2 e^(y²). */
export const erfinv: Unary = typed(free.erfinv)
/** The modified Bessel function I₀. Gradient: g · I₁(x). */
export const i0: Unary = typed(free.i0)
/** sin πx / πx, and 1 at 0. */
export const sinc: Unary = typed(free.sinc)
/** Degrees as radians. Gradient: g · π/180. */
export const deg2rad: Unary = typed(free.deg2rad)
/** Radians as degrees. Gradient: g · 180/π. */
export const rad2deg: Unary = typed(free.rad2deg)
/** −1, 0 or 1: `sign`. Gradient: 0. */
export const sgn: Unary = typed(free.sgn)
/** ln(x / (1 − x)), the inverse of `sigmoid`; with `eps` x is clamped to [eps, 1 − eps]. Gradient: g / (x(1 − x)). */
export const logit: Unary<[eps?: number | null | { eps?: number | null }]> = typed(free.logit)
/**
 * Finite numbers in place of nan (0) and the infinities (the largest and the least of the dtype). Gradient: g where x is finite.
 */
export const nanToNum: Unary<
  [nan?: number | null | NanToNumOptions, posinf?: number | null | NanToNumOptions, neginf?: number | null]
> = typed(free.nanToNum)
/** The logarithm of the gamma function of `p` variables; x > (p − 1)/2. */
export const mvlgamma: Unary<[p: number]> = typed(free.mvlgamma)
/** ψ⁽ⁿ⁾(x), the n-th derivative of `digamma`. Errors: RuntimeError for negative n. */
export const polygamma: <S extends Shape>(n: number, input: Tensor<S>) => Tensor<S> = typed(free.polygamma)
/** 0, or π below 0: the angle in the complex plane. */
export const angle: Unary<[]> = typed(free.angle)
/** Itself. Errors: RuntimeError for bools. */
export const positive: Unary<[]> = typed(free.positive)
/** |x| with the sign of other; integers become float32. Gradient: ±g. */
export const copysign: Binary = typed(free.copysign)
/** The next float after x towards other. */
export const nextafter: Binary = typed(free.nextafter)
/** 0 below 0, 1 above, `other` at 0. Both have one dtype. No gradient. */
export const heaviside: Binary = typed(free.heaviside)
/** x · ln other, and 0 where x is 0. Gradients: g · ln other and g · x / other. */
export const xlogy: Binary = typed(free.xlogy)
/** ln(eˣ + e^other), without overflow. */
export const logaddexp: Binary = typed(free.logaddexp)
/** log₂(2ˣ + 2^other), without overflow. */
export const logaddexp2: Binary = typed(free.logaddexp2)
/** The larger of the two; where one is nan, the other. */
export const fmax: Binary = typed(free.fmax)
/** The smaller of the two; where one is nan, the other. */
export const fmin: Binary = typed(free.fmin)
/** The greatest common divisor, of integers. */
export const gcd: Binary = typed(free.gcd)
/** The least common multiple, of integers. */
export const lcm: Binary = typed(free.lcm)
/** P(x, other), the regularised lower incomplete gamma function. Gradient for `other` alone. */
export const igamma: Binary = typed(free.igamma)
/** Q(x, other) = 1 − P(x, other), the upper one. Gradient for `other` alone. */
export const igammac: Binary = typed(free.igammac)
/** x · 2^other. */
export const ldexp: Binary = typed(free.ldexp)
/** x to the power of other in float64. */
export const floatPower: Binary = typed(free.floatPower)
/**
 * x + weight · (end − x): a mixture of two tensors. Gradients: g · (1 − weight), g · weight and, of a tensor, g · (end − x).
 */
export const lerp: <T extends Tensor, O extends Tensor, W extends Tensor | number>(
  input: T,
  end: Operand<T, O>,
  weight: Operand<Combined<T, O>, W>,
) => Combined<Combined<T, O>, W> = typed(free.lerp)
/** x + value · tensor1 · tensor2. */
export const addcmul: (input: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: number }) => Tensor = typed(
  free.addcmul,
)
/** x + value · tensor1 / tensor2. Errors: RuntimeError if both are integers. */
export const addcdiv: (input: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: number }) => Tensor = typed(
  free.addcdiv,
)
