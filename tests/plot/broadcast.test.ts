import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundleOf } from '../../src/display/bundle.js'
import { free } from '../../src/free.js'
import { broadcast } from '../../src/plot/index.js'

test('shapes line up from the right; the result is what adding gives', async () => {
  const image = free.zeros(256, 256, 3)
  const scale = free.zeros(3)
  const drawing = broadcast({ image, scale })
  expect(String(drawing)).toBe('image [256, 256, 3] with scale [3]: [256, 256, 3]')
  const boxes = [
    ...(await drawing.toSVG()).matchAll(/<text[^>]*x="([\d.]+)" y="([\d.]+)" text-anchor="middle"[^>]*>(\d+)</g),
  ]
  const last = boxes.filter(([, x]) => x === boxes[2][1]).map(([, , , size]) => size)
  expect(last).toEqual(['3', '3', '3'])
})

test.each([
  [[3, 1], [3], '[3, 3]'],
  [[64, 3, 256, 256], [3, 1, 1], '[64, 3, 256, 256]'],
  [[2, 3], [2], 'they do not fit'],
  [[], [2], '[2]'],
  [[0], [1], '[0]'],
])('%j with %j: %s', (a, b, result) => {
  expect(broadcast({ a, b }).summary).toBe(`a [${a.join(', ')}] with b [${b.join(', ')}]: ${result}`)
})

test('a notebook gets SVG, PNG and a line of text', async () => {
  const { data, metadata } = await bundleOf(broadcast({ a: [2, 3], 'b & c': [1, 3] }))
  expect(data['image/svg+xml']).toMatch(/^<svg xmlns/)
  expect(data['image/svg+xml']).toContain('b &amp; c')
  expect(
    Buffer.from(data['image/png'] as string, 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  expect(data['text/plain']).toBe('a [2, 3] with b & c [1, 3]: [2, 3]')
  expect((metadata['image/png'] as { width: number }).width).toBeGreaterThan(100)
})

test('a drawing is saved by its name’s end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tsgrad-drawing-'))
  const drawing = broadcast({ a: [2] })
  await drawing.save(join(folder, 'a.svg'))
  await drawing.save(join(folder, 'a.png'))
  expect(readFileSync(join(folder, 'a.svg'), 'utf8')).toBe(await drawing.toSVG())
  expect(readFileSync(join(folder, 'a.png')).subarray(1, 4).toString()).toBe('PNG')
  await expect(drawing.save('a.pdf')).rejects.toThrow("a drawing is saved as .png or .svg, got 'a.pdf'")
})

test('what is no shape is refused', () => {
  expect(() => broadcast({})).toThrow('broadcast needs a shape to draw')
  expect(() => broadcast({ a: [1.5] })).toThrow('a has a size of 1.5: sizes are whole numbers from 0')
})
