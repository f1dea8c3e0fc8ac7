import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { CellLedger } from '../../../kernel/wire/cell_ledger.js'
import { toCodePoints, toUtf16 } from '../../../kernel/wire/code_points.js'
import { endpoint, isLoopback, parseConnection, readConnection } from '../../../kernel/wire/connection.js'
import { parseHelpQuery } from '../../../kernel/wire/help_query.js'
import { createLog } from '../../../kernel/wire/log.js'
import { watchParent } from '../../../kernel/wire/orphan.js'
import { describeRejection } from '../../../kernel/wire/rejection.js'
import { GATHERING, StreamGatherer } from '../../../kernel/wire/stream_gatherer.js'
import { Turns } from '../../../kernel/wire/turns.js'

describe('code points', () => {
  const text = 'a😀é𝒳z'
  test.each([
    [0, 0],
    [1, 1],
    [2, 3],
    [3, 4],
    [4, 6],
    [5, 7],
  ])('offset %i is UTF-16 offset %i, and back', (points, units) => {
    expect(toUtf16(text, points)).toBe(units)
    expect(toCodePoints(text, units)).toBe(points)
  })

  test('beyond the end, before the start, within a pair', () => {
    expect(toUtf16(text, 99)).toBe(7)
    expect(toUtf16(text, -1)).toBe(0)
    expect(toCodePoints(text, 99)).toBe(5)
    expect(toCodePoints(text, 2)).toBe(1)
  })
})

describe('parseHelpQuery', () => {
  test.each([
    ['x?', 'x', 0],
    ['?x', 'x', 0],
    ['??x', 'x', 1],
    ['x??', 'x', 1],
    ['  nn.Linear.prototype.forward??\n', 'nn.Linear.prototype.forward', 1],
    ['init.kaimingNormal_?', 'init.kaimingNormal_', 0],
    ["a['b'][0]?", "a['b'][0]", 0],
    ['%timeit?', '%timeit', 0],
    ['%%time?', '%%time', 0],
    ['größe?', 'größe', 0],
    ['$?', '$', 0],
  ])('%j', (code, name, detail) => {
    expect(parseHelpQuery(code)).toEqual({ name, detail })
  })

  test.each(['x', 'a ? b : c', 'a?.b', '?', '??', 'f(x)?', 'x???', 'x\ny?', 'a ?? b', '"x?"', '// why?', ''])(
    '%j is none',
    (code) => {
      expect(parseHelpQuery(code)).toBeUndefined()
    },
  )
})

describe('StreamGatherer', () => {
  const gather = () => {
    const messages: string[] = []
    const gatherer = new StreamGatherer((stream, cell, text) => messages.push(`${stream} ${cell} ${text}`))
    return { messages, gatherer }
  }

  test('joins what comes together, first after 4 ms, then every 50', () => {
    vi.useFakeTimers()
    try {
      const { messages, gatherer } = gather()
      gatherer.add('stdout', 1, 'a')
      gatherer.add('stdout', 1, 'b')
      expect(messages).toEqual([])
      vi.advanceTimersByTime(GATHERING.firstMs)
      expect(messages).toEqual(['stdout 1 ab'])
      gatherer.add('stdout', 1, 'c')
      vi.advanceTimersByTime(GATHERING.gapMs - 10)
      expect(messages).toHaveLength(1)
      vi.advanceTimersByTime(10)
      expect(messages).toEqual(['stdout 1 ab', 'stdout 1 c'])
    } finally {
      vi.useRealTimers()
    }
  })

  test('flushes when the cell or the stream changes', () => {
    const { messages, gatherer } = gather()
    gatherer.add('stdout', 1, 'a')
    gatherer.add('stdout', 2, 'b')
    gatherer.add('stderr', 2, 'c')
    gatherer.flush()
    expect(messages).toEqual(['stdout 1 a', 'stdout 2 b', 'stderr 2 c'])
    gatherer.flush()
    expect(messages).toHaveLength(3)
  })

  test('streams that take turns thousands of times are gathered apart, complete', () => {
    const { messages, gatherer } = gather()
    for (let i = 0; i < 20_000; i++) gatherer.add(i % 2 ? 'stderr' : 'stdout', 1, `${i}\n`)
    gatherer.flush()
    expect(messages.length).toBeLessThan(GATHERING.turns + 10)
    expect(messages[0]).toBe('stdout 1 0\n')
    const lines = messages.flatMap((message) => message.slice('stdout 1 '.length).trim().split('\n'))
    expect(lines.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 20_000 }, (_, i) => i))
  })

  test('a message is bounded', () => {
    const { messages, gatherer } = gather()
    for (let i = 0; i < 40; i++) gatherer.add('stdout', 1, 'x'.repeat(16384))
    gatherer.flush()
    expect(messages).toHaveLength(3)
  })
})

