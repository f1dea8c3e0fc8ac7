import { readSync } from 'node:fs'
import { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import type { StreamName } from '../channel/index.js'
import { sessionAddon } from '../session_addon.js'

/** A pipe holds 64 KB; one that is filled as fast as it is read must not keep the wire from its other work. */
const MOST_READS = 16
const BYTES = 65536
/** A pipe is looked at again after so many ms when the sockets had enough. */
const PAUSE_MS = 5

/**
 * What native code and child processes write to descriptors 1 and 2: pipes that the session has put there. Node reads them when
 * something comes; before the end of a cell they are read to their end, so that nothing of it comes late.
 */
export class Descriptors {
  readonly #text: (stream: StreamName, text: string) => void
  readonly #arrived: () => void
  readonly #busy: () => boolean
  readonly #pipes: Pipe[] = []

  /**
   * @param arrived something came: `putArrived` is due, after what the cell itself has printed
   * @param busy no more is to be taken for now: who writes waits when a pipe is full
   */
  constructor(text: (stream: StreamName, text: string) => void, arrived: () => void, busy: () => boolean) {
    this.#text = text
    this.#arrived = arrived
    this.#busy = busy
  }

  open(ends: Record<StreamName, number>): void {
    for (const stream of ['stdout', 'stderr'] as const)
      if (ends[stream] >= 0) {
        const remember = stream === 'stderr' ? sessionAddon()?.remember : undefined
        const put = (text: string): void => this.#text(stream, text)
        this.#pipes.push(new Pipe(ends[stream], put, this.#arrived, this.#busy, remember))
      }
  }

  /** Puts what Node has read already. */
  putArrived(): void {
    for (const pipe of this.#pipes) pipe.putArrived()
  }

  /** Takes what is there now, too. */
  drain(): void {
    for (const pipe of this.#pipes) pipe.drain()
  }

  close(): void {
    for (const pipe of this.#pipes) pipe.close()
  }
}

class Pipe {
  readonly #fd: number
  readonly #socket: Socket
  readonly #put: (text: string) => void
  readonly #remember: ((bytes: Buffer) => void) | undefined
  readonly #decoder = new StringDecoder('utf8')
  readonly #arrived: Buffer[] = []
  readonly #bytes = Buffer.allocUnsafe(BYTES)

  constructor(
    fd: number,
    put: (text: string) => void,
    arrived: () => void,
    busy: () => boolean,
    remember?: (bytes: Buffer) => void,
  ) {
    this.#fd = fd
    this.#put = put
    this.#remember = remember
    this.#socket = new Socket({ fd, readable: true, writable: false })
    this.#socket.on('data', (bytes: Buffer) => {
      this.#remember?.(bytes)
      this.#arrived.push(bytes)
      arrived()
      if (busy()) this.#rest(busy)
    })
    // Our own writing end is open as long as the process lives.
    this.#socket.on('error', () => {})
    this.#socket.unref()
  }

  #rest(busy: () => boolean): void {
    this.#socket.pause()
    setTimeout(() => (busy() ? this.#rest(busy) : this.#socket.resume()), PAUSE_MS)
  }

  putArrived(): void {
    for (const bytes of this.#arrived.splice(0)) this.#take(bytes)
  }

  #take(bytes: Buffer): void {
    const text = this.#decoder.write(bytes)
    if (text !== '') this.#put(text)
  }

  drain(): void {
    this.putArrived()
    for (let reads = 0; reads < MOST_READS; reads++) {
      const size = readNow(this.#fd, this.#bytes)
      if (size === 0) return
      this.#remember?.(this.#bytes.subarray(0, size))
      this.#take(this.#bytes.subarray(0, size))
    }
  }

  close(): void {
    this.#socket.destroy()
  }
}

/** 0: nothing is there. */
function readNow(fd: number, bytes: Buffer): number {
  try {
    return readSync(fd, bytes)
  } catch {
    return 0 // EAGAIN
  }
}
