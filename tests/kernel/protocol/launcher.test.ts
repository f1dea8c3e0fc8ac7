import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Client, freeConnection } from './client.js'
import { Kernel } from './kernel.js'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const LAUNCHER = join(import.meta.dirname, '..', '..', '..', 'dist', 'kernel', 'launcher', 'launcher')
const kernels: Kernel[] = []
const launch = async (...options: Parameters<typeof Kernel.launch>) => {
  const kernel = await Kernel.launch(...options)
  kernels.push(kernel)
  return kernel
}
afterEach(async () => {
  await Promise.all(kernels.splice(0).map((kernel) => kernel.stop()))
})

/** What a cell shows. */
async function value(client: Client, code: string): Promise<unknown> {
  const { outputs } = await client.run(code)
  const result = outputs.find(({ header }) => header.msg_type === 'execute_result')
  return (result?.content.data as Record<string, unknown> | undefined)?.['text/plain']
}

/** Is somebody listening there? */
const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
    socket.on('close', () => socket.destroy()).on('connect', () => socket.end())
  })

describe.skipIf(process.platform === 'win32')('the launcher', () => {
  test('its sockets are open before Node has begun', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'launcher-'))
    const connection = await freeConnection()
    writeFileSync(join(folder, 'c.json'), JSON.stringify(connection, null, 2))
    // What stands for Node here does not open any.
    const argv = ['/nowhere', '/bin/sh', '-c', 'echo "$TSGRAD_LAUNCHED"; exec sleep 30', join(folder, 'c.json')]
    const child = spawn(LAUNCHER, argv, { stdio: ['ignore', 'pipe', 'inherit'] })
    const said = await new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text))))
    const { sockets, language } = JSON.parse(said)
    expect(Object.keys(sockets)).toEqual(['shell', 'control', 'iopub', 'stdin', 'hb'])
    expect(language).toBeUndefined()
    for (const name of Object.keys(sockets))
      expect(await accepts(connection[`${name}_port` as keyof typeof connection] as number)).toBe(true)
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })

  test('the kernel takes over what it prepared: sockets, language, process id', async () => {
    const kernel = await launch()
    const client = await kernel.connect()
    expect(await value(client, 'const n: number = 1 + 1; n')).toBe('2')
    expect((await client.run('const s: string = 1')).reply).toMatchObject({ ename: 'TypeScriptError' })
    expect(await value(client, 'process.pid')).toBe(String(kernel.process.pid))
    // One language room, and it is the launcher's.
    const rooms = execFileSync('ps', ['-o', 'args=', '--ppid', String(kernel.process.pid)], { encoding: 'utf8' })
    expect(rooms.split('\n').filter((line) => line.includes('--snapshot-blob'))).toHaveLength(1)
    await client.finish()
    expect(kernel.log).toBe('')
  })

  test('no cell and no process of a cell’s inherits anything of it', async () => {
    const kernel = await launch()
    const client = await kernel.connect()
    const look = `import { execFileSync } from 'node:child_process'
const open = execFileSync('ls', ['/proc/self/fd'], { encoding: 'utf8' }).split('\\n').map(Number)
;[process.env.TSGRAD_LAUNCHED, process.env.NODE_CHANNEL_FD, open.filter((fd) => fd > 3 && fd < 16)]`
    expect(await value(client, look)).toBe('[ undefined, undefined, [] ]')
    await client.finish()
  })

  test.each([
    ['is not there', '/nowhere/none.blob'],
    ['is no snapshot', '/bin/sh'],
  ])('a snapshot that %s: the kernel starts the language itself', async (_, snapshot) => {
    const kernel = await launch({}, snapshot)
    const client = await kernel.connect()
    expect(await value(client, '1 + 1')).toBe('2')
    await client.finish()
  })

  test('an interrupt reaches the cell alone, and the room ends with the kernel', async () => {
    const kernel = await launch()
    const client = await kernel.connect()
    const running = client.run('for (;;) {}')
    await new Promise((next) => setTimeout(next, 500))
    kernel.process.kill('SIGINT')
    expect((await running).reply).toMatchObject({ ename: 'KeyboardInterrupt' })
    expect(await value(client, 'const after = "ok"; after')).toBe("'ok'")
    await client.finish()
    await kernel.stop()
    const left = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' })
    expect(left).not.toContain(kernel.folder)
  })

  test('what is wrong with the connection is said by the kernel', async () => {
    const first = await launch()
    await first.connect().then((client) => client.finish())
    const folder = mkdtempSync(join(tmpdir(), 'launcher-'))
    const file = join(folder, 'c.json')
    for (const [text, words] of [
      [JSON.stringify(first.connection), /cannot serve: .*in use/i],
      [JSON.stringify({ ...first.connection, shell_port: 0 }), /shell_port 0 is no port/],
      ['{"shell_port": ', /is not valid/],
    ] as const) {
      writeFileSync(file, text)
      const kernel = new Kernel(first.connection, {}, ['/nowhere', process.execPath, Kernel.main, file], LAUNCHER)
      expect((await kernel.ended).code).toBe(1)
      expect(kernel.log).toMatch(words)
    }
    rmSync(folder, { recursive: true })
  })

  test('without arguments: usage, exit code 2', async () => {
    const kernel = new Kernel(await freeConnection(), {}, [], LAUNCHER)
    expect(await kernel.ended).toEqual({ code: 2, signal: null })
    expect(kernel.log).toContain('usage: ')
  })
})
