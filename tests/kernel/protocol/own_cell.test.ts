import { describe, expect, test, vi } from 'vitest'
import type { Received, Request } from './client.js'
import { oneKernel } from './one_kernel.js'

/** Whatever a cell starts prints to that cell, and fails there, however late and whatever runs meanwhile. */

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const { client } = await oneKernel({
  first: `
    import { EventEmitter } from 'node:events'
    import { exec } from 'node:child_process'
    import { readFile } from 'node:fs'
    import { createServer, get } from 'node:http'
    import { Worker } from 'node:worker_threads'
    const LATE = 150`,
  node: process.env.TSGRAD_INTERRUPTS_NODE,
})

/** Runs a cell to its idle, then another one that goes on for a while; what came to the first one after its idle. */
async function late(code: string, busy: string): Promise<Received[]> {
  const cell: Request = client.execute(code)
  for (;;) {
    const { content } = await cell.outputs.take('idle')
    if (content.execution_state === 'idle') break
  }
  expect((await cell.reply()).status).toBe('ok')
  const { reply, outputs } = await client.run(busy)
  expect(reply.status).toBe('ok')
  expect(outputs.map(({ content }) => content.text)).toEqual(['other\n'])
  const found = [await cell.outputs.take('late output')]
  while (cell.outputs.left.length > 0) found.push(await cell.outputs.take('more'))
  return found
}

const BUSY = "console.log('other'); for (let i = 0; i < 60; i++) await new Promise((r) => setTimeout(r, 10))"

describe('prints to its own cell:', () => {
  test.each([
    ['a timer', "setTimeout(() => console.log('late'), LATE); 0;"],
    ['a promise', "new Promise((r) => setTimeout(r, LATE)).then(() => console.log('late')); 0;"],
    [
      'an async function',
      "(async () => { await new Promise((r) => setTimeout(r, LATE)); await null; console.log('late') })(); 0;",
    ],
    [
      'an event emitter',
      "const e = new EventEmitter().on('x', () => console.log('late')); setTimeout(() => e.emit('x'), LATE); 0;",
    ],
    [
      'setImmediate in a timer',
      "setTimeout(() => setImmediate(() => process.nextTick(() => console.log('late'))), LATE); 0;",
    ],
    ['a callback of fs', "setTimeout(() => readFile('/dev/null', () => console.log('late')), LATE); 0;"],
    ['a child process', "exec('sleep 0.2; echo late', (_, out) => process.stdout.write(out)); 0;"],
    [
      'messages of a thread',
      'new Worker(\'setTimeout(() => require("worker_threads").parentPort.postMessage("late"), 150)\', { eval: true }).on(\'message\', (m) => console.log(m)); 0;',
    ],
    ['what a thread prints itself', 'new Worker(\'setTimeout(() => console.log("late"), 150)\', { eval: true }); 0;'],
    [
      'a server',
      "const server = createServer((_, reply) => { console.log('late'); reply.end(); server.close() }).listen(0, () => setTimeout(() => get({ port: (server.address() as { port: number }).port }), LATE)); 0;",
    ],
  ])('%s', async (_, code) => {
    const found = await late(code, BUSY)
    expect(found.map(({ content }) => `${content.name}: ${content.text}`)).toEqual(['stdout: late\n'])
  })
})

describe('fails in its own cell:', () => {
  test.each([
    ['a timer', "setTimeout(() => { throw new Error('late') }, LATE); 0;"],
    [
      'a promise that nobody awaits',
      "new Promise((r) => setTimeout(r, LATE)).then(() => { throw new Error('late') }); 0;",
    ],
    [
      'an async function',
      "(async () => { await new Promise((r) => setTimeout(r, LATE)); throw new Error('late') })(); 0;",
    ],
    [
      'a listener',
      "const f = new EventEmitter().on('x', () => { throw new Error('late') }); setTimeout(() => f.emit('x'), LATE); 0;",
    ],
    [
      'an error event that nobody hears',
      "const g = new EventEmitter(); setTimeout(() => g.emit('error', new Error('late')), LATE); 0;",
    ],
    ['a callback of fs', "setTimeout(() => readFile('/dev/null', () => { throw new Error('late') }), LATE); 0;"],
    ['a thread', 'new Worker(\'setTimeout(() => { throw new Error("late") }, 150)\', { eval: true }); 0;'],
  ])('%s', async (_, code) => {
    const found = await late(code, BUSY)
    expect(found.map(({ header, content }) => `${header.msg_type}: ${content.ename} ${content.evalue}`)).toEqual([
      'error: Error late',
    ])
  })
})

describe('the kernel lives, and tells late errors, after', () => {
  test.each([
    'process.removeAllListeners("uncaughtException"); process.removeAllListeners("unhandledRejection");;',
    'for (const event of ["uncaughtException", "unhandledRejection"]) for (const heard of process.listeners(event as any)) process.off(event, heard)',
    'process.removeAllListeners();;',
  ])('%s', async (code) => {
    expect((await client.run(code)).reply.status).toBe('ok')
    const cell = client.execute(
      'setTimeout(() => { throw new Error("late") }, LATE); void Promise.reject(new Error("alone"))',
    )
    const evalues: unknown[] = []
    let idle = false
    while (!idle || evalues.length < 2) {
      const { header, content } = await cell.outputs.take('late errors')
      if (header.msg_type === 'error') evalues.push(content.evalue)
      idle ||= content.execution_state === 'idle'
    }
    expect(evalues).toEqual(['alone', 'late'])
    await cell.reply()
  })

  test('a listener of its own hears them too, until it goes', async () => {
    const { outputs } = await client.run(`const heard = (e: Error) => console.log("heard", e.message)
      process.on("uncaughtException", heard)
      setTimeout(() => { throw new Error("late") }, 1)
      await new Promise((r) => setTimeout(r, 50))
      process.off("uncaughtException", heard)
      console.log(process.listenerCount("uncaughtException"))`)
    const text = outputs.map(({ content }) => content.text).join('')
    expect(text).toContain('heard late\n')
    expect(text).toMatch(/\n1\n$/)
  })
})
