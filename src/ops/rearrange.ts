import { IndexError, RuntimeError } from '../errors.js'
import { noDimensions, wrapDim } from '../shape/dims.js'
import { Tensor } from '../tensor.js'
import { asOne, cat, flip } from './join.js'
import { diagonal as diagonalOf, selectDim, sliceDim } from './parts.js'
import { movedim, reshape, transpose } from './views.js'

const listOf = (x: number | readonly number[]): number[] => [x].flat() as number[]

/** The elements shifted along dimensions; what leaves at one end comes in at the other. */
export function roll(x: Tensor, shifts: number | readonly number[], dims?: number | readonly number[]): Tensor {
  const by = listOf(shifts)
  const along = dims === undefined ? [] : listOf(dims)
  if (along.length === 0 && by.length === 1) {
    const grad = (g: Tensor): Tensor => roll(g, -by[0])
    return asOne(
      'RollBackward0',
      x,
      (plain) => rolled(plain.reshape([-1]) as Tensor, by[0], 0).view([...x.sizes]),
      grad,
    )
  }
  if (by.length !== along.length)
    throw new RuntimeError(`shifts and dimensions must align. shifts: ${by.length}, dims:${along.length}`)
  if (x.sizes.length === 0) throw noDimensions(along[0])
  const places = along.map((d) => wrapDim(d, x.sizes.length))
  return asOne(
    'RollBackward0',
    x,
    (plain) => places.reduce((t, d, k) => rolled(t, by[k], d), plain),
    (g) =>
      roll(
        g,
        by.map((n) => -n),
        places,
      ),
  )
}

function rolled(x: Tensor, shift: number, d: number): Tensor {
  const n = x.sizes[d] ?? 1
  const start = n === 0 ? 0 : ((-shift % n) + n) % n
  if (start === 0) return x.clone() as Tensor
  return cat([x.narrow(d, start, n - start) as Tensor, x.narrow(d, 0, start) as Tensor], d)
}

/** Turned by 90° `k` times, from the first of two dimensions towards the second. */
export function rot90(x: Tensor, k = 1, dims: readonly number[] = [0, 1]): Tensor {
  if (dims.length !== 2) throw new RuntimeError(`expected total rotation dims == 2, but got dims = ${dims.length}`)
  if (x.sizes.length < 2) throw new RuntimeError(`expected total dims >= 2, but got total dims = ${x.sizes.length}`)
  const [p, q] = dims.map((d) => wrapDim(d, x.sizes.length))
  if (p === q)
    throw new RuntimeError(`expected rotation dims to be different, but got dim0 = ${dims[0]} and dim1 = ${dims[1]}`)
  const quarter = ((k % 4) + 4) % 4
  const turn = (plain: Tensor): Tensor => {
    if (quarter === 0) return plain.clone({ memoryFormat: 'contiguous' }) as Tensor
    if (quarter === 2) return flip(plain, [p, q])
    const turned = transpose(flip(plain, [quarter === 1 ? q : p]), p, q)
    return turned.alias(turned.sizes, turned.strides, turned.offset)
  }
  return asOne('Rot90Backward0', x, turn, (g) => rot90(g, -k, dims))
}

const atLeast = (x: Tensor, rank: number): void => {
  if (x.sizes.length < rank) throw new RuntimeError(`Input must be >= ${rank}-d.`)
}
/** Columns in reverse order. */
export function fliplr(x: Tensor): Tensor {
  atLeast(x, 2)
  return flip(x, [1])
}
/** Rows in reverse order. */
export function flipud(x: Tensor): Tensor {
  atLeast(x, 1)
  return flip(x, [0])
}

/** Each element so many times, one after the other; without a dim the tensor is flattened. A tensor of counts alone gives positions. */
export function repeatInterleave(
  x: Tensor,
  repeats?: number | Tensor,
  dim?: number | null | { dim?: number | null },
): Tensor {
  const along = (dim !== null && typeof dim === 'object' ? dim.dim : dim) ?? null
  if (repeats === undefined) return counted(x)
  const from = along === null ? reshape(x, [-1]) : x
  const d = along === null ? 0 : wrapDim(along, x.sizes.length)
  if (along !== null && x.sizes.length === 0) wrapDim(d + 1, 0)
  if (typeof repeats === 'number') {
    if (repeats < 0) throw new RuntimeError('Repeats must be non-negative')
    const vector = from.sizes.length === 0 ? reshape(from, [1]) : from
    const sizes = vector.sizes.flatMap((n, k) => (k === d ? [n, repeats] : [n]))
    const wide = (vector.unsqueeze(d + 1) as Tensor).expand(sizes).clone({ memoryFormat: 'contiguous' }) as Tensor
    return wide.flatten(d, d + 1) as Tensor
  }
  const n = from.sizes[d] ?? 1
  const counts = repeats.numel() === 1 ? (repeats.reshape([1]).expand([n]) as Tensor) : repeats
  if (counts.sizes[0] !== n)
    throw new RuntimeError(
      `repeats must have the same size as input along dim, but got repeats.size(0) = ${repeats.sizes[0]} and input.size(${d}) = ${n}`,
    )
  return from.indexSelect(d, counted(counts)) as Tensor
}

/** [1, 2, 0] → [0, 1, 1] */
function counted(repeats: Tensor): Tensor {
  if (repeats.sizes.length !== 1) throw new RuntimeError('repeat_interleave only accept 1D vector as repeat')
  if (repeats.dtype !== 'int64' && repeats.dtype !== 'int32')
    throw new RuntimeError('repeats has to be Long or Int tensor')
  const list = repeats.tolist() as number[]
  if (list.some((n) => n < 0)) throw new RuntimeError('repeats can not be negative')
  const result = Tensor.empty([list.reduce((sum, n) => sum + n, 0)], 'int64')
  const data = result.store.data as BigInt64Array
  let at = result.offset
  list.forEach((n, k) => {
    data.fill(BigInt(k), at, at + n)
    at += n
  })
  return result
}

