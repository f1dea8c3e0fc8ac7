import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { dtypes } from '../dtype.js'
import { SCATTERS, type ScatterName } from '../engine/engine.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { broadcastShapes } from '../shape/broadcast.js'
import { wrapDim } from '../shape/dims.js'
import { packLoop, type Strided } from '../shape/loop.js'
import { Tensor } from '../tensor.js'
import { cast } from './elementwise.js'

/** At least one dimension: PyTorch takes a number for a vector of one. */
const vector = (x: Tensor): Tensor => (x.sizes.length === 0 ? x.alias([1], [1], x.offset) : x)

/** `x` walked in steps of the index, but along `d`, where the index itself says where to go. */
const fixed = (x: Tensor, sizes: readonly number[], d: number): Strided => ({
  sizes,
  strides: x.strides.map((s, i) => (i === d ? 0 : s)),
  offset: x.offset,
})

const walked = (x: Tensor, sizes: readonly number[]): Strided => ({ sizes, strides: x.strides, offset: x.offset })

function outOfRange(index: Tensor, d: number, size: number): never {
  const places = index.tolist().flat(Number.POSITIVE_INFINITY) as number[]
  const wrong = places.find((i) => i < 0 || i >= size)
  throw new RuntimeError(`index ${wrong} is out of bounds for dimension ${d} with size ${size}`)
}

/** x[… index …] along `d`, element by element: plain data, of the index's shape. */
export function takeAlong(x: Tensor, d: number, index: Tensor): Tensor {
  const out = Tensor.empty(index.sizes, x.dtype)
  const [a, places, target] = [vector(x), vector(cast(index, 'int64')), vector(out)]
  if (out.numel() === 0) return out
  const loop = packLoop(places.sizes, [target, fixed(a, places.sizes, d), places])
  const data = places.store.data as BigInt64Array
  if (engine.gatherAlong(out.store.data, a.store.data, data, loop, a.strides[d], a.sizes[d]))
    outOfRange(index, d, a.sizes[d])
  return out
}

/** Writes `source` (of the index's shape, or larger) into `x` at the places of the index along `d`. */
export function putAlong(x: Tensor, d: number, index: Tensor, source: Tensor, how: ScatterName): void {
  const [a, places, from] = [vector(x), vector(cast(index, 'int64')), vector(source)]
  if (places.numel() === 0) return
  const loop = packLoop(places.sizes, [fixed(a, places.sizes, d), walked(from, places.sizes), places])
  const data = places.store.data as BigInt64Array
  const [stride, size] = [a.strides[d], a.sizes[d]]
  // The sum of bools is whether any of them is true.
  const combined = how === 'add' && x.dtype === 'bool' ? 'amax' : how
  if (engine.scatterAlong(a.store.data, from.store.data, data, loop, stride, size, SCATTERS.indexOf(combined)))
    outOfRange(index, d, size)
}

/** The gradient of `takeAlong`: zeros of `sizes`, to which each place adds what it gave. */
export function spreadAlong(g: Tensor, sizes: readonly number[], d: number, index: Tensor): Tensor {
  const full = g.newZeros([...sizes]) as Tensor
  putAlong(full, d, index, g, 'add')
  if (gradMode.enabled && needsGrad(g)) record('ScatterAddBackward0', full, [g], [], (gg) => [pickAlong(gg, d, index)])
  return full
}

/** `takeAlong` with its gradient. */
export function pickAlong(x: Tensor, d: number, index: Tensor, node = 'GatherBackward0'): Tensor {
  const out = takeAlong(x.detach() as Tensor, d, index)
  const { sizes } = x
  if (gradMode.enabled && needsGrad(x)) record(node, out, [x], [index], (g) => [spreadAlong(g, sizes, d, index)])
  return out
}

export const checkIndexType = (index: Tensor, op: string): void => {
  if (index.dtype !== 'int64' && index.dtype !== 'int32')
    throw new RuntimeError(`${op}(): Expected dtype int32/int64 for index`)
}

/** out[i][j] = x[index[i][j]][j] for dim 0, and so on. */
export function gather(x: Tensor, dim: number, index: Tensor): Tensor {
  const d = wrapDim(dim, x.sizes.length)
  checkIndexType(index, 'gather')
  const [a, places] = [vector(x), vector(index)]
  if (index.numel() > 0) {
    if (a.sizes.length !== places.sizes.length)
      throw new RuntimeError('Index tensor must have the same number of dimensions as input tensor')
    a.sizes.forEach((n, k) => {
      if (k !== d && places.sizes[k] > n)
        throw new RuntimeError(
          `Size does not match at dimension ${k} expected index [${index.sizes.join(', ')}] to be no larger than self [${x.sizes.join(', ')}] apart from dimension ${d}`,
        )
    })
  }
  return pickAlong(x, d, index)
}

/** `gather`, where x and the indices broadcast; without a dim, of all elements in row-major order. */
export function takeAlongDim(x: Tensor, indices: Tensor, dim?: number | null | { dim?: number | null }): Tensor {
  const along = dim !== null && typeof dim === 'object' ? dim.dim : dim
  if (indices.dtype !== 'int64')
    throw new RuntimeError(
      `torch.take_along_dim(): dtype of indices should be Long but got ${dtypes[indices.dtype].legacy}`,
    )
  if (along === undefined || along === null)
    return gather(x.reshape([-1]) as Tensor, 0, indices.reshape([-1]) as Tensor)
  if (x.sizes.length !== indices.sizes.length)
    throw new RuntimeError(
      `torch.take_along_dim(): input and indices should have the same number of dimensions, but got ${x.sizes.length} dimensions for input, and ${indices.sizes.length} dimensions for indices`,
    )
  const d = wrapDim(along, x.sizes.length)
  const without = (sizes: readonly number[], n: number): number[] => sizes.map((k, i) => (i === d ? n : k))
  const common = broadcastShapes(without(x.sizes, 1), without(indices.sizes, 1))
  return gather(
    x.expand(without(common, x.sizes[d])) as Tensor,
    d,
    indices.expand(without(common, indices.sizes[d])) as Tensor,
  )
}
