import { describe, expect, test } from 'vitest'
import type { Data, DType } from '../../src/dtype.js'
import { SCATTERS } from '../../src/engine/engine.js'
import { all, both, dataOf, firstDifference, native, plain, sample } from './support.js'

/** Rows of few elements, of some that are sorted by comparing, and of many that are sorted by their digits. */
const rows = [
  { count: 1, n: 1 },
  { count: 40, n: 7 },
  { count: 5, n: 255 },
  { count: 4, n: 700 },
  { count: 1, n: 150_000 },
]

/** Whole numbers from 0 to 20. */
const few = (dtype: DType, n: number): Data => {
  const data = dataOf(dtype, n)
  for (let i = 0; i < n; i++) data[i] = data instanceof BigInt64Array ? BigInt((i * 7919) % 21) : (i * 7919) % 21
  return data
}

describe.each(rows)('$count rows of $n', ({ count, n }) => {
  // Special values and small ones, so that many are equal.
  const inputs = all.flatMap((dtype) => [
    [dtype, 'special', sample(dtype, count * n + 3, 71)] as const,
    [dtype, 'repeated', few(dtype, count * n + 3)] as const,
  ])
  const places = () => new BigInt64Array(count * n)

  test.each(inputs)('sort %s, %s', (dtype, _, a) => {
    for (const descending of [false, true]) {
      const [x, y] = [places(), places()]
      const [values, same] = both(dataOf(dtype, count * n), (engine, out) =>
        engine.sort(out, engine === native ? x : y, a, 3, n, descending),
      )
      expect(firstDifference(values, same)).toBe(-1)
      expect(firstDifference(x, y)).toBe(-1)
    }
  })

  test.each(inputs)('topk and kth of %s, %s', (dtype, _, a) => {
    for (const k of new Set([1, Math.ceil(n / 5), Math.min(n, 40), n])) {
      for (const largest of [false, true]) {
        const [x, y] = [new Int32Array(count * k), new Int32Array(count * k)]
        const [values, same] = both(dataOf(dtype, count * k), (engine, out) =>
          engine.topk(out, engine === native ? x : y, a, 3, n, k, largest, true),
        )
        expect(firstDifference(values, same)).toBe(-1)
        expect(firstDifference(x, y)).toBe(-1)
      }
      const [x, y] = [new Int32Array(count), new Int32Array(count)]
      const [values, same] = both(dataOf(dtype, count), (engine, out) =>
        engine.kth(out, engine === native ? x : y, a, 3, n, k - 1),
      )
      expect(firstDifference(values, same)).toBe(-1)
      expect(firstDifference(x, y)).toBe(-1)
    }
  })
})

test('int64 values further apart than 2^32', () => {
  const n = 300
  const a = BigInt64Array.from({ length: n }, (_, i) => (BigInt(i * 7919) % 301n) * 2n ** 50n - 2n ** 58n)
  const [x, y] = [new BigInt64Array(n), new BigInt64Array(n)]
  const [values, same] = both(new BigInt64Array(n), (engine, out) =>
    engine.sort(out, engine === native ? x : y, a, 0, n, true),
  )
  expect(firstDifference(values, same)).toBe(-1)
  expect(firstDifference(x, y)).toBe(-1)
})

describe.each([
  { name: 'rows', sizes: [60, 33], d: 1 },
  { name: 'columns', sizes: [33, 60], d: 0 },
  { name: 'many', sizes: [300, 400], d: 1 },
])('along $name', ({ sizes: [n, m], d }) => {
  const size = [n, m][d]
  const index = BigInt64Array.from({ length: n * m }, (_, i) => BigInt((i * 7919) % size))
  const fixed = d === 0 ? [0, 1] : [m, 0]
  const stride = [m, 1][d]

  test.each(all)('gather %s', (dtype) => {
    const a = sample(dtype, n * m, 73)
    const loop = Float64Array.of(2, n, m, 0, m, 1, 0, ...fixed, 0, m, 1)
    const [x, y] = both(dataOf(dtype, n * m), (engine, out) => engine.gatherAlong(out, a, index, loop, stride, size))
    expect(firstDifference(x, y)).toBe(-1)
  })

  test.each(all)('scatter %s', (dtype) => {
    const a = plain(dtype, n * m, 74, 0, 3)
    const loop = Float64Array.of(2, n, m, 0, ...fixed, 0, m, 1, 0, m, 1)
    for (const how of SCATTERS.keys()) {
      const [x, y] = both(plain(dtype, n * m, 75, 0, 3), (engine, out) =>
        engine.scatterAlong(out, a, index, loop, stride, size, how),
      )
      expect(firstDifference(x, y)).toBe(-1)
    }
  })

  test('an index out of range writes nothing', () => {
    const wrong = index.slice()
    wrong[n * m - 1] = BigInt(size)
    const loop = Float64Array.of(2, n, m, 0, ...fixed, 0, m, 1, 0, m, 1)
    const out = new Float32Array(n * m)
    const a = new Float32Array(n * m).fill(1)
    expect(native.scatterAlong(out, a, wrong, loop, stride, size, 0)).toBe(true)
    expect(out.every((x) => x === 0)).toBe(true)
  })
})

test('searching, counting and running extremes', () => {
  const sorted = Float32Array.of(-2, 0, 0, 1, 5, Number.NaN)
  const values = sample('float32', 500, 76) as Float32Array
  for (const right of [false, true]) {
    const [x, y] = both(new BigInt64Array(500), (engine, out) =>
      engine.searchSorted(out, sorted, values, 6, 500, right),
    )
    expect(firstDifference(x, y)).toBe(-1)
  }
  const [x, y] = both(new Float32Array(13), (engine, out) => engine.histc(out, values, -9, 9))
  expect(firstDifference(x, y)).toBe(-1)
  for (const dtype of all) {
    const a = sample(dtype, 600, 77)
    for (const least of [false, true]) {
      const [p, q] = [new BigInt64Array(600), new BigInt64Array(600)]
      const loop = Float64Array.of(2, 6, 100, 0, 100, 1, 0, 100, 1, 0, 100, 1)
      const [v, w] = both(dataOf(dtype, 600), (engine, out) =>
        engine.scanExtremes(out, engine === native ? p : q, a, loop, least),
      )
      expect(firstDifference(v, w, 'one')).toBe(-1)
      expect(firstDifference(p, q)).toBe(-1)
    }
  }
})
