import { decode } from 'fast-png'
import { describe, expect, test } from 'vitest'
import { fontFiles, textWidth } from '../../src/plot/fonts.js'
import { pngSize, rasterise, renderVega, renderVegaLite } from '../../src/plot/render.js'
import { pixels, rgb } from './oracle.js'

const text = (family: string, content = 'Genauigkeit 0.98') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><rect width="200" height="40" fill="#fff"/>
   <text x="5" y="25" font-family="${family}" font-size="14">${content}</text></svg>`

const inked = async (svg: string): Promise<number> => {
  const png = pixels(await rasterise(svg))
  return png.width * png.height - png.count([255, 255, 255])
}

describe('text is never missing', () => {
  test.each(['sans-serif', 'Helvetica Neue', 'No Such Font', 'monospace', 'serif'])('%s', async (family) => {
    expect(await inked(text(family))).toBeGreaterThan(1000)
  })

  test('nor are Greek letters, arrows, and the signs of mathematics', async () => {
    for (const sign of 'σμ∂∇√≈≤×→±·…²₂ö') expect(await inked(text('sans-serif', sign)), sign).toBeGreaterThan(5)
  })

  test('the fonts come with the package', () => {
    expect(fontFiles()).toHaveLength(4)
    for (const path of fontFiles()) expect(path).toContain('node_modules')
  })
})

describe('text is measured in the font it is drawn in', () => {
  // What Chromium's measureText gives for the same fonts at 100 px, kerning off.
  test.each([
    ['Accuracy', 'sans-serif', 'normal', 458.30078125],
    ['Accuracy', 'sans-serif', 'bold', 508.3984375],
    ['σ² ≈ 1.000', 'sans-serif', 'normal', 537.109375],
    ['σ² ≈ 1.000', 'sans-serif', 600, 591.40625],
    ['Accuracy', 'monospace', 'normal', 481.640625],
  ])('%s, %s %s', (word, family, weight, expected) => {
    expect(textWidth(word, { size: 100, family, weight })).toBeCloseTo(expected, 6)
  })

  test('so a long label finds room', async () => {
    const label = 'a label of sixty letters, which is far longer than most are.'
    const spec = {
      $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
      data: { values: [{ label, value: 1 }] },
      mark: 'bar',
      config: { axis: { labelLimit: 1000 } },
      encoding: { y: { field: 'label', title: null }, x: { field: 'value', type: 'quantitative', title: null } },
    }
    const { width, at } = pixels(await renderVegaLite(spec))
    expect(width / 2).toBeCloseTo(200 + 5 + 10 + textWidth(label, { size: 10 }), -2)
    // No letter touches the edge.
    for (let y = 10; y < 30; y++) expect(at(2, y)).toEqual([255, 255, 255])
  })
})

test('a Vega specification is drawn too', async () => {
  const png = await renderVega({
    width: 20,
    height: 10,
    padding: 0,
    background: '#ffffff',
    marks: [
      { type: 'rect', encode: { enter: { width: { value: 20 }, height: { value: 10 }, fill: { value: '#ff0000' } } } },
    ],
  })
  expect(pngSize(png)).toEqual({ width: 20, height: 10 })
  expect(pixels(png).count(rgb('#ff0000'))).toBe(800)
})

test('a specification that makes no sense is an error', async () => {
  await expect(renderVegaLite({ $schema: 'https://vega.github.io/schema/vega-lite/v5.json' })).rejects.toThrow()
})

test('charts drawn at the same time do not disturb each other', async () => {
  const spec = (y: number) => ({
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    data: { values: [{ y }] },
    mark: 'bar',
    encoding: { y: { field: 'y', type: 'quantitative' as const } },
  })
  const [a, b, again] = await Promise.all([spec(1), spec(50), spec(1)].map((s) => renderVegaLite(s)))
  expect(Buffer.from(again).equals(a)).toBe(true)
  expect(Buffer.from(again).equals(b)).toBe(false)
})

describe('PNGs are small', () => {
  const chart = (fill: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="300">${fill}</svg>`
  const colors = Array.from(
    { length: 500 },
    (_, x) => `<rect x="${x}" width="1" height="300" fill="rgb(${x % 256},${x >> 1},9)"/>`,
  )

  test('few colours become a palette, exactly', async () => {
    const png = await rasterise(
      chart('<rect width="500" height="300" fill="#fff"/><rect width="9" height="9" fill="#0072b2"/>'),
    )
    expect(decode(png).palette).toHaveLength(2)
    expect(pixels(png).count(rgb('#0072b2'))).toBe(18 * 18)
    expect(png.length).toBeLessThan(2000)
  })

  test('many colours stay as they are, and so does what is transparent', async () => {
    const many = await rasterise(chart(colors.join('')))
    expect(decode(many).palette).toBeUndefined()
    expect(pixels(many).at(2 * 300, 5)).toEqual([44, 150, 9])
    const clear = decode(await rasterise(chart('<rect width="9" height="9" fill="#0072b2"/>')))
    expect([clear.channels, clear.data[3], clear.data.at(-1)]).toEqual([4, 255, 0])
  })
})