describe('CellLedger', () => {
  const entry = (name: string) => ({
    parent: { name },
    identities: [],
    executionCount: 1,
    silent: false,
    allowStdin: false,
  })

  test('serials rise; an unknown cell is the newest', () => {
    const ledger = new CellLedger()
    expect(ledger.find(0)).toBeUndefined()
    const [a, b] = [ledger.open(entry('a')), ledger.open(entry('b'))]
    expect([a.cell, ledger.nextSerial(), b.cell]).toEqual([1, 3, 2])
    expect(ledger.find(1)).toBe(a)
    expect(ledger.find(0)).toBe(b)
  })

  test('is bounded, and keeps the cells that still print', () => {
    const ledger = new CellLedger()
    const first = ledger.open(entry('first'))
    const second = ledger.open(entry('second'))
    for (let i = 0; i < 10_000; i++) {
      ledger.open(entry('more'))
      ledger.find(first.cell)
    }
    expect(ledger.find(first.cell)).toBe(first)
    expect(ledger.find(second.cell)).not.toBe(second)
  })
})

describe('connection file', () => {
  const ports = { shell_port: 1, control_port: 2, iopub_port: 3, stdin_port: 4, hb_port: 5 }
  const parse = (more: object) => parseConnection(JSON.stringify({ ...ports, ...more }))

  test('addresses: loopback unless it says otherwise', () => {
    expect(endpoint(parse({}), 'iopub')).toBe('tcp://127.0.0.1:3')
    expect(isLoopback(parse({}))).toBe(true)
    expect(endpoint(parse({ ip: '::1' }), 'hb')).toBe('tcp://[::1]:5')
    expect(endpoint(parse({ transport: 'ipc', ip: '/tmp/k' }), 'shell')).toBe('ipc:///tmp/k-1')
    expect(isLoopback(parse({ ip: '0.0.0.0' }))).toBe(false)
  })

  test.each([
    [{ shell_port: 'x' }, /shell_port x is no port/],
    [{ hb_port: 65536 }, /hb_port 65536 is no port/],
    [{ transport: 'carrier pigeon' }, /carrier pigeon/],
    [{ signature_scheme: 'plain' }, /plain is no hmac/],
  ])('%j is refused', (more, why) => {
    expect(() => parse(more)).toThrow(why)
  })

  test('errors name the file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tsgrad-'))
    expect(() => readConnection(join(folder, 'none.json'))).toThrow(/cannot read the connection file .*none\.json/)
    writeFileSync(join(folder, 'bad.json'), '{')
    expect(() => readConnection(join(folder, 'bad.json'))).toThrow(/bad\.json is not valid/)
  })
})

test('the log keeps to its level', () => {
  const lines: string[] = []
  const at = (level: string | undefined) => createLog(level, (line) => lines.push(line))
  at(undefined)('warn', 'w')
  at(undefined)('info', 'i')
  at('DEBUG')('debug', 'd')
  at('error')('warn', 'no')
  at('nonsense')('info', 'no')
  expect(lines.map((line) => line.replace(/^\[tsgrad\] \S+ /, ''))).toEqual(['warn: w\n', 'debug: d\n'])
})

