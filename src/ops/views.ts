import { gradMode, needsGrad, record, recordMany } from '../autograd/graph.js'
import { partOf, put } from '../autograd/strided.js'
import { engine } from '../engine/index.js'
import { IndexError, RuntimeError } from '../errors.js'
import { wrapDim, wrapDims } from '../shape/dims.js'
import { contiguousStrides, numelOf } from '../shape/strides.js'
import { inferSize, viewStrides } from '../shape/view.js'
import type { Tensor } from '../tensor.js'
import { elementLoop } from './elementwise.js'
import { cat, stack } from './join.js'

/** `view(3, 4)` or `view([3, 4])`. */
export const sizeArgs = (args: readonly unknown[]): number[] =>
  args.length === 1 && Array.isArray(args[0]) ? [...(args[0] as number[])] : [...(args as number[])]

/** Marks `out` as a view of `x`: in-place ops on either change the history of both. */
export function linked(out: Tensor, x: Tensor): Tensor {
  out.base = x.base ?? x
  out.creation = gradMode.enabled ? x.creation : 'noGrad'
  return out
}

/** A view of `x` with its gradient. Every op that only looks at the memory in another way ends here. */
function look(
  x: Tensor,
  node: string,
  sizes: readonly number[],
  strides: readonly number[],
  offset: number,
  grad: (g: Tensor) => Tensor,
): Tensor {
  const out = linked(x.alias(sizes, strides, offset), x)
  if (gradMode.enabled && needsGrad(x)) record(node, out, [x], [], (g) => [grad(g)])
  return out
}

/** Gradients hold the sizes, not the tensor. */
const backTo = (sizes: readonly number[]) => (g: Tensor) => g.reshape([...sizes]) as Tensor

/** Zeros of `sizes`, with `g` where `pick` looks: the gradient of a view of a part. */
function embedded(g: Tensor, sizes: readonly number[], node: string, pick: (full: Tensor) => Tensor): Tensor {
  const full = g.newZeros([...sizes]) as Tensor
  const part = pick(full)
  if (g.numel() > 0) engine.copy(full.store.data, g.store.data, elementLoop(part, g), false)
  if (gradMode.enabled && needsGrad(g)) record(node, full, [g], [], (gg) => [pick(gg)])
  return full
}
const embed =
  (sizes: readonly number[], node: string, pick: (full: Tensor) => Tensor) =>
  (g: Tensor): Tensor =>
    embedded(g, sizes, node, pick)

export function view(x: Tensor, ...args: unknown[]): Tensor {
  const sizes = inferSize(sizeArgs(args), x.numel())
  const strides = viewStrides(x.sizes, x.strides, sizes)
  if (strides === null)
    throw new RuntimeError(
      "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
    )
  return look(x, 'ViewBackward0', sizes, strides, x.offset, backTo(x.sizes))
}

/** PyTorch does not count the view of a fresh copy as a view. */
function copiedView(x: Tensor, sizes: readonly number[]): Tensor {
  const copy = x.clone({ memoryFormat: 'contiguous' }) as Tensor
  const out = copy.alias(sizes, contiguousStrides(sizes), 0)
  if (gradMode.enabled && needsGrad(copy)) record('UnsafeViewBackward0', out, [copy], [], back(copy.sizes))
  return out
}
const back = (sizes: readonly number[]) => (g: Tensor) => [g.reshape([...sizes]) as Tensor]

export function reshape(x: Tensor, ...args: unknown[]): Tensor {
  const sizes = inferSize(sizeArgs(args), x.numel())
  const strides = viewStrides(x.sizes, x.strides, sizes)
  if (strides === null) return copiedView(x, sizes)
  return look(x, 'ViewBackward0', sizes, strides, x.offset, backTo(x.sizes))
}

export function flatten(x: Tensor, startDim = 0, endDim = -1): Tensor {
  const rank = x.sizes.length
  const [from, to] = [wrapDim(startDim, rank), wrapDim(endDim, rank)]
  if (from > to) throw new RuntimeError('flatten() has invalid args: start_dim cannot come after end_dim')
  if (rank === 0) return reshape(x, [1])
  if (from === to) return x
  return reshape(x, [...x.sizes.slice(0, from), numelOf(x.sizes.slice(from, to + 1)), ...x.sizes.slice(to + 1)])
}

