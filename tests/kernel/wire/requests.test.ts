import { afterEach, describe, expect, test } from 'vitest'
import packageJson from '../../../package.json' with { type: 'json' }
import { createRig, type LanguageStub, type Rig } from './rig.js'

let rig: Rig
const start = async (language?: LanguageStub) => {
  rig = await createRig(undefined, language)
  return rig
}
afterEach(() => rig.close())

describe('kernel_info_request', () => {
  test.each(['shell', 'control'] as const)('on %s: every field of protocol 5.5', async (channel) => {
    const { client } = await start()
    const info = await client.send('kernel_info_request', {}, { channel }).answered()
    expect(info).toMatchObject({
      status: 'ok',
      protocol_version: '5.5',
      implementation: 'tsgrad',
      implementation_version: packageJson.version,
      language_info: {
        name: 'typescript',
        version: packageJson.dependencies.typescript,
        mimetype: 'application/typescript',
        file_extension: '.ts',
        pygments_lexer: 'typescript',
        codemirror_mode: 'typescript',
        nbconvert_exporter: 'script',
      },
      debugger: true,
      supported_features: ['debugger'],
    })
    expect(info.banner).toContain('tsgrad')
    for (const link of info.help_links) expect(link).toEqual({ text: expect.any(String), url: expect.any(String) })
  })
})

describe('complete_request', () => {
  test('tslab defect 9: the cursor counts code points, on the way in and out', async () => {
    const asked: unknown[] = []
    const { client } = await start({
      complete: async (request) => {
        asked.push(request)
        return { matches: ['abc'], start: 5, end: 7, types: [{ text: 'abc', type: 'const' }] }
      },
    })
    const code = "'😀';ab"
    const reply = await client.send('complete_request', { code, cursor_pos: 6 }).answered()
    expect(asked).toEqual([{ code, cursor: 7 }])
    expect(reply).toEqual({
      status: 'ok',
      matches: ['abc'],
      cursor_start: 4,
      cursor_end: 6,
      metadata: { _jupyter_types_experimental: [{ start: 4, end: 6, text: 'abc', type: 'const' }] },
    })
  })
})

test('inspect_request', async () => {
  const asked: unknown[] = []
  const { client } = await start({
    inspect: async (request) => {
      asked.push(request)
      return { found: true, data: { 'text/plain': 'doc' } }
    },
  })
  const reply = await client.send('inspect_request', { code: '😀x', cursor_pos: 2, detail_level: 1 }).answered()
  expect(asked).toEqual([{ code: '😀x', cursor: 3, detail: 1 }])
  expect(reply).toEqual({ status: 'ok', found: true, data: { 'text/plain': 'doc' }, metadata: {} })
})

test('is_complete_request', async () => {
  const { client } = await start({
    isComplete: async ({ code }) => (code === '{' ? { status: 'incomplete', indent: '  ' } : { status: 'invalid' }),
  })
  const ask = async (code: string) => client.send('is_complete_request', { code }).answered()
  expect(await ask('{')).toEqual({ status: 'incomplete', indent: '  ' })
  expect(await ask('}')).toEqual({ status: 'invalid' })
  expect(await ask('Math.max??')).toEqual({ status: 'complete' })
})

test('history_request: tail, range and search of what was stored', async () => {
  const { client } = await start()
  for (const code of ['a', 'b', 'a', '%time c']) await client.run(code)
  await client.run('unstored', { store_history: false })
  const ask = async (request: object) => {
    const { history } = await client.send('history_request', { output: false, raw: true, ...request }).answered()
    return history
  }
  expect(await ask({ hist_access_type: 'tail', n: 2 })).toEqual([
    [1, 3, 'a'],
    [1, 4, '%time c'],
  ])
  expect(await ask({ hist_access_type: 'tail', n: 1, output: true })).toEqual([[1, 4, ['%time c', null]]])
  for (const session of [0, 1]) {
    expect(await ask({ hist_access_type: 'range', session, start: 2, stop: 3 })).toEqual([[1, 2, 'b']])
  }
  expect(await ask({ hist_access_type: 'range', session: 2, start: 1 })).toEqual([])
  expect(await ask({ hist_access_type: 'search', pattern: '*a*', n: null })).toEqual([
    [1, 1, 'a'],
    [1, 3, 'a'],
  ])
  expect(await ask({ hist_access_type: 'search', pattern: 'a', unique: true })).toEqual([[1, 3, 'a']])
  const bad = await client.send('history_request', { hist_access_type: 'all' }).answered()
  expect(bad).toMatchObject({ status: 'error', evalue: 'hist_access_type must be tail, range or search, not "all"' })
})