describe('watchParent', () => {
  test('reports a manager that is gone, once', () => {
    vi.useFakeTimers()
    const orphaned = vi.fn()
    // Process ids of Linux end at 2²².
    const stop = watchParent(orphaned, { JPY_PARENT_PID: String(2 ** 22 + 1) })
    vi.advanceTimersByTime(5000)
    expect(orphaned).toHaveBeenCalledOnce()
    stop()
    vi.useRealTimers()
  })

  test('reports that it was handed to another parent', () => {
    vi.useFakeTimers()
    const orphaned = vi.fn()
    const stop = watchParent(orphaned, { JPY_PARENT_PID: String(process.pid) })
    vi.advanceTimersByTime(3000)
    expect(orphaned).not.toHaveBeenCalled()
    const ppid = vi.spyOn(process, 'ppid', 'get').mockReturnValue(1)
    vi.advanceTimersByTime(3000)
    expect(orphaned).toHaveBeenCalledOnce()
    ppid.mockRestore()
    stop()
    vi.useRealTimers()
  })

  test('is content with a living one, and with none', () => {
    vi.useFakeTimers()
    const orphaned = vi.fn()
    const stops = [{ JPY_PARENT_PID: String(process.ppid) }, { JPY_PARENT_PID: '0' }, {}].map((environment) =>
      watchParent(orphaned, environment),
    )
    vi.advanceTimersByTime(5000)
    expect(orphaned).not.toHaveBeenCalled()
    for (const stop of stops) stop()
    vi.useRealTimers()
  })
})

describe('describeRejection', () => {
  const plain = (lines: string[]) => stripVTControlCharacters(lines.join('\n'))

  test('every message with its place, line and mark', () => {
    const error = describeRejection(
      {
        status: 'error',
        ename: 'TypeScriptError',
        evalue: 'TS2304: first',
        diagnostics: [
          {
            code: 2304,
            message: 'first',
            start: { line: 2, column: 3 },
            end: { line: 2, column: 6 },
            category: 'error',
          },
          {
            code: 2322,
            message: 'second',
            start: { line: 1, column: 1 },
            end: { line: 2, column: 1 },
            category: 'error',
          },
        ],
      },
      'let a\n\t foo()',
      7,
    )
    expect(error).toMatchObject({ ename: 'TypeScriptError', evalue: 'TS2304: first' })
    expect(plain(error.traceback)).toBe(
      [
        'TypeScriptError: TS2304: first',
        'Cell [7], line 2:3',
        '----> 2 | \t foo()',
        '        | \t ^',
        'TS2322: second',
        'Cell [7], line 1:1',
        '----> 1 | let a',
        '        | ^',
      ].join('\n'),
    )
  })

  test('a magic: its text alone', () => {
    const evalue = 'Line magic function `%foo` not found.'
    const error = describeRejection({ status: 'error', ename: 'UsageError', evalue, diagnostics: [] }, '%foo', 1)
    expect(plain(error.traceback)).toBe(`UsageError: ${evalue}`)
  })
})

test('turns: one after the other; what waits when one fails is aborted after it', async () => {
  const seen: string[] = []
  const turns = new Turns()
  await new Promise<void>((resolve) => {
    const turn = (name: string, fails = false) => ({
      run: async () => {
        seen.push(`${name} starts`)
        if (fails) await turns.abortWaiting()
        seen.push(`${name} ends`)
        if (name === 'd') resolve()
      },
      abort: () => {
        seen.push(`${name} aborted`)
        if (name === 'c') turns.add(turn('d'))
      },
    })
    turns.add(turn('a', true))
    turns.add(turn('b'))
    turns.add(turn('c'))
  })
  expect(seen).toEqual(['a starts', 'a ends', 'b aborted', 'c aborted', 'd starts', 'd ends'])
})
