import { AnswerWriter, type ChannelEnd, Reader } from '../channel/index.js'
import type { Language } from '../rooms.js'
import { CellLedger } from './cell_ledger.js'
import { Comms } from './comms.js'
import { type Connection, endpoint, isLoopback, type SocketName } from './connection.js'
import { Debugger } from './debug/debugger.js'
import { dispatch } from './dispatch.js'
import { Escalation } from './escalation.js'
import { Execution } from './execution.js'
import { type HistoryStore, MemoryHistory } from './history.js'
import { interruptMainThread } from './interrupt.js'
import type { Log } from './log.js'
import { Codec, type Message } from './message.js'
import { Outputs } from './outputs.js'
import { Questions } from './questions.js'
import { SessionLink } from './session_link.js'
import { Signer } from './signature.js'
import { Heartbeat } from './sockets/heartbeat.js'
import { Iopub } from './sockets/iopub.js'
import { RouterSocket } from './sockets/router.js'
import { StreamGatherer } from './stream_gatherer.js'
import { Turns } from './turns.js'

/** `interrupt`: nobody waits any more for the cell that was to be converted. */
type Interruptible = Language & { interrupt?(): void }

export interface WireOptions {
  connection: Connection
  channel: ChannelEnd
  /** `pid`: of its process, the kernel's own child. */
  language: Interruptible & { readonly pid?: number | undefined }
  log: Log
  /** The sockets are closed: end the process. */
  exit: () => void
  history?: HistoryStore
  /** Stops what the main thread runs. */
  interruptMain?: () => void
}

export interface ServeOptions {
  /** Called when all sockets are bound. */
  listening?: () => void
  sockets?: Record<SocketName, number>
}

/** The wire room: the five sockets, and what stands behind them. */
export class Wire {
  readonly connection: Connection
  readonly language: Interruptible
  readonly log: Log
  readonly history: HistoryStore
  readonly iopub: Iopub
  readonly cells = new CellLedger()
  readonly comms = new Comms()
  readonly turns = new Turns()
  readonly questions: Questions
  readonly session: SessionLink
  readonly execution: Execution
  readonly debugger: Debugger
  readonly #shell: RouterSocket
  readonly #control: RouterSocket
  readonly #stdin: RouterSocket
  readonly #heartbeat = new Heartbeat()
  readonly #answers: AnswerWriter
  readonly #exit: () => void
  #closed = false

  constructor({
    connection,
    channel,
    language,
    log,
    exit,
    history = new MemoryHistory(),
    interruptMain = interruptMainThread,
  }: WireOptions) {
    this.connection = connection
    this.language = language
    this.log = log
    this.history = history
    this.#exit = exit
    const codec = new Codec(new Signer(connection.key, connection.digest))
    this.#shell = new RouterSocket('shell', codec, log)
    this.#control = new RouterSocket('control', codec, log)
    this.#stdin = new RouterSocket('stdin', codec, log, { mandatory: true })
    this.iopub = new Iopub(codec, log)
    this.#answers = new AnswerWriter(channel)
    this.questions = new Questions(this.#stdin, this.#answers, this.cells)
    const outputs = new Outputs(this.iopub, this.cells, this.comms, history, log)
    const gatherer = new StreamGatherer((stream, cell, text) => outputs.text(stream, cell, text))
    this.iopub.beforeEach(() => gatherer.flush())
    this.session = new SessionLink(
      new Reader(channel),
      gatherer,
      (output) => outputs.show(output, this.questions),
      () => this.iopub.busy,
    )
    const escalation = new Escalation((cell, text) => {
      gatherer.flush()
      outputs.text('stderr', cell, text)
    }, language)
    this.execution = new Execution(this.session, escalation, interruptMain)
    const nextSerial = () => this.cells.nextSerial()
    this.debugger = new Debugger(language, nextSerial, (event) => {
      // V8 tells of a stop on a way of its own: what the cell has printed before is in the ring.
      this.session.drain()
      this.iopub.publish({ type: 'debug_event', content: event, parent: this.cells.newest?.parent ?? {} })
    })
  }

  /**
   * Bind, then serve until closed.
   * @param sockets descriptors of sockets that the launcher has bound
   * @throws when an address cannot be bound
   */
  async serve({ listening, sockets }: ServeOptions = {}): Promise<void> {
    const { connection } = this
    if (!isLoopback(connection)) this.log('warn', `other machines can connect: the address is ${connection.ip}`)
    // All of them, also when one fails: a socket must not be closed while it is being bound.
    const bound = await Promise.allSettled([
      this.#shell.bind(endpoint(connection, 'shell'), sockets?.shell),
      this.#control.bind(endpoint(connection, 'control'), sockets?.control),
      this.iopub.bind(endpoint(connection, 'iopub'), sockets?.iopub),
      this.#stdin.bind(endpoint(connection, 'stdin'), sockets?.stdin),
      this.#heartbeat.bind(endpoint(connection, 'hb'), sockets?.hb),
    ])
    const refused = bound.find((outcome) => outcome.status === 'rejected')
    if (refused !== undefined) throw refused.reason
    listening?.()
    await Promise.all([
      this.#shell.serve((message) => dispatch(this.#shell, message, this)),
      this.#control.serve((message) => dispatch(this.#control, message, this)),
      this.#stdin.serve((message) => this.#inputReply(message)),
      this.iopub.serve(),
      this.#heartbeat.serve(),
    ])
  }

  /** The sockets are closed, or will be as soon as they are drained. */
  get closed(): boolean {
    return this.#closed
  }

  /** The client wants the code under way to stop. */
  async interrupt(): Promise<void> {
    // Who stands at a breakpoint hears nothing.
    await this.debugger.release()
    this.execution.interrupt(this.questions.interrupt())
  }

  /** A SIGINT found the main thread without synchronous code of a cell. */
  signalled(): void {
    if (this.execution.signalled()) this.questions.interrupt()
  }

  /** Say farewell, then end the process. */
  shutdown(restart: boolean): void {
    this.debugger.stop()
    this.session.shutdown(restart)
    void this.close().then(this.#exit)
  }

  /** Send what is queued and close the sockets: the process aborts if it ends with open ones. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.debugger.stop()
    this.history.close()
    const queues = [this.#shell, this.#control, this.#stdin, this.iopub].map((socket) => socket.drained())
    await Promise.all(queues)
    for (const socket of [this.#shell, this.#control, this.#stdin, this.iopub, this.#heartbeat]) socket.close()
    this.session.close()
    this.#answers.close()
  }

  #inputReply(message: Message): void {
    const type = message.header.msg_type
    if (type === 'input_reply' && this.questions.answer(message)) return
    this.log('warn', `stdin: ${type} was skipped: nobody waits for it`)
  }
}
