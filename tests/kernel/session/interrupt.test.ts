import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Harness, type Ran } from './harness.js'

let session: Harness
let alarm: Worker
beforeAll(async () => {
  session = new Harness()
  // From another thread, as the wire does: this one is busy.
  const ring = `
    const { parentPort, workerData: mark } = require('node:worker_threads')
    parentPort.on('message', ({ cell, after }) => setTimeout(() => {
      Atomics.store(mark, 0, cell)
      process.kill(process.pid, 'SIGINT')
    }, after))
  `
  alarm = new Worker(ring, { eval: true, workerData: session.mark })
  await new Promise((ready) => alarm.once('online', ready))
})
afterAll(async () => {
  session.close()
  await alarm.terminate()
})

/** Runs a cell that is interrupted so many ms after its start. */
async function interrupted(code: string, after = 100): Promise<Ran> {
  session.onStart = (cell) => {
    session.onStart = undefined
    alarm.postMessage({ cell, after })
  }
  return session.run(code)
}

describe('an interrupt', () => {
  it.each([
    ['a loop', 'let n = 1; for (;;) n++'],
    ['a loop that catches everything', 'for (;;) { try { for (;;) {} } catch {} finally {} }'],
    ['a loop after names were set', 'const kept = 5\nwhile (true) {}'],
    ['a loop that prints', 'for (;;) console.log("x")'],
    ['a promise that never settles', 'await new Promise(() => {})'],
    ['a loop that awaits timers', 'for (;;) await new Promise((r) => setTimeout(r, 5))'],
  ])('stops %s', async (_, code) => {
    const ran = await interrupted(code)
    expect(ran.error).toMatchObject({ ename: 'KeyboardInterrupt', evalue: '' })
    expect((await session.run('1+1')).result).toBe('2')
  })

  it('keeps what was set before', async () => {
    const ran = await interrupted('let count = 0\nfor (;;) count++\nconst never = 1')
    expect(ran.done.defined).toEqual(['count'])
    expect(Number((await session.run('count')).result)).toBeGreaterThan(1000)
  })

  it('lets nothing of the cell print later', async () => {
    const ran = await interrupted('for (;;) { await new Promise((r) => setTimeout(r, 10)); console.log("x") }', 50)
    const before = ran.stdout.length
    await session.run('await new Promise((r) => setTimeout(r, 50))')
    expect(ran.stdout.length).toBe(before)
  })

  it('puts dynamic state back, though finally blocks do not run', async () => {
    await interrupted('withFlag(() => { for (;;) {} })')
    expect((await session.run('flag()')).result).toBe('false')
  })

  it.each([
    ['a promise of a timer', 'await new Promise((r) => setTimeout(r, 5))'],
    ['util.promisify', 'await promisify(setTimeout)(5)'],
    ['node:timers/promises', 'await pause(5)'],
    ['setImmediate', 'await new Promise((r) => setImmediate(r))'],
  ])('ends a loop that sleeps by %s', async (_, sleep) => {
    await session.run(
      'import { promisify } from "node:util"\nimport { setTimeout as pause } from "node:timers/promises"\nlet turns = 0',
    )
    const ran = await interrupted(`setInterval(() => turns++, 5)\nfor (;;) { turns++; ${sleep} }`)
    expect(ran.error.ename).toBe('KeyboardInterrupt')
    const now = (await session.run('turns')).result
    expect(Number(now)).toBeGreaterThan(1)
    expect((await session.run('await new Promise((r) => setTimeout(r, 30))\nturns')).result).toBe(now)
  })

  it('ends a slow display', async () => {
    const ran = await interrupted('({ [Symbol.for("Jupyter.display")]() { for (;;) {} } })')
    expect(ran.done.status).toBe('error')
    expect(ran.error.ename).toBe('KeyboardInterrupt')
  })
})
