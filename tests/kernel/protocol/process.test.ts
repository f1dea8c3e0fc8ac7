import { execFileSync } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { freeConnection } from './client.js'
import { Kernel } from './kernel.js'

// Processes start and cells run: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const kernels: Kernel[] = []
const start = async (env: NodeJS.ProcessEnv = {}) => {
  const kernel = await Kernel.start(env)
  kernels.push(kernel)
  return kernel
}
afterEach(async () => {
  await Promise.all(kernels.splice(0).map((kernel) => kernel.stop()))
})

/** Whether a process lives. */
const lives = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('start', () => {
  test('kernel_info is answered without the session and without the language', async () => {
    const kernel = await start()
    const client = await kernel.connect()
    const info = await client.send('kernel_info_request').answered()
    expect(info).toMatchObject({ status: 'ok', implementation: 'tsgrad' })
    const control = await client.send('kernel_info_request', {}, { channel: 'control' }).answered()
    expect(control).toEqual(info)
    expect(await client.heartbeat('beat')).toBe('beat')
    await client.finish()
    expect(kernel.log).toBe('')
  })

  test('without a connection file: usage, exit code 2', async () => {
    const kernel = new Kernel(await freeConnection(), {}, [Kernel.main])
    expect(await kernel.ended).toEqual({ code: 2, signal: null })
    expect(kernel.log).toContain('usage: ')
  })

  test('with one that is missing or not valid: its name and the reason, exit code 1', async () => {
    const missing = new Kernel(await freeConnection(), {}, [Kernel.main, '/nowhere/connection.json'])
    expect(await missing.ended).toEqual({ code: 1, signal: null })
    expect(missing.log).toContain('cannot read the connection file /nowhere/connection.json')
    const kernel = new Kernel({ ...(await freeConnection()), shell_port: 0 }, {})
    expect(await kernel.ended).toEqual({ code: 1, signal: null })
    expect(kernel.log).toContain('shell_port 0 is no port')
  })

  test('on an address that is taken: the reason, exit code 1', async () => {
    const first = await start()
    await first.connect().then((client) => client.finish())
    const second = new Kernel(first.connection, {})
    expect((await second.ended).code).toBe(1)
    expect(second.log).toMatch(/cannot serve: .*in use/i)
  })
})

describe('end', () => {
  test.each([false, true])('shutdown_request with restart %s: reply, then exit code 0', async (restart) => {
    const kernel = await start()
    const client = await kernel.connect()
    await client.run('1 + 1')
    const request = client.send('shutdown_request', { restart }, { channel: 'control' })
    await request.busy()
    expect(await request.output('shutdown_reply')).toEqual({ status: 'ok', restart })
    expect(await request.reply()).toEqual({ status: 'ok', restart })
    await request.idle()
    expect(await kernel.ended).toEqual({ code: 0, signal: null })
    expect(kernel.log).toBe('')
    await client.finish()
  })

  test('shutdown right behind a cell, or within one, leaves no noise in the log', async () => {
    for (const code of ['const a = 1', 'await new Promise(() => {})', 'interface A { b: A }']) {
      const kernel = await start()
      const client = await kernel.connect()
      client.execute(code)
      client.send('shutdown_request', { restart: false }, { channel: 'shell' })
      expect(await kernel.ended).toEqual({ code: 0, signal: null })
      expect(kernel.log).toBe('')
      client.close()
    }
  })

  test('shutdown at once, before anything is loaded', async () => {
    const kernel = await start()
    const client = await kernel.connect()
    const request = client.send('shutdown_request', { restart: false })
    await request.busy()
    await request.output('shutdown_reply')
    await request.reply()
    await request.idle()
    expect((await kernel.ended).code).toBe(0)
    expect(kernel.log).toBe('')
    await client.finish()
  })

  test('shutdown while a cell loops: the reply comes, the process is gone soon', async () => {
    const kernel = await start()
    const client = await kernel.connect()
    const loop = client.execute('while (true) {}')
    await loop.busy()
    await loop.output('execute_input')
    await setTimeout(500)
    const request = client.send('shutdown_request', { restart: false }, { channel: 'control' })
    await request.busy()
    await request.output('shutdown_reply')
    await request.reply()
    await request.idle()
    const asked = performance.now()
    await kernel.ended
    expect(performance.now() - asked).toBeLessThan(3000)
    client.close()
  })

  test('a kernel whose manager is gone ends', async () => {
    const manager = await start() // any process will do
    const kernel = await start({ JPY_PARENT_PID: String(manager.process.pid) })
    const client = await kernel.connect()
    await client.send('kernel_info_request').answered()
    await manager.stop()
    expect((await kernel.ended).code).toBe(0)
    client.close()
  })

  test('the language ends with the kernel, whatever ends the kernel', async () => {
    const kernel = await start()
    const client = await kernel.connect()
    await client.run('1')
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(kernel.process.pid)], { encoding: 'utf8' })
    const pids = children.trim().split(/\s+/).map(Number)
    expect(pids).toHaveLength(1)
    client.close()
    await kernel.stop()
    await expect.poll(() => pids.filter(lives), { timeout: 5000 }).toEqual([])
  })
})

test('TSGRAD_LOG=debug tells of every request on stderr', async () => {
  const kernel = await start({ TSGRAD_LOG: 'debug' })
  const client = await kernel.connect()
  await client.send('kernel_info_request').answered()
  client.send('nonsense_request')
  await client.finish()
  expect(kernel.log).toMatch(/debug: shell: kernel_info_request/)
  expect(kernel.log).toMatch(/warn: shell: a message of the unknown type "nonsense_request" was skipped/)
})
