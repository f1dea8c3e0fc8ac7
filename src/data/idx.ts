import { ValueError } from '../errors.js'
import { type DigitBytes, PIXELS, SIDE } from './mnist-files.js'

/**
 * The IDX format: two zero bytes, the type of the elements, the number of dimensions, each dimension as a big-endian
 * 32-bit integer, then the elements (http://yann.lecun.com/exdb/mnist/).
 */
const UNSIGNED_BYTE = 0x08

/**
 * The images of an IDX file, `n × 784` bytes. `path` names the file in errors.
 * Errors: ValueError if these are no images of 28 × 28, or there are more or fewer bytes than the header says.
 */
export function idxImages(bytes: Uint8Array, path: string): Uint8Array {
  const { shape, data } = parse(bytes, path)
  if (shape.length !== 3 || shape[1] !== SIDE || shape[2] !== SIDE)
    throw new ValueError(`${path}: expected images of ${SIDE} × ${SIDE}, found the shape (${shape.join(', ')})`)
  return data
}

/** The labels of an IDX file. Errors: ValueError, as for images. */
export function idxLabels(bytes: Uint8Array, path: string): Uint8Array {
  const { shape, data } = parse(bytes, path)
  if (shape.length !== 1)
    throw new ValueError(`${path}: expected labels in one dimension, found the shape (${shape.join(', ')})`)
  return data
}

/** Images and labels that belong together. Errors: ValueError if their numbers differ. */
export function pair(images: Uint8Array, labels: Uint8Array, path: string): DigitBytes {
  if (images.length !== labels.length * PIXELS)
    throw new ValueError(`${path}: ${images.length / PIXELS} images, but ${labels.length} labels`)
  return { images, labels }
}

function parse(bytes: Uint8Array, path: string): { shape: number[]; data: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0) !== 0) throw new ValueError(`${path}: not an IDX file`)
  const type = view.getUint8(2)
  if (type !== UNSIGNED_BYTE)
    throw new ValueError(`${path}: expected unsigned bytes (type 0x08), found the type 0x${type.toString(16)}`)
  const rank = view.getUint8(3)
  const header = 4 + 4 * rank
  if (bytes.length < header) throw new ValueError(`${path}: truncated within the header`)
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i))
  const size = shape.reduce((product, n) => product * n, 1)
  if (bytes.length !== header + size)
    throw new ValueError(`${path}: the header announces ${size} bytes of data, the file holds ${bytes.length - header}`)
  return { shape, data: bytes.subarray(header) }
}
