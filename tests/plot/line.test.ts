import { describe, expect, test } from 'vitest'
import { ValueError } from '../../src/errors.js'
import { line } from '../../src/plot/index.js'
import { Tensor } from '../../src/tensor.js'
import { pixels, rgb, rows } from './oracle.js'

const losses = { train: [2.3, 0.9, 0.4], valid: [2.4, 1.1, 0.8] }

describe('data', () => {
  test('one series, counted from 0', () => {
    expect(rows(line([3, 1, 2]))).toEqual([
      { x: 0, y: 3 },
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ])
  })

  test('x and y, as tensors, typed arrays or numbers', () => {
    const expected = [
      { x: 10, y: 1 },
      { x: 20, y: 2 },
    ]
    const tensor = Tensor.own(Float32Array.of(1, 2), 'float32', [2])
    expect(rows(line([10, 20], [1, 2]))).toEqual(expected)
    expect(rows(line(Int32Array.of(10, 20), tensor))).toEqual(expected)
    expect(rows(line(tensor, { x: [10n, 20n] }))).toEqual(expected)
  })

  test('a list of 0-d tensors, as a training loop gathers them', () => {
    const scalar = (x: number) => Tensor.own(Float32Array.of(x), 'float32', [])
    expect(rows(line([scalar(0.5), scalar(0.25)])).map(({ y }) => y)).toEqual([0.5, 0.25])
  })

  test('several series, named', () => {
    const figure = line(losses)
    expect(rows(figure)[3]).toEqual({ x: 0, y: 2.4, series: 'valid' })
    expect(String(figure)).toBe('line 2 series × 3 points, 0.4…2.4')
    expect(rows(line([[1], [2]])).map(({ series }) => series)).toEqual(['series 1', 'series 2'])
    expect(rows(line([[1], [2]], { labels: ['a', 'b'] })).map(({ series }) => series)).toEqual(['a', 'b'])
    expect(rows(line([7, 8], losses.train.slice(1)))).toHaveLength(2)
    expect(rows(line([7, 8, 9], losses, {}))[5]).toEqual({ x: 9, y: 0.8, series: 'valid' })
  })

  test('a value that is not finite leaves a gap', () => {
    expect(rows(line([1, Number.NaN, 3, Number.POSITIVE_INFINITY])).map(({ y }) => y)).toEqual([1, null, 3, null])
  })

  test('numbers are as long as the eye can tell apart, and no longer', () => {
    expect(rows(line([0, 1 / 3, 1])).map(({ y }) => y)).toEqual([0, 0.3333, 1])
    expect(rows(line([1e6, 1e6 + 1 / 3, 1e6 + 1])).map(({ y }) => y)).toEqual([1e6, 1000000.3333, 1000001])
    expect(rows(line([0, 123456.789])).map(({ y }) => y)).toEqual([0, 123457])
    expect(rows(line([1 / 3e-9, 1 / 3e9], { yscale: 'log' })).map(({ y }) => y)).toEqual([333330000, 3.3333e-10])
    // The last bits of a sum do not show.
    expect(line([0.1 + 0.2, 1]).spec).toEqual(line([0.3, 1]).spec)
  })
})

describe('axes', () => {
  test('logarithmic axes have ticks at powers of ten', () => {
    const { encoding } = line([1, 1000], [1e-5, 40], { xscale: 'log', yscale: 'log' }).spec as unknown as {
      encoding: Record<'x' | 'y', { scale: object; axis: { values: number[] } }>
    }
    expect(encoding.x.scale).toMatchObject({ type: 'log' })
    expect(encoding.x.axis.values).toEqual([1, 10, 100, 1000])
    expect(encoding.y.axis.values).toEqual([0.00001, 0.0001, 0.001, 0.01, 0.1, 1, 10, 100])
  })

  test('counted from 1 on a logarithmic x axis', () => {
    expect(rows(line([5, 6], { xscale: 'log' })).map(({ x }) => x)).toEqual([1, 2])
  })

  test('titles stand where they are asked for', async () => {
    const svg = await line(losses, { title: 'Loss', xlabel: 'epoch', ylabel: 'cross-entropy' }).toSVG()
    for (const text of ['Loss', 'epoch', 'cross-entropy', 'train', 'valid']) expect(svg).toContain(`>${text}</text>`)
  })

  test('the legend can be left out', async () => {
    expect(await line(losses, { legend: false }).toSVG()).not.toContain('>train</text>')
  })
})

test('series are drawn in the colours of the theme', async () => {
  const png = pixels(await line({ a: [0, 0], b: [1, 1] }).toPNG())
  expect(png.count(rgb('#0072b2'))).toBeGreaterThan(800)
  expect(png.count(rgb('#d55e00'))).toBeGreaterThan(800)
})

test('a single point is visible', async () => {
  expect(pixels(await line([1]).toPNG()).count(rgb('#0072b2'))).toBeGreaterThan(20)
})

describe('misuse', () => {
  test.each([
    ['lengths', () => line([1, 2, 3], [1, 2]), 'x and y must have the same length, but have 3 and 2 values'],
    [
      'lengths of a series',
      () => line({ a: [1, 2], b: [1] }, { x: [1, 2] }),
      "x and 'b' must have the same length, but have 2 and 1 values",
    ],
    ['nothing', () => line([]), 'the data is empty: there is nothing to draw'],
    ['no series', () => line({}), 'line has no series to draw'],
    ['an empty series', () => line({ a: [] }), "'a' is empty"],
    ['nothing finite', () => line([Number.NaN, Number.NaN]), 'y holds no finite value'],
    ['x that is not finite', () => line([0, Number.NaN], [1, 2]), 'x[1] is NaN: positions must be finite'],
    [
      'zero on a log scale',
      () => line([1, 0, 2], { yscale: 'log' }),
      'a log scale needs values above 0, but y[1] is 0',
    ],
    [
      'negative x on a log scale',
      () => line([-1, 2], [1, 2], { xscale: 'log' }),
      'a log scale needs values above 0, but x[0] is -1',
    ],
    ['zero in a named series', () => line({ a: [1], b: [0] }, { yscale: 'log' }), "but 'b'[0] is 0"],
    [
      'a matrix',
      () => line(Tensor.own(new Float32Array(6), 'float32', [2, 3])),
      'the data must be one-dimensional, got shape (2, 3)',
    ],
    ['labels', () => line([[1], [2]], { labels: ['a'] }), 'line has 2 series but 1 labels'],
    ['scale', () => line([1], { yscale: 'symlog' as never }), "yscale must be 'linear' or 'log', got 'symlog'"],
    ['size', () => line([1], { width: -3 }), 'width must be a number of pixels above 0, got -3'],
  ])('%s', (_name, call, message) => {
    expect(call).toThrow(ValueError)
    expect(call).toThrow(message)
  })

  test('what is no number', () => {
    expect(() => line(['a'] as never)).toThrow(
      new TypeError("the data[0] must be a tensor or numbers, got the string 'a'"),
    )
  })
})
