import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { decode } from 'fast-png'
import { afterAll, describe, expect, test } from 'vitest'
import { bundleOf } from '../../src/display/bundle.js'
import { ValueError } from '../../src/errors.js'
import { line } from '../../src/plot/index.js'

const figure = line({ a: [1, 2], b: [2, 3] }, { title: 'Two' })
const folder = mkdtempSync(join(tmpdir(), 'tsgrad-figure-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('display', () => {
  test('one bundle: specification, picture and text, with the size of the picture', async () => {
    const { data, metadata } = await bundleOf(figure)
    expect(Object.keys(data).sort()).toEqual(['application/vnd.vegalite.v5+json', 'image/png', 'text/plain'])
    expect(data['application/vnd.vegalite.v5+json']).toEqual(figure.spec)
    expect(data['text/plain']).toBe('line 2 series × 2 points, 1…3')
    const png = decode(Buffer.from(String(data['image/png']), 'base64'))
    expect(metadata['image/png']).toEqual({ width: png.width / 2, height: png.height / 2 })
    // The plotting area, and room for axes and legend.
    expect(png.width / 2).toBeGreaterThan(470)
    expect(png.height / 2).toBeGreaterThan(280)
  })

  test('is the same each time, so that a stored notebook can be compared', async () => {
    expect(await bundleOf(line({ a: [1, 2], b: [2, 3] }, { title: 'Two' }))).toEqual(await bundleOf(figure))
  })

  test('all colours are set: a dark theme leaves the chart as it is', () => {
    const { config } = figure.spec as unknown as { config: Record<string, Record<string, unknown>> }
    expect(config).toMatchObject({
      background: '#ffffff',
      axis: { labelColor: /#/, titleColor: /#/, domainColor: /#/, tickColor: /#/, gridColor: /#/ },
      legend: { labelColor: /#/, titleColor: /#/ },
      title: { color: /#/, subtitleColor: /#/ },
      style: { 'guide-label': { fill: /#/ }, 'guide-title': { fill: /#/ } },
      mark: { color: /#/ },
    })
  })

  test('as text it is its summary', () => {
    expect(String(figure)).toBe('line 2 series × 2 points, 1…3')
    expect(inspect(figure)).toBe('line 2 series × 2 points, 1…3')
  })
})

describe('save', () => {
  test('as PNG, at any scale', async () => {
    const path = join(folder, 'a.png')
    await figure.save(path, { scale: 1 })
    const { width } = decode(readFileSync(path))
    expect(decode(await figure.toPNG()).width).toBeCloseTo(2 * width, -1)
  })

  test('as SVG', async () => {
    const path = join(folder, 'a.svg')
    await figure.save(path)
    expect(readFileSync(path, 'utf8')).toMatch(/^<svg .*>Two<\/text>/)
  })

  test('as the specification', async () => {
    const path = join(folder, 'a.json')
    await figure.save(path)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(figure.spec)
  })

  test('drawing leaves the specification as it was', async () => {
    const before = structuredClone(figure.spec)
    await figure.toPNG()
    expect(figure.spec).toStrictEqual(before)
    expect(Object.getOwnPropertySymbols((figure.spec.data as { values: object[] }).values[0])).toEqual([])
  })

  test('anything else is an error', async () => {
    await expect(figure.save(join(folder, 'a.gif'))).rejects.toThrow(ValueError)
    await expect(figure.save('plot')).rejects.toThrow("a figure is saved as .png, .svg or .json, got 'plot'")
  })
})
