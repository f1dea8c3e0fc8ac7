import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { isDType } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { wrapDim, wrapDims } from '../shape/dims.js'
import { contiguousStrides, numelOf } from '../shape/strides.js'
import { inferSize, viewStrides } from '../shape/view.js'
import type { Tensor } from '../tensor.js'
import { viewAsType } from './bits.js'
import { look } from './look.js'

/** `view(3, 4)` or `view([3, 4])`. */
export const sizeArgs = (args: readonly unknown[]): number[] =>
  args.length === 1 && Array.isArray(args[0]) ? [...(args[0] as number[])] : [...(args as number[])]

/** Gradients hold the sizes, not the tensor. */
const backTo = (sizes: readonly number[]) => (g: Tensor) => g.reshape([...sizes]) as Tensor

export function view(x: Tensor, ...args: unknown[]): Tensor {
  if (args.length === 0) throw new TypeError('view() received an invalid combination of arguments - got ()')
  if (isDType(args[0])) return viewAsType(x, args[0])
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
  if (sizes.length === 0) throw new RuntimeError('unflatten: sizes must be non-empty')
  if (x.sizes.length === 0)
    throw new RuntimeError('unflatten got an unexpected error:\nDimension specified as 0 but tensor has no dimensions')
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
  if (args.length === 0) throw new TypeError('permute() missing 1 required positional arguments: "dims"')
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
  const places = (dims: number | readonly number[], name: string): number[] => {
    const list = ([dims].flat() as number[]).map((d) => wrapDim(d, rank))
    if (new Set(list).size < list.length)
      throw new RuntimeError(`movedim: repeated dim in \`${name}\` ([${[dims].flat().join(', ')}])`)
    return list
  }
  const [given, wanted] = [source, destination].map((dims) => [dims].flat())
  if (given.length !== wanted.length)
    throw new RuntimeError(
      `movedim: Invalid source or destination dims: source ([${given.join(', ')}] dims) should contain the same number of dims as destination ([${wanted.join(', ')}] dims)`,
    )
  const from = places(source, 'source')
  const to = places(destination, 'destination')
  const order = new Array<number>(rank).fill(-1)
  to.forEach((d, i) => {
    order[d] = from[i]
  })
  const rest = [...x.sizes.keys()].filter((d) => !from.includes(d))
  if (rank === 0) return permute(x, [])
  return permute(
    x,
    order.map((d) => (d === -1 ? (rest.shift() as number) : d)),
  )
}

/** All dimensions reversed; `mT` swaps the last two. */
export const reversed = (x: Tensor): Tensor => permute(x, [...x.sizes.keys()].reverse())
export function mT(x: Tensor): Tensor {
  if (x.sizes.length === 0) return x
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
