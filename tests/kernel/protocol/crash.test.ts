import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Client } from './client.js'
import { Kernel } from './kernel.js'

/** What a cell may do to the process, and what becomes of the kernel. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

let kernel: Kernel
let client: Client
const start = async (env: NodeJS.ProcessEnv = {}) => {
  kernel = await Kernel.start(env)
  client = await kernel.connect()
}
afterEach(async () => {
  client.close()
  await kernel.stop()
})

const outcome = async (code: string) => {
  const { reply, outputs } = await client.run(code)
  return { reply, types: outputs.map(({ header }) => header.msg_type) }
}

describe('a full heap', () => {
  test('ends the cell with a clear message; the kernel and its names stay', { retry: 0 }, async () => {
    await start({ NODE_OPTIONS: '--max-old-space-size=160' })
    await client.run('const kept = 5\nlet hoard: unknown[] = []')
    for (const code of [
      'for (;;) hoard.push(new Array(1000).fill(1.5))',
      'hoard = []; await null; for (;;) hoard.push(new Array(1000).fill(1.5))',
      'const mine: unknown[] = []; setTimeout(() => { for (;;) mine.push({ a: [mine.length] }) }, 10); await new Promise(() => {})',
    ]) {
      const { reply, types } = await outcome(code)
      expect(reply).toMatchObject({ status: 'error', ename: 'OutOfMemoryError' })
      expect(reply.evalue).toMatch(/heap was full \(\d+ MB\)/)
      expect(types).toEqual(['error'])
      expect((await outcome('hoard = []; (globalThis as any).mine = undefined; kept')).reply.status).toBe('ok')
    }
    await client.check()
    expect(kernel.log).toBe('')
  })
})

describe('a crash in native code ends the kernel, and the log says why', () => {
  test('an abort, with what was printed last', async () => {
    await start()
    await client.run("import { writeSync } from 'node:fs'")
    client.execute("writeSync(2, 'FATAL: the last words\\n'); process.abort()")
    const { signal } = await kernel.ended
    expect(signal).toBe('SIGABRT')
    expect(kernel.log).toContain('[tsgrad] the kernel crashed in native code: SIGABRT (an abort)')
    expect(kernel.log).toContain('FATAL: the last words')
  })

  test('a bad access to memory', async () => {
    await start()
    await client.run('1')
    client.execute("process.kill(process.pid, 'SIGSEGV')")
    const { signal } = await kernel.ended
    expect(signal).toBe('SIGSEGV')
    expect(kernel.log).toContain('[tsgrad] the kernel crashed in native code: SIGSEGV')
  })

  test('WebAssembly that reads out of bounds is no crash', async () => {
    await start()
    // (module (memory 1) (func (export "f") (result i32) i32.const 1000000 i32.load))
    const module = '0061736d010000000105016000017f030201000503010001070501016600000a0b010900418089 7a2802000b'.replace(
      ' ',
      '',
    )
    const code = `const bytes = Buffer.from('${module}', 'hex'); const wasm = (globalThis as any).WebAssembly; new wasm.Instance(new wasm.Module(bytes)).exports.f()`
    expect((await outcome(code)).reply).toMatchObject({ status: 'error', ename: 'RuntimeError' })
    expect((await outcome('1')).reply.status).toBe('ok')
  })
})

describe('the kernel lives on after', () => {
  test.each([
    ['process.exit in a cell', 'process.exit(3)', 'SystemExit'],
    ['process.exit after an await', 'await null; process.exit(3)', 'SystemExit'],
    ['process.exit that is caught', 'try { process.exit(3) } catch {}', 'SystemExit'],
    ['an uncaught error', 'throw 1', 'Uncaught'],
    ['a rejection', 'await Promise.reject(new TypeError("no"))', 'TypeError'],
    ['endless recursion', 'const f = (): number => f() + 1\nf()', 'RangeError'],
  ])('%s', async (_, code, ename) => {
    await start()
    expect((await outcome(code)).reply).toMatchObject({ status: 'error', ename })
    expect((await outcome('1')).reply.status).toBe('ok')
    await client.check()
    expect(kernel.log).toBe('')
  })
})

test('a port that is taken: a sentence and exit code 1, every time', async () => {
  await start()
  for (let i = 0; i < 8; i++) {
    const second = new Kernel(kernel.connection, {})
    expect(await second.ended).toEqual({ code: 1, signal: null })
    expect(second.log).toMatch(/^\[tsgrad\] \S+ error: cannot serve: .*in use.*\n$/i)
  }
  const processes = execFileSync('ps', ['-o', 'pid=', '--ppid', String(process.pid)], { encoding: 'utf8' })
  expect(processes).toContain(String(kernel.process.pid))
})
