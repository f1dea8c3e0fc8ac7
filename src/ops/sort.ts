import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { engine } from '../engine/index.js'
import { IndexError, RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import { contiguousStrides } from '../shape/strides.js'
import { Tensor } from '../tensor.js'
import { spreadAlong } from './along.js'
import { emptyLike } from './elementwise.js'
import { ReturnTypes } from './return-types.js'
import { kthPlaces, unstablePlaces } from './ties.js'

/** A tensor's rows along one dimension, adjacent in memory. */
export interface RowsAlong {
  readonly rows: Tensor
  /** The dimension, counted from the front. */
  readonly d: number
  /** Elements in a row. */
  readonly n: number
}

/** Dimension `d` last, and contiguous. A 0-d tensor is a row of one. */
export function rowsAlong(x: Tensor, dim: number): RowsAlong {
  const d = wrapDim(dim, x.sizes.length)
  const plain = x.alias(x.sizes, x.strides, x.offset)
  const rows = x.sizes.length < 2 ? plain : (plain.movedim(d, -1) as Tensor)
  return { rows: rows.contiguous() as Tensor, d, n: x.sizes[d] ?? 1 }
}

/** Results whose rows have `width` elements, and the same with the dimension back in its place. */
function resultOf(
  x: Tensor,
  { rows, d }: RowsAlong,
  width: number,
  dtype: Tensor['dtype'],
): [flat: Tensor, shaped: Tensor] {
  const sizes = x.sizes.length === 0 ? [] : [...rows.sizes.slice(0, -1), width]
  const flat = Tensor.empty(sizes, dtype)
  if (x.sizes.length < 2) return [flat, flat]
  const back = flat.movedim(-1, d) as Tensor
  return [flat, back.alias(back.sizes, back.strides, 0)]
}

/** As PyTorch lays it out: like `x`, or row by row. */
function laidOut(shaped: Tensor, like: Tensor | null): Tensor {
  const strides = like === null ? contiguousStrides(shaped.sizes) : emptyLike(like.sizes, like.dtype, like).strides
  if (strides.every((s, k) => s === shaped.strides[k])) return shaped
  const out = new Tensor(Tensor.empty(shaped.sizes, shaped.dtype).store, shaped.sizes, strides, 0)
  return out.copy_(shaped)
}

/** Records that `values` are the elements of `x` at `indices` along `d`. */
function picked(node: string, x: Tensor, d: number, values: Tensor, indices: Tensor, keepdim = true): void {
  if (!gradMode.enabled || !needsGrad(x)) return
  const { sizes } = x
  const wide = (t: Tensor): Tensor => (keepdim || sizes.length === 0 ? t : (t.unsqueeze(d) as Tensor))
  record(node, values, [x], [indices], (g) => [spreadAlong(wide(g), sizes, d, wide(indices))])
}

export interface SortOptions {
  dim?: number
  descending?: boolean
  stable?: boolean
}

const sortArgs = (args: readonly unknown[]): Required<SortOptions> => {
  const last = args.at(-1)
  const named = (last !== null && typeof last === 'object' ? last : {}) as SortOptions
  return {
    dim: named.dim ?? (typeof args[0] === 'number' ? args[0] : -1),
    descending: named.descending ?? args.find((a) => typeof a === 'boolean') === true,
    stable: named.stable === true,
  }
}

/** Up to so many elements equals come in PyTorch's order, which going through its steps tells; above they keep theirs. */
const MOST_WITH_TIES = 4096

/** Sorted along `dim` (the last), and where each element was. */
export function sort(x: Tensor, ...args: unknown[]): ReturnTypes {
  const { dim, descending, stable } = sortArgs(args)
  const along = rowsAlong(x, dim)
  const [flatValues, shapedValues] = resultOf(x, along, along.n, x.dtype)
  const [flatIndices, shapedIndices] = resultOf(x, along, along.n, 'int64')
  const { rows, d, n } = along
  if (x.numel() > 0) {
    const [sorted, places] = [flatValues.store.data, flatIndices.store.data as BigInt64Array]
    engine.sort(sorted, places, rows.store.data, rows.offset, n, descending)
    if (!stable && x.numel() <= MOST_WITH_TIES) unstablePlaces(sorted, places, along, descending)
  }
  const [values, indices] = [laidOut(shapedValues, x), laidOut(shapedIndices, x)]
  picked('SortBackward0', x, d, values, indices)
  return new ReturnTypes('sort', { values, indices })
}

/** Where the elements stand in order. */
export const argsort = (x: Tensor, ...args: unknown[]): Tensor => sort(x.detach() as Tensor, ...args)[1]

/** Sorted along dimension 0. */
export const msort = (x: Tensor): Tensor => sort(x, 0)[0]

export interface TopkOptions {
  dim?: number
  largest?: boolean
  sorted?: boolean
}

/** The k largest (or smallest) elements along `dim`, in order; of equals the ones that PyTorch picks. */
export function topk(x: Tensor, k: number, ...args: unknown[]): ReturnTypes {
  const last = args.at(-1)
  const named = (last !== null && typeof last === 'object' ? last : {}) as TopkOptions
  const [first, second, third] = args
  const dim = named.dim ?? (typeof first === 'number' ? first : -1)
  const largest = named.largest ?? (typeof second === 'boolean' ? second : true)
  const sorted = named.sorted ?? (typeof third === 'boolean' ? third : true)
  if (x.dtype === 'bool') throw new RuntimeError('topk does not support bool dtypes on CPU')
  const along = rowsAlong(x, dim)
  const { rows, d, n } = along
  if (!(k >= 0 && k <= n)) throw new RuntimeError('selected index k out of range')
  const [flatValues, shapedValues] = resultOf(x, along, k, x.dtype)
  const [flatIndices, shapedIndices] = resultOf(x, along, k, 'int64')
  // A number has one place, also for none of it.
  if (k === 0) for (const flat of [flatValues, flatIndices]) flat.zero_()
  else if (flatValues.numel() > 0)
    engine.topk(
      flatValues.store.data,
      flatIndices.store.data as BigInt64Array,
      rows.store.data,
      rows.offset,
      n,
      k,
      largest,
      sorted,
    )
  const [values, indices] = [laidOut(shapedValues, null), laidOut(shapedIndices, null)]
  picked('TopkBackward0', x, d, values, indices)
  return new ReturnTypes('topk', { values, indices })
}

/** The element at place `k` (from 0; `null`: of each row's own choice) of each sorted row, and where it was. */
export function selectKth(
  x: Tensor,
  dim: number,
  keepdim: boolean,
  named: { op: string; node: string; refused: string },
  choose: (values: Tensor['store']['data'], indices: BigInt64Array, along: RowsAlong) => void,
): ReturnTypes {
  if (x.dtype === 'bool') throw new RuntimeError(`"${named.refused}" not implemented for 'Bool'`)
  const along = rowsAlong(x, dim)
  const { d, n } = along
  if (n === 0) throw new IndexError(`${named.op}(): Expected reduction dim ${d} to have non-zero size.`)
  const kept = x.sizes.map((k, i) => (i === d ? 1 : k))
  const sizes = keepdim ? kept : kept.filter((_, i) => i !== d)
  const [values, indices] = [Tensor.empty(sizes, x.dtype), Tensor.empty(sizes, 'int64')]
  if (values.numel() > 0) choose(values.store.data, indices.store.data as BigInt64Array, along)
  picked(named.node, x, d, values, indices, keepdim)
  return new ReturnTypes(named.op, { values, indices })
}

/** The k-th smallest element along `dim`, counted from 1. */
export function kthvalue(x: Tensor, k: number, ...args: unknown[]): ReturnTypes {
  const last = args.at(-1)
  const named = (last !== null && typeof last === 'object' ? last : {}) as { dim?: number; keepdim?: boolean }
  const dim = named.dim ?? (typeof args[0] === 'number' ? args[0] : -1)
  const keepdim = named.keepdim ?? args[1] === true
  return selectKth(
    x,
    dim,
    keepdim,
    { op: 'kthvalue', node: 'KthvalueBackward0', refused: 'kthvalue_cpu' },
    (values, indices, along) => {
      const { rows, d, n } = along
      if (!(k >= 1 && k <= n)) throw new RuntimeError(`kthvalue(): selected number k out of range for dimension ${d}`)
      engine.kth(values, indices, rows.store.data, rows.offset, n, k - 1)
      kthPlaces(values, indices, along, k - 1)
    },
  )
}
