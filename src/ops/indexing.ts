import { gradMode, needsGrad } from '../autograd/graph.js'
import { dtypes } from '../dtype.js'
import { IndexError, RuntimeError } from '../errors.js'
import { sameShape } from '../shape/broadcast.js'
import { wrapDim } from '../shape/dims.js'
import { wrapIndex } from '../shape/indices.js'
import type { Tensor } from '../tensor.js'
import { gather, gatherRows, indicesOf, put, scatter } from './advanced.js'
import { overwrite } from './convert.js'
import { cast, fittingOperand, isTensor, type Scalar } from './elementwise.js'
import { checkLeaf, recordInPlace, snapshot, wrote } from './in-place.js'
import { fromList, type Index, type IndexList, isMask, resolve } from './indices.js'
import { linked } from './look.js'
import { selectDim } from './parts.js'
import { checkPlaces } from './places.js'
import { elementOf } from './tensors.js'
import { expand } from './views.js'

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
    const [only] = index
    if (index.length === 1 && isTensor(only) && only.dtype === 'int64' && only.sizes.length === 1 && x.sizes.length > 0)
      return gatherRows(x, only)
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

/** `x.set(index, value)`: Python's `x[index] = value`. */
export function set(x: Tensor, index: readonly Index[], value: Tensor | Scalar): Tensor {
  const list = Array.isArray(index) ? index : [index as unknown as Index]
  if (isPlain(value, x) && !(gradMode.enabled && (needsGrad(x) || (isTensor(value) && needsGrad(value))))) {
    const offset = elementOffset(x, list)
    if (offset >= 0) {
      const from = isTensor(value) ? value : fittingOperand(value, x.dtype)
      checkLeaf(x)
      x.store.data[offset] = from.store.data[from.offset]
      wrote(x)
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

/** A number, or a tensor that is one of the same dtype. */
const isPlain = (value: Tensor | Scalar, x: Tensor): boolean =>
  !isTensor(value) || (value.sizes.length === 0 && value.dtype === x.dtype)

/** Does an index gather, instead of making a view? */
const picks = (i: Index): boolean => isTensor(i) || Array.isArray(i) || typeof i === 'boolean'
const isMaskIndex = (i: Index): boolean => typeof i === 'boolean' || isMask(isTensor(i) ? i : fromList(i as IndexList))

/** view[…] = source, where leading dimensions of size 1 in `source` may be too many. */
function assign(view: Tensor, source: Tensor): void {
  let from = source
  while (from.sizes.length > view.sizes.length && from.sizes[0] === 1) from = selectDim(from, 0, 0)
  overwrite(view, sameShape(from.sizes, view.sizes) ? from : expand(from, [...view.sizes]))
}

/** The slices of `x` along `dim` that `index`, a vector, names. */
export function indexSelect(x: Tensor, dim: number, index: Tensor): Tensor {
  const d = wrapDim(dim, x.sizes.length)
  if (index.sizes.length > 1) throw new IndexError('index_select(): Index is supposed to be a vector')
  if (index.dtype !== 'int64' && index.dtype !== 'int32')
    throw new RuntimeError('index_select(): Expected dtype int32 or int64 for index')
  const places = index.reshape(-1) as Tensor
  checkPlaces(places, x.sizes[d] ?? 1, false, () => {
    throw new IndexError('index out of range in self')
  })
  if (x.sizes.length === 0) return x.clone()
  return gather(x, [{ dim: d, index: places }], 'IndexSelectBackward0')
}