export function unflatten(x: Tensor, dim: number, sizes: readonly number[]): Tensor {
  const d = wrapDim(dim, x.sizes.length)
  const known = sizes.filter((n) => n !== -1)
  const inferred = sizes.map((n) => (n === -1 ? x.sizes[d] / numelOf(known) : n))
  if (numelOf(inferred) !== x.sizes[d] || !inferred.every(Number.isInteger))
    throw new RuntimeError(
      `unflatten: Provided sizes [${sizes.join(', ')}] don't multiply up to the size of dim ${d} (${x.sizes[d]}) in the input tensor`,
    )
  return view(x, [...x.sizes.slice(0, d), ...inferred, ...x.sizes.slice(d + 1)])
}

const transposed =
  (p: number, q: number) =>
  (g: Tensor): Tensor =>
    transpose(g, p, q)

export function transpose(x: Tensor, dim0: number, dim1: number): Tensor {
  const rank = x.sizes.length
  const [p, q] = [wrapDim(dim0, rank), wrapDim(dim1, rank)]
  const swap = (list: readonly number[]): number[] => {
    const out = [...list]
    if (rank > 0) [out[p], out[q]] = [list[q], list[p]]
    return out
  }
  return look(x, 'TransposeBackward0', swap(x.sizes), swap(x.strides), x.offset, transposed(p, q))
}

const same = (g: Tensor): Tensor => g

export function t(x: Tensor): Tensor {
  const rank = x.sizes.length
  if (rank > 2) throw new RuntimeError(`t() expects a tensor with <= 2 dimensions, but self is ${rank}D`)
  if (rank < 2) return look(x, 'TBackward0', x.sizes, x.strides, x.offset, same)
  return look(x, 'TBackward0', [x.sizes[1], x.sizes[0]], [x.strides[1], x.strides[0]], x.offset, t)
}

const permuted =
  (order: number[]) =>
  (g: Tensor): Tensor =>
    permute(g, order)

export function permute(x: Tensor, ...args: unknown[]): Tensor {
  const dims = sizeArgs(args)
  if (dims.length !== x.sizes.length)
    throw new RuntimeError(
      'permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. ' +
        `input.dim() = ${x.sizes.length} is not equal to len(dims) = ${dims.length}`,
    )
  const order = dims.map((d) => wrapDim(d, x.sizes.length))
  if (new Set(order).size !== order.length) throw new RuntimeError('permute(): duplicate dims are not allowed.')
  const inverse = order.map((_, d) => order.indexOf(d))
  return look(
    x,
    'PermuteBackward0',
    order.map((d) => x.sizes[d]),
    order.map((d) => x.strides[d]),
    x.offset,
    permuted(inverse),
  )
}

export function movedim(
  x: Tensor,
  source: number | readonly number[],
  destination: number | readonly number[],
): Tensor {
  const rank = x.sizes.length
  const from = wrapDims([source].flat() as number[], rank)
  const to = wrapDims([destination].flat() as number[], rank)
  if (from.length !== to.length)
    throw new RuntimeError(
      `movedim: Invalid source or destination dims: source (${JSON.stringify(source)} dims) should contain the same number of dims as destination (${JSON.stringify(destination)} dims)`,
    )
  const order = new Array<number>(rank).fill(-1)
  to.forEach((d, i) => {
    order[d] = from[i]
  })
  const rest = [...x.sizes.keys()].filter((d) => !from.includes(d))
  return permute(
    x,
    order.map((d) => (d === -1 ? (rest.shift() as number) : d)),
  )
}

/** All dimensions reversed; `mT` swaps the last two. */
export const reversed = (x: Tensor): Tensor => permute(x, [...x.sizes.keys()].reverse())
export function mT(x: Tensor): Tensor {
  if (x.sizes.length < 2)
    throw new RuntimeError(
      `tensor.mT is only supported on matrices or batches of matrices. Got ${x.sizes.length}-D tensor.`,
    )
  return transpose(x, -2, -1)
}

