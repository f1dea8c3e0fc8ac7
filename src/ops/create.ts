import { requiresGrad_ } from '../autograd/leaf.js'
import { type Data, type DType, dtypes, isDType, isFloat } from '../dtype.js'
import { RuntimeError, ValueError } from '../errors.js'
import { contiguousStrides, numelOf } from '../shape/strides.js'
import { Storage } from '../storage.js'
import { Tensor } from '../tensor.js'
import { kindOf } from './arguments.js'
import { checkFits, emptyLike, isTensor, type Scalar } from './elementwise.js'
import { fill_ } from './fill.js'
import { revived } from './interop.js'

export interface TensorOptions {
  dtype?: DType
  requiresGrad?: boolean
}
export type NestedData = Scalar | Tensor | readonly NestedData[]

/** Numbers or a list of them, then options: `zeros(2, 3)`, `zeros([2, 3], {dtype: 'int64'})`, `zeros({size: [2, 3]})`. */
export function sizeAndOptions<O extends object>(
  args: readonly unknown[],
  negative?: string,
): { sizes: number[]; options: O } {
  const last = args.at(-1)
  const hasOptions = last !== null && typeof last === 'object' && !Array.isArray(last)
  const named = hasOptions ? (last as { size?: number | readonly number[] }).size : undefined
  const size = named !== undefined ? [named] : hasOptions ? args.slice(0, -1) : args
  const sizes = size.length === 1 && Array.isArray(size[0]) ? [...(size[0] as number[])] : [...(size as number[])]
  for (const [i, n] of sizes.entries()) {
    if (typeof n !== 'number' || !Number.isInteger(n))
      throw new TypeError(`argument 'size' must be tuple of ints, but found element of type ${kindOf(n)} at pos ${i}`)
    if (n < 0)
      throw new RuntimeError(negative ?? `Trying to create tensor with negative dimension ${n}: [${sizes.join(', ')}]`)
  }
  return { sizes, options: (hasOptions ? last : {}) as O }
}

export function checkDType(dtype: unknown): DType {
  if (!isDType(dtype))
    throw new TypeError(`dtype must be one of ${Object.keys(dtypes).join(', ')}, but got ${JSON.stringify(dtype)}`)
  return dtype
}

/** Writes a fresh tensor: that is no change yet. */
function filled(x: Tensor, value: Scalar): Tensor {
  fill_(x, value)
  x.store.version = 0
  return x
}

/** Applies `requiresGrad`. */
export function finish(x: Tensor, options: TensorOptions): Tensor {
  if (options.requiresGrad && !isFloat(x.dtype))
    throw new RuntimeError('Only Tensors of floating point and complex dtype can require gradients')
  return options.requiresGrad ? requiresGrad_(x) : x
}

const fromTyped = (data: Data): DType => {
  if (data instanceof Float32Array) return 'float32'
  if (data instanceof Float64Array) return 'float64'
  if (data instanceof BigInt64Array) return 'int64'
  if (data instanceof Int32Array) return 'int32'
  return 'uint8'
}
const isTyped = (x: unknown): x is Data =>
  x instanceof Float32Array ||
  x instanceof Float64Array ||
  x instanceof BigInt64Array ||
  x instanceof Int32Array ||
  x instanceof Uint8Array

/**
 * A tensor from nested arrays, a typed array (its type is kept), a number, a bigint, a boolean, or another tensor.
 * Numbers give float32 unless a dtype is given, booleans bool, bigints int64. The data are copied. What structuredClone or
 * postMessage made of a tensor becomes one again.
 */
