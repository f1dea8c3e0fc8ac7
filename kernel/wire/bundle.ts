import { statSync } from 'node:fs'
import { join } from 'node:path'

/** Of the wire's thread; made by build.ts. Beside the modules, so that both find what lies around them by one path. */
export const BUNDLE = join(import.meta.dirname, 'worker.bundle.cjs')
const MODULE = join(import.meta.dirname, 'worker.js')
/** tsc writes it whenever it writes a module. An installed package has none. */
const COMPILED = join(import.meta.dirname, '..', '..', '.tsbuildinfo')

/** The worker's file: the bundle if it is there and no older than the modules. */
export function workerFile(): string {
  const bundled = timeOf(BUNDLE)
  return bundled !== undefined && bundled >= (timeOf(COMPILED) ?? 0) ? BUNDLE : MODULE
}

function timeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}
