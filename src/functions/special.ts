import { free } from '../free.js'
import type { NanToNumOptions } from '../methods/special.js'
import type { Combined, Operand, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
import type { Binary, BinaryOfTensors, Unary } from './types.js'
/**
 * ψ(x), the derivative of `lgamma`. Gradient: g · ψ′(x).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.digamma
 * @example
 * digamma(tensor([1, 2]))
 * // tensor([-0.5772,  0.4228])
 */
export const digamma: Unary = typed(free.digamma)
/**
 * The inverse of `erf`; nan outside [−1, 1]. Gradient: g · √π/2 e^(y²).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.erfinv
 * @example
 * erfinv(tensor([0, 0.5]))
 * // tensor([0.0000, 0.4769])
 */
export const erfinv: Unary = typed(free.erfinv)
/**
 * The modified Bessel function I₀. Gradient: g · I₁(x).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.i0
 * @example
 * i0(tensor([0, 1]))
 * // tensor([1.0000, 1.2661])
 */
export const i0: Unary = typed(free.i0)
/**
 * sin πx / πx, and 1 at 0.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.sinc
 * @example
 * sinc(tensor([0, 0.5]))
 * // tensor([1.0000, 0.6366])
 */
export const sinc: Unary = typed(free.sinc)
/**
 * Degrees as radians. Gradient: g · π/180.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.deg2rad
 * @example
 * deg2rad(tensor([0, 180]))
 * // tensor([0.0000, 3.1416])
 */
export const deg2rad: Unary = typed(free.deg2rad)
/**
 * Radians as degrees. Gradient: g · 180/π.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.rad2deg
 * @example
 * rad2deg(tensor([0, 3.1415927]))
 * // tensor([  0., 180.])
 */
export const rad2deg: Unary = typed(free.rad2deg)
/**
 * −1, 0 or 1: `sign`. Gradient: 0.
 *
 * @returns The same shape and dtype.
 * @see torch.sgn
 * @example
 * sgn(tensor([-3, 0, 2]))
 * // tensor([-1.,  0.,  1.])
 */
export const sgn: Unary = typed(free.sgn)
/**
 * ln(x / (1 − x)), the inverse of `sigmoid`; with `eps` x is clamped to [eps, 1 − eps]. Gradient: g / (x(1 − x)).
 *
 * @see torch.logit
 * @example
 * logit(tensor([0.5, 0.9]))
 * // tensor([0.0000, 2.1972])
 */
export const logit: Unary<[eps?: number | null | { eps?: number | null }]> = typed(free.logit)
/**
 * Finite numbers in place of nan (0) and the infinities (the largest and the least of the dtype). Gradient: g where x is finite.
 *
 * @see torch.nan_to_num
 * @example
 * nanToNum(tensor([NaN, 1, Infinity]), 0, 9)
 * // tensor([0., 1., 9.])
 */
export const nanToNum: Unary<
  [nan?: number | null | NanToNumOptions, posinf?: number | null | NanToNumOptions, neginf?: number | null]
> = typed(free.nanToNum)
/**
 * The logarithm of the gamma function of `p` variables; x > (p − 1)/2.
 *
 * @see torch.mvlgamma
 * @example
 * mvlgamma(tensor([2, 3]), 2)
 * // tensor([0.4516, 1.5502])
 */
export const mvlgamma: Unary<[p: number]> = typed(free.mvlgamma)
/**
 * ψ⁽ⁿ⁾(x), the n-th derivative of `digamma`. Errors: RuntimeError for negative n.
 *
 * @see torch.polygamma
 * @example
 * polygamma(1, tensor([1, 2]))
 * // tensor([1.6449, 0.6449])
 */
export const polygamma: <S extends Shape>(n: number, input: Tensor<S>) => Tensor<S> = typed(free.polygamma)
/**
 * 0, or π below 0: the angle in the complex plane.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.angle
 * @example
 * angle(tensor([1, -2]))
 * // tensor([0.0000, 3.1416])
 */
export const angle: Unary<[]> = typed(free.angle)
/**
 * Itself. Errors: RuntimeError for bools.
 *
 * @returns The same shape and dtype.
 * @see torch.positive
 * @example
 * positive(tensor([1, -2]))
 * // tensor([ 1., -2.])
 */
export const positive: Unary<[]> = typed(free.positive)
/**
 * |x| with the sign of other; integers become float32. Gradient: ±g.
 *
 * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.copysign
 * @example
 * copysign(tensor([1, -2]), -1)
 * // tensor([-1., -2.])
 */
export const copysign: Binary = typed(free.copysign)
/**
 * The next float after x towards other.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for integers.
 * @see torch.nextafter
 * @example
 * nextafter(tensor([1, 2]), tensor([2, 3])).gt(tensor([1, 2]))
 * // tensor([True, True])
 */
export const nextafter: BinaryOfTensors = typed(free.nextafter)
/**
 * 0 below 0, 1 above, `other` at 0. Both have one dtype. No gradient.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.heaviside
 * @example
 * heaviside(tensor([-1, 0, 2]), tensor(0.5))
 * // tensor([0.0000, 0.5000, 1.0000])
 */
export const heaviside: BinaryOfTensors = typed(free.heaviside)
/**
 * x · ln other, and 0 where x is 0. Gradients: g · ln other and g · x / other.
 *
 * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.xlogy
 * @example
 * xlogy(tensor([0, 2]), tensor([0, 3]))
 * // tensor([0.0000, 2.1972])
 */
export const xlogy: Binary = typed(free.xlogy)
/**
 * ln(eˣ + e^other), without overflow.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for integers.
 * @see torch.logaddexp
 * @example
 * logaddexp(tensor([0, 1]), tensor([0, 2]))
 * // tensor([0.6931, 2.3133])
 */
export const logaddexp: BinaryOfTensors = typed(free.logaddexp)
/**
 * log₂(2ˣ + 2^other), without overflow.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for integers.
 * @see torch.logaddexp2
 * @example
 * logaddexp2(tensor([0, 1]), tensor([0, 1]))
 * // tensor([1., 2.])
 */
export const logaddexp2: BinaryOfTensors = typed(free.logaddexp2)
/**
 * The larger of the two; where one is nan, the other.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.fmax
 * @example
 * fmax(tensor([1, NaN]), tensor([0, 2]))
 * // tensor([1., 2.])
 */
export const fmax: BinaryOfTensors = typed(free.fmax)
/**
 * The smaller of the two; where one is nan, the other.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.fmin
 * @example
 * fmin(tensor([1, NaN]), tensor([0, 2]))
 * // tensor([0., 2.])
 */
export const fmin: BinaryOfTensors = typed(free.fmin)
/**
 * The greatest common divisor, of integers.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for floats.
 * @see torch.gcd
 * @example
 * gcd(tensor([12, 9], { dtype: 'int64' }), tensor([8, 6], { dtype: 'int64' }))
 * // tensor([4, 3])
 */
export const gcd: BinaryOfTensors = typed(free.gcd)
/**
 * The least common multiple, of integers.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for floats.
 * @see torch.lcm
 * @example
 * lcm(tensor([4, 6], { dtype: 'int64' }), tensor([6, 8], { dtype: 'int64' }))
 * // tensor([12, 24])
 */
export const lcm: BinaryOfTensors = typed(free.lcm)
/**
 * P(x, other), the regularised lower incomplete gamma function. Gradient for `other` alone.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for integers.
 * @see torch.igamma
 * @example
 * igamma(tensor([1, 2]), tensor([1, 1]))
 * // tensor([0.6321, 0.2642])
 */
export const igamma: BinaryOfTensors = typed(free.igamma)
/**
 * Q(x, other) = 1 − P(x, other), the upper one. Gradient for `other` alone.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for integers.
 * @see torch.igammac
 * @example
 * igammac(tensor([1, 2]), tensor([1, 1]))
 * // tensor([0.3679, 0.7358])
 */
export const igammac: BinaryOfTensors = typed(free.igammac)
/**
 * x · 2^other.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.ldexp
 * @example
 * ldexp(tensor([1, 2]), tensor([3, 2]))
 * // tensor([8., 8.])
 */
export const ldexp: BinaryOfTensors = typed(free.ldexp)
/**
 * x to the power of other in float64.
 *
 * @returns The shape that both broadcast to, as float64.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.float_power
 * @example
 * floatPower(tensor([1, 2]), 3)
 * // tensor([1., 8.], dtype=torch.float64)
 */
export const floatPower: Binary = typed(free.floatPower)
/**
 * x + weight · (end − x): a mixture of two tensors. Gradients: g · (1 − weight), g · weight and, of a tensor, g · (end − x).
 *
 * @see torch.lerp
 * @example
 * lerp(tensor([0, 10]), tensor([10, 20]), 0.5)
 * // tensor([ 5., 15.])
 */
export const lerp: <T extends Tensor, O extends Tensor, W extends Tensor | number>(
  input: T,
  end: Operand<T, O>,
  weight: Operand<Combined<T, O>, W>,
) => Combined<Combined<T, O>, W> = typed(free.lerp)
/**
 * x + value · tensor1 · tensor2.
 *
 * @see torch.addcmul
 * @example
 * addcmul(ones(2), tensor([4, 6]), tensor([2, 3]), { value: 0.5 })
 * // tensor([ 5., 10.])
 */
export const addcmul: (input: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: number }) => Tensor = typed(
  free.addcmul,
)
/**
 * x + value · tensor1 / tensor2. Errors: RuntimeError if both are integers.
 *
 * @see torch.addcdiv
 * @example
 * addcdiv(ones(2), tensor([4, 6]), tensor([2, 3]))
 * // tensor([3., 3.])
 */
export const addcdiv: (input: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: number }) => Tensor = typed(
  free.addcdiv,
)
