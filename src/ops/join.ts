import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { promoteTypes } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError, ValueError } from '../errors.js'
import { broadcastShapes } from '../shape/broadcast.js'
import { wrapDim, wrapDims } from '../shape/dims.js'
import { memoryOrder } from '../shape/strides.js'
import { Tensor } from '../tensor.js'
import { kindOf } from './arguments.js'
import { elementLoop, isTensor } from './elementwise.js'
import { isOptions } from './keywords.js'
import { selectDim, sliceDim } from './parts.js'
import { expand, permute, unsqueeze } from './views.js'

const dimOf = (dim: number | { dim?: number } | undefined): number => (typeof dim === 'number' ? dim : (dim?.dim ?? 0))

/** Joins tensors along an existing dimension. */
export function cat(tensors: readonly Tensor[], dim: number | { dim?: number } = 0): Tensor {
  if (!Array.isArray(tensors) || !tensors.every(isTensor))
    throw new TypeError(`cat(): argument 'tensors' (position 1) must be tuple of Tensors, not ${kindOf(tensors)}`)
  if (tensors.length === 0) throw new ValueError('torch.cat(): expected a non-empty list of Tensors')
  // A 1-d empty tensor joins with anything (a rule that PyTorch keeps for old code).
  const parts = tensors.filter((x) => !(x.sizes.length === 1 && x.sizes[0] === 0))
  const first = parts[0] ?? tensors[0]
  const rank = first.sizes.length
  for (const [i, x] of tensors.entries())
    if (x.sizes.length === 0)
      throw new RuntimeError(`zero-dimensional tensor (at position ${i}) cannot be concatenated`)
  const d = wrapDim(dimOf(dim), rank)
  for (const x of parts) {
    if (x.sizes.length !== rank)
      throw new RuntimeError(`Tensors must have same number of dimensions: got ${rank} and ${x.sizes.length}`)
    for (let k = 0; k < rank; k++)
      if (k !== d && x.sizes[k] !== first.sizes[k])
        throw new RuntimeError(
          `Sizes of tensors must match except in dimension ${d}. Expected size ${first.sizes[k]} but got size ${x.sizes[k]} for tensor number ${tensors.indexOf(x)} in the list.`,
        )
  }
  const dtype = tensors.map((x) => x.dtype).reduce(promoteTypes)
  const sizes = first.sizes.map((n, k) => (k === d ? parts.reduce((total, x) => total + x.sizes[d], 0) : n))
  const out = Tensor.empty(sizes, dtype)
  let start = 0
  const starts = parts.map((x) => {
    const slot = sliceDim(out, d, start, x.sizes[d], 1)
    if (slot.numel() > 0) engine.copy(out.store.data, x.store.data, elementLoop(slot, x), dtype === 'bool')
    start += x.sizes[d]
    return start - x.sizes[d]
  })
  if (gradMode.enabled && parts.some(needsGrad))
    record('CatBackward0', out, parts, [], cutAt(d, starts, lengthsOf(parts, d)))
  return out
}
const lengthsOf = (parts: readonly Tensor[], d: number): (number | null)[] =>
  parts.map((x) => (needsGrad(x) ? x.sizes[d] : null))
const cutAt = (d: number, starts: readonly number[], lengths: readonly (number | null)[]) => (g: Tensor) =>
  lengths.map((n, i) => (n === null ? null : sliceDim(g, d, starts[i], n, 1)))

/** Joins tensors of one shape along a new dimension. */
export function stack(tensors: readonly Tensor[], dim: number | { dim?: number } = 0): Tensor {
  if (tensors.length === 0) throw new RuntimeError('stack expects a non-empty TensorList')
  const [first] = tensors
  for (const [i, x] of tensors.entries())
    if (x.sizes.length !== first.sizes.length || x.sizes.some((n, d) => n !== first.sizes[d]))
      throw new RuntimeError(
        `stack expects each tensor to be equal size, but got [${first.sizes.join(', ')}] at entry 0 and [${x.sizes.join(', ')}] at entry ${i}`,
      )
  const d = wrapDim(dimOf(dim), first.sizes.length + 1)
  const out = cat(
    tensors.map((x) => unsqueeze(x.detach() as Tensor, d)),
    d,
  )
  if (gradMode.enabled && tensors.some(needsGrad))
    record('StackBackward0', out, tensors, [], slicesAt(d, tensors.map(needsGrad)))
  return out
}
const slicesAt = (d: number, wanted: readonly boolean[]) => (g: Tensor) =>
  wanted.map((yes, i) => (yes ? selectDim(g, d, i) : null))

