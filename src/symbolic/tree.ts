import { exact } from './mathjs.js'
import { asFloat, is, isExact, isNegative, isWhole, negative, plus, raised, times, type Value } from './numbers.js'
import { textOf } from './text.js'

/**
 * An expression in the form that sympy gives it without being asked: sums and products are flat, equal terms and powers
 * are collected, numbers are worked out. Trees are only made by the functions below, which see to that.
 */
export type Tree =
  | { readonly kind: 'number'; readonly value: Value }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'sum'; readonly parts: readonly Tree[] }
  | { readonly kind: 'product'; readonly parts: readonly Tree[] }
  | { readonly kind: 'power'; readonly base: Tree; readonly exponent: Tree }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly argument: Tree }

export const functionNames = ['exp', 'log', 'sin', 'cos', 'tanh'] as const
export type FunctionName = (typeof functionNames)[number]

export const number = (value: Value): Tree => ({ kind: 'number', value })
export const whole = (n: number): Tree => number(exact(n))
export const symbol = (name: string): Tree => ({ kind: 'symbol', name })
export const negated = (x: Tree): Tree => product([whole(-1), x])
export const reciprocal = (x: Tree): Tree => power(x, whole(-1))

/** Is it this whole number? */
const isNumber = (x: Tree, n: number): boolean => x.kind === 'number' && is(x.value, n)

/** `3·x·y` → 3 and `x·y`. A product has its number first. */
export function coefficientOf(x: Tree): [Value, Tree] {
  if (x.kind === 'number') return [x.value, whole(1)]
  if (x.kind !== 'product' || x.parts[0].kind !== 'number') return [exact(1), x]
  const [{ value }, ...rest] = x.parts as [{ value: Value }, ...Tree[]]
  return [value, rest.length === 1 ? rest[0] : { kind: 'product', parts: rest }]
}

/** `xⁿ` → x and n; eˣ is a power of e. */
function powerOf(x: Tree): [base: Tree, exponent: Tree] {
  if (x.kind === 'power') return [x.base, x.exponent]
  if (x.kind === 'call' && x.name === 'exp') return [E, x.argument]
  return [x, whole(1)]
}

const E: Tree = { kind: 'symbol', name: '\0e' }

/** Adds up what has the same key. */
class Collection<T> {
  readonly entries = new Map<string, { item: T; count: Value }>()
  add(key: string, item: T, count: Value): void {
    const entry = this.entries.get(key)
    if (entry) entry.count = plus(entry.count, count)
    else this.entries.set(key, { item, count })
  }
}

/** `x + 2·x` → `3·x` */
export function sum(parts: readonly Tree[]): Tree {
  let constant: Value = exact(0)
  const terms = new Collection<Tree>()
  for (const part of parts.flatMap((part) => (part.kind === 'sum' ? part.parts : [part])))
    if (part.kind === 'number') constant = plus(constant, part.value)
    else {
      const [count, rest] = coefficientOf(part)
      terms.add(textOf(rest), rest, count)
    }
  const kept = [...terms.entries.values()]
    .filter(({ count }) => !is(count, 0))
    .map(({ item, count }) => product([number(count), item]))
  if (!is(constant, 0)) kept.push(number(constant))
  if (kept.length === 0) return whole(0)
  return kept.length === 1 ? kept[0] : { kind: 'sum', parts: kept }
}

