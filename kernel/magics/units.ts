const UNITS = ['s', 'ms', 'μs', 'ns'] as const
const PARTS = [
  ['d', 86400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/**
 * A time as IPython writes it (`IPython.core.magics.execution._format_time`): below a minute `%.{precision}g` of the
 * largest unit that makes it at least one, above whole days, hours, minutes and seconds.
 */
export function formatTime(seconds: number, precision = 3): string {
  if (seconds >= 60) return longTime(seconds)
  const order = seconds > 0 ? Math.min(-Math.floor(Math.floor(Math.log10(seconds)) / 3), 3) : 3
  return `${general(seconds * 10 ** (3 * order), precision)} ${UNITS[order] ?? 's'}`
}

function longTime(seconds: number): string {
  const words: string[] = []
  let left = seconds
  for (const [suffix, length] of PARTS) {
    const whole = Math.trunc(left / length)
    if (whole > 0) {
      left %= length
      words.push(`${whole}${suffix}`)
    }
    if (left < 1) break
  }
  return words.join(' ')
}

/** C's `%.{precision}g`: trailing zeros dropped, at least two digits of exponent, ties to even. */
export function general(value: number, precision: number): string {
  if (value === 0) return '0'
  const p = Math.max(precision, 1)
  const [mantissa = '', power = '0'] = roundedExponential(value, p).split('e')
  const exponent = Number(power)
  if (exponent < -4 || exponent >= p) {
    return `${dropZeros(mantissa)}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  return dropZeros(Number(`${mantissa}e${exponent}`).toFixed(Math.max(p - 1 - exponent, 0)))
}

/** `toExponential` rounds an exact tie up, C rounds it to even. */
function roundedExponential(value: number, digits: number): string {
  const rounded = value.toExponential(digits - 1)
  const exact = value.toExponential(Math.min(digits + 40, 100))
  const [mantissa = '', power = '0'] = exact.split('e')
  const tail = mantissa.replace('.', '').slice(digits)
  const kept = mantissa.slice(0, digits > 1 ? digits + 1 : 1)
  return /^50*$/.test(tail) && Number(kept.at(-1)) % 2 === 0 ? `${kept}e${power}` : rounded
}

function dropZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits
}
