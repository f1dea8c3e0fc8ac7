import { type Exact, exact } from './mathjs.js'

/** Whole numbers and what is made of them are exact; other numbers are floats, and make floats of what they meet. */
export type Value = Exact | number

export const toValue = (n: number | bigint): Value => (typeof n === 'bigint' || Number.isInteger(n) ? exact(n) : n)

export const isExact = (x: Value): x is Exact => typeof x !== 'number'
export const asFloat = (x: Value): number => (isExact(x) ? x.valueOf() : x)

export const plus = (a: Value, b: Value): Value => (isExact(a) && isExact(b) ? a.add(b) : asFloat(a) + asFloat(b))
export const times = (a: Value, b: Value): Value => (isExact(a) && isExact(b) ? a.mul(b) : asFloat(a) * asFloat(b))
export const negative = (x: Value): Value => (isExact(x) ? x.neg() : -x)
export const isNegative = (x: Value): boolean => asFloat(x) < 0

/** An exact whole number? */
export const isWhole = (x: Value): boolean => isExact(x) && x.d === 1n

/** Exactly `n`; a float 1.0 is not 1, as in sympy. */
export const is = (x: Value, n: number): boolean => isExact(x) && x.equals(n)

/** aᵇ, or undefined if that is no fraction. Errors: RangeError for a division by zero. */
export function raised(a: Value, b: Value): Value | undefined {
  if (!isExact(a) || !isExact(b)) return asFloat(a) ** asFloat(b)
  if (a.n === 0n && b.s < 0n) throw new RangeError('division by zero')
  return a.pow(b) ?? undefined
}

/** Digits as sympy prints a float: 15 of them, and always a point. */
export function floatText(x: number): string {
  const [digits, exponent] = String(Number(x.toPrecision(15))).split('e')
  const pointed = /^-?\d+$/.test(digits) ? `${digits}.0` : digits
  return exponent === undefined ? pointed : `${pointed}e${exponent}`
}

/** `-3/4`, `2`, `0.5` */
export function valueText(x: Value): string {
  if (!isExact(x)) return floatText(x)
  return `${x.s < 0n ? '-' : ''}${x.n}${x.d === 1n ? '' : `/${x.d}`}`
}
