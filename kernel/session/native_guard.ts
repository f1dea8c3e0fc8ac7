import { join } from 'node:path'
import { performance } from 'node:perf_hooks' // the global one is the user's, and made when first asked for
import { pathToFileURL } from 'node:url'
import { type SessionAddon, stopped } from '../session_addon.js'
import { asyncStackOfNode } from './async_stack.js'
import type { Cells } from './cells.js'
import { type Callback, ENTRY_SCRIPT, type InterruptGuard, KeyboardInterrupt } from './interrupt.js'
import type { Interrupts } from './interrupts.js'

const INTERRUPTED = Symbol('interrupted')
const PENDING = Symbol('pending')

/** What Node 24 takes for it need not delay the first answer; a cell that is quicker does it itself. */
const PREPARATION_MS = 30

/** The watcher needs a fraction of a millisecond to stop what runs; more than this is no stop. */
const STOP_MS = 2000

/** Long native operations look at it; the runtime hands it to its addon when it loads (src/engine/native.ts). */
const FLAG = Symbol.for('tsgrad.interruptFlag')

/**
 * Termination by V8, from whichever thread asks, in every phase: synchronous code, code after an `await`, callbacks, microtasks.
 * What runs in `run` or `callback` is caught there; elsewhere V8 unwinds to the event loop, and `landed` is told.
 * @param own folders of the kernel's code, in which nothing is stopped
 */
export function nativeGuard(addon: SessionAddon, cells: Cells, interrupts: Interrupts, own: string[]): InterruptGuard {
  const flag = new Int32Array(1)
  Object.defineProperty(globalThis, FLAG, { value: flag, configurable: true })
  cells.leave(() => {}) // AsyncLocalStorage at work may raise the check that the repair takes down
  let repaired = false
  const prepare = (): void => {
    if (repaired) return
    repaired = true
    const stack = asyncStackOfNode()
    if (stack) addon.repairAsyncStack(stack)
  }
  const later = setTimeout(prepare, PREPARATION_MS).unref()
  addon.attach({
    landing: (how) => addon.hold(() => interrupts.landed(how)),
    interrupted: INTERRUPTED,
    pending: PENDING,
    own: own.flatMap((folder) => [join(folder, '/'), pathToFileURL(join(folder, '/')).href, ENTRY_SCRIPT]),
    flag,
  })
  addon.guardHeap()
  interrupts.afterwards = (how) => {
    if ((how & stopped.memory) !== 0) cells.leave(() => setImmediate(() => addon.heapFreed()))
  }
  addon.reportCrashes()

  /** undefined: stopped, or not called since its cell is dead. */
  const call = (f: Callback, self: unknown, args: unknown[]): { value: unknown } | undefined => {
    for (;;) {
      const value = addon.call(f, self, ...args)
      if (value === INTERRUPTED) {
        addon.hold(() => interrupts.hit(cells.current, addon.stopped()))
        return undefined
      }
      if (value !== PENDING) return { value }
      addon.hold(() => interrupts.landed(addon.stopped()))
      if (cells.current?.dead) return undefined
    }
  }
  return {
    run<T>(body: () => T): T {
      prepare()
      const outcome = call(body, undefined, [])
      if (outcome === undefined) throw new KeyboardInterrupt()
      return outcome.value as T
    },
    invoke: (cell, callback, self, args) => (cell.dead ? undefined : call(callback, self, args)?.value),
    stop() {
      const end = performance.now() + STOP_MS
      addon.interrupt()
      while (performance.now() < end);
    },
    hold: (body) => addon.hold(body),
    isTermination: (thrown) => addon.isTermination(thrown),
    release: () => clearTimeout(later),
  }
}
