import { describe, expect, test } from 'vitest'
import { all, both, dataOf, extentOf, firstDifference, layouts, loopOf, native, sample } from './support.js'

const pairs = all.flatMap((to) => all.map((from) => [from, to] as const))
const LAYOUTS = layouts(1)
const LARGE = layouts(1, 'large')

describe('copy', () => {
  test.each(pairs)('%s to %s', (from, to) => {
    for (const layout of from === to || to === 'float32' ? [...LAYOUTS, ...LARGE] : LAYOUTS) {
      const a = sample(from, extentOf(layout, 1), 31)
      const [x, y] = both(sample(to, extentOf(layout, 0) + 2, 32), (engine, out) =>
        engine.copy(out, a, loopOf(layout), false),
      )
      const at = firstDifference(x, y)
      if (at >= 0) expect.fail(`${layout.name}: element ${at} is ${x[at]}, portable has ${y[at]}`)
    }
  })

  test.each(all)('%s to bool', (from) => {
    for (const layout of LAYOUTS) {
      const a = sample(from, extentOf(layout, 1), 33)
      const [x, y] = both(new Uint8Array(extentOf(layout, 0) + 2), (engine, out) =>
        engine.copy(out, a, loopOf(layout), true),
      )
      expect(firstDifference(x, y)).toBe(-1)
    }
  })

  // Sizes around the tile's width, rows of the source padded or not, one matrix or several.
  test.each(all)('transposed %s', (dtype) => {
    for (const [planes, rows, columns, pad] of [
      [1, 16, 16, 0],
      [1, 17, 31, 0],
      [1, 64, 48, 3],
      [3, 33, 20, 1],
      [1, 300, 250, 0],
      [5, 100, 150, 7],
      [2, 1, 100, 0],
      [1, 100, 1, 0],
    ]) {
      const ld = rows + pad
      const a = sample(dtype, planes * columns * ld, 34)
      const loop = Float64Array.of(3, planes, rows, columns, 0, rows * columns, columns, 1, 0, columns * ld, 1, ld)
      const out = dataOf(dtype, planes * rows * columns)
      native.copy(out, a, loop, false)
      const expected = dataOf(dtype, out.length)
      for (let p = 0; p < planes; p++)
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < columns; j++) expected[(p * rows + i) * columns + j] = a[(p * columns + j) * ld + i]
      expect(firstDifference(out, expected)).toBe(-1)
    }
  })
})

describe('fill', () => {
  test.each(all)('%s', (dtype) => {
    const big = dtype === 'int64'
    for (const layout of [...layouts(0), ...layouts(0, 'large')])
      for (const value of [0, 7, 255]) {
        const [x, y] = both(sample(dtype, extentOf(layout, 0) + 2, 35), (engine, out) =>
          engine.fill(out, big ? BigInt(value) : value, loopOf(layout)),
        )
        expect(firstDifference(x, y)).toBe(-1)
      }
  })

  test('values that the type cannot hold', () => {
    const one = Float64Array.of(1, 1, 0, 1)
    const filled = <T extends Parameters<typeof native.fill>[0]>(out: T, value: number | bigint) => {
      native.fill(out, value, one)
      return out[0]
    }
    expect(filled(new BigInt64Array(1), 2n ** 63n - 1n)).toBe(2n ** 63n - 1n)
    expect(filled(new BigInt64Array(1), -3)).toBe(-3n)
    expect(filled(new Uint8Array(1), -1)).toBe(255)
    expect(filled(new Int32Array(1), 1.9)).toBe(1)
    expect(filled(new Float32Array(1), 0.1)).toBe(Math.fround(0.1))
    expect(filled(new Float64Array(1), Number.NaN)).toBeNaN()
    expect(filled(new Float32Array(1), 5n)).toBe(5)
  })
})
