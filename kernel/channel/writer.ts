import type { Transferable } from 'node:worker_threads'
import type { SessionEvent, SessionRequest } from '../rooms.js'
import { type ChannelEnd, HEADER_BYTES, RECORD_BYTES, record, SKIP, type StreamName, word } from './layout.js'

/** Strings longer than this (UTF-16 units) are measured and written in pieces. */
const PIECE = 16384
/** Waiting for room is sliced, so that a wire that died is noticed. */
const WAIT_SLICE_MS = 200

/**
 * The session's side: text and events leave in the order of the calls.
 *
 * A call may be cut off anywhere by an interrupt (the main thread runs user code that calls it): a record shows only
 * when the head is stored, after its bytes are complete, and a message whose ticket was never written is skipped by the
 * reader. So an interrupt loses the record under way at most, and never the channel.
 */
export class Writer {
  readonly #header: Int32Array
  readonly #ring: Buffer
  readonly #port: ChannelEnd['port']
  /** Where the next record begins; ahead of the head in memory only within a call. */
  #head: number
  #tickets = 0

  constructor(end: ChannelEnd) {
    this.#header = new Int32Array(end.memory, 0, HEADER_BYTES / 4)
    this.#ring = Buffer.from(end.memory, HEADER_BYTES)
    this.#port = end.port
    this.#head = Atomics.load(this.#header, word.head) >>> 0
  }

  /**
   * Text of a stream, for the cell that owns it (0: no cell). Blocks while the ring is full: that bounds memory.
   * Lone surrogates become U+FFFD.
   */
  text(stream: StreamName, cell: number, text: string): void {
    const kind = stream === 'stderr' ? record.stderr : record.stdout
    if (text.length <= PIECE && text.length > 0) {
      const bytes = Buffer.byteLength(text)
      if (bytes <= this.#ring.length / 4) {
        this.#put(kind, cell, text, bytes)
        return
      }
    }
    // A piece is at most an eighth of the ring in UTF-16 units, so at most three eighths of it in bytes.
    const most = Math.min(PIECE, this.#ring.length / 8)
    for (let from = 0; from < text.length; ) {
      let to = Math.min(from + most, text.length)
      if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to--
      const piece = text.slice(from, to)
      this.#put(kind, cell, piece, Buffer.byteLength(piece))
      from = to
    }
  }

  /**
   * Anything that is not text. Its place in the order is the place of this call.
   * @throws DataCloneError when the event holds what cannot be cloned (functions, symbols); nothing is sent then.
   */
  event(event: SessionEvent, transfer: readonly Transferable[] = []): void {
    const ticket = ++this.#tickets
    this.#port.postMessage({ ticket, event }, transfer)
    const digits = String(ticket)
    this.#put(record.ticket, event.cell, digits, digits.length)
  }

  /** What the wire asks. The port keeps the process alive. */
  onRequest(listener: (request: SessionRequest) => void): void {
    this.#port.on('message', listener)
  }

  /**
   * An interrupt was meant for this cell. Ask once as the first act inside the guarded run of a cell: an interrupt
   * that came before the guard was up is not lost so.
   */
  interrupted(cell: number): boolean {
    return Atomics.load(this.#header, word.interrupted) === cell
  }

  #put(kind: number, cell: number, text: string, bytes: number): void {
    const ring = this.#ring
    const need = (RECORD_BYTES + bytes + 3) & ~3
    let head = this.#head
    let at = head & (ring.length - 1)
    const rest = ring.length - at
    const gap = rest < need ? rest : 0
    if (!this.#room(head, need + gap)) return
    if (gap > 0) {
      ring.writeInt32LE(SKIP, at)
      head = (head + gap) >>> 0
      at = 0
    }
    ring.writeInt32LE(bytes, at)
    ring.writeInt32LE(kind, at + 4)
    ring.writeInt32LE(cell, at + 8)
    ring.write(text, at + RECORD_BYTES, bytes)
    this.#head = (head + need) >>> 0
    Atomics.store(this.#header, word.head, this.#head | 0)
    this.#wake()
  }

  /** Wait until `bytes` are free. False: nobody reads any more. */
  #room(head: number, bytes: number): boolean {
    for (;;) {
      const tail = Atomics.load(this.#header, word.tail)
      if (Atomics.load(this.#header, word.closed)) return false
      if (this.#ring.length - ((head - tail) >>> 0) >= bytes) return true
      this.#wake()
      Atomics.wait(this.#header, word.tail, tail, WAIT_SLICE_MS)
    }
  }

  /**
   * First the message, then the flag: cut off between the two, the reader is woken twice, never not at all.
   * The flag is put back only if the reader has not fallen asleep anew meanwhile.
   */
  #wake(): void {
    const sleep = Atomics.load(this.#header, word.asleep)
    if (sleep === 0) return
    this.#port.postMessage(null)
    Atomics.compareExchange(this.#header, word.asleep, sleep, 0)
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}
