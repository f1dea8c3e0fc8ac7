import { RuntimeError } from '../errors.js'
import { inPython } from '../nn/python.js'
import { tensor } from '../ops/create.js'
import { stack } from '../ops/join.js'
import type { Batched, ShapeOf, TypedArray } from '../shape/types/index.js'
import { Tensor } from '../tensor.js'

/** The type of N samples of type T as a batch: see `defaultCollate`. */
export type Collated<T, N extends number = number> = T extends Tensor
  ? Tensor<Batched<ShapeOf<T>, N>>
  : T extends number | boolean | bigint
    ? Tensor<[N]>
    : T extends string
      ? string[]
      : T extends TypedArray
        ? Tensor<[N, number]>
        : T extends object
          ? { -readonly [K in keyof T]: Collated<T[K], N> }
          : never

type Plain = Record<string, unknown>

const isTyped = (x: unknown): x is TypedArray => ArrayBuffer.isView(x) && !(x instanceof DataView)

/**
 * Samples as a batch: tensors (and typed arrays) are stacked along a new first dimension; numbers become a tensor, int64 if
 * all are whole and float64 otherwise; booleans become bool, bigints int64; strings stay a list; arrays and objects
 * are taken apart, and each of their places becomes a batch of its own.
 * Errors: TypeError for anything else, RuntimeError for arrays of different lengths.
 *
 * @see torch.utils.data.default_collate
 * @example
 * data.defaultCollate([1, 2])
 * // tensor([1, 2])
 */
export function defaultCollate<T>(samples: readonly T[]): Collated<T> {
  return collate(samples) as Collated<T>
}

function collate(samples: readonly unknown[]): unknown {
  const [first] = samples
  if (first instanceof Tensor) return stack(samples as Tensor[])
  if (typeof first === 'number') {
    const whole = (samples as number[]).every(Number.isInteger)
    return tensor(samples as number[], { dtype: whole ? 'int64' : 'float64' })
  }
  if (typeof first === 'boolean' || typeof first === 'bigint') return tensor(samples as boolean[])
  if (typeof first === 'string') return samples
  if (isTyped(first)) return stack(samples.map((x) => tensor(x as TypedArray)))
  if (Array.isArray(first)) {
    const rows = samples as unknown[][]
    if (rows.some((row) => row.length !== first.length))
      throw new RuntimeError('each element in list of batch should be of equal size')
    return first.map((_, i) => collate(rows.map((row) => row[i])))
  }
  if (isPlain(first))
    return Object.fromEntries(Object.keys(first).map((key) => [key, collate((samples as Plain[]).map((x) => x[key]))]))
  throw new TypeError(
    `default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found ${nameOf(first)}`,
  )
}

const isPlain = (x: unknown): x is Plain =>
  typeof x === 'object' && x !== null && [Object.prototype, null].includes(Object.getPrototypeOf(x))

const nameOf = (x: unknown): string =>
  x === null || x === undefined
    ? inPython(null)
    : typeof x === 'object'
      ? (Object.getPrototypeOf(x)?.constructor?.name ?? 'object')
      : typeof x

/**
 * One sample as a loader without batches gives it: typed arrays become tensors, wherever they stand.
 *
 * @see torch.utils.data.default_convert
 * @example
 * data.defaultConvert(new Float32Array([1, 2]))
 * // tensor([1., 2.])
 */
export function defaultConvert(sample: unknown): unknown {
  if (isTyped(sample)) return tensor(sample)
  if (Array.isArray(sample)) return sample.map(defaultConvert)
  if (!isPlain(sample)) return sample
  return Object.fromEntries(Object.entries(sample).map(([key, x]) => [key, defaultConvert(x)]))
}
