import { XPublisher } from 'zeromq'
import type { Log } from '../log.js'
import type { Codec, Json, Outgoing } from '../message.js'
import { SendQueue } from '../send_queue.js'
import { bindSocket } from './bind.js'
import { LINGER_MS } from './router.js'

/**
 * Messages that zeromq keeps for one slow client before it drops. It bounds a client that never reads; the default of
 * 1000 loses messages of clients that do.
 */
const HIGH_WATER_MARK = 65536
/** Messages on their way to zeromq from which on the session's ring is left to fill. */
const BUSY = 64

/**
 * What everybody hears. XPUB: a new subscription is answered with `iopub_welcome`, so that a client knows from when on
 * it hears all (protocol 5.5).
 * `starting` is not sent: nobody can be subscribed when the socket has just been bound, and it would be wrong later.
 */
export class Iopub {
  readonly #codec: Codec
  readonly #queue: SendQueue
  readonly #socket = new XPublisher({ linger: LINGER_MS, sendHighWaterMark: HIGH_WATER_MARK })
  #flush: () => void = () => {}

  constructor(codec: Codec, log: Log) {
    this.#codec = codec
    // A second client's subscription to the same topic is to be heard as well.
    this.#socket.verbosity = 'allSubs'
    this.#queue = new SendQueue(this.#socket, log)
  }

  async bind(address: string, fd?: number): Promise<void> {
    await bindSocket(this.#socket, address, fd)
  }

  /** Text that is being gathered leaves before any other message does. */
  beforeEach(flush: () => void): void {
    this.#flush = flush
  }

  async serve(): Promise<void> {
    for await (const [frame] of this.#socket) {
      if (frame === undefined || frame[0] !== 1) continue // 0: unsubscribed
      const topic = frame.subarray(1)
      const content = { subscription: topic.toString('utf8') }
      this.#queue.push(this.#codec.encode([topic], { type: 'iopub_welcome', content, parent: {} }))
    }
  }

  /** @throws TypeError when the content cannot be written as JSON; nothing is sent then. */
  publish(message: Outgoing): void {
    const frames = this.#codec.encode([`kernel.${this.#codec.session}.${message.type}`], message)
    this.#flush()
    this.#queue.push(frames)
  }

  /** The same for the text that was gathered. */
  publishStream(name: string, text: string, parent: Json): void {
    const message = { type: 'stream', content: { name, text }, parent }
    this.#queue.push(this.#codec.encode([`kernel.${this.#codec.session}.stream.${name}`], message))
  }

  status(state: 'busy' | 'idle', parent: Json): void {
    this.publish({ type: 'status', content: { execution_state: state }, parent })
  }

  /** More is under way than is good: take no more from the session for now. */
  get busy(): boolean {
    return this.#queue.length > BUSY
  }

  async drained(): Promise<void> {
    await this.#queue.drained()
  }

  close(): void {
    this.#queue.close()
    this.#socket.close()
  }
}
