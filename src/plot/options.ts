/**
 * Types of the public face, in a file that imports nothing: a cell's type check reads them, and need not read the
 * thousands of lines of vega-lite's own.
 */

/** A Vega-Lite v5 specification as JSON. Its full type is `TopLevelSpec` of the package `vega-lite`. */
export interface VegaLiteSpec {
  $schema: string
  [property: string]: unknown
}

/** What every chart can be given. */
export interface ChartOptions {
  title?: string
  xlabel?: string
  ylabel?: string
  /** Width of the plotting area in pixels, without axes and legend. */
  width?: number
  /** Height of the plotting area in pixels. */
  height?: number
}

export interface RenderOptions {
  /** Pixels of the PNG per CSS pixel of the chart. Default 2: sharp on today's screens. */
  scale?: number
}
