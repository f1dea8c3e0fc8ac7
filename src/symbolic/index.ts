/** Formulas: symbols, derivatives, LaTeX. The functions take expressions or numbers; each is a method as well. */
import { type Expression, expression, type Operand } from './expression.js'

export { diff, Expression, expression, type Operand, symbols, type Values } from './expression.js'

export const exp = (x: Operand): Expression => expression(x).exp()
export const log = (x: Operand): Expression => expression(x).log()
export const sqrt = (x: Operand): Expression => expression(x).sqrt()
export const sin = (x: Operand): Expression => expression(x).sin()
export const cos = (x: Operand): Expression => expression(x).cos()
export const tanh = (x: Operand): Expression => expression(x).tanh()