test('history keeps the text of results', async () => {
  rig = await createRig(({ cell }, { writer }) =>
    writer.event({ cell, kind: 'result', data: { 'text/plain': '42' }, metadata: {} }),
  )
  await rig.client.run('6 * 7')
  const { history } = await rig.client.send('history_request', { hist_access_type: 'tail', output: true }).answered()
  expect(history).toEqual([[1, 1, ['6 * 7', '42']]])
})

describe('comms', () => {
  test('both ways, with buffers, and listed by comm_info', async () => {
    rig = await createRig(({ cell }, { writer }) => {
      const content = { comm_id: 'mine', target_name: 't', data: { a: 1 } }
      const buffers = [new Uint8Array([1, 2])]
      writer.event({ cell, kind: 'comm', message: 'comm_open', content, metadata: { m: 1 }, buffers })
    })
    const { client, asked } = rig
    const { outputs } = await client.run('open')
    expect(outputs).toHaveLength(1)
    expect(outputs[0]!.header.msg_type).toBe('comm_open')
    expect(outputs[0]!.content).toEqual({ comm_id: 'mine', target_name: 't', data: { a: 1 } })
    expect(outputs[0]!.metadata).toEqual({ m: 1 })
    expect(outputs[0]!.buffers).toEqual([Buffer.from([1, 2])])

    const theirs = { comm_id: 'theirs', target_name: 'u', data: {} }
    const opened = client.send('comm_open', theirs, { buffers: [Buffer.from('xyz')] })
    await opened.busy()
    await opened.idle()
    expect(asked.at(-1)).toMatchObject({ op: 'comm', cell: 2, kind: 'open', content: theirs })
    expect(Buffer.from((asked.at(-1) as { buffers: Uint8Array[] }).buffers[0]!).toString()).toBe('xyz')

    const info = async (content = {}) => (await client.send('comm_info_request', content).answered()).comms
    expect(await info()).toEqual({ mine: { target_name: 't' }, theirs: { target_name: 'u' } })
    expect(await info({ target_name: 'u' })).toEqual({ theirs: { target_name: 'u' } })
    const closed = client.send('comm_close', { comm_id: 'theirs', data: {} })
    await closed.busy()
    await closed.idle()
    expect(await info()).toEqual({ mine: { target_name: 't' } })
  })
})

test('connect_request', async () => {
  const { client } = await start()
  const { shell_port, iopub_port, stdin_port, hb_port, control_port } = client.connection
  const reply = await client.send('connect_request').answered()
  expect(reply).toEqual({ status: 'ok', shell_port, iopub_port, stdin_port, hb_port, control_port })
})

test('debug_request: what is unknown is refused in the form of the Debug Adapter Protocol', async () => {
  const { client } = await start()
  const request = { type: 'request', seq: 7, command: 'nonsense', arguments: {} }
  const reply = await client.send('debug_request', request, { channel: 'control' }).answered()
  expect(reply).toMatchObject({ type: 'response', request_seq: 7, success: false, command: 'nonsense' })
})

test('debug_request: a command that is no string is refused in the same form', async () => {
  const { client, logged } = await start()
  const request = { type: 'request', seq: 8, command: { toString: null }, arguments: {} }
  const reply = await client.send('debug_request', request, { channel: 'control' }).answered()
  expect(reply).toMatchObject({ type: 'response', request_seq: 8, success: false, command: '{"toString":null}' })
  expect(logged.filter((line) => line.startsWith('error'))).toEqual([])
})

