import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import { Tensor } from '../tensor.js'
import { putAlong } from './along.js'
import { positions } from './indices.js'
import { nonzero } from './masks.js'

export interface UniqueOptions {
  sorted?: boolean
  returnInverse?: boolean
  returnCounts?: boolean
  dim?: number | null
}

/** The places of one of each, for every element the number of its like, and how many there are. */
interface Distinct {
  /** Where in the order each kind begins. */
  readonly starts: Tensor
  readonly inverse: () => Tensor
  readonly counts: () => Tensor
}

/** Groups of neighbours in `order` (int64; unless given, that of the elements): `changed` tells who differs from the one before. */
function distinct(changed: Tensor, order?: Tensor): Distinct {
  const n = changed.numel()
  const starts = nonzero(changed).reshape([-1]) as Tensor
  return {
    starts,
    inverse: () => {
      const groups = (changed.cumsum(0) as Tensor).sub_(1) as Tensor
      if (order === undefined) return groups
      const inverse = Tensor.empty([n], 'int64')
      putAlong(inverse, 0, order, groups, 'set')
      return inverse
    },
    counts: () => {
      const ends = Tensor.empty(starts.sizes, 'int64')
      const m = starts.numel()
      if (m === 0) return ends
      ;(ends.narrow(0, 0, m - 1) as Tensor).copy_(starts.narrow(0, 1, m - 1) as Tensor)
      ends.store.data[m - 1] = BigInt(n)
      return ends.sub_(starts) as Tensor
    },
  }
}

/** Where an element of a row differs from the one before; the first one does. */
function changes(row: Tensor): Tensor {
  const n = row.numel()
  const changed = Tensor.empty([n], 'bool')
  if (n > 0) changed.store.data[0] = 1
  if (n > 1)
    (changed.narrow(0, 1, n - 1) as Tensor).copy_(
      (row.narrow(0, 1, n - 1) as Tensor).ne(row.narrow(0, 0, n - 1) as Tensor) as Tensor,
    )
  return changed
}

const indexed = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i)

/** What PyTorch's message names, by node. */
const DERIVATIVES = {
  Unique2Backward0: '_unique2',
  UniqueDimBackward0: 'unique_dim',
  UniqueConsecutiveBackward0: 'unique_consecutive',
}

function results(
  x: Tensor,
  node: keyof typeof DERIVATIVES,
  out: Tensor,
  found: Distinct,
  sizes: readonly number[],
  { returnInverse, returnCounts }: UniqueOptions,
): Tensor | Tensor[] {
  if (gradMode.enabled && needsGrad(x))
    record(node, out, [x], [], () => {
      throw new RuntimeError(`the derivative for '${DERIVATIVES[node]}' is not implemented.`)
    })
  if (!returnInverse && !returnCounts) return out
  return [
    out,
    ...(returnInverse ? [found.inverse().view([...sizes]) as Tensor] : []),
    ...(returnCounts ? [found.counts()] : []),
  ]
}

/** One of each element, sorted; with `returnInverse` and `returnCounts` an array with those, too. */
export function unique(x: Tensor, ...args: unknown[]): Tensor | Tensor[] {
  const options = uniqueArgs(args)
  const { dim = null } = options
  if (dim !== null) return uniqueSlices(x, dim, options, true)
  const flat = (x.detach() as Tensor).contiguous() as Tensor
  const n = flat.numel()
  const [order, sorted] = [Tensor.empty([n], 'int64'), Tensor.empty([n], x.dtype)]
  if (n > 0) engine.sort(sorted.store.data, order.store.data as BigInt64Array, flat.store.data, flat.offset, n, false)
  const found = distinct(changes(sorted), order)
  const out = sorted.indexSelect(0, found.starts) as Tensor
  return results(x, 'Unique2Backward0', out, found, x.sizes, options)
}

const uniqueArgs = (args: readonly unknown[]): UniqueOptions => {
  const last = args.at(-1)
  if (last !== null && typeof last === 'object') return last as UniqueOptions
  const [sorted, returnInverse, returnCounts, dim] = args as [boolean, boolean, boolean, number | null]
  return { sorted, returnInverse, returnCounts, dim }
}

/** Slices along `dim` as rows, compared from the first element on. */
function uniqueSlices(x: Tensor, dim: number, options: UniqueOptions, sorts: boolean): Tensor | Tensor[] {
  const d = wrapDim(dim, x.sizes.length)
  const n = x.sizes[d] ?? 1
  if (x.numel() === 0 && n > 0)
    throw new RuntimeError("There are 0 sized dimensions, and they aren't selected, so unique cannot be applied")
  const rows = ((x.detach() as Tensor).movedim(d, 0) as Tensor).contiguous() as Tensor
  const width = n === 0 ? 0 : rows.numel() / n
  const data = rows.store.data.subarray(rows.offset, rows.offset + rows.numel())
  const compare = (i: number, j: number): number => {
    for (let k = 0; k < width; k++) {
      const [a, b] = [data[i * width + k], data[j * width + k]]
      if (a < b) return -1
      if (a !== b) return 1
    }
    return 0
  }
  const order = indexed(n)
  if (sorts) order.sort((i, j) => compare(i, j) || i - j)
  const changed = Uint8Array.from(order, (i, k) => Number(k === 0 || compare(order[k - 1], i) !== 0))
  const places = positions([...order])
  const found = distinct(Tensor.own(changed, 'bool', [n]), places)
  const first = places.indexSelect(0, found.starts) as Tensor
  const picked = (rows.indexSelect(0, first) as Tensor).movedim(0, d) as Tensor
  const out = picked.alias(picked.sizes, picked.strides, picked.offset) // in PyTorch's memory order
  return results(x, sorts ? 'UniqueDimBackward0' : 'UniqueConsecutiveBackward0', out, found, [n], options)
}

/** The elements (or the slices along `dim`) without those that equal the one before. */
export function uniqueConsecutive(x: Tensor, ...args: unknown[]): Tensor | Tensor[] {
  const last = args.at(-1)
  const [inverse, counts, along] = args as [boolean, boolean, number | null]
  const options: UniqueOptions =
    last !== null && typeof last === 'object'
      ? (last as UniqueOptions)
      : { returnInverse: inverse, returnCounts: counts, dim: along }
  const { dim = null } = options
  if (dim !== null) return uniqueSlices(x, dim, options, false)
  const flat = (x.detach() as Tensor).contiguous() as Tensor
  const row = flat.reshape([-1]) as Tensor
  const found = distinct(changes(row))
  const out = row.indexSelect(0, found.starts) as Tensor
  return results(x, 'UniqueConsecutiveBackward0', out, found, x.sizes, options)
}
