import { gradMode, needsGrad, recordMany } from '../autograd/graph.js'
import { IndexError, RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import type { Tensor } from '../tensor.js'
import { cat, stack } from './join.js'
import { selectDim, sliceDim } from './parts.js'

/** Several views of `x` at once, of which autograd lets none be changed in place. */
function pieces(x: Tensor, node: string, look: (i: number) => Tensor, n: number, whole: JoinGrads): Tensor[] {
  const recorded = gradMode.enabled
  const wasOn = gradMode.on
  gradMode.on = false
  let outs: Tensor[]
  try {
    outs = Array.from({ length: n }, (_, i) => look(i))
  } finally {
    gradMode.on = wasOn
  }
  if (recorded) for (const out of outs) out.creation = 'multiple'
  if (recorded && needsGrad(x)) recordMany(node, outs, [x], [], (grads) => [whole(grads)])
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
  if (x.sizes.length === 0) throw new RuntimeError('split expects at least a 1-dimensional tensor')
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
    if (size.some((k) => k < 0))
      throw new RuntimeError(
        `split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=[${size.join(', ')}]`,
      )
    if (size.reduce((a, b) => a + b, 0) !== n)
      throw new RuntimeError(
        `split_with_sizes expects split_sizes to sum exactly to ${n} (input tensor's size at dimension ${typeof dim === 'number' ? dim : dim.dim}), but got split_sizes=[${size.join(', ')}]`,
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
  if (x.sizes.length === 0) throw new RuntimeError('chunk expects at least a 1-dimensional tensor')
  const d = wrapDim(typeof dim === 'number' ? dim : dim.dim, x.sizes.length)
  // So many pieces of nothing.
  if (x.sizes[d] === 0) return split(x, new Array(chunks).fill(0), d)
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
