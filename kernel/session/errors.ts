import type { CellError } from '../rooms.js'
import type { Cell, Cells } from './cells.js'
import { type InterruptGuard, isInterrupt } from './interrupt.js'
import type { Outlet } from './outlet.js'
import type { Stacks } from './stacks.js'
import { describeError } from './traceback.js'

/** Reports what is thrown where nobody catches it: a timer, a listener, a promise that nobody awaits. The kernel lives. */
export class LateErrors {
  readonly #outlet: Outlet
  readonly #cells: Cells
  readonly #stacks: Stacks
  readonly #guard: InterruptGuard
  readonly #uncaught = (error: unknown): void => this.report(error)
  /** What must go on listening to `process`, by the event. */
  readonly listeners = new Map([
    ['uncaughtException', this.#uncaught],
    ['unhandledRejection', this.#uncaught],
  ])

  constructor(outlet: Outlet, cells: Cells, stacks: Stacks, guard: InterruptGuard) {
    this.#outlet = outlet
    this.#cells = cells
    this.#stacks = stacks
    this.#guard = guard
  }

  install(): void {
    for (const [event, listener] of this.listeners) process.on(event, listener)
  }

  uninstall(): void {
    for (const [event, listener] of this.listeners) process.off(event, listener)
  }

  /** Under the cell that started what failed: as an error after its end, as text while it still runs and may fail itself. */
  report(thrown: unknown, cell = this.#cells.owner): void {
    if (this.#guard.isTermination(thrown) || cell?.dead || isInterrupt(thrown)) return
    if (cell !== undefined && !cell.ended && cell.exitCode !== undefined) return // its own SystemExit is on its way
    const error = describeError(thrown, this.#stacks)
    if (cell?.ended) this.#send(cell, error)
    else this.#outlet.text('stderr', cell?.serial ?? 0, `${error.traceback.join('\n')}\n`)
  }

  #send(cell: Cell, error: CellError): void {
    this.#outlet.event({ cell: cell.serial, kind: 'error', error })
  }
}
