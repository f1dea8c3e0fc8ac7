import { setImmediate, setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { type CellStub, createRig, done, type LanguageStub, type Rig } from './rig.js'

let rig: Rig
const start = async (cell?: CellStub, language?: LanguageStub) => {
  rig = await createRig(cell, language)
  return rig
}
afterEach(() => rig.close())

describe('execute_request', () => {
  test('busy, execute_input, output, result, reply, idle, each under its parent', async () => {
    const { client, commits } = await start(({ cell }, { writer }) => {
      writer.text('stdout', cell, 'out')
      writer.text('stderr', cell, 'err')
      writer.event({ cell, kind: 'display', data: { 'text/plain': 'd' }, metadata: {}, displayId: 'x' })
      writer.event({ cell, kind: 'display', data: { 'text/plain': 'e' }, metadata: {}, displayId: 'x', update: true })
      writer.event({ cell, kind: 'clear_output', wait: true })
      writer.event({ cell, kind: 'result', data: { 'text/plain': '2' }, metadata: {} })
    })
    const cell = client.execute('1 + 1')
    await cell.busy()
    expect(await cell.output('execute_input')).toEqual({ code: '1 + 1', execution_count: 1 })
    expect(await cell.output('stream')).toEqual({ name: 'stdout', text: 'out' })
    expect(await cell.output('stream')).toEqual({ name: 'stderr', text: 'err' })
    const shown = { metadata: {}, transient: { display_id: 'x' } }
    expect(await cell.output('display_data')).toEqual({ data: { 'text/plain': 'd' }, ...shown })
    expect(await cell.output('update_display_data')).toEqual({ data: { 'text/plain': 'e' }, ...shown })
    expect(await cell.output('clear_output')).toEqual({ wait: true })
    const result = await cell.output('execute_result')
    expect(result).toEqual({ execution_count: 1, data: { 'text/plain': '2' }, metadata: {} })
    const reply = await cell.replyMessage()
    expect(reply.content).toEqual({ status: 'ok', execution_count: 1, payload: [], user_expressions: {} })
    expect(reply.metadata.started).toMatch(/^\d{4}-/)
    await cell.idle()
    expect(commits).toEqual([{ cell: 1, defined: 'all' }])
  })

  test('the count: stored cells count, others do not, and show the number that comes next', async () => {
    const { client } = await start()
    const count = async (code: string, options = {}) => {
      const cell = client.execute(code, options)
      await cell.busy()
      const input = 'silent' in options ? undefined : (await cell.output('execute_input')).execution_count
      const reply = await cell.reply()
      await cell.idle()
      return [input, reply.execution_count]
    }
    expect(await count('1')).toEqual([1, 1])
    expect(await count('2', { store_history: false })).toEqual([2, 1])
    expect(await count('3', { silent: true })).toEqual([undefined, 1])
    expect(await count('  \n')).toEqual([2, 1])
    expect(await count('4')).toEqual([2, 2])
  })

  test('a silent cell prints but shows no result', async () => {
    const { client } = await start(({ cell }, { writer }) => {
      writer.text('stdout', cell, 'out')
      writer.event({ cell, kind: 'result', data: { 'text/plain': '2' }, metadata: {} })
    })
    const cell = client.execute('1', { silent: true })
    await cell.busy()
    expect(await cell.output('stream')).toEqual({ name: 'stdout', text: 'out' })
    await cell.reply()
    await cell.idle()
  })

  test('a rejected cell: one error message, the same in the reply, nothing runs', async () => {
    const { client, asked, commits } = await start()
    const cell = client.execute('reject')
    await cell.busy()
    await cell.output('execute_input')
    const shown = await cell.output('error')
    expect(shown.ename).toBe('TypeScriptError')
    expect(shown.evalue).toBe("TS2322: Type 'string' is not assignable to type 'number'.")
    expect(shown.traceback.join('\n')).toContain('Cell [1], line 1:7')
    const reply = await cell.reply()
    expect(reply).toMatchObject({ status: 'error', ...shown, execution_count: 1, payload: [], user_expressions: {} })
    await cell.idle()
    expect(asked).toEqual([])
    expect(commits).toEqual([])
  })

  test('a failed cell: one error message, the names that it had set are committed', async () => {
    const error = { ename: 'Error', evalue: 'x', traceback: ['Error: x'] }
    const { client, commits } = await start(({ cell }, { writer }) => {
      writer.event(done(cell, { status: 'error', error, defined: ['a'] }))
      return false
    })
    const cell = client.execute('const a = 1; throw Error("x")')
    await cell.busy()
    await cell.output('execute_input')
    expect(await cell.output('error')).toEqual(error)
    expect(await cell.reply()).toMatchObject({ status: 'error', ...error })
    await cell.idle()
    expect(commits).toEqual([{ cell: 1, defined: ['a'] }])
  })

  test('stop_on_error aborts what was sent behind, in order, and nothing afterwards', async () => {
    const { client } = await start(() => setTimeout(5))
    const cells = ['1', 'fail', '2', '3'].map((code) => client.execute(code))
    const [first, failed, ...behind] = cells
    await first!.busy()
    await first!.output('execute_input')
    await first!.reply()
    await first!.idle()
    await failed!.busy()
    await failed!.output('execute_input')
    await failed!.output('error')
    expect((await failed!.reply()).status).toBe('error')
    await failed!.idle()
    for (const cell of behind) expect(await cell.answered()).toEqual({ status: 'aborted', execution_count: 2 })
    expect((await client.run('4')).reply).toMatchObject({ status: 'ok', execution_count: 3 })
  })

  test('tslab defect 3: after an error with stop_on_error=false nothing is skipped, nor right after its reply', async () => {
    const { client } = await start()
    const cells = ['fail', '1', 'fail', '2'].map((code) => client.execute(code, { stop_on_error: false }))
    for (const cell of cells) {
      await cell.busy()
      await cell.output('execute_input')
      const reply = await cell.reply()
      if (reply.status === 'error') await cell.output('error')
      await cell.idle()
      expect(['ok', 'error']).toContain(reply.status)
    }
    expect((await client.run('fail')).reply.status).toBe('error')
    expect((await client.run('at once')).reply.status).toBe('ok')
  })

  test('allow_stdin, silent and store_history reach the session', async () => {
    const { client, asked } = await start()
    await client.run('a', { allow_stdin: true })
    await client.run('b', { allow_stdin: false, store_history: false })
    expect(asked).toMatchObject([
      { op: 'execute', cell: 1, executionCount: 1, code: 'a', allowStdin: true, storeHistory: true, silent: false },
      { op: 'execute', cell: 2, executionCount: 2, code: 'b', allowStdin: false, storeHistory: false },
    ])
  })

  test('user_expressions are checked and evaluated after the cell, each with its own outcome', async () => {
    const { client, commits } = await start(({ cell, userExpressions }, { writer, commits }) => {
      const values = Object.entries(userExpressions).map(([name]) => {
        expect(commits).toEqual([{ cell: 1, defined: 'all' }])
        return [name, { status: 'ok', data: { 'text/plain': `${name}!` }, metadata: {} }]
      })
      writer.event(done(cell, { userExpressions: Object.fromEntries(values) }))
      return false
    })
    const { reply } = await client.run('const a = 1', { user_expressions: { good: 'a', bad: 'reject' } })
    expect(reply.user_expressions).toMatchObject({
      good: { status: 'ok', data: { 'text/plain': 'good!' } },
      bad: { status: 'error', ename: 'TypeScriptError' },
    })
    expect(Object.keys(reply.user_expressions)).toEqual(['good', 'bad'])
    expect(commits).toHaveLength(1)
    const failed = await client.run('fail', { user_expressions: { good: 'a' } })
    expect(failed.reply.user_expressions).toEqual({})
  })

  test('a page for name?, ?name and name??', async () => {
    const queries: unknown[] = []
    const { client, asked } = await start(undefined, {
      inspect: async (query) => {
        queries.push(query)
        return { found: query.code !== 'nothing', data: { 'text/plain': 'the text' } }
      },
    })
    for (const code of ['Math.max?', '?Math.max', ' Math.max?? ']) {
      const { reply, outputs } = await client.run(code)
      expect(reply.payload).toEqual([{ source: 'page', data: { 'text/plain': 'the text' }, start: 0 }])
      expect(outputs).toEqual([])
    }
    expect(queries).toEqual([
      { code: 'Math.max', cursor: 8, detail: 0 },
      { code: 'Math.max', cursor: 8, detail: 0 },
      { code: 'Math.max', cursor: 8, detail: 1 },
    ])
    const missing = await client.run('nothing?')
    expect(missing.reply).toMatchObject({ status: 'ok', payload: [] })
    expect(missing.outputs.map(({ content }) => content.text)).toEqual(['Object `nothing` not found.\n'])
    expect(asked).toEqual([])
  })

  test('a language that breaks is an error of the cell, and the next cell runs', async () => {
    const { client } = await start(undefined, {
      convert: async ({ code }) => {
        if (code === 'break') throw new Error('the language room broke')
        return { status: 'ok', js: '', async: false, declares: [], modules: [] }
      },
    })
    const { reply, outputs } = await client.run('break')
    expect(reply).toMatchObject({ status: 'error', ename: 'InternalError', evalue: 'the language room broke' })
    expect(outputs).toHaveLength(1)
    expect((await client.run('1')).reply.status).toBe('ok')
  })
})

describe('tslab defect 8: late output', () => {
  test('goes to the cell that started it, while another runs', async () => {
    const { client, writer } = await start(({ cell, code }) => {
      if (code === 'late') void setTimeout(30).then(() => writer.text('stdout', cell, 'late\n'))
      return code === 'long' ? setTimeout(120) : undefined
    })
    const late = client.execute('late')
    const long = client.execute('long')
    await late.busy()
    await late.output('execute_input')
    await late.reply()
    await late.idle()
    await long.busy()
    await long.output('execute_input')
    expect(await late.output('stream')).toEqual({ name: 'stdout', text: 'late\n' })
    await long.reply()
    await long.idle()
  })
})

describe('order', () => {
  test('tslab defect 1: 1e5 lines arrive complete, in order, before idle, as few messages', async () => {
    const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `line ${from + i}\n`)
    const { client } = await start(async ({ cell }, { writer }) => {
      for (let from = 0; from < 1e5; from += 1000) {
        for (const line of lines(from, from + 1000)) writer.text('stdout', cell, line)
        await setImmediate()
      }
    })
    const { outputs } = await client.run('print')
    expect(outputs.map(({ content }) => content.text).join('')).toBe(lines(0, 1e5).join(''))
    expect(outputs.length).toBeLessThan(200)
  })

  test('tslab defect 1: 5000 displays in one go arrive complete and in order', async () => {
    const { client } = await start(({ cell }, { writer }) => {
      for (let i = 0; i < 5000; i++)
        writer.event({ cell, kind: 'display', data: { 'text/plain': `${i}` }, metadata: {} })
    })
    const { outputs } = await client.run('show')
    expect(outputs.map(({ content }) => content.data['text/plain'])).toEqual(
      Array.from({ length: 5000 }, (_, i) => `${i}`),
    )
  })

  test('text stands before and behind what is shown between', async () => {
    const { client } = await start(({ cell }, { writer }) => {
      for (let i = 0; i < 50; i++) {
        writer.text('stdout', cell, `o${i}`)
        writer.text('stderr', cell, `e${i}`)
        writer.event({ cell, kind: 'display', data: { 'text/plain': `d${i}` }, metadata: {} })
      }
    })
    const { outputs } = await client.run('mix')
    const seen = outputs.map(({ content }) => content.text ?? content.data['text/plain'])
    expect(seen).toEqual(Array.from({ length: 50 }, (_, i) => [`o${i}`, `e${i}`, `d${i}`]).flat())
  })
})
