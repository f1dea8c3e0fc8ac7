import { describe, expect, test } from 'vitest'
import { ValueError } from '../../src/errors.js'
import { bar } from '../../src/plot/index.js'
import { Tensor } from '../../src/tensor.js'
import { pixels, rgb, rows } from './oracle.js'

const blue = rgb('#0072b2')

describe('data', () => {
  test('values by label, in the order given', () => {
    const figure = bar({ b: 2, a: 1 })
    expect(rows(figure)).toEqual([
      { label: 'b', value: 2 },
      { label: 'a', value: 1 },
    ])
    expect(String(figure)).toBe('bar 2 bars, 1…2')
  })

  test('labels and values, also of a tensor', () => {
    const values = Tensor.own(BigInt64Array.of(4932n, 5678n), 'int64', [2])
    expect(rows(bar([0, 1], values))).toEqual([
      { label: '0', value: 4932 },
      { label: '1', value: 5678 },
    ])
  })

  test('groups', () => {
    const figure = bar(['forward', 'backward'], { here: [1, 2], PyTorch: [3, 4] })
    expect(rows(figure)[2]).toEqual({ label: 'forward', value: 3, series: 'PyTorch' })
    expect(String(figure)).toBe('bar 2 bars × 2 series, 1…4')
  })

  test('values are written out on demand', () => {
    expect(rows(bar({ a: 1.23456 }, { values: true }))[0].text).toBe('1.23')
    expect(rows(bar({ a: 1.5 }, { values: (x) => `${x} s` }))[0].text).toBe('1.5 s')
  })
})

describe('the picture', () => {
  /** Rows of pixels, from the bottom of the highest bar's column, that are blue. */
  async function height(values: Record<string, number>, options = {}) {
    const png = pixels(await bar(values, { height: 200, width: 100, ...options }).toPNG())
    return png.count(blue)
  }

  test('areas are in the ratio of the values', async () => {
    const [one, three] = [await height({ a: 1, b: 0 }), await height({ a: 1, b: 3 })]
    // a fills the chart alone, then a third of it beside b.
    expect(three / one).toBeCloseTo(4 / 3, 1)
  })

  test('a logarithmic axis begins below the smallest value', async () => {
    const figure = bar({ a: 1, b: 100 }, { scale: 'log', height: 200, width: 100 })
    const { layer, encoding } = figure.spec as unknown as {
      layer: { encoding: object }[]
      encoding: Record<'y', object>
    }
    expect(encoding.y).toMatchObject({ scale: { type: 'log', domainMin: 0.1 }, axis: { values: [0.1, 1, 10, 100] } })
    expect(layer[0].encoding).toMatchObject({ y2: { datum: 0.1 } })
    // One decade beside three.
    const [alone, both] = [await height({ a: 100 }, { scale: 'log' }), await height({ a: 1, b: 100 }, { scale: 'log' })]
    expect(alone).toBeGreaterThan(1000)
    expect(both).toBeGreaterThan(1000)
  })

  test('labels lie beside horizontal bars', async () => {
    const svg = await bar({ 'three nested loops': 3, matmul: 1 }, { horizontal: true, xlabel: 'seconds' }).toSVG()
    expect(svg).toContain('>three nested loops</text>')
    expect(svg).toContain('>seconds</text>')
  })
})

test.each([
  ['lengths', () => bar(['a', 'b'], [1]), 'bar has 2 labels but 1 values'],
  ['lengths of a series', () => bar(['a'], { x: [1], y: [1, 2] }), "bar has 1 labels but 2 values in 'y'"],
  ['NaN', () => bar({ a: 1, b: Number.NaN }), "the value of 'b' is NaN: bars need finite values"],
  [
    'zero on a log scale',
    () => bar({ a: 1, b: 0 }, { scale: 'log' }),
    'a log scale needs values above 0, but values[1] is 0',
  ],
  ['nothing', () => bar({}), 'the data is empty'],
  ['a label twice', () => bar(['a', 'a'], [1, 2]), "bar has the label 'a' twice"],
  ['scale', () => bar({ a: 1 }, { scale: 'logarithmic' as never }), "scale must be 'linear' or 'log'"],
])('misuse: %s', (_name, call, message) => {
  expect(call).toThrow(ValueError)
  expect(call).toThrow(message)
})

test('misuse: values without labels', () => {
  expect(() => bar([1, 2] as never)).toThrow(
    new TypeError('bar takes {label: value, …}, or an array of labels and the values'),
  )
})
