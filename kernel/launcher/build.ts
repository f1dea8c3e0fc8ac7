/** Compiles the launcher. Set-up runs it after tsc. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { PROGRAM, SOURCE } from './launcher.js'

/** What may compile C++, as make and node-gyp look for it. */
const COMPILERS = ['c++', 'g++', 'clang++']

/** @returns why there is no launcher, for people; undefined: there is one. Without one a kernel starts 0.1 s later. */
export function buildLauncher(environment = process.env): string | undefined {
  rmSync(PROGRAM, { force: true }) // one of another source must not be taken for this one
  if (process.platform === 'win32') return 'sockets are not handed over on Windows'
  const named = environment.CXX?.split(' ').filter(Boolean) ?? []
  let reason = 'no C++ compiler'
  for (const [compiler, ...flags] of named.length > 0 ? [named] : COMPILERS.map((name) => [name])) {
    const temporary = `${PROGRAM}.${process.pid}`
    try {
      mkdirSync(dirname(PROGRAM), { recursive: true })
      const options = [...flags, '-std=c++17', '-O2', '-o', temporary, SOURCE]
      execFileSync(compiler!, options, { env: environment, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
      renameSync(temporary, PROGRAM)
      return undefined
    } catch (error) {
      rmSync(temporary, { force: true })
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') reason = (error as Error).message
    }
  }
  return reason
}