export function tensor(data: NestedData | Data, options: TensorOptions = {}): Tensor {
  const dtype = options.dtype === undefined ? undefined : checkDType(options.dtype)
  if (isTyped(data)) {
    const own = Tensor.own(data.slice(), fromTyped(data), [data.length])
    return finish(dtype ? (own.to(dtype) as Tensor) : own, options)
  }
  const source = isTensor(data) ? data : revived(data)
  if (source !== null)
    return finish(
      source
        .detach()
        .clone()
        .to(dtype ?? source.dtype) as Tensor,
      options,
    )
  const sizes: number[] = []
  let level: unknown = data
  for (; Array.isArray(level); level = level[0]) sizes.push(level.length)
  // In Python a string is a sequence of strings, without end.
  if (typeof level === 'string' && sizes.length > 0) throw new ValueError("too many dimensions 'str'")
  const flat: Scalar[] = []
  flatten(data, 0, sizes, flat)
  const type = dtype ?? inferDType(flat)
  const store = Storage.zeros(flat.length, type)
  write(store, flat)
  return finish(new Tensor(store, sizes, contiguousStrides(sizes), 0), options)
}

function flatten(data: unknown, d: number, sizes: readonly number[], flat: Scalar[]): void {
  if (d < sizes.length) {
    if (!Array.isArray(data)) throw new TypeError(`not a sequence`)
    if (data.length !== sizes[d])
      throw new ValueError(`expected sequence of length ${sizes[d]} at dim ${d} (got ${data.length})`)
    for (const x of data) flatten(x, d + 1, sizes, flat)
    return
  }
  if (typeof data === 'number' || typeof data === 'boolean' || typeof data === 'bigint') flat.push(data)
  else if (isTensor(data)) flat.push(data.item() as Scalar)
  else if (data === null || data === undefined) throw new RuntimeError('Could not infer dtype of NoneType')
  else if (Array.isArray(data)) throw new TypeError('must be real number, not list')
  else if (typeof data === 'string') throw new TypeError("new(): invalid data type 'str'")
  else throw new RuntimeError(`Could not infer dtype of ${kindOf(data)}`)
}

const inferDType = (flat: readonly Scalar[]): DType => {
  if (flat.length === 0) return 'float32'
  if (flat.every((x) => typeof x === 'boolean')) return 'bool'
  return flat.every((x) => typeof x !== 'number') ? 'int64' : 'float32'
}

function write(store: Storage, flat: readonly Scalar[]): void {
  const { data, dtype } = store
  if (!isFloat(dtype)) for (const x of flat) checkFits(x, dtype, dtype)
  if (data instanceof BigInt64Array)
    for (let i = 0; i < flat.length; i++) {
      const x = flat[i]
      data[i] = typeof x === 'bigint' ? x : BigInt(Math.trunc(Number(x)))
    }
  else if (store.dtype === 'bool') for (let i = 0; i < flat.length; i++) data[i] = Number(Number(flat[i]) !== 0)
  else for (let i = 0; i < flat.length; i++) data[i] = Number(flat[i])
}

/** A tensor as it is (or in another dtype), anything else as `tensor` makes it. */
export function asTensor(data: NestedData | Data, options: TensorOptions = {}): Tensor {
  if (!isTensor(data)) return tensor(data, options)
  return options.dtype === undefined ? data : (data.to(checkDType(options.dtype)) as Tensor)
}

export function zeros(...args: unknown[]): Tensor {
  const { sizes, options } = sizeAndOptions<TensorOptions>(args, 'zeros: Dimension size must be non-negative.')
  const store = Storage.zeros(numelOf(sizes), checkDType(options.dtype ?? 'float32'))
  return finish(new Tensor(store, sizes, contiguousStrides(sizes), 0), options)
}

export function empty(...args: unknown[]): Tensor {
  const { sizes, options } = sizeAndOptions<TensorOptions>(args)
  return finish(Tensor.empty(sizes, checkDType(options.dtype ?? 'float32')), options)
}

export function ones(...args: unknown[]): Tensor {
  const { sizes, options } = sizeAndOptions<TensorOptions>(args)
  return finish(filled(Tensor.empty(sizes, checkDType(options.dtype ?? 'float32')), 1), options)
}

export function full(size: number | readonly number[], value: Scalar, options: TensorOptions = {}): Tensor {
  if (value === undefined || value === null)
    throw new TypeError('full() missing 1 required positional arguments: "fill_value"')
  const { sizes } = sizeAndOptions([typeof size === 'number' ? [size] : [...size]])
  const dtype = options.dtype ?? (typeof value === 'boolean' ? 'bool' : typeof value === 'bigint' ? 'int64' : 'float32')
  return finish(filled(Tensor.empty(sizes, checkDType(dtype)), value), options)
}

