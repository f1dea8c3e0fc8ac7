import { types } from 'node:util'
import type { Cell } from './cells.js'

const { isNativeError } = types

/** The user stopped the cell. */
export class KeyboardInterrupt extends Error {
  override readonly name = 'KeyboardInterrupt'

  constructor() {
    super('')
    this.stack = 'KeyboardInterrupt'
  }
}

/** The cell filled the heap and was stopped in the same way, before V8 would end the process. */
export class OutOfMemory extends Error {
  override readonly name = 'OutOfMemoryError'

  constructor(limit: number) {
    const megabytes = Math.round(limit / 2 ** 20)
    super(
      `the JavaScript heap was full (${megabytes} MB), so the cell was stopped. What it kept in variables is still there. ` +
        `NODE_OPTIONS=--max-old-space-size=${Math.ceil((megabytes * 2) / 1024) * 1024} gives a kernel more`,
    )
    this.stack = this.name
  }
}

export function isInterrupt(thrown: unknown): thrown is KeyboardInterrupt {
  return isNativeError(thrown) && thrown instanceof KeyboardInterrupt
}

/** The script through which the session enters a cell: in a stack, what lies below it is the kernel's. */
export const ENTRY_SCRIPT = 'node:session'

/** Whatever it is, Node calls it. */
export type Callback = (this: unknown, ...args: never[]) => unknown

/** How code of cells is run so that an interrupt can stop it. */
export interface InterruptGuard {
  /** @throws KeyboardInterrupt when it was stopped. `finally` blocks of what was stopped do not run. */
  run<T>(body: () => T): T
  /** Calls a callback of a cell, from the event loop. Of a dead cell nothing is called; undefined when it was stopped. */
  invoke(cell: Cell, callback: Callback, self: unknown, args: unknown[]): unknown
  /** Stops the code that calls it, which cannot catch that. Returns where this cannot be done. */
  stop(): void
  /** Code in which nothing is stopped. */
  hold<T>(body: () => T): T
  /** Whether an uncaught "exception" is none, but the end of something that was stopped. */
  isTermination(thrown: unknown): boolean
  release(): void
}
