import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { Request } from './client.js'
import { begin, interrupt, oneKernel } from './one_kernel.js'

// Processes start and cells run: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const { kernel, client } = await oneKernel()

/** The cell ends with KeyboardInterrupt, and how long that took. */
const stopped = async (cell: Request) => {
  const began = performance.now()
  expect(await cell.output('error')).toMatchObject({ ename: 'KeyboardInterrupt' })
  expect(await cell.reply()).toMatchObject({ status: 'error', ename: 'KeyboardInterrupt' })
  await cell.idle()
  return performance.now() - began
}
const value = async (code: string) => {
  const { outputs } = await client.run(code)
  return outputs[0]?.content.data?.['text/plain']
}

describe('a synchronous loop', () => {
  test('stops within 200 ms, state kept', async () => {
    for (let i = 0; i < 5; i++) {
      const cell = await begin(client, 'let n = 0; while (true) n++', 150)
      await interrupt(client)
      expect(await stopped(cell)).toBeLessThan(200)
      expect(await value('n > 1000')).toBe('true')
    }
  })

  test('that catches everything stops as well', async () => {
    const cell = await begin(client, 'for (;;) { try { for (;;); } catch {} finally { for (;;); } }', 300)
    await interrupt(client)
    expect(await stopped(cell)).toBeLessThan(200)
  })

  test('that prints: what was printed stands before the error', async () => {
    const cell = client.execute('for (let i = 0; ; i++) console.log(i)')
    await cell.busy()
    await cell.output('execute_input')
    let text = (await cell.output('stream')).text
    await interrupt(client)
    for (;;) {
      const { header, content } = await cell.outputs.take('output')
      if (header.msg_type === 'error') {
        expect(content.ename).toBe('KeyboardInterrupt')
        break
      }
      text += content.text
    }
    expect((await cell.reply()).ename).toBe('KeyboardInterrupt')
    await cell.idle()
    // The last line may be cut anywhere, but none is missing.
    const lines = text.split('\n').slice(0, -1)
    expect(lines).toEqual(lines.map((_: string, i: number) => String(i)))
    expect(await value('1')).toBe('1')
  })

  test('a SIGINT to the process does the same', async () => {
    const cell = await begin(client, 'while (true) {}', 300)
    kernel.process.kill('SIGINT')
    expect(await stopped(cell)).toBeLessThan(200)
  })
})

test('a promise that never settles', async () => {
  const cell = await begin(client, 'await new Promise(() => {})', 300)
  await interrupt(client)
  expect(await stopped(cell)).toBeLessThan(200)
})

test('prompt: the question is withdrawn', async () => {
  const cell = await begin(client, 'prompt("? ")', 300)
  expect(await cell.question()).toEqual({ prompt: '? ', password: false })
  await interrupt(client)
  expect(await stopped(cell)).toBeLessThan(200)
  expect(await value('1')).toBe('1')
})

test.each([
  ['prompt', 'var asked = 0; for (;;) { try { asked++; prompt("? ") } catch {} }'],
  ['input', 'var asked = 0; for (;;) { try { asked++; await input("? ") } catch {} }'],
  [
    'prompt after an await',
    'var asked = 0; await null; for (;;) { try { asked++; prompt("? ") } catch {} finally { continue } }',
  ],
])('%s in a loop that catches everything', async (_, code) => {
  const cell = await begin(client, code, 300)
  expect(await cell.question()).toEqual({ prompt: '? ', password: false })
  await interrupt(client)
  expect(await stopped(cell)).toBeLessThan(200)
  expect(await value('asked')).toBe('2')
})

const ONCE = 'if (!all.again) { all.again = true; for (;;); }' // a loop when it is first loaded
test.each([
  [
    'package',
    "import * as slow from 'slow'\n;(slow as any).n",
    {
      'node_modules/slow/index.js': 'exports.n = require("./deep").n',
      'node_modules/slow/deep.js': `const all = globalThis.slowPackage ??= {}; ${ONCE}\nexports.n = 42`,
    },
  ],
  [
    'local module',
    "import { n } from './outer'\nn",
    {
      'outer.ts': "export { n } from './deep'",
      'deep.ts': `const all = ((globalThis as any).slowModule ??= {}); ${ONCE}\nexport const n = 42`,
    },
  ],
])('a %s that was stopped while it loaded is loaded anew', async (_, load, files) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(kernel.folder, dirname(name)), { recursive: true })
    writeFileSync(join(kernel.folder, name), text)
  }
  const cell = await begin(client, load, 700)
  await interrupt(client)
  await stopped(cell)
  expect(await value(load)).toBe('42')
})

test('what is queued behind an interrupted cell is aborted', async () => {
  const cell = await begin(client, 'while (true) {}', 300)
  const behind = client.execute('1')
  await interrupt(client)
  await stopped(cell)
  expect((await behind.answered()).status).toBe('aborted')
})

test('at idle nothing happens', async () => {
  await interrupt(client)
  kernel.process.kill('SIGINT')
  await setTimeout(100)
  expect(await value('1')).toBe('1')
})

test('right after the request, before the code is under way', async () => {
  for (let i = 0; i < 10; i++) {
    const cell = client.execute('while (true) {}')
    await cell.busy()
    await setTimeout(i)
    await interrupt(client)
    await cell.output('execute_input')
    expect(await stopped(cell)).toBeLessThan(500)
  }
})

test('complete, inspect, is_complete and kernel_info are answered while a cell loops', async () => {
  await client.run('const apple = 1')
  const cell = await begin(client, 'while (true) {}', 300)
  const began = performance.now()
  const complete = await client.send('complete_request', { code: 'appl', cursor_pos: 4 }).answered()
  expect(complete.matches).toEqual(['apple'])
  const inspect = await client.send('inspect_request', { code: 'apple', cursor_pos: 2 }).answered()
  expect(inspect.found).toBe(true)
  expect((await client.send('is_complete_request', { code: '1' }).answered()).status).toBe('complete')
  expect((await client.send('kernel_info_request').answered()).status).toBe('ok')
  expect(await client.heartbeat('beat')).toBe('beat')
  expect(performance.now() - began).toBeLessThan(1000)
  await interrupt(client)
  await stopped(cell)
})
