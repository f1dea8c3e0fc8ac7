import { free } from '../free.js'
import type { ClampOptions, Limit } from '../methods/pointwise.js'
import { typed } from './typed.js'
import type { Unary } from './types.js'

/**
 * −x. Gradient: −g.
 *
 * @returns The same shape and dtype.
 * @see torch.neg
 * @example
 * neg(tensor([1, -2]))
 * // tensor([-1.,  2.])
 */
export const neg: Unary = typed(free.neg)
/**
 * |x|. Gradient: g · sign x.
 *
 * @returns The same shape and dtype.
 * @see torch.abs
 * @example
 * abs(tensor([-1, 2]))
 * // tensor([1., 2.])
 */
export const abs: Unary = typed(free.abs)
/**
 * −x: another name of `neg`.
 *
 * @returns The same shape and dtype.
 * @see torch.negative
 * @example
 * negative(tensor([1, -2]))
 * // tensor([-1.,  2.])
 */
export const negative: Unary = typed(free.negative)
/**
 * |x|: another name of `abs`.
 *
 * @returns The same shape and dtype.
 * @see torch.absolute
 * @example
 * absolute(tensor([-1, 2]))
 * // tensor([1., 2.])
 */
export const absolute: Unary = typed(free.absolute)
/**
 * −1, 0 or 1. Gradient: 0.
 *
 * @returns The same shape and dtype.
 * @see torch.sign
 * @example
 * sign(tensor([-3, 0, 2]))
 * // tensor([-1.,  0.,  1.])
 */
export const sign: Unary = typed(free.sign)
/**
 * eˣ. Gradient: g · eˣ.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.exp
 * @example
 * exp(tensor([0, 1]))
 * // tensor([1.0000, 2.7183])
 */
export const exp: Unary = typed(free.exp)
/**
 * 2ˣ. Gradient: g · 2ˣ ln 2.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.exp2
 * @example
 * exp2(tensor([0, 3]))
 * // tensor([1., 8.])
 */
export const exp2: Unary = typed(free.exp2)
/**
 * eˣ − 1, exact near 0. Gradient: g · eˣ.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.expm1
 * @example
 * expm1(tensor([0, 1]))
 * // tensor([0.0000, 1.7183])
 */
export const expm1: Unary = typed(free.expm1)
/**
 * The natural logarithm: −inf at 0, nan below. Gradient: g / x.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.log
 * @example
 * log(tensor([1, 2]))
 * // tensor([0.0000, 0.6931])
 */
export const log: Unary = typed(free.log)
/**
 * The logarithm to base 2. Gradient: g / (x ln 2).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.log2
 * @example
 * log2(tensor([1, 8]))
 * // tensor([0., 3.])
 */
export const log2: Unary = typed(free.log2)
/**
 * The logarithm to base 10. Gradient: g / (x ln 10).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.log10
 * @example
 * log10(tensor([1, 50]))
 * // tensor([0.0000, 1.6990])
 */
export const log10: Unary = typed(free.log10)
/**
 * ln(1 + x), exact near 0. Gradient: g / (1 + x).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.log1p
 * @example
 * log1p(tensor([0, 1]))
 * // tensor([0.0000, 0.6931])
 */
export const log1p: Unary = typed(free.log1p)
/**
 * √x; nan below 0. Gradient: g / (2√x).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.sqrt
 * @example
 * sqrt(tensor([4, 9]))
 * // tensor([2., 3.])
 */
export const sqrt: Unary = typed(free.sqrt)
/**
 * 1/√x. Gradient: −g / (2x√x).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.rsqrt
 * @example
 * rsqrt(tensor([4, 16]))
 * // tensor([0.5000, 0.2500])
 */
export const rsqrt: Unary = typed(free.rsqrt)
/**
 * x². Gradient: 2gx.
 *
 * @returns The same shape and dtype.
 * @see torch.square
 * @example
 * square(tensor([-3, 2]))
 * // tensor([9., 4.])
 */
