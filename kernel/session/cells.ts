import { AsyncLocalStorage } from 'node:async_hooks'
import type { Capture } from '../magics/runtime/session.js'
import type { Timing } from '../magics/time.js'

/** A cell that runs or ran. */
export interface Cell {
  /** Never used twice. */
  readonly serial: number
  /** The number in front of it, which stack traces show. */
  readonly executionCount: number
  /** As typed. */
  readonly code: string
  /** What runs, with its inline source map. */
  readonly js: string
  readonly allowStdin: boolean
  /** Its `done` was sent; what it still prints is late. */
  ended: boolean
  /** Interrupted: what is left of it prints nothing and starts nothing. */
  dead: boolean
  /** Ends the wait for the cell's promise. */
  stop: (reason: unknown) => void
  /** Ends the cell at once, with this error, if it has not ended. */
  kill: (reason: Error) => void
  /** What it started and what still runs, each with what stops it: timers, processes, threads, servers. */
  readonly left: Map<object, () => void>
  /** When code of the ended cell last awaited, by `performance.now()`. */
  lastAwait: number
  /** What `process.exit` was called with. */
  exitCode?: number
  /** Clocks of `%time` that run. */
  readonly timings: Timing[]
  /** Called when the cell ends, the last one first. */
  readonly ends: ((failed: boolean) => void)[]
  /** Takes what the cell would show. */
  capture?: Capture
  /** It deleted the notebook's names. */
  forgets?: boolean
  /** Payloads of the reply, such as a page of help. */
  readonly payload: Record<string, unknown>[]
  /** Displays still in the making. */
  readonly pending: Set<Promise<void>>
}

/** Sources of so many cells are kept for stack traces. */
const REMEMBERED = 4096

/**
 * Which cell is it? Whatever a cell starts (timers, promises, emitters, child processes) carries the cell with it, so that
 * its output and its errors find their way back, however late.
 */
export class Cells {
  readonly #running = new AsyncLocalStorage<Cell>()
  readonly #known = new Map<number, Cell>()
  #newest: Cell | undefined
  /** Some cell was interrupted, ever: a quick look for what is called at every `await`. */
  anyDead = false

  open(cell: Pick<Cell, 'serial' | 'executionCount' | 'code' | 'js' | 'allowStdin'>): Cell {
    const opened: Cell = {
      ...cell,
      ended: false,
      dead: false,
      stop: () => {},
      kill: () => {},
      left: new Map(),
      lastAwait: Number.NEGATIVE_INFINITY,
      timings: [],
      ends: [],
      payload: [],
      pending: new Set(),
    }
    this.#known.set(cell.serial, opened)
    this.#newest = opened
    if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value as number)
    return opened
  }

  /** Runs `body` as the cell's. */
  enter<T>(cell: Cell, body: () => T): T {
    return this.#running.run(cell, body)
  }

  /** The cell that the present code belongs to; undefined in the kernel's own code. */
  get current(): Cell | undefined {
    return this.#running.getStore()
  }

  /** Whose output it is: of what escapes the bookkeeping, the newest cell's. */
  get owner(): Cell | undefined {
    return this.#running.getStore() ?? this.#newest
  }

  get newest(): Cell | undefined {
    return this.#newest
  }

  all(): Iterable<Cell> {
    return this.#known.values()
  }

  /** Runs `body` as no cell's. */
  leave(body: () => void): void {
    this.#running.exit(body)
  }

  find(serial: number): Cell | undefined {
    return this.#known.get(serial)
  }
}
