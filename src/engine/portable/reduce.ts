import type { Data } from '../../dtype.js'
import type { Loop, ReduceName } from '../engine.js'
import { addPlane, SHARED_FROM } from './cascade.js'
import { isFloatData, type NumberData } from './elementwise.js'
import { unpack, walkDims } from './walk.js'

/** Visits what is reduced to one element, row by row: `n` elements from `i` on, `step` apart. */
type Rows = (visit: (n: number, i: number, step: number) => void) => void

interface Reducible<T> {
  readonly a: { readonly [index: number]: T }
  readonly rows: Rows
  readonly count: number
  /** The correction of `var`. */
  readonly parameter: number
}

/** What holds for numbers and bigints alike. NaN is told by `x !== x`, which no bigint fulfils. */
type Ordered = number | bigint

const extreme =
  (better: (x: Ordered, best: Ordered) => boolean) =>
  ({ a, rows }: Reducible<Ordered>): { value: Ordered; position: number } => {
    let value: Ordered | undefined
    let position = 0
    let seen = 0
    rows((n, i, step) => {
      for (let t = 0; t < n; t++, i += step, seen++) {
        const x = a[i]
        // biome-ignore lint/suspicious/noSelfCompare: NaN, also where bigints may be
        if (value === undefined || better(x, value) || (x !== x && value === value)) {
          value = x
          position = seen
        }
      }
    })
    return { value: value ?? Number.NaN, position }
  }

const largest = extreme((x, best) => x > best)
const smallest = extreme((x, best) => x < best)

const total = ({ a, rows }: Reducible<number>): number => {
  let sum = 0
  rows((n, i, step) => {
    for (let t = 0; t < n; t++, i += step) sum += a[i]
  })
  return sum
}

const count = (r: Reducible<Ordered>): number => {
  let nonzero = 0
  r.rows((n, i, step) => {
    for (let t = 0; t < n; t++, i += step) if (r.a[i] !== 0 && r.a[i] !== 0n) nonzero++
  })
  return nonzero
}

const reducers: Record<Exclude<ReduceName, keyof typeof anyReducers>, (r: Reducible<number>) => number> = {
  sum: total,
  prod: ({ a, rows }) => {
    let product = 1
    rows((n, i, step) => {
      for (let t = 0; t < n; t++, i += step) product *= a[i]
    })
    return product
  },
  mean: (r) => total(r) / r.count,
  var: (r) => {
    const mean = total(r) / r.count
    let squares = 0
    r.rows((n, i, step) => {
      for (let t = 0; t < n; t++, i += step) squares += (r.a[i] - mean) ** 2
    })
    return squares / Math.max(0, r.count - r.parameter)
  },
}

const bigReducers: Partial<Record<ReduceName, (r: Reducible<bigint>) => bigint>> = {
  sum: ({ a, rows }) => {
    let sum = 0n
    rows((n, i, step) => {
      for (let t = 0; t < n; t++, i += step) sum += a[i]
    })
    return sum
  },
  prod: ({ a, rows }) => {
    let product = 1n
    rows((n, i, step) => {
      for (let t = 0; t < n; t++, i += step) product = BigInt.asIntN(64, product * a[i])
    })
    return product
  },
}

const anyReducers = {
  max: (r: Reducible<Ordered>): Ordered => largest(r).value,
  min: (r: Reducible<Ordered>): Ordered => smallest(r).value,
  argmax: (r: Reducible<Ordered>): Ordered => BigInt(largest(r).position),
  argmin: (r: Reducible<Ordered>): Ordered => BigInt(smallest(r).position),
  any: (r: Reducible<Ordered>): Ordered => (count(r) > 0 ? 1 : 0),
  all: (r: Reducible<Ordered>): Ordered => (count(r) === r.count ? 1 : 0),
}

function reducerOf(op: ReduceName, a: Data): (r: Reducible<Ordered>) => Ordered {
  if (op in anyReducers) return anyReducers[op as keyof typeof anyReducers]
  const reducer = a instanceof BigInt64Array ? bigReducers[op] : reducers[op as keyof typeof reducers]
  if (!reducer) throw new TypeError(`${op} has no loop for ${a.constructor.name}`)
  // The array's class has decided whether its elements are numbers or bigints.
  return reducer as (r: Reducible<Ordered>) => Ordered
}

