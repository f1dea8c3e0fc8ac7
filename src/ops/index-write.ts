import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { dtypes } from '../dtype.js'
import { IndexError, RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import type { Tensor } from '../tensor.js'
import { scatter } from './advanced.js'
import { putAlong, spreadAlong, takeAlong } from './along.js'
import { fittingOperand, isTensor, type Scalar } from './elementwise.js'
import { at, set } from './indexing.js'
import type { Index } from './indices.js'
import { cat } from './join.js'
import { maskedSelect, nonzero } from './masks.js'
import { checkPlaces } from './places.js'
import { apart, fresh, inPlace, type Write } from './writes.js'

/** A vector of positions along `d`, as an index of the whole shape. */
function spreadIndex(index: Tensor, sizes: readonly number[], d: number): Tensor {
  const places = index.reshape([-1]) as Tensor
  const shape = sizes.map((_, k) => (k === d ? places.sizes[0] : 1))
  return (places.view(shape) as Tensor).expand(sizes.map((n, k) => (k === d ? places.sizes[0] : n))) as Tensor
}
const isPlace = (index: Tensor): boolean => index.dtype === 'int64' || index.dtype === 'int32'

const outside =
  (d: number, size: number, Class = RuntimeError, op = '') =>
  (i: number): never => {
    throw new Class(`${op}index ${i} is out of bounds for dimension ${d} with size ${size}`)
  }

/** Whole slices of `source` to the positions of a vector along `d`. */
function putSlices(target: Tensor, d: number, index: Tensor, source: Tensor, how: 'add' | 'set'): void {
  if (target.sizes.length === 0) putAlong(target, 0, index.reshape([-1]) as Tensor, source, how)
  else if (target.dtype === 'bool' && how === 'add')
    putAlong(target, d, spreadIndex(index, source.sizes, d), source, how)
  else scatter(target, [{ dim: d, index: index.reshape([-1]) as Tensor }], source, how === 'add')
}

/** Whole numbers times what is whole of `alpha`, and bools times whether it is 0, as PyTorch converts it. */
const scaled = (x: Tensor, alpha: number): Tensor =>
  x.dtype === 'bool'
    ? (x.mul(alpha !== 0) as Tensor)
    : (x.mul(x.isFloatingPoint() ? alpha : fittingOperand(Math.trunc(alpha), x.dtype).clone()) as Tensor)

function indexAdded(x: Tensor, dim: number, index: Tensor, source: Tensor, options: { alpha?: number } = {}): Write {
  const d = wrapDim(dim, x.sizes.length)
  const { alpha = 1 } = options
  if (index.sizes.length > 1)
    throw new IndexError(
      `index_add_(): Index is supposed to be a vector, but got dim: ${index.sizes.length} with type: ${dtypes[index.dtype].legacy} and size: [${index.sizes.join(', ')}]`,
    )
  if (!isPlace(index))
    throw new RuntimeError(`index_add_(): Expected dtype int32/int64 for index but got: ${dtypes[index.dtype].legacy}`)
  if (source.dtype !== x.dtype)
    throw new RuntimeError(
      `index_add_(): self (${dtypes[x.dtype].legacy}) and source (${dtypes[source.dtype].legacy}) must have the same scalar type`,
    )
  if (index.numel() !== (source.sizes[d] ?? 1))
    throw new RuntimeError(
      `index_add_(): Number of indices (${index.numel()}) should be equal to source.size(dim): (${source.sizes[d] ?? 1}), for dim: ${d}`,
    )
  const size = x.sizes[d] ?? 1
  checkPlaces(index, size, false, outside(d, size))
  return {
    node: 'IndexAddBackward0',
    others: [source],
    saves: [index],
    write: (target) => {
      const from = apart(source.detach() as Tensor, target)
      putSlices(target, d, index, alpha === 1 ? from : scaled(from, alpha), 'add')
    },
    grads: (g) => [g, indexed(g, d, index, source).mul(alpha) as Tensor],
  }
}

/** What stands at the positions of a vector along `d`, shaped as the source. */
const indexed = (g: Tensor, d: number, index: Tensor, source: Tensor): Tensor =>
  g.sizes.length === 0 ? g : (g.indexSelect(d, index.reshape([-1]) as Tensor).expandAs(source) as Tensor)

/** Adds the slices of `source` to the positions of `index` along `dim`. */
export const indexAdd = fresh(indexAdded, 'contiguous')
export const indexAdd_ = inPlace(indexAdded)

function indexCopied(x: Tensor, dim: number, index: Tensor, source: Tensor): Write {
  const d = wrapDim(dim, x.sizes.length)
  if (index.sizes.length > 1)
    throw new IndexError(`index_copy_(): Index should have dimension 1 or 0 (got ${index.sizes.length})`)
  if (index.dtype !== 'int64')
    throw new RuntimeError(`index_copy_(): Expected a long tensor for index, but got ${dtypes[index.dtype].legacy}`)
  if (source.dtype !== x.dtype)
    throw new RuntimeError(
      `index_copy_(): self and source expected to have the same dtype, but got (self) ${dtypes[x.dtype].legacy} and (source) ${dtypes[source.dtype].legacy}`,
    )
  const without = (sizes: readonly number[]): number[] => sizes.filter((_, k) => k !== d)
  const [own, other] = [without(x.sizes), without(source.sizes)]
  if (own.length !== other.length || own.some((n, k) => n !== other[k]))
    throw new RuntimeError(
      `index_copy_(): Source/destination tensor must have same slice shapes. Destination slice shape: ${own.join(', ')} at dimension ${d} and source slice shape: ${other.join(', ')} at dimension 0.`,
    )
  if (source.sizes.length === 0 && index.numel() !== 1)
    throw new IndexError(`index_copy_(): When source is scalar, index should have one element (got ${index.numel()})`)
  if (source.sizes.length > 0 && index.numel() !== source.sizes[d])
    throw new IndexError(
      `index_copy_(): Number of indices (${index.numel()}) should be equal to source.size(dim) (${source.sizes[d]})`,
    )
  const size = x.sizes[d] ?? 1
  checkPlaces(index, size, false, outside(d, size, IndexError, 'index_copy_(): '))
  return {
    node: 'IndexCopyBackward0',
    others: [source],
    saves: [index],
    write: (target) => putSlices(target, d, index, apart(source, target), 'set'),
    grads: (g) => [indexFill(g, d, index, 0), indexed(g, d, index, source)],
  }
}
/** Copies the slices of `source` to the positions of `index` along `dim`. */
export const indexCopy = fresh(indexCopied, 'contiguous')
export const indexCopy_ = inPlace(indexCopied)

function indexFilled(x: Tensor, dim: number, index: Tensor, value: Tensor | Scalar): Write {
  if (isTensor(value) && value.sizes.length > 0)
    throw new RuntimeError(
      `index_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.sizes.length} dimension(s).`,
    )
  const d = wrapDim(dim, x.sizes.length)
  if (index.dtype !== 'int64') throw new IndexError('index_fill_(): Expected dtype int64 for index.')
  if (index.sizes.length > 1) throw new RuntimeError('Index has to be a vector/scalar')
  const size = x.sizes[d] ?? 1
  checkPlaces(index, size, true, outside(d, size, IndexError))
  const places = spreadIndex(index.remainder(size) as Tensor, x.sizes, d)
  const one = isTensor(value)
    ? (value.detach().to(x.dtype) as Tensor)
    : (fittingOperand(value, x.dtype).clone() as Tensor)
  return {
    node: `IndexFillBackward${isTensor(value) ? 1 : 0}`,
    others: isTensor(value) ? [value] : [],
    saves: [index],
    write: (target) => putAlong(target, d, places, one.expand([...places.sizes]) as Tensor, 'set'),
    grads: (g) => [
      indexFill(g, d, index, 0),
      ...(isTensor(value)
        ? [(g.sizes.length === 0 ? g : g.indexSelect(d, index.reshape([-1]) as Tensor)).sum() as Tensor]
        : []),
    ],
  }
}
/** One value at the positions of `index` along `dim`. */
export const indexFill = fresh(indexFilled)
export const indexFill_ = inPlace(indexFilled)

/** Positions in row-major order, negative ones from the end. */
function flatPlaces(x: Tensor, index: Tensor, op: string): Tensor {
  if (index.dtype !== 'int64')
    throw new RuntimeError(`${op}(): Expected a long tensor for index, but got ${dtypes[index.dtype].legacy}`)
  const n = x.numel()
  checkPlaces(index, n, true, (i) => {
    throw new IndexError(`out of range: tried to access index ${i} on a tensor of ${n} elements.`)
  })
  const counted = index.numel() === 0 || ((index.min() as Tensor).item() as number) >= 0
  return counted ? index : (index.remainder(n) as Tensor)
}

/** The elements at positions of the flattened tensor, in the shape of `index`. */
export function take(x: Tensor, index: Tensor): Tensor {
  const places = flatPlaces(x, index, 'take')
  const plain = x.detach() as Tensor
  const out = takeAlong(plain.reshape([-1]) as Tensor, 0, places.reshape([-1]) as Tensor).view([
    ...index.sizes,
  ]) as Tensor
  out.base = null // nobody else holds the vector
  const { sizes } = x
  if (gradMode.enabled && needsGrad(x))
    record('TakeBackward0', out, [x], [index], (g) => [
      spreadAlong(g.reshape([-1]) as Tensor, [x.numel()], 0, places.reshape([-1]) as Tensor).view([...sizes]) as Tensor,
    ])
  return out
}

function putted(x: Tensor, index: Tensor, source: Tensor, options: boolean | { accumulate?: boolean } = {}): Write {
  const accumulate = typeof options === 'boolean' ? options : (options.accumulate ?? false)
  if (source.dtype !== x.dtype)
    throw new RuntimeError(
      `put_(): self and source expected to have the same dtype, but got self.dtype = ${dtypes[x.dtype].legacy} and source.dtype = ${dtypes[source.dtype].legacy}`,
    )
  if (source.numel() !== index.numel())
    throw new IndexError(
      `put_(): Expected source and index to have the same number of elements, but got source.numel() = ${source.numel()}, index.numel() = ${index.numel()}`,
    )
  const places = flatPlaces(x, index, 'put_').reshape([-1]) as Tensor
  return {
    node: 'PutBackward0',
    others: [source],
    saves: [index],
    write: (target) => {
      const flat = (target.detach() as Tensor).reshape([-1]) as Tensor
      putAlong(flat, 0, places, apart(source.reshape([-1]) as Tensor, target), accumulate ? 'add' : 'set')
      if (flat.store !== target.store) target.detach().copy_(flat.view([...target.sizes]) as Tensor)
    },
    grads: (g) => [
      accumulate ? g : put(g, index, source.newZeros([...source.sizes]) as Tensor),
      take(g, index).viewAs(source) as Tensor,
    ],
  }
}
/** Writes `source` to positions of the flattened tensor. */
export const put = fresh(putted)
export const put_ = inPlace(putted)

/** `x.set(indices, values)` as a function of PyTorch's name; with `accumulate` repeated places add up. */
export function indexPut_(
  x: Tensor,
  indices: readonly Index[],
  values: Tensor,
  options: boolean | { accumulate?: boolean } = {},
): Tensor {
  const accumulate = typeof options === 'boolean' ? options : (options.accumulate ?? false)
  if (!accumulate) return set(x, indices, values)
  return accumulated(x, indices, values)
}
function accumulating(x: Tensor, indices: readonly Index[], values: Tensor): Write {
  // Each element's own position, picked as the elements are.
  const n = x.numel()
  const own = (x.newZeros([n]) as Tensor)
    .to('int64')
    .add(1)
    .cumsum(0)
    .sub(1)
    .view([...x.sizes]) as Tensor
  const places = at(own, ...indices) as Tensor
  const wide = values.detach().expand([...places.sizes]) as Tensor
  return {
    node: 'IndexPutBackward0',
    others: [values],
    saves: [],
    write: putted(x, places, wide.contiguous() as Tensor, true).write,
    grads: (g) => [g, at(g, ...indices)],
  }
}
const accumulated = inPlace(accumulating)
export const indexPut = (
  x: Tensor,
  indices: readonly Index[],
  values: Tensor,
  options: boolean | { accumulate?: boolean } = {},
): Tensor => indexPut_(x.clone() as Tensor, indices, values, options)

function maskScattered(x: Tensor, mask: Tensor, source: Tensor): Write {
  if (mask.dtype !== 'bool')
    throw new RuntimeError(
      `masked_scatter_ only supports boolean masks, but got mask with dtype ${dtypes[mask.dtype].legacy}`,
    )
  if (source.dtype !== x.dtype)
    throw new RuntimeError(
      `masked_scatter: expected self and source to have same dtypes but got${dtypes[x.dtype].legacy} and ${dtypes[source.dtype].legacy}`,
    )
  const wide = mask.expand([...x.sizes]) as Tensor
  const places = nonzero(wide.reshape([-1]) as Tensor).reshape([-1]) as Tensor
  const n = places.numel()
  if (source.numel() < n) throw new RuntimeError('Number of elements of source < number of ones in mask')
  const used = (): Tensor => (source.detach().reshape([-1]) as Tensor).narrow(0, 0, n) as Tensor
  const { sizes } = source
  const total = source.numel()
  return {
    node: 'MaskedScatterBackward0',
    others: [source],
    saves: [mask],
    write: (target) => putted(target, places, used()).write(target),
    grads: (g) => {
      const picked = maskedSelect(g, wide)
      const rest = g.newZeros([total - n]) as Tensor
      return [wide.where(0, g) as Tensor, (total === n ? picked : cat([picked, rest])).reshape([...sizes]) as Tensor]
    },
  }
}

/** The elements of `source`, one after the other, wherever `mask` is true. */
export const maskedScatter = fresh(maskScattered)
export const maskedScatter_ = inPlace(maskScattered)
