import { afterAll, beforeAll, expect, test } from 'vitest'
import { Lab } from './lab.js'

/** The plainest use of JupyterLab: open, run, stop, restart. */

let lab: Lab
beforeAll(async () => {
  lab = await Lab.start('lab')
}, 120_000)
afterAll(async () => lab?.close())

test('cells run, a loop is stopped with its state kept, a restart forgets it', { timeout: 240_000 }, async () => {
  const page = await lab.open('run', [
    'let rounds = 0\nconst x = tensor([[1, 2], [3, 4]])\nx',
    'while (true) rounds++',
    'rounds > 0',
  ])
  await page.ran(0)
  expect(await page.text(0, /tensor/)).toContain('tensor([[1., 2.],')
  await page.run(1)
  await page.page.waitForTimeout(1000)
  expect(await page.status()).toBe('busy')
  await page.interrupt()
  await page.text(1, /KeyboardInterrupt/)
  await page.ran(2)
  expect(await page.text(2, /true|false/)).toContain('true')
  await page.screenshot('stopped')
  await page.restart()
  await page.ran(2)
  expect(await page.text(2, /rounds/)).toContain("Cannot find name 'rounds'")
  await page.screenshot('restarted')
  await page.close()
})
