import { randomUUID } from 'node:crypto'
import { type CommMessage, type CommWire, currentHost } from './host.js'

export type { CommMessage } from './host.js'

export interface CommOptions<Data = unknown> {
  data?: Data
  metadata?: Record<string, unknown>
  buffers?: Uint8Array[]
  commId?: string
}

export type MessageHandler<Data = unknown> = (message: CommMessage<Data>) => unknown
export type TargetHandler<Sent = unknown, Received = unknown> = (
  comm: Comm<Sent, Received>,
  open: CommMessage<Received>,
) => unknown

/** How what the front end sends reaches a comm. */
interface CommEnd {
  message(message: CommMessage): Promise<void>
  closed(message: CommMessage): Promise<void>
}

/** All comms that are open, and the targets that the front end may open, shared by every copy of this package. */
interface Registry {
  comms: Map<string, CommEnd>
  targets: Map<string, TargetHandler>
}

const KEY = Symbol.for('tsgrad.comms')

function registry(): Registry {
  const holder = globalThis as { [KEY]?: Registry }
  holder[KEY] ??= { comms: new Map(), targets: new Map() }
  return holder[KEY]
}

const ACCEPT = Symbol('accept')

/**
 * A channel to the front end, for widgets. `new Comm(target)` opens one; `Comm.registerTarget` answers those that the
 * front end opens. `Comm<Sent, Received>` says what the messages hold each way: a promise of the front end's, which nobody
 * checks. Errors: Error outside a kernel.
 *
 * @example
 * const comm = new Comm('my_target', { start: 1 })
 * comm.onMsg((message) => console.log(message))
 */
export class Comm<Sent = unknown, Received = unknown> {
  readonly commId: string
  readonly #wire: CommWire
  readonly #onMessage: MessageHandler<Received>[] = []
  readonly #onClose: MessageHandler<Received>[] = []
  #open = true

  constructor(
    readonly targetName: string,
    options: CommOptions<NoInfer<Sent>> & { [ACCEPT]?: true } = {},
  ) {
    const { comms } = currentHost()
    if (!comms) throw new Error('Comm: there is no front end to talk to outside a kernel')
    if (typeof targetName !== 'string' || targetName === '') throw new TypeError('Comm: a target has a name')
    this.#wire = comms
    this.commId = options.commId ?? randomUUID()
    registry().comms.set(this.commId, {
      message: (message) => callAll(this.#onMessage, message as CommMessage<Received>),
      closed: (message) => this.#closedByFrontEnd(message),
    })
    if (!options[ACCEPT]) comms.open(this.commId, targetName, messageOf(options.data ?? {}, options))
  }

  /**
   * Say what happens when the front end opens a comm of this name.
   *
   * @example
   * Comm.registerTarget('my_target', (comm) => comm.send({ hello: 1 }))
   */
  static registerTarget<Sent = unknown, Received = unknown>(
    name: string,
    handler: TargetHandler<Sent, Received>,
  ): void {
    if (typeof handler !== 'function') throw new TypeError('Comm.registerTarget: the handler is a function')
    registry().targets.set(name, handler as TargetHandler)
  }

  /**
   * Sends data, and buffers if there are any, to the front end.
   *
   * @example
   * new Comm('my_target').send({ step: 1 })
   */
  send(data: Sent, options: Pick<CommOptions, 'metadata' | 'buffers'> = {}): void {
    if (!this.#open) throw new Error(`Comm: ${this.targetName} is closed`)
    this.#wire.send(this.commId, messageOf(data, options))
  }

  /**
   * Closes both ends. Data go with the message.
   *
   * @example
   * new Comm('my_target').close()
   */
  close(data: unknown = {}): void {
    if (!this.#open) return
    this.#open = false
    registry().comms.delete(this.commId)
    this.#wire.close(this.commId, messageOf(data, {}))
  }

  /**
   * Calls `callback` with each message of the front end.
   *
   * @example
   * new Comm('my_target').onMsg((message) => console.log(message))
   */
  onMsg(handler: MessageHandler<Received>): void {
    this.#onMessage.push(handler)
  }

  /**
   * Calls `callback` when the front end closes its end.
   *
   * @example
   * new Comm('my_target').onClose(() => console.log('closed'))
   */
  onClose(handler: MessageHandler<Received>): void {
    this.#onClose.push(handler)
  }

  /** @internal The front end opened a comm; false if nobody registered its target. */
  static accept(commId: string, targetName: string, message: CommMessage): unknown {
    const handler = registry().targets.get(targetName)
    if (!handler) return false
    return handler(new Comm(targetName, { commId, [ACCEPT]: true }), message)
  }

  /** @internal The front end sent a message. */
  static async receive(commId: string, message: CommMessage): Promise<void> {
    await registry().comms.get(commId)?.message(message)
  }

  /** @internal The front end closed a comm. */
  static async closed(commId: string, message: CommMessage): Promise<void> {
    await registry().comms.get(commId)?.closed(message)
  }

  async #closedByFrontEnd(message: CommMessage): Promise<void> {
    this.#open = false
    registry().comms.delete(this.commId)
    await callAll(this.#onClose, message as CommMessage<Received>)
  }
}

async function callAll<Data>(handlers: MessageHandler<Data>[], message: CommMessage<Data>): Promise<void> {
  for (const handler of handlers) await handler(message)
}

function messageOf(
  data: unknown,
  { metadata = {}, buffers = [] }: Pick<CommOptions, 'metadata' | 'buffers'>,
): CommMessage {
  return { data: plain(data), metadata: plain(metadata) as Record<string, unknown>, buffers }
}

/** JSON is what a message can hold. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? {}))
}
