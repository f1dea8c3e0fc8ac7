import type { TopLevelSpec } from 'vega-lite'
import { pngSize, renderVegaLite } from './render.js'

/** What a front end needs to show a chart: data by MIME type, and metadata by MIME type. */
export interface ChartBundle {
  data: {
    'application/vnd.vegalite.v5+json': TopLevelSpec
    /** base64; missing when it could not be drawn */
    'image/png'?: string
    'text/plain': string
  }
  metadata: { 'image/png'?: { width: number; height: number } }
}

/**
 * A Vega-Lite chart as one bundle: the specification for front ends that draw it themselves (JupyterLab, VS Code), a
 * picture for those that do not (GitHub, nbviewer, nbconvert), and a line of text. The picture has two pixels per CSS
 * pixel; the metadata tell its size.
 * A chart that cannot be made a picture of (data that cannot be reached, say) is shown without it, with a warning.
 */
export async function vegaLiteBundle(spec: TopLevelSpec, text: string): Promise<ChartBundle> {
  const bundle: ChartBundle = { data: { 'application/vnd.vegalite.v5+json': spec, 'text/plain': text }, metadata: {} }
  try {
    const png = await renderVegaLite(spec)
    bundle.data['image/png'] = Buffer.from(png).toString('base64')
    bundle.metadata['image/png'] = pngSize(png)
  } catch (error) {
    console.warn(`the chart has no PNG: ${error instanceof Error ? error.message : error}`)
  }
  return bundle
}
