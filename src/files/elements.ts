import { type DType, dtypes } from '../dtype.js'
import { ValueError } from '../errors.js'
import { Storage } from '../storage.js'
import type { Source } from './source.js'

/**
 * How elements lie in a file, and the dtype that they become. Types that the runtime lacks become the next larger one that
 * holds all their values.
 */
export interface Encoding {
  readonly bytes: number
  readonly dtype: DType
  /** One element that does not lie there as in memory. */
  readonly decode?: (view: DataView, at: number) => number | bigint
}

const same = (dtype: DType): Encoding => ({ bytes: dtypes[dtype].bytes, dtype })

/** By numpy's letter and size. */
export const encodings: Readonly<Record<string, Encoding>> = {
  f8: same('float64'),
  f4: same('float32'),
  i8: same('int64'),
  i4: same('int32'),
  u1: same('uint8'),
  // Any byte may stand in a file; in memory true is 1.
  b1: { bytes: 1, dtype: 'bool', decode: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
  f2: { bytes: 2, dtype: 'float32', decode: (view, at) => half(view.getUint16(at, true)) },
  bf2: { bytes: 2, dtype: 'float32', decode: (view, at) => brainFloat(view.getUint16(at, true)) },
  i1: { bytes: 1, dtype: 'int32', decode: (view, at) => view.getInt8(at) },
  i2: { bytes: 2, dtype: 'int32', decode: (view, at) => view.getInt16(at, true) },
  u2: { bytes: 2, dtype: 'int32', decode: (view, at) => view.getUint16(at, true) },
  u4: { bytes: 4, dtype: 'int64', decode: (view, at) => BigInt(view.getUint32(at, true)) },
}

/** IEEE 754 binary16. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25))
}

const word = new DataView(new ArrayBuffer(4))
/** The upper half of a float32. */
function brainFloat(bits: number): number {
  word.setUint32(0, bits * 65536)
  return word.getFloat32(0)
}

/** The number of elements. Errors: ValueError if the sizes are none, or too large to count. */
export function countOf(sizes: readonly unknown[], name: string): number {
  let count = 1
  for (const n of sizes) {
    if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 0)
      throw new ValueError(`${name}: the shape (${sizes.join(', ')}) is none`)
    count *= n
  }
  // A 0 among huge sizes does not make them any better.
  if (!sizes.every((n) => (n as number) < 2 ** 48) || !Number.isSafeInteger(count))
    throw new ValueError(`${name}: the shape (${sizes.join(', ')}) is too large`)
  return count
}

/** `count` elements from `at` on, in memory of their own. The caller has checked that the source holds them. */
export function readElements(source: Source, at: number, count: number, encoding: Encoding, swapped = false): Storage {
  const { bytes, dtype, decode } = encoding
  const store = Storage.empty(count, dtype)
  const { data } = store
  if (decode === undefined) {
    const target = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    source.fill(target, at)
    if (swapped) swap(target, bytes)
    return store
  }
  const raw = new Uint8Array(count * bytes)
  source.fill(raw, at)
  if (swapped) swap(raw, bytes)
  const view = new DataView(raw.buffer)
  for (let i = 0; i < count; i++) data[i] = decode(view, i * bytes)
  return store
}

/** Big-endian elements become little-endian ones. */
function swap(bytes: Uint8Array, size: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (size === 2) buffer.swap16()
  else if (size === 4) buffer.swap32()
  else if (size === 8) buffer.swap64()
}
