import { ValueError } from '../errors.js'
import { axisTitle, barScale, checkLogScale, checkScale, logBase, ticks } from './axes.js'
import type { Figure } from './figure.js'
import { finiteExtent, rounder, type Scale, showNumber, showRange } from './numbers.js'
import type { ChartOptions } from './options.js'
import { isRecord, readSeries, type Series, type SeriesInput, seriesColor } from './series.js'
import { chartSize, figure } from './spec.js'
import { chartWidth, ink, labelSize } from './theme.js'
import type { Values } from './values.js'

export interface BarOptions extends ChartOptions {
  /** `'log'` for a logarithmic axis of the values. */
  scale?: Scale
  /** Bars lie on their side: best for long labels. Default false. */
  horizontal?: boolean
  /** Write each value at the end of its bar: as a number of three digits, or as the function says. Default false. */
  values?: boolean | ((value: number) => string)
  /** Show which colour is which series. Default: if there are several. */
  legend?: boolean
}

type Labels = readonly (string | number)[]

/**
 * Draw bars: `bar({loops: 12.1, einsum: 0.2}, {scale: 'log'})`, `bar(labels, values)`,
 * `bar(labels, {here: a, PyTorch: b})` for groups of bars.
 *
 * Errors: ValueError for lengths that do not match, values that are not finite, and values ≤ 0 on a log scale.
 *
 * @example
 * plot.bar(['a', 'b'], [1, 2]) instanceof plot.Figure
 * // true
 */
export function bar(values: { readonly [label: string]: number }, options?: BarOptions): Figure
export function bar(labels: Labels, values: SeriesInput, options?: BarOptions): Figure
export function bar(
  first: Labels | { readonly [label: string]: number },
  second?: SeriesInput | BarOptions,
  third?: BarOptions,
): Figure {
  if (isRecord(first))
    return drawBars(Object.keys(first), Object.values(first), (second as BarOptions | undefined) ?? {})
  if (!Array.isArray(first) || second === undefined)
    throw new TypeError('bar takes {label: value, …}, or an array of labels and the values')
  return drawBars(first.map(String), second as SeriesInput, third ?? {})
}

function drawBars(labels: readonly string[], input: SeriesInput, options: BarOptions): Figure {
  const { scale = 'linear', horizontal = false } = options
  checkScale('scale', scale)
  const series = readSeries(input as Values, undefined, 'bar')
  check(series, labels, scale)
  const several = series.length > 1
  const range = finiteExtent(
    series.flatMap(({ values }) => Array.from(values)),
    'bar',
  )
  const base = scale === 'log' ? logBase(range[0]) : 0
  const round = rounder([Math.min(base, range[0]), Math.max(base, range[1])], scale)
  const write = typeof options.values === 'function' ? options.values : showNumber

  const values = series.flatMap(({ name, values }) =>
    Array.from(values, (value, i) => ({
      label: labels[i],
      value: round(value),
      ...(several && { series: name }),
      ...(options.values && { text: write(value) }),
    })),
  )
  const names = series.map(({ name }) => name)
  const [across, along] = horizontal ? (['y', 'x'] as const) : (['x', 'y'] as const)
  const [acrossLabel, alongLabel] = horizontal ? [options.ylabel, options.xlabel] : [options.xlabel, options.ylabel]
  const position = {
    [across]: {
      field: 'label',
      type: 'nominal',
      sort: null,
      title: axisTitle(acrossLabel),
      axis: { labelAngle: 0, labelLimit: 240, labelPadding: 6, ticks: false, domain: false },
      scale: { paddingInner: 0.2, paddingOuter: 0.1 },
    },
    [along]: {
      field: 'value',
      type: 'quantitative',
      title: axisTitle(alongLabel),
      axis: ticks(scale, [base, range[1]], false),
      scale: barScale(scale, base),
      stack: null,
    },
    ...(several && { [`${across}Offset`]: { field: 'series', type: 'nominal', sort: null, scale: { domain: names } } }),
  }
  return figure(
    {
      ...barSize(options, labels.length, series.length),
      data: { values },
      encoding: position,
      layer: [
        {
          mark: { type: 'bar', tooltip: true },
          encoding: {
            [`${along}2`]: { datum: base },
            ...(several && { color: seriesColor(names, options.legend ?? true) }),
          },
        },
        ...(options.values ? [valueLayer(horizontal)] : []),
      ],
    },
    options.title,
    `bar ${labels.length} bars${several ? ` × ${series.length} series` : ''}, ${showRange(range)}`,
  )
}

const valueLayer = (horizontal: boolean) => ({
  mark: {
    type: 'text' as const,
    color: ink,
    fontSize: labelSize,
    ...(horizontal ? { align: 'left' as const, dx: 4 } : { baseline: 'bottom' as const, dy: -3 }),
  },
  encoding: { text: { field: 'text', type: 'nominal' as const } },
})

/** Pixels for a bar with the gap beside it. */
const BAR_STEP = { horizontal: 26, upright: 64, grouped: 36 }

/** Charts grow with the number of bars: upright ones up to the common width. */
function barSize({ width, height, horizontal }: BarOptions, labels: number, series: number) {
  if (horizontal) return chartSize({ width, height: height ?? BAR_STEP.horizontal * labels * series })
  const step = series > 1 ? BAR_STEP.grouped * series : BAR_STEP.upright
  return chartSize({ width: width ?? Math.min(chartWidth, step * (labels + 1)), height })
}

function check(series: readonly Series[], labels: readonly string[], scale: Scale): void {
  for (const { name, values } of series) {
    const what = name === '' ? 'values' : `'${name}'`
    if (values.length !== labels.length)
      throw new ValueError(
        `bar has ${labels.length} labels but ${values.length} ${name === '' ? 'values' : `values in ${what}`}`,
      )
    const bad = values.findIndex((value) => !Number.isFinite(value))
    if (bad >= 0) throw new ValueError(`the value of '${labels[bad]}' is ${values[bad]}: bars need finite values`)
    if (scale === 'log') checkLogScale(values, what)
  }
  const twice = labels.find((label, i) => labels.indexOf(label) !== i)
  if (twice !== undefined) throw new ValueError(`bar has the label '${twice}' twice`)
}
