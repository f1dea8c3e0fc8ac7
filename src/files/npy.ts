import type { DType } from '../dtype.js'
import { ValueError } from '../errors.js'
import { contiguousStrides } from '../shape/strides.js'
import { Tensor } from '../tensor.js'
import { countOf, encodings, readElements } from './elements.js'
import { bytesOf, type Source } from './source.js'

/**
 * numpy's format (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): `\x93NUMPY`, a version, the
 * length of the header, the header as a dictionary of Python's, the elements.
 */
const MAGIC = Buffer.from('\x93NUMPY', 'latin1')
/** numpy itself refuses longer ones unless told otherwise. */
const MOST_HEADER = 10_000

export const isNpy = (start: Uint8Array): boolean => MAGIC.equals(start.subarray(0, MAGIC.length))

interface Header {
  readonly descr: string
  readonly fortran: boolean
  readonly shape: number[]
}

/** numpy writes the keys in this order; others may not. */
const ENTRY = /\s*'(\w+)'\s*:\s*('[^'\\]*'|True|False|\([\d\s,L]*\))\s*(,|$)/y

function parseHeader(text: string, name: string): Header {
  const wrong = (why: string): ValueError =>
    new ValueError(`${name}: ${why} in the header of an .npy file: ${text.trim()}`)
  const inner = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1].trimEnd()
  if (inner === undefined) throw wrong('no dictionary')
  const found = new Map<string, string>()
  ENTRY.lastIndex = 0
  for (let at = 0; at < inner.length; at = ENTRY.lastIndex) {
    const match = ENTRY.exec(inner)
    if (match === null || found.has(match[1])) throw wrong('something unexpected')
    found.set(match[1], match[2])
  }
  const [descr, order, shape] = ['descr', 'fortran_order', 'shape'].map((key) => found.get(key))
  if (descr === undefined || order === undefined || shape === undefined || found.size !== 3)
    throw wrong("not just 'descr', 'fortran_order' and 'shape'")
  if (!descr.startsWith("'") || !/^(True|False)$/.test(order) || !/^\((\s*\d+L?\s*,)*(\s*\d+L?\s*)?\)$/.test(shape))
    throw wrong('values of other types')
  if (/^\(\s*\d+L?\s*\)$/.test(shape)) throw wrong('a number instead of a tuple')
  const sizes = shape.match(/\d+/g) ?? []
  return { descr: descr.slice(1, -1), fortran: order === 'True', shape: sizes.map(Number) }
}

/** The array of an .npy file. Errors: ValueError if it is none, damaged, or of a type that no tensor has. */
export function readNpy(source: Source): Tensor {
  const { name } = source
  const start = bytesOf(source, 0, Math.min(12, source.size))
  if (start.length < 10 || !isNpy(start)) throw new ValueError(`${name}: not an .npy file`)
  const view = new DataView(start.buffer)
  const version = start[6]
  if (version < 1 || version > 3) throw new ValueError(`${name}: version ${version} of the .npy format is not known`)
  const wide = version > 1
  if (wide && start.length < 12) throw new ValueError(`${name}: truncated`)
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true)
  const at = (wide ? 12 : 10) + length
  if (length > MOST_HEADER) throw new ValueError(`${name}: a header of ${length} bytes is too large for an .npy file`)
  const text = Buffer.from(bytesOf(source, at - length, length)).toString(version === 3 ? 'utf8' : 'latin1')
  const { descr, fortran, shape } = parseHeader(text, name)
  const parts = /^([<>|=])([a-zA-Z])(\d+)$/.exec(descr)
  const encoding = parts && Object.hasOwn(encodings, parts[2] + parts[3]) ? encodings[parts[2] + parts[3]] : undefined
  if (!parts || encoding === undefined)
    throw new ValueError(`${name}: arrays of dtype '${descr}' cannot become tensors`)
  const count = countOf(shape, name)
  if (at + count * encoding.bytes !== source.size)
    throw new ValueError(
      `${name}: the header announces ${count * encoding.bytes} bytes of data, the file holds ${source.size - at}`,
    )
  const store = readElements(source, at, count, encoding, parts[1] === '>')
  const strides = fortran ? contiguousStrides([...shape].reverse()).reverse() : contiguousStrides(shape)
  return new Tensor(store, shape, strides, 0)
}

const DESCR: Record<DType, string> = {
  float32: '<f4',
  float64: '<f8',
  int64: '<i8',
  int32: '<i4',
  uint8: '|u1',
  bool: '|b1',
}

/** The parts of an .npy file, version 1.0. The elements begin at a multiple of 64 bytes, as numpy has it. */
export function npyParts(x: Tensor): Uint8Array[] {
  const sizes = x.sizes.length === 1 ? `${x.sizes[0]},` : x.sizes.join(', ')
  const text = `{'descr': '${DESCR[x.dtype]}', 'fortran_order': False, 'shape': (${sizes}), }`
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10
  const start = Buffer.alloc(10)
  MAGIC.copy(start)
  start[6] = 1
  start.writeUInt16LE(length, 8)
  return [start, Buffer.from(`${text.padEnd(length - 1)}\n`, 'latin1'), elementBytes(x)]
}

/** The elements in row-major order, without a copy where they lie so. */
export function elementBytes(x: Tensor): Uint8Array {
  const { store, offset } = x.detach().contiguous() as Tensor
  const { data } = store
  return new Uint8Array(
    data.buffer,
    data.byteOffset + offset * data.BYTES_PER_ELEMENT,
    x.numel() * data.BYTES_PER_ELEMENT,
  )
}
