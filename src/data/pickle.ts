import { BufferReader, NameRegistry, Parser } from 'pickleparser'
import { ValueError } from '../errors.js'

/**
 * Nested tuples of numpy arrays out of a pickle of any protocol, written by Python 2 or 3. Nothing of a pickle is run:
 * a name that numpy's arrays do not need is an error.
 */
export function unpickleArrays(bytes: Uint8Array, path: string): unknown {
  const reader = new ByteStringReader(bytes)
  try {
    return new Parser({ nameResolver: numpyNames(reader) }).read(reader)
  } catch (error) {
    if (error instanceof ValueError) throw error
    throw new ValueError(`${path}: no pickle, or a damaged one (${(error as Error).message})`, { cause: error })
  }
}

/** An array of numpy's. `__setstate__` is what pickle calls to fill it. */
export class NdArray {
  shape: number[] = []
  dtype = ''
  /** The elements in row-major order, little-endian. */
  bytes: Uint8Array = new Uint8Array(0)

  constructor(private readonly reader: ByteStringReader) {}

  __setstate__([, shape, dtype, fortranOrder, data]: [number, number[], Dtype, boolean, unknown]): void {
    if (fortranOrder && shape.length > 1) throw new ValueError('an array in column-major order is not supported')
    this.shape = shape
    this.dtype = dtype.name
    this.bytes = this.reader.bytesOf(data)
    const size = shape.reduce((product, n) => product * n, dtype.size)
    if (this.bytes.length !== size) throw new ValueError(`an array of ${size} bytes holds ${this.bytes.length}`)
  }
}

/** The type of an array's elements, such as `f4`. */
class Dtype {
  constructor(readonly name: string) {}

  get size(): number {
    return Number(this.name.slice(1))
  }

  __setstate__([, byteOrder]: [number, string]): void {
    if (byteOrder === '>') throw new ValueError('an array in big-endian byte order is not supported')
  }
}

/**
 * Python 2 wrote the elements as a text string. The parser would decode it: slowly, and into text that has to be encoded
 * again. Long strings are kept as bytes here, and a short name stands for them.
 */
class ByteStringReader extends BufferReader {
  private readonly kept = new Map<string, { bytes: Uint8Array; encoding: string }>()

  /** The parser reads some lengths as signed: a negative one would send it back, round and round. */
  override skip(length: number): void {
    if (length < 0) throw new Error('a length is negative')
    super.skip(length)
  }

  override string(size: number, encoding: 'ascii' | 'utf-8'): string {
    // Latin-1 keeps every byte; the parser's own ASCII is Windows-1252.
    if (size < LONG_STRING && encoding === 'ascii') return Buffer.from(this.bytes(size)).toString('latin1')
    if (size < LONG_STRING) return super.string(size, encoding)
    const name = `\u0000${this.kept.size}`
    this.kept.set(name, { bytes: this.bytes(size) as Uint8Array, encoding })
    return name
  }

  /** The bytes of a byte string, or of a text whose characters stand for bytes. */
  bytesOf(value: unknown): Uint8Array {
    if (value instanceof Uint8Array) return value
    const kept = this.kept.get(String(value))
    if (!kept) return Buffer.from(String(value), 'latin1')
    if (kept.encoding === 'ascii') return kept.bytes
    // Python 3, protocol 2: a character up to U+00FF for each byte, in UTF-8.
    return Buffer.from(new TextDecoder().decode(kept.bytes), 'latin1')
  }
}

const LONG_STRING = 256

/** What pickles of arrays name, in numpy 1 and 2, Python 2 and 3. */
function numpyNames(reader: ByteStringReader): NameRegistry {
  const names = new StrictRegistry()
  const ndarray = (): NdArray => new NdArray(reader)
  const dtype = (name: string): Dtype => new Dtype(name.replace(/^[<|=]/, ''))
  const fromBuffer = (data: unknown, type: Dtype, shape: number[], order: string): NdArray => {
    const array = ndarray()
    array.__setstate__([1, shape, type, order === 'F', data])
    return array
  }
  for (const core of ['numpy.core', 'numpy._core']) {
    names.register(`${core}.multiarray`, '_reconstruct', ndarray)
    names.register(`${core}.numeric`, '_frombuffer', fromBuffer)
  }
  names.register('numpy', 'ndarray', ndarray)
  names.register('numpy', 'dtype', dtype)
  names.register('_codecs', 'encode', (text: string) => reader.bytesOf(text))
  return names
}

class StrictRegistry extends NameRegistry {
  override onMissingName(module: string, name: string): never {
    throw new ValueError(`a pickle of arrays does not need '${module}.${name}': it is not loaded`)
  }
}
