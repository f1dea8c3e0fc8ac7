import type { Reader } from '../channel/index.js'
import type { CellError, SessionEvent, SessionRequest } from '../rooms.js'
import { Descriptors } from './descriptors.js'
import { logTo } from './log.js'
import type { StreamGatherer } from './stream_gatherer.js'

export type Done = Extract<SessionEvent, { kind: 'done' }>
/** What there is to show or to ask. */
export type Output = Exclude<SessionEvent, Done | { kind: 'descriptors' | 'child_ended' }>
type Asked = Exclude<SessionRequest, { op: 'shutdown' | 'interrupt' }>

/** The ring is looked at again after so many ms when the sockets had enough. */
const PAUSE_MS = 5

/** The wire's link to the session: hands over requests, and pumps text and events in their one order. */
export class SessionLink {
  readonly #reader: Reader
  readonly #gatherer: StreamGatherer
  readonly #output: (output: Output) => void
  readonly #busy: () => boolean
  readonly #waiting = new Map<number, (done: Done) => void>()
  /** Cells under way that have shown their error. */
  readonly #errorShown = new Set<number>()
  readonly #descriptors: Descriptors
  /** Whose output it is what no cell signs. */
  #newest = 0
  #paused = false

  /** @param busy no more is to be taken for now: the session waits when the ring is full. */
  constructor(reader: Reader, gatherer: StreamGatherer, output: (output: Output) => void, busy: () => boolean) {
    this.#reader = reader
    this.#gatherer = gatherer
    this.#output = output
    this.#busy = busy
    this.#descriptors = new Descriptors(
      (stream, text) => gatherer.add(stream, this.#newest, text),
      () => this.drain(),
      busy,
    )
    reader.onArrival(() => this.drain())
    this.drain()
  }

  /** Resolves with the end of the cell, when all that it wrote before has been sent. */
  async ask(request: Asked): Promise<Done> {
    return new Promise((resolve) => {
      this.#waiting.set(request.cell, resolve)
      this.#newest = request.cell
      this.#reader.request(request)
    })
  }

  shutdown(restart: boolean): void {
    this.#reader.request({ op: 'shutdown', restart })
  }

  /** End what earlier cells left running. */
  stopBackground(): void {
    this.#reader.request({ op: 'interrupt' })
  }

  markInterrupted(cell: number): void {
    this.#reader.markInterrupted(cell)
  }

  drain(): void {
    if (this.#paused) return
    const all = !this.#busy() && this.#reader.drain(this.#receiver)
    this.#descriptors.putArrived()
    if (all) return
    this.#paused = true
    setTimeout(() => {
      this.#paused = false
      this.drain()
    }, PAUSE_MS)
  }

  close(): void {
    this.#descriptors.close()
    this.#reader.close()
  }

  readonly #receiver = {
    text: (stream: 'stdout' | 'stderr', cell: number, text: string): boolean => {
      this.#gatherer.add(stream, cell, text)
      return !this.#busy()
    },
    event: (event: SessionEvent): boolean => {
      if (event.kind === 'descriptors') {
        logTo(event.log)
        this.#descriptors.open(event)
        return true
      }
      if (event.kind === 'done' || event.kind === 'child_ended') this.#descriptors.drain()
      if (event.kind === 'child_ended') return true
      this.#gatherer.flush()
      if (event.kind === 'done') this.#settle(event)
      else {
        if (event.kind === 'error' && this.#waiting.has(event.cell)) this.#errorShown.add(event.cell)
        this.#output(event)
      }
      return !this.#busy()
    },
  }

  #settle(done: Done): void {
    const resolve = this.#waiting.get(done.cell)
    this.#waiting.delete(done.cell)
    const shown = this.#errorShown.delete(done.cell)
    // A failed cell shows its error exactly once.
    if (done.error !== undefined && !shown)
      this.#output({ cell: done.cell, kind: 'error', error: done.error as CellError })
    resolve?.(done)
  }
}
