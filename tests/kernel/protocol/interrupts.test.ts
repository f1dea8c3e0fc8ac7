import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Received, Request } from './client.js'
import { CASES, type Case, PRELUDE } from './interrupt_matrix.js'
import { interrupt, oneKernel } from './one_kernel.js'

/** How often each case is run in one living kernel; and other Nodes than the one that runs the tests. */
const TIMES = Number(process.env.TSGRAD_INTERRUPTS ?? 1)
const NODE = process.env.TSGRAD_INTERRUPTS_NODE
/** An interrupt is answered within so many ms; a busy machine may take longer once in a while. */
const ANSWER_MS = Number(process.env.TSGRAD_INTERRUPTS_MS ?? 200)

/** So often a late answer is asked for again: the median counts. */
const AGAIN = 4

/** Later than this the user is told what is going on. */
const NOTICE_MS = 300

vi.setConfig({ testTimeout: 60_000 * Math.max(1, TIMES / 4), hookTimeout: 60_000 })

const { kernel, client } = await oneKernel({ first: `${PRELUDE}\n(globalThis as any).turns = 0`, node: NODE })
afterAll(() => {
  if (TIMES > 1) report()
})

const latencies = new Map<string, number[]>()

/** What a cell shows until its idle, streams left out where it prints. */
async function untilIdle(cell: Request): Promise<Received[]> {
  const shown: Received[] = []
  for (;;) {
    const message = await cell.outputs.take(`idle of ${cell.type}`)
    if (message.header.msg_type === 'status' && message.content.execution_state === 'idle') return shown
    if (message.header.msg_type !== 'status') shown.push(message)
  }
}

const value = async (code: string): Promise<unknown> => {
  const { outputs, reply } = await client.run(code)
  expect(reply).toMatchObject({ status: 'ok' })
  return outputs.map(({ content }) => content.data?.['text/plain'] ?? content.text).join('')
}

async function once({ name, code, wait = 40, idle, prints, twice }: Case): Promise<void> {
  const x = Math.random()
  await client.run(`const x = ${x}`)
  const cell = client.execute(`${PRELUDE}\nconsole.log('under way');\n${code}`, { stop_on_error: false })
  if (idle) {
    const shown = await untilIdle(cell)
    expect((await cell.reply()).status).toBe('ok')
    expect(shown.map(({ header }) => header.msg_type)).toEqual(['execute_input', 'stream', 'execute_result'])
  } else {
    await cell.busy()
    await cell.output('execute_input')
    // Not counted from the request: until then it is checked and converted, which may take longer than the wait.
    expect((await cell.output('stream')).text).toMatch(/^under way\n/)
  }
  await setTimeout(wait)
  const began = performance.now()
  const first = interrupt(client)
  if (twice) {
    await setTimeout(Math.random() * 4)
    await interrupt(client)
  }
  await first
  if (idle) {
    const { content } = await cell.outputs.take('the notice')
    expect(content).toEqual({
      name: 'stderr',
      text: 'Interrupted: what an earlier cell had left running was stopped.\n',
    })
  } else {
    const reply = await cell.reply()
    const took = performance.now() - began
    latencies.set(name, [...(latencies.get(name) ?? []), took])
    expect(reply).toMatchObject({ status: 'error', ename: 'KeyboardInterrupt', evalue: '' })
    const shown = await untilIdle(cell)
    const types = shown
      .map(({ header }) => header.msg_type)
      .filter((type) => type !== 'stream' || !(prints || took > NOTICE_MS))
    expect(types, JSON.stringify(shown.map(({ content }) => content))).toEqual(['error'])
  }
  // State is kept, the next cell is right, and what it starts is its own.
  expect(await value('[1 + 1, x].join()')).toBe(`'2,${x}'`)
  const next = await client.run(
    "await new Promise<void>((r) => setTimeout(() => { console.log('mark'); r() }, 2)); await null; await new Promise((r) => setImmediate(r)); await new Promise((r) => setTimeout(r, 25)); console.log('mark'); 7",
  )
  expect(next.reply).toMatchObject({ status: 'ok' })
  expect(next.outputs.map(({ content }) => content.text ?? '').join('')).toBe('mark\nmark\n')
  // Nothing of the interrupted cell prints later.
  await client.check(20)
  expect(kernel.process.exitCode).toBeNull()
}

describe('an interrupt stops', () => {
  test.each(CASES)('$name', async (which) => {
    const within = which.within ?? ANSWER_MS
    const middle = (): number => median(latencies.get(which.name) ?? [])
    for (let i = 0; i < TIMES; i++) await once(which)
    // What else the machine does may have been in the way once.
    for (let i = 0; i < AGAIN && middle() >= within; i++) await once(which)
    expect(middle()).toBeLessThan(within)
  })
})

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0

function report(): void {
  for (const [name, times] of latencies) {
    process.stderr.write(
      `${name.padEnd(44)} n ${times.length}  median ${median(times).toFixed(1)}  max ${Math.max(...times).toFixed(1)} ms\n`,
    )
  }
}
