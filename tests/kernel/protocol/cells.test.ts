import { describe, expect, test, vi } from 'vitest'
import type { Content } from './client.js'
import { oneKernel } from './one_kernel.js'

// Processes start and cells run: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const { client } = await oneKernel()

/** Outputs as `type: what matters`; text of one stream that came in pieces, as one. */
const run = async (code: string, options: Content = {}) => {
  const { reply, outputs } = await client.run(code, options)
  const seen: string[] = []
  let stream: string | undefined
  for (const { header, content } of outputs) {
    const text = content.text ?? content.data?.['text/plain'] ?? content.evalue ?? JSON.stringify(content)
    if (content.name !== undefined && content.name === stream) seen[seen.length - 1] += text
    else seen.push(`${content.name ?? header.msg_type}: ${text}`)
    stream = content.name
  }
  return { reply, seen, outputs }
}

test('1 + 1', async () => {
  const cell = client.execute('1 + 1')
  await cell.busy()
  const { execution_count } = await cell.output('execute_input')
  const result = await cell.output('execute_result')
  expect(result).toEqual({ execution_count, data: { 'text/plain': '2' }, metadata: {} })
  expect(await cell.reply()).toEqual({ status: 'ok', execution_count, payload: [], user_expressions: {} })
  await cell.idle()
})

describe('tslab defect 1: nothing is lost, nothing is reordered', () => {
  test('1e5 lines before idle, in few messages', async () => {
    const { reply, outputs } = await client.run('for (let i = 0; i < 1e5; i++) console.log("line", i)')
    expect(reply.status).toBe('ok')
    const text = outputs.map(({ content }) => content.text).join('')
    expect(text).toBe(Array.from({ length: 1e5 }, (_, i) => `line ${i}\n`).join(''))
    expect(outputs.length).toBeLessThan(200)
  })

  test('3000 displays, errors and lines in turn', async () => {
    const code = 'for (let i = 0; i < 1000; i++) { console.log("o" + i); display(i) }'
    const { seen } = await run(code)
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, i) => [`stdout: o${i}\n`, `display_data: ${i}`]).flat())
  })

  test('stdout and stderr keep their order', async () => {
    const { seen } = await run('for (let i = 1; i <= 20; i++) { console.log(i); console.error(-i) }')
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => [`stdout: ${i + 1}\n`, `stderr: ${-i - 1}\n`]).flat())
  })

  test('text shows while the cell still runs', async () => {
    const cell = client.execute('console.log("first"); { const t = Date.now(); while (Date.now() - t < 1000); }')
    await cell.busy()
    await cell.output('execute_input')
    const began = performance.now()
    expect(await cell.output('stream')).toEqual({ name: 'stdout', text: 'first\n' })
    expect(performance.now() - began).toBeLessThan(800)
    await cell.reply()
    await cell.idle()
  })
})

describe('tslab defect 2: messages as the protocol has them', () => {
  test('error: one message, the same in the reply, nothing on stderr', async () => {
    const { reply, outputs } = await client.run('throw new TypeError("boom")')
    expect(outputs).toHaveLength(1)
    expect(outputs[0]!.header.msg_type).toBe('error')
    expect(outputs[0]!.content).toMatchObject({ ename: 'TypeError', evalue: 'boom' })
    expect(reply).toMatchObject({ status: 'error', ...outputs[0]!.content })
    expect(reply.traceback.join('\n')).toContain('line 1')
  })

  test('a type error: nothing of the cell runs', async () => {
    const { reply, seen } = await run('console.log("ran"); const n: number = "a"')
    expect(reply).toMatchObject({ status: 'error', ename: 'TypeScriptError' })
    expect(seen).toEqual(["error: TS2322: Type 'string' is not assignable to type 'number'."])
  })

  test('silent and store_history', async () => {
    const before = (await run('0')).reply.execution_count
    expect((await run('1', { store_history: false })).reply.execution_count).toBe(before)
    const silent = client.execute('console.log("s"); 1', { silent: true })
    await silent.busy()
    expect((await silent.output('stream')).text).toBe('s\n')
    expect((await silent.reply()).execution_count).toBe(before)
    await silent.idle()
    expect((await run('2')).reply.execution_count).toBe(before + 1)
  })

  test('user_expressions see the names of their cell', async () => {
    const expressions = { sum: 'p + q', bad: 'p.q.r', worse: 'throwing()' }
    const { reply } = await run('const p = 1, q = 2; function throwing(): number { throw new RangeError("r") }', {
      user_expressions: expressions,
    })
    expect(reply.user_expressions).toMatchObject({
      sum: { status: 'ok', data: { 'text/plain': '3' }, metadata: {} },
      bad: { status: 'error', ename: 'TypeScriptError' },
      worse: { status: 'error', ename: 'RangeError', evalue: 'r' },
    })
    expect(Object.keys(reply.user_expressions)).toEqual(Object.keys(expressions))
  })

  test('stop_on_error aborts what was sent behind', async () => {
    const failing = client.execute('throw new Error("stop")')
    const behind = client.execute('1')
    await failing.busy()
    await failing.output('execute_input')
    await failing.output('error')
    const { execution_count } = await failing.reply()
    await failing.idle()
    expect(await behind.answered()).toEqual({ status: 'aborted', execution_count })
  })

  test('comm_info_request has its own reply', async () => {
    expect(await client.send('comm_info_request').answered()).toEqual({ status: 'ok', comms: {} })
  })
})

