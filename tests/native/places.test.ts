import { describe, expect, test } from 'vitest'
import { all, both, extentOf, firstDifference, layouts, loopOf, native, offsetsOf, sample } from './support.js'

describe.each([...layouts(1), ...layouts(1, 'large')])('$name', (layout) => {
  const loop = loopOf(layout)
  const size = 23
  const index = BigInt64Array.from({ length: extentOf(layout, 1) }, (_, i) => BigInt((i * 7919) % (2 * size)) - 23n)

  test('places, from the end as well', () => {
    const [x, y] = both(new Float64Array(extentOf(layout, 0)).fill(5), (engine, out) => {
      expect(engine.placesOf(out, index, loop, size, -7, true)).toBe(undefined)
    })
    expect(firstDifference(x, y)).toBe(-1)
  })

  test('an index that is out of range is told', () => {
    const visited = [...offsetsOf(layout, 1)]
    if (visited.length === 0) return
    const wrong = index.map((i) => (i < 0n ? 0n : i))
    const place = visited[visited.length - 1]
    for (const [i, fromEnd] of [
      [23n, true],
      [-24n, true],
      [-1n, false],
      [2n ** 63n - 1n, false],
      [-(2n ** 63n), true],
    ] as const) {
      wrong[place] = i
      both(new Float64Array(extentOf(layout, 0)), (engine, out) => {
        expect(engine.placesOf(out, wrong, loop, size, 3, fromEnd)).toBe(true)
      })
    }
  })

  test.each(all)('what is not 0, %s', (dtype) => {
    const a = sample(dtype, extentOf(layout, 1), 91)
    const rank = layout.sizes.length
    const { offset, strides } = layout.operands[1]
    const own = Float64Array.of(rank, ...layout.sizes, offset, ...strides)
    const count = [...offsetsOf(layout, 1)].filter((at) => Number(a[at]) !== 0).length
    const [x, y] = both(new BigInt64Array(count * rank), (engine, out) => engine.nonzero(out, a, own))
    expect(firstDifference(x, y)).toBe(-1)
    if (layout.sizes.includes(0)) return
    for (const room of [count - 1, count + 1].filter((n) => n >= 0))
      expect(() => native.nonzero(new BigInt64Array(room * rank), a, own)).toThrow(RangeError)
  })
})
