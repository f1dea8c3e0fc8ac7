import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { Dealer, Request as ReqSocket, Subscriber } from 'zeromq'

/** A client for tests: knows the protocol by itself, and fails on any message that nobody asserted. */

export interface Ports {
  shell_port: number
  control_port: number
  iopub_port: number
  stdin_port: number
  hb_port: number
}

export interface ConnectionInfo extends Ports {
  transport: 'tcp'
  ip: string
  key: string
  signature_scheme: 'hmac-sha256'
  kernel_name: string
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into contents of every shape
export type Content = Record<string, any>

export interface Received {
  channel: Channel
  topic: string
  header: { msg_id: string; msg_type: string; session: string; version: string; date: string }
  parent: { msg_id?: string; msg_type?: string }
  metadata: Content
  content: Content
  buffers: Buffer[]
}

type Channel = 'shell' | 'control' | 'iopub' | 'stdin'

const DELIMITER = '<IDS|MSG>'
const PATIENCE_MS = 15_000

/** Five free ports on this machine. */
export async function freeConnection(): Promise<ConnectionInfo> {
  const servers = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  const [shell_port, control_port, iopub_port, stdin_port, hb_port] = ports as [number, number, number, number, number]
  return {
    transport: 'tcp',
    ip: '127.0.0.1',
    key: randomUUID(),
    signature_scheme: 'hmac-sha256',
    kernel_name: 'tsgrad',
    shell_port,
    control_port,
    iopub_port,
    stdin_port,
    hb_port,
  }
}

/** Messages wait here until somebody asks for them. */
class Inbox {
  readonly #messages: Received[] = []
  readonly #askers: ((message: Received) => void)[] = []

  put(message: Received): void {
    const asker = this.#askers.shift()
    if (asker) asker(message)
    else this.#messages.push(message)
  }

  async take(what: string): Promise<Received> {
    const message = this.#messages.shift()
    if (message) return message
    return new Promise((resolve, reject) => {
      const asker = (found: Received) => {
        clearTimeout(timer)
        resolve(found)
      }
      const timer = setTimeout(() => {
        this.#askers.splice(this.#askers.indexOf(asker), 1)
        reject(new Error(`no message within ${PATIENCE_MS} ms: ${what}`))
      }, PATIENCE_MS)
      this.#askers.push(asker)
    })
  }

  get left(): Received[] {
    return [...this.#messages]
  }
}

/** A request and all that belongs to it. */
export class Request {
  readonly id: string
  readonly type: string
  readonly outputs = new Inbox()
  readonly replies = new Inbox()
  readonly questions = new Inbox()

  constructor(id: string, type: string) {
    this.id = id
    this.type = type
  }

  /** The next message on iopub, which must be of this type. */
  async output(type: string): Promise<Content> {
    const message = await this.outputs.take(`${type} of ${this.type}`)
    if (message.header.msg_type !== type) throw unexpected(type, message)
    return message.content
  }

  async busy(): Promise<void> {
    await this.#status('busy')
  }

  async idle(): Promise<void> {
    await this.#status('idle')
  }

  async #status(state: string): Promise<void> {
    const { execution_state } = await this.output('status')
    if (execution_state !== state) throw new Error(`${state} expected, ${execution_state} came`)
  }

  /** The next message on the socket of the request. */
  async reply(): Promise<Content> {
    return (await this.replyMessage()).content
  }

  async replyMessage(): Promise<Received> {
    const type = this.type.replace('_request', '_reply')
    const message = await this.replies.take(type)
    if (message.header.msg_type !== type) throw unexpected(type, message)
    return message
  }

  async question(): Promise<Content> {
    return (await this.questionMessage()).content
  }

  async questionMessage(): Promise<Received> {
    const message = await this.questions.take('input_request')
    if (message.header.msg_type !== 'input_request') throw unexpected('input_request', message)
    return message
  }

