import { free } from '../free.js'
import { typed } from './typed.js'
import type { Binary, BinaryOfTensors, Unary } from './types.js'
/**
 * Another name of `acos`.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.arccos
 * @example
 * arccos(tensor([0, 1]))
 * // tensor([1.5708, 0.0000])
 */
export const arccos: Unary = typed(free.arccos)
/**
 * Another name of `acosh`.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.arccosh
 * @example
 * arccosh(tensor([1, 2]))
 * // tensor([0.0000, 1.3170])
 */
export const arccosh: Unary = typed(free.arccosh)
/**
 * Another name of `asin`.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.arcsin
 * @example
 * arcsin(tensor([0, 1]))
 * // tensor([0.0000, 1.5708])
 */
export const arcsin: Unary = typed(free.arcsin)
/**
 * Another name of `asinh`.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.arcsinh
 * @example
 * arcsinh(tensor([0, 1]))
 * // tensor([0.0000, 0.8814])
 */
export const arcsinh: Unary = typed(free.arcsinh)
/**
 * Another name of `atan`.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.arctan
 * @example
 * arctan(tensor([0, 1]))
 * // tensor([0.0000, 0.7854])
 */
export const arctan: Unary = typed(free.arctan)
/**
 * Another name of `atanh`.
 *
 * @returns The same shape; float32 of integers and bools.
 * @see torch.arctanh
 * @example
 * arctanh(tensor([0, 0.5]))
 * // tensor([0.0000, 0.5493])
 */
export const arctanh: Unary = typed(free.arctanh)
/**
 * Another name of `trunc`.
 *
 * @returns The same shape and dtype.
 * @see torch.fix
 * @example
 * fix(tensor([-1.5, 1.5]))
 * // tensor([-1.,  1.])
 */
export const fix: Unary = typed(free.fix)
/**
 * Another name of `atan2`.
 *
 * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.arctan2
 * @example
 * arctan2(tensor([1, -1]), tensor([1, 1]))
 * // tensor([ 0.7854, -0.7854])
 */
export const arctan2: BinaryOfTensors = typed(free.arctan2)
/**
 * Another name of `div`.
 *
 * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.true_divide
 * @example
 * trueDivide(tensor([1, 2]), 2)
 * // tensor([0.5000, 1.0000])
 */
export const trueDivide: Binary = typed(free.trueDivide)
/**
 * Another name of `ge`.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.greater_equal
 * @example
 * greaterEqual(tensor([1, 2]), 2)
 * // tensor([False,  True])
 */
export const greaterEqual: Binary = typed(free.greaterEqual)
/**
 * Another name of `le`.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.less_equal
 * @example
 * lessEqual(tensor([1, 2]), 1)
 * // tensor([ True, False])
 */
export const lessEqual: Binary = typed(free.lessEqual)
/**
 * Another name of `ne`.
 *
 * @returns Bools of the shape that both broadcast to.
 * @throws RuntimeError if the shapes do not broadcast.
 * @see torch.not_equal
 * @example
 * notEqual(tensor([1, 2]), 1)
 * // tensor([False,  True])
 */
export const notEqual: Binary = typed(free.notEqual)
