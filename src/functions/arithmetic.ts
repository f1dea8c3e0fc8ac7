import { free } from '../free.js'
import type { AlphaOptions, RoundingOptions } from '../methods/pointwise.js'
import { typed } from './typed.js'
import type { Binary } from './types.js'

/** x + alpha · other. */
export const add: Binary<[options?: AlphaOptions]> = typed(free.add)
/** x − alpha · other. */
export const sub: Binary<[options?: AlphaOptions]> = typed(free.sub)
/** Another name of `sub`. */
export const subtract: Binary<[options?: AlphaOptions]> = typed(free.subtract)
/** x · other, element by element. Gradients: g · other and g · x. */
export const mul: Binary = typed(free.mul)
/** Another name of `mul`. */
export const multiply: Binary = typed(free.multiply)
/** x / other; of integers too a float, unless `roundingMode` is `'floor'` or `'trunc'`. */
export const div: Binary<[options?: RoundingOptions]> = typed(free.div)
/** Another name of `div`. */
export const divide: Binary<[options?: RoundingOptions]> = typed(free.divide)
/** x to the power of other. Gradient: g · other · x^(other − 1). */
export const pow: Binary = typed(free.pow)
/** other − x: what `7 - x` is in Python. */
export const rsub: Binary = typed(free.rsub)
/** ⌊x / other⌋: Python's `//`. */
export const floorDivide: Binary = typed(free.floorDivide)
/** What remains of x / other, with the sign of other: Python's `%`. */
export const remainder: Binary = typed(free.remainder)
/** What remains of x / other, with the sign of x: JavaScript's `%`. */
export const fmod: Binary = typed(free.fmod)
/** The larger of the two, element by element; nan if one is. Equals share the gradient. */
export const maximum: Binary = typed(free.maximum)
/** The smaller of the two, element by element; nan if one is. Equals share the gradient. */
export const minimum: Binary = typed(free.minimum)
/** The angle of the point (other, x), between −π and π. */
export const atan2: Binary = typed(free.atan2)
/** √(x² + other²). */
export const hypot: Binary = typed(free.hypot)
/** Bits set in both; `and` for bools. */
export const bitwiseAnd: Binary = typed(free.bitwiseAnd)
/** Bits set in one or both; `or` for bools. */
export const bitwiseOr: Binary = typed(free.bitwiseOr)
/** Bits set in exactly one; "not equal" for bools. */
export const bitwiseXor: Binary = typed(free.bitwiseXor)
/** x · 2^other, of integers. */
export const bitwiseLeftShift: Binary = typed(free.bitwiseLeftShift)
/** ⌊x / 2^other⌋, of integers. */
export const bitwiseRightShift: Binary = typed(free.bitwiseRightShift)