export function unsqueeze(x: Tensor, dim: number): Tensor {
  const d = wrapDim(dim, x.sizes.length + 1)
  const step = d < x.sizes.length ? x.sizes[d] * x.strides[d] : 1
  const sizes = [...x.sizes.slice(0, d), 1, ...x.sizes.slice(d)]
  const strides = [...x.strides.slice(0, d), step, ...x.strides.slice(d)]
  return look(x, 'UnsqueezeBackward0', sizes, strides, x.offset, backTo(x.sizes))
}

export function squeeze(x: Tensor, dim?: number | readonly number[] | null): Tensor {
  const dims =
    dim === undefined || dim === null ? [...x.sizes.keys()] : wrapDims([dim].flat() as number[], x.sizes.length)
  const keep = [...x.sizes.keys()].filter((d) => !(dims.includes(d) && x.sizes[d] === 1))
  return look(
    x,
    dim === undefined || dim === null
      ? 'SqueezeBackward0'
      : typeof dim === 'number'
        ? 'SqueezeBackward1'
        : 'SqueezeBackward2',
    keep.map((d) => x.sizes[d]),
    keep.map((d) => x.strides[d]),
    x.offset,
    backTo(x.sizes),
  )
}

export function expand(x: Tensor, ...args: unknown[]): Tensor {
  const target = sizeArgs(args)
  const own = x.sizes.length
  if (target.length < own)
    throw new RuntimeError(
      `expand(${x.type()}{[${x.sizes.join(', ')}]}, size=[${target.join(', ')}]): the number of sizes provided (${target.length}) must be greater or equal to the number of dimensions in the tensor (${own})`,
    )
  const lead = target.length - own
  const sizes = target.slice()
  const strides = new Array<number>(target.length)
  // From the last dimension on, as PyTorch: the first misfit from behind is the one that its message names.
  for (let d = target.length - 1; d >= 0; d--) strides[d] = strideOf(target[d], d)
  function strideOf(n: number, d: number): number {
    const size = d < lead ? 1 : x.sizes[d - lead]
    if (n === -1) {
      if (d < lead)
        throw new RuntimeError(
          `The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${d}`,
        )
      sizes[d] = size
      return x.strides[d - lead]
    }
    if (d >= lead && size === n) return x.strides[d - lead]
    if (size !== 1)
      throw new RuntimeError(
        `The expanded size of the tensor (${n}) must match the existing size (${size}) at non-singleton dimension ${d}.  Target sizes: [${target.join(', ')}].  Tensor sizes: [${x.sizes.join(', ')}]`,
      )
    return 0
  }
  return look(x, 'ExpandBackward0', sizes, strides, x.offset, same)
}

export const expandAs = (x: Tensor, other: Tensor): Tensor => expand(x, [...other.sizes])
export const viewAs = (x: Tensor, other: Tensor): Tensor => view(x, [...other.sizes])
export const reshapeAs = (x: Tensor, other: Tensor): Tensor => reshape(x, [...other.sizes])

export function asStrided(
  x: Tensor,
  sizes: readonly number[],
  strides: readonly number[],
  storageOffset = x.offset,
): Tensor {
  if (sizes.length !== strides.length) throw new RuntimeError(`mismatch in length of strides and shape`)
  if (strides.some((s) => s < 0))
    throw new RuntimeError(
      `as_strided: Negative strides are not supported at the moment, got strides: [${strides.join(', ')}]`,
    )
  const last = sizes.includes(0) ? -1 : sizes.reduce((at, n, d) => at + (n - 1) * strides[d], storageOffset)
  if (storageOffset < 0 || last >= x.store.length)
    throw new RuntimeError(
      `setStorage: sizes [${sizes.join(', ')}], strides [${strides.join(', ')}], storage offset ${storageOffset}, and itemsize ${x.store.data.BYTES_PER_ELEMENT} requiring a storage size of ${(last + 1) * x.store.data.BYTES_PER_ELEMENT} are out of bounds for storage of size ${x.store.data.byteLength}`,
    )
  return strided(x, 'AsStridedBackward0', [...sizes], [...strides], storageOffset)
}

