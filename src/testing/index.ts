/** Checks for notebooks and tests: silent if they hold, an AssertionError that shows both sides if not. */
import { AssertionError } from 'node:assert'
import { textOf } from '../display/text.js'
import { ValueError } from '../errors.js'
import { Tensor } from '../tensor.js'
import { type Comparable, comparable, doubles, near, same, type Tolerance } from './compare.js'

export { type Comparable, near, type Tolerance }

/**
 * Check that two values are equal: tensors by shape and elements, arrays element by element, all else deeply.
 *
 * Errors: AssertionError that shows both values.
 *
 * @example
 * testEq(tensor([1, 2]), tensor([1, 2]))
 * // undefined
 */
export function testEq(actual: unknown, expected: unknown): void {
  if (!same(actual, expected)) throw failure('==', actual, expected)
}

/**
 * Check that two values are equal up to rounding, `|a - b| ≤ 1e-5 + 1e-3 · |b|` unless told otherwise.
 * Their shapes must be the same; a number is compared with every element.
 *
 * Errors: AssertionError that shows both values, and where they differ most.
 *
 * @example
 * testNear(tensor([1, 2]), tensor([1.000001, 2]))
 * // undefined
 */
export function testNear(actual: Comparable, expected: Comparable, tolerance: Tolerance = {}): void {
  if (!near(actual, expected, tolerance)) throw failure('near', actual, expected, difference(actual, expected))
}

/**
 * Check that a number, or every element of a tensor, is closer to zero than `tol`.
 *
 * Errors: AssertionError that shows the value; ValueError for a `tol` that is no number above 0.
 *
 * @example
 * testNearZero(tensor([1e-9]))
 * // undefined
 */
export function testNearZero(x: Comparable, tol = 1e-3): void {
  if (!(tol > 0)) throw new ValueError(`tol must be a number above 0, got ${tol}`)
  const all = doubles(x).abs().lt(tol).all().item()
  if (!all) throw assertionError({ message: `Near zero: ${show(x)} is not within ${tol}`, actual: x, expected: 0 })
}

/** Where two values that are not near differ. */
function difference(actual: Comparable, expected: Comparable): string {
  const [a, b] = [doubles(actual), doubles(expected)]
  if (!comparable(a, b)) return `shapes differ: ${a.shape} and ${b.shape}`
  const apart: Tensor = a.sub(b).abs()
  const place = Number(apart.argmax().item())
  const index = apart.sizes.map(
    (size, d) => Math.floor(place / apart.sizes.slice(d + 1).reduce((n, s) => n * s, 1)) % size,
  )
  const where = index.length > 0 ? ` at [${index.join(', ')}]` : ''
  return `largest difference ${Number(apart.flatten().at(place).item()).toPrecision(3)}${where}`
}

function failure(what: string, actual: unknown, expected: unknown, note = ''): AssertionError {
  const message = `${what}:\n${show(actual)}\n${show(expected)}${note && `\n${note}`}`
  return assertionError({ message, actual, expected, operator: what })
}

/** The message shows both sides: whoever prints the error is not to list its fields below it. */
function assertionError(options: ConstructorParameters<typeof AssertionError>[0]): AssertionError {
  const error = new AssertionError(options)
  for (const field of Object.keys(error)) Object.defineProperty(error, field, { enumerable: false })
  return error
}

/** As a cell shows it. */
const show = (value: unknown): string => (value instanceof Tensor ? String(value) : textOf(value))
