import { free } from '../free.js'
import type { AlphaOptions, RoundingOptions } from '../methods/arithmetic.js'
import { typed } from './typed.js'
import type { Binary, BinaryOfTensors } from './types.js'

/**
 * x + alpha · other.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.add
 * @example
 * add(tensor([1, 2]), tensor([[10], [20]]))
 * // tensor([[11., 12.],
 * //         [21., 22.]])
 */
export const add: Binary<[options?: AlphaOptions]> = typed(free.add)
/**
 * x − alpha · other.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.sub
 * @example
 * sub(tensor([1, 2]), tensor([3, 5]), { alpha: 2 })
 * // tensor([-5., -8.])
 */
export const sub: Binary<[options?: AlphaOptions]> = typed(free.sub)
/**
 * Another name of `sub`.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.subtract
 * @example
 * subtract(tensor([1, 2]), 1)
 * // tensor([0., 1.])
 */
export const subtract: Binary<[options?: AlphaOptions]> = typed(free.subtract)
/**
 * x · other, element by element. Gradients: g · other and g · x.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.mul
 * @example
 * mul(tensor([1, 2]), 3)
 * // tensor([3., 6.])
 */
export const mul: Binary = typed(free.mul)
/**
 * Another name of `mul`.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.multiply
 * @example
 * multiply(tensor([1, 2]), 3)
 * // tensor([3., 6.])
 */
export const multiply: Binary = typed(free.multiply)
/**
 * x / other; of integers too a float, unless `roundingMode` is `'floor'` or `'trunc'`.
 *
 * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.div
 * @example
 * div(tensor([7, -7]), 2, { roundingMode: 'floor' })
 * // tensor([ 3., -4.])
 */
export const div: Binary<[options?: RoundingOptions]> = typed(free.div)
/**
 * Another name of `div`.
 *
 * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.divide
 * @example
 * divide(tensor([1, 2]), 4)
 * // tensor([0.2500, 0.5000])
 */
export const divide: Binary<[options?: RoundingOptions]> = typed(free.divide)
/**
 * x to the power of other. Gradient: g · other · x^(other − 1).
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.pow
 * @example
 * pow(tensor([1, 2, 3]), 2)
 * // tensor([1., 4., 9.])
 */
export const pow: Binary = typed(free.pow)
/**
 * other − x: what `7 - x` is in Python.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.rsub
 * @example
 * rsub(tensor([1, 2]), 7)
 * // tensor([6., 5.])
 */
export const rsub: Binary<[options?: { alpha?: number }]> = typed(free.rsub)
/**
 * ⌊x / other⌋: Python's `//`.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.floor_divide
 * @example
 * floorDivide(tensor([7, -7]), 2)
 * // tensor([ 3., -4.])
 */
export const floorDivide: Binary = typed(free.floorDivide)
/**
 * What remains of x / other, with the sign of other: Python's `%`.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.remainder
 * @example
 * remainder(tensor([7, -7]), 3)
 * // tensor([1., 2.])
 */
export const remainder: Binary = typed(free.remainder)
/**
 * What remains of x / other, with the sign of x: JavaScript's `%`.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.fmod
 * @example
 * fmod(tensor([7, -7]), 3)
 * // tensor([ 1., -1.])
 */
export const fmod: Binary = typed(free.fmod)
/**
 * The larger of the two, element by element; nan if one is. Equals share the gradient.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.maximum
 * @example
 * maximum(tensor([1, 5]), tensor([3, 2]))
 * // tensor([3., 5.])
 */
export const maximum: BinaryOfTensors = typed(free.maximum)
/**
 * The smaller of the two, element by element; nan if one is. Equals share the gradient.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.minimum
 * @example
 * minimum(tensor([1, 5]), tensor([3, 2]))
 * // tensor([1., 2.])
 */
export const minimum: BinaryOfTensors = typed(free.minimum)
/**
 * The angle of the point (other, x), between −π and π.
 *
 * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.atan2
 * @example
 * atan2(tensor([1, -1]), tensor([1, 1]))
 * // tensor([ 0.7854, -0.7854])
 */
export const atan2: BinaryOfTensors = typed(free.atan2)
/**
 * √(x² + other²).
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for integers.
 * @see torch.hypot
 * @example
 * hypot(tensor([3, 5]), tensor([4, 12]))
 * // tensor([ 5., 13.])
 */
export const hypot: BinaryOfTensors = typed(free.hypot)
/**
 * Bits set in both; `and` for bools.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for floats.
 * @see torch.bitwise_and
 * @example
 * bitwiseAnd(tensor([12, 10], { dtype: 'int64' }), 6)
 * // tensor([4, 2])
 */
export const bitwiseAnd: Binary = typed(free.bitwiseAnd)
/**
 * Bits set in one or both; `or` for bools.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for floats.
 * @see torch.bitwise_or
 * @example
 * bitwiseOr(tensor([12, 10], { dtype: 'int64' }), 1)
 * // tensor([13, 11])
 */
export const bitwiseOr: Binary = typed(free.bitwiseOr)
/**
 * Bits set in exactly one; "not equal" for bools.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for floats.
 * @see torch.bitwise_xor
 * @example
 * bitwiseXor(tensor([12, 10], { dtype: 'int64' }), 6)
 * // tensor([10, 12])
 */
export const bitwiseXor: Binary = typed(free.bitwiseXor)
/**
 * x · 2^other, of integers.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for floats.
 * @see torch.bitwise_left_shift
 * @example
 * bitwiseLeftShift(tensor([1, 3], { dtype: 'int64' }), 2)
 * // tensor([ 4, 12])
 */
export const bitwiseLeftShift: Binary = typed(free.bitwiseLeftShift)
/**
 * ⌊x / 2^other⌋, of integers.
 *
 * @returns The shape that both broadcast to, in their common dtype.
 * @throws RuntimeError if the shapes do not broadcast, and for floats.
 * @see torch.bitwise_right_shift
 * @example
 * bitwiseRightShift(tensor([8, 5], { dtype: 'int64' }), 1)
 * // tensor([4, 2])
 */
export const bitwiseRightShift: Binary = typed(free.bitwiseRightShift)