/** A view that may show an element twice. */
function strided(x: Tensor, node: string, sizes: number[], strides: number[], offset: number): Tensor {
  const part = { base: partOf(x, x).base, view: { sizes, strides, offset } }
  return look(x, node, sizes, strides, offset, (g) => put(g, part))
}

const diagonally = (sizes: readonly number[], offset: number, p: number, q: number) =>
  embed(sizes, 'DiagonalBackward0', (full) => diagonal(full, offset, p, q))

export function diagonal(x: Tensor, offset = 0, dim1 = 0, dim2 = 1): Tensor {
  const rank = x.sizes.length
  const [p, q] = [wrapDim(dim1, rank), wrapDim(dim2, rank)]
  if (p === q) throw new RuntimeError(`diagonal dimensions cannot be identical ${dim1}, ${dim2}`)
  const n = Math.max(
    0,
    offset >= 0 ? Math.min(x.sizes[p], x.sizes[q] - offset) : Math.min(x.sizes[p] + offset, x.sizes[q]),
  )
  const start = n === 0 ? 0 : offset >= 0 ? offset * x.strides[q] : -offset * x.strides[p]
  const keep = [...x.sizes.keys()].filter((d) => d !== p && d !== q)
  return look(
    x,
    'DiagonalBackward0',
    [...keep.map((d) => x.sizes[d]), n],
    [...keep.map((d) => x.strides[d]), x.strides[p] + x.strides[q]],
    x.offset + start,
    diagonally(x.sizes, offset, p, q),
  )
}

/** `length` elements from `start` along one dimension. */
export function narrow(x: Tensor, dim: number, start: number, length: number): Tensor {
  const d = wrapDim(dim, x.sizes.length)
  const n = x.sizes[d]
  if (length < 0) throw new RuntimeError('narrow(): length must be non-negative.')
  if (start < -n || start > n)
    throw new IndexError(`start out of range (expected to be in range of [${-n}, ${n}], but got ${start})`)
  const from = start < 0 ? start + n : start
  if (from + length > n) throw new RuntimeError(`start (${from}) + length (${length}) exceeds dimension size (${n}).`)
  return sliceDim(x, d, from, length, 1)
}

/** A slice along `d`: `length` elements from `start` in steps. */
export function sliceDim(x: Tensor, d: number, start: number, length: number, step: number): Tensor {
  const sizes = x.sizes.slice()
  const strides = x.strides.slice()
  sizes[d] = length
  strides[d] *= step
  return look(
    x,
    'SliceBackward0',
    sizes,
    strides,
    x.offset + start * x.strides[d],
    sliced(x.sizes, d, start, length, step),
  )
}
const sliced = (sizes: readonly number[], d: number, start: number, length: number, step: number) =>
  embed(sizes, 'SliceBackward0', (full) => sliceDim(full, d, start, length, step))

/** One index along `d`, which goes. */
export function selectDim(x: Tensor, d: number, index: number): Tensor {
  const sizes = x.sizes.slice()
  const strides = x.strides.slice()
  sizes.splice(d, 1)
  strides.splice(d, 1)
  return look(x, 'SelectBackward0', sizes, strides, x.offset + index * x.strides[d], selected(x.sizes, d, index))
}
const selected = (sizes: readonly number[], d: number, index: number) =>
  embed(sizes, 'SelectBackward0', (full) => selectDim(full, d, index))

/** Several views of `x` at once, of which autograd lets none be changed in place. */
function pieces(x: Tensor, node: string, look: (i: number) => Tensor, n: number, whole: JoinGrads): Tensor[] {
  const wasEnabled = gradMode.enabled
  gradMode.enabled = false
  let outs: Tensor[]
  try {
    outs = Array.from({ length: n }, (_, i) => look(i))
  } finally {
    gradMode.enabled = wasEnabled
  }
  for (const out of outs) out.creation = wasEnabled ? 'multiple' : 'noGrad'
  if (wasEnabled && needsGrad(x)) recordMany(node, outs, [x], [], (grads) => [whole(grads)])
  return outs
}
type JoinGrads = (grads: (Tensor | null)[]) => Tensor
/** Pieces that nobody used have no gradient: zeros stand for them. */
const orZeros = (grads: (Tensor | null)[], sizes: readonly (readonly number[])[]): Tensor[] => {
  const some = grads.find((g) => g !== null) as Tensor
  return grads.map((g, i) => g ?? (some.newZeros([...sizes[i]]) as Tensor))
}

