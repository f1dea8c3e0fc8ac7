import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { vi } from 'vitest'
import type { StdinAnswer } from '../../../kernel/channel/index.js'
import { LanguageRoom } from '../../../kernel/language/room.js'
import { createWorld } from '../../../kernel/language/world.js'
import type { ConvertedCell, SessionEvent, SessionRequest } from '../../../kernel/rooms.js'
import { openSession } from '../../../kernel/session/index.js'
import { runtime } from './stub/runtime.js'

// A compiler wakes up for each file of tests, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

type Event<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>
type Text = { kind: 'text'; stream: 'stdout' | 'stderr'; cell: number; text: string }
type Entry = SessionEvent | Text

const require = createRequire(import.meta.url)

/** What a cell did, in order. */
export class Ran {
  constructor(
    readonly cell: number,
    private readonly entries: Entry[],
  ) {}

  get all(): Entry[] {
    return this.entries.filter((entry) => entry.cell === this.cell)
  }

  of<K extends SessionEvent['kind']>(kind: K): Event<K>[] {
    return this.all.filter((entry): entry is Event<K> => entry.kind === kind)
  }

  text(stream: 'stdout' | 'stderr'): string {
    return this.all.map((e) => (e.kind === 'text' && e.stream === stream ? e.text : '')).join('')
  }

  get stdout(): string {
    return this.text('stdout')
  }

  get done(): Event<'done'> {
    const [done, ...more] = this.of('done')
    if (!done || more.length > 0) throw new Error(`a cell ends once, this one ${more.length + (done ? 1 : 0)} times`)
    return done
  }

  /** The text/plain of the result. */
  get result(): unknown {
    return this.of('result')[0]?.data['text/plain']
  }

  get error(): { ename: string; evalue: string; traceback: string } {
    const errors = this.of('error')
    if (errors.length !== 1)
      throw new Error(`one error was expected, got ${errors.length}: ${JSON.stringify(this.all)}`)
    const { ename, evalue, traceback } = errors[0]!.error
    return { ename, evalue, traceback: stripVTControlCharacters(traceback.join('\n')) }
  }
}

/** The session room over a stand-in for the wire, with the real language room in front of it, all in this process. */
export class Harness {
  readonly entries: Entry[] = []
  readonly language: LanguageRoom
  /** Answers to questions, in order; a function is called instead. */
  answers: (string | (() => StdinAnswer))[] = []
  allowStdin = true
  /** Called when a cell begins to run. */
  onStart: ((cell: number) => void) | undefined
  /** The cell that the newest interrupt is for, as the channel has it. */
  readonly mark = new Int32Array(new SharedArrayBuffer(4))
  private readonly session: { close(): void }
  private listener: (request: SessionRequest) => void = () => {}
  private serial = 0
  private count = 0
  private waiting = new Map<number, () => void>()

  constructor() {
    this.language = new LanguageRoom(
      createWorld({
        root: join(import.meta.dirname, 'stub'),
        libDir: dirname(require.resolve('typescript')),
        nodeTypes: dirname(require.resolve('@types/node/package.json')),
        runtime: join(import.meta.dirname, 'stub/index.d.ts'),
      }),
    )
    const answer = (id: number): StdinAnswer => {
      const next = this.answers.shift() ?? ''
      return typeof next === 'string' ? { id, ok: true, value: next } : next()
    }
    this.session = openSession({
      outlet: {
        text: (stream, cell, text) => void this.entries.push({ kind: 'text', stream, cell, text }),
        event: (event) => {
          this.entries.push(structuredClone(event))
          if (event.kind === 'done') this.waiting.get(event.cell)?.()
        },
        onRequest: (listener) => {
          this.listener = listener
        },
        interrupted: (cell) => {
          this.onStart?.(cell)
          return Atomics.load(this.mark, 0) === cell
        },
      },
      answers: { wait: answer, next: async (id) => answer(id) },
      runtime: () => runtime,
    })
  }

  /** Runs a cell as the wire does: convert, execute, commit. */
  async run(code: string, options: { silent?: boolean; expressions?: Record<string, string> } = {}): Promise<Ran> {
    const cell = ++this.serial
    const converted = this.language.convert({ cell, code })
    if (converted.status === 'error') throw new Error(`${converted.ename}: ${converted.evalue} in\n${code}`)
    const ran = await this.execute(cell, code, converted, options)
    const { defined, forgets, cwd } = ran.done
    this.language.commit({ cell, defined, ...(forgets && { forgets }), ...(cwd && { cwd }) })
    if (!options.expressions) return ran
    const nothing: ConvertedCell = { status: 'ok', js: '', async: false, declares: [], modules: [] }
    const expressions = Object.entries(options.expressions).map(
      ([name, text]) => [name, this.language.convert({ cell: ++this.serial, code: text })] as const,
    )
    return this.execute(++this.serial, '', nothing, { silent: true, userExpressions: Object.fromEntries(expressions) })
  }

  private async execute(
    cell: number,
    code: string,
    converted: ConvertedCell,
    options: Partial<Extract<SessionRequest, { op: 'execute' }>>,
  ) {
    const done = new Promise<void>((resolve) => this.waiting.set(cell, resolve))
    const { allowStdin } = this
    const executionCount = ++this.count
    this.listener({
      op: 'execute',
      cell,
      executionCount,
      code,
      converted,
      silent: false,
      storeHistory: true,
      allowStdin,
      userExpressions: {},
      ...options,
    })
    await done
    return new Ran(cell, this.entries)
  }

  /** A message of the front end to a comm. */
  async comm(
    kind: 'open' | 'msg' | 'close',
    content: Record<string, unknown>,
    buffers: Uint8Array[] = [],
  ): Promise<Ran> {
    const cell = ++this.serial
    const done = new Promise<void>((resolve) => this.waiting.set(cell, resolve))
    this.listener({ op: 'comm', cell, kind, content, metadata: {}, buffers })
    await done
    return new Ran(cell, this.entries)
  }

  close(): void {
    this.session.close()
  }
}
