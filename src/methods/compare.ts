import type { Combined, Operand, Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Questions about each element by itself: bools of the same shape. */
export interface Predicates<S extends Shape> {
  /** Is it nan? */
  isnan(): Tensor<S>
  /** Is it inf or −inf? */
  isinf(): Tensor<S>
  /** Is it neither nan nor infinite? */
  isfinite(): Tensor<S>
  /** Is it 0 (or false)? */
  logicalNot(): Tensor<S>
  /** Is it inf? */
  isposinf(): Tensor<S>
  /** Is it −inf? */
  isneginf(): Tensor<S>
  /** Is its sign negative (of −0 too)? */
  signbit(): Tensor<S>
  /** Is it a real number? Yes, always. */
  isreal(): Tensor<S>
}

/** Comparisons of two operands, which broadcast: bools. */
export interface Comparisons {
  /** x < other. */
  lt<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** x ≤ other. */
  le<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** x > other. */
  gt<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** x ≥ other. */
  ge<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** x = other, element by element. Whether two whole tensors are equal: `equal`. */
  eq<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** x ≠ other. */
  ne<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Another name of `gt`. */
  greater<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Another name of `lt`. */
  less<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Both not 0. */
  logicalAnd<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** One or both not 0. */
  logicalOr<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Exactly one not 0. */
  logicalXor<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** |x − other| ≤ atol + rtol · |other|. */
  isclose<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>, options?: CloseOptions): Combined<T, O>
  /** Is every element close to the other's: |x − other| ≤ atol + rtol · |other|? */
  allclose<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>, options?: CloseOptions): boolean
  /** Same shape and same elements? */
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
