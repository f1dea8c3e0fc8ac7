import { ValueError } from '../errors.js'
import { showNumber } from './numbers.js'
import { type Numbers, toVector, type Values } from './values.js'

/** What a chart can show, and a browser can hold. */
const MOST_BINS = 1000

/**
 * The edges of the bins: `bins` of equal width over `range`, or the given ones.
 * As in numpy, a range of one value is widened by a half to both sides.
 */
export function binEdges(bins: number | Values, range: readonly [number, number]): Numbers {
  if (typeof bins !== 'number') return checkedEdges(toVector(bins, 'bins'))
  if (!(Number.isInteger(bins) && bins > 0 && bins <= MOST_BINS))
    throw new ValueError(`bins must be a whole number from 1 to ${MOST_BINS}, got ${bins}`)
  let [low, high] = range
  if (!(Number.isFinite(low) && Number.isFinite(high) && low <= high))
    throw new ValueError(`range must be two finite numbers, the smaller first, got [${low}, ${high}]`)
  if (low === high) [low, high] = [low - 0.5, high + 0.5]
  return Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + (i * (high - low)) / bins))
}

function checkedEdges(edges: Numbers): Numbers {
  if (edges.length < 2 || edges.length > MOST_BINS + 1)
    throw new ValueError(`bins must be from 2 to ${MOST_BINS + 1} edges, got ${edges.length}`)
  const bad = edges.findIndex((edge, i) => !Number.isFinite(edge) || (i > 0 && edge <= edges[i - 1]))
  if (bad >= 0) throw new ValueError(`bins must be finite and rising, but edge ${bad} is ${showNumber(edges[bad])}`)
  return edges
}

/**
 * How many values fall into each bin; with `density`, divided by their number and the bin's width. Bins are half
 * open, the last one closed; values outside, and NaN, are left out.
 */
export function countBins(values: Numbers, edges: Numbers, density: boolean): Float64Array {
  const bins = edges.length - 1
  const low = edges[0]
  const high = edges[bins]
  const counts = new Float64Array(bins)
  let total = 0
  for (const value of values) {
    if (!(value >= low && value <= high)) continue
    counts[binOf(value, edges)]++
    total++
  }
  if (!density || total === 0) return counts
  return counts.map((count, i) => count / (total * (edges[i + 1] - edges[i])))
}

/** Binary search: the last edge that is not above the value. */
function binOf(value: number, edges: Numbers): number {
  let low = 0
  let high = edges.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (edges[middle] <= value) low = middle
    else high = middle - 1
  }
  return low
}
