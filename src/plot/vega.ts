import { createRequire } from 'node:module'
import { textWidth } from './fonts.js'

const require = createRequire(import.meta.url)

/** Exports of vega that its typings leave out. */
interface Untyped {
  textMetrics: {
    width(item: TextItem, text: unknown): number
  }
  resetSVGClipId(): void
  resetSVGDefIds(): void
}

interface TextItem {
  font?: string
  fontSize?: number
  fontWeight?: string | number
  /** The width, in pixels, that longer text is cut to. */
  limit?: number
}

export type Vega = Omit<typeof import('vega'), 'default'> & Untyped

let vega: Vega | undefined

/**
 * Vega, loaded when it is first needed: a program that draws nothing does not wait for it. `require`, because a figure's
 * specification must be there without a promise.
 */
export function loadVega(): Vega {
  if (!vega) {
    vega = require('vega') as Vega
    // Without a canvas vega guesses widths; this measures them in the font that the picture will have.
    vega.textMetrics.width = ({ font, fontSize = 11, fontWeight, limit = 0 }, text) => {
      const width = textWidth(String(text ?? '').trim(), { family: font, size: fontSize, weight: fontWeight })
      return limit > 0 ? Math.min(width, limit) : width
    }
  }
  return vega
}

export const loadVegaLite = (): typeof import('vega-lite') => require('vega-lite') as typeof import('vega-lite')
