import { ValueError } from '../errors.js'

export type Scale = 'linear' | 'log'

/** Smallest and largest of the finite values; `undefined` when there is none. */
export function extent(values: Iterable<number>): [min: number, max: number] | undefined {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const x of values) {
    if (!Number.isFinite(x)) continue
    if (x < min) min = x
    if (x > max) max = x
  }
  return min <= max ? [min, max] : undefined
}

/** How many parts of the axis a number in a specification can tell apart: finer than any screen. */
const RESOLUTION_DIGITS = 4
/** Significant digits on a logarithmic axis. */
const LOG_DIGITS = 5

/**
 * A function that shortens numbers for a specification: what the eye cannot tell apart is written alike, so the
 * specification is small and does not change with the last bit of a sum.
 */
export function rounder([min, max]: readonly [number, number], scale: Scale = 'linear'): (x: number) => number {
  if (scale === 'log') return (x) => Number(x.toPrecision(LOG_DIGITS))
  const span = max - min || Math.abs(max) || 1
  const decimals = RESOLUTION_DIGITS - Math.floor(Math.log10(span))
  // toFixed takes at most 100 decimals; whole numbers keep their digits.
  if (decimals > 100) return (x) => Number(x.toPrecision(LOG_DIGITS))
  if (decimals <= 0) return (x) => Math.round(x)
  return (x) => Number(x.toFixed(decimals)) + 0
}

/** A number for people: three significant digits, no exponent where it can be avoided. */
export const showNumber = (x: number): string => String(Number(x.toPrecision(3)))

/** `0…0.996`, for the text beside a picture. */
export const showRange = ([min, max]: readonly [number, number]): string => `${showNumber(min)}…${showNumber(max)}`

/** Errors: ValueError when there is nothing, or nothing finite, to draw. */
export function finiteExtent(values: Iterable<number>, what: string): [number, number] {
  const found = extent(values)
  if (!found) throw new ValueError(`${what} holds no finite value: there is nothing to draw`)
  return found
}
