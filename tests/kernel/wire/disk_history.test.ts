import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DiskHistory, historyFile } from '../../../kernel/wire/disk_history.js'
import type { HistoryEntry } from '../../../kernel/wire/history.js'
import { Kernel } from '../protocol/kernel.js'

let folder: string
let logged: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tsgrad-history-'))
  logged = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (name = 'deep/er/history.sqlite') =>
  new DiskHistory(join(folder, name), (level, text) => logged.push(`${level}: ${text}`))
const inputs = (entries: HistoryEntry[]) => entries.map(({ session, line, input }) => [session, line, input])

test('sessions before are found by tail, by number, by count backwards and by pattern', () => {
  const first = open()
  first.record(1, 'const a = 1')
  first.record(2, 'a + 1')
  first.result(2, '2')
  first.close()
  const second = open()
  second.record(1, 'const b = 2')
  second.close()
  const third = open()
  third.record(1, 'a + 1')
  expect(third.session).toBe(3)
  expect(inputs(third.tail(3))).toEqual([
    [1, 2, 'a + 1'],
    [2, 1, 'const b = 2'],
    [3, 1, 'a + 1'],
  ])
  expect(inputs(third.range(-1, 1))).toEqual([[2, 1, 'const b = 2']])
  expect(third.range(1, 2, 3)).toEqual([{ session: 1, line: 2, input: 'a + 1', output: '2' }])
  expect(inputs(third.range(0, 1))).toEqual([[3, 1, 'a + 1']])
  expect(inputs(third.search('const*'))).toEqual([
    [1, 1, 'const a = 1'],
    [2, 1, 'const b = 2'],
  ])
  expect(inputs(third.search('a*', undefined, true))).toEqual([[3, 1, 'a + 1']])
  expect(inputs(third.search('*', 2))).toEqual([
    [2, 1, 'const b = 2'],
    [3, 1, 'a + 1'],
  ])
  expect(third.tail(0)).toEqual([])
  third.close()
  expect(logged).toEqual([])
})

test('several kernels at once have sessions of their own, and see what the others have written', () => {
  const [one, other] = [open(), open()]
  one.record(1, 'one')
  other.record(1, 'other')
  expect(one.session).not.toBe(other.session)
  one.close()
  expect(inputs(other.tail(5)).map(([, , input]) => input)).toEqual(['one', 'other'])
  other.close()
  expect(logged).toEqual([])
})

test('a database that cannot be opened: the history is in memory, and that is said once', () => {
  writeFileSync(join(folder, 'broken.sqlite'), 'this is no database, whatever its name says. '.repeat(50))
  const broken = open('broken.sqlite')
  broken.record(1, 'x')
  expect(broken.tail(5)).toEqual([{ session: 1, line: 1, input: 'x', output: null }])
  expect(broken.range(-1, 1)).toEqual([])
  broken.close()
  expect(logged).toHaveLength(1)
  expect(logged[0]).toMatch(/^warn: the history is kept in memory only: .*broken\.sqlite: .*not a database/)
})

test('the lock of a process that was killed is not waited for', () => {
  const file = join(folder, 'h.sqlite')
  mkdirSync(`${file}.lock`)
  const old = new Date(Date.now() - 60_000)
  utimesSync(`${file}.lock`, old, old)
  const history = open('h.sqlite')
  history.record(1, 'x')
  expect(history.session).toBe(1)
  history.close()
  expect(logged).toEqual([])
})

test('where it lies', () => {
  expect(historyFile({ TSGRAD_HISTORY: 'memory' })).toBeUndefined()
  expect(historyFile({ TSGRAD_HISTORY: '/a/b' })).toBe('/a/b')
  if (process.platform === 'linux') {
    expect(historyFile({ HOME: '/h' })).toBe('/h/.local/share/tsgrad/history.sqlite')
    expect(historyFile({ HOME: '/h', XDG_DATA_HOME: '/x' })).toBe('/x/tsgrad/history.sqlite')
  }
})

test('a kernel remembers what an earlier one ran; silent and unstored cells are not kept', async () => {
  const env = { TSGRAD_HISTORY: join(folder, 'h.sqlite') }
  const first = await Kernel.start(env)
  const client = await first.connect()
  await client.run('const kept = 6 * 7')
  await client.run('kept')
  await client.run('"unstored"', { store_history: false })
  const silent = client.execute('"silent"', { silent: true })
  await silent.answered()
  await client.send('shutdown_request', { restart: false }, { channel: 'control' }).reply()
  await first.ended
  client.close()

  const second = await Kernel.start(env)
  const next = await second.connect()
  const tail = { hist_access_type: 'tail', n: 10, output: true, raw: true }
  const { history } = await next.send('history_request', tail).answered()
  expect(history).toEqual([
    [1, 1, ['const kept = 6 * 7', null]],
    [1, 2, ['kept', '42']],
  ])
  next.close()
  await second.stop()
})
