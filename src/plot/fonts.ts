import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Font, Glyph } from 'opentype.js'

/**
 * The fonts that pictures are drawn in. They come with the package, so that text is never missing and looks the same
 * on every machine; their metrics are what vega lays text out with.
 */

const require = createRequire(import.meta.url)
export const family = 'DejaVu Sans'
export const monoFamily = 'DejaVu Sans Mono'

const faces = ['DejaVuSans', 'DejaVuSans-Bold', 'DejaVuSans-Oblique', 'DejaVuSansMono'] as const
type Face = (typeof faces)[number]

const path = (face: Face): string => require.resolve(`dejavu-fonts-ttf/ttf/${face}.ttf`)

/** Paths of the font files, for the rasteriser. */
export const fontFiles = (): string[] => faces.map(path)

export interface TextStyle {
  family?: string
  size: number
  weight?: string | number
}

/** The width of a line of text in pixels, as it will be drawn: the sum of its glyphs' advances. */
export function textWidth(text: string, { family = '', size, weight }: TextStyle): number {
  const font = load(faceOf(family, weight))
  let units = 0
  for (const char of text) units += glyph(font, char).advanceWidth ?? 0
  return (units * size) / font.unitsPerEm
}

const faceOf = (family: string, weight: TextStyle['weight']): Face =>
  /mono|courier|consolas/i.test(family) ? 'DejaVuSansMono' : isBold(weight) ? 'DejaVuSans-Bold' : 'DejaVuSans'

const isBold = (weight: TextStyle['weight']): boolean =>
  weight === 'bold' || weight === 'bolder' || Number(weight) >= 600

const glyph = (font: Font, char: string): Glyph => font.glyphs.get(font.charToGlyphIndex(char))

const loaded = new Map<Face, Font>()

function load(face: Face): Font {
  let font = loaded.get(face)
  if (!font) {
    const { parse } = require('opentype.js') as typeof import('opentype.js')
    const { buffer, byteOffset, byteLength } = readFileSync(path(face))
    font = parse(buffer.slice(byteOffset, byteOffset + byteLength))
    loaded.set(face, font)
  }
  return font
}
