import { describe, expect, test } from 'vitest'
import { globMatcher } from '../../../kernel/wire/glob.js'
import { MemoryHistory } from '../../../kernel/wire/history.js'

describe('globMatcher: as SQLite GLOB, verified with its command line', () => {
  test.each([
    ['*', '', true],
    ['*', 'a\nb', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abb', false],
    ['a?c', 'a😀c', true],
    ['a?c', 'ac', false],
    ['a', 'ab', false],
    ['A', 'a', false],
    ['1?2*', '1+2 // x', true],
    ['*b*b*', 'abcabc', true],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['[]]', ']', true],
    ['[', '[', false],
    ['a.b', 'axb', false],
    ['$(x)', '$(x)', true],
    ['**', 'x', true],
    ['', '', true],
    ['', 'x', false],
  ])('%j on %j: %s', (pattern, text, expected) => {
    expect(globMatcher(pattern)(text)).toBe(expected)
  })

  test('many stars stay cheap', () => {
    const started = performance.now()
    expect(globMatcher(`${'*a'.repeat(30)}*b`)('a'.repeat(2000))).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('MemoryHistory', () => {
  const history = () => {
    const store = new MemoryHistory()
    for (const [at, input] of ['a', 'b', 'a', 'c'].entries()) store.record(at + 1, input)
    return store
  }
  const lines = (entries: { line: number }[]) => entries.map(({ line }) => line)

  test('tail', () => {
    expect(lines(history().tail(2))).toEqual([3, 4])
    expect(lines(history().tail(9))).toEqual([1, 2, 3, 4])
    expect(lines(history().tail(0))).toEqual([])
    expect(lines(history().tail(-1))).toEqual([])
  })

  test('range: 0 is this session, the stop is excluded, none is open', () => {
    expect(lines(history().range(0, 2, 4))).toEqual([2, 3])
    expect(lines(history().range(1, 3))).toEqual([3, 4])
    expect(lines(history().range(7, 1))).toEqual([])
  })

  test('search: the last n, and the latest of equal inputs', () => {
    expect(lines(history().search('*'))).toEqual([1, 2, 3, 4])
    expect(lines(history().search('*', 2))).toEqual([3, 4])
    expect(lines(history().search('*', undefined, true))).toEqual([2, 3, 4])
    expect(lines(history().search('a', 5, true))).toEqual([3])
  })

  test('outputs go to their line', () => {
    const store = history()
    store.result(3, 'three')
    store.result(99, 'nobody')
    expect(store.tail(9).map(({ output }) => output)).toEqual([null, null, 'three', null])
  })
})
