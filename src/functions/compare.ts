import { free } from '../free.js'
import type { CloseOptions } from '../methods/compare.js'
import type { Operand } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
import type { Binary, Unary } from './types.js'

/** Is it nan? */
export const isnan: Unary = typed(free.isnan)
/** Is it inf or −inf? */
export const isinf: Unary = typed(free.isinf)
/** Is it neither nan nor infinite? */
export const isfinite: Unary = typed(free.isfinite)
/** Is it 0 (or false)? */
export const logicalNot: Unary = typed(free.logicalNot)
/** x < other. */
export const lt: Binary = typed(free.lt)
/** x ≤ other. */
export const le: Binary = typed(free.le)
/** x > other. */
export const gt: Binary = typed(free.gt)
/** x ≥ other. */
export const ge: Binary = typed(free.ge)
/** x = other, element by element. Whether two whole tensors are equal: `equal`. */
export const eq: Binary = typed(free.eq)
/** x ≠ other. */
export const ne: Binary = typed(free.ne)
/** Another name of `gt`. */
export const greater: Binary = typed(free.greater)
/** Another name of `lt`. */
export const less: Binary = typed(free.less)
/** Both not 0. */
export const logicalAnd: Binary = typed(free.logicalAnd)
/** One or both not 0. */
export const logicalOr: Binary = typed(free.logicalOr)
/** Exactly one not 0. */
export const logicalXor: Binary = typed(free.logicalXor)
/** |x − other| ≤ atol + rtol · |other|. */
export const isclose: Binary<[options?: CloseOptions]> = typed(free.isclose)
/** Is every element close to the other's: |x − other| ≤ atol + rtol · |other|? */
export const allclose: <A extends Tensor, B extends Tensor>(
  input: A,
  other: Operand<A, B>,
  options?: CloseOptions,
) => boolean = typed(free.allclose)
/** Same shape and same elements? */
export const equal: (input: Tensor, other: Tensor) => boolean = typed(free.equal)
/** Is it inf? */
export const isposinf: Unary = typed(free.isposinf)
/** Is it −inf? */
export const isneginf: Unary = typed(free.isneginf)
/** Is its sign negative (of −0 too)? */
export const signbit: Unary = typed(free.signbit)
/** Is it a real number? Yes, always. */
export const isreal: Unary = typed(free.isreal)
