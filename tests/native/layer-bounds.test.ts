import { describe, expect, test } from 'vitest'
import { native } from './support.js'

const of = (...numbers: number[]): Float64Array => Float64Array.from(numbers)
const floats = (n: number): Float32Array => new Float32Array(n).fill(7)

/** Calls with arrays of the right lengths, then with each of them one element short, or its meta one number short. */
const calls: readonly [name: string, lengths: readonly number[], run: (a: Float32Array[], cut: number) => void][] = [
  ['softmax', [12, 12], ([out, x], cut) => native.softmax(out, x, of(3, 4, 1, 0, 0).subarray(0, 5 - cut), false)],
  [
    'softmaxBackward',
    [12, 12, 12],
    ([out, g, y], cut) => native.softmaxBackward(out, g, y, of(2, 3, 2, 0, 0, 0).subarray(0, 6 - cut), true),
  ],
  [
    'classLosses',
    [6, 12, 6, 12, 2],
    ([losses, terms, rates, x, w], cut) =>
      native.classLosses(
        ...([losses, new Float64Array(2), terms, rates, x, new BigInt64Array(6), w] as const),
        of(3, 2, 2, -100, 1, 0, 0, 0, 0, 0, 0).subarray(0, 11 - cut),
      ),
  ],
  [
    'classLossesBackward',
    [12, 6, 12, 6, 2],
    ([out, g, terms, rates, w], cut) =>
      native.classLossesBackward(
        ...([out, g, terms, rates, new Uint8Array(6), w] as const),
        of(3, 2, 2, -100, 1, 1, 0, 0, 0, 0, 0, 0).subarray(0, 12 - cut),
      ),
  ],
  [
    'normalize',
    [24, 24, 3, 3],
    ([out, x, w, b], cut) =>
      native.normalize(out, x, new Float64Array(9), w, b, of(2, 3, 4, 0, 0, 0, 0, 0, 0, 0).subarray(0, 10 - cut)),
  ],
  [
    'normalizeBackward',
    [24, 3, 3, 24, 24, 3],
    ([gx, gw, gb, g, x, w], cut) =>
      native.normalizeBackward(
        ...([gx, gw, gb, g, x, new Float64Array(9), w] as const),
        of(2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0).subarray(0, 11 - cut),
      ),
  ],
  [
    'convolve',
    [2 * 3 * 9, 2 * 2 * 25, 3 * 2 * 9, 3],
    ([out, x, w, b], cut) => native.convolve(out, x, w, b, of(...GEOMETRY, 0, 0, 0, 0).subarray(0, 18 - cut)),
  ],
  [
    'convolveImages',
    [2 * 2 * 25, 2 * 3 * 9, 3 * 2 * 9],
    ([out, g, w], cut) => native.convolveImages(out, g, w, of(...GEOMETRY, 0, 0, 0).subarray(0, 17 - cut)),
  ],
  [
    'convolveFilters',
    [3 * 2 * 9, 3, 2 * 3 * 9, 2 * 2 * 25],
    ([out, b, g, x], cut) => native.convolveFilters(out, b, g, x, of(...GEOMETRY, 0, 0, 0, 0).subarray(0, 18 - cut)),
  ],
  [
    'maxPool',
    [8, 32],
    ([out, x], cut) => native.maxPool(out, new Int32Array(8), x, of(2, ...PAIRS, ...PAIRS, 0, 0).subarray(0, 21 - cut)),
  ],
  [
    'maxPoolBackward',
    [32, 8],
    ([out, g], cut) => native.maxPoolBackward(out, g, new Int32Array(8), of(2, 16, 4, 0, 0).subarray(0, 5 - cut)),
  ],
  [
    'meanPool',
    [8, 32],
    ([out, x], cut) => native.meanPool(out, x, of(2, ...PAIRS, ...PAIRS, 0, 0).subarray(0, 21 - cut)),
  ],
  [
    'meanPoolBackward',
    [32, 8],
    ([out, g], cut) => native.meanPoolBackward(out, g, of(2, ...PAIRS, ...PAIRS, 0, 0).subarray(0, 21 - cut)),
  ],
  [
    'step',
    [5, 5, 5, 5, 5],
    (data, cut) => native.step('adam', data, of(5, 0, 0, 0, 0, 0, 1, 1).subarray(0, 8 - cut), new Float64Array(8)),
  ],
]
// Two images of 2 channels, 5 by 5, 3 filters of 3 by 3.
const GEOMETRY = [2, 2, 5, 5, 3, 1, 3, 1, 0, 1, 3, 1, 0, 1]
// Two windows of two over four places.
const PAIRS = [4, 2, 1, 0, 2, 1, 2, 2, 1]

describe.each(calls)('%s', (_, lengths, run) => {
  test('takes what fits', () => run(lengths.map(floats), 0))
  test.each(lengths.map((n, i) => [i, n]))('array %i one element short', (short) => {
    const arrays = lengths.map((n, i) => floats(i === short ? n - 1 : n))
    expect(() => run(arrays, 0)).toThrow(RangeError)
    for (const array of arrays) expect(array.every((x) => x === 7)).toBe(true)
  })
  test('meta one number short', () => expect(() => run(lengths.map(floats), 1)).toThrow(RangeError))
})

const losses = (totals: Float64Array, target: BigInt64Array): number =>
  native.classLosses(floats(4), totals, null, null, floats(12), target, null, of(4, 3, 1, -100, 1, 0, 0, 0, 0, 0, 0))

test.each([
  ['statistics', () => native.moments(new Float64Array(8), floats(24), of(2, 3, 4, 0, 0, 1e-5))],
  ['places', () => native.maxPool(floats(8), new Int32Array(7), floats(32), of(2, ...PAIRS, ...PAIRS, 0, 0))],
  ['a place', () => native.maxPoolBackward(floats(32), floats(8), new Int32Array(8).fill(16), of(2, 16, 4, 0, 0))],
  ['totals', () => losses(new Float64Array(1), new BigInt64Array(4))],
  ['targets', () => losses(new Float64Array(2), new BigInt64Array(3))],
  [
    'a class, backward',
    () => {
      const meta = of(4, 3, 1, -100, 1, 1, 0, 0, 0, 0, 0, 0)
      native.classLossesBackward(floats(12), floats(4), null, null, new BigInt64Array(4).fill(3n), null, meta)
    },
  ],
  ['a window', () => native.meanPool(floats(8), floats(32), of(2, 4, 2, 1, 0, 2, 1, 3, 2, 1, ...PAIRS, 0, 0))],
  ['a size', () => native.softmax(floats(1), floats(1), of(2 ** 31, 1, 1, 0, 0), false)],
  ['sizes that overflow', () => native.softmax(floats(1), floats(1), of(2e9, 2e9, 2e9, 0, 0), false)],
  [
    'groups',
    () =>
      native.convolve(floats(1), floats(1), floats(1), null, of(1, 3, 1, 1, 2, 2, ...GEOMETRY.slice(6), 0, 0, 0, 0)),
  ],
  [
    'a kernel',
    () => native.convolveImages(floats(1), floats(1), floats(1), of(1, 1, 2, 2, 1, 1, ...GEOMETRY.slice(6), 0, 0, 0)),
  ],
  ['an offset', () => native.softmax(floats(4), floats(4), of(1, 4, 1, 0, 2 ** 53), false)],
  ['NaN', () => native.softmax(floats(4), floats(4), of(1, Number.NaN, 1, 0, 0), false)],
])('%s out of range', (_, run) => expect(run).toThrow(RangeError))