/** A tensor of `x`'s shape, dtype (unless options say otherwise) and order of memory. */
export const emptyLikeTensor = (x: Tensor, options: TensorOptions = {}): Tensor =>
  finish(emptyLike([...x.sizes], checkDType(options.dtype ?? x.dtype), x), options)
export const fullLike = (x: Tensor, value: Scalar, options: TensorOptions = {}): Tensor =>
  finish(filled(emptyLikeTensor(x, { dtype: options.dtype }), value), options)
export const zerosLike = (x: Tensor, options: TensorOptions = {}): Tensor => fullLike(x, 0, options)
export const onesLike = (x: Tensor, options: TensorOptions = {}): Tensor => fullLike(x, 1, options)
const zeroed = (sizes: readonly number[], dtype: DType): Tensor =>
  new Tensor(Storage.zeros(numelOf(sizes), dtype), [...sizes], contiguousStrides(sizes), 0)

/** `x.newZeros(2, 3)`: of `x`'s dtype. */
export const newZeros = (x: Tensor, ...args: unknown[]): Tensor => {
  const { sizes, options } = sizeAndOptions<TensorOptions>(args)
  return finish(zeroed(sizes, checkDType(options.dtype ?? x.dtype)), options)
}
export const newOnes = (x: Tensor, ...args: unknown[]): Tensor => {
  const { sizes, options } = sizeAndOptions<TensorOptions>(args)
  return full(sizes, 1, { ...options, dtype: options.dtype ?? x.dtype })
}
export const newFull = (x: Tensor, size: readonly number[], value: Scalar, options: TensorOptions = {}): Tensor =>
  full(size, value, { dtype: x.dtype, ...options })

/** As Python and C++ write infinities and NaN. */
const pythonNumber = (x: number): string => String(x).replace('Infinity', 'inf').replace('NaN', 'nan')

export interface ArangeOptions extends TensorOptions {
  start?: number | bigint
  end?: number | bigint
  step?: number | bigint
}

/** start, start + step, … below end. `arange(end)`, `arange(start, end)`, `arange(start, end, step)`. */
export function arange(...args: unknown[]): Tensor {
  const last = args.at(-1)
  const options = (last !== null && typeof last === 'object' ? last : {}) as ArangeOptions
  const given = args.filter((x): x is number | bigint => typeof x === 'number' || typeof x === 'bigint')
  // One number alone is the end, unless that has its name.
  const [first, second, third] = given.length === 1 && options.end === undefined ? [undefined, given[0]] : given
  const [start, end, step] = [options.start ?? first ?? 0, options.end ?? second, options.step ?? third ?? 1]
  if (end === undefined) throw new TypeError('arange() missing 1 required positional arguments: "end"')
  const numbers = [...given, options.start, options.end, options.step].filter((x) => x !== undefined)
  const dtype = checkDType(options.dtype ?? (numbers.every((x) => typeof x === 'bigint') ? 'int64' : 'float32'))
  const [a, b, s] = [Number(start), Number(end), Number(step)]
  if (s === 0) throw new RuntimeError('step must be nonzero')
  if (dtype === 'bool') throw new RuntimeError(`"arange_cpu" not implemented for 'Bool'`)
  if (!Number.isFinite(a) || !Number.isFinite(b))
    throw new RuntimeError(`unsupported range: ${pythonNumber(a)} -> ${pythonNumber(b)}`)
  if ((b - a) / s < 0) throw new RuntimeError('upper bound and lower bound inconsistent with step sign')
  const n = Math.ceil((b - a) / s)
  const store = Storage.zeros(n, dtype)
  const { data } = store
  for (let i = 0; i < n; i++)
    data[i] = data instanceof BigInt64Array ? BigInt(Math.trunc(a) + i * Math.trunc(s)) : a + i * s
  return finish(new Tensor(store, [n], [1], 0), options)
}

