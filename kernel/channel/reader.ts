import { receiveMessageOnPort } from 'node:worker_threads'
import type { SessionEvent, SessionRequest } from '../rooms.js'
import { type ChannelEnd, HEADER_BYTES, RECORD_BYTES, record, SKIP, type StreamName, word } from './layout.js'

/** What `drain` hands out, in order. A receiver that returns false is asked for nothing more in this drain. */
export interface Receiver {
  text(stream: StreamName, cell: number, text: string): boolean
  event(event: SessionEvent): boolean
}

interface Posted {
  ticket: number
  event: SessionEvent
}

/** The wire's side: reads the ring while the main thread is busy, blocked or stopped. */
export class Reader {
  readonly #header: Int32Array
  readonly #ring: Buffer
  readonly #port: ChannelEnd['port']
  /** Messages that came as events before their ticket was read. */
  readonly #inbox: Posted[] = []
  #tail: number
  #sleeps = 0

  constructor(end: ChannelEnd) {
    this.#header = new Int32Array(end.memory, 0, HEADER_BYTES / 4)
    this.#ring = Buffer.from(end.memory, HEADER_BYTES)
    this.#port = end.port
    this.#tail = Atomics.load(this.#header, word.tail) >>> 0
  }

  /** Calls `awake` whenever something may have arrived: drain then. */
  onArrival(awake: () => void): void {
    this.#port.on('message', (message: Posted | null) => {
      if (message !== null) this.#inbox.push(message)
      awake()
    })
  }

  request(request: SessionRequest): void {
    this.#port.postMessage(request)
  }

  /** Leave a note of whom an interrupt is for (`Writer.interrupted`). */
  markInterrupted(cell: number): void {
    Atomics.store(this.#header, word.interrupted, cell)
  }

  /** Nobody reads any more: a session that waits for room goes on. */
  close(): void {
    Atomics.store(this.#header, word.closed, 1)
    Atomics.notify(this.#header, word.tail)
    this.#port.close()
  }

  /**
   * Hand out what is there. True: all of it, and the next record will wake us. False: the receiver had enough, and
   * must drain again by itself.
   */
  drain(receiver: Receiver): boolean {
    for (;;) {
      const head = Atomics.load(this.#header, word.head) >>> 0
      if (head === this.#tail) {
        if (this.#fallAsleep()) return true
        continue
      }
      const at = this.#tail & (this.#ring.length - 1)
      const bytes = this.#ring.readInt32LE(at)
      if (bytes === SKIP) {
        this.#free(this.#ring.length - at)
        continue
      }
      const kind = this.#ring.readInt32LE(at + 4)
      const cell = this.#ring.readInt32LE(at + 8)
      const text = this.#ring.toString('utf8', at + RECORD_BYTES, at + RECORD_BYTES + bytes)
      this.#free((RECORD_BYTES + bytes + 3) & ~3)
      if (!this.#deliver(receiver, kind, cell, text)) return false
    }
  }

  #deliver(receiver: Receiver, kind: number, cell: number, text: string): boolean {
    if (kind !== record.ticket) return receiver.text(kind === record.stderr ? 'stderr' : 'stdout', cell, text)
    const event = this.#claim(Number(text))
    return event === undefined || receiver.event(event)
  }

  /** The message of a ticket. It was posted before its ticket was written, so it is there. */
  #claim(ticket: number): SessionEvent | undefined {
    for (;;) {
      const posted = this.#inbox.shift() ?? (receiveMessageOnPort(this.#port)?.message as Posted | null | undefined)
      if (posted === undefined) return undefined
      // null is a wake-up; a lower number is a message whose sender was interrupted before it wrote the ticket.
      if (posted !== null && posted.ticket === ticket) return posted.event
    }
  }

  /** True when asleep; false when a record came just before. */
  #fallAsleep(): boolean {
    this.#sleeps = (this.#sleeps % 0x7fffffff) + 1
    Atomics.store(this.#header, word.asleep, this.#sleeps)
    if (Atomics.load(this.#header, word.head) >>> 0 === this.#tail) return true
    Atomics.store(this.#header, word.asleep, 0)
    return false
  }

  #free(bytes: number): void {
    this.#tail = (this.#tail + bytes) >>> 0
    Atomics.store(this.#header, word.tail, this.#tail | 0)
    Atomics.notify(this.#header, word.tail)
  }
}
