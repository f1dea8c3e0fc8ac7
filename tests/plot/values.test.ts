import { describe, expect, test } from 'vitest'
import { decades, logTicks } from '../../src/plot/axes.js'
import { extent, rounder } from '../../src/plot/numbers.js'
import { toNumbers } from '../../src/plot/values.js'
import { Tensor } from '../../src/tensor.js'

describe('numbers of', () => {
  const x = Tensor.own(
    Float32Array.from({ length: 24 }, (_, i) => i),
    'float32',
    [2, 3, 4],
  )

  test('a tensor', () => {
    expect(toNumbers(x, 'x')).toMatchObject({ shape: [2, 3, 4], integral: false })
    expect([...toNumbers(x, 'x').data]).toEqual(Array.from({ length: 24 }, (_, i) => i))
  })

  test('a transposed, stepped or expanded view', () => {
    expect([...toNumbers(x.alias([4, 3, 2], [1, 4, 12], 0), 'x').data].slice(0, 7)).toEqual([0, 12, 4, 16, 8, 20, 1])
    expect([...toNumbers(x.alias([2, 2], [12, 2], 1), 'x').data]).toEqual([1, 3, 13, 15])
    expect([...toNumbers(x.alias([2, 3], [0, 1], 4), 'x').data]).toEqual([4, 5, 6, 4, 5, 6])
    expect([...toNumbers(x.alias([], [], 5), 'x').data]).toEqual([5])
    expect(toNumbers(x.alias([0, 3], [3, 1], 0), 'x')).toMatchObject({ shape: [0, 3], data: new Float32Array(0) })
  })

  test('every dtype', () => {
    expect(toNumbers(Tensor.own(BigInt64Array.of(-3n, 4n), 'int64', [2]), 'x')).toMatchObject({
      data: Float64Array.of(-3, 4),
      integral: true,
    })
    expect(toNumbers(Tensor.own(Uint8Array.of(0, 1), 'bool', [2]), 'x')).toMatchObject({
      data: Float64Array.of(0, 1),
      integral: true,
    })
  })

  test('arrays, nested and mixed', () => {
    const row = Tensor.own(Float32Array.of(1, 2), 'float32', [2])
    expect(toNumbers([row, [3n, true], new Int8Array([5, 6])], 'x')).toMatchObject({
      shape: [3, 2],
      data: Float64Array.of(1, 2, 3, 1, 5, 6),
    })
    expect(toNumbers([], 'x')).toMatchObject({ shape: [0], data: new Float64Array(0) })
  })
})

test('extent looks at finite values only', () => {
  expect(extent([Number.NaN, 3, -1, Number.POSITIVE_INFINITY])).toEqual([-1, 3])
  expect(extent([Number.NaN])).toBeUndefined()
  expect(extent([])).toBeUndefined()
})

test('rounding keeps a ten-thousandth of the range', () => {
  expect(rounder([0, 1])(0.123456789)).toBe(0.1235)
  expect(rounder([0, 1e-9])(1.23456789e-10)).toBe(1.235e-10)
  expect(rounder([5, 5])(5)).toBe(5)
  expect(rounder([0, 0])(0)).toBe(0)
  expect(rounder([1e300, 2e300])(1.5e300)).toBe(1.5e300)
  expect(rounder([0, 1e-200])(1 / 3e200)).toBe(3.3333e-201)
  expect(Object.is(rounder([-1, 1])(-1e-9), 0)).toBe(true)
})

test('ticks of a logarithmic axis', () => {
  expect(logTicks([1, 1000])).toEqual([1, 10, 100, 1000])
  expect(logTicks([3, 60])).toEqual([5, 10, 20, 50])
  expect(logTicks([1e-12, 1e4])).toEqual([1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1, 100, 1e4])
  expect(decades([0.03, 2])).toEqual([0.01, 10])
})
