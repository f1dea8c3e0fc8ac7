import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { RuntimeError, ValueError } from '../errors.js'

/** Bytes that can be read from any place: a file, or memory. Nothing is read before it is asked for. */
export interface Source {
  /** What errors call it. */
  readonly name: string
  readonly size: number
  /** Fills `target` from `at` on. Errors: ValueError if there is not so much. */
  fill(target: Uint8Array, at: number): void
}

/** `length` bytes from `at` on. They are allocated only if they are there. */
export function bytesOf(source: Source, at: number, length: number): Uint8Array {
  if (at + length > source.size) throw new ValueError(`${source.name}: truncated`)
  const bytes = new Uint8Array(length)
  source.fill(bytes, at)
  return bytes
}

/** Bytes in memory as a source. */
export const memorySource = (bytes: Uint8Array, name: string): Source => ({
  name,
  size: bytes.length,
  fill(target, at) {
    if (at + target.length > bytes.length) throw new ValueError(`${name}: truncated`)
    target.set(bytes.subarray(at, at + target.length))
  },
})

/** Opens a file for as long as `read` runs. Errors: RuntimeError if it cannot be opened. */
export function withFile<R>(path: string, read: (source: Source) => R): R {
  const file = opened(path)
  try {
    return read(fileSource(file, path))
  } finally {
    closeSync(file)
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new RuntimeError(code === 'ENOENT' ? `${path}: no such file` : `${path}: ${message}`, { cause: error })
  }
}

function fileSource(file: number, path: string): Source {
  const status = fstatSync(file)
  if (!status.isFile()) throw new RuntimeError(`${path}: not a file`)
  return {
    name: path,
    size: status.size,
    fill(target, at) {
      for (let done = 0; done < target.length; ) {
        const count = readSync(file, target, done, target.length - done, at + done)
        if (count === 0) throw new ValueError(`${path}: truncated`)
        done += count
      }
    },
  }
}
