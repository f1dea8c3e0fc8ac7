import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { dtypes, isFloat } from '../dtype.js'
import { engine } from '../engine/index.js'
import { IndexError, RuntimeError } from '../errors.js'
import { broadcastShapes, sameShape } from '../shape/broadcast.js'
import { wrapDim } from '../shape/dims.js'
import { parseSlice, wrapIndex } from '../shape/indices.js'
import { flatLoop, packLoop } from '../shape/loop.js'
import { contiguousStrides, numelOf } from '../shape/strides.js'
import { Tensor } from '../tensor.js'
import { overwrite } from './convert.js'
import { checkLeaf, copyInto, recordInPlace, snapshot, wrote } from './define.js'
import {
  cast,
  checkNoOverlap,
  checkNoPartialOverlap,
  elementLoop,
  fittingOperand,
  isTensor,
  type Scalar,
} from './elementwise.js'
import { elementOf } from './tensors.js'
import { expand, linked, selectDim, sliceDim, unsqueeze } from './views.js'

/** A list of positions, nested lists for more dimensions. */
export type IndexList = readonly (number | boolean | IndexList)[]
export type Index = number | string | null | boolean | IndexList | Tensor

/** An index tensor that takes part in advanced indexing, and the dimension it stands for. */
interface Gather {
  dim: number
  index: Tensor
}

const NO_SCALAR_INDEX =
  'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number'

/** Fast path: as many integers as dimensions give one element, without a look at anything else. */
function elementOffset(x: Tensor, index: readonly Index[]): number {
  const { sizes, strides } = x
  if (index.length !== sizes.length || index.length === 0) return -1
  let offset = x.offset
  for (let d = 0; d < index.length; d++) {
    let i = index[d]
    if (typeof i !== 'number') return -1
    const n = sizes[d]
    if (i < 0) i += n
    if (!(i >= 0 && i < n) || i !== Math.trunc(i)) return -1 // the slow path has the words for it
    offset += i * strides[d]
  }
  return offset
}

/** `x.at(…)`: Python's `x[…]`. A view wherever PyTorch gives one, a copy where index lists, masks or tensors pick. */
export function at(x: Tensor, ...index: Index[]): Tensor {
  if (!gradMode.enabled || !needsGrad(x)) {
    const offset = elementOffset(x, index)
    if (offset >= 0) return linked(elementOf(x, offset), x)
    if (index.length === 1 && typeof index[0] === 'number' && x.sizes.length > 0) return row(x, index[0])
    const view = plainView(x, index)
    if (view !== null) return linked(view, x)
  }
  const { view, gathers } = resolve(x, index)
  return gathers.length === 0 ? view : gather(view, gathers)
}

/** `x.at(i)`: one index along the first dimension. */
function row(x: Tensor, index: number): Tensor {
  const i = wrapIndex(index, x.sizes[0], 0)
  return linked(x.alias(x.sizes.slice(1), x.strides.slice(1), x.offset + i * x.strides[0]), x)
}

/** Fast path: integers within their bounds and whole dimensions (`':'`), the rows and columns of a matrix. */
function plainView(x: Tensor, index: readonly Index[]): Tensor | null {
  const rank = x.sizes.length
  if (index.length > rank) return null
  const sizes: number[] = []
  const strides: number[] = []
  let { offset } = x
  for (let d = 0; d < rank; d++) {
    const i = d < index.length ? index[d] : ':'
    if (i === ':') {
      sizes.push(x.sizes[d])
      strides.push(x.strides[d])
    } else if (typeof i === 'number' && Number.isInteger(i) && i >= 0 && i < x.sizes[d]) offset += i * x.strides[d]
    else return null
  }
  return x.alias(sizes, strides, offset)
}

