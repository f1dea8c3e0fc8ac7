import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import {
  AnswerWriter,
  type ChannelEnd,
  createChannel,
  Reader,
  type Receiver,
  Writer,
} from '../../../kernel/channel/index.js'
import { word } from '../../../kernel/channel/layout.js'
import type { SessionEvent } from '../../../kernel/rooms.js'

let code = ''
beforeAll(async () => {
  const entry = join(import.meta.dirname, 'session_thread.ts')
  const built = await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'cjs', write: false })
  code = built.outputFiles[0]!.text
})

/** Runs a script in its thread and reads until its closing event. */
async function read(name: string, bytes?: number, react: (event: SessionEvent, send: AnswerWriter) => void = () => {}) {
  const { session, wire } = createChannel(bytes)
  const reader = new Reader(wire)
  const send = new AnswerWriter(wire)
  const got: { stream: string; cell: number; text: string }[] = []
  const events: SessionEvent[] = []
  const worker = new Worker(code, {
    eval: true,
    workerData: { end: session, name },
    transferList: [session.port, session.answers],
  })
  await new Promise<void>((resolve, reject) => {
    worker.on('error', reject)
    const receiver: Receiver = {
      text: (stream, cell, text) => got.push({ stream, cell, text }) > 0,
      event: (event) => {
        if (event.kind === 'clear_output') resolve()
        else {
          events.push(event)
          got.push({ stream: 'event', cell: event.cell, text: '' })
        }
        react(event, send)
        return true
      },
    }
    reader.onArrival(() => reader.drain(receiver))
    reader.drain(receiver)
  })
  reader.close()
  send.close()
  await worker.terminate()
  return { got, events }
}
const close = (session: ChannelEnd, reader: Reader) => {
  reader.close()
  session.port.close()
  session.answers.close()
}
const text = (got: { text: string }[]) => got.map((record) => record.text).join('')
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

describe('the ring', () => {
  test.each([1 << 20, 4096, 256])(
    '%i bytes: 2e5 lines complete and in order, the writer waits for room',
    async (bytes) => {
      const { got } = await read('lines', bytes)
      expect(text(got)).toBe(
        numbers(2e5)
          .map((i) => `line ${i}\n`)
          .join(''),
      )
      expect(new Set(got.map(({ cell }) => cell))).toEqual(new Set([7]))
    },
  )

  test.each([1 << 20, 1024])('%i bytes: text and events keep their one order', async (bytes) => {
    const { got, events } = await read('mixture', bytes)
    expect(events.map((event) => event.kind === 'display' && event.data.n)).toEqual(numbers(20_000))
    const order = got.map(({ stream, text, cell }) => (stream === 'event' ? 'event' : `${stream} ${cell} ${text}`))
    expect(order).toEqual(numbers(20_000).flatMap((i) => [`${i % 3 ? 'stdout' : 'stderr'} ${i} ${i}`, 'event']))
  })

  test.each([1 << 20, 1024])('%i bytes: long strings, pairs never cut, lone surrogates replaced', async (bytes) => {
    const { got } = await read('long', bytes)
    const expected = `${'é'.repeat(3e6)}a${'😀'.repeat(100_000)}lone \ufffd surrogate`
    const digest = (all: string) => createHash('sha256').update(all).digest('hex')
    expect(digest(text(got))).toBe(digest(expected))
  })

  test('an event that cannot be cloned throws in the session, and the channel goes on', async () => {
    const { got, events } = await read('unclonable')
    expect(text(got)).toBe('DataCloneError')
    expect(events).toMatchObject([{ data: { n: 'next' } }])
  })

  test('a blocked thread gets its answers, however long', async () => {
    const { got } = await read('ask', undefined, (event, send) => {
      if (event.kind === 'stdin' && event.id === 1) send.post({ id: 1, ok: true, value: 'x'.repeat(5e6) })
      else if (event.kind === 'stdin') send.post({ id: 2, ok: false, ename: 'KeyboardInterrupt', evalue: '' })
    })
    expect(text(got)).toContain(`{"id":1,"ok":true,"value":"${'x'.repeat(20)}`)
    expect(text(got)).toContain('{"id":2,"ok":false,"ename":"KeyboardInterrupt","evalue":""}')
  })

  test('its counters wrap around 2³²', () => {
    const { session, wire } = createChannel(256)
    const header = new Int32Array(session.memory, 0, 16)
    for (const at of [word.head, word.tail]) Atomics.store(header, at, (2 ** 32 - 64) | 0)
    const writer = new Writer(session)
    const reader = new Reader(wire)
    const got: { text: string }[] = []
    const receiver = { text: (_s: string, _c: number, text: string) => got.push({ text }) > 0, event: () => true }
    for (let i = 0; i < 100; i++) {
      writer.text('stdout', 1, `${i} `)
      if (i % 5 === 0) reader.drain(receiver)
    }
    reader.drain(receiver)
    expect(text(got)).toBe(`${numbers(100).join(' ')} `)
    expect(Atomics.load(header, word.head)).toBeGreaterThan(0)
    close(session, reader)
  })
})

