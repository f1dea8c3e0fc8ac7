/**
 * Decimals of doubles, rounded as Python and C round them: the exact value, halves to the even digit. JavaScript's own
 * `toFixed` and `toExponential` work on the exact value too, but take halves away from zero (ECMA-262, 21.1.3), so
 * only exact halves need a hand.
 */

/** `f'{x:.{digits}f}'` */
export function fixed(x: number, digits: number): string {
  const text = nonfinite(x)
  if (text) return text
  const sign = x < 0 || Object.is(x, -0) ? '-' : ''
  const size = Math.abs(x)
  // toFixed gives up at 1e21; from 2^53 on every double is whole.
  if (size >= 2 ** 53) return `${sign}${BigInt(size)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`
  // Only a multiple of 2^−(digits + 1) can end after one more digit, and then that text is exact.
  if (Number.isInteger(size * 2 ** (digits + 1))) {
    const longer = size.toFixed(digits + 1)
    if (longer.endsWith('5')) {
      const cut = longer.slice(0, digits === 0 ? -2 : -1)
      if (lastDigit(cut) % 2 === 0) return sign + cut
    }
  }
  return sign + size.toFixed(digits)
}

/** `f'{x:.{digits}e}'`: the exponent has a sign and at least two digits. */
export function exponential(x: number, digits: number): string {
  const text = nonfinite(x)
  if (text) return text
  const sign = x < 0 || Object.is(x, -0) ? '-' : ''
  const size = Math.abs(x)
  const longer = size.toExponential(digits + 1)
  const [figures, power] = longer.split('e')
  const cut = figures.slice(0, digits === 0 ? -2 : -1)
  const isHalf = figures.endsWith('5') && isMultiple(size, Number(power) - digits - 1)
  const result = isHalf && lastDigit(cut) % 2 === 0 ? `${cut}e${power}` : size.toExponential(digits)
  return sign + result.replace(/e([+-])(\d)$/, 'e$10$2')
}

/** Is x a multiple of 10^power? If so, its decimal ends there. */
function isMultiple(x: number, power: number): boolean {
  if (power < 0) return Number.isInteger(x * 2 ** -power)
  return Number.isInteger(x) && BigInt(x) % 10n ** BigInt(power) === 0n
}

const lastDigit = (text: string): number => Number(text[text.length - 1])

const nonfinite = (x: number): string | null =>
  Number.isNaN(x) ? 'nan' : x === Infinity ? 'inf' : x === -Infinity ? '-inf' : null
