import { AnswerReader, createChannel, Writer } from '../../../kernel/channel/index.js'
import type { ConvertedCell, Language, RejectedCell, SessionEvent, SessionRequest } from '../../../kernel/rooms.js'
import { parseConnection } from '../../../kernel/wire/connection.js'
import { Wire } from '../../../kernel/wire/wire.js'
import { Client, freeConnection } from '../protocol/client.js'

/** The wire between a client and two rooms that do as the test says. */
export interface Rig {
  client: Client
  wire: Wire
  language: Required<LanguageStub>
  /** What the session was asked, in order. */
  asked: SessionRequest[]
  commits: { cell: number; defined: 'all' | string[] }[]
  writer: Writer
  answers: AnswerReader
  logged: string[]
  /** The main thread was to be stopped. */
  interrupts: { count: number }
  exited: Promise<void>
  close(): Promise<void>
}

export type LanguageStub = Partial<Language>
export type Execute = Extract<SessionRequest, { op: 'execute' }>
/** What a cell does; its end is written when it returns, unless it returns false. */
export type CellStub = (request: Execute, rig: Rig) => unknown

export const converted = (js: string): ConvertedCell => ({ status: 'ok', js, async: false, declares: [], modules: [] })

export const rejected: RejectedCell = {
  status: 'error',
  ename: 'TypeScriptError',
  evalue: "TS2322: Type 'string' is not assignable to type 'number'.",
  diagnostics: [
    {
      code: 2322,
      message: "Type 'string' is not assignable to type 'number'.",
      start: { line: 1, column: 7 },
      end: { line: 1, column: 8 },
      category: 'error',
    },
  ],
}

export function done(cell: number, more: Partial<Extract<SessionEvent, { kind: 'done' }>> = {}): SessionEvent {
  return { cell, kind: 'done', status: 'ok', defined: 'all', payload: [], userExpressions: {}, ...more }
}

/** @param cell by default a cell ends at once; it fails when its code is `fail`. */
export async function createRig(cell: CellStub = () => {}, language: LanguageStub = {}): Promise<Rig> {
  const connection = await freeConnection()
  const channel = createChannel()
  const logged: string[] = []
  let exit: () => void = () => {}
  const exited = new Promise<void>((resolve) => {
    exit = resolve
  })
  const commits: Rig['commits'] = []
  const asked: SessionRequest[] = []
  const stub: Required<LanguageStub> = {
    convert: async ({ code }) => (code === 'reject' ? rejected : converted(code)),
    commit: async (request) => void commits.push(request),
    complete: async () => ({ matches: [], start: 0, end: 0, types: [] }),
    inspect: async () => ({ found: false, data: {} }),
    isComplete: async () => ({ status: 'complete' }),
    transpile: async ({ code }) => ({ js: code, expression: true }),
    executableLines: async () => [],
    ...language,
  }
  const interrupts = { count: 0 }
  const wire = new Wire({
    connection: parseConnection(JSON.stringify(connection)),
    channel: channel.wire,
    language: stub,
    log: (level, text) => logged.push(`${level}: ${text}`),
    exit: () => exit(),
    interruptMain: () => {
      interrupts.count++
    },
  })
  const writer = new Writer(channel.session)
  const answers = new AnswerReader(channel.session)
  const serving = wire.serve()
  const client = await Client.connect(connection)
  const rig: Rig = {
    client,
    wire,
    language: stub,
    asked,
    commits,
    writer,
    answers,
    logged,
    interrupts,
    exited,
    async close() {
      try {
        await client.finish()
      } finally {
        await wire.close()
        await serving
      }
    },
  }
  writer.onRequest((request) => {
    asked.push(request)
    if (request.op === 'execute') void runStub(request, cell, rig)
    if (request.op === 'comm') writer.event(done(request.cell))
  })
  return rig
}

async function runStub(request: Execute, stub: CellStub, rig: Rig): Promise<void> {
  const { cell, code } = request
  if (code === 'fail') {
    const error = { ename: 'Error', evalue: 'it failed', traceback: ['Error: it failed'] }
    rig.writer.event({ cell, kind: 'error', error })
    rig.writer.event(done(cell, { status: 'error', error, defined: [] }))
    return
  }
  if ((await stub(request, rig)) !== false) rig.writer.event(done(cell))
}
