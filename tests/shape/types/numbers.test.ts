import { describe, expect, test } from 'vitest'
import { check } from './compiler.js'

/** A small generator, so that the same numbers are tried everywhere. */
function* draws(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state
  }
}
const source = draws(42)
/** A number of up to eight digits; mostly short ones, as sizes are. */
const draw = (): number => (source.next().value as number) % 10 ** (1 + ((source.next().value as number) % 8))

const pairs: [number, number][] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
  [9, 1],
  [10, 10],
  [99, 1],
  [100, 1],
  [1000, 999],
  [784, 784],
  [39200000, 784],
  [65536, 65536],
  [94906265, 94906265],
  ...Array.from({ length: 100 }, (): [number, number] => [draw(), draw()]),
]
/** What a double does not hold exactly is `number` to the types. */
const told = (x: bigint | null): string => (x === null ? 'never' : x <= 2n ** 53n ? String(x) : 'number')

const operations: Record<string, (a: bigint, b: bigint) => string> = {
  Add: (a, b) => told(a + b),
  Sub: (a, b) => told(a > b ? a - b : 0n),
  Mul: (a, b) => told(a * b),
  Div: (a, b) => (b === 0n ? 'number' : told(a / b)),
  Exact: (a, b) => (b === 0n ? 'number' : told(a % b === 0n ? a / b : null)),
  Min: (a, b) => told(a < b ? a : b),
  Less: (a, b) => String(a < b),
}
const rows = Object.entries(operations).flatMap(([name, f]) =>
  pairs.map(([a, b]) => ({ name, a, b, expected: f(BigInt(a), BigInt(b)) })),
)
const unknown = Object.keys(operations)
  .filter((name) => name !== 'Less')
  .flatMap((name) =>
    ['number, 7', '7, number', '7, -2', '-2, 7', '0.5, 7', '7, 1e21'].map((pair) => `${name}<${pair}>`),
  )

const { verdicts } = check(
  `import type { Add, Div, Exact, Less, Min, Mul, Sub } from '../../../src/shape/types/numbers.js'
declare const told: <R>() => R`,
  [...rows.map(({ name, a, b }) => `told<${name}<${a}, ${b}>>()`), ...unknown.map((type) => `told<${type}>()`)],
)

describe('arithmetic of the compiler', () => {
  for (const name of Object.keys(operations))
    test(name, () => {
      for (const [i, row] of rows.entries())
        if (row.name === name) expect(verdicts[i].type, `${name}<${row.a}, ${row.b}>`).toBe(row.expected)
    })
  test('what is no size gives number', () => {
    for (const [i, type] of unknown.entries()) expect(verdicts[rows.length + i].type, type).toBe('number')
  })
})
