/**
 * One set-up at a time in a checkout. The lock names its owner and the commands it runs; a lock whose owner is gone
 * is taken over, after what it left running was ended. (Written by hand: it is needed before any package is installed.)
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { state } from './paths.mjs'
import { endGroup, identify, isAlive } from './processes.mjs'
import { writeWhole } from './stamp.mjs'

/** @typedef {import('./processes.mjs').Identity} Identity */
/** @typedef {Identity & { host: string, children: Identity[] }} Owner */

const path = join(state, 'lock')
/** The owner touches the lock this often; on another host, where processes cannot be seen, silence means death. */
const heartbeat = 5_000
const silence = 30_000

export class Lock {
  /** @type {Owner} */
  #owner
  #beat = setInterval(() => this.#touch(), heartbeat).unref()
  #release = () => this.release()

  /** @param {Owner} owner */
  constructor(owner) {
    this.#owner = owner
    process.once('exit', this.#release)
  }

  /**
   * Wait for the lock and take it.
   * @param {(owner: Owner | undefined) => void} onWait called once, if somebody else has it
   */
  static async acquire(onWait) {
    mkdirSync(state, { recursive: true })
    const owner = { ...self(), host: hostname(), children: [] }
    let told = false
    for (let waits = 0; ; waits++) {
      if (create(path, JSON.stringify(owner))) return new Lock(owner)
      const other = read()
      if (isHeld(other)) {
        // A lock that was made this instant does not name its owner yet: a moment later it does.
        if (!told && (other || waits > 0)) {
          told = true
          onWait(other)
        }
        await sleep(200)
      } else takeOver()
    }
  }

  /** Remember a command (the leader of its process group), so that whoever takes over can end it. @param {number} pid */
  addChild(pid) {
    const child = identify(pid)
    if (child) this.#owner.children.push(child)
    this.#write()
  }

  /** @param {number} pid */
  removeChild(pid) {
    this.#owner.children = this.#owner.children.filter((child) => child.pid !== pid)
    this.#write()
  }

  release() {
    clearInterval(this.#beat)
    process.off('exit', this.#release)
    if (this.#isOurs()) rmSync(path, { force: true })
  }

  #isOurs() {
    const owner = read()
    return owner?.pid === this.#owner.pid && owner.started === this.#owner.started
  }

  #write() {
    if (this.#isOurs()) writeWhole(path, JSON.stringify(this.#owner))
  }

  #touch() {
    try {
      utimesSync(path, new Date(), new Date())
    } catch {
      // somebody removed .setup: there is nothing left to guard
    }
  }
}

const self = () => /** @type {Identity} */ (identify(process.pid) ?? { pid: process.pid, started: '' })

/** @param {string} file @param {string} text @returns {boolean} false: it exists */
function create(file, text) {
  try {
    const handle = openSync(file, 'wx')
    writeSync(handle, text)
    closeSync(handle)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @returns {Owner | undefined} undefined: no lock, or one that is being written */
function read() {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** @param {Owner | undefined} owner */
function isHeld(owner) {
  if (!owner || owner.host !== hostname()) return age(path) < silence
  return isAlive(owner)
}

/** @param {string} file in milliseconds; infinite: there is no such file */
function age(file) {
  try {
    return Date.now() - statSync(file).mtimeMs
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

/** Only one of several waiters may remove a dead lock, and only the one that it saw: a lock of its own for that. */
function takeOver() {
  const guard = `${path}.takeover`
  if (!create(guard, String(process.pid))) {
    if (age(guard) > 10_000) rmSync(guard, { force: true })
    return
  }
  try {
    const dead = read()
    if (isHeld(dead)) return
    for (const child of dead?.children ?? []) endGroup(child, 'SIGKILL')
    rmSync(path, { force: true })
  } finally {
    rmSync(guard, { force: true })
  }
}