/** Applies what makes views, and collects what gathers. */
function resolve(x: Tensor, index: readonly Index[]): { view: Tensor; gathers: Gather[] } {
  const used = index.reduce<number>((n, i) => n + dimsOf(i), 0)
  const dots = index.filter((i) => i === '...').length
  if (dots > 1) throw new IndexError("an index can only have a single ellipsis ('...')")
  if (x.sizes.length === 0 && used > 0)
    throw new IndexError(
      index.some((i) => typeof i === 'string' && i !== '...')
        ? 'slice() cannot be applied to a 0-dim tensor.'
        : index.some((i) => typeof i === 'number' && !Number.isInteger(i))
          ? 'too many indices for tensor of dimension 0'
          : NO_SCALAR_INDEX,
    )
  if (used > x.sizes.length) throw new IndexError(`too many indices for tensor of dimension ${x.sizes.length}`)
  let view = x
  let d = 0 // the next dimension of the view
  let source = 0 // the same dimension, counted in x, as messages name it
  const gathers: Gather[] = []
  const scalarGathers: number[] = []
  for (const i of index) {
    if (i === null) view = unsqueeze(view, d++)
    else if (i === '...') {
      const skipped = x.sizes.length - used
      d += skipped
      source += skipped
    } else if (typeof i === 'string') {
      const { start, length, step } = parseSlice(i, view.sizes[d])
      if (!(start === 0 && step === 1 && length === view.sizes[d])) view = sliceDim(view, d, start, length, step)
      d++
      source++
    } else if (typeof i === 'number') {
      view = selectDim(view, d, wrapIndex(i, view.sizes[d], source++))
    } else if (typeof i === 'boolean') {
      // A bool adds a dimension: all of it, or none.
      view = unsqueeze(view, d)
      gathers.push({ dim: d++, index: positions(i ? [0] : []) })
    } else {
      const tensor = isTensor(i) ? i : fromList(i)
      if (isMask(tensor)) {
        gathers.push({ dim: d, index: tensor })
        d += tensor.sizes.length
        source += tensor.sizes.length
      } else if (isFloat(tensor.dtype))
        throw new IndexError('tensors used as indices must be long, int, byte or bool tensors')
      else {
        scalarGathers.push(d)
        gathers.push({ dim: d++, index: tensor })
        source++
      }
    }
  }
  // A lone 0-d index tensor selects, like an integer.
  if (gathers.length === 1 && scalarGathers.length === 1 && gathers[0].index.sizes.length === 0) {
    const [{ dim, index: place }] = gathers
    return { view: selectDim(view, dim, wrapIndex(Number(place.item()), view.sizes[dim], dim)), gathers: [] }
  }
  // Masks are held against what integers and slices have left, also those that stand behind them.
  return { view, gathers: gathers.flatMap((g) => (isMask(g.index) ? maskPositions(g.index, view, g.dim) : [g])) }
}

const isMask = (index: Tensor): boolean => index.dtype === 'bool' || index.dtype === 'uint8'

const dimsOf = (i: Index): number => {
  if (i === null || i === '...' || typeof i === 'boolean') return 0
  if (isTensor(i) && isMask(i)) return i.sizes.length
  if (Array.isArray(i)) return typeof leaf(i) === 'boolean' ? depth(i) : 1
  return 1
}
const leaf = (list: IndexList): number | boolean | undefined =>
  Array.isArray(list[0]) ? leaf(list[0]) : (list[0] as number)
const depth = (list: IndexList): number => 1 + (Array.isArray(list[0]) ? depth(list[0]) : 0)

const positions = (values: readonly number[]): Tensor =>
  Tensor.own(BigInt64Array.from(values, BigInt), 'int64', [values.length])

function fromList(list: IndexList): Tensor {
  const sizes: number[] = []
  for (let l: unknown = list; Array.isArray(l); l = l[0]) sizes.push(l.length)
  const flat = (list as readonly unknown[]).flat(sizes.length) as (number | boolean)[]
  if (flat.length !== numelOf(sizes)) throw new IndexError('an index list must not be ragged')
  if (typeof flat[0] === 'boolean') return Tensor.own(Uint8Array.from(flat, Number), 'bool', sizes)
  const wrong = flat.find((i) => typeof i !== 'number' || !Number.isInteger(i))
  if (wrong !== undefined)
    throw new IndexError(
      'only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got float)',
    )
  return Tensor.own(BigInt64Array.from(flat as number[], BigInt), 'int64', sizes)
}

/** Where a mask is true, as one list of positions per dimension that it covers. */
function maskPositions(mask: Tensor, view: Tensor, d: number): Gather[] {
  mask.sizes.forEach((n, k) => {
    if (view.sizes[d + k] !== n)
      throw new IndexError(
        `The shape of the mask [${mask.sizes.join(', ')}] at index ${k} does not match the shape of the indexed tensor [${view.sizes.join(', ')}] at index ${d + k}`,
      )
  })
  const found = nonzeroPositions(mask)
  return mask.sizes.map((_, k) => ({ dim: d + k, index: positions(found.map((p) => p[k])) }))
}

