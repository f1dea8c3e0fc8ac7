import { types } from 'node:util'
import vm from 'node:vm'
import { saveDynamicState } from '../../src/dynamic_state.js'

const { isNativeError } = types

/** The user stopped the cell. */
export class KeyboardInterrupt extends Error {
  override readonly name = 'KeyboardInterrupt'

  constructor() {
    super('')
    this.stack = 'KeyboardInterrupt'
  }
}

/** How synchronous code is run so that an interrupt can stop it. One seam, so that a stronger mechanism can take its place. */
export interface InterruptGuard {
  /** @throws KeyboardInterrupt when a SIGINT came meanwhile. `finally` blocks of what was stopped do not run. */
  run<T>(body: () => T): T
}

/** The script through which the session enters a cell: in a stack, what lies below it is the kernel's. */
export const ENTRY_SCRIPT = 'node:session'

const ENTRY = Symbol.for('tsgrad.session.entry')

/**
 * Node's own means: a script that a SIGINT terminates. It costs about 40 μs a call and knows synchronous code only; what runs
 * after an `await` is beyond it.
 */
export function sigintGuard(): InterruptGuard {
  const entry = new vm.Script(`globalThis[Symbol.for('${ENTRY.description}')]()`, { filename: ENTRY_SCRIPT })
  let body: () => unknown = () => {}
  const enter = <T>(): T => entry.runInThisContext({ breakOnSigint: true, displayErrors: false }) as T
  Object.defineProperty(globalThis, ENTRY, { value: () => body(), configurable: true, enumerable: false })
  return {
    run<T>(next: () => T): T {
      const outer = body
      const restore = saveDynamicState()
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
        restore()
        throw new KeyboardInterrupt()
      } finally {
        body = outer
      }
    },
  }
}

/** What is thrown may be anything, also something that throws when it is looked at. */
function isTermination(error: unknown): boolean {
  return isNativeError(error) && (error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
}

export function isInterrupt(thrown: unknown): thrown is KeyboardInterrupt {
  return isNativeError(thrown) && thrown instanceof KeyboardInterrupt
}
