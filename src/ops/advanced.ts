import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { engine } from '../engine/index.js'
import { IndexError, RuntimeError } from '../errors.js'
import { broadcastShapes, sameShape } from '../shape/broadcast.js'
import { outOfBounds } from '../shape/indices.js'
import { flatLoop, packLoop, type Strided } from '../shape/loop.js'
import { contiguousStrides, isContiguous, numelOf } from '../shape/strides.js'
import { Tensor } from '../tensor.js'
import type { Gather } from './indices.js'
import { placesOf } from './places.js'
import { expand } from './views.js'

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
  const offsets = new Float64Array(numelOf(picked))
  for (const [order, { dim, index }] of gathers.entries()) {
    const size = view.sizes[dim]
    // PyTorch's message counts the index tensors, not the dimensions.
    const refuse = (i: number): never => outOfBounds(i, order, size)
    const wide = sameShape(index.sizes, picked) ? index : expand(detached(index), [...picked])
    placesOf(wide, { size, step: view.strides[dim], fromEnd: true, refuse, offsets })
  }
  const dims = gathers.map((g) => g.dim)
  const rest = [...view.sizes.keys()].filter((d) => !dims.includes(d))
  const neighbours = dims.every((d, k) => k === 0 || d === dims[k - 1] + 1)
  return { offsets, picked, rest, place: neighbours ? dims[0] : 0 }
}

const detached = (x: Tensor): Tensor => x.alias(x.sizes, x.strides, x.offset)

/** Copies what the index tensors pick into a fresh tensor. */
export function gather(view: Tensor, gathers: readonly Gather[], node = 'IndexBackward0'): Tensor {
  const p = plan(view, gathers)
  const restSizes = p.rest.map((d) => view.sizes[d])
  const source = { sizes: restSizes, strides: p.rest.map((d) => view.strides[d]), offset: view.offset }
  // Picked along one dimension, the blocks go at once to where they belong.
  const inPlace = p.place > 0 && p.picked.length === 1
  const made = Tensor.empty(
    inPlace ? [...restSizes.slice(0, p.place), ...p.picked, ...restSizes.slice(p.place)] : [...p.picked, ...restSizes],
    view.dtype,
  )
  const strides = inPlace ? made.strides.filter((_, d) => d !== p.place) : contiguousStrides(restSizes)
  const step = inPlace ? made.strides[p.place] : numelOf(restSizes)
  const loop = packLoop(restSizes, [{ sizes: restSizes, strides, offset: 0 }, source])
  if (made.numel() > 0) engine.gatherBlocks(made.store.data, view.store.data, p.offsets, step, loop)
  const out = inPlace || p.place === 0 ? made : movePicked(made, p)
  if (gradMode.enabled && needsGrad(view)) record(node, out, [view], indicesOf(gathers), scattered(view.sizes, gathers))
  return out
}

/** Fast path: slices along dimension 0, as the rows of a batch. */
export function gatherRows(x: Tensor, index: Tensor): Tensor {
  const count = index.sizes[0]
  const [n, ...sizes] = x.sizes
  const [step, ...strides] = x.strides
  const refuse = (i: number): never => outOfBounds(i, 0, n)
  const offsets = placesOf(index, { size: n, step, fromEnd: true, refuse })
  const out = Tensor.empty([count, ...sizes], x.dtype)
  const block = numelOf(sizes)
  if (count * block === 0) return out
  const adjacent = isContiguous(sizes, strides)
  const target = { sizes, strides: contiguousStrides(sizes), offset: 0 }
  const loop = adjacent ? flatLoop(block, 0, x.offset) : packLoop(sizes, [target, { sizes, strides, offset: x.offset }])
  engine.gatherBlocks(out.store.data, x.store.data, offsets, block, loop)
  return out
}

export const indicesOf = (gathers: readonly Gather[]): Tensor[] => gathers.map(({ index }) => index)

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
export const put = (gathers: readonly Gather[]) => (g: Tensor) => [cleared(g, gathers), gather(g, gathers)]

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
export function scatter(view: Tensor, gathers: readonly Gather[], value: Tensor, accumulate: boolean): void {
  const p = plan(view, gathers)
  const restSizes = p.rest.map((d) => view.sizes[d])
  const sizes = [
    ...p.rest.slice(0, p.place).map((d) => view.sizes[d]),
    ...p.picked,
    ...p.rest.slice(p.place).map((d) => view.sizes[d]),
  ]
  let wide: Tensor
  try {
    // What is read must not be what is written.
    const own = value.store === view.store ? (value.detach().clone() as Tensor) : value
    wide = expand(detached(own), sizes)
  } catch {
    throw new RuntimeError(
      `shape mismatch: value tensor of shape [${value.sizes.join(', ')}] cannot be broadcast to indexing result of shape [${sizes.join(', ')}]`,
    )
  }
  if (wide.numel() === 0) return
  const target = { sizes: restSizes, strides: p.rest.map((d) => view.strides[d]), offset: view.offset }
  let source: Strided
  let [step, data] = [numelOf(restSizes), wide.store.data]
  if (p.picked.length === 1) {
    step = wide.strides[p.place]
    source = { sizes: restSizes, strides: wide.strides.filter((_, d) => d !== p.place), offset: wide.offset }
  } else {
    const n = p.picked.length
    const order = [
      ...Array.from({ length: n }, (_, i) => p.place + i),
      ...Array.from({ length: p.place }, (_, i) => i),
      ...Array.from({ length: p.rest.length - p.place }, (_, i) => p.place + n + i),
    ]
    const flat = (wide.permute(order) as Tensor).contiguous() as Tensor
    data = flat.store.data
    source = { sizes: restSizes, strides: contiguousStrides(restSizes), offset: flat.offset }
  }
  engine.scatterBlocks(view.store.data, data, p.offsets, step, packLoop(restSizes, [target, source]), accumulate)
}
