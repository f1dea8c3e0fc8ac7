import type { Shown } from './host.js'

/** A Vega or Vega-Lite specification, known by its `$schema`. */
export interface VegaSpec {
  $schema: string
}

const SCHEMA = /^https?:\/\/vega\.github\.io\/schema\/(vega|vega-lite)\/v(\d+)(?:\.[\d.]+)?\.json$/

export function isVegaSpec(value: unknown): value is VegaSpec {
  if (typeof value !== 'object' || value === null) return false
  const { $schema } = value as Partial<VegaSpec>
  return typeof $schema === 'string' && SCHEMA.test($schema)
}

/** JupyterLab 4 and VS Code draw Vega-Lite 3 to 5 and Vega 5; a newer specification is given to the newest of these. */
function mimeType($schema: string): string {
  const [, library, major] = SCHEMA.exec($schema) as RegExpExecArray
  if (library === 'vega') return 'application/vnd.vega.v5+json'
  return `application/vnd.vegalite.v${Math.min(Math.max(Number(major), 3), 5)}+json`
}

/** The specification for front ends that draw it, a picture for those that do not, and a line of text. */
export async function vegaBundle(spec: VegaSpec): Promise<Shown> {
  const lite = spec.$schema.includes('vega-lite')
  const plain = JSON.parse(JSON.stringify(spec)) as VegaSpec
  const shown: Shown = { data: { [mimeType(spec.$schema)]: plain, 'text/plain': summary(plain, lite) }, metadata: {} }
  try {
    // Loaded when the first chart is shown: it is large.
    const { renderVega, renderVegaLite, pngSize } = await import('../plot/render.js')
    const png = lite ? await renderVegaLite(plain as never) : await renderVega(plain as never)
    shown.data['image/png'] = Buffer.from(png).toString('base64')
    shown.metadata['image/png'] = pngSize(png)
  } catch (error) {
    console.warn(`the chart has no PNG: ${error instanceof Error ? error.message : error}`)
  }
  return shown
}

function summary(spec: VegaSpec & { mark?: unknown; title?: unknown }, lite: boolean): string {
  const mark = typeof spec.mark === 'object' && spec.mark !== null ? (spec.mark as { type?: unknown }).type : spec.mark
  const title =
    typeof spec.title === 'object' && spec.title !== null ? (spec.title as { text?: unknown }).text : spec.title
  const kind = typeof mark === 'string' ? `${mark} chart` : 'chart'
  return `<${lite ? 'Vega-Lite' : 'Vega'} ${kind}${typeof title === 'string' ? `: ${title}` : ''}>`
}
