/** Formulas: symbols, derivatives, LaTeX. The functions take expressions or numbers; each is a method as well. */
import { type Expression, expression, type Operand } from './expression.js'

export { diff, Expression, expression, type Operand, symbols, type Values } from './expression.js'

/**
 * e to the power of an expression.
 *
 * @example
 * symbolic.exp(symbols('x')[0])
 * // exp(x)
 */
export const exp = (x: Operand): Expression => expression(x).exp()
/**
 * The natural logarithm of an expression.
 *
 * @example
 * symbolic.log(symbols('x')[0])
 * // log(x)
 */
export const log = (x: Operand): Expression => expression(x).log()
/**
 * The square root of an expression.
 *
 * @example
 * symbolic.sqrt(symbols('x')[0])
 * // sqrt(x)
 */
export const sqrt = (x: Operand): Expression => expression(x).sqrt()
/**
 * The sine of an expression.
 *
 * @example
 * symbolic.sin(symbols('x')[0])
 * // sin(x)
 */
export const sin = (x: Operand): Expression => expression(x).sin()
/**
 * The cosine of an expression.
 *
 * @example
 * symbolic.cos(symbols('x')[0])
 * // cos(x)
 */
export const cos = (x: Operand): Expression => expression(x).cos()
/**
 * The hyperbolic tangent of an expression.
 *
 * @example
 * symbolic.tanh(symbols('x')[0])
 * // tanh(x)
 */
export const tanh = (x: Operand): Expression => expression(x).tanh()