describe('tslab defect 3', () => {
  test('with stop_on_error=false nothing behind an error is skipped', async () => {
    const codes = ['throw 1', 'console.log("a")', 'nonsense', 'console.log("b")']
    const cells = codes.map((code) => client.execute(code, { stop_on_error: false }))
    const seen: string[] = []
    for (const cell of cells) {
      await cell.busy()
      await cell.output('execute_input')
      const { status } = await cell.reply()
      if (status === 'ok') seen.push((await cell.output('stream')).text)
      else seen.push((await cell.output('error')).ename)
      await cell.idle()
    }
    expect(seen).toEqual([expect.any(String), 'a\n', 'TypeScriptError', 'b\n'])
  })

  test('a cell right behind the reply to a failed one runs', async () => {
    for (let i = 0; i < 10; i++) {
      expect((await run('throw new Error("x")')).reply.status).toBe('error')
      expect((await run(`${i}`)).seen).toEqual([`execute_result: ${i}`])
    }
  })
})

describe('tslab defect 8: late output goes to its own cell', () => {
  test('a timer, a promise and an interval, while another cell runs', async () => {
    const late = client.execute(`
      setTimeout(() => console.log('timer'), 50)
      void (async () => { await new Promise(r => setTimeout(r, 100)); display('promise') })()
      let beats = 0; const pulse = setInterval(() => { console.error(beats); if (++beats === 2) clearInterval(pulse) }, 150)`)
    await late.busy()
    await late.output('execute_input')
    await late.reply()
    await late.idle()
    const other = client.execute('await new Promise(r => setTimeout(r, 500)); console.log("mine")')
    await other.busy()
    await other.output('execute_input')
    expect(await late.output('stream')).toEqual({ name: 'stdout', text: 'timer\n' })
    expect((await late.output('display_data')).data['text/plain']).toContain('promise')
    expect(await late.output('stream')).toEqual({ name: 'stderr', text: '0\n' })
    expect(await late.output('stream')).toEqual({ name: 'stderr', text: '1\n' })
    expect(await other.output('stream')).toEqual({ name: 'stdout', text: 'mine\n' })
    await other.reply()
    await other.idle()
  })

  test('an error after the end is reported under its cell, and the kernel lives', async () => {
    const late = client.execute('setTimeout(() => { throw new RangeError("late") }, 50); 0')
    await late.busy()
    await late.output('execute_input')
    await late.output('execute_result')
    await late.reply()
    await late.idle()
    const message = await late.outputs.take('the late error')
    expect(['error', 'stream']).toContain(message.header.msg_type)
    expect(JSON.stringify(message.content)).toContain('late')
    expect((await run('1')).seen).toEqual(['execute_result: 1'])
  })
})

