import { free } from '../free.js'
import type { ClampOptions, Limit } from '../methods/pointwise.js'
import { typed } from './typed.js'
import type { Unary } from './types.js'

/** −x. Gradient: −g. */
export const neg: Unary = typed(free.neg)
/** |x|. Gradient: g · sign x. */
export const abs: Unary = typed(free.abs)
/** −x: another name of `neg`. */
export const negative: Unary = typed(free.negative)
/** |x|: another name of `abs`. */
export const absolute: Unary = typed(free.absolute)
/** −1, 0 or 1. Gradient: 0. */
export const sign: Unary = typed(free.sign)
/** eˣ. Gradient: g · eˣ. */
export const exp: Unary = typed(free.exp)
/** 2ˣ. Gradient: g · 2ˣ ln 2. */
export const exp2: Unary = typed(free.exp2)
/** eˣ − 1, exact near 0. Gradient: g · eˣ. */
export const expm1: Unary = typed(free.expm1)
/** The natural logarithm: −inf at 0, nan below. Gradient: g / x. */
export const log: Unary = typed(free.log)
/** The logarithm to base 2. Gradient: g / (x ln 2). */
export const log2: Unary = typed(free.log2)
/** The logarithm to base 10. Gradient: g / (x ln 10). */
export const log10: Unary = typed(free.log10)
/** ln(1 + x), exact near 0. Gradient: g / (1 + x). */
export const log1p: Unary = typed(free.log1p)
/** √x; nan below 0. Gradient: g / (2√x). */
export const sqrt: Unary = typed(free.sqrt)
/** 1/√x. Gradient: −g / (2x√x). */
export const rsqrt: Unary = typed(free.rsqrt)
/** x². Gradient: 2gx. */
export const square: Unary = typed(free.square)
/** 1/x. Gradient: −g / x². */
export const reciprocal: Unary = typed(free.reciprocal)
/** The sine; angles are in radians. Gradient: g · cos x. */
export const sin: Unary = typed(free.sin)
/** The cosine; angles are in radians. Gradient: −g · sin x. */
export const cos: Unary = typed(free.cos)
/** The tangent; angles are in radians. Gradient: g · (1 + tan² x). */
export const tan: Unary = typed(free.tan)
/** The inverse sine, in radians; nan outside [−1, 1]. Gradient: g / √(1 − x²). */
export const asin: Unary = typed(free.asin)
/** The inverse cosine, in radians; nan outside [−1, 1]. Gradient: −g / √(1 − x²). */
export const acos: Unary = typed(free.acos)
/** The inverse tangent, in radians. Gradient: g / (1 + x²). */
export const atan: Unary = typed(free.atan)
/** The hyperbolic sine. Gradient: g · cosh x. */
export const sinh: Unary = typed(free.sinh)
/** The hyperbolic cosine. Gradient: g · sinh x. */
export const cosh: Unary = typed(free.cosh)
/** The hyperbolic tangent, between −1 and 1. Gradient: g · (1 − tanh² x). */
export const tanh: Unary = typed(free.tanh)
/** The inverse hyperbolic sine. Gradient: g / √(x² + 1). */
export const asinh: Unary = typed(free.asinh)
/** The inverse hyperbolic cosine; nan below 1. Gradient: g / √(x² − 1). */
export const acosh: Unary = typed(free.acosh)
/** The inverse hyperbolic tangent; nan outside [−1, 1]. Gradient: g / (1 − x²). */
export const atanh: Unary = typed(free.atanh)
/** 1 / (1 + e⁻ˣ), between 0 and 1. Gradient: g · y(1 − y). */
export const sigmoid: Unary = typed(free.sigmoid)
/** max(0, x). Gradient: g where x > 0. */
export const relu: Unary = typed(free.relu)
/** The next whole number below. Gradient: 0. */
export const floor: Unary = typed(free.floor)
/** The next whole number above. Gradient: 0. */
export const ceil: Unary = typed(free.ceil)
/** The nearest whole number, or `decimals` places behind the point; halves go to the even one. Gradient: 0. */
export const round: Unary<[options?: { decimals?: number }]> = typed(free.round)
/** The whole part, towards 0. Gradient: 0. */
export const trunc: Unary = typed(free.trunc)
/** What `trunc` takes away. Gradient: g. */
export const frac: Unary = typed(free.frac)
/** The error function 2/√π ∫₀ˣ e^(−t²) dt. Gradient: g · 2/√π e^(−x²). */
export const erf: Unary = typed(free.erf)
/** 1 − erf x. Gradient: −g · 2/√π e^(−x²). */
export const erfc: Unary = typed(free.erfc)
/** The logarithm of the gamma function. */
export const lgamma: Unary = typed(free.lgamma)
/** All bits of integers turned over; `not` for bools. */
export const bitwiseNot: Unary = typed(free.bitwiseNot)
/** No smaller than `min`, no larger than `max`. Gradient: g where nothing was cut off. */
export const clamp: Unary<[min?: Limit | ClampOptions | null, max?: Limit | null]> = typed(free.clamp)
/** Another name of `clamp`. */
export const clip: Unary<[min?: Limit | ClampOptions | null, max?: Limit | null]> = typed(free.clip)
/** No smaller than `min`. Gradient: g where x ≥ min. */
export const clampMin: Unary<[min: Limit]> = typed(free.clampMin)
/** No larger than `max`. Gradient: g where x ≤ max. */
export const clampMax: Unary<[max: Limit]> = typed(free.clampMax)
