import type { Writable } from 'zeromq'
import type { Log } from './log.js'

export type Frames = (Buffer | string | Uint8Array)[]

/** A client that is just connecting can be reached within milliseconds; one that has gone never. */
const UNREACHABLE_MS = 5_000
const RETRY_MS = 10

/**
 * The only way to send on a socket. zeromq.js refuses a second `send` while one is under way, and defers one in about
 * five hundred: with one queue and one sender nothing is lost and nothing overtakes.
 */
export class SendQueue {
  readonly #socket: Pick<Writable, 'send'>
  readonly #log: Log
  #waiting: Frames[] = []
  #sending: Promise<void> | undefined
  #closed = false

  constructor(socket: Pick<Writable, 'send'>, log: Log) {
    this.#socket = socket
    this.#log = log
  }

  /** Messages that are not with zeromq yet. */
  get length(): number {
    return this.#waiting.length
  }

  push(frames: Frames): void {
    if (this.#closed) return
    this.#waiting.push(frames)
    this.#sending ??= this.#send()
  }

  /** Settles when everything pushed so far is with zeromq. */
  async drained(): Promise<void> {
    while (this.#sending !== undefined) await this.#sending
  }

  /** The socket is about to be closed: what comes now has no receiver. */
  close(): void {
    this.#closed = true
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      for (const frames of batch) {
        try {
          await this.#deliver(frames)
        } catch (error) {
          this.#log('error', `a message was not sent: ${(error as Error).message}`)
        }
      }
    }
    this.#sending = undefined
  }

  /** A socket that must reach its peer (`mandatory`) says when it does not: the peer may still be shaking hands. */
  async #deliver(frames: Frames): Promise<void> {
    const end = Date.now() + UNREACHABLE_MS
    for (;;) {
      try {
        await this.#socket.send(frames)
        return
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EHOSTUNREACH' || this.#closed || Date.now() > end) throw error
      }
      await new Promise((next) => setTimeout(next, RETRY_MS))
    }
  }
}