describe('tslab defect 9', () => {
  test('process.exit ends the cell, not the kernel', async () => {
    const { reply, outputs } = await client.run('process.exit(3)')
    expect(reply).toMatchObject({ status: 'error', ename: 'SystemExit', evalue: '3' })
    expect(outputs).toHaveLength(1)
    expect((await run('1')).seen).toEqual(['execute_result: 1'])
  })

  test('prompt and input ask the client, and what was printed stands before', async () => {
    const cell = client.execute(
      'console.log("before"); const name = prompt("name? "); name + await input("more? ", {password: true})',
    )
    await cell.busy()
    await cell.output('execute_input')
    expect(await cell.question()).toEqual({ prompt: 'name? ', password: false })
    expect(await cell.output('stream')).toEqual({ name: 'stdout', text: 'before\n' })
    client.answer('Ada')
    expect(await cell.question()).toEqual({ prompt: 'more? ', password: true })
    client.answer('!')
    expect((await cell.output('execute_result')).data['text/plain']).toContain('Ada!')
    expect((await cell.reply()).status).toBe('ok')
    await cell.idle()
  })

  test('a client without stdin gets an error that names it', async () => {
    const { reply } = await client.run('prompt("x")', { allow_stdin: false })
    expect(reply.status).toBe('error')
    expect(`${reply.ename} ${reply.evalue}`).toMatch(/stdin/i)
  })

  test('completion counts code points: after an emoji', async () => {
    await run('const alphabet = { first: 1, second: 2 }')
    const code = "'😀😀'; alphabet.fi"
    const reply = await client.send('complete_request', { code, cursor_pos: [...code].length }).answered()
    expect(reply).toMatchObject({ status: 'ok', matches: ['first'] })
    expect([...code].slice(reply.cursor_start, reply.cursor_end).join('')).toBe('fi')
    expect(reply.metadata._jupyter_types_experimental).toMatchObject([{ text: 'first', type: expect.any(String) }])
  })

  test.each([
    ['const a = 1', 'complete'],
    ['function f() {', 'incomplete'],
    ['const s = "abc', 'invalid'],
    [')', 'invalid'],
    ['f?', 'complete'],
    ['%time 1', 'complete'],
  ])('is_complete %j: %s', async (code, status) => {
    const reply = await client.send('is_complete_request', { code }).answered()
    expect(reply.status).toBe(status)
    expect('indent' in reply).toBe(status === 'incomplete')
  })

  test('history has the cells as typed', async () => {
    await run('%time 40 + 2')
    const request = { hist_access_type: 'tail', n: 1, output: true, raw: true }
    const { history } = await client.send('history_request', request).answered()
    expect(history).toEqual([[1, expect.any(Number), ['%time 40 + 2', '42']]])
  })

  test('clear_output and update_display_data', async () => {
    const { outputs } = await client.run('const shown = display("one"); clearOutput(true); shown.update("two")')
    expect(outputs.map(({ header }) => header.msg_type)).toEqual([
      'display_data',
      'clear_output',
      'update_display_data',
    ])
    const [first, clear, second] = outputs.map(({ content }) => content)
    expect(clear).toEqual({ wait: true })
    expect(first!.transient.display_id).toBe(second!.transient.display_id)
  })

  test('UTF-8 that is written in pieces arrives whole', async () => {
    const { seen } = await run("for (const b of Buffer.from('漢字😀')) process.stdout.write(Buffer.from([b]))")
    expect(seen).toEqual(['stdout: 漢字😀'])
  })
})

describe('inspection', () => {
  test('inspect_request and pages', async () => {
    await run('/** Doubles. */ function twice(x: number): number { return 2 * x }')
    const reply = await client.send('inspect_request', { code: 'twice', cursor_pos: 3, detail_level: 0 }).answered()
    expect(reply).toMatchObject({ status: 'ok', found: true })
    expect(reply.data['text/plain']).toContain('twice(x: number): number')
    for (const [code, text] of [
      ['twice?', 'Doubles.'],
      ['twice??', 'return 2 * x'],
    ] as const) {
      const { reply, outputs } = await client.run(code)
      expect(outputs).toEqual([])
      expect(reply.payload).toMatchObject([{ source: 'page', start: 0 }])
      expect(reply.payload[0].data['text/plain']).toContain(text)
    }
  })
})

describe('comms', () => {
  test('opened by the front end: the handler answers, its output belongs to the message', async () => {
    const registered = await run(`Comm.registerTarget('echo', (comm, open) => {
      console.log('opened', (open.data as { n: number }).n)
      comm.onMsg(({ data, buffers }) => comm.send({ got: (data as { n: number }).n }, { buffers }))
    })`)
    expect(registered).toMatchObject({ reply: { status: 'ok' }, seen: [] })
    const comm_id = 'front-end-1'
    const open = client.send('comm_open', { comm_id, target_name: 'echo', data: { n: 1 } })
    await open.busy()
    expect((await open.output('stream')).text).toBe('opened 1\n')
    await open.idle()
    const message = client.send('comm_msg', { comm_id, data: { n: 2 } }, { buffers: [Buffer.from([1, 2, 3])] })
    await message.busy()
    const answer = await message.outputs.take('the answer')
    expect(answer.header.msg_type).toBe('comm_msg')
    expect(answer.content).toMatchObject({ comm_id, data: { got: 2 } })
    expect(answer.buffers).toEqual([Buffer.from([1, 2, 3])])
    await message.idle()
    expect((await client.send('comm_info_request').answered()).comms).toEqual({ [comm_id]: { target_name: 'echo' } })
    const close = client.send('comm_close', { comm_id, data: {} })
    await close.busy()
    await close.idle()
    expect((await client.send('comm_info_request').answered()).comms).toEqual({})
  })

  test('an unknown target is closed', async () => {
    const open = client.send('comm_open', { comm_id: 'front-end-2', target_name: 'nobody', data: {} })
    await open.busy()
    expect((await open.output('comm_close')).comm_id).toBe('front-end-2')
    await open.idle()
    expect((await client.send('comm_info_request').answered()).comms).toEqual({})
  })

  test('opened by a cell', async () => {
    const { outputs } = await client.run(
      "const mine = new Comm('theirs', { data: { a: 1 } }); mine.send({ b: 2 }); mine.close()",
    )
    expect(outputs.map(({ header }) => header.msg_type)).toEqual(['comm_open', 'comm_msg', 'comm_close'])
    expect(outputs[0]!.content).toMatchObject({ target_name: 'theirs', data: { a: 1 } })
  })
})
