import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Client, Received } from './client.js'
import { Kernel } from './kernel.js'
import { mutatedCell } from './mutated_cells.js'
import { sendMutated } from './mutated_messages.js'
import { Chooser } from './random.js'

/** `TSGRAD_FUZZ_MESSAGES=10000 TSGRAD_FUZZ_CELLS=2000 TSGRAD_FUZZ_SEED=7 npx vitest run tests/kernel/protocol/fuzz.test.ts` */
const MESSAGES = Number(process.env.TSGRAD_FUZZ_MESSAGES ?? 400)
const CELLS = Number(process.env.TSGRAD_FUZZ_CELLS ?? 60)
const SEED = Number(process.env.TSGRAD_FUZZ_SEED ?? 1)
const BATCH = 50
/** A cell that became an endless loop is interrupted then, ms. */
const PATIENCE_MS = 3000
const timeout = 60_000 + 100 * (MESSAGES + 10 * CELLS)

let kernel: Kernel
let client: Client
beforeEach(async () => {
  kernel = await Kernel.start()
  client = await kernel.connect()
  await client.run('1')
}, 60_000)
afterEach(async () => {
  client.close()
  await kernel.stop()
})

const statuses = (messages: readonly Received[]) => {
  const open = new Map<string, string>()
  for (const { header, parent, content } of messages) {
    if (header.msg_type !== 'status') continue
    if (content.execution_state === 'busy') open.set(String(parent.msg_id), String(parent.msg_type))
    else open.delete(String(parent.msg_id))
  }
  return [...open]
}

/** The kernel answers, runs a cell, is idle after whatever came before, and found no mistake of its own. */
const settle = async () => {
  // A failed request aborts those that wait behind it, and so perhaps this one.
  for (let tries = 0; ; tries++) {
    const { reply } = await client.run('1')
    if (reply.status === 'ok') break
    if (tries > 100) throw new Error(`1 fails: ${JSON.stringify(reply)}`)
  }
  expect((await client.send('kernel_info_request').answered()).status).toBe('ok')
  const messages = client.takeAll()
  for (let waited = 0; statuses(messages).length > 0 && waited < 10_000; waited += 20) {
    await setTimeout(20)
    messages.push(...client.takeAll())
  }
  expect(statuses(messages), 'requests without idle').toEqual([])
  expect(kernel.process.exitCode).toBeNull()
  expect(kernel.log.split('\n').filter((line) => line !== '' && !/ warn: /.test(line))).toEqual([])
  // What cells and the debugger say late is no fault: only what is wrong in itself.
  client.checkMessages()
  return messages
}

test(`${MESSAGES} mutated messages: answered or told in the log, and the kernel is idle`, { timeout }, async () => {
  const chooser = new Chooser(SEED)
  const sent: (string | Uint8Array)[][] = []
  for (let i = 0; i < MESSAGES; i += BATCH) {
    for (let k = 0; k < BATCH; k++) sendMutated(client, chooser, sent)
    const messages = await settle()
    for (const { content, header } of messages) {
      if (!header.msg_type.endsWith('_reply')) continue
      if (!['debug_reply', 'is_complete_reply'].includes(header.msg_type))
        expect(content.status, JSON.stringify(content)).toMatch(/^(ok|error|aborted)$/)
      expect(content.ename, JSON.stringify(content).slice(0, 2000)).not.toBe('InternalError')
    }
  }
})

test(`${CELLS} mutated cells: each ends with its reply and idle`, { timeout }, async () => {
  const chooser = new Chooser(SEED)
  for (let i = 1; i <= CELLS; i++) {
    const code = mutatedCell(chooser)
    const told = `cell ${i} of seed ${SEED}: ${JSON.stringify(code.slice(0, 2000))}`
    const cell = client.execute(code, { allow_stdin: false })
    let answered = false
    const reply = cell.reply().finally(() => {
      answered = true
    })
    reply.catch(() => {})
    for (let waited = 0; !answered && waited < PATIENCE_MS; waited += 2) await setTimeout(2)
    if (!answered) await client.send('interrupt_request', {}, { channel: 'control' }).reply()
    const content = await reply.catch((error: Error) => {
      throw new Error(`${told}: ${error.message}`)
    })
    if (content.status === 'error') {
      expect(content, told).toMatchObject({
        ename: expect.any(String),
        evalue: expect.any(String),
        traceback: expect.any(Array),
      })
      expect(content.ename, `${told}: ${content.traceback}`).not.toBe('InternalError')
    } else expect(content.status, told).toBe('ok')
    if (i % BATCH === 0 || i === CELLS) await settle()
  }
})
