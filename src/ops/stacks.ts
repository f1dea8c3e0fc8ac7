import { RuntimeError } from '../errors.js'
import { broadcastShapes } from '../shape/broadcast.js'
import { Size } from '../shape/size.js'
import type { Tensor } from '../tensor.js'
import { isTensor } from './elementwise.js'
import { positions } from './indices.js'
import { atLeast1d, cat, meshgrid, stack, vstack } from './join.js'

const both =
  (one: (x: Tensor) => Tensor) =>
  (...tensors: (Tensor | readonly Tensor[])[]): Tensor | Tensor[] => {
    if (tensors.length === 1 && isTensor(tensors[0])) return one(tensors[0])
    return (tensors.flat() as Tensor[]).map(one)
  }
const twice = (x: Tensor): Tensor => (x.sizes.length < 2 ? (x.reshape([1, x.numel()]) as Tensor) : x)
const thrice = (x: Tensor): Tensor =>
  x.sizes.length < 2 ? (x.reshape([1, x.numel(), 1]) as Tensor) : x.sizes.length === 2 ? (x.unsqueeze(2) as Tensor) : x
export const atleast1d = both(atLeast1d)
export const atleast2d = both(twice)
export const atleast3d = both(thrice)

/** Joined along dimension 2. */
export const dstack = (tensors: readonly Tensor[]): Tensor => cat(tensors.map(thrice), 2)
/** Side by side, vectors as columns. */
export const columnStack = (tensors: readonly Tensor[]): Tensor =>
  cat(
    tensors.map((x) => (x.sizes.length < 2 ? (x.reshape([x.numel(), 1]) as Tensor) : x)),
    1,
  )
export const rowStack = vstack

/** The matrices along the diagonal of one that is 0 elsewhere. */
export function blockDiag(...tensors: Tensor[]): Tensor {
  const blocks = tensors.map(twice)
  for (const [k, x] of blocks.entries())
    if (x.sizes.length > 2)
      throw new RuntimeError(
        `torch.block_diag: Input tensors must have 2 or fewer dimensions. Input ${k} has ${x.sizes.length} dimensions`,
      )
  const width = blocks.reduce((n, x) => n + x.sizes[1], 0)
  let left = 0
  const rows = blocks.map((x) => {
    const [n, m] = x.sizes
    const parts = [x.newZeros([n, left]), x, x.newZeros([n, width - left - m])] as Tensor[]
    left += m
    return cat(parts, 1)
  })
  return cat(rows, 0)
}

/** All combinations of one element of each vector, as rows. */
export function cartesianProd(...tensors: Tensor[]): Tensor {
  for (const x of tensors)
    if (x.sizes.length !== 1) throw new RuntimeError(`Expect a 1D vector, but got shape [${x.sizes.join(', ')}]`)
  if (tensors.length === 1) return tensors[0]
  return stack(
    meshgrid(tensors).map((x) => x.flatten() as Tensor),
    1,
  )
}

/** All choices of `r` elements of a vector, as rows; with `withReplacement` an element may be taken again. */
export function combinations(
  x: Tensor,
  count: number | { r?: number; withReplacement?: boolean } = 2,
  more: { withReplacement?: boolean } = {},
): Tensor {
  const options = typeof count === 'number' ? { r: count, ...more } : count
  const { r = 2 } = options
  if (x.sizes.length !== 1) throw new RuntimeError(`Expect a 1D vector, but got shape [${x.sizes.join(', ')}]`)
  if (r < 0) throw new RuntimeError(`Expect a non-negative number, but got ${r}`)
  const rows: number[][] = []
  const choose = (chosen: number[], from: number): void => {
    if (chosen.length === r) rows.push(chosen)
    else for (let i = from; i < x.sizes[0]; i++) choose([...chosen, i], options.withReplacement ? i : i + 1)
  }
  if (r > 0) choose([], 0)
  return x.indexSelect(0, positions(rows.flat())).view([rows.length, r]) as Tensor
}

/** The shape that these broadcast to. */
export function broadcastShapesOf(...shapes: (number | readonly number[])[]): Size {
  let out: readonly number[] = []
  for (const [i, shape] of shapes.entries()) {
    const sizes = typeof shape === 'number' ? [shape] : shape
    // From the last dimension on: the first that does not fit is the one that PyTorch names.
    for (let d = -1; d >= -Math.min(out.length, sizes.length); d--) {
      const [n, m] = [out.at(d), sizes.at(d)]
      if (n !== m && n !== 1 && m !== 1)
        throw new RuntimeError(
          `Attempting to broadcast a dimension of length ${m} at ${d}! Mismatching argument at index ${i} had ${inPython(sizes)}; but expected shape should be broadcastable to [${out.join(', ')}]`,
        )
    }
    out = broadcastShapes(out, sizes)
  }
  return Size.copy(out)
}
/** A shape as a tuple. */
const inPython = (sizes: readonly number[]): string => `(${sizes.join(', ')}${sizes.length === 1 ? ',' : ''})`

const triangle =
  (keeps: (i: number, j: number, k: number) => boolean) =>
  (rows: number, columns: number, offset = 0): Tensor => {
    const places: [number, number][] = []
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) if (keeps(i, j, offset)) places.push([i, j])
    return positions([...places.map((p) => p[0]), ...places.map((p) => p[1])]).view([2, places.length]) as Tensor
  }
/** Rows and columns of the lower (upper) triangle of a matrix. */
export const trilIndices = triangle((i, j, k) => j <= i + k)
export const triuIndices = triangle((i, j, k) => j >= i + k)
