import type { SessionEvent, SessionRequest } from '../rooms.js'
import type { Cells } from './cells.js'
import type { Outlet } from './outlet.js'

/** The way to the wire, but for what `%%capture` takes: text, displays and the result of its cell. */
export class CapturingOutlet implements Outlet {
  readonly #outlet: Outlet
  readonly #cells: Cells

  constructor(outlet: Outlet, cells: Cells) {
    this.#outlet = outlet
    this.#cells = cells
  }

  text(stream: 'stdout' | 'stderr', cell: number, text: string): void {
    const capture = this.#cells.find(cell)?.capture
    if (capture) capture.text(stream, text)
    else this.#outlet.text(stream, cell, text)
  }

  event(event: SessionEvent): void {
    const capture = this.#cells.find(event.cell)?.capture
    const { kind } = event
    if (!capture || (kind !== 'display' && kind !== 'result' && kind !== 'clear_output')) this.#outlet.event(event)
    else if (kind !== 'clear_output') capture.shown({ data: event.data, metadata: event.metadata })
  }

  onRequest(listener: (request: SessionRequest) => void): void {
    this.#outlet.onRequest(listener)
  }

  interrupted(cell: number): boolean {
    return this.#outlet.interrupted(cell)
  }
}
