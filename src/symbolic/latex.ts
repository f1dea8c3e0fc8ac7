import { asFloat, floatText, isExact, isNegative, negative, valueText } from './numbers.js'
import { orderedTerms } from './order.js'
import { binding, bindingOf, fractionOf, isE, joinTerms } from './text.js'
import { number, power, type Tree } from './tree.js'

/** LaTeX as sympy's `latex` writes it (sympy/printing/latex.py). */
export function latexOf(x: Tree): string {
  switch (x.kind) {
    case 'number':
      return numberLatex(x)
    case 'symbol':
      return symbolLatex(x.name)
    case 'sum':
      return joinTerms(orderedTerms(x.parts).map(latexOf))
    case 'product':
      return productLatex(x)
    case 'power':
      return powerLatex(x.base, x.exponent)
    case 'call':
      if (isE(x)) return 'e'
      return x.name === 'exp' ? `e^{${latexOf(x.argument)}}` : callLatex(x.name, '', x.argument)
  }
}

const callLatex = (name: string, exponent: string, argument: Tree): string =>
  `\\${name}${exponent}{\\left(${latexOf(argument)} \\right)}`

const brackets = (x: Tree): string => `\\left(${latexOf(x)}\\right)`

function numberLatex(x: Tree & { kind: 'number' }): string {
  const minus = isNegative(x.value) ? '- ' : ''
  if (isExact(x.value) && x.value.d !== 1n) return `${minus}\\frac{${x.value.n}}{${x.value.d}}`
  if (isExact(x.value)) return valueText(x.value)
  const [digits, exponent] = floatText(asFloat(x.value)).split('e')
  return exponent === undefined ? digits : `${digits} \\cdot 10^{${Number(exponent)}}`
}

const greek = new Set(
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega'.split(
    ' ',
  ),
)

/** `x1` and `x_1` have an index, `alpha` is a Greek letter. */
function symbolLatex(name: string): string {
  const [, stem, index] = /^(.*?)_?(\d*)$/.exec(name) as RegExpExecArray
  if (stem === '') return name
  const letter = greek.has(stem) ? `\\${stem}` : stem.replaceAll('_', '\\_')
  return index === '' ? letter : `${letter}_{${index}}`
}

function productLatex(x: Tree): string {
  const { negative: minus, above, below } = fractionOf(x)
  const text = below.length === 0 ? row(above) : `\\frac{${row(above) || '1'}}{${row(below)}}`
  return minus ? `- ${text}` : text
}

/** Factors beside each other; digits beside digits need a dot. */
function row(parts: readonly Tree[]): string {
  if (parts.length === 1) return latexOf(parts[0])
  return parts
    .map((part) => (bindingOf(part) <= binding.sum ? brackets(part) : latexOf(part)))
    .reduce(
      (text, part) => (/\d\}?$/.test(text) && /^\d/.test(part) ? `${text} \\cdot ${part}` : `${text} ${part}`),
      '',
    )
    .trimStart()
}

function powerLatex(base: Tree, exponent: Tree): string {
  if (exponent.kind === 'number') {
    const { value } = exponent
    if (isNegative(value)) return `\\frac{1}{${latexOf(power(base, number(negative(value))))}}`
    if (isExact(value) && value.n === 1n && value.d === 2n) return `\\sqrt{${latexOf(base)}}`
    if (base.kind === 'call' && base.name !== 'exp')
      return callLatex(base.name, `^{${latexOf(exponent)}}`, base.argument)
  }
  const bare = base.kind === 'symbol' || (base.kind === 'number' && bindingOf(base) === binding.atom)
  return `${bare ? latexOf(base) : brackets(base)}^{${latexOf(exponent)}}`
}
