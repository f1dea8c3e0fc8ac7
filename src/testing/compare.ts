import { isDeepStrictEqual } from 'node:util'
import { free } from '../free.js'
import { sameShape } from '../shape/broadcast.js'
import { Tensor } from '../tensor.js'

/** What can be compared up to rounding: tensors, numbers, booleans, and arrays of them. */
export type Comparable = Tensor | number | boolean | readonly Comparable[]

/** How far two numbers may lie apart: `|a - b| ≤ atol + rtol · |b|`. */
export interface Tolerance {
  /** Relative to the second value. Default 1e-3. */
  rtol?: number
  /** Absolute. Default 1e-5. */
  atol?: number
}

/** In double precision, so that neither dtypes nor rounding get between the two sides. */
export function doubles(x: Comparable): Tensor {
  if (x instanceof Tensor) return free.zerosLike(x, { dtype: 'float64' }).copy_(x)
  return free.tensor(x as number[], { dtype: 'float64' })
}

/** Is one side a number? It is compared with every element of the other. */
const isNumber = (x: Tensor): boolean => x.ndim === 0

export const comparable = (a: Tensor, b: Tensor): boolean => isNumber(a) || isNumber(b) || sameShape(a.sizes, b.sizes)

/**
 * Are two values equal up to rounding? `allclose` with the tolerances of the chapter. Tensors of different shapes are
 * not near, whether they broadcast or not; a number is compared with every element.
 *
 * @example
 * near(tensor([1, 2]), tensor([1.000001, 2]))
 * // true
 */
export function near(a: Comparable, b: Comparable, { rtol = 1e-3, atol = 1e-5 }: Tolerance = {}): boolean {
  const [left, right] = [doubles(a), doubles(b)]
  return comparable(left, right) && free.allclose(left, right, { rtol, atol })
}

/** Equal exactly: tensors by shape and elements, arrays element by element, all else as `assert.deepStrictEqual`. */
export function same(a: unknown, b: unknown): boolean {
  if (a instanceof Tensor && b instanceof Tensor) return sameShape(a.sizes, b.sizes) && free.equal(a, b)
  if (a instanceof Tensor) return isScalar(b) && isNumber(a) && a.item() === b
  if (b instanceof Tensor) return same(b, a)
  // A `Size` is an array of numbers as well.
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => same(x, b[i]))
  return isDeepStrictEqual(a, b)
}

const isScalar = (x: unknown): x is number | boolean => typeof x === 'number' || typeof x === 'boolean'
