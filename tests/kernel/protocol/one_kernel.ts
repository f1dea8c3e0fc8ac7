import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, expect } from 'vitest'
import type { Client, Request } from './client.js'
import { Kernel } from './kernel.js'

interface Options {
  /** A cell that runs before the tests: what it loads is there then. */
  first?: string
  env?: NodeJS.ProcessEnv
  /** By default the one that runs the tests. */
  node?: string
}

/** One kernel for the tests of a file. After each of them no message is left, and at the end it has logged nothing. */
export async function oneKernel({ first = '1', env, node }: Options = {}): Promise<{ kernel: Kernel; client: Client }> {
  const kernel = await Kernel.start(env, node)
  const client = await kernel.connect()
  afterEach(() => client.check())
  afterAll(async () => {
    client.close()
    await kernel.stop()
    expect(kernel.log).toBe('')
  })
  await client.run(first)
  return { kernel, client }
}

/** A cell that has been under way for `ms`. */
export async function begin(client: Client, code: string, ms = 0): Promise<Request> {
  const cell = client.execute(code)
  await cell.busy()
  await cell.output('execute_input')
  await setTimeout(ms)
  return cell
}

export async function interrupt(client: Client): Promise<void> {
  expect(await client.send('interrupt_request', {}, { channel: 'control' }).answered()).toEqual({ status: 'ok' })
}