/** `x·2·x` → `2·x²`; a number times a sum goes into the sum, as in sympy. */
export function product(parts: readonly Tree[]): Tree {
  let coefficient: Value = exact(1)
  const factors = new Collection<{ base: Tree; rest: Tree }>()
  for (const part of parts.flatMap((part) => (part.kind === 'product' ? part.parts : [part])))
    if (part.kind === 'number') coefficient = times(coefficient, part.value)
    else {
      const [base, exponent] = powerOf(part)
      const [count, rest] = coefficientOf(exponent)
      factors.add(`${textOf(base)}^${textOf(rest)}`, { base, rest }, count)
    }
  if (is(coefficient, 0)) return whole(0)
  const kept: Tree[] = []
  for (const { item, count } of factors.entries.values()) {
    const factor = power(item.base, product2(count, item.rest))
    if (factor.kind === 'number') coefficient = times(coefficient, factor.value)
    else kept.push(factor)
  }
  if (kept.some(({ kind }) => kind === 'product')) return product([number(coefficient), ...kept])
  if (kept.length === 0) return number(coefficient)
  if (kept.length === 1 && kept[0].kind === 'sum' && !is(coefficient, 1))
    return sum(kept[0].parts.map((part) => product([number(coefficient), part])))
  if (!is(coefficient, 1)) kept.unshift(number(coefficient))
  return kept.length === 1 ? kept[0] : { kind: 'product', parts: kept }
}

/** A number times what has no number of its own; shorter than `product`, which needs it. */
function product2(count: Value, rest: Tree): Tree {
  if (isNumber(rest, 1)) return number(count)
  return is(count, 1) ? rest : product([number(count), rest])
}

export function power(base: Tree, exponent: Tree): Tree {
  if (base === E) return call('exp', exponent)
  if (isNumber(exponent, 0) || isNumber(base, 1)) return whole(1)
  if (isNumber(exponent, 1)) return base
  if (exponent.kind === 'number') {
    if (base.kind === 'number') {
      const value = raised(base.value, exponent.value)
      if (value !== undefined) return number(value)
    } else if (isWhole(exponent.value)) {
      if (base.kind === 'power') return power(base.base, product([base.exponent, exponent]))
      if (base.kind === 'product') return product(base.parts.map((part) => power(part, exponent)))
      if (base.kind === 'call' && base.name === 'exp') return call('exp', product([base.argument, exponent]))
    }
  }
  return { kind: 'power', base, exponent }
}

/** f(0) of those that are worked out there. */
const atZero: Partial<Record<FunctionName, number>> = { exp: 1, sin: 0, cos: 1, tanh: 0 }

const odd: readonly FunctionName[] = ['sin', 'tanh']

const floats = { exp: Math.exp, log: Math.log, sin: Math.sin, cos: Math.cos, tanh: Math.tanh }

export function call(name: FunctionName, argument: Tree): Tree {
  if (argument.kind === 'number') {
    if (!isExact(argument.value)) return number(floats[name](argument.value))
    if (isNumber(argument, 0) && atZero[name] !== undefined) return whole(atZero[name])
    if (isNumber(argument, 1) && name === 'log') return whole(0)
  }
  const [count, rest] = coefficientOf(argument)
  // e^(n log x) = xⁿ
  if (name === 'exp' && rest.kind === 'call' && rest.name === 'log') return power(rest.argument, number(count))
  if (isNegative(count)) {
    const positive = product([number(negative(count)), rest])
    if (odd.includes(name)) return negated(call(name, positive))
    if (name === 'cos') return call(name, positive)
  }
  return { kind: 'call', name, argument }
}

/** The tree with some symbols replaced. Errors: whatever `of` throws. */
export function mapped(x: Tree, of: (name: string) => Tree): Tree {
  switch (x.kind) {
    case 'number':
      return x
    case 'symbol':
      return of(x.name)
    case 'sum':
      return sum(x.parts.map((part) => mapped(part, of)))
    case 'product':
      return product(x.parts.map((part) => mapped(part, of)))
    case 'power':
      return power(mapped(x.base, of), mapped(x.exponent, of))
    case 'call':
      return call(x.name, mapped(x.argument, of))
  }
}

/** The value in floats. */
export function evaluated(x: Tree, of: (name: string) => number): number {
  switch (x.kind) {
    case 'number':
      return asFloat(x.value)
    case 'symbol':
      return of(x.name)
    case 'sum':
      return x.parts.reduce((total, part) => total + evaluated(part, of), 0)
    case 'product':
      return x.parts.reduce((total, part) => total * evaluated(part, of), 1)
    case 'power':
      return evaluated(x.base, of) ** evaluated(x.exponent, of)
    case 'call':
      return floats[x.name](evaluated(x.argument, of))
  }
}
