import { Router } from 'zeromq'
import type { Log } from '../log.js'
import { type Codec, MalformedMessage, type Message, type Outgoing } from '../message.js'
import { SendQueue } from '../send_queue.js'
import { bindSocket } from './bind.js'

/** At the end what is sent already may still leave, for so long. */
export const LINGER_MS = 500

/** One of the sockets that clients send requests to: shell, control, stdin. */
export class RouterSocket {
  readonly name: string
  readonly #codec: Codec
  readonly #log: Log
  readonly #queue: SendQueue
  // handover: a client that reconnects with its old identity is heard, not refused (libzmq issue 2892).
  // High-water mark 0: a ROUTER drops what exceeds it, and a reply must not be lost.
  readonly #socket: Router

  /** `mandatory`: what the kernel begins itself (a question on stdin) may come before the client has connected there. */
  constructor(name: string, codec: Codec, log: Log, { mandatory = false } = {}) {
    this.#socket = new Router({ linger: LINGER_MS, handover: true, sendHighWaterMark: 0, mandatory })
    this.name = name
    this.#codec = codec
    this.#log = log
    this.#queue = new SendQueue(this.#socket, log)
  }

  async bind(address: string, fd?: number): Promise<void> {
    await bindSocket(this.#socket, address, fd)
  }

  /** Hands every good message to `receive`; logs and skips all others. Ends when the socket is closed. */
  async serve(receive: (message: Message) => void): Promise<void> {
    for await (const frames of this.#socket) {
      try {
        receive(this.#codec.decode(frames))
      } catch (error) {
        if (!(error instanceof MalformedMessage)) throw error
        this.#log('warn', `${this.name}: a message was skipped: ${error.message}`)
      }
    }
  }

  send(identities: readonly Buffer[], message: Outgoing): void {
    this.#queue.push(this.#codec.encode(identities, message))
  }

  async drained(): Promise<void> {
    await this.#queue.drained()
  }

  close(): void {
    this.#queue.close()
    this.#socket.close()
  }
}
