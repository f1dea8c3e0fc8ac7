import type { Spec as VegaSpec } from 'vega'
import type { TopLevelSpec } from 'vega-lite'
import { family, fontFiles, monoFamily } from './fonts.js'
import type { RenderOptions, VegaLiteSpec } from './options.js'
import { encodePalette } from './png.js'
import { loadVega, loadVegaLite } from './vega.js'

/**
 * From a specification to a picture: vega draws SVG, resvg makes pixels of it. All of it is loaded when the first
 * picture is drawn, so that a program that draws none does not wait for it.
 */

/** Sharp on today's screens. */
const DEFAULT_SCALE = 2

/** A specification, built with its full type or just known by its schema. */
type LiteSpec = TopLevelSpec | VegaLiteSpec

/** A Vega-Lite specification as PNG bytes. */
export async function renderVegaLite(spec: LiteSpec, options?: RenderOptions): Promise<Uint8Array> {
  return rasterise(await vegaLiteToSVG(spec), options)
}

/** A Vega specification as PNG bytes. */
export async function renderVega(spec: VegaSpec, options?: RenderOptions): Promise<Uint8Array> {
  return rasterise(await vegaToSVG(spec), options)
}

/** A Vega-Lite specification as SVG text. */
export async function vegaLiteToSVG(spec: LiteSpec): Promise<string> {
  const { logger, None } = loadVega()
  // Whoever draws the specification in the front end hears of oddities there; once is enough.
  return vegaToSVG(loadVegaLite().compile(spec as TopLevelSpec, { logger: logger(None) }).spec)
}

/** A Vega specification as SVG text. */
export async function vegaToSVG(spec: VegaSpec): Promise<string> {
  const vega = loadVega()
  // A copy, as a front end would get it: vega writes into the data.
  const copy = JSON.parse(JSON.stringify(spec)) as VegaSpec
  const view = new vega.View(vega.parse(copy), { renderer: 'none', logger: vega.logger(vega.None) })
  try {
    // Numbers of clip paths and gradients start anew, so that the same chart gives the same text.
    vega.resetSVGClipId()
    vega.resetSVGDefIds()
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

/** SVG text as PNG bytes, with the package's own fonts. */
export async function rasterise(svg: string, { scale = DEFAULT_SCALE }: RenderOptions = {}): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js')
  // Of two values resvg takes the last even where it does not know it; vega writes both for images drawn value by value.
  const crisp = svg.replaceAll(
    'image-rendering: optimizeSpeed; image-rendering: pixelated;',
    'image-rendering: optimizeSpeed;',
  )
  const image = await renderAsync(crisp, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: fontFiles(),
      defaultFontFamily: family,
      sansSerifFamily: family,
      serifFamily: family,
      monospaceFamily: monoFamily,
    },
  })
  return encodePalette(image.pixels, image.width, image.height) ?? image.asPng()
}

/** Width and height in CSS pixels of a PNG drawn at `scale`, from its header (https://www.w3.org/TR/png/#11IHDR). */
export function pngSize(png: Uint8Array, scale: number = DEFAULT_SCALE): { width: number; height: number } {
  const header = new DataView(png.buffer, png.byteOffset, png.byteLength)
  return { width: Math.round(header.getUint32(16) / scale), height: Math.round(header.getUint32(20) / scale) }
}