export const square: Unary = typed(free.square)
/**
 * 1/x. Gradient: −g / x².
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.reciprocal
 * @example
 * reciprocal(tensor([2, 4]))
 * // tensor([0.5000, 0.2500])
 */
export const reciprocal: Unary = typed(free.reciprocal)
/**
 * The sine; angles are in radians. Gradient: g · cos x.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.sin
 * @example
 * sin(tensor([0, 1]))
 * // tensor([0.0000, 0.8415])
 */
export const sin: Unary = typed(free.sin)
/**
 * The cosine; angles are in radians. Gradient: −g · sin x.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.cos
 * @example
 * cos(tensor([0, 1]))
 * // tensor([1.0000, 0.5403])
 */
export const cos: Unary = typed(free.cos)
/**
 * The tangent; angles are in radians. Gradient: g · (1 + tan² x).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.tan
 * @example
 * tan(tensor([0, 1]))
 * // tensor([0.0000, 1.5574])
 */
export const tan: Unary = typed(free.tan)
/**
 * The inverse sine, in radians; nan outside [−1, 1]. Gradient: g / √(1 − x²).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.asin
 * @example
 * asin(tensor([0, 1]))
 * // tensor([0.0000, 1.5708])
 */
export const asin: Unary = typed(free.asin)
/**
 * The inverse cosine, in radians; nan outside [−1, 1]. Gradient: −g / √(1 − x²).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.acos
 * @example
 * acos(tensor([0, 1]))
 * // tensor([1.5708, 0.0000])
 */
export const acos: Unary = typed(free.acos)
/**
 * The inverse tangent, in radians. Gradient: g / (1 + x²).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.atan
 * @example
 * atan(tensor([0, 1]))
 * // tensor([0.0000, 0.7854])
 */
export const atan: Unary = typed(free.atan)
/**
 * The hyperbolic sine. Gradient: g · cosh x.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.sinh
 * @example
 * sinh(tensor([0, 1]))
 * // tensor([0.0000, 1.1752])
 */
export const sinh: Unary = typed(free.sinh)
/**
 * The hyperbolic cosine. Gradient: g · sinh x.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.cosh
 * @example
 * cosh(tensor([0, 1]))
 * // tensor([1.0000, 1.5431])
 */
export const cosh: Unary = typed(free.cosh)
/**
 * The hyperbolic tangent, between −1 and 1. Gradient: g · (1 − tanh² x).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.tanh
 * @example
 * tanh(tensor([0, 1]))
 * // tensor([0.0000, 0.7616])
 */
export const tanh: Unary = typed(free.tanh)
/**
 * The inverse hyperbolic sine. Gradient: g / √(x² + 1).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.asinh
 * @example
 * asinh(tensor([0, 1]))
 * // tensor([0.0000, 0.8814])
 */
export const asinh: Unary = typed(free.asinh)
/**
 * The inverse hyperbolic cosine; nan below 1. Gradient: g / √(x² − 1).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.acosh
 * @example
 * acosh(tensor([1, 2]))
 * // tensor([0.0000, 1.3170])
 */
export const acosh: Unary = typed(free.acosh)
/**
 * The inverse hyperbolic tangent; nan outside [−1, 1]. Gradient: g / (1 − x²).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.atanh
 * @example
 * atanh(tensor([0, 0.5]))
 * // tensor([0.0000, 0.5493])
 */
export const atanh: Unary = typed(free.atanh)
/**
 * 1 / (1 + e⁻ˣ), between 0 and 1. Gradient: g · y(1 − y).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.sigmoid
 * @example
 * sigmoid(tensor([0, 2]))
 * // tensor([0.5000, 0.8808])
 */
export const sigmoid: Unary = typed(free.sigmoid)
/**
 * max(0, x). Gradient: g where x > 0.
 *
 * @returns The same shape and dtype.
 * @see torch.relu
 * @example
 * relu(tensor([-1, 2]))
 * // tensor([0., 2.])
 */