export function reduce(op: ReduceName, out: Data, a: Data, loop: Loop, reduced: number, parameter: number): void {
  const { sizes, at, strides } = unpack(loop, 2)
  const rank = sizes.length
  const outer = rank - reduced
  const elements = sizes.subarray(outer).reduce((n, size) => n * size, 1)
  if ((op === 'sum' || op === 'mean') && isFloatData(a) && reduced > 0 && inOrder(sizes, strides[1], outer, elements)) {
    sumInOrder(out as NumberData, a, { sizes, at, strides, outer, count: op === 'mean' ? elements : 1 })
    return
  }
  if ((op === 'sum' || op === 'mean') && isFloatData(a) && outer > 0 && strides[1][outer - 1] < strides[1][rank - 1]) {
    sumColumns(out as NumberData, a, sizes, at, strides, outer, op === 'mean' ? elements : 1)
    return
  }
  const reducer = reducerOf(op, a)
  const to = out as { [index: number]: Ordered }
  const inner = strides.slice(1)
  const start = new Float64Array(1)
  const rows: Rows = (visit) => walkDims(sizes, start, inner, outer, rank, (n, [i], [step]) => visit(n, i, step))
  const job = { a: a as Reducible<Ordered>['a'], rows, count: elements, parameter }
  walkDims(sizes, at, strides, 0, outer, (n, [o, i], [so, si]) => {
    for (let t = 0; t < n; t++) {
      start[0] = i + t * si
      to[o + t * so] = reducer(job)
    }
  })
}

interface Walk {
  readonly sizes: Float64Array
  readonly at: Float64Array
  readonly strides: readonly Float64Array[]
  readonly outer: number
  /** What sums are divided by. */
  readonly count: number
}

/** Is PyTorch's order the same for any number of threads? Rows of adjacent elements stay whole. */
function inOrder(sizes: Float64Array, strides: Float64Array, outer: number, elements: number): boolean {
  const all = sizes.reduce((n, size) => n * size, 1)
  return all < SHARED_FROM || (outer > 0 && outer === sizes.length - 1 && strides[outer] === 1 && all > elements)
}

function sumInOrder(out: NumberData, a: NumberData, { sizes, at, strides, outer, count }: Walk): void {
  const rank = sizes.length
  const [to, from] = strides
  const results: number[] = []
  walkDims(sizes, at, strides, 0, outer, (n, [o], [step]) => {
    for (let t = 0; t < n; t++) results.push(o + t * step)
  })
  for (const place of results) out[place] = 0
  const inner = { stride: from[rank - 1], n: sizes[rank - 1] }
  const across = rank > 1 ? { stride: from[rank - 2], wide: sizes[rank - 2] } : { stride: 0, wide: 1 }
  const step = rank > 1 ? to[rank - 2] : 0
  walkDims(sizes, at, strides, 0, Math.max(0, rank - 2), (n, [o, i], [so, si]) => {
    for (let t = 0; t < n; t++) addPlane(out, o + t * so, step, a, i + t * si, inner, across)
  })
  if (count !== 1) for (const place of results) out[place] /= count
}

/** Where neighbouring results lie closer in memory than what is summed, whole rows are added: memory is read in order. */
function sumColumns(
  out: NumberData,
  a: NumberData,
  sizes: Float64Array,
  at: Float64Array,
  strides: readonly Float64Array[],
  outer: number,
  divisor: number,
): void {
  const inner = strides.slice(1)
  const start = new Float64Array(1)
  const sums = new Float64Array(sizes[outer - 1])
  walkDims(sizes, at, strides, 0, outer, (n, [o, first], [so, column]) => {
    sums.fill(0)
    start[0] = first
    walkDims(sizes, start, inner, outer, sizes.length, (count, [from], [row]) => {
      for (let k = 0; k < count; k++, from += row) for (let t = 0, i = from; t < n; t++, i += column) sums[t] += a[i]
    })
    for (let t = 0; t < n; t++, o += so) out[o] = sums[t] / divisor
  })
}