describe('an interrupt cuts a call anywhere', () => {
  const pair = () => {
    const { session, wire } = createChannel(1024)
    const got: string[] = []
    const receiver: Receiver = {
      text: (_stream, _cell, text) => got.push(text) > 0,
      event: (event) => got.push(event.kind) > 0,
    }
    return { session, writer: new Writer(session), reader: new Reader(wire), receiver, got }
  }
  const event: SessionEvent = { cell: 1, kind: 'clear_output', wait: true }
  /** Calls `act` while the first use of a function throws, as if the thread were stopped there. */
  const cut = (holder: object, name: string, act: () => void) => {
    const spy = vi.spyOn(holder as Record<string, () => void>, name).mockImplementationOnce(() => {
      throw new Error('interrupted')
    })
    expect(act).toThrow('interrupted')
    spy.mockRestore()
  }

  test('a message without its ticket is skipped', () => {
    const { session, writer, reader, receiver, got } = pair()
    cut(Buffer.prototype, 'writeInt32LE', () => writer.event({ ...event, kind: 'clear_output', cell: 99 }))
    writer.text('stdout', 1, 'between')
    writer.event(event)
    reader.drain(receiver)
    expect(got).toEqual(['between', 'clear_output'])
    close(session, reader)
  })

  test('a record that was cut before it showed spoils nothing', () => {
    const { session, writer, reader, receiver, got } = pair()
    for (const name of ['writeInt32LE', 'write'] as const) {
      cut(Buffer.prototype, name, () => writer.text('stdout', 1, `cut in ${name}`))
    }
    writer.text('stdout', 1, 'next')
    reader.drain(receiver)
    expect(got).toEqual(['next'])
    close(session, reader)
  })

  test('a record that was cut just before it showed comes with the next', () => {
    const { session, writer, reader, receiver, got } = pair()
    cut(Atomics, 'store', () => writer.text('stdout', 1, 'late'))
    reader.drain(receiver)
    expect(got).toEqual([])
    writer.text('stdout', 1, 'next')
    reader.drain(receiver)
    expect(got).toEqual(['late', 'next'])
    close(session, reader)
  })

  test('a wake-up that was cut before its flag is posted again', () => {
    const { session, writer, reader, receiver } = pair()
    const header = new Int32Array(session.memory, 0, 16)
    reader.drain(receiver)
    const sleep = Atomics.load(header, word.asleep)
    expect(sleep).toBeGreaterThan(0)
    cut(Atomics, 'compareExchange', () => writer.text('stdout', 1, 'a'))
    expect(Atomics.load(header, word.asleep)).toBe(sleep)
    writer.text('stdout', 1, 'b')
    expect(Atomics.load(header, word.asleep)).toBe(0)
    reader.drain(receiver)
    expect(Atomics.load(header, word.asleep)).toBe(sleep + 1)
    close(session, reader)
  })
})

test('a session is not held by a wire that has gone', () => {
  const { session, wire } = createChannel(256)
  const reader = new Reader(wire)
  const writer = new Writer(session)
  reader.close()
  for (let i = 0; i < 1000; i++) writer.text('stdout', 1, 'nobody reads this')
  close(session, reader)
})

test('a ring of another size is refused', () => {
  expect(() => createChannel(1000)).toThrow(RangeError)
})
