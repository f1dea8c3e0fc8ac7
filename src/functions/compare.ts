import { free } from '../free.js'
import type { CloseOptions } from '../methods/compare.js'
import type { Operand } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
import type { Binary, BinaryOfTensors, Unary } from './types.js'

/**
 * Is it nan?
 *
 * @returns Bools of the same shape.
 * @see torch.isnan
 * @example
 * isnan(tensor([1, NaN]))
 * // tensor([False,  True])
 */
export const isnan: Unary = typed(free.isnan)
/**
 * Is it inf or −inf?
 *
 * @returns Bools of the same shape.
 * @see torch.isinf
 * @example
 * isinf(tensor([1, Infinity]))
 * // tensor([False,  True])
 */
export const isinf: Unary = typed(free.isinf)
/**
 * Is it neither nan nor infinite?
 *
 * @returns Bools of the same shape.
 * @see torch.isfinite
 * @example
 * isfinite(tensor([1, NaN, Infinity]))
 * // tensor([ True, False, False])
 */
export const isfinite: Unary = typed(free.isfinite)
/**
 * Is it 0 (or false)?
 *
 * @returns Bools of the same shape.
 * @see torch.logical_not
 * @example
 * logicalNot(tensor([0, 2]))
 * // tensor([ True, False])
 */
export const logicalNot: Unary = typed(free.logicalNot)
/**
 * x < other.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.lt
 * @example
 * lt(tensor([1, 2]), 2)
 * // tensor([ True, False])
 */
export const lt: Binary = typed(free.lt)
/**
 * x ≤ other.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.le
 * @example
 * le(tensor([1, 2]), 1)
 * // tensor([ True, False])
 */
export const le: Binary = typed(free.le)
/**
 * x > other.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.gt
 * @example
 * gt(tensor([1, 2]), 1)
 * // tensor([False,  True])
 */
export const gt: Binary = typed(free.gt)
/**
 * x ≥ other.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.ge
 * @example
 * ge(tensor([1, 2]), 2)
 * // tensor([False,  True])
 */
export const ge: Binary = typed(free.ge)
/**
 * x = other, element by element. Whether two whole tensors are equal: `equal`.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.eq
 * @example
 * eq(tensor([1, 2]), tensor([1, 3]))
 * // tensor([ True, False])
 */
export const eq: Binary = typed(free.eq)
/**
 * x ≠ other.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.ne
 * @example
 * ne(tensor([1, 2]), tensor([1, 3]))
 * // tensor([False,  True])
 */
export const ne: Binary = typed(free.ne)
/**
 * Another name of `gt`.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.greater
 * @example
 * greater(tensor([1, 2]), 1)
 * // tensor([False,  True])
 */
export const greater: Binary = typed(free.greater)
/**
 * Another name of `lt`.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.less
 * @example
 * less(tensor([1, 2]), 2)
 * // tensor([ True, False])
 */
export const less: Binary = typed(free.less)
/**
 * Both not 0.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.logical_and
 * @example
 * logicalAnd(tensor([0, 1, 2]), tensor([1, 0, 3]))
 * // tensor([False, False,  True])
 */
export const logicalAnd: BinaryOfTensors = typed(free.logicalAnd)
/**
 * One or both not 0.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.logical_or
 * @example
 * logicalOr(tensor([0, 0, 2]), tensor([1, 0, 3]))
 * // tensor([ True, False,  True])
 */
export const logicalOr: BinaryOfTensors = typed(free.logicalOr)
/**
 * Exactly one not 0.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.logical_xor
 * @example
 * logicalXor(tensor([0, 0, 2]), tensor([1, 0, 3]))
 * // tensor([ True, False, False])
 */
export const logicalXor: BinaryOfTensors = typed(free.logicalXor)
/**
 * |x − other| ≤ atol + rtol · |other|.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.isclose
 * @example
 * isclose(tensor([1, 2]), tensor([1.000001, 2.1]))
 * // tensor([ True, False])
 */
export const isclose: Binary<[options?: CloseOptions]> = typed(free.isclose)
/**
 * Is every element close to the other's: |x − other| ≤ atol + rtol · |other|?
 *
 * @see torch.allclose
 * @example
 * allclose(tensor([1, 2]), tensor([1.000001, 2]))
 * // true
 */
export const allclose: <A extends Tensor, B extends Tensor>(
  input: A,
  other: Operand<A, B>,
  options?: CloseOptions,
) => boolean = typed(free.allclose)
/**
 * Same shape and same elements?
 *
 * @see torch.equal
 * @example
 * equal(tensor([1, 2]), tensor([1, 2]))
 * // true
 */
export const equal: (input: Tensor, other: Tensor) => boolean = typed(free.equal)
/**
 * Is it inf?
 *
 * @returns Bools of the same shape.
 * @see torch.isposinf
 * @example
 * isposinf(tensor([1, Infinity]))
 * // tensor([False,  True])
 */
export const isposinf: Unary = typed(free.isposinf)
/**
 * Is it −inf?
 *
 * @returns Bools of the same shape.
 * @see torch.isneginf
 * @example
 * isneginf(tensor([1, -Infinity]))
 * // tensor([False,  True])
 */
export const isneginf: Unary = typed(free.isneginf)
/**
 * Is its sign negative (of −0 too)?
 *
 * @returns Bools of the same shape.
 * @see torch.signbit
 * @example
 * signbit(tensor([-2, 3]))
 * // tensor([ True, False])
 */
export const signbit: Unary = typed(free.signbit)
/**
 * Is it a real number? Yes, always.
 *
 * @returns Bools of the same shape.
 * @see torch.isreal
 * @example
 * isreal(tensor([1, 2]))
 * // tensor([True, True])
 */
export const isreal: Unary = typed(free.isreal)
