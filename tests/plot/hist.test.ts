import { describe, expect, test } from 'vitest'
import { ValueError } from '../../src/errors.js'
import { hist } from '../../src/plot/index.js'
import { Tensor } from '../../src/tensor.js'
import { rows } from './oracle.js'

const heights = (figure: ReturnType<typeof hist>) => rows(figure).map(({ height }) => height)

describe('bins are those of numpy.histogram', () => {
  // numpy 2: np.histogram(values, …); bins without values have no row.
  test('half open, the last one closed', () => {
    // np.histogram([0, 1, 1, 2, 3, 4], 4) → [1, 2, 1, 2], [0, 1, 2, 3, 4]
    const figure = hist([0, 1, 1, 2, 3, 4], { bins: 4 })
    expect(rows(figure)).toEqual([
      { from: 0, to: 1, height: 1 },
      { from: 1, to: 2, height: 2 },
      { from: 2, to: 3, height: 1 },
      { from: 3, to: 4, height: 2 },
    ])
    expect(String(figure)).toBe('hist 6 values in 4 bins, 0…4')
  })

  test('density has area 1', () => {
    // np.histogram([0, 1, 1, 2], 4, range=(0, 8), density=True) → [0.375, 0.125, 0, 0]
    expect(heights(hist([0, 1, 1, 2], { bins: 4, range: [0, 8], density: true }))).toEqual([0.375, 0.125])
  })

  test('a range leaves out what lies outside, and NaN', () => {
    expect(heights(hist([-1, 0.5, 1.5, 9, Number.NaN], { bins: 2, range: [0, 2] }))).toEqual([1, 1])
  })

  test('edges of any width', () => {
    // np.histogram([1, 2, 3, 10], [0, 2, 4, 100]) → [1, 2, 1]
    expect(heights(hist([1, 2, 3, 10], { bins: [0, 2, 4, 100] }))).toEqual([1, 2, 1])
  })

  test('equal values get a bin of their own', () => {
    // np.histogram([3, 3], 1) → [2], [2.5, 3.5]
    expect(rows(hist([3, 3], { bins: 1 }))).toEqual([{ from: 2.5, to: 3.5, height: 2 }])
  })

  test('every value is counted once', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i) * 7)
    for (const bins of [1, 7, 30, 1000])
      expect(rows(hist(values, { bins })).reduce((sum, { height }) => sum + Number(height), 0)).toBe(1000)
  })
})

test('elements of a tensor of any shape, also of a view', () => {
  const x = Tensor.own(Float32Array.of(0, 1, 2, 3, 4, 5), 'float32', [2, 3])
  expect(heights(hist(x, { bins: 2 }))).toEqual([3, 3])
  expect(heights(hist(x.alias([3], [1], 0), { bins: 2 }))).toEqual([1, 2])
  expect(String(hist(x))).toBe('hist 6 values in 30 bins, 0…5')
})

test('series share their bins', () => {
  const figure = hist({ a: [0, 1], b: [3, 4] }, { bins: 4 })
  expect(rows(figure)).toEqual([
    { from: 0, to: 1, height: 1, series: 'a' },
    { from: 1, to: 2, height: 1, series: 'a' },
    { from: 3, to: 4, height: 2, series: 'b' },
  ])
  expect(String(figure)).toBe('hist 2 series, 4 values in 4 bins, 0…4')
})

test('each series can have a chart of its own, on the same axes', async () => {
  const figure = hist({ b: [0, 1, 1], a: [4] }, { bins: 4, columns: 2, title: 'Layers' })
  expect(figure.spec).toMatchObject({
    columns: 2,
    facet: { field: 'series', sort: ['b', 'a'] },
    spec: { width: 200, height: 90 },
  })
  const svg = await figure.toSVG()
  for (const text of ['a', 'b', 'Layers']) expect(svg).toContain(`>${text}</text>`)
  expect(hist([1, 2], { columns: 2 }).spec.mark).toBeDefined()
  const outside = hist({ a: [1], b: [9], c: [1] }, { bins: 2, range: [0, 2], columns: 3, yscale: 'log' })
  const { values } = outside.spec.data as { values: { series: string; height: number }[] }
  expect(values.filter(({ series }) => series === 'b')).toEqual([{ from: 0, to: 1, height: 0.5, series: 'b' }])
  expect(() => hist([1], { columns: 0 })).toThrow('columns must be a whole number above 0, got 0')
})

test('counts are whole, also on a logarithmic axis', () => {
  const { encoding } = hist([1, 1, 2], { bins: 2, yscale: 'log' }).spec as unknown as { encoding: { y: object } }
  expect(encoding.y).toMatchObject({ scale: { type: 'log', domainMin: 0.5 }, axis: { values: [1, 2] } })
})

test.each([
  ['NaN', () => hist([1, Number.NaN]), 'hist has 1 of 2 values that are not finite; give a range to leave them out'],
  [
    'infinity in a series',
    () => hist({ a: [1], b: [Number.POSITIVE_INFINITY] }),
    "'b' has 1 of 1 values that are not finite",
  ],
  ['nothing', () => hist([]), 'the data is empty'],
  ['nothing within the range', () => hist([1, 2], { range: [5, 6] }), 'hist has no value within the bins'],
  ['no bins', () => hist([1], { bins: 0 }), 'bins must be a whole number from 1 to 1000, got 0'],
  ['half a bin', () => hist([1], { bins: 2.5 }), 'got 2.5'],
  ['falling edges', () => hist([1], { bins: [0, 2, 1] }), 'bins must be finite and rising, but edge 2 is 1'],
  ['one edge', () => hist([1], { bins: [0] }), 'bins must be from 2 to 1001 edges, got 1'],
  ['range', () => hist([1], { range: [2, 1] }), 'range must be two finite numbers, the smaller first, got [2, 1]'],
])('misuse: %s', (_name, call, message) => {
  expect(call).toThrow(ValueError)
  expect(call).toThrow(message)
})