/** Pieces of at most `size` (or of the sizes given) along `dim`. */
export function split(x: Tensor, size: number | readonly number[], dim: number | { dim: number } = 0): Tensor[] {
  const d = wrapDim(typeof dim === 'number' ? dim : dim.dim, x.sizes.length)
  const n = x.sizes[d]
  let sizes: readonly number[]
  if (typeof size === 'number') {
    if (size === 0 && n !== 0)
      throw new RuntimeError(`split_size can only be 0 if dimension size is 0, but got dimension size of ${n}`)
    if (size < 0) throw new RuntimeError(`split expects split_size be non-negative, but got split_size=${size}`)
    sizes = Array.from({ length: Math.max(1, Math.ceil(n / (size || 1))) }, (_, i) => Math.min(size, n - i * size))
  } else {
    sizes = size
    if (size.reduce((a, b) => a + b, 0) !== n)
      throw new RuntimeError(
        `split_with_sizes expects split_sizes to sum exactly to ${n} (input tensor's size at dimension ${d}), but got split_sizes=[${size.join(', ')}]`,
      )
  }
  const starts: number[] = []
  sizes.reduce((start, length) => {
    starts.push(start)
    return start + length
  }, 0)
  const shapes = sizes.map((length) => x.sizes.map((k, i) => (i === d ? length : k)))
  return pieces(
    x,
    typeof size === 'number' ? 'SplitBackward0' : 'SplitWithSizesBackward0',
    (i) => sliceDim(x, d, starts[i], sizes[i], 1),
    sizes.length,
    joined(shapes, d),
  )
}
const joined =
  (shapes: readonly (readonly number[])[], d: number): JoinGrads =>
  (grads) =>
    cat(orZeros(grads, shapes), d)

export function chunk(x: Tensor, chunks: number, dim: number | { dim: number } = 0): Tensor[] {
  if (chunks <= 0) throw new RuntimeError(`chunk expects \`chunks\` to be greater than 0, got: ${chunks}`)
  const d = wrapDim(typeof dim === 'number' ? dim : dim.dim, x.sizes.length)
  return split(x, Math.max(1, Math.ceil(x.sizes[d] / chunks)), d)
}

export function unbind(x: Tensor, dim: number | { dim: number } = 0): Tensor[] {
  const d = wrapDim(typeof dim === 'number' ? dim : dim.dim, x.sizes.length)
  if (x.sizes.length === 0) throw new IndexError('Dimension specified as 0 but tensor has no dimensions')
  const rest = x.sizes.filter((_, i) => i !== d)
  const n = x.sizes[d]
  return pieces(x, 'UnbindBackward0', (i) => selectDim(x, d, i), n, stacked(new Array(n).fill(rest), d))
}
const stacked =
  (shapes: readonly (readonly number[])[], d: number): JoinGrads =>
  (grads) =>
    stack(orZeros(grads, shapes), d)

/** Sliding windows of `size` in steps along `dim`, as a new last dimension. */
export function unfold(x: Tensor, dim: number, size: number, step: number): Tensor {
  const d = wrapDim(dim, x.sizes.length)
  const n = x.sizes.length === 0 ? 1 : x.sizes[d]
  if (size > n) throw new RuntimeError(`maximum size for tensor at dimension ${d} is ${n} but size is ${size}`)
  if (step <= 0) throw new RuntimeError(`step is ${step} but must be > 0`)
  const sizes = [...x.sizes.slice(0, d), Math.floor((n - size) / step) + 1, ...x.sizes.slice(d + 1), size]
  const strides = [...x.strides.slice(0, d), step * (x.strides[d] ?? 1), ...x.strides.slice(d + 1), x.strides[d] ?? 1]
  return strided(x, 'UnfoldBackward0', sizes, strides, x.offset)
}
