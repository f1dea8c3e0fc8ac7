import { types } from 'node:util'
import vm from 'node:vm'
import { stopped } from '../session_addon.js'
import type { Cells } from './cells.js'
import { ENTRY_SCRIPT, type InterruptGuard, KeyboardInterrupt } from './interrupt.js'
import type { Interrupts } from './interrupts.js'

const ENTRY = Symbol.for('tsgrad.session.entry')

/**
 * Where the addon is missing, Node's own means: a script that a SIGINT terminates. It costs about 40 μs a call and knows
 * synchronous code of cells only; what runs after an `await`, or in a callback, is beyond it.
 */
export function sigintGuard(cells: Cells, interrupts: Interrupts): InterruptGuard {
  const entry = new vm.Script(`globalThis[Symbol.for('${ENTRY.description}')]()`, { filename: ENTRY_SCRIPT })
  let body: () => unknown = () => {}
  const enter = <T>(): T => entry.runInThisContext({ breakOnSigint: true, displayErrors: false }) as T
  Object.defineProperty(globalThis, ENTRY, { value: () => body(), configurable: true, enumerable: false })
  // What no synchronous code could hear: the cell that is waiting ends.
  const heard = (): void => interrupts.landed(stopped.signal)
  process.on('SIGINT', heard)
  return {
    run<T>(next: () => T): T {
      const outer = body
      let began = false
      body = () => {
        began = true
        return next()
      }
      try {
        return enter()
      } catch (error) {
        if (!isTermination(error)) throw error
        // Node keeps a signal that came while the last guard was taken down, and hands it to the next: not ours.
        if (!began) return enter()
        interrupts.hit(cells.current, stopped.hit | stopped.signal)
        throw new KeyboardInterrupt()
      } finally {
        body = outer
      }
    },
    invoke: (cell, callback, self, args) => (cell.dead ? undefined : callback.apply(self, args as never[])),
    stop: () => {},
    hold: (held) => held(),
    isTermination: () => false,
    release: () => void process.off('SIGINT', heard),
  }
}

/** What is thrown may be anything, also something that throws when it is looked at. */
function isTermination(error: unknown): boolean {
  return types.isNativeError(error) && (error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
}
