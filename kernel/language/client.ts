import { existsSync, statSync } from 'node:fs'
import type { LaunchedLanguage } from '../launched.js'
import type {
  CellEnd,
  Completeness,
  Completion,
  ConvertedCell,
  Inspection,
  Language,
  RejectedCell,
  Transpiled,
} from '../rooms.js'
import { type Launch, RoomProcess, type RoomProcessEvents } from './child.js'
import { builtFiles, fromSnapshot, installedConfig } from './install.js'
import { type Answer, type Call, MOST_PENDING } from './protocol.js'

export interface LanguageClient extends Language {
  /** Nobody waits for what was to be converted so far: it does not keep the next cell waiting. */
  interrupt(): void
  /** The room listens. Rejects if no way of starting it worked. */
  readonly ready: Promise<void>
  /** How the room at work was started. */
  readonly launch: Launch['name']
  readonly pid: number | undefined
  /** Begin: calls made before wait. */
  start(): void
  close(): void
}

export interface LanguageOptions {
  ways?: Launch[]
  /** A room that was started from the snapshot before. */
  adopted?: LaunchedLanguage | undefined
}

interface Waiting {
  call: Call
  /** How often the room died while it was this call's turn. */
  deaths: number
  resolve(result: unknown): void
  reject(error: Error): void
}

/** Deaths without an answer in between, after which the next way of starting is tried. */
const MOST_DEATHS = 3

/** How long a room may go on with a cell that was interrupted, ms: another one needs about as long to start. */
const PATIENCE_MS = 500

/** The ways to start the room, fastest first: 0.3 s from the snapshot, 1 s from the bundle, 1.5 s from the modules. */
export function launches(): Launch[] {
  const { bundle, snapshot, modules } = builtFiles()
  const config = JSON.stringify(installedConfig())
  const ways: Launch[] = []
  if (isCurrent(snapshot)) ways.push({ name: 'snapshot', arguments: fromSnapshot(snapshot) })
  if (existsSync(bundle)) ways.push({ name: 'bundle', arguments: [bundle, config] })
  ways.push({ name: 'modules', arguments: [modules, config] })
  return ways
}

/** A snapshot that is older than the last compilation may hold other types than the runtime now has. */
function isCurrent(snapshot: string): boolean {
  const made = statSync(snapshot, { throwIfNoEntry: false })
  const compiled = statSync(builtFiles().compiled, { throwIfNoEntry: false })
  return made !== undefined && (compiled === undefined || made.mtimeMs >= compiled.mtimeMs)
}

/**
 * Speaks for the language room. Calls are answered in order; those made before it listens wait. If the process dies, the
 * next way of starting it is tried, and a new room learns what the old one knew.
 */
export function createLanguage({ ways = launches(), adopted }: LanguageOptions = {}): LanguageClient {
  return new Client(ways, adopted)
}

export function startLanguage(options?: LanguageOptions): LanguageClient {
  const client = createLanguage(options)
  client.start()
  return client
}

class Client implements LanguageClient {
  readonly ready: Promise<void>
  private room: RoomProcess | undefined
  private listens = false
  private serial = 0
  private deaths = 0
  private failure: Error | undefined
  private readonly waiting = new Map<number, Waiting>()
  private readonly committed: string[] = []
  private cwd: string | undefined
  /** Texts of cells that run. */
  private readonly pending = new Map<number, string>()
  private settleReady!: { resolve(): void; reject(error: Error): void }

  constructor(
    private ways: Launch[],
    private adopted?: LaunchedLanguage,
  ) {
    this.ready = new Promise((resolve, reject) => {
      this.settleReady = { resolve, reject }
    })
    // Whoever awaits it hears of it; whoever does not hears of it at the first call.
    this.ready.catch(() => {})
  }

  get launch(): Launch['name'] {
    return this.ways[0]!.name
  }

  get pid(): number | undefined {
    return this.room?.pid
  }

  start(): void {
    this.listens = false
    const events = {
      ready: () => {
        this.listens = true
        this.settleReady.resolve()
      },
      answer: (answer: Answer) => this.settle(answer),
      ended: (reason: string) => this.recover(reason),
    }
    this.room = this.takeAdopted(events) ?? RoomProcess.start(this.ways[0]!, events)
    const memory = { committed: this.committed, pending: [...this.pending], ...(this.cwd && { cwd: this.cwd }) }
    if (this.committed.length + this.pending.size > 0 || this.cwd)
      this.room.send({ id: 0, op: 'restore', request: memory })
    for (const { call } of this.waiting.values()) this.room.send(call)
  }

