import { performance } from 'node:perf_hooks' // the global one is the user's, and made when first asked for
import { getHeapStatistics } from 'node:v8'
import { saveDynamicState } from '../../src/dynamic_state.js'
import { stopped } from '../session_addon.js'
import type { Cell, Cells } from './cells.js'
import { KeyboardInterrupt, OutOfMemory } from './interrupt.js'
import type { Outlet } from './outlet.js'

/** What an interrupt ends: the running cell and the callback that it met, or, when no cell runs, all that earlier cells left. */
export class Interrupts {
  readonly #outlet: Outlet
  readonly #cells: Cells
  #running: Cell | undefined
  /** Puts back what was so when the newest cell began or ended; `finally` does not run in what is stopped. */
  #restore = saveDynamicState()
  /** Called when a cell was stopped. */
  killed: () => void = () => {}
  /** Called after each, with nothing of a cell on the stack. */
  afterwards: (how: number) => void = () => {}

  constructor(outlet: Outlet, cells: Cells) {
    this.#outlet = outlet
    this.#cells = cells
  }

  begin(cell: Cell): void {
    this.#running = cell
    this.#restore = saveDynamicState()
  }

  end(cell: Cell): void {
    if (this.#running !== cell) return
    this.#running = undefined
    this.#restore = saveDynamicState()
  }

  /** Code of this cell was stopped. @param how bits of `stopped` */
  hit(cell: Cell | undefined, how: number): void {
    const running = this.#running
    this.#restore()
    if (cell) this.#kill(cell, how)
    if (running && (this.#isMeantFor(running, how) || !cell)) this.#kill(running, how)
    if (!running) this.stopBackground(cell)
    this.afterwards(how)
  }

  /** An interrupt arrived at the bottom of the event loop: code was stopped on the way, or nothing ran. */
  landed(how: number): void {
    const running = this.#running
    const hit = (how & stopped.hit) !== 0
    if (hit) this.#restore()
    if (running && (hit || this.#isMeantFor(running, how))) this.#kill(running, how)
    else if (!running && hit) this.stopBackground(undefined, true)
    if (hit) this.afterwards(how)
  }

  /**
   * Ends whatever earlier cells left running, and says so under the newest cell.
   * @param hit a cell whose code has just been stopped
   * @param unknown code was stopped, and nobody knows whose
   */
  stopBackground(hit?: Cell, unknown = false): void {
    if (this.#running) return
    let count = hit || unknown ? 1 : 0
    let named = hit
    for (const cell of this.#cells.all()) {
      if (cell === this.#running || cell.dead) continue
      if (cell.left.size > 0 || isBusy(cell)) {
        if (named === undefined && unknown) named = cell
        else count++
      }
      this.#kill(cell, 0)
    }
    if (count === 0) return
    const what = count === 1 ? 'an earlier cell' : `${count} earlier cells`
    this.#outlet.text(
      'stderr',
      this.#cells.newest?.serial ?? 0,
      `Interrupted: what ${what} had left running was stopped.\n`,
    )
  }

  /** The wire names the cell that its interrupt is for; a signal from outside is for whatever runs. */
  #isMeantFor(cell: Cell, how: number): boolean {
    return (how & (stopped.signal | stopped.memory)) !== 0 || this.#outlet.interrupted(cell.serial)
  }

  #kill(cell: Cell, how: number): void {
    if (cell.dead) return
    cell.dead = true
    this.killed()
    this.#cells.anyDead = true
    this.#cells.leave(() => {
      for (const stop of cell.left.values()) stop()
    })
    cell.left.clear()
    const full = (how & stopped.memory) !== 0
    cell.kill(full ? new OutOfMemory(getHeapStatistics().heap_size_limit) : new KeyboardInterrupt())
  }
}

/** An `await` of an ended cell counts for so long as something that runs, ms. */
const RECENT_MS = 1000

function isBusy({ ended, lastAwait }: Cell): boolean {
  return ended && performance.now() - lastAwait < RECENT_MS
}
