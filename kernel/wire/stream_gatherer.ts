import type { StreamName } from '../channel/index.js'

/** How text becomes messages. A server cuts a kernel off that sends 1000 messages a second (its default). */
export const GATHERING = {
  /** First text waits so long for more, ms. */
  firstMs: 4,
  /** Then there is one message in so many ms. */
  gapMs: 50,
  /** At so many UTF-16 units a message leaves at once. */
  mostUnits: 256 * 1024,
  /** So often in a second the two streams may take turns with their order kept; beyond, each is gathered apart. */
  turns: 100,
}

/** The text of one cell, as few messages: flushed when the stream or the cell changes, and before any other message. */
export class StreamGatherer {
  readonly #emit: (stream: StreamName, cell: number, text: string) => void
  readonly #texts: Record<StreamName, string[]> = { stdout: [], stderr: [] }
  /** The streams that have text, by their first. */
  #order: StreamName[] = []
  #cell = 0
  #units = 0
  #timer: NodeJS.Timeout | undefined
  #lastFlush = Number.NEGATIVE_INFINITY
  #turns = 0
  #turnsSince = 0

  constructor(emit: (stream: StreamName, cell: number, text: string) => void) {
    this.#emit = emit
  }

  add(stream: StreamName, cell: number, text: string): void {
    if (this.#units > 0 && (cell !== this.#cell || (this.#order.at(-1) !== stream && this.#mayTurn()))) this.flush()
    this.#cell = cell
    if (!this.#order.includes(stream)) this.#order.push(stream)
    this.#texts[stream].push(text)
    this.#units += text.length
    if (this.#units >= GATHERING.mostUnits) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), this.#delay())
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#units === 0) return
    this.#lastFlush = performance.now()
    this.#units = 0
    const order = this.#order
    this.#order = []
    for (const stream of order) {
      const text = this.#texts[stream].join('')
      this.#texts[stream] = []
      this.#emit(stream, this.#cell, text)
    }
  }

  #delay(): number {
    return Math.max(GATHERING.firstMs, this.#lastFlush + GATHERING.gapMs - performance.now())
  }

  #mayTurn(): boolean {
    const now = performance.now()
    if (now - this.#turnsSince > 1000) {
      this.#turnsSince = now
      this.#turns = 0
    }
    return ++this.#turns <= GATHERING.turns
  }
}
