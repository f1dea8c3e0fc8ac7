import type { CellError, MimeBundle, SessionEvent } from '../rooms.js'
import type { Outlet } from './outlet.js'

/**
 * What one write, one result or one error may show, in UTF-16 units. A notebook that holds more can hardly be opened, and a
 * browser that is sent more stands still.
 */
export const MOST_UNITS = 16 * 2 ** 20

/** The way to the wire, for texts of bearable length; what is cut off is counted. */
export class LimitedOutlet implements Outlet {
  readonly #outlet: Outlet

  constructor(outlet: Outlet) {
    this.#outlet = outlet
  }

  text(stream: 'stdout' | 'stderr', cell: number, text: string): void {
    this.#outlet.text(stream, cell, shortened(text))
  }

  event(event: SessionEvent): void {
    if (event.kind === 'display' || event.kind === 'result')
      this.#outlet.event({ ...event, data: shortenedBundle(event.data) })
    else if ((event.kind === 'error' || event.kind === 'done') && event.error)
      this.#outlet.event({ ...event, error: shortenedError(event.error) })
    else this.#outlet.event(event)
  }

  onRequest(listener: Parameters<Outlet['onRequest']>[0]): void {
    this.#outlet.onRequest(listener)
  }

  interrupted(cell: number): boolean {
    return this.#outlet.interrupted(cell)
  }
}

function shortened(text: string): string {
  if (text.length <= MOST_UNITS) return text
  const left = text.length - MOST_UNITS
  const [all, most] = [left, MOST_UNITS].map((count) => count.toLocaleString('en-US'))
  return `${text.slice(0, MOST_UNITS)}\n[${all} more characters were left out: at most ${most} are shown at once]\n`
}

/** Text alone: half of a picture or of a chart is nothing. */
function shortenedBundle(data: MimeBundle): MimeBundle {
  const plain = data['text/plain']
  return typeof plain === 'string' && plain.length > MOST_UNITS ? { ...data, 'text/plain': shortened(plain) } : data
}

function shortenedError({ ename, evalue, traceback }: CellError): CellError {
  return { ename: shortened(ename), evalue: shortened(evalue), traceback: traceback.map(shortened) }
}
