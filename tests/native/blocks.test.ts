import { describe, expect, test } from 'vitest'
import { all, both, dataOf, firstDifference, native, plain, sample } from './support.js'

/** Blocks of [3, n] elements; the listed side has rows of 50, the other is packed. */
const geometries = [
  { name: 'rows', n: 20, count: 7, loop: [1, 20, 0, 1, 0, 1] },
  { name: 'single elements', n: 1, count: 33, loop: [1, 1, 0, 1, 0, 1] },
  { name: 'strided', n: 8, count: 5, loop: [1, 8, 0, 1, 0, 2] },
  { name: 'matrices', n: 30, count: 4, loop: [2, 3, 10, 0, 10, 1, 0, 50, 1] },
  { name: 'columns', n: 12, count: 31, loop: [2, 3, 4, 0, 4, 1, 0, 400, 100] },
  { name: 'many columns', n: 40, count: 4000, loop: [1, 40, 0, 1, 0, 1000] },
  { name: 'many single elements', n: 1, count: 70_000, loop: [1, 1, 0, 1, 0, 1] },
  { name: 'whole rows', n: 200, count: 700, loop: [1, 200, 0, 1, 0, 1], step: 200 },
  { name: 'large', n: 784, count: 200, loop: [1, 784, 0, 1, 0, 1] },
]

describe.each(geometries)('$name', ({ n, count, loop, step = 1 }) => {
  const places = Float64Array.from({ length: count }, (_, i) => ((i * 7919) % (400 / step)) * step)
  // What the listed side reaches.
  const extent = loop[0] === 1 ? 400 + (loop[1] - 1) * loop[5] : 400 + (loop[1] - 1) * loop[7] + (loop[2] - 1) * loop[8]
  const swapped = (() => {
    const rank = loop[0]
    const [sizes, out, a] = [loop.slice(1, 1 + rank), loop.slice(1 + rank, 2 + 2 * rank), loop.slice(2 + 2 * rank)]
    return Float64Array.of(rank, ...sizes, ...a, ...out)
  })()

  test.each(all)('gather %s', (dtype) => {
    const a = sample(dtype, extent, 61)
    const [x, y] = both(dataOf(dtype, n * count), (engine, out) =>
      engine.gatherBlocks(out, a, places, n, Float64Array.from(loop)),
    )
    expect(firstDifference(x, y)).toBe(-1)
  })
  test.each(all)('scatter %s', (dtype) => {
    const a = sample(dtype, n * count, 62)
    const [x, y] = both(dataOf(dtype, extent), (engine, out) => engine.scatterBlocks(out, a, places, n, swapped, false))
    expect(firstDifference(x, y)).toBe(-1)
  })
  // Places repeat: all that arrives at one is added, in order.
  test.each(all)('accumulate %s', (dtype) => {
    const a = plain(dtype, n * count, 63, 0, 9)
    const [x, y] = both(plain(dtype, extent, 64, 0, 9), (engine, out) =>
      engine.scatterBlocks(out, a, places, n, swapped, true),
    )
    expect(firstDifference(x, y)).toBe(-1)
  })
})

test('no blocks', () => {
  const out = Float32Array.of(1, 2)
  native.gatherBlocks(out, new Float32Array(0), new Float64Array(0), 5, Float64Array.of(1, 3, 0, 1, 0, 1))
  native.scatterBlocks(out, new Float32Array(0), new Float64Array(0), 5, Float64Array.of(1, 3, 0, 1, 0, 1), true)
  expect([...out]).toEqual([1, 2])
})

test('a block outside its array', () => {
  const [out, a] = [new Float32Array(6), new Float32Array(6)]
  const loop = Float64Array.of(1, 3, 0, 1, 0, 1)
  const gather = (offsets: number[], blockStride: number) => () =>
    native.gatherBlocks(out, a, Float64Array.from(offsets), blockStride, loop)
  expect(gather([0, 3], 3)).not.toThrow()
  expect(gather([0, 4], 3)).toThrow(new RangeError('a: the loop reaches beyond its 6 elements'))
  expect(gather([-1, 0], 3)).toThrow(new RangeError('a: the loop reaches before its 6 elements'))
  expect(gather([0, 0], 4)).toThrow(new RangeError('out: the loop reaches beyond its 6 elements'))
  expect(gather([0, 0], -1)).toThrow(new RangeError('out: the loop reaches before its 6 elements'))
  expect(gather([0, 0.5], 3)).toThrow(new RangeError('offsets: element 1 is not a whole number'))
  expect(gather([0, Number.NaN], 3)).toThrow(RangeError)
  expect(gather([0, 1, 2], 2 ** 53)).toThrow(RangeError)
})
