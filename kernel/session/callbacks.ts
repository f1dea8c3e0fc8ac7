import { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { never } from './awaits.js'
import type { Cell, Cells } from './cells.js'
import type { Callback, InterruptGuard } from './interrupt.js'

type Starter = (callback: Callback, ...rest: unknown[]) => object
type PromisedTimer = (...args: unknown[]) => Promise<unknown>
type Holder = Record<string, unknown>

const require = createRequire(import.meta.url)
const OWNER = Symbol('cell')

/**
 * Callbacks of a cell can be stopped, and die with it: after an interrupt none is called, and what waits for a timer waits
 * for ever, so that a loop which sleeps stops.
 */
export function guardCallbacks(cells: Cells, guard: InterruptGuard): { release(): void } {
  const timers = require('node:timers') as Holder
  const promises = require('node:timers/promises') as Holder
  const globals = globalThis as unknown as Holder
  const undo: (() => void)[] = []
  const replace = (holder: Holder, name: string, value: unknown): void => {
    const before = holder[name]
    if (typeof value === 'function') Object.defineProperty(value, 'name', { value: name })
    holder[name] = value
    undo.push(() => {
      holder[name] = before
    })
  }
  for (const kind of ['Timeout', 'Interval', 'Immediate']) {
    const clear = clearing(globals[`clear${kind}`] as (timer: unknown) => void)
    const set = starting(cells, guard, globals[`set${kind}`] as Starter, clear, kind === 'Interval')
    for (const holder of [globals, timers]) {
      replace(holder, `set${kind}`, set)
      replace(holder, `clear${kind}`, clear)
    }
    if (kind !== 'Interval') replace(promises, `set${kind}`, promised(cells, promises[`set${kind}`] as PromisedTimer))
  }
  replace(globals, 'queueMicrotask', queueing(cells, guard, queueMicrotask))
  replace(process as unknown as Holder, 'nextTick', queueing(cells, guard, process.nextTick))
  replace(EventEmitter.prototype as unknown as Holder, 'emit', emitting(cells, guard))
  return {
    release() {
      for (const back of undo.reverse()) back()
    },
  }
}

function starting(
  cells: Cells,
  guard: InterruptGuard,
  real: Starter,
  clear: (timer: unknown) => void,
  repeats: boolean,
) {
  const start: Starter = (callback, ...rest) => {
    const cell = cells.current
    // What is wrong with the callback the real one says.
    if (!cell || typeof callback !== 'function') return real(callback, ...rest)
    const timer = real(
      function (...args) {
        if (!repeats) cell.left.delete(timer)
        guard.invoke(cell, callback, this, args)
      },
      ...rest,
    )
    cell.left.set(timer, () => clear(timer))
    Object.defineProperty(timer, OWNER, { value: cell }) // not to be seen where it is printed
    return timer
  }
  const waiting = (real as { [promisify.custom]?: PromisedTimer })[promisify.custom]
  return Object.assign(start, waiting && { [promisify.custom]: promised(cells, waiting) })
}

function clearing(real: (timer: unknown) => void) {
  return (timer: unknown): void => {
    real(timer)
    if (typeof timer === 'object' && timer !== null) (timer as { [OWNER]?: Cell })[OWNER]?.left.delete(timer)
  }
}

function promised(cells: Cells, timer: PromisedTimer): PromisedTimer {
  return (...args) => {
    const cell = cells.current
    const waiting = timer(...args)
    return cell ? waiting.then((value) => (cell.dead ? never : value)) : waiting
  }
}

function queueing(cells: Cells, guard: InterruptGuard, real: (callback: never, ...args: never[]) => void) {
  const queue = real as unknown as (this: unknown, callback: Callback, ...args: unknown[]) => void
  return function (this: unknown, callback: Callback, ...args: unknown[]): void {
    const cell = cells.current
    const guarded = function (this: unknown, ...given: unknown[]): void {
      if (cell) guard.invoke(cell, callback, this, given)
    }
    queue.call(this, cell && typeof callback === 'function' ? guarded : callback, ...args)
  }
}

/**
 * Listeners keep their identity. Those of a dead cell run on, muted, since others may depend on them; but not of the emitter
 * whose listener was stopped, which would do the same again.
 */
function emitting(cells: Cells, guard: InterruptGuard): typeof EventEmitter.prototype.emit {
  const { emit } = EventEmitter.prototype
  const stopped = new WeakSet<EventEmitter>()
  let innermost: EventEmitter | undefined
  return function (this: EventEmitter, ...args) {
    const cell = cells.current
    if (!cell) return emit.apply(this, args)
    if (cell.dead) return stopped.has(this) ? false : emit.apply(this, args)
    const outer = innermost
    innermost = this
    try {
      const heard = guard.invoke(cell, emit as Callback, this, args) as boolean | undefined
      // Stopped: of the emitters inside of this one no `finally` has run.
      if (heard === undefined) stopped.add(this).add(innermost)
      return heard ?? false
    } finally {
      innermost = outer
    }
  }
}