/** Computes on plain tensors, and records one node for all of it. */
export function asOne(node: string, x: Tensor, compute: (x: Tensor) => Tensor, grad: (g: Tensor) => Tensor): Tensor {
  const out = compute(x.detach() as Tensor)
  if (gradMode.enabled && needsGrad(x)) record(node, out, [x], [], (g) => [grad(g)])
  return out
}

export const atLeast1d = (x: Tensor): Tensor => (x.sizes.length === 0 ? (x.reshape([1]) as Tensor) : x)
export const hstack = (tensors: readonly Tensor[]): Tensor => {
  filled('hstack', tensors)
  const parts = tensors.map(atLeast1d)
  return cat(parts, parts[0]?.sizes.length === 1 ? 0 : 1)
}
export const vstack = (tensors: readonly Tensor[]): Tensor => {
  filled('vstack', tensors)
  return cat(tensors.map((x) => (x.sizes.length < 2 ? (x.reshape([1, x.numel()]) as Tensor) : x)))
}
function filled(name: string, tensors: readonly Tensor[]): void {
  if (tensors.length === 0) throw new RuntimeError(`${name} expects a non-empty TensorList`)
}

/** The tensor repeated along each dimension; more counts than dimensions add leading ones. */
export function repeat(x: Tensor, ...args: unknown[]): Tensor {
  const counts = (args.length === 1 && Array.isArray(args[0]) ? args[0] : args) as number[]
  return asOne('RepeatBackward0', x, (plain) => repeated(plain, counts), repetitions(x.sizes, counts))
}

/** The gradients of all repetitions, summed. */
const repetitions = (sizes: readonly number[], counts: readonly number[]) => (g: Tensor) => {
  const lead = counts.length - sizes.length
  const split = counts.flatMap((c, d) => [c, d < lead ? 1 : sizes[d - lead]])
  const summed = (g.reshape(split) as Tensor).sum(counts.map((_, d) => 2 * d)) as Tensor
  return summed.reshape([...sizes]) as Tensor
}

function repeated(x: Tensor, counts: readonly number[]): Tensor {
  if (counts.length < x.sizes.length)
    throw new RuntimeError('Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor')
  const lead = counts.length - x.sizes.length
  if (counts.some((c) => c < 0)) {
    const target = counts.map((c, d) => c * (d < lead ? 1 : x.sizes[d - lead]))
    throw new RuntimeError(
      `Trying to create tensor with negative dimension ${target.find((n) => n < 0) ?? counts.find((c) => c < 0)}: [${target.join(', ')}]`,
    )
  }
  const sizes = counts.map((_, d) => (d < lead ? 1 : x.sizes[d - lead]))
  // [c₀, n₀, c₁, n₁, …] is an expanded view; read as [c₀n₀, c₁n₁, …] it is the result.
  let view = x.reshape(sizes.flatMap((n) => [1, n])) as Tensor
  view = expand(
    view,
    counts.flatMap((c, d) => [c, sizes[d]]),
  )
  const out = view.reshape(counts.map((c, d) => c * sizes[d])) as Tensor
  // A single repetition may be a view still; `repeat` copies.
  return out.store === x.store ? (out.clone({ memoryFormat: 'contiguous' }) as Tensor) : out
}

/** `repeat`, with missing counts taken as leading ones. */
export function tile(x: Tensor, ...args: unknown[]): Tensor {
  const counts = (args.length === 1 && Array.isArray(args[0]) ? args[0] : args) as number[]
  return repeat(x, [...Array.from({ length: Math.max(0, x.sizes.length - counts.length) }, () => 1), ...counts])
}

