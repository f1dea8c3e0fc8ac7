import { ValueError } from '../errors.js'
import { Tensor } from '../tensor.js'

type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array

type Scalar = number | bigint | boolean

/** Anything a picture can be drawn from: tensors, typed arrays, numbers, and arrays of these, nested to any depth. */
export type Values = Scalar | Tensor | TypedArray | readonly Values[]

/** Numbers that are only read: they may be a tensor's own memory. */
export type Numbers = Float32Array | Float64Array

/** Numbers in row-major order, with the shape they have. */
export interface NumberArray {
  shape: readonly number[]
  data: Numbers
  /** The numbers come from an integer or boolean dtype. */
  integral: boolean
}

/**
 * Read `values` as numbers. `what` names the argument in errors.
 * Nested arrays must be regular, as for `tensor(…)`; a tensor within an array counts as the array it holds, so a list
 * of 0-d losses is a vector.
 *
 * Errors: TypeError for what is no number, ValueError for arrays of unequal lengths.
 */
export function toNumbers(values: Values, what: string): NumberArray {
  if (values instanceof Tensor) return fromTensor(values)
  if (isTypedArray(values)) return fromTypedArray(values)
  if (Array.isArray(values)) return stack(values as readonly Values[], what)
  if (typeof values === 'number' || typeof values === 'bigint' || typeof values === 'boolean')
    return { shape: [], data: Float64Array.of(Number(values)), integral: typeof values !== 'number' }
  throw new TypeError(`${what} must be a tensor or numbers, got ${describe(values)}`)
}

/** A vector: any shape whose elements count one after the other, such as `[n]`, `[n, 1]` or a single number. */
export function toVector(values: Values, what: string): Numbers {
  const { shape, data } = toNumbers(values, what)
  const long = shape.filter((size) => size !== 1)
  if (long.length > 1) throw new ValueError(`${what} must be one-dimensional, got shape ${showShape(shape)}`)
  return data
}

/** Does this stand for several numbers, such as a tensor with dimensions or an array? */
export const isList = (x: unknown): x is Exclude<Values, Scalar> =>
  x instanceof Tensor ? x.dim() > 0 : isTypedArray(x) || Array.isArray(x)

/** A shape as Python prints a tuple. */
export const showShape = (shape: readonly number[]): string => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`

/** What a value is, for an error message. */
export function describe(x: unknown): string {
  if (x === null || x === undefined) return String(x)
  if (typeof x === 'string') return `the string '${x.length > 20 ? `${x.slice(0, 20)}…` : x}'`
  if (typeof x === 'object' || typeof x === 'function') return `a ${x.constructor?.name ?? typeof x}`
  return `the ${typeof x} ${String(x)}`
}

const isTypedArray = (x: unknown): x is TypedArray => ArrayBuffer.isView(x) && !(x instanceof DataView)

function fromTensor(x: Tensor): NumberArray {
  const { sizes, strides, data_: memory } = x
  const isNumbers = memory instanceof Float32Array || memory instanceof Float64Array
  if (isNumbers && x.isContiguous())
    return { shape: [...sizes], data: memory.subarray(x.offset, x.offset + x.numel()), integral: false }
  const out = new Float64Array(x.numel())
  // One counter over the rows; the last dimension runs in the inner loop.
  const inner = sizes.length === 0 ? 1 : sizes[sizes.length - 1]
  const step = sizes.length === 0 ? 0 : strides[strides.length - 1]
  const index = new Array<number>(Math.max(0, sizes.length - 1)).fill(0)
  let row = x.offset
  for (let i = 0; i < out.length; ) {
    for (let j = 0, at = row; j < inner; j++, at += step) out[i++] = Number(memory[at])
    for (let d = index.length - 1; d >= 0; d--) {
      row += strides[d]
      if (++index[d] < sizes[d]) break
      row -= strides[d] * sizes[d]
      index[d] = 0
    }
  }
  return { shape: [...sizes], data: out, integral: !x.isFloatingPoint() }
}

function fromTypedArray(values: TypedArray): NumberArray {
  const data = new Float64Array(values.length)
  for (let i = 0; i < data.length; i++) data[i] = Number(values[i])
  const isFloat = values instanceof Float32Array || values instanceof Float64Array
  return { shape: [values.length], data, integral: !isFloat }
}

const isNumbers = (list: readonly Values[]): list is readonly number[] => list.every((x) => typeof x === 'number')

function stack(list: readonly Values[], what: string): NumberArray {
  if (isNumbers(list)) return { shape: [list.length], data: Float64Array.from(list), integral: false }
  const parts = Array.from(list, (x, i) => toNumbers(x, `${what}[${i}]`))
  const shape = parts[0].shape
  const size = parts[0].data.length
  const data = new Float64Array(parts.length * size)
  for (const [i, part] of parts.entries()) {
    if (showShape(part.shape) !== showShape(shape))
      throw new ValueError(
        `${what} is ragged: [0] has shape ${showShape(shape)}, [${i}] has shape ${showShape(part.shape)}`,
      )
    data.set(part.data, i * size)
  }
  return { shape: [parts.length, ...shape], data, integral: parts.every((part) => part.integral) }
}