  /** busy, then the reply, then idle, and nothing else. */
  async answered(): Promise<Content> {
    await this.busy()
    const content = await this.reply()
    await this.idle()
    return content
  }

  /** The text of one stream, whatever its messages; ends before the first message of another kind. */
  async text(stream: 'stdout' | 'stderr', length: number): Promise<string> {
    let text = ''
    while (text.length < length) {
      const content = await this.output('stream')
      if (content.name !== stream) throw new Error(`${stream} expected, ${content.name} came: ${content.text}`)
      text += content.text
    }
    return text
  }

  get left(): Received[] {
    return [...this.outputs.left, ...this.replies.left, ...this.questions.left]
  }
}

function unexpected(type: string, message: Received): Error {
  return new Error(`${type} expected, ${describe(message)} came`)
}

function describe({ channel, header, content }: Received): string {
  return `${channel} ${header.msg_type} ${JSON.stringify(content)?.slice(0, 500)}`
}

export class Client {
  readonly connection: ConnectionInfo
  readonly session = randomUUID()
  /** Messages without a request of ours. */
  strays = new Inbox()
  readonly #requests = new Map<string, Request>()
  readonly #sockets: Record<'shell' | 'control' | 'stdin', Dealer>
  readonly #iopub: Subscriber
  readonly #seen = new Set<string>()
  #failure: Error | undefined

  constructor(connection: ConnectionInfo) {
    this.connection = connection
    const socket = () => new Dealer({ routingId: this.session, linger: 0, reconnectInterval: 5 })
    this.#sockets = { shell: socket(), control: socket(), stdin: socket() }
    this.#iopub = new Subscriber({ linger: 0, reconnectInterval: 5, receiveHighWaterMark: 0 })
  }

  /** Connects and waits for the welcome: from then on nothing is missed. */
  static async connect(connection: ConnectionInfo): Promise<Client> {
    const client = new Client(connection)
    for (const name of ['shell', 'control', 'stdin'] as const) {
      client.#sockets[name].connect(client.address(name))
      void client.#listen(name, client.#sockets[name])
    }
    client.#iopub.connect(client.address('iopub'))
    client.#iopub.subscribe()
    void client.#listen('iopub', client.#iopub)
    const welcome = await client.strays.take('iopub_welcome')
    if (welcome.header.msg_type !== 'iopub_welcome' || welcome.content.subscription !== '') {
      throw unexpected('iopub_welcome', welcome)
    }
    return client
  }

  address(name: Channel | 'hb'): string {
    return `tcp://${this.connection.ip}:${this.connection[`${name}_port`]}`
  }

  /** Send a request. @param change alters the frames before they leave, for bad ones. */
  send(
    type: string,
    content: Content = {},
    options: { channel?: 'shell' | 'control' | 'stdin'; buffers?: Uint8Array[]; header?: Content } = {},
  ): Request {
    const id = randomUUID()
    const request = new Request(id, type)
    this.#requests.set(id, request)
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: 'test',
      date: new Date().toISOString(),
      version: '5.4',
      ...options.header,
    }
    this.sendFrames(this.frames(header, content, options.buffers), options.channel)
    return request
  }

  execute(code: string, options: Content = {}): Request {
    return this.send('execute_request', {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: true,
      ...options,
    })
  }

  /** Run a cell of which only the outcome matters: its outputs and its reply. */
  async run(code: string, options: Content = {}): Promise<{ reply: Content; outputs: Received[] }> {
    const request = this.execute(code, options)
    await request.busy()
    const outputs: Received[] = []
    for (;;) {
      const message = await request.outputs.take(`idle of ${code}`)
      if (message.header.msg_type === 'status') break
      if (message.header.msg_type !== 'execute_input') outputs.push(message)
    }
    return { reply: await request.reply(), outputs }
  }

