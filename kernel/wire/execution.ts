import type { Escalation } from './escalation.js'
import type { SessionLink } from './session_link.js'

/** A SIGINT that the main thread reports within this time after our own, or after a cell that it stopped, says nothing new, ms. */
const OWN_SIGNAL_MS = 200

/** What of a request is under way. */
type Phase =
  | { at: 'idle' }
  /** The language works for it: `interrupt` lets the wire go on at once, and the late result is dropped. */
  | { at: 'converting'; interrupt: () => void }
  /** The main thread works for it. */
  | { at: 'running'; cell: number }

/** No cell has this serial. */
const NO_CELL = -1

export const INTERRUPTED = Symbol('interrupted')

/** The counter of executions, and the phase of the one under way, which is what an interrupt depends on. */
export class Execution {
  /** Grows by one with each request that stores history. */
  count = 0
  readonly #session: SessionLink
  readonly #escalation: Escalation
  readonly #interruptMain: () => void
  #phase: Phase = { at: 'idle' }
  #lastSignal = Number.NEGATIVE_INFINITY

  constructor(session: SessionLink, escalation: Escalation, interruptMain: () => void) {
    this.#session = session
    this.#escalation = escalation
    this.#interruptMain = interruptMain
  }

  /** Waits for the language; an interrupt ends the wait, and tells `language`. */
  async converting<T>(work: Promise<T>, language: { interrupt?(): void }): Promise<T | typeof INTERRUPTED> {
    const interrupted = new Promise<typeof INTERRUPTED>((resolve) => {
      const interrupt = (): void => {
        language.interrupt?.()
        resolve(INTERRUPTED)
      }
      this.#phase = { at: 'converting', interrupt }
    })
    try {
      return await Promise.race([work, interrupted])
    } finally {
      this.#phase = { at: 'idle' }
      // A result that comes late, or a failure, is nobody's any more.
      work.catch(() => {})
    }
  }

  /** Waits for the main thread. */
  async running<T extends { error?: { ename: string } }>(cell: number, work: Promise<T>): Promise<T> {
    this.#phase = { at: 'running', cell }
    try {
      const done = await work
      // Node's own handler reports the signal that has just stopped the cell: not to be taken for one against the next.
      if (done.error?.ename === 'KeyboardInterrupt') this.#lastSignal = performance.now()
      return done
    } finally {
      this.#phase = { at: 'idle' }
      this.#escalation.ended(cell)
    }
  }

  /** The client asks to stop. @param answered cells whose open question has just been answered by the interrupt. */
  interrupt(answered: readonly number[]): void {
    const phase = this.#phase
    if (phase.at === 'converting') {
      phase.interrupt()
      return
    }
    if (phase.at === 'running' && answered.includes(phase.cell)) return
    this.#session.markInterrupted(phase.at === 'running' ? phase.cell : NO_CELL)
    this.#lastSignal = performance.now()
    this.#interruptMain()
    if (phase.at === 'running') this.#escalation.asked(phase.cell)
    else this.#session.stopBackground()
  }

  /** A SIGINT found the main thread without synchronous code of a cell. False: it was our own, or has done its work. */
  signalled(): boolean {
    if (performance.now() - this.#lastSignal < OWN_SIGNAL_MS) return false
    if (this.#phase.at === 'converting') this.#phase.interrupt()
    else if (this.#phase.at === 'idle') this.#session.stopBackground()
    return true
  }
}
