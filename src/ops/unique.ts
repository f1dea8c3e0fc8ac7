import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import { Tensor } from '../tensor.js'
import { positions } from './indices.js'

export interface UniqueOptions {
  sorted?: boolean
  returnInverse?: boolean
  returnCounts?: boolean
  dim?: number | null
}

/** The places of one of each, for every element the number of its like, and how many there are. */
interface Distinct {
  readonly first: number[]
  readonly inverse: Int32Array
  readonly counts: number[]
}

/** Groups of neighbours in `order`: `changed(k)` tells whether the k-th differs from the one before. */
function distinct(order: ArrayLike<number>, changed: (k: number) => boolean): Distinct {
  const inverse = new Int32Array(order.length)
  const first: number[] = []
  const counts: number[] = []
  let start = 0
  for (let k = 0; k < order.length; k++) {
    if (k === 0 || changed(k)) {
      if (k > 0) counts.push(k - start)
      first.push(order[k])
      start = k
    }
    inverse[order[k]] = first.length - 1
  }
  if (order.length > 0) counts.push(order.length - start)
  return { first, inverse, counts }
}

/** Where an element of a row differs from the one before. */
function changes(row: Tensor): (k: number) => boolean {
  const n = row.numel()
  if (n < 2) return () => true
  const mask = (row.narrow(0, 1, n - 1) as Tensor).ne(row.narrow(0, 0, n - 1) as Tensor) as Tensor
  const { data } = mask.store
  const at = mask.offset - 1
  return (k) => data[at + k] !== 0
}

const indexed = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i)

function results(
  x: Tensor,
  node: string,
  out: Tensor,
  found: Distinct,
  sizes: readonly number[],
  { returnInverse, returnCounts }: UniqueOptions,
): Tensor | Tensor[] {
  if (gradMode.enabled && needsGrad(x))
    record(node, out, [x], [], () => {
      throw new RuntimeError("the derivative for '_unique2' is not implemented.")
    })
  if (!returnInverse && !returnCounts) return out
  return [
    out,
    ...(returnInverse ? [Tensor.own(BigInt64Array.from(found.inverse, BigInt), 'int64', sizes)] : []),
    ...(returnCounts ? [positions(found.counts)] : []),
  ]
}

/** One of each element, sorted; with `returnInverse` and `returnCounts` an array with those, too. */
export function unique(x: Tensor, ...args: unknown[]): Tensor | Tensor[] {
  const options = uniqueArgs(args)
  const { dim = null } = options
  if (dim !== null) return uniqueSlices(x, dim, options, true)
  const flat = (x.detach() as Tensor).contiguous() as Tensor
  const n = flat.numel()
  const order = new Int32Array(n)
  const sorted = Tensor.empty([n], x.dtype)
  if (n > 0) engine.sort(sorted.store.data, order, flat.store.data, flat.offset, n, false)
  const found = distinct(order, changes(sorted))
  const out = flat.reshape([-1]).indexSelect(0, positions(found.first)) as Tensor
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
  const found = distinct(order, (k) => compare(order[k - 1], order[k]) !== 0)
  const picked = (rows.indexSelect(0, positions(found.first)) as Tensor).movedim(0, d) as Tensor
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
  const found = distinct(indexed(row.numel()), changes(row))
  const out = row.indexSelect(0, positions(found.first)) as Tensor
  return results(x, 'UniqueConsecutiveBackward0', out, found, x.sizes, options)
}
