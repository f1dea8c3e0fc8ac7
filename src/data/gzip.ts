import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { ValueError } from '../errors.js'

const inflate = promisify(gunzip)

/** Does it begin as gzip does (RFC 1952)? */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** Larger announcements are not believed at once: a damaged file could announce 4 GB. */
const LARGEST_HINT = 256 * 2 ** 20
/** No data set of digits is larger; a few kilobytes can announce and hold gigabytes of zeros. */
const LARGEST = 2 ** 30

/**
 * Decompress gzip, on another thread; other bytes are given back as they are. `path` names the file in errors.
 * Errors: ValueError for damaged or truncated data.
 */
export async function decompress(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes
  if (bytes.length < 18) throw new ValueError(`${path}: truncated`)
  // The last four bytes tell the size: with all the memory at once, decompressing takes a third of the time.
  const size = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true)
  try {
    return await inflate(bytes, {
      chunkSize: Math.max(64, Math.min(size, LARGEST_HINT)),
      maxOutputLength: LARGEST,
    })
  } catch (error) {
    throw new ValueError(`${path}: damaged or truncated (${(error as Error).message})`, { cause: error })
  }
}