export const relu: Unary = typed(free.relu)
/**
 * The next whole number below. Gradient: 0.
 *
 * @returns The same shape and dtype.
 * @see torch.floor
 * @example
 * floor(tensor([-1.5, 1.5]))
 * // tensor([-2.,  1.])
 */
export const floor: Unary = typed(free.floor)
/**
 * The next whole number above. Gradient: 0.
 *
 * @returns The same shape and dtype.
 * @see torch.ceil
 * @example
 * ceil(tensor([-1.5, 1.5]))
 * // tensor([-1.,  2.])
 */
export const ceil: Unary = typed(free.ceil)
/**
 * The nearest whole number, or `decimals` places behind the point; halves go to the even one. Gradient: 0.
 *
 * @see torch.round
 * @example
 * round(tensor([0.5, 1.5, 2.4]))
 * // tensor([0., 2., 2.])
 */
export const round: Unary<[options?: { decimals?: number }]> = typed(free.round)
/**
 * The whole part, towards 0. Gradient: 0.
 *
 * @returns The same shape and dtype.
 * @see torch.trunc
 * @example
 * trunc(tensor([-1.5, 1.5]))
 * // tensor([-1.,  1.])
 */
export const trunc: Unary = typed(free.trunc)
/**
 * What `trunc` takes away. Gradient: g.
 *
 * @returns The same shape and dtype.
 * @throws RuntimeError for integers.
 * @see torch.frac
 * @example
 * frac(tensor([-1.5, 1.25]))
 * // tensor([-0.5000,  0.2500])
 */
export const frac: Unary = typed(free.frac)
/**
 * The error function 2/√π ∫₀ˣ e^(−t²) dt. Gradient: g · 2/√π e^(−x²).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.erf
 * @example
 * erf(tensor([0, 1]))
 * // tensor([0.0000, 0.8427])
 */
export const erf: Unary = typed(free.erf)
/**
 * 1 − erf x. Gradient: −g · 2/√π e^(−x²).
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.erfc
 * @example
 * erfc(tensor([0, 1]))
 * // tensor([1.0000, 0.1573])
 */
export const erfc: Unary = typed(free.erfc)
/**
 * The logarithm of the gamma function.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.lgamma
 * @example
 * lgamma(tensor([1, 4]))
 * // tensor([0.0000, 1.7918])
 */
export const lgamma: Unary = typed(free.lgamma)
/**
 * All bits of integers turned over; `not` for bools.
 *
 * @returns The same shape and dtype.
 * @see torch.bitwise_not
 * @example
 * bitwiseNot(tensor([0, 5], { dtype: 'int64' }))
 * // tensor([-1, -6])
 */
export const bitwiseNot: Unary = typed(free.bitwiseNot)
/**
 * No smaller than `min`, no larger than `max`. Gradient: g where nothing was cut off.
 *
 * @see torch.clamp
 * @example
 * clamp(tensor([-2, 0.5, 3]), -1, 1)
 * // tensor([-1.0000,  0.5000,  1.0000])
 */
export const clamp: Unary<[min?: Limit | ClampOptions | null, max?: Limit | null]> = typed(free.clamp)
/**
 * Another name of `clamp`.
 *
 * @see torch.clip
 * @example
 * clip(tensor([-2, 0.5, 3]), -1, 1)
 * // tensor([-1.0000,  0.5000,  1.0000])
 */
export const clip: Unary<[min?: Limit | ClampOptions | null, max?: Limit | null]> = typed(free.clip)
/**
 * No smaller than `min`. Gradient: g where x ≥ min.
 *
 * @see torch.clamp_min
 * @example
 * clampMin(tensor([-2, 0.5]), 0)
 * // tensor([0.0000, 0.5000])
 */
export const clampMin: Unary<[min: Limit]> = typed(free.clampMin)
/**
 * No larger than `max`. Gradient: g where x ≤ max.
 *
 * @see torch.clamp_max
 * @example
 * clampMax(tensor([0.5, 3]), 1)
 * // tensor([0.5000, 1.0000])
 */
export const clampMax: Unary<[max: Limit]> = typed(free.clampMax)