/** `steps` numbers from start to end, both included; from both ends towards the middle, as PyTorch computes them. */
export function linspace(start: number, end: number, steps: number, options: TensorOptions = {}): Tensor {
  if (steps === undefined) throw new TypeError('linspace() missing 1 required positional arguments: "steps"')
  if (steps < 0) throw new RuntimeError('number of steps must be non-negative')
  const dtype = checkDType(options.dtype ?? 'float32')
  const store = Storage.zeros(steps, dtype)
  const { data } = store
  const round = dtype === 'float64' ? (x: number): number => x : Math.fround
  const step = round(steps > 1 ? (end - start) / (steps - 1) : 0)
  const half = Math.floor(steps / 2)
  for (let i = 0; i < steps; i++) {
    const x = i < half ? round(start + step * i) : round(end - step * (steps - i - 1))
    data[i] = data instanceof BigInt64Array ? BigInt(Math.trunc(x)) : x
  }
  if (steps === 1) data[0] = data instanceof BigInt64Array ? BigInt(Math.trunc(start)) : start
  return finish(new Tensor(store, [steps], [1], 0), options)
}

/** base to the power of linspace(start, end, steps). */
export function logspace(start: number, end: number, steps: number, ...rest: unknown[]): Tensor {
  const options = (typeof rest.at(-1) === 'object' ? rest.at(-1) : {}) as TensorOptions & { base?: number }
  const base = typeof rest[0] === 'number' ? rest[0] : (options.base ?? 10)
  const exponents = linspace(start, end, steps, { dtype: 'float64' })
  const { data } = exponents.store
  for (let i = 0; i < data.length; i++) data[i] = base ** (data[i] as number)
  return finish(exponents.to(checkDType(options.dtype ?? 'float32')) as Tensor, options)
}

/** The identity matrix. */
export function eye(n: number, ...rest: unknown[]): Tensor {
  const m = typeof rest[0] === 'number' ? rest[0] : n
  if (n < 0) throw new RuntimeError(`n must be greater or equal to 0, got ${n}`)
  if (m < 0) throw new RuntimeError(`m must be greater or equal to 0, got ${m}`)
  const options = (typeof rest.at(-1) === 'object' ? rest.at(-1) : {}) as TensorOptions
  const x = zeros([n, m], { dtype: options.dtype ?? 'float32' })
  for (let i = 0; i < Math.min(n, m); i++) x.store.data[i * m + i] = x.store.data instanceof BigInt64Array ? 1n : 1
  return finish(x, options)
}

/** A tensor over the bytes of a buffer, without a copy: writing to one writes to the other. */
export function fromBuffer(
  buffer: ArrayBuffer | ArrayBufferView,
  options: TensorOptions & { offset?: number; count?: number } = {},
): Tensor {
  const dtype = checkDType(options.dtype ?? 'float32')
  const { array, bytes } = dtypes[dtype]
  const [memory, start, size] = ArrayBuffer.isView(buffer)
    ? [buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.byteLength]
    : [buffer, 0, buffer.byteLength]
  const offset = options.offset ?? 0
  if (offset < 0 || offset >= size)
    throw new ValueError(
      `offset (${offset} bytes) must be non-negative and no greater than buffer length (${size} bytes) minus 1`,
    )
  const count = options.count ?? Math.floor((size - offset) / bytes)
  if (options.count === undefined && (size - offset) % bytes !== 0)
    throw new ValueError(
      `buffer length (${size - offset} bytes) after offset (${offset} bytes) must be a multiple of element size (${bytes})`,
    )
  if (count <= 0 || offset + count * bytes > size)
    throw new ValueError(
      `requested buffer length (${count} * ${bytes} bytes) after offset (${offset} bytes) must not be greater than actual buffer length (${size} bytes)`,
    )
  const at = start + offset
  const view = array as unknown as new (b: ArrayBuffer, o: number, n: number) => Data
  if (at % bytes !== 0) return Tensor.own(new array(memory.slice(at, at + count * bytes)), dtype, [count])
  return finish(Tensor.own(new view(memory, at, count), dtype, [count]), options)
}