/** Row-major positions of what is not 0. */
export function nonzeroPositions(x: Tensor): number[][] {
  const { data } = x.store
  const found: number[][] = []
  const rank = x.sizes.length
  const at = new Array<number>(rank).fill(0)
  let offset = x.offset
  for (let left = x.numel(); left > 0; left--) {
    if (Number(data[offset]) !== 0) found.push([...at])
    for (let d = rank - 1; d >= 0; d--) {
      offset += x.strides[d]
      if (++at[d] < x.sizes[d]) break
      offset -= at[d] * x.strides[d]
      at[d] = 0
    }
  }
  return found
}

/** What an advanced index walks: one offset per picked position, and the block that lies at each. */
interface Plan {
  offsets: Float64Array
  /** Sizes of the index tensors, broadcast. */
  picked: readonly number[]
  /** Dimensions of the view that are not indexed. */
  rest: number[]
  /** Where the picked dimensions stand in the result: at the first index if the indices are neighbours, else in front. */
  place: number
}

function plan(view: Tensor, gathers: readonly Gather[]): Plan {
  let picked: readonly number[] = []
  try {
    for (const { index } of gathers) picked = broadcastShapes(picked, index.sizes)
  } catch {
    throw new IndexError(
      `shape mismatch: indexing tensors could not be broadcast together with shapes ${gathers.map(({ index }) => `[${index.sizes.join(', ')}]`).join(', ')}`,
    )
  }
  const count = numelOf(picked)
  const offsets = new Float64Array(count)
  for (const [order, { dim, index }] of gathers.entries()) {
    const n = view.sizes[dim]
    const wide = (sameShape(index.sizes, picked) ? index : expand(detached(index), [...picked])).contiguous() as Tensor
    const { data } = wide.store
    // PyTorch's message counts the index tensors, not the dimensions.
    for (let k = 0; k < count; k++) offsets[k] += wrapIndex(Number(data[wide.offset + k]), n, order) * view.strides[dim]
  }
  const dims = gathers.map((g) => g.dim)
  const rest = [...view.sizes.keys()].filter((d) => !dims.includes(d))
  const neighbours = dims.every((d, k) => k === 0 || d === dims[k - 1] + 1)
  return { offsets, picked, rest, place: neighbours ? dims[0] : 0 }
}

const detached = (x: Tensor): Tensor => x.alias(x.sizes, x.strides, x.offset)

/** Copies what the index tensors pick into a fresh tensor. */
function gather(view: Tensor, gathers: readonly Gather[], node = 'IndexBackward0'): Tensor {
  const p = plan(view, gathers)
  const restSizes = p.rest.map((d) => view.sizes[d])
  const block = numelOf(restSizes)
  const flat = Tensor.empty([...p.picked, ...restSizes], view.dtype)
  const target = { sizes: restSizes, strides: contiguousStrides(restSizes), offset: 0 }
  const source = { sizes: restSizes, strides: p.rest.map((d) => view.strides[d]), offset: view.offset }
  if (flat.numel() > 0)
    engine.gatherBlocks(flat.store.data, view.store.data, p.offsets, block, packLoop(restSizes, [target, source]))
  const out = p.place === 0 ? flat : movePicked(flat, p)
  if (gradMode.enabled && needsGrad(view)) record(node, out, [view], indicesOf(gathers), scattered(view.sizes, gathers))
  return out
}

const indicesOf = (gathers: readonly Gather[]): Tensor[] => gathers.map(({ index }) => index)

/** The gradient of picking: zeros, to which each place adds what it gave; positions may repeat. */
const scattered = (sizes: readonly number[], gathers: readonly Gather[]) => (g: Tensor) => {
  const full = g.newZeros([...sizes]) as Tensor
  scatter(full, gathers, g, true)
  if (gradMode.enabled && needsGrad(g)) record('IndexPutBackward0', full, [g], [], (gg) => [gather(gg, gathers)])
  return [full]
}

/** `g`, with 0 at the places of an index. */
function cleared(g: Tensor, gathers: readonly Gather[]): Tensor {
  const out = detached(g).clone() as Tensor
  scatter(out, gathers, out.newZeros([]) as Tensor, false)
  if (gradMode.enabled && needsGrad(g)) record('IndexPutBackward0', out, [g], [], (gg) => [cleared(gg, gathers)])
  return out
}
const put = (gathers: readonly Gather[]) => (g: Tensor) => [cleared(g, gathers), gather(g, gathers)]

