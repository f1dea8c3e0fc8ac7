import { IndexError, ValueError } from '../errors.js'

/** A slice as Python reads it, with its bounds resolved against a size. */
export interface Slice {
  start: number
  length: number
  step: number
}

const SLICE = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(-?\d+)?\s*)?$/

/** `'a:b:c'`, any part left out, over `n` elements. Bounds beyond the ends are clamped; steps must be positive. */
export function parseSlice(text: string, n: number): Slice {
  const parts = SLICE.exec(text)
  if (parts === null)
    throw new IndexError(`invalid slice '${text}': expected 'start:stop:step', such as ':', '1:3' or '::2'`)
  const step = parts[3] === undefined ? 1 : Number(parts[3])
  if (step === 0) throw new ValueError('slice step cannot be zero')
  if (step < 0) throw new ValueError('step must be greater than zero')
  const bound = (s: string | undefined, missing: number): number => {
    if (s === undefined) return missing
    const i = Number(s)
    return Math.min(Math.max(i < 0 ? i + n : i, 0), n)
  }
  const start = bound(parts[1], 0)
  const stop = bound(parts[2], n)
  return { start, length: Math.max(0, Math.ceil((stop - start) / step)), step }
}

/** An index counted from the front. `dim` is named as PyTorch counts it. */
export function wrapIndex(index: number, n: number, dim: number): number {
  if (!Number.isInteger(index))
    throw new IndexError(
      'only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got float)',
    )
  if (index < -n || index >= n) outOfBounds(index, dim, n)
  return index < 0 ? index + n : index
}

export function outOfBounds(index: number, dim: number, n: number): never {
  throw new IndexError(`index ${index} is out of bounds for dimension ${dim} with size ${n}`)
}
