import { partOf, put } from '../autograd/strided.js'
import { IndexError, RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import type { Tensor } from '../tensor.js'
import { embed, look } from './look.js'

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
  if (sizes.some((n) => n < 0))
    throw new RuntimeError(
      `Storage size calculation overflowed with sizes=[${sizes.join(', ')}] and strides=[${strides.join(', ')}]`,
    )
  if (storageOffset < 0) throw new RuntimeError(`Tensor: invalid storage offset ${storageOffset}`)
  const last = sizes.includes(0) ? -1 : sizes.reduce((at, n, d) => at + (n - 1) * strides[d], storageOffset)
  if (last >= x.store.length)
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
  if (x.sizes.length === 0) throw new RuntimeError('narrow() cannot be applied to a 0-dim tensor.')
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

/** Sliding windows of `size` in steps along `dim`, as a new last dimension. */
export function unfold(x: Tensor, dim: number, size: number, step: number): Tensor {
  const d = wrapDim(dim, x.sizes.length)
  const n = x.sizes.length === 0 ? 1 : x.sizes[d]
  if (size > n) throw new RuntimeError(`maximum size for tensor at dimension ${d} is ${n} but size is ${size}`)
  if (size < 0) throw new RuntimeError(`size is ${size} but must be >= 0`)
  if (step <= 0) throw new RuntimeError(`step is ${step} but must be > 0`)
  // PyTorch's window of a number is the number as a vector.
  if (x.sizes.length === 0) return strided(x, 'UnfoldBackward0', [size], [1], x.offset)
  const sizes = [...x.sizes.slice(0, d), Math.floor((n - size) / step) + 1, ...x.sizes.slice(d + 1), size]
  const strides = [...x.strides.slice(0, d), step * (x.strides[d] ?? 1), ...x.strides.slice(d + 1), x.strides[d] ?? 1]
  return strided(x, 'UnfoldBackward0', sizes, strides, x.offset)
}
