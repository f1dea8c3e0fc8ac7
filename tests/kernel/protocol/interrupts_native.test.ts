import { setTimeout } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { oneKernel } from './one_kernel.js'

/** Long operations of the native engine look for an interrupt between blocks. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const { client } = await oneKernel({
  first: 'const small = ones(64, 64)\nconst big: any = ones(6000, 6000)\nconst long: any = ones(3e7)',
  env: { TSGRAD_ENGINE: 'native' },
})

test.each([
  ['a product of matrices that takes seconds', 'const product = big.matmul(big).matmul(big)', 200],
  ['a loop of elementwise operations', 'for (;;) long.exp()', 150],
  ['a loop of small operations', 'for (;;) small.add(1)', 100],
  ['without gradients: their state is put back', 'noGrad(() => { for (;;) small.mul(2) })', 100],
])('%s', async (_, code, wait) => {
  const cell = client.execute(code)
  await cell.busy()
  await cell.output('execute_input')
  await setTimeout(wait)
  const began = performance.now()
  await client.send('interrupt_request', {}, { channel: 'control' }).answered()
  expect(await cell.reply()).toMatchObject({ status: 'error', ename: 'KeyboardInterrupt' })
  expect(performance.now() - began).toBeLessThan(1000) // 200 on an otherwise idle machine
  while ((await cell.outputs.take('idle')).content.execution_state !== 'idle');
  const { outputs } = await client.run(
    '[engine.name, isGradEnabled(), small.matmul(small).sum().item(), big.sum().item()].join()',
  )
  expect(outputs[0]?.content.data['text/plain']).toBe(`'native,true,${64 ** 3},36000000'`)
  await client.check()
})
