import { dtypes, isDType } from '../dtype.js'

/** What has a shape: a tensor of this package, also one of another copy of it, and arrays of other libraries. */
export interface Shaped {
  readonly shape: readonly number[]
  readonly dtype?: unknown
}

export function isShaped(value: unknown): value is Shaped {
  if (typeof value !== 'object' || value === null) return false
  const { shape } = value as { shape?: unknown }
  return Array.isArray(shape) && shape.every((size) => typeof size === 'number')
}

/** How many elements it has. */
export function countOf({ shape }: Shaped): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** Bytes of its elements; undefined for a type that this package does not know. */
export function bytesOf(value: Shaped): number | undefined {
  return isDType(value.dtype) ? dtypes[value.dtype].bytes * countOf(value) : undefined
}