test('the heartbeat echoes', async () => {
  const { client } = await start()
  expect(await client.heartbeat('ping')).toBe('ping')
})

describe('tslab defect 2: while a cell runs', () => {
  test('everything but code is answered, each with its own reply type', async () => {
    let end = () => {}
    rig = await createRig(() => new Promise<void>((resolve) => (end = resolve)))
    const { client } = rig
    const cell = client.execute('long')
    await cell.busy()
    await cell.output('execute_input')
    for (const type of ['kernel_info', 'comm_info', 'complete', 'inspect', 'is_complete', 'history', 'connect']) {
      const reply = await client.send(`${type}_request`, { code: 'x', cursor_pos: 1 }).answered()
      expect(reply.status).toBe(type === 'is_complete' ? 'complete' : 'ok')
    }
    end()
    await cell.reply()
    await cell.idle()
  })
})

describe('bad messages are skipped with a log line', () => {
  test('unknown types, bad frames, bad signatures, replays', async () => {
    const { client, logged } = await start()
    const header = { msg_id: 'again', msg_type: 'kernel_info_request', session: 's', username: '', version: '5.4' }
    const good = client.frames({ ...header, msg_id: 'once' }, {})
    const [delimiter, signature, ...parts] = good as string[]
    client.send('nonsense_request')
    client.sendFrames(['no', 'delimiter'])
    client.sendFrames([delimiter!])
    client.sendFrames([delimiter!, signature!, ...parts.slice(0, 2)])
    client.sendFrames([delimiter!, 'f00', ...parts])
    client.sendFrames([delimiter!, signature!.replace(/^./, (digit) => (digit === '0' ? '1' : '0')), ...parts])
    client.sendFrames([delimiter!, '', ...parts])
    client.sendFrames(client.frames({ ...header, msg_type: 3 }, {}))
    client.sendFrames(client.frames([] as unknown as object, {}))
    client.sendFrames(client.frames(header, 'content' as unknown as object))
    const request = client.send('kernel_info_request')
    await request.answered()
    client.sendFrames(good)
    const stray = async () => (await client.strays.take('of the good frames')).header.msg_type
    expect([await stray(), await stray(), await stray()].sort()).toEqual(['kernel_info_reply', 'status', 'status'])
    client.sendFrames(good)
    await client.send('kernel_info_request').answered()
    expect(logged.filter((line) => line.startsWith('warn'))).toEqual([
      'warn: shell: a message of the unknown type "nonsense_request" was skipped',
      expect.stringContaining('no <IDS|MSG>'),
      expect.stringContaining('0 frames behind'),
      expect.stringContaining('3 frames behind'),
      expect.stringContaining('bad signature'),
      expect.stringContaining('bad signature'),
      expect.stringContaining('bad signature'),
      expect.stringContaining('the header has no msg_type'),
      expect.stringContaining('the header is no object'),
      expect.stringContaining('the content is no object'),
      expect.stringContaining('replayed'),
    ])
  })

  test('a content that is not what the protocol says is answered with an error', async () => {
    const { client } = await start()
    expect(await client.send('execute_request', {}).answered()).toMatchObject({
      status: 'error',
      ename: 'ContentError',
      evalue: 'code must be a string, not undefined',
      execution_count: 0,
    })
    expect(await client.send('complete_request', { code: 'a', cursor_pos: 'b' }).answered()).toMatchObject({
      status: 'error',
      evalue: 'cursor_pos must be an integer, not "b"',
    })
    const input = client.send('input_reply', { value: 'x' }, { channel: 'stdin' })
    await client.send('kernel_info_request').answered()
    expect(input.left).toEqual([])
  })

  test('what cannot be written as JSON is said on the stderr of its cell', async () => {
    rig = await createRig(({ cell }, { writer }) =>
      writer.event({ cell, kind: 'display', data: { 'application/json': 1n }, metadata: {} }),
    )
    const { reply, outputs } = await rig.client.run('display')
    expect(reply.status).toBe('ok')
    expect(outputs.map(({ content }) => content.name)).toEqual(['stderr'])
    expect(outputs[0]!.content.text).toContain('BigInt')
  })
})
