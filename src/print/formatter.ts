import { type DType, isFloat } from '../dtype.js'
import { exponential, fixed } from './decimal.js'
import { printOptions } from './options.js'

/** How the elements of one tensor are written, all of one width. */
export interface Formatter {
  readonly width: number
  format(value: number | bigint): string
}

/** `values`: the elements that will be shown; they decide the notation and the width. */
export function formatterFor(values: readonly (number | bigint)[], dtype: DType): Formatter {
  if (isFloat(dtype)) return floats(values as readonly number[])
  const text = dtype === 'bool' ? (x: number | bigint) => (x ? 'True' : 'False') : String
  return padded(widest(values, text), text)
}

/** PyTorch's rules (torch/_tensor_str.py, `_Formatter`): only finite values that are not 0 count. */
function floats(values: readonly number[]): Formatter {
  const { precision, sciMode } = printOptions
  const counted = values.filter((x) => x !== 0 && Number.isFinite(x))
  if (counted.length === 0) return padded(1, whole)
  let [min, max] = [Infinity, 0]
  for (const x of counted) {
    min = Math.min(min, Math.abs(x))
    max = Math.max(max, Math.abs(x))
  }
  const scientific = sciMode ?? (max / min > 1000 || max > 1e8 || min < 1e-4)
  const text = scientific
    ? (x: number) => exponential(x, precision)
    : counted.every(Number.isInteger)
      ? whole
      : (x: number) => fixed(x, precision)
  return padded(widest(counted, text), text)
}

const whole = (x: number): string => (Number.isFinite(x) ? `${fixed(x, 0)}.` : fixed(x, 0))

function widest<T>(values: readonly T[], text: (x: T) => string): number {
  let width = 1
  for (const x of values) width = Math.max(width, text(x).length)
  return width
}

/** Text wider than the column, such as nan, is never cut. */
const padded = <T extends number | bigint>(width: number, text: (x: T) => string): Formatter => ({
  width,
  // The dtype has decided which of both the elements are.
  format: (value) => text(value as T).padStart(width),
})
