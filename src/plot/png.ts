import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

const MOST_COLORS = 256

/**
 * Opaque pixels of few colours as a PNG with a palette: charts become a third as large as with red, green and blue for
 * each pixel. `undefined` if there are more colours than a palette holds, or a pixel is transparent.
 *
 * @param pixels red, green, blue and alpha, row by row
 */
export function encodePalette(pixels: Uint8Array, width: number, height: number): Uint8Array | undefined {
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  const levels = new Map<number, number>()
  const data = new Uint8Array(width * height)
  for (let i = 0; i < data.length; i++) {
    const color = view.getUint32(4 * i)
    let level = levels.get(color)
    if (level === undefined) {
      if (levels.size === MOST_COLORS || (color & 0xff) !== 0xff) return undefined
      level = levels.size
      levels.set(color, level)
    }
    data[i] = level
  }
  const { encode } = require('fast-png') as typeof import('fast-png')
  const palette = [...levels.keys()].map((c): [number, number, number] => [
    c >>> 24,
    (c >>> 16) & 0xff,
    (c >>> 8) & 0xff,
  ])
  return encode({ width, height, channels: 1, depth: 8, data, palette }, { zlib: { level: 6 } })
}
