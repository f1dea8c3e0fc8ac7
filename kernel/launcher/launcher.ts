import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The launcher's source and its program. An installed package may have none: the kernel then starts without it. */
export const SOURCE = join(import.meta.dirname, '..', '..', '..', 'native', 'launcher', 'launcher.cc')
export const PROGRAM = join(import.meta.dirname, 'launcher')

/** The words before `node main.js …` that start a kernel through the launcher; none where there is no launcher. */
export function launcherArguments(snapshot: string): string[] {
  return existsSync(PROGRAM) ? [PROGRAM, snapshot] : []
}
