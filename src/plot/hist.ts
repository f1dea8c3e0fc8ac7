import { ValueError } from '../errors.js'
import { axisTitle, barScale, checkScale, logBase, ticks } from './axes.js'
import { binEdges, countBins } from './bins.js'
import type { Figure } from './figure.js'
import { extent, rounder, type Scale, showRange } from './numbers.js'
import type { ChartOptions } from './options.js'
import { facetBySeries, readSeries, type Series, type SeriesInput, seriesColor } from './series.js'
import { chartSize, checkColumns, figure } from './spec.js'
import { type Numbers, toNumbers, type Values } from './values.js'

export interface HistOptions extends ChartOptions {
  /** How many bins of equal width, or their edges in rising order. Default 30. */
  bins?: number | Values
  /** From where to where the bins go; values outside are left out. Default: smallest to largest value of all series. */
  range?: readonly [low: number, high: number]
  /** Heights such that the area of a series is 1, instead of counts. Default false. */
  density?: boolean
  /** `'log'` for a logarithmic axis of the heights. */
  yscale?: Scale
  /** Names of the series. */
  labels?: readonly string[]
  /** Draw each series in a chart of its own, so many beside each other, on the same axes. Default: all in one chart. */
  columns?: number
  /** Show which colour is which series. Default: if there are several. */
  legend?: boolean
}

/**
 * Draw a histogram of all elements: `hist(x)`, `hist({before: a, after: b}, {bins: 40, density: true})`. The bins are
 * those of numpy: half open, the last one closed.
 *
 * Errors: ValueError for values that are not finite (unless a range says which values count), for nothing to draw,
 * and for bins or a range that make no sense.
 *
 * @example
 * plot.hist(tensor([1, 2, 2, 3])) instanceof plot.Figure
 * // true
 */
export function hist(values: SeriesInput, options: HistOptions = {}): Figure {
  const { density = false, yscale = 'linear', bins = DEFAULT_BINS } = options
  checkScale('yscale', yscale)
  checkColumns(options.columns)
  const size = chartSize(options.columns === undefined ? options : { ...smallSize(options.columns), ...options })
  const series = readSeries(values, options.labels, 'hist', flatten)
  const edges = binEdges(bins, options.range ?? dataRange(series, bins))
  const counted = series.map(({ name, values }) => ({ name, heights: countBins(values, edges, density) }))
  const range = extent(counted.flatMap(({ heights }) => Array.from(heights).filter((height) => height > 0)))
  if (!range) throw new ValueError('hist has no value within the bins: there is nothing to draw')

  const several = series.length > 1
  const roundX = rounder([edges[0], edges[edges.length - 1]])
  const roundY = density ? rounder([0, range[1]], yscale) : (count: number) => count
  const rows = counted.flatMap(({ name, heights }) =>
    Array.from(heights, (height, i) => ({
      from: roundX(edges[i]),
      to: roundX(edges[i + 1]),
      height: roundY(height),
      ...(several && { series: name }),
    })).filter(({ height }) => height > 0),
  )
  // On a logarithmic axis a count of one has some height too.
  const base = yscale === 'linear' ? 0 : density ? logBase(range[0]) : 0.5
  const count = series.reduce((sum, { values }) => sum + values.length, 0)
  const names = series.map(({ name }) => name)
  const domain = [roundX(edges[0]), roundX(edges[edges.length - 1])]
  const facets = several && options.columns !== undefined
  // A series whose values all lie outside has a chart all the same, so that the others keep their places.
  if (facets)
    for (const series of names)
      if (!rows.some((row) => row.series === series))
        rows.push({ from: roundX(edges[0]), to: roundX(edges[1]), height: base, series })
  const chart = {
    ...size,
    mark: {
      type: 'bar',
      tooltip: true,
      binSpacing: several ? 0 : 1,
      ...(several && !facets && { opacity: 0.6 }),
    },
    encoding: {
      x: {
        field: 'from',
        type: 'quantitative',
        bin: 'binned',
        title: axisTitle(options.xlabel ?? (several ? undefined : series[0].name || undefined)),
        scale: { domain, nice: false, zero: false },
        // Small charts have room for the ends and the middle.
        ...(facets && {
          axis: { values: [domain[0], roundX((domain[0] + domain[1]) / 2), domain[1]], labelFlush: true },
        }),
      },
      x2: { field: 'to' },
      y: {
        field: 'height',
        type: 'quantitative',
        title: options.ylabel ?? (density ? 'density' : 'count'),
        stack: null,
        axis: ticks(yscale, [density ? base : Number(yscale === 'log'), range[1]], !density),
        scale: barScale(yscale, base),
      },
      y2: { datum: base },
      ...(several && !facets && { color: seriesColor(names, options.legend ?? true) }),
    },
  } as const
  const data = { values: rows }
  const edgesShown = showRange([edges[0], edges[edges.length - 1]])
  const summary = `hist ${several ? `${series.length} series, ` : ''}${count} values in ${edges.length - 1} bins, ${edgesShown}`
  if (!facets) return figure({ data, ...chart }, options.title, summary)
  return figure({ data, ...facetBySeries(chart, names, options.columns!) }, options.title, summary)
}

const DEFAULT_BINS = 30

/** Of a chart among others: together as wide as a notebook's column. */
const smallSize = (columns: number) => ({
  width: Math.max(60, Math.min(200, Math.floor(560 / columns) - 20)),
  height: 90,
})

const flatten = (values: Values, what: string): Numbers => toNumbers(values, what).data

function dataRange(series: readonly Series[], bins: HistOptions['bins']): [number, number] {
  const ends = series.flatMap(({ name, values }) => {
    let bad = 0
    for (const value of values) if (!Number.isFinite(value)) bad++
    // With edges, as with a range, it is said which values count.
    if (bad > 0 && typeof bins === 'number')
      throw new ValueError(
        `${name === '' ? 'hist' : `'${name}'`} has ${bad} of ${values.length} values that are not finite; ` +
          'give a range to leave them out',
      )
    return extent(values) ?? []
  })
  return extent(ends) ?? [0, 1]
}
