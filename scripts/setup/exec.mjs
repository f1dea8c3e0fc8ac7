/** Running commands: their output goes to the log, its last line to the display, and they end when set-up ends. */
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './paths.mjs'
import { endGroup, identify } from './processes.mjs'

/** A command that could not be started or did not succeed. */
export class CommandError extends Error {
  /**
   * @param {string} command as a person would type it
   * @param {string} how     `exit code 1`, `not found` …
   * @param {string[]} tail  its last lines
   * @param {number} [code]  its exit code, if it came that far
   */
  constructor(command, how, tail, code) {
    super(`${command}: ${how}`)
    this.command = command
    this.how = how
    this.tail = tail
    this.code = code
  }
}

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} env
 * @property {string} [cwd]
 * @property {(line: string) => void} onLine     every line of stdout and stderr
 * @property {(pid: number) => void} [onStart]
 * @property {(pid: number) => void} [onEnd]
 */

/** @type {Set<import('./processes.mjs').Identity>} */
const running = new Set()

/** End every command that runs, with all that it started. @param {NodeJS.Signals} signal */
export function endCommands(signal) {
  for (const child of running) endGroup(child, signal)
}

/**
 * Run a command to its end; its lines.
 * @param {string} command @param {string[]} args @param {RunOptions} options
 * @returns {Promise<string[]>}
 */
export function run(command, args, { env, cwd = root, onLine, onStart, onEnd }) {
  const typed = [command, ...args].join(' ')
  return new Promise((resolve, reject) => {
    // A process group of its own: ending it ends what npm, pip and make started as well.
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const identity = child.pid === undefined ? undefined : identify(child.pid)
    if (identity) {
      running.add(identity)
      onStart?.(identity.pid)
    }
    /** @type {string[]} */
    const lines = []
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        onLine(line)
      })
    const ended = () => {
      if (!identity) return
      running.delete(identity)
      onEnd?.(identity.pid)
    }
    child.once('error', (error) => {
      ended()
      const missing = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT'
      reject(new CommandError(typed, missing ? 'not found' : error.message, []))
    })
    child.once('close', (code, signal) => {
      ended()
      if (code === 0) resolve(lines)
      else
        reject(
          new CommandError(
            typed,
            signal ? `ended by ${signal}` : `exit code ${code}`,
            excerpt(lines),
            code ?? undefined,
          ),
        )
    })
  })
}

/**
 * What a person needs of a failed command's output: its first error (npm prints its manual after it) and its end.
 * @param {string[]} lines
 */
function excerpt(lines) {
  const first = lines.findIndex((line) => /\berror\b/i.test(line))
  if (first < 0 || first >= lines.length - 20) return lines.slice(-20)
  const cause = lines.slice(first, first + 10)
  return first + 10 >= lines.length - 6 ? [...cause, ...lines.slice(first + 10)] : [...cause, '…', ...lines.slice(-6)]
}

/**
 * The full path of a program, as a shell would find it.
 * @param {string} name @param {NodeJS.ProcessEnv} env
 */
export function which(name, env) {
  const folders = isAbsolute(name) || name.includes('/') ? [''] : (env.PATH ?? '').split(delimiter)
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  for (const folder of folders)
    for (const suffix of suffixes) {
      const path = folder ? join(folder, name + suffix) : name
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {
        // not here
      }
    }
  return undefined
}
