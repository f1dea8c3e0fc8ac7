import { parentPort, workerData } from 'node:worker_threads'
import { AnswerReader, type ChannelEnd, Writer } from '../../../kernel/channel/index.js'
import type { SessionEvent } from '../../../kernel/rooms.js'

/** The session's side in a thread of its own: a full ring blocks it, and not the reader. */
const { end, name } = workerData as { end: ChannelEnd; name: string }
const writer = new Writer(end)
const display = (n: unknown): SessionEvent => ({ cell: 1, kind: 'display', data: { n }, metadata: {} })

const scripts: Record<string, () => void> = {
  lines() {
    for (let i = 0; i < 2e5; i++) writer.text('stdout', 7, `line ${i}\n`)
  },
  mixture() {
    for (let i = 0; i < 20_000; i++) {
      writer.text(i % 3 ? 'stdout' : 'stderr', i, `${i}`)
      writer.event(display(i))
    }
  },
  long() {
    writer.text('stdout', 1, 'é'.repeat(3e6))
    writer.text('stdout', 1, `a${'😀'.repeat(100_000)}`)
    writer.text('stdout', 1, 'lone \ud800 surrogate')
    writer.text('stdout', 1, '')
  },
  unclonable() {
    try {
      writer.event(display(() => {}))
    } catch (error) {
      writer.text('stderr', 1, (error as Error).name)
    }
    writer.event(display('next'))
  },
  ask() {
    const answers = new AnswerReader(end)
    for (const id of [1, 2]) {
      writer.event({ cell: 1, kind: 'stdin', id, prompt: '', password: false })
      writer.text('stdout', 1, JSON.stringify(answers.wait(id)).slice(0, 60))
    }
  },
}
scripts[name]!()
writer.event({ cell: 1, kind: 'clear_output', wait: false })
parentPort?.postMessage('written')
