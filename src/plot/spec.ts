import type { TopLevelSpec } from 'vega-lite'
import { ValueError } from '../errors.js'
import { Figure } from './figure.js'
import type { ChartOptions, VegaLiteSpec } from './options.js'
import { chartHeight, chartWidth, config } from './theme.js'

/** The version that JupyterLab and VS Code draw. */
const schema = 'https://vega.github.io/schema/vega-lite/v5.json'

/** The part of a specification that differs from chart to chart. */
export type ChartBody = DistributiveOmit<TopLevelSpec, '$schema' | 'config' | 'title' | 'description'>
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** A figure with the common frame: schema, look, title, and the summary as description for readers who cannot see it. */
export function figure(body: ChartBody, title: string | undefined, summary: string): Figure {
  const head = { $schema: schema, description: summary, config, ...(title !== undefined && { title }) }
  // The figure's public face has a lighter type for the same value.
  const spec = { ...head, ...body } as TopLevelSpec
  return new Figure(spec as unknown as VegaLiteSpec, summary)
}

/** Errors: ValueError for a size that is no positive number. */
export function chartSize({ width = chartWidth, height = chartHeight }: ChartOptions): {
  width: number
  height: number
} {
  for (const [name, value] of Object.entries({ width, height }))
    if (!(Number.isFinite(value) && value > 0))
      throw new ValueError(`${name} must be a number of pixels above 0, got ${value}`)
  return { width, height }
}

/** Errors: ValueError unless it is a whole number above 0, or not given. */
export function checkColumns(columns: number | undefined): void {
  if (columns !== undefined && !(Number.isInteger(columns) && columns > 0))
    throw new ValueError(`columns must be a whole number above 0, got ${columns}`)
}