  frames(header: Content, content: Content, buffers: Uint8Array[] = [], parent: Content = {}): (string | Uint8Array)[] {
    const parts = [header, parent, {}, content].map((part) => JSON.stringify(part))
    return [DELIMITER, this.#sign(parts), ...parts, ...buffers]
  }

  /** Whatever frames, also ones that are no message. Sends are serialised by a promise chain. */
  sendFrames(frames: (string | Uint8Array)[], channel: 'shell' | 'control' | 'stdin' = 'shell'): void {
    this.#sending = this.#sending.then(() => this.#sockets[channel].send(frames))
  }
  #sending: Promise<void> = Promise.resolve()

  /** Answers a question; the one that is named, as JupyterLab does, or none, as Python's client does. */
  answer(value: string, question?: Received): void {
    const header = {
      msg_id: randomUUID(),
      msg_type: 'input_reply',
      session: this.session,
      username: 'test',
      version: '5.4',
    }
    this.sendFrames(this.frames(header, { value }, [], question?.header), 'stdin')
  }

  async heartbeat(text: string): Promise<string> {
    const socket = new ReqSocket({ linger: 0, receiveTimeout: PATIENCE_MS })
    socket.connect(this.address('hb'))
    await socket.send(text)
    const [echo] = await socket.receive()
    socket.close()
    return String(echo)
  }

  /** Whatever nobody has asked for, socket by socket; for those who look at all of it, as fuzzers do. */
  takeAll(): Received[] {
    const left = [...this.strays.left, ...[...this.#requests.values()].flatMap((request) => request.left)]
    this.#requests.clear()
    this.strays = new Inbox()
    return left
  }

  /** @throws when a message had a wrong signature, came twice or lacked a field. */
  checkMessages(): void {
    const failure = this.#failure
    this.#failure = undefined
    if (failure) throw failure
  }

  /** Nothing may be left: neither a message that nobody asserted, nor a failed check. */
  async check(quietMs = 60): Promise<void> {
    await this.#sending
    await new Promise((resolve) => setTimeout(resolve, quietMs))
    const left = this.takeAll()
    this.checkMessages()
    if (left.length > 0) throw new Error(`messages that nobody asserted:\n${left.map(describe).join('\n')}`)
  }

  /** The same, and the end of the client. */
  async finish(quietMs?: number): Promise<void> {
    try {
      await this.check(quietMs)
    } finally {
      this.close()
    }
  }

  close(): void {
    for (const socket of [...Object.values(this.#sockets), this.#iopub]) if (!socket.closed) socket.close()
  }

  async #listen(channel: Channel, socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      try {
        this.#receive(channel, frames)
      } catch (error) {
        this.#failure ??= error as Error
      }
    }
  }

  #receive(channel: Channel, frames: Buffer[]): void {
    const at = frames.findIndex((frame) => frame.toString() === DELIMITER)
    const [signature, ...parts] = frames.slice(at + 1, at + 6)
    if (String(signature) !== this.#sign(parts)) throw new Error(`${channel}: a wrong signature`)
    const [header, parent, metadata, content] = parts.map((part) => JSON.parse(part.toString())) as Content[]
    const message = {
      channel,
      topic: channel === 'iopub' ? String(frames[0]) : '',
      header,
      parent,
      metadata,
      content,
      buffers: frames.slice(at + 6),
    } as Received
    for (const field of ['msg_id', 'msg_type', 'session', 'username', 'date', 'version']) {
      if (typeof message.header[field as 'date'] !== 'string') throw new Error(`${describe(message)} has no ${field}`)
    }
    if (this.#seen.has(message.header.msg_id)) throw new Error(`${describe(message)} came twice`)
    this.#seen.add(message.header.msg_id)
    const request = this.#requests.get(message.parent.msg_id ?? '')
    if (request === undefined) this.strays.put(message)
    else if (channel === 'iopub') request.outputs.put(message)
    else if (channel === 'stdin') request.questions.put(message)
    else request.replies.put(message)
  }

  #sign(parts: readonly (string | Buffer)[]): string {
    const hmac = createHmac('sha256', this.connection.key)
    for (const part of parts) hmac.update(part)
    return hmac.digest('hex')
  }
}
