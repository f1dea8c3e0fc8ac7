import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startProgress } from '../../src/data/progress.js'
import { currentHost, type Host, setHost } from '../../src/display/host.js'
import { terminal } from '../../src/display/terminal.js'

let written = ''
const before = currentHost()
beforeEach(() => {
  written = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += text
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  setHost(before)
  setTTY(false)
})

const setTTY = (isTTY: boolean): void =>
  void Object.defineProperty(process.stderr, 'isTTY', { value: isTTY, configurable: true })

async function run(): Promise<void> {
  const progress = await startProgress('MNIST', 11_600_000)
  progress.at(0)
  progress.at(5_200_000)
  progress.end('MNIST: downloaded')
}

test('in a log, a line at the beginning and one at the end', async () => {
  setTTY(false)
  await run()
  expect(written).toBe('MNIST: 11.6 MB …\nMNIST: downloaded\n')
})

test('in a notebook, a line that changes, not too often', async () => {
  setTTY(false)
  setHost({ ...terminal } satisfies Host)
  await run()
  expect(written).toMatch(/^\rMNIST: 0\.0 of 11\.6 MB\rMNIST: downloaded +\n$/)
})

test('in a terminal, a bar', async () => {
  setTTY(true)
  await run()
  expect(written).toContain('MNIST [')
  expect(written).toMatch(/MNIST: downloaded\n$/)
})

test('nothing is shown before the first byte', async () => {
  setTTY(false)
  const progress = await startProgress('MNIST', 1)
  progress.end('MNIST: the download failed')
  expect(written).toBe('')
})
