import { isFloat } from '../dtype.js'
import { IndexError } from '../errors.js'
import { parseSlice, wrapIndex } from '../shape/indices.js'
import { numelOf } from '../shape/strides.js'
import { Tensor } from '../tensor.js'
import { isTensor } from './elementwise.js'
import { selectDim, sliceDim } from './parts.js'
import { nonzeroPlaces } from './places.js'
import { unsqueeze } from './views.js'

/** A list of positions, nested lists for more dimensions. */
export type IndexList = readonly (number | boolean | IndexList)[]
export type Index = number | string | null | boolean | IndexList | Tensor

/** An index tensor that takes part in advanced indexing, and the dimension it stands for. */
export interface Gather {
  dim: number
  index: Tensor
}

const NO_SCALAR_INDEX =
  'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number'

/** The words for an integer that a number is asked for. */
const outside = (index: readonly Index[]): string => {
  const [first] = index
  return typeof first === 'number' && first !== 0
    ? `index ${first} is out of bounds for dimension 0 with size 0`
    : NO_SCALAR_INDEX
}

/** Applies what makes views, and collects what gathers. */
export function resolve(x: Tensor, index: readonly Index[]): { view: Tensor; gathers: Gather[] } {
  const used = index.reduce<number>((n, i) => n + dimsOf(i), 0)
  const dots = index.filter((i) => i === '...').length
  if (dots > 1) throw new IndexError("an index can only have a single ellipsis ('...')")
  if (x.sizes.length === 0 && used > 0)
    throw new IndexError(
      index.some((i) => typeof i === 'string' && i !== '...')
        ? 'slice() cannot be applied to a 0-dim tensor.'
        : index.some((i) => typeof i === 'number' && !Number.isInteger(i))
          ? 'too many indices for tensor of dimension 0'
          : outside(index),
    )
  if (used > x.sizes.length) throw new IndexError(`too many indices for tensor of dimension ${x.sizes.length}`)
  let view = x
  let d = 0 // the next dimension of the view
  let source = 0 // the same dimension, counted in x, as messages name it
  const gathers: Gather[] = []
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
      if (isTensor(i) && i.sizes.length === 0 && !isFloat(i.dtype) && !isMask(i)) {
        // A 0-d index tensor selects, like an integer.
        view = selectDim(view, d, wrapIndex(Number(i.item()), view.sizes[d], source++))
      } else if (isMask(tensor) && tensor.sizes.length === 0) {
        // A 0-d mask adds a dimension: all of it, or none.
        view = unsqueeze(view, d)
        gathers.push({ dim: d++, index: positions(Number(tensor.item()) !== 0 ? [0] : []) })
      } else if (isMask(tensor)) {
        gathers.push({ dim: d, index: tensor })
        d += tensor.sizes.length
        source += tensor.sizes.length
      } else if (isFloat(tensor.dtype))
        throw new IndexError('tensors used as indices must be long, int, byte or bool tensors')
      else {
        gathers.push({ dim: d++, index: tensor })
        source++
      }
    }
  }
  // Masks are held against what integers and slices have left, also those that stand behind them.
  return { view, gathers: gathers.flatMap((g) => (isMask(g.index) ? maskPositions(g.index, view, g.dim) : [g])) }
}

export const isMask = (index: Tensor): boolean => index.dtype === 'bool' || index.dtype === 'uint8'

const dimsOf = (i: Index): number => {
  if (i === null || i === '...' || typeof i === 'boolean') return 0
  if (isTensor(i) && isMask(i)) return i.sizes.length
  if (Array.isArray(i)) return typeof leaf(i) === 'boolean' ? depth(i) : 1
  return 1
}
const leaf = (list: IndexList): number | boolean | undefined =>
  Array.isArray(list[0]) ? leaf(list[0]) : (list[0] as number)
const depth = (list: IndexList): number => 1 + (Array.isArray(list[0]) ? depth(list[0]) : 0)

export const positions = (values: readonly number[]): Tensor =>
  Tensor.own(BigInt64Array.from(values, BigInt), 'int64', [values.length])

export function fromList(list: IndexList): Tensor {
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
export function maskPositions(mask: Tensor, view: Tensor, d: number): Gather[] {
  mask.sizes.forEach((n, k) => {
    if (view.sizes[d + k] !== n)
      throw new IndexError(
        `The shape of the mask [${mask.sizes.join(', ')}] at index ${k} does not match the shape of the indexed tensor [${view.sizes.join(', ')}] at index ${d + k}`,
      )
  })
  const { data, count } = nonzeroPlaces(mask)
  return mask.sizes.map((_, k) => ({
    dim: d + k,
    index: Tensor.own(data.subarray(k * count, (k + 1) * count), 'int64', [count]),
  }))
}
