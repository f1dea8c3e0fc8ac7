import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { RuntimeError } from '../errors.js'

/**
 * Writes a file whole or not at all: under a name of its own in the same folder, and then renamed. What stood there before
 * stays until then. Errors: RuntimeError if it cannot be written.
 */
export function writeWhole(path: string, parts: Iterable<Uint8Array>): void {
  const target = resolved(path)
  const part = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.part`)
  try {
    const file = openSync(part, 'wx', 0o666)
    try {
      for (const bytes of parts) writeAll(file, bytes)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(part, target)
  } catch (error) {
    rmSync(part, { force: true })
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    throw new RuntimeError(`${path}: could not be written (${(error as Error).message})`, { cause: error })
  }
}

/** A link stays a link: what it leads to is replaced. */
function resolved(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}