/** [picked…, rest…] → the picked dimensions in their place. */
function movePicked(flat: Tensor, p: Plan): Tensor {
  const n = p.picked.length
  const before = p.place
  const order = [
    ...Array.from({ length: before }, (_, i) => n + i),
    ...Array.from({ length: n }, (_, i) => i),
    ...Array.from({ length: p.rest.length - before }, (_, i) => n + before + i),
  ]
  const view = flat.alias(
    order.map((d) => flat.sizes[d]),
    order.map((d) => flat.strides[d]),
    0,
  )
  const out = view.contiguous() as Tensor
  return out.alias(out.sizes, contiguousStrides(out.sizes), out.offset)
}

/** view[index] = value, or += with `accumulate`. */
function scatter(view: Tensor, gathers: readonly Gather[], value: Tensor, accumulate: boolean): void {
  const p = plan(view, gathers)
  const restSizes = p.rest.map((d) => view.sizes[d])
  const sizes = [
    ...p.rest.slice(0, p.place).map((d) => view.sizes[d]),
    ...p.picked,
    ...p.rest.slice(p.place).map((d) => view.sizes[d]),
  ]
  let wide: Tensor
  try {
    wide = expand(detached(value), sizes)
  } catch {
    throw new RuntimeError(
      `shape mismatch: value tensor of shape [${value.sizes.join(', ')}] cannot be broadcast to indexing result of shape [${sizes.join(', ')}]`,
    )
  }
  const n = p.picked.length
  const order = [
    ...Array.from({ length: n }, (_, i) => p.place + i),
    ...Array.from({ length: p.place }, (_, i) => i),
    ...Array.from({ length: p.rest.length - p.place }, (_, i) => p.place + n + i),
  ]
  const flat = (wide.permute(order) as Tensor).contiguous() as Tensor
  if (flat.numel() === 0) return
  const target = { sizes: restSizes, strides: p.rest.map((d) => view.strides[d]), offset: view.offset }
  const source = { sizes: restSizes, strides: contiguousStrides(restSizes), offset: flat.offset }
  engine.scatterBlocks(
    view.store.data,
    flat.store.data,
    p.offsets,
    numelOf(restSizes),
    packLoop(restSizes, [target, source]),
    accumulate,
  )
}

/** `x.set(index, value)`: Python's `x[index] = value`. */
export function set(x: Tensor, index: readonly Index[], value: Tensor | Scalar): Tensor {
  const list = Array.isArray(index) ? index : [index as unknown as Index]
  if (!isTensor(value) && !(gradMode.enabled && needsGrad(x))) {
    const offset = elementOffset(x, list)
    if (offset >= 0) {
      x.store.data[offset] = fittingOperand(value, x.dtype).store.data[0]
      x.store.version++
      return x
    }
  }
  const source = isTensor(value) ? value : fittingOperand(value, x.dtype)
  const { view, gathers } = resolve(x, list)
  if (gathers.length === 0) {
    assign(view, source)
  } else {
    checkLeaf(view, value)
    // PyTorch fills one mask with one value, which may be of another dtype.
    const fills = source.numel() === 1 && list.filter(picks).length === 1 && isMaskIndex(list.find(picks) as Index)
    if (isTensor(value) && source.dtype !== view.dtype && !fills)
      throw new RuntimeError(
        `Index put requires the source and destination dtypes match, got ${dtypes[view.dtype].legacy} for the destination and ${dtypes[source.dtype].legacy} for the source.`,
      )
    const recorded = gradMode.enabled && (needsGrad(view) || needsGrad(source))
    const was = recorded ? snapshot(view) : view
    scatter(view, gathers, cast(source, view.dtype), false)
    wrote(view)
    if (recorded) recordInPlace('IndexPutBackward0', view, [was, source], indicesOf(gathers), put(gathers))
  }
  return x
}

/** Does an index gather, instead of making a view? */
const picks = (i: Index): boolean => isTensor(i) || Array.isArray(i) || typeof i === 'boolean'
const isMaskIndex = (i: Index): boolean => typeof i === 'boolean' || isMask(isTensor(i) ? i : fromList(i as IndexList))

/** view[…] = source, where leading dimensions of size 1 in `source` may be too many. */
function assign(view: Tensor, source: Tensor): void {
  let from = source
  while (from.sizes.length > view.sizes.length && from.sizes[0] === 1) from = selectDim(from, 0, 0)
  overwrite(view, sameShape(from.sizes, view.sizes) ? from : expand(from, [...view.sizes]))
}

