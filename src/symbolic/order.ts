import { exact } from './mathjs.js'
import { asFloat, is, isExact, isNegative, type Value } from './numbers.js'
import { coefficientOf, functionNames, number, power, product, reciprocal, type Tree, whole } from './tree.js'

/**
 * The order in which sympy writes terms and factors (sympy/core/expr.py: `sort_key`, `as_ordered_terms`,
 * `as_ordered_factors`).
 */

type Key = number | string | readonly Key[]

function compare(a: Key, b: Key): number {
  if (typeof a === 'object' && typeof b === 'object') {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const order = compare(a[i], b[i])
      if (order !== 0) return order
    }
    return a.length - b.length
  }
  return a < b ? -1 : a > b ? 1 : 0
}

function classKey(x: Tree): Key {
  switch (x.kind) {
    case 'number':
      return [1, 0]
    case 'symbol':
      return [2, 0]
    case 'product':
      return [3, 0]
    case 'sum':
      return [3, 1]
    case 'power':
      return [3, 2]
    case 'call':
      // e itself is a constant
      return x.name === 'exp' && x.argument.kind === 'number' ? [1, 1] : [4, functionNames.indexOf(x.name)]
  }
}

function sortKey(x: Tree): Key {
  const [coefficient, rest] = coefficientOf(x)
  const [base, exponent] = rest.kind === 'power' ? [rest.base, rest.exponent] : [rest, whole(1)]
  const args = argumentKeys(base)
  const exponentKey = exponent === x || is1(exponent) ? [] : sortKey(exponent)
  return [classKey(base), [args.length, args], [is1(exponent) ? 0 : 1, exponentKey], asFloat(coefficient)]
}

const is1 = (x: Tree): boolean => x.kind === 'number' && is(x.value, 1)

function argumentKeys(x: Tree): Key[] {
  switch (x.kind) {
    case 'number':
      return ['1']
    case 'symbol':
      return [x.name]
    case 'sum':
      return orderedTerms(x.parts).map(sortKey)
    case 'product':
      return orderedFactors(x.parts).map(sortKey)
    case 'power':
      return [sortKey(x.base), sortKey(x.exponent)]
    case 'call':
      return [sortKey(x.argument)]
  }
}

export const orderedFactors = (parts: readonly Tree[]): Tree[] =>
  parts
    .map((x) => ({ x, key: sortKey(x) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ x }) => x)

/** Highest powers first, variable by variable; `1 - x` begins with its 1. */
export function orderedTerms(parts: readonly Tree[]): Tree[] {
  const short = onePlusNegative(parts)
  if (short) return short
  const terms = parts.map((x) => ({ x, ...monomialOf(x) }))
  const variables = [
    ...new Map(terms.flatMap(({ powers }) => [...powers].map(([key, { base }]) => [key, base]))).entries(),
  ]
    .map(([key, base]) => ({ key, order: sortKey(base) }))
    .sort((a, b) => compare(a.order, b.order))
  return terms
    .map(({ x, coefficient, powers }) => ({
      x,
      key: [variables.map(({ key }) => -(powers.get(key)?.count ?? 0)), -coefficient],
    }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ x }) => x)
}

/** A number above 0 and a term such as `-x`: in this order. */
function onePlusNegative(parts: readonly Tree[]): Tree[] | undefined {
  if (parts.length !== 2) return undefined
  const [first, second] = parts[0].kind === 'number' ? parts : [parts[1], parts[0]]
  if (first.kind !== 'number' || isNegative(first.value) || second.kind !== 'product') return undefined
  const [coefficient] = coefficientOf(second)
  return second.parts.length === 2 && isNegative(coefficient) ? [first, second] : undefined
}

interface Monomial {
  coefficient: number
  powers: Map<string, { base: Tree; count: number }>
}

/** `2·x³·√y` → 2, x to the 3rd, √y to the 1st */
function monomialOf(x: Tree): Monomial {
  const [coefficient, rest] = coefficientOf(x)
  const factors = rest.kind === 'product' ? rest.parts : [rest]
  const powers = new Map<string, { base: Tree; count: number }>()
  for (const factor of factors) {
    if (factor.kind === 'number') continue
    const { base, count } = decomposed(factor)
    powers.set(JSON.stringify(sortKey(base)), { base, count })
  }
  return { coefficient: asFloat(coefficient), powers }
}

/** A whole number of times some power (sympy/polys/polyutils.py: `decompose_power`). */
function decomposed(x: Tree): { base: Tree; count: number } {
  const [base, exponent, rebuild] =
    x.kind === 'power'
      ? [x.base, x.exponent, (e: Tree): Tree => power(x.base, e)]
      : x.kind === 'call' && x.name === 'exp'
        ? [x, x.argument, (e: Tree): Tree => ({ ...x, argument: e })]
        : [x, whole(1), (): Tree => x]
  const [count, rest]: [Value, Tree] = coefficientOf(exponent)
  if (!isExact(count)) return { base: x, count: 1 }
  if (is1(exponent)) return { base, count: 1 }
  const unit = product([reciprocal(number(exact(count.d))), rest])
  return { base: rebuild(unit), count: Number(count.s * count.n) }
}
