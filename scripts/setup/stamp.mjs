/**
 * What set-up remembers about a step, one file each in `.setup/`:
 * `begun` while it runs (so an interruption shows), `done`, or `unavailable` (it cannot be done on this machine).
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { state } from './paths.mjs'

/**
 * @typedef {object} Stamp
 * @property {'begun' | 'done' | 'unavailable'} status
 * @property {string} inputs  hash of what decides the result
 * @property {string} [probe] what the machine offered when the step was unavailable
 * @property {unknown} [made] what the step wants to know next time
 */

/** @param {string} name */
const file = (name) => join(state, `${name}.json`)

/** @param {string} name @returns {Stamp | undefined} */
export function readStamp(name) {
  try {
    return JSON.parse(readFileSync(file(name), 'utf8'))
  } catch {
    return undefined // never made, or torn: the step runs
  }
}

/** @param {string} name @param {Stamp} stamp */
export function writeStamp(name, stamp) {
  writeWhole(file(name), `${JSON.stringify(stamp, null, 1)}\n`)
}

/**
 * Write a file so that nobody ever reads half of it.
 * @param {string} path @param {string} text
 */
export function writeWhole(path, text) {
  mkdirSync(join(path, '..'), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, text)
  renameSync(temporary, path)
}
