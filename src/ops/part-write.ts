import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import type { Tensor } from '../tensor.js'
import { cast } from './elementwise.js'
import { copyData } from './fill.js'
import { diagonal, sliceDim } from './parts.js'
import { select } from './rearrange.js'
import { fresh, type Write } from './writes.js'

/** `source` in the place of a part of the tensor. */
function written(node: string, source: Tensor, part: (x: Tensor) => Tensor): Write {
  return {
    node,
    others: [source],
    saves: [],
    write: (target) => copyData(part(target.detach() as Tensor), cast(source.detach() as Tensor, target.dtype)),
    grads: (g) => [cleared(g, node, part), part(g)],
  }
}
/** `g` with 0 in the place of the part. */
const cleared = (g: Tensor, node: string, part: (x: Tensor) => Tensor): Tensor => fresh(zeroed)(g, node, part)
function zeroed(x: Tensor, node: string, part: (x: Tensor) => Tensor): Write {
  const none = x.newZeros([...part(x.detach() as Tensor).sizes]) as Tensor
  return { ...written(node, none, part), others: [], grads: (g) => [cleared(g, node, part)] }
}

function checkFits(source: Tensor, part: Tensor, whole = 'slice'): void {
  if (source.sizes.length !== part.sizes.length || source.sizes.some((n, d) => n !== part.sizes[d]))
    throw new RuntimeError(
      `expected src to have a size equal to the slice of self. src size = [${source.sizes.join(', ')}], ${whole} size = [${part.sizes.join(', ')}]`,
    )
}

function selected(x: Tensor, source: Tensor, dim: number, index: number): Write {
  const part = (t: Tensor): Tensor => select(t, dim, index)
  checkFits(source, part(x.detach() as Tensor))
  return written('SelectScatterBackward0', source, part)
}
/** `src` in the place of one slice. */
export const selectScatter = fresh(selected)

function sliced(x: Tensor, source: Tensor, dim = 0, start?: number | null, end?: number | null, step = 1): Write {
  const d = wrapDim(dim, x.sizes.length)
  const n = x.sizes[d]
  const bound = (i: number): number => Math.min(Math.max(i < 0 ? i + n : i, 0), n)
  const [from, to] = [bound(start ?? 0), bound(end ?? n)]
  const part = (t: Tensor): Tensor => sliceDim(t, d, from, Math.max(0, Math.ceil((to - from) / step)), step)
  checkFits(source, part(x.detach() as Tensor))
  return written('SliceScatterBackward0', source, part)
}
/** `src` in the place of the slices from `start` to `end` in steps. */
export const sliceScatter = fresh(sliced)

function onDiagonal(x: Tensor, source: Tensor, offset = 0, dim1 = 0, dim2 = 1): Write {
  const part = (t: Tensor): Tensor => diagonal(t, offset, dim1, dim2)
  checkFits(source, part(x.detach() as Tensor))
  return written('DiagonalScatterBackward0', source, part)
}
/** `src` in the place of a diagonal. */
export const diagonalScatter = fresh(onDiagonal)
