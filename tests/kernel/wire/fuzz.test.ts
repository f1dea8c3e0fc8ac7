import { afterEach, expect, test } from 'vitest'
import { HANDLERS } from '../../../kernel/wire/requests/index.js'
import { createRig, type Rig } from './rig.js'

let rig: Rig
afterEach(async () => {
  rig.client.close()
  await rig.wire.close()
})

/** Mulberry32: the same messages every time. */
function generator(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T, next }
}

const TYPES = [...HANDLERS.keys()].filter((type) => type !== 'shutdown_request' && type !== 'interrupt_request')
const FIELDS = ['code', 'cursor_pos', 'detail_level', 'silent', 'store_history', 'user_expressions', 'allow_stdin']
const MORE = ['stop_on_error', 'hist_access_type', 'session', 'start', 'stop', 'n', 'pattern', 'unique', 'output']
const COMM = ['comm_id', 'target_name', 'data', 'seq', 'command', 'restart', '__proto__', 'constructor']
const VALUES = [
  null,
  true,
  false,
  0,
  -1,
  3,
  1e308,
  0.5,
  '',
  'x',
  'fail',
  'reject',
  'y?',
  '%',
  '*'.repeat(50),
  '[',
  '\ud800',
  '\u0000',
  [],
  {},
]
const NESTED = [
  [[[]]],
  { a: { b: [1] } },
  ['x', 1],
  'range',
  'search',
  'tail',
  '😀'.repeat(1000),
  Number.MAX_SAFE_INTEGER,
  -0,
]

test('3000 messages of strange contents: all answered, none an inner error, the wire lives', async () => {
  rig = await createRig()
  const { client, logged } = rig
  const { pick, next } = generator(20260101)
  const requests = []
  for (let i = 0; i < 3000; i++) {
    const content: Record<string, unknown> = {}
    for (let fields = 0; fields < 6; fields++) {
      Object.defineProperty(content, pick([...FIELDS, ...MORE, ...COMM]), {
        value: pick<unknown>([...VALUES, ...NESTED]),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
    if (next() < 0.5) content.code = pick(['x', 'fail', 'reject', '', 'z??'])
    requests.push(client.send(pick(TYPES), content, { channel: pick(['shell', 'control']) }))
  }
  for (const request of requests) {
    await request.busy()
    for (;;) {
      const message = await request.outputs.take(`idle of ${request.type}`)
      if (message.header.msg_type === 'status') break
    }
    if (!request.type.startsWith('comm_') || request.type === 'comm_info_request') await request.reply()
  }
  expect((await client.run('1')).reply.status).toBe('ok')
  expect(logged.filter((line) => line.startsWith('error'))).toEqual([])
}, 60_000)

test('2000 messages with broken frames: nothing but log lines, the wire lives', async () => {
  rig = await createRig()
  const { client, logged } = rig
  const { pick, next } = generator(7)
  const good: string[] = []
  for (let i = 0; i < 2000; i++) {
    const header = { msg_id: `m${i}`, msg_type: 'kernel_info_request', session: 's', username: '', version: '5.4' }
    const frames = client.frames(header, {}).map((frame) => Buffer.from(frame))
    const signed = frames.map(String)
    const at = Math.floor(next() * frames.length)
    const damage = pick(['drop', 'cut', 'flip', 'swap', 'empty', 'double'])
    if (damage === 'drop') frames.splice(at, 1)
    else if (damage === 'cut') frames.splice(at)
    else if (damage === 'empty') frames[at] = frames[at]!.length > 2 ? Buffer.alloc(0) : Buffer.from('[]')
    else if (damage === 'double') frames.splice(at, 0, Buffer.from('{"a":1}'))
    else if (damage === 'swap') frames[at] = Buffer.from(`${frames[at]} `)
    else frames[at]![Math.floor(next() * frames[at]!.length)]! ^= 1 << Math.floor(next() * 7)
    if (frames.length > 0) client.sendFrames(frames)
    // Frames in front are identities and frames behind are buffers: with those the message is a good one.
    const sent = frames.map(String)
    const from = sent.indexOf(signed[0]!)
    if (signed.every((frame, i) => sent[from + i] === frame)) good.push(header.msg_id)
  }
  expect((await client.run('1')).reply.status).toBe('ok')
  expect(logged.filter((line) => line.startsWith('error'))).toEqual([])
  const answered = client.strays.left.filter(({ content }) => content.execution_state === 'idle')
  expect(answered.map(({ parent }) => parent.msg_id)).toEqual(good)
}, 60_000)