/** The order of some dimensions reversed (a copy: strides cannot be negative). Memory keeps its order. */
export function flip(x: Tensor, ...args: unknown[]): Tensor {
  const dims = wrapDims((args.length === 1 && Array.isArray(args[0]) ? args[0] : args) as number[], x.sizes.length)
  const turn = (plain: Tensor): Tensor => (plain.sizes.length === 0 ? plain.clone() : flipped(plain, dims))
  return asOne('FlipBackward0', x, turn, flippedBack(dims))
}
const flippedBack = (dims: number[]) => (g: Tensor) => flip(g, dims)

function flipped(x: Tensor, dims: readonly number[]): Tensor {
  if (!x.isContiguous()) {
    const order = memoryOrder(x.sizes, [x.strides]).reverse()
    if (order.some((d, k) => d !== k)) {
      const turned = flip(
        permute(x, order),
        dims.map((d) => order.indexOf(d)),
      )
      return permute(
        turned,
        order.map((_, d) => order.indexOf(d)),
      )
    }
  }
  let out = x
  for (const d of dims) {
    const n = x.sizes[d]
    const index = Tensor.own(
      BigInt64Array.from({ length: n }, (_, i) => BigInt(n - 1 - i)),
      'int64',
      [n],
    )
    out = out.indexSelect(d, index) as Tensor
  }
  return out === x ? (x.clone() as Tensor) : out
}

/** The lower (upper) triangle; the rest is 0. */
const triangle =
  (name: string, keeps: (i: number, j: number, k: number) => boolean) =>
  (x: Tensor, diagonal = 0): Tensor => {
    if (x.sizes.length < 2) throw new RuntimeError(`${name}: input tensor must have at least 2 dimensions`)
    const [n, m] = x.sizes.slice(-2)
    const mask = Tensor.own(
      Uint8Array.from({ length: n * m }, (_, p) => Number(keeps(Math.floor(p / m), p % m, diagonal))),
      'bool',
      [n, m],
    )
    const node = name === 'tril' ? 'TrilBackward0' : 'TriuBackward0'
    return asOne(node, x, (plain) => mask.where(plain, plain.dtype === 'bool' ? false : 0) as Tensor, masked(mask))
  }
const masked = (mask: Tensor) => (g: Tensor) => mask.where(g, 0) as Tensor
export const tril = triangle('tril', (i, j, k) => j <= i + k)
export const triu = triangle('triu', (i, j, k) => j >= i + k)

/** `meshgrid(a, b, options)` or `meshgrid([a, b], options)`. */
export function meshgrid(...args: unknown[]): Tensor[] {
  const last = args.at(-1)
  const { indexing = 'ij' } = (isOptions(last) ? last : {}) as { indexing?: 'ij' | 'xy' }
  const given = (isOptions(last) ? args.slice(0, -1) : args).flat() as Tensor[]
  if (indexing !== 'ij' && indexing !== 'xy')
    throw new RuntimeError(`torch.meshgrid: indexing must be one of "xy" or "ij", but received: ${String(indexing)}`)
  const list = given.map(atLeast1d)
  const swap = indexing === 'xy' && list.length >= 2
  const ordered = swap ? [list[1], list[0], ...list.slice(2)] : list
  const sizes = ordered.map((x) => x.sizes[0])
  const grids = ordered.map((x, d) => expand(x.view(sizes.map((n, k) => (k === d ? n : 1))) as Tensor, sizes))
  return swap ? [grids[1], grids[0], ...grids.slice(2)] : grids
}

export function broadcastTensors(...tensors: Tensor[]): Tensor[] {
  const sizes = tensors.map((x) => x.sizes).reduce(broadcastShapes)
  return tensors.map((x) => expand(x, [...sizes]))
}
export const broadcastTo = (x: Tensor, ...args: unknown[]): Tensor => expand(x, ...args)
