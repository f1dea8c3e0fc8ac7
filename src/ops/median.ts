import { gradMode, needsGrad, record } from '../autograd/graph.js'
import type { Data } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { Tensor } from '../tensor.js'
import type { ReturnTypes } from './return-types.js'
import { type RowsAlong, rowsAlong, selectKth } from './sort.js'
import { sortedPlaces, stablePlaces } from './ties.js'

const dimAndKeep = (args: readonly unknown[]): { dim: number | undefined; keepdim: boolean } => {
  const last = args.at(-1)
  const named = (last !== null && typeof last === 'object' ? last : {}) as { dim?: number; keepdim?: boolean }
  return {
    dim: named.dim ?? (typeof args[0] === 'number' ? args[0] : undefined),
    keepdim: named.keepdim ?? args[1] === true,
  }
}

/** Rows that have a NaN: how many, and the first of them. */
function nansOf({ rows, n }: RowsAlong): { row: number; count: number; first: number }[] {
  const { data } = rows.store
  const flat = rows.detach().view([-1, n]) as Tensor
  const most = flat.amax(1) as Tensor // a NaN wins
  const found: { row: number; count: number; first: number }[] = []
  for (let row = 0; row < most.numel(); row++) {
    if (!Number.isNaN(most.store.data[row])) continue
    const elements = data.subarray(rows.offset + row * n, rows.offset + (row + 1) * n) as Float32Array
    const count = elements.reduce((k, x) => k + Number(Number.isNaN(x)), 0)
    found.push({ row, count, first: elements.findIndex(Number.isNaN) })
  }
  return found
}

/** The lower of the two in the middle. A NaN is the median of its row, unless it is passed over. */
function middles(values: Data, indices: BigInt64Array, along: RowsAlong, skipNan: boolean): void {
  const { rows, n } = along
  engine.kth(values, indices, rows.store.data, rows.offset, n, Math.floor((n - 1) / 2))
  stablePlaces(values, indices, along, Math.floor((n - 1) / 2))
  if (!rows.isFloatingPoint()) return
  for (const { row, count, first } of nansOf(along)) {
    const [value, index] = [values.subarray(row, row + 1), indices.subarray(row, row + 1)]
    const start = rows.offset + row * n
    if (skipNan) engine.kth(value, index, rows.store.data, start, n, Math.max(0, Math.floor((n - count - 1) / 2)))
    else {
      value[0] = Number.NaN
      index[0] = BigInt(first)
    }
  }
}

/** The gradient of one number that stands in several places: each has its share. */
function evenly(g: Tensor, x: Tensor, value: Tensor): Tensor {
  const mask = (Number.isNaN(Number(value.item())) ? x.isnan() : x.eq(value)).to(g.dtype) as Tensor
  return mask.mul(g.div(mask.sum() as Tensor)) as Tensor
}

const medianBy =
  (op: 'median' | 'nanmedian', skipNan: boolean) =>
  (x: Tensor, ...args: unknown[]): Tensor | ReturnTypes => {
    const { dim, keepdim } = dimAndKeep(args)
    const named = `${op[0].toUpperCase()}${op.slice(1)}Backward`
    if (dim !== undefined)
      return selectKth(x, dim, keepdim, { op, node: `${named}1`, refused: 'median_out' }, (values, indices, along) =>
        middles(values, indices, along, skipNan),
      )
    if (x.dtype === 'bool') throw new RuntimeError(`"median_cpu" not implemented for 'Bool'`)
    const flat = rowsAlong((x.detach() as Tensor).reshape([-1]) as Tensor, 0)
    const [out, place] = [Tensor.empty([], x.dtype), Tensor.empty([], 'int64')]
    if (x.numel() > 0) middles(out.store.data, place.store.data as BigInt64Array, flat, skipNan)
    else if (x.isFloatingPoint()) out.fill_(Number.NaN)
    else out.fill_(x.dtype === 'int64' ? -(2n ** 63n) : x.dtype === 'int32' ? -(2 ** 31) : 0)
    if (gradMode.enabled && needsGrad(x)) record(`${named}0`, out, [x], [x, out], (g) => [evenly(g, x, out)])
    return out
  }

/** The median (the lower one of two); with a dim `{values, indices}` along it. */
export const median = medianBy('median', false)
/** The same of what is not NaN. */
export const nanmedian = medianBy('nanmedian', true)

/** The most frequent value along `dim` (the smallest of several), and the last place where it stands. */
export function mode(x: Tensor, ...args: unknown[]): ReturnTypes {
  const { dim = -1, keepdim } = dimAndKeep(args)
  // Bools have one, too.
  const counted = x.dtype === 'bool' ? (x.detach().to('uint8') as Tensor) : x
  const found = selectKth(counted, dim, keepdim, { op: 'mode', node: 'ModeBackward0', refused: 'mode' }, mostFrequent)
  if (x.dtype === 'bool') Object.assign(found, { values: found[0].bool() })
  return found
}

function mostFrequent(values: Data, indices: BigInt64Array, { rows, n }: RowsAlong): void {
  for (let r = 0; r < values.length; r++) {
    const row = rows.store.data.subarray(rows.offset + r * n, rows.offset + (r + 1) * n)
    const order = sortedPlaces(row)
    let [most, run, best] = [0, 0, 0]
    for (let i = 0; i < n; i++) {
      run++
      if (i < n - 1 && row[order[i]] === row[order[i + 1]]) continue
      if (run > most) {
        most = run
        best = order[i]
      }
      run = 0
    }
    values[r] = row[best]
    indices[r] = BigInt(best)
  }
}
