import { ValueError } from '../errors.js'
import { Tensor } from '../tensor.js'
import { isList, type Numbers, toVector, type Values } from './values.js'

/** One series of numbers, or several with their names: `{train: a, valid: b}`. */
export type SeriesInput = Values | { readonly [name: string]: Values }

/** A named series. The name is empty if there is only one and nobody named it. */
export interface Series {
  name: string
  values: Numbers
}

export const isRecord = (x: unknown): x is { readonly [name: string]: Values } =>
  typeof x === 'object' && x !== null && !isList(x) && !(x instanceof Tensor)

/**
 * Read one series or several: a vector, `{name: vector, …}`, or an array of vectors. `read` turns each into numbers.
 * Errors: ValueError when there is nothing, or the labels do not match the series.
 */
export function readSeries(
  input: SeriesInput,
  labels: readonly string[] | undefined,
  what: string,
  read: (values: Values, what: string) => Numbers = toVector,
): Series[] {
  const named = isRecord(input) ? Object.entries(input) : unnamed(input, labels)
  if (named.length === 0) throw new ValueError(`${what} has no series to draw`)
  if (labels && labels.length !== named.length)
    throw new ValueError(`${what} has ${named.length} series but ${labels.length} labels`)
  return named.map(([name, values], i) => {
    const label = labels?.[i] ?? name
    const argument = label === '' ? 'the data' : `'${label}'`
    const vector = read(values, argument)
    if (vector.length === 0) throw new ValueError(`${argument} is empty: there is nothing to draw`)
    return { name: label, values: vector }
  })
}

function unnamed(input: Values, labels: readonly string[] | undefined): [string, Values][] {
  const several = Array.isArray(input) && input.length > 0 && input.every(isList)
  if (!several) return [[labels?.[0] ?? '', input]]
  return (input as readonly Values[]).map((values, i) => [
    labels?.[i] ?? (input.length > 1 ? `series ${i + 1}` : ''),
    values,
  ])
}

/**
 * The colour channel of a chart with several series: the theme's colours in the order of the names, and a legend
 * unless there is only one. `opacity` keeps the legend's colours as strong as the marks'.
 */
export function seriesColor(names: readonly string[], legend: boolean) {
  return {
    field: 'series',
    type: 'nominal',
    scale: { domain: [...names] },
    legend: legend ? { title: null, symbolOpacity: 1 } : null,
  } as const
}

/** A chart for each series, named above it, row by row. */
export function facetBySeries<Chart>(chart: Chart, names: readonly string[], columns: number) {
  const facet = { field: 'series', type: 'nominal' as const, sort: [...names], title: null }
  return { facet, columns, spec: chart }
}