/** Writes `source` (of the same shape) into the memory of `view`. */
export function copyData(view: Tensor, source: Tensor): void {
  if (view.numel() === 0) return
  checkNoPartialOverlap(view, source)
  // Views with gaps may still share elements, which PyTorch leaves to chance.
  const from = source.store.data === view.store.data ? (source.clone() as Tensor) : source
  engine.copy(view.store.data, from.store.data, elementLoop(view, from), view.dtype === 'bool')
}

export function nonzero(x: Tensor): Tensor {
  const found = nonzeroPositions(x)
  const rank = x.sizes.length
  // As in PyTorch, one row of memory per dimension.
  const byDimension = x.sizes.flatMap((_, d) => found.map((p) => p[d]))
  return positions(byDimension).alias([found.length, rank], [1, found.length], 0)
}

/** The slices of `x` along `dim` that `index`, a vector, names. */
export function indexSelect(x: Tensor, dim: number, index: Tensor): Tensor {
  const d = wrapDim(dim, x.sizes.length)
  if (index.sizes.length > 1) throw new IndexError('index_select(): Index is supposed to be a vector')
  if (index.dtype !== 'int64' && index.dtype !== 'int32')
    throw new RuntimeError('index_select(): Expected dtype int32 or int64 for index')
  const places = index.reshape(-1) as Tensor
  const n = x.sizes[d] ?? 1
  for (let k = 0; k < places.numel(); k++) {
    const i = Number(places.store.data[places.offset + k * places.strides[0]])
    if (i < 0 || i >= n) throw new IndexError('index out of range in self')
  }
  if (x.sizes.length === 0) return x.clone()
  return gather(x, [{ dim: d, index: places }], 'IndexSelectBackward0')
}

export function maskedSelect(x: Tensor, mask: Tensor): Tensor {
  if (mask.dtype !== 'bool') throw new RuntimeError('masked_select: expected BoolTensor for mask')
  const sizes = broadcastShapes(mask.sizes, x.sizes)
  const wide = sameShape(sizes, x.sizes) ? x : expand(x, [...sizes])
  return gather(wide, maskPositions(expand(mask, [...sizes]), wide, 0), 'MaskedSelectBackward0')
}

export function maskedFill(x: Tensor, mask: Tensor, value: Tensor | Scalar): Tensor {
  if (mask.dtype !== 'bool')
    throw new RuntimeError(
      `masked_fill_ only supports boolean masks, but got mask with dtype ${dtypes[mask.dtype].cName}`,
    )
  if (isTensor(value) && value.sizes.length > 0)
    throw new RuntimeError(
      `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.sizes.length} dimension(s).`,
    )
  broadcastShapes(mask.sizes, x.sizes) // for its message
  const v = isTensor(value) ? value : fittingOperand(value, x.dtype).clone()
  const out = mask.where((v.detach() as Tensor).to(x.dtype) as Tensor, x.detach() as Tensor) as Tensor
  const inputs = isTensor(value) ? [x, value] : [x]
  if (gradMode.enabled && inputs.some(needsGrad))
    record('MaskedFillBackward0', out, inputs, [mask], (g) => [
      mask.where(0, g) as Tensor,
      ...(inputs.length > 1 ? [mask.where(g, 0).sum() as Tensor] : []),
    ])
  return out
}

export function maskedFill_(x: Tensor, mask: Tensor, value: Tensor | Scalar): Tensor {
  return copyInto(x, (was) => maskedFill(was, mask, value), value)
}

/** What stood there does not matter, the value everywhere. */
const filled = (g: Tensor): Tensor[] => [g.newZeros([...g.sizes]) as Tensor, g.sum() as Tensor]

/** fill_ and zero_: one value everywhere. */
export function fill_(
  x: Tensor,
  value: Tensor | Scalar,
  node = isTensor(value) ? 'FillBackward3' : 'FillBackward2',
): Tensor {
  checkLeaf(x, value)
  checkNoOverlap(x)
  if (isTensor(value) && value.sizes.length > 0)
    throw new RuntimeError(
      `fill_ only supports 0-dimension value tensor but got tensor with ${value.sizes.length} dimensions.`,
    )
  const v = isTensor(value) ? value.item<Scalar>() : value
  const element = fittingOperand(v, x.dtype).store.data[0]
  engine.fill(x.store.data, element, x.isContiguous() ? flatLoop(x.numel(), x.offset) : packLoop(x.sizes, [x]))
  const recorded = gradMode.enabled && (needsGrad(x) || (isTensor(value) && needsGrad(value)))
  const was = recorded ? snapshot(x) : x
  wrote(x)
  if (recorded) recordInPlace(node, x, isTensor(value) ? [was, value] : [was], [], filled)
  return x
}
