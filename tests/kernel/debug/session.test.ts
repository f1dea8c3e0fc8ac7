import { afterEach, expect, test } from 'vitest'
import { murmur2 } from '../../../kernel/wire/debug/murmur2.js'
import type { Client } from '../protocol/client.js'
import { Kernel } from '../protocol/kernel.js'
import { Dap, ended, started } from './dap.js'

/** The debugger's beginning and end: before it is switched on, while a cell works or asks, and when the kernel ends. */

let kernel: Kernel | undefined
let client: Client
afterEach(async () => {
  client?.close()
  await kernel?.stop()
  kernel = undefined
})

async function open(): Promise<Dap> {
  kernel = await Kernel.start()
  client = await kernel.connect()
  return new Dap(client)
}

test('a cell is named by MurmurHash2 of its UTF-8 bytes', () => {
  const texts = ['', 'a', 'ab', 'abc', 'abcd', 'abcde', 'const é = "😀"\n']
  // What ipykernel's murmur2_x86 gives.
  expect(texts.map((text) => murmur2(text, 0xc70f6907))).toEqual([
    0xedd39288, 0x8129eeee, 0xa73301b9, 0xc7bbdbb5, 0x2ff70f61, 0x2b851a5e, 0xe4ab2b35,
  ])
})

test('variables without a debugger switched on; commands that need one are refused', async () => {
  const dap = await open()
  expect(await dap.ask('debugInfo')).toMatchObject({ isStarted: false, stoppedThreads: [], breakpoints: [] })
  await client.run('const point = { x: 1, y: [2, 3] }; const word = "hi"; const n = 4')
  const { variables } = await dap.ask('inspectVariables')
  expect(variables.map(({ name, value }: { name: string; value: string }) => [name, value])).toEqual([
    ['point', '{ x: 1, y: [ 2, 3 ] }'],
    ['word', '"hi"'],
    ['n', '4'],
  ])
  expect(await dap.unfold(variables[0].variablesReference)).toEqual({ x: '1', y: '[ 2, 3 ]' })
  for (const command of ['stackTrace', 'setBreakpoints', 'continue', 'pause', 'scopes']) {
    expect(await dap.refusal(command)).toBe('the debugger is not started')
  }
  await client.check()
})

test('variables are told while a cell loops and while it asks', async () => {
  const dap = await open()
  await client.run('const known = 1')
  const loop = await started(client, 'while (true) {}')
  expect((await dap.ask('inspectVariables')).variables[0]).toMatchObject({ name: 'known', value: '1' })
  await client.send('interrupt_request', {}, { channel: 'control' }).answered()
  await loop.output('error')
  await ended(loop)
  const asks = await started(client, "const answer = prompt('?')")
  const question = await asks.questionMessage()
  expect((await dap.ask('inspectVariables')).variables[0]).toMatchObject({ name: 'known', value: '1' })
  client.answer('yes', question)
  await ended(asks)
  await client.check()
})

test.each([false, true])('a kernel that stands ends at once when it is shut down (restart: %s)', async (restart) => {
  const dap = await open()
  await dap.start()
  await dap.initialized()
  const code = 'const a = 1\na'
  await dap.breakAt(code, 2)
  await client.run('0') // what the start brings is over
  const cell = await started(client, code)
  await dap.event(cell, 'stopped')
  const began = performance.now()
  const shutdown = client.send('shutdown_request', { restart }, { channel: 'control' })
  expect(await shutdown.reply()).toEqual({ status: 'ok', restart })
  expect(await kernel!.ended).toEqual({ code: 0, signal: null })
  expect(performance.now() - began).toBeLessThan(3000)
  expect(kernel!.log).not.toMatch(/Waiting for the debugger|Debugger/)
})
