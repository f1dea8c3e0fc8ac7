import type { Json } from './message.js'

/** What the wire knows of a request whose code ran, or runs. */
export interface CellEntry {
  cell: number
  parent: Json
  identities: Buffer[]
  /** The number in front of its result. */
  executionCount: number
  silent: boolean
  allowStdin: boolean
}

/** A header is about 300 bytes. Cells that still print are kept, however old. */
const REMEMBERED = 4096

/** Whose output is it: serial of a cell → its request. Serials rise and are never used twice. */
export class CellLedger {
  readonly #entries = new Map<number, CellEntry>()
  #serial = 0
  #newest: CellEntry | undefined

  open(entry: Omit<CellEntry, 'cell'>): CellEntry {
    const opened = { ...entry, cell: this.nextSerial() }
    this.#entries.set(opened.cell, opened)
    this.#newest = opened
    if (this.#entries.size > REMEMBERED) this.#entries.delete(this.#entries.keys().next().value as number)
    return opened
  }

  /** A serial for code that has no request of its own. */
  nextSerial(): number {
    return ++this.#serial
  }

  /** Of the request that ran code last. */
  get newest(): CellEntry | undefined {
    return this.#newest
  }

  /** The newest cell where the asked one is unknown: 0, or forgotten after thousands of cells. */
  find(cell: number): CellEntry | undefined {
    const found = this.#entries.get(cell)
    if (found === undefined) return this.#newest
    // Moved to the young end: who prints is not forgotten.
    this.#entries.delete(cell)
    this.#entries.set(cell, found)
    return found
  }
}
