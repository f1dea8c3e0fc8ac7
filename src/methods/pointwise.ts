import type { Combined, Operand, Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Functions of each element by itself: the shape stays. Integers become float32 where the function is not whole. */
export interface Pointwise<S extends Shape> {
  /** −x. Gradient: −g. */
  neg(): Tensor<S>
  /** |x|. Gradient: g · sign x. */
  abs(): Tensor<S>
  /** −x: another name of `neg`. */
  negative(): Tensor<S>
  /** |x|: another name of `abs`. */
  absolute(): Tensor<S>
  /** −1, 0 or 1. Gradient: 0. */
  sign(): Tensor<S>
  /** eˣ. Gradient: g · eˣ. */
  exp(): Tensor<S>
  /** 2ˣ. Gradient: g · 2ˣ ln 2. */
  exp2(): Tensor<S>
  /** eˣ − 1, exact near 0. Gradient: g · eˣ. */
  expm1(): Tensor<S>
  /** The natural logarithm: −inf at 0, nan below. Gradient: g / x. */
  log(): Tensor<S>
  /** The logarithm to base 2. Gradient: g / (x ln 2). */
  log2(): Tensor<S>
  /** The logarithm to base 10. Gradient: g / (x ln 10). */
  log10(): Tensor<S>
  /** ln(1 + x), exact near 0. Gradient: g / (1 + x). */
  log1p(): Tensor<S>
  /** √x; nan below 0. Gradient: g / (2√x). */
  sqrt(): Tensor<S>
  /** 1/√x. Gradient: −g / (2x√x). */
  rsqrt(): Tensor<S>
  /** x². Gradient: 2gx. */
  square(): Tensor<S>
  /** 1/x. Gradient: −g / x². */
  reciprocal(): Tensor<S>
  /** The sine; angles are in radians. Gradient: g · cos x. */
  sin(): Tensor<S>
  /** The cosine; angles are in radians. Gradient: −g · sin x. */
  cos(): Tensor<S>
  /** The tangent; angles are in radians. Gradient: g · (1 + tan² x). */
  tan(): Tensor<S>
  /** The inverse sine, in radians; nan outside [−1, 1]. Gradient: g / √(1 − x²). */
  asin(): Tensor<S>
  /** The inverse cosine, in radians; nan outside [−1, 1]. Gradient: −g / √(1 − x²). */
  acos(): Tensor<S>
  /** The inverse tangent, in radians. Gradient: g / (1 + x²). */
  atan(): Tensor<S>
  /** The hyperbolic sine. Gradient: g · cosh x. */
  sinh(): Tensor<S>
  /** The hyperbolic cosine. Gradient: g · sinh x. */
  cosh(): Tensor<S>
  /** The hyperbolic tangent, between −1 and 1. Gradient: g · (1 − tanh² x). */
  tanh(): Tensor<S>
  /** The inverse hyperbolic sine. Gradient: g / √(x² + 1). */
  asinh(): Tensor<S>
  /** The inverse hyperbolic cosine; nan below 1. Gradient: g / √(x² − 1). */
  acosh(): Tensor<S>
  /** The inverse hyperbolic tangent; nan outside [−1, 1]. Gradient: g / (1 − x²). */
  atanh(): Tensor<S>
  /** 1 / (1 + e⁻ˣ), between 0 and 1. Gradient: g · y(1 − y). */
  sigmoid(): Tensor<S>
  /** max(0, x). Gradient: g where x > 0. */
  relu(): Tensor<S>
  /** The next whole number below. Gradient: 0. */
  floor(): Tensor<S>
  /** The next whole number above. Gradient: 0. */
  ceil(): Tensor<S>
  /** The nearest whole number, or `decimals` places behind the point; halves go to the even one. Gradient: 0. */
  round(options?: { decimals?: number }): Tensor<S>
  /** The whole part, towards 0. Gradient: 0. */
  trunc(): Tensor<S>
  /** What `trunc` takes away. Gradient: g. */
  frac(): Tensor<S>
  /** The error function 2/√π ∫₀ˣ e^(−t²) dt. Gradient: g · 2/√π e^(−x²). */
  erf(): Tensor<S>
  /** 1 − erf x. Gradient: −g · 2/√π e^(−x²). */
  erfc(): Tensor<S>
  /** The logarithm of the gamma function. */
  lgamma(): Tensor<S>
  /** All bits of integers turned over; `not` for bools. */
  bitwiseNot(): Tensor<S>
  /** No smaller than `min`, no larger than `max`. Gradient: g where nothing was cut off. */
  clamp(min?: Limit | ClampOptions | null, max?: Limit | null): Tensor<S>
  /** Another name of `clamp`. */
  clip(min?: Limit | ClampOptions | null, max?: Limit | null): Tensor<S>
  /** No smaller than `min`. Gradient: g where x ≥ min. */
  clampMin(min: Limit): Tensor<S>
  /** No larger than `max`. Gradient: g where x ≤ max. */
  clampMax(max: Limit): Tensor<S>
}

/** A bound: a number, or a tensor that broadcasts to the shape. */
export type Limit = number | Tensor

export interface ClampOptions {
  min?: Limit | null
  max?: Limit | null
}

/** Functions of two operands, which broadcast: sizes are compared from the last one backwards, and 1 is repeated. */
export interface PointwiseBinary {
  /** x + alpha · other. */
  add<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: AlphaOptions,
  ): Combined<T, O>
  /** x − alpha · other. */
  sub<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: AlphaOptions,
  ): Combined<T, O>
  /** x · other, element by element. Gradients: g · other and g · x. */
  mul<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** x / other; of integers too a float, unless `roundingMode` is `'floor'` or `'trunc'`. */
  div<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: RoundingOptions,
  ): Combined<T, O>
  /** Another name of `sub`. */
  subtract<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: AlphaOptions,
  ): Combined<T, O>
  /** Another name of `mul`. */
  multiply<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Another name of `div`. */
  divide<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: RoundingOptions,
  ): Combined<T, O>
  /** x to the power of other. Gradient: g · other · x^(other − 1). */
  pow<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** other − x: what `7 - x` is in Python. */
  rsub<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** other / x: what `2 / x` is in Python. */
  rdiv<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** other to the power of x: what `2 ** x` is in Python. */
  rpow<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** ⌊x / other⌋: Python's `//`. */
  floorDivide<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** What remains of x / other, with the sign of other: Python's `%`. */
  remainder<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** What remains of x / other, with the sign of x: JavaScript's `%`. */
  fmod<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** The larger of the two, element by element; nan if one is. Equals share the gradient. */
  maximum<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** The smaller of the two, element by element; nan if one is. Equals share the gradient. */
  minimum<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** The angle of the point (other, x), between −π and π. */
  atan2<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** √(x² + other²). */
  hypot<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Bits set in both; `and` for bools. */
  bitwiseAnd<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Bits set in one or both; `or` for bools. */
  bitwiseOr<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Bits set in exactly one; "not equal" for bools. */
  bitwiseXor<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** x · 2^other, of integers. */
  bitwiseLeftShift<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** ⌊x / 2^other⌋, of integers. */
  bitwiseRightShift<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
}

export interface AlphaOptions {
  /** A factor of the second operand; 1 unless given. */
  alpha?: number
}

export interface RoundingOptions {
  /** Round the quotient down or towards 0. */
  roundingMode?: 'floor' | 'trunc' | null
}
