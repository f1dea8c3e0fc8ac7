import type { Combined, Operand, Scalar } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Functions of two operands, which broadcast: sizes are compared from the last one backwards, and 1 is repeated. */
export interface PointwiseBinary {
  /**
   * x + alpha · other.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.add
   * @example
   * tensor([1, 2]).add(tensor([[10], [20]]))
   * // tensor([[11., 12.],
   * //         [21., 22.]])
   */
  add<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: AlphaOptions,
  ): Combined<T, O>
  /**
   * x − alpha · other.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.sub
   * @example
   * tensor([1, 2]).sub(tensor([3, 5]), { alpha: 2 })
   * // tensor([-5., -8.])
   */
  sub<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: AlphaOptions,
  ): Combined<T, O>
  /**
   * x · other, element by element. Gradients: g · other and g · x.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.mul
   * @example
   * tensor([1, 2]).mul(3)
   * // tensor([3., 6.])
   */
  mul<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * x / other; of integers too a float, unless `roundingMode` is `'floor'` or `'trunc'`.
   *
   * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.div
   * @example
   * tensor([7, -7]).div(2, { roundingMode: 'floor' })
   * // tensor([ 3., -4.])
   */
  div<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: RoundingOptions,
  ): Combined<T, O>
  /**
   * Another name of `sub`.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.subtract
   * @example
   * tensor([1, 2]).subtract(1)
   * // tensor([0., 1.])
   */
  subtract<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: AlphaOptions,
  ): Combined<T, O>
  /**
   * Another name of `mul`.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.multiply
   * @example
   * tensor([1, 2]).multiply(3)
   * // tensor([3., 6.])
   */
  multiply<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Another name of `div`.
   *
   * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.divide
   * @example
   * tensor([1, 2]).divide(4)
   * // tensor([0.2500, 0.5000])
   */
  divide<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: RoundingOptions,
  ): Combined<T, O>
  /**
   * x to the power of other. Gradient: g · other · x^(other − 1).
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.pow
   * @example
   * tensor([1, 2, 3]).pow(2)
   * // tensor([1., 4., 9.])
   */
  pow<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * other − x: what `7 - x` is in Python.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.__rsub__
   * @example
   * tensor([1, 2]).rsub(7)
   * // tensor([6., 5.])
   */
  rsub<T extends Tensor, O extends Tensor | Scalar>(
    this: T,
    other: Operand<T, O>,
    options?: { alpha?: number },
  ): Combined<T, O>
  /**
   * other / x: what `2 / x` is in Python.
   *
   * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.__rtruediv__
   * @example
   * tensor([1, 2]).rdiv(4)
   * // tensor([4., 2.])
   */
  rdiv<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * other to the power of x: what `2 ** x` is in Python.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.__rpow__
   * @example
   * tensor([1, 3]).rpow(2)
   * // tensor([2., 8.])
   */
  rpow<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * ⌊x / other⌋: Python's `//`.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.floor_divide
   * @example
   * tensor([7, -7]).floorDivide(2)
   * // tensor([ 3., -4.])
   */
  floorDivide<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * What remains of x / other, with the sign of other: Python's `%`.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.remainder
   * @example
   * tensor([7, -7]).remainder(3)
   * // tensor([1., 2.])
   */
  remainder<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * What remains of x / other, with the sign of x: JavaScript's `%`.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.fmod
   * @example
   * tensor([7, -7]).fmod(3)
   * // tensor([ 1., -1.])
   */
  fmod<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * The larger of the two, element by element; nan if one is. Equals share the gradient.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.maximum
   * @example
   * tensor([1, 5]).maximum(tensor([3, 2]))
   * // tensor([3., 5.])
   */
  maximum<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * The smaller of the two, element by element; nan if one is. Equals share the gradient.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.minimum
   * @example
   * tensor([1, 5]).minimum(tensor([3, 2]))
   * // tensor([1., 2.])
   */
  minimum<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * The angle of the point (other, x), between −π and π.
   *
   * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.atan2
   * @example
   * tensor([1, -1]).atan2(tensor([1, 1]))
   * // tensor([ 0.7854, -0.7854])
   */
  atan2<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * √(x² + other²).
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for integers.
   * @see torch.Tensor.hypot
   * @example
   * tensor([3, 5]).hypot(tensor([4, 12]))
   * // tensor([ 5., 13.])
   */
  hypot<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Bits set in both; `and` for bools.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for floats.
   * @see torch.Tensor.bitwise_and
   * @example
   * tensor([12, 10], { dtype: 'int64' }).bitwiseAnd(6)
   * // tensor([4, 2])
   */
  bitwiseAnd<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Bits set in one or both; `or` for bools.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for floats.
   * @see torch.Tensor.bitwise_or
   * @example
   * tensor([12, 10], { dtype: 'int64' }).bitwiseOr(1)
   * // tensor([13, 11])
   */
  bitwiseOr<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Bits set in exactly one; "not equal" for bools.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for floats.
   * @see torch.Tensor.bitwise_xor
   * @example
   * tensor([12, 10], { dtype: 'int64' }).bitwiseXor(6)
   * // tensor([10, 12])
   */
  bitwiseXor<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * x · 2^other, of integers.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for floats.
   * @see torch.Tensor.bitwise_left_shift
   * @example
   * tensor([1, 3], { dtype: 'int64' }).bitwiseLeftShift(2)
   * // tensor([ 4, 12])
   */
  bitwiseLeftShift<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * ⌊x / 2^other⌋, of integers.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for floats.
   * @see torch.Tensor.bitwise_right_shift
   * @example
   * tensor([8, 5], { dtype: 'int64' }).bitwiseRightShift(1)
   * // tensor([4, 2])
   */
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
