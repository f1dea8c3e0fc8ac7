import { is, isExact, isNegative, negative, valueText } from './numbers.js'
import { orderedFactors, orderedTerms } from './order.js'
import { coefficientOf, number, power, product, type Tree } from './tree.js'

/** Text as sympy's `str` writes it (sympy/printing/str.py). */

/** How tightly an expression holds together; what holds less than its surroundings goes into parentheses. */
export const binding = { sum: 40, product: 50, power: 60, call: 70, atom: 1000 } as const

export function bindingOf(x: Tree): number {
  if (x.kind === 'number') {
    if (isNegative(x.value)) return binding.sum
    return isExact(x.value) && x.value.d !== 1n ? binding.product : binding.atom
  }
  if (x.kind === 'product') return isNegative(coefficientOf(x)[0]) ? binding.sum : binding.product
  return x.kind === 'symbol' ? binding.atom : binding[x.kind]
}

export function textOf(x: Tree): string {
  switch (x.kind) {
    case 'number':
      return valueText(x.value)
    case 'symbol':
      return x.name
    case 'sum':
      return joinTerms(orderedTerms(x.parts).map(textOf))
    case 'product':
      return productText(x)
    case 'power':
      return powerText(x.base, x.exponent)
    case 'call':
      return isE(x) ? 'E' : `${x.name}(${textOf(x.argument)})`
  }
}

/** e¹ */
export const isE = (x: Tree): boolean =>
  x.kind === 'call' && x.name === 'exp' && x.argument.kind === 'number' && is(x.argument.value, 1)

/** `a`, `-b` → `a - b` */
export const joinTerms = (terms: readonly string[]): string =>
  terms.reduce((text, term) => (term.startsWith('-') ? `${text} - ${term.slice(1).trimStart()}` : `${text} + ${term}`))

const inside = (x: Tree, around: number): string => (bindingOf(x) <= around ? `(${textOf(x)})` : textOf(x))

export interface Parts {
  negative: boolean
  above: Tree[]
  below: Tree[]
}

/** A product as a fraction: what stands above the line, and below. */
export function fractionOf(x: Tree): Parts {
  const [coefficient, rest] = coefficientOf(x)
  const minus = isNegative(coefficient)
  const positive = minus ? product([number(negative(coefficient)), rest]) : x
  const above: Tree[] = []
  const below: Tree[] = []
  for (const part of orderedFactors(positive.kind === 'product' ? positive.parts : [positive])) {
    if (part.kind === 'power' && part.exponent.kind === 'number' && isNegative(part.exponent.value))
      below.push(power(part.base, number(negative(part.exponent.value))))
    else if (part.kind === 'number' && isExact(part.value)) {
      if (part.value.n !== 1n) above.push(number(part.value.mul(part.value.d)))
      if (part.value.d !== 1n) below.push(number(part.value.inverse().mul(part.value.n)))
    } else above.push(part)
  }
  return { negative: minus, above, below }
}

function productText(x: Tree): string {
  const { negative, above, below } = fractionOf(x)
  const write = (parts: readonly Tree[]): string => parts.map((part) => inside(part, binding.product)).join('*') || '1'
  const line = below.length === 0 ? '' : below.length === 1 ? `/${write(below)}` : `/(${write(below)})`
  return `${negative ? '-' : ''}${write(above)}${line}`
}

function powerText(base: Tree, exponent: Tree): string {
  if (exponent.kind === 'number' && isExact(exponent.value)) {
    const { s, n, d } = exponent.value
    if (n === 1n && d === 2n) return s < 0n ? `1/sqrt(${textOf(base)})` : `sqrt(${textOf(base)})`
    if (s < 0n && n === 1n && d === 1n) return `1/${inside(base, binding.power)}`
  }
  return `${inside(base, binding.power)}**${inside(exponent, binding.power)}`
}
