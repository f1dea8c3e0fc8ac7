import type { Combined, Operand, Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Questions about each element by itself: bools of the same shape. */
export interface Predicates<S extends Shape> {
  /**
   * Is it nan?
   *
   * @returns Bools of the same shape.
   * @see torch.Tensor.isnan
   * @example
   * tensor([1, NaN]).isnan()
   * // tensor([False,  True])
   */
  isnan(): Tensor<S>
  /**
   * Is it inf or −inf?
   *
   * @returns Bools of the same shape.
   * @see torch.Tensor.isinf
   * @example
   * tensor([1, Infinity]).isinf()
   * // tensor([False,  True])
   */
  isinf(): Tensor<S>
  /**
   * Is it neither nan nor infinite?
   *
   * @returns Bools of the same shape.
   * @see torch.Tensor.isfinite
   * @example
   * tensor([1, NaN, Infinity]).isfinite()
   * // tensor([ True, False, False])
   */
  isfinite(): Tensor<S>
  /**
   * Is it 0 (or false)?
   *
   * @returns Bools of the same shape.
   * @see torch.Tensor.logical_not
   * @example
   * tensor([0, 2]).logicalNot()
   * // tensor([ True, False])
   */
  logicalNot(): Tensor<S>
  /**
   * Is it inf?
   *
   * @returns Bools of the same shape.
   * @see torch.Tensor.isposinf
   * @example
   * tensor([1, Infinity]).isposinf()
   * // tensor([False,  True])
   */
  isposinf(): Tensor<S>
  /**
   * Is it −inf?
   *
   * @returns Bools of the same shape.
   * @see torch.Tensor.isneginf
   * @example
   * tensor([1, -Infinity]).isneginf()
   * // tensor([False,  True])
   */
  isneginf(): Tensor<S>
  /**
   * Is its sign negative (of −0 too)?
   *
   * @returns Bools of the same shape.
   * @see torch.Tensor.signbit
   * @example
   * tensor([-2, 3]).signbit()
   * // tensor([ True, False])
   */
  signbit(): Tensor<S>
  /**
   * Is it a real number? Yes, always.
   *
   * @returns Bools of the same shape.
   * @see torch.Tensor.isreal
   * @example
   * tensor([1, 2]).isreal()
   * // tensor([True, True])
   */
  isreal(): Tensor<S>
}

/** Comparisons of two operands, which broadcast: bools. */
export interface Comparisons {
  /**
   * x < other.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.lt
   * @example
   * tensor([1, 2]).lt(2)
   * // tensor([ True, False])
   */
  lt<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * x ≤ other.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.le
   * @example
   * tensor([1, 2]).le(1)
   * // tensor([ True, False])
   */
  le<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * x > other.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.gt
   * @example
   * tensor([1, 2]).gt(1)
   * // tensor([False,  True])
   */
  gt<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * x ≥ other.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.ge
   * @example
   * tensor([1, 2]).ge(2)
   * // tensor([False,  True])
   */
  ge<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * x = other, element by element. Whether two whole tensors are equal: `equal`.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.eq
   * @example
   * tensor([1, 2]).eq(tensor([1, 3]))
   * // tensor([ True, False])
   */
  eq<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * x ≠ other.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.ne
   * @example
   * tensor([1, 2]).ne(tensor([1, 3]))
   * // tensor([False,  True])
   */
  ne<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Another name of `gt`.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.greater
   * @example
   * tensor([1, 2]).greater(1)
   * // tensor([False,  True])
   */
  greater<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Another name of `lt`.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.less
   * @example
   * tensor([1, 2]).less(2)
   * // tensor([ True, False])
   */
  less<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Both not 0.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.logical_and
   * @example
   * tensor([0, 1, 2]).logicalAnd(tensor([1, 0, 3]))
   * // tensor([False, False,  True])
   */
  logicalAnd<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * One or both not 0.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.logical_or
   * @example
   * tensor([0, 0, 2]).logicalOr(tensor([1, 0, 3]))
   * // tensor([ True, False,  True])
   */
  logicalOr<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Exactly one not 0.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.logical_xor
   * @example
   * tensor([0, 0, 2]).logicalXor(tensor([1, 0, 3]))
   * // tensor([ True, False, False])
   */
  logicalXor<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * |x − other| ≤ atol + rtol · |other|.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.isclose
   * @example
   * tensor([1, 2]).isclose(tensor([1.000001, 2.1]))
   * // tensor([ True, False])
   */
  isclose<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>, options?: CloseOptions): Combined<T, O>
  /**
   * Is every element close to the other's: |x − other| ≤ atol + rtol · |other|?
   *
   * @see torch.Tensor.allclose
   * @example
   * tensor([1, 2]).allclose(tensor([1.000001, 2]))
   * // true
   */
  allclose<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>, options?: CloseOptions): boolean
  /**
   * Same shape and same elements?
   *
   * @see torch.Tensor.equal
   * @example
   * tensor([1, 2]).equal(tensor([1, 2]))
   * // true
   */
  equal(other: Tensor): boolean
}

export interface CloseOptions {
  /** The relative tolerance; 1e-5 unless given. */
  rtol?: number
  /** The absolute tolerance; 1e-8 unless given. */
  atol?: number
  /** Does nan equal nan? */
  equalNan?: boolean
}
