import { RuntimeError } from '../errors.js'

/** An equation taken apart: the labels of every operand and of the output; `.` stands for the ellipsis. */
export interface Equation {
  readonly inputs: readonly (readonly string[])[]
  readonly output: readonly string[]
}

const ELLIPSIS = '...'
const cache = new Map<string, Equation>()
const CACHED = 256

/** Parses `'ik,kj->ij'`; spaces may stand anywhere. An equation is parsed once. */
export function parseEquation(equation: string): Equation {
  let parsed = cache.get(equation)
  if (parsed === undefined) {
    parsed = parse(equation)
    if (cache.size >= CACHED) cache.clear()
    cache.set(equation, parsed)
  }
  return parsed
}

function parse(equation: string): Equation {
  const arrow = equation.indexOf('->')
  const left = arrow < 0 ? equation : equation.slice(0, arrow)
  let at = 0
  const inputs = left.split(',').map((term, operand) => {
    const labels = labelsOf(term, at, operand)
    at += term.length + 1
    return labels
  })
  if (arrow >= 0) return { inputs, output: explicitOutput(equation.slice(arrow + 2), arrow + 2, inputs) }
  // No arrow: the ellipsis, then what appears exactly once, in alphabetical order.
  const all = inputs.flat().filter((l) => l !== '.')
  const once = all.filter((l) => all.indexOf(l) === all.lastIndexOf(l)).sort()
  return { inputs, output: inputs.some((i) => i.includes('.')) ? ['.', ...once] : once }
}

function explicitOutput(term: string, at: number, inputs: readonly (readonly string[])[]): string[] {
  const output = labelsOf(term, at, 'output')
  for (const l of output) {
    if (l !== '.' && !inputs.some((i) => i.includes(l)))
      throw new RuntimeError(`einsum(): output subscript ${l} does not appear in the equation for any input operand`)
    if (output.indexOf(l) !== output.lastIndexOf(l))
      throw new RuntimeError(`einsum(): output subscript ${l} appears more than once in the output`)
  }
  return output
}

/** The labels of an operand, given by its number, or of the output. `start` is where the term begins. */
function labelsOf(term: string, start: number, whose: number | 'output'): string[] {
  const named = whose === 'output' ? 'output' : `operand ${whose}`
  const labels: string[] = []
  for (let i = 0; i < term.length; i++) {
    const c = term[i]
    if (c === ' ') continue
    if (c === '.') {
      if (!labels.includes('.') && term.slice(i, i + 3) !== ELLIPSIS)
        throw new RuntimeError(
          `einsum(): found '.' for ${named} that is not part of any ellipsis${whose === 'output' ? ' (...)' : ''}`,
        )
      if (labels.includes('.'))
        throw new RuntimeError(
          whose === 'output'
            ? `einsum(): found '.' for output but an ellipsis (...) was already found`
            : `einsum(): found '.' for ${named} for which an ellipsis was already found`,
        )
      labels.push('.')
      i += 2
    } else if (/[a-zA-Z]/.test(c)) labels.push(c)
    else
      throw new RuntimeError(
        `einsum(): invalid subscript given at index ${start + i} in the equation string, subscripts must be in [a-zA-Z]`,
      )
  }
  return labels
}