  async convert(request: { cell: number; code: string }): Promise<ConvertedCell | RejectedCell> {
    const converted = (await this.ask('convert', request)) as ConvertedCell | RejectedCell
    if (converted.status === 'error') return converted
    this.pending.set(request.cell, request.code)
    // Expressions of the front end are never committed.
    if (this.pending.size > MOST_PENDING) this.pending.delete(this.pending.keys().next().value!)
    return converted
  }

  async commit(request: CellEnd): Promise<void> {
    const answered = this.ask('commit', request).finally(() => this.pending.delete(request.cell))
    const declarations = (await answered) as string
    if (request.forgets) this.committed.length = 0
    this.cwd = request.cwd ?? this.cwd
    if (declarations !== '') this.committed.push(declarations)
  }

  complete(request: { code: string; cursor: number }): Promise<Completion> {
    return this.ask('complete', request) as Promise<Completion>
  }

  inspect(request: { code: string; cursor: number; detail: 0 | 1 }): Promise<Inspection> {
    return this.ask('inspect', request) as Promise<Inspection>
  }

  isComplete(request: { code: string }): Promise<Completeness> {
    return this.ask('isComplete', request) as Promise<Completeness>
  }

  transpile(request: { code: string }): Promise<Transpiled> {
    return this.ask('transpile', request) as Promise<Transpiled>
  }

  executableLines(request: { code: string }): Promise<number[]> {
    return this.ask('executableLines', request) as Promise<number[]>
  }

  interrupt(): void {
    for (const waiting of this.waiting.values()) if (waiting.call.op === 'convert') this.giveUpLater(waiting)
  }

  close(): void {
    this.failWith(new Error('the language room was closed'))
    this.room?.stop()
  }

  private ask(op: Call['op'], request: unknown): Promise<unknown> {
    if (this.failure) return Promise.reject(this.failure)
    const call: Call = { id: ++this.serial, op, request }
    return new Promise((resolve, reject) => {
      this.waiting.set(call.id, { call, deaths: 0, resolve, reject })
      this.room?.send(call)
    })
  }

  /** The launcher does not look whether its snapshot is the one to be used. */
  private takeAdopted(events: RoomProcessEvents): RoomProcess | undefined {
    const { adopted } = this
    this.adopted = undefined
    if (!adopted) return undefined
    const room = RoomProcess.adopt(adopted, events)
    if (this.launch === 'snapshot') return room
    room.stop()
    return undefined
  }

  /** The compiler cannot be stopped: its process is, if it has not come to an end meanwhile. */
  private giveUpLater(waiting: Waiting): void {
    const { id } = waiting.call
    const look = (): void => {
      if (!this.waiting.has(id)) return
      if (this.waiting.keys().next().value !== id) {
        setTimeout(look, PATIENCE_MS).unref() // it is not its turn yet
        return
      }
      this.waiting.delete(id)
      waiting.reject(new Error('the cell was interrupted'))
      this.room?.stop()
      this.start()
    }
    setTimeout(look, PATIENCE_MS).unref()
  }

  private settle({ id, result, failure }: Answer): void {
    this.deaths = 0
    const waiting = this.waiting.get(id)
    this.waiting.delete(id)
    if (failure === undefined) waiting?.resolve(result)
    else waiting?.reject(new Error(failure))
  }

  /** The room died: another one takes over, without a call that it died of. */
  private recover(reason: string): void {
    this.deaths++
    const hopeless = this.deaths >= MOST_DEATHS || !this.listens
    if (this.listens) {
      const [first] = this.waiting.values()
      // It may have died by chance; a second death over the same call is the call's doing.
      if (first && ++first.deaths > 1) {
        this.waiting.delete(first.call.id)
        first.reject(new Error(`the language room ended (${reason}) and was started again`))
      }
    }
    if (hopeless && this.ways.length === 1) {
      this.failWith(new Error(`the language room does not start: ${reason}`))
      return
    }
    if (hopeless) {
      this.ways = this.ways.slice(1)
      this.deaths = 0
    }
    this.start()
  }

  private failWith(error: Error): void {
    this.failure = error
    this.settleReady.reject(error)
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}
