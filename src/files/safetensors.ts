import { type DType, dtypes } from '../dtype.js'
import { ValueError } from '../errors.js'
import { contiguousStrides } from '../shape/strides.js'
import { Tensor } from '../tensor.js'
import { countOf, type Encoding, encodings, readElements } from './elements.js'
import { elementBytes } from './npy.js'
import { bytesOf, type Source } from './source.js'

/**
 * The safetensors format (https://huggingface.co/docs/safetensors): the header's length as 64 bits, the header as JSON, the
 * elements. The header tells each tensor's dtype, shape and place; together they must cover the elements, each once.
 */
const NAMES: Record<DType, string> = {
  float64: 'F64',
  float32: 'F32',
  int64: 'I64',
  int32: 'I32',
  uint8: 'U8',
  bool: 'BOOL',
}

const BY_NAME: Readonly<Record<string, Encoding>> = {
  F64: encodings.f8,
  F32: encodings.f4,
  F16: encodings.f2,
  BF16: encodings.bf2,
  I64: encodings.i8,
  I32: encodings.i4,
  I16: encodings.i2,
  I8: encodings.i1,
  U32: encodings.u4,
  U16: encodings.u2,
  U8: encodings.u1,
  BOOL: encodings.b1,
}

/** As the library of the format has it. */
const MOST_HEADER = 100_000_000

export interface Contents {
  /** In the order of the header. */
  readonly tensors: readonly (readonly [name: string, x: Tensor])[]
  readonly metadata: Readonly<Record<string, string>>
}

interface Entry {
  readonly name: string
  readonly encoding: Encoding
  readonly shape: number[]
  readonly count: number
  readonly from: number
  readonly to: number
}

type Json = Record<string, unknown>
const isRecord = (x: unknown): x is Json => typeof x === 'object' && x !== null && !Array.isArray(x)

/** All tensors of a file. Errors: ValueError if it is none, or damaged: before anything of the tensors is read. */
export function readSafetensors(source: Source): Contents {
  const { name, size } = source
  if (size < 8) throw new ValueError(`${name}: not a safetensors file`)
  const start = bytesOf(source, 0, 8)
  const length = Number(new DataView(start.buffer).getBigUint64(0, true))
  if (length > MOST_HEADER)
    throw new ValueError(`${name}: not a safetensors file (its header would have ${length} bytes)`)
  if (8 + length > size) throw new ValueError(`${name}: truncated within the header`)
  const header = parse(bytesOf(source, 8, length), name)
  const entries: Entry[] = []
  let metadata: Record<string, string> = {}
  for (const [key, value] of Object.entries(header))
    if (key === '__metadata__') metadata = metadataOf(value, name)
    else entries.push(entryOf(key, value, name))
  checkPlaces(entries, size - 8 - length, name)
  const tensors = entries.map(({ name: key, encoding, shape, count, from }) => {
    const store = readElements(source, 8 + length + from, count, encoding)
    return [key, new Tensor(store, shape, contiguousStrides(shape), 0)] as const
  })
  return { tensors, metadata }
}

function parse(bytes: Uint8Array, name: string): Json {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    if (isRecord(header)) return header
  } catch (error) {
    throw new ValueError(`${name}: the header is no JSON (${(error as Error).message})`, { cause: error })
  }
  throw new ValueError(`${name}: the header is no JSON object`)
}

function metadataOf(value: unknown, name: string): Record<string, string> {
  if (!isRecord(value) || Object.values(value).some((v) => typeof v !== 'string'))
    throw new ValueError(`${name}: __metadata__ must hold texts by name`)
  return value as Record<string, string>
}

function entryOf(key: string, value: unknown, name: string): Entry {
  const wrong = (why: string): ValueError => new ValueError(`${name}: '${key}': ${why}`)
  if (!isRecord(value)) throw wrong('not an object with dtype, shape and data_offsets')
  const { dtype, shape, data_offsets: offsets } = value
  if (typeof dtype !== 'string' || !Object.hasOwn(BY_NAME, dtype))
    throw wrong(`tensors of dtype ${JSON.stringify(dtype)} are not supported`)
  if (!Array.isArray(shape)) throw wrong('no shape')
  const isPlace = (x: unknown): x is number => Number.isSafeInteger(x) && (x as number) >= 0
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isPlace)) throw wrong('no data_offsets')
  const [from, to] = offsets
  const encoding = BY_NAME[dtype]
  const count = countOf(shape, `${name}: '${key}'`)
  if (to - from !== count * encoding.bytes)
    throw wrong(`${dtype} of shape [${shape.join(', ')}] takes ${count * encoding.bytes} bytes, not ${to - from}`)
  return { name: key, encoding, shape, count, from, to }
}

function checkPlaces(entries: readonly Entry[], size: number, name: string): void {
  let end = 0
  for (const entry of [...entries].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (entry.from !== end) throw new ValueError(`${name}: '${entry.name}' begins at byte ${entry.from}, not at ${end}`)
    end = entry.to
  }
  if (end !== size) throw new ValueError(`${name}: the header announces ${end} bytes of data, the file holds ${size}`)
}

/** The parts of a file. As the library of the format does, the widest elements come first, so that all lie aligned. */
export function safetensorsParts({ tensors, metadata }: Contents): Uint8Array[] {
  const widthOf = (x: Tensor): number => dtypes[x.dtype].bytes
  const placed = [...tensors].sort(([, a], [, b]) => widthOf(b) - widthOf(a))
  const places = new Map<string, [number, number]>()
  let end = 0
  for (const [key, x] of placed) {
    places.set(key, [end, end + x.numel() * widthOf(x)])
    end += x.numel() * widthOf(x)
  }
  const entries = tensors.map(([key, x]) => {
    const entry = { dtype: NAMES[x.dtype], shape: [...x.sizes], data_offsets: places.get(key) }
    return `${JSON.stringify(key)}:${JSON.stringify(entry)}`
  })
  const all = [`"__metadata__":${JSON.stringify(metadata)}`, ...entries]
  const text = Buffer.from(`{${all.join(',')}}`, 'utf8')
  const length = Math.ceil(text.length / 8) * 8
  const start = Buffer.alloc(8 + length, ' ')
  start.writeBigUInt64LE(BigInt(length))
  text.copy(start, 8)
  return [start, ...placed.map(([, x]) => elementBytes(x))]
}
