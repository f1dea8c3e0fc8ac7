/** Numbers and switches as Python prints them, for what modules and optimizers show. */

/** Python writes exponents with two digits, and from 1e-05 and 1e+16 on. */
export function pythonNumber(x: number): string {
  if (Number.isNaN(x)) return 'nan'
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf'
  const size = Math.abs(x)
  if (x !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [mantissa, exponent] = x.toExponential().split('e')
    return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`
  }
  return String(x)
}

/** A number that is a float in Python: whole ones get `.0`. */
export const pythonFloat = (x: number): string =>
  Number.isInteger(x) && Math.abs(x) < 1e16 ? `${x}.0` : pythonNumber(x)

/** A value as Python prints it. */
export function inPython(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (Array.isArray(value))
    return value.length === 1 ? `(${inPython(value[0])},)` : `(${value.map(inPython).join(', ')})`
  if (typeof value === 'number') return pythonNumber(value)
  return String(value)
}