/** A vector of all elements, in row-major order: a view, if it can be. */
export const ravel = (x: Tensor): Tensor => reshape(x.isContiguous() ? x : (x.contiguous() as Tensor), [-1])
export const moveaxis = movedim
export const swapaxes = transpose
export const swapdims = transpose

/** Of a real matrix the transpose. */
export const adjoint = (x: Tensor): Tensor => {
  if (x.sizes.length < 2)
    throw new RuntimeError(
      `tensor.adjoint() is only supported on matrices or batches of matrices. Got ${x.sizes.length}-D tensor.`,
    )
  return transpose(x, -2, -1)
}

/** Vectors (the last dimension) on the diagonals of matrices that are 0 elsewhere. */
export function diagEmbed(x: Tensor, offset = 0, dim1 = -2, dim2 = -1): Tensor {
  const rank = x.sizes.length + 1
  const [p, q] = [wrapDim(dim1, rank), wrapDim(dim2, rank)]
  if (p === q) throw new RuntimeError(`diagonal dimensions cannot be identical ${dim1}, ${dim2}`)
  const n = x.sizes[x.sizes.length - 1] + Math.abs(offset)
  const sizes = x.sizes.slice(0, -1)
  for (const d of [Math.min(p, q), Math.max(p, q)]) sizes.splice(d, 0, n)
  const fill = (plain: Tensor): Tensor => {
    const full = plain.newZeros(sizes) as Tensor
    diagonalOf(full, offset, p, q).copy_(plain)
    return full
  }
  return asOne('DiagEmbedBackward0', x, fill, (g) => diagonalOf(g, offset, p, q))
}

/** The matrix of a vector's diagonal; of a matrix a copy of its diagonal. */
export function diag(x: Tensor, diagonal = 0): Tensor {
  if (x.sizes.length === 1) return diagEmbed(x, diagonal)
  if (x.sizes.length !== 2) throw new RuntimeError(`diag(): Supports 1D or 2D tensors. Got ${x.sizes.length}D`)
  const grad = (g: Tensor): Tensor => {
    const full = g.newZeros([...x.sizes]) as Tensor
    return full.diagonalScatter(g, diagonal) as Tensor
  }
  return asOne('DiagonalBackward0_copy', x, (plain) => diagonalOf(plain, diagonal).clone() as Tensor, grad)
}
/** All elements on the diagonal of a matrix. */
export const diagflat = (x: Tensor, offset = 0): Tensor => diag(reshape(x, [-1]), offset)

/** One slice along `dim`, which goes: a view. */
export function select(x: Tensor, dim: number, index: number): Tensor {
  if (x.sizes.length === 0) throw new IndexError('select() cannot be applied to a 0-dim tensor.')
  const d = wrapDim(dim, x.sizes.length)
  const n = x.sizes[d]
  if (index < -n || index >= n)
    throw new IndexError(
      `select(): index ${index} out of range for tensor of size [${x.sizes.join(', ')}] at dimension ${d}`,
    )
  return selectDim(x, d, index < 0 ? index + n : index)
}

/** So many pieces, the first ones larger by one if need be; or pieces that begin at the given places. Views. */
export function tensorSplit(
  x: Tensor,
  at: number | readonly number[] | Tensor,
  dim: number | { dim: number } = 0,
): Tensor[] {
  if (x.sizes.length === 0)
    throw new RuntimeError('tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims')
  const d = wrapDim(typeof dim === 'number' ? dim : dim.dim, x.sizes.length)
  const n = x.sizes[d]
  const where = at instanceof Tensor ? (at.tolist() as number | number[]) : at
  if (typeof where === 'number') {
    if (!(where > 0)) throw new RuntimeError(`number of sections must be larger than 0, got ${where}`)
    const [least, more] = [Math.floor(n / where), n % where]
    let start = 0
    return Array.from({ length: where }, (_, k) => {
      const length = least + Number(k < more)
      start += length
      return sliceDim(x, d, start - length, length, 1)
    })
  }
  const bound = (i: number): number => Math.min(Math.max(i < 0 ? i + n : i, 0), n)
  return [...where, n].map((end, k) => {
    const start = k === 0 ? 0 : bound(where[k - 1])
    return sliceDim(x, d, start, Math.max(0, bound(end) - start), 1)
  })
}

const splitAlong =
  (name: string, rank: number, dimOf: (x: Tensor) => number) =>
  (x: Tensor, at: number | readonly number[]): Tensor[] => {
    if (x.sizes.length < rank)
      throw new RuntimeError(
        `torch.${name} requires a tensor with at least ${rank} dimension, but got a tensor with ${x.sizes.length} dimensions!`,
      )
    const d = dimOf(x)
    if (typeof at === 'number' && x.sizes[d] % at !== 0)
      throw new RuntimeError(
        `torch.${name} attempted to split along dimension ${d}, but the size of the dimension ${x.sizes[d]} is not divisible by the split_size ${at}!`,
      )
    return tensorSplit(x, at, d)
  }
export const hsplit = splitAlong('hsplit', 1, (x) => (x.sizes.length === 1 ? 0 : 1))
export const vsplit = splitAlong('vsplit', 2, () => 0)
export const dsplit = splitAlong('dsplit', 3, () => 2)
