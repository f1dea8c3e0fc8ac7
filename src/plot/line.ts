import { ValueError } from '../errors.js'
import { axisTitle, checkLogScale, checkScale, decades, ticks } from './axes.js'
import type { Figure } from './figure.js'
import { finiteExtent, rounder, type Scale, showRange } from './numbers.js'
import type { ChartOptions } from './options.js'
import { readSeries, type Series, type SeriesInput, seriesColor } from './series.js'
import { chartSize, figure } from './spec.js'
import { isList, type Numbers, toVector, type Values } from './values.js'

export interface LineOptions extends ChartOptions {
  /** Where the points lie along x, for all series. Default 0, 1, 2, … */
  x?: Values
  /** `'log'` for a logarithmic x axis. */
  xscale?: Scale
  /** `'log'` for a logarithmic y axis. */
  yscale?: Scale
  /** Names of the series. */
  labels?: readonly string[]
  /** Mark each point. Default false. */
  points?: boolean
  /** Show which colour is which series. Default: if there are several. */
  legend?: boolean
}

/**
 * Draw lines: `line(losses)`, `line(x, y)`, `line({train: a, valid: b}, {xlabel: 'epoch', yscale: 'log'})`.
 * A value that is not finite leaves a gap.
 *
 * Errors: ValueError for lengths that do not match, for nothing to draw, and for values ≤ 0 on a log scale.
 *
 * @example
 * plot.line([1, 4, 9]) instanceof plot.Figure
 * // true
 */
export function line(y: SeriesInput, options?: LineOptions): Figure
export function line(x: Values, y: SeriesInput, options?: LineOptions): Figure
export function line(first: SeriesInput, second?: SeriesInput | LineOptions, third?: LineOptions): Figure {
  const withX = third !== undefined || isList(second)
  const y = withX ? (second as SeriesInput) : first
  const options = (withX ? third : (second as LineOptions | undefined)) ?? {}
  return drawLines(y, withX ? (first as Values) : options.x, options)
}

function drawLines(input: SeriesInput, x: Values | undefined, options: LineOptions): Figure {
  const { xscale = 'linear', yscale = 'linear', points = false } = options
  checkScale('xscale', xscale)
  checkScale('yscale', yscale)
  const size = chartSize(options)
  const series = readSeries(input, options.labels, 'line')
  const xs = positions(x, series, xscale)
  const xExtent = finiteExtent(xs, 'x')
  const yExtent = finiteExtent(finiteValues(series, yscale), series.length === 1 ? 'y' : 'every series')
  const roundX = rounder(xExtent, xscale)
  const roundY = rounder(yExtent, yscale)

  const several = series.length > 1
  const values = series.flatMap(({ name, values }) =>
    Array.from(values, (value, i) => ({
      x: roundX(xs[i]),
      y: Number.isFinite(value) ? roundY(value) : null,
      ...(several && { series: name }),
    })),
  )
  const longest = Math.max(...series.map(({ values }) => values.length))
  return figure(
    {
      ...size,
      data: { values },
      mark: {
        type: 'line',
        strokeWidth: 2,
        tooltip: true,
        ...((points || longest === 1) && { point: { filled: true, size: 40 } }),
      },
      encoding: {
        x: {
          field: 'x',
          type: 'quantitative',
          title: axisTitle(options.xlabel),
          axis: ticks(xscale, xExtent, xs.every(Number.isInteger)),
          scale: { ...lineScale(xscale), nice: false },
        },
        y: {
          field: 'y',
          type: 'quantitative',
          title: axisTitle(options.ylabel ?? (several ? undefined : series[0].name || undefined)),
          axis: ticks(yscale, yscale === 'log' ? decades(yExtent) : yExtent, false),
          scale: lineScale(yscale),
        },
        ...(several && {
          color: seriesColor(
            series.map(({ name }) => name),
            options.legend ?? true,
          ),
        }),
      },
    },
    options.title,
    `line ${several ? `${series.length} series × ` : ''}${longest} points, ${showRange(yExtent)}`,
  )
}

/** Lines need not begin at zero; a logarithmic axis has none. */
const lineScale = (type: Scale) => (type === 'log' ? { type } : { zero: false })

function positions(x: Values | undefined, series: readonly Series[], scale: Scale): Numbers {
  const longest = Math.max(...series.map(({ values }) => values.length))
  // A logarithmic axis has no 0: count from 1 there.
  const start = scale === 'log' ? 1 : 0
  const xs = x === undefined ? Float64Array.from({ length: longest }, (_, i) => i + start) : toVector(x, 'x')
  for (const { name, values } of x === undefined ? [] : series)
    if (values.length !== xs.length)
      throw new ValueError(
        `x and ${name === '' ? 'y' : `'${name}'`} must have the same length, but have ${xs.length} and ${values.length} values`,
      )
  const bad = xs.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new ValueError(`x[${bad}] is ${xs[bad]}: positions must be finite`)
  if (scale === 'log') checkLogScale(xs, 'x')
  return xs
}

function finiteValues(series: readonly Series[], scale: Scale): number[] {
  if (scale === 'log') for (const { name, values } of series) checkLogScale(values, name === '' ? 'y' : `'${name}'`)
  return series.flatMap(({ values }) => Array.from(values))
}
