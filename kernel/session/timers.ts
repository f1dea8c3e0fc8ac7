import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import type { Cells } from './cells.js'

type Callback = (this: unknown, ...args: unknown[]) => unknown
type Timer = (callback: Callback, ...rest: unknown[]) => NodeJS.Timeout
type PromisedTimer = (...args: unknown[]) => Promise<unknown>

const NEVER = new Promise<never>(() => {})

const require = createRequire(import.meta.url)

/**
 * Timers of a cell die with it: after an interrupt its callbacks are not called and what waits for a timer waits for
 * ever, so that a loop which sleeps stops.
 */
export function guardTimers(cells: Cells): { release(): void } {
  const timers = require('node:timers') as Record<string, unknown>
  const promises = require('node:timers/promises') as Record<string, unknown>
  const undo: (() => void)[] = []
  const replace = (holder: Record<string, unknown>, name: string, value: unknown): void => {
    const before = holder[name]
    holder[name] = value
    undo.push(() => {
      holder[name] = before
    })
  }
  for (const name of ['setTimeout', 'setInterval', 'setImmediate'] as const) {
    const wrapped = whileAlive(cells, globalThis[name] as unknown as Timer)
    Object.defineProperty(wrapped, 'name', { value: name })
    replace(globalThis as unknown as Record<string, unknown>, name, wrapped)
    replace(timers, name, wrapped)
    if (name !== 'setInterval') replace(promises, name, promisedWhileAlive(cells, promises[name] as PromisedTimer))
  }
  return {
    release() {
      for (const back of undo.reverse()) back()
    },
  }
}

function whileAlive(cells: Cells, real: Timer): Timer {
  const wrapped: Timer = (callback, ...rest) => {
    const cell = cells.current
    // What is wrong with the callback the real one says.
    if (!cell || typeof callback !== 'function') return real(callback, ...rest)
    const timer = real(
      function (...args) {
        if (cell.dead) clearInterval(timer)
        else callback.apply(this, args)
      },
      ...rest,
    )
    return timer
  }
  const promised = (real as { [promisify.custom]?: PromisedTimer })[promisify.custom]
  return Object.assign(wrapped, promised && { [promisify.custom]: promisedWhileAlive(cells, promised) })
}

function promisedWhileAlive(cells: Cells, timer: PromisedTimer): PromisedTimer {
  return (...args) => {
    const cell = cells.current
    const waiting = timer(...args)
    return cell ? waiting.then((value) => (cell.dead ? NEVER : value)) : waiting
  }
}
