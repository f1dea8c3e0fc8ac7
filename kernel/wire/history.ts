import { globMatcher } from './glob.js'

/** One cell of the history, as typed. */
export interface HistoryEntry {
  session: number
  line: number
  input: string
  /** text/plain of the result. */
  output: string | null
}

/** Where the history is kept. `record` comes when a cell starts, `result` when it has shown one. */
export interface HistoryStore {
  /** The number of this session. */
  readonly session: number
  record(line: number, input: string): void
  result(line: number, output: string): void
  /** The last n, oldest first. */
  tail(n: number): HistoryEntry[]
  /** Lines from `start` up to but without `stop` (open when undefined) of a session; 0 is this one, -1 the one before. */
  range(session: number, start: number, stop?: number): HistoryEntry[]
  /** Whole inputs that match a glob (`*`, `?`); with `unique` the latest of equal ones; the last n, oldest first. */
  search(pattern: string, n?: number, unique?: boolean): HistoryEntry[]
  /** What is not written yet is written. */
  close(): void
}

/** The history of this session alone. */
export class MemoryHistory implements HistoryStore {
  readonly session = 1
  readonly #entries: HistoryEntry[] = []

  close(): void {}

  record(line: number, input: string): void {
    this.#entries.push({ session: this.session, line, input, output: null })
  }

  result(line: number, output: string): void {
    const entry = this.#entries.findLast((candidate) => candidate.line === line)
    if (entry !== undefined) entry.output = output
  }

  tail(n: number): HistoryEntry[] {
    return n > 0 ? this.#entries.slice(-n) : []
  }

  range(session: number, start: number, stop = Number.POSITIVE_INFINITY): HistoryEntry[] {
    if (session !== 0 && session !== this.session) return []
    return this.#entries.filter(({ line }) => line >= start && line < stop)
  }

  search(pattern: string, n?: number, unique = false): HistoryEntry[] {
    const matches = globMatcher(pattern)
    let found = this.#entries.filter(({ input }) => matches(input))
    if (unique) found = latestOfEqual(found)
    return n === undefined ? found : n > 0 ? found.slice(-n) : []
  }
}

/** Of equal inputs the latest alone. */
export function latestOfEqual(entries: HistoryEntry[]): HistoryEntry[] {
  const latest = new Map(entries.map((entry) => [entry.input, entry]))
  return entries.filter((entry) => latest.get(entry.input) === entry)
}
