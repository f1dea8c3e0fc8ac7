import { gradMode, needsGrad } from '../autograd/graph.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { flatLoop, packLoop } from '../shape/loop.js'
import type { Tensor } from '../tensor.js'
import {
  checkNoOverlap,
  checkNoPartialOverlap,
  elementLoop,
  fittingOperand,
  isTensor,
  type Scalar,
} from './elementwise.js'
import { checkLeaf, recordInPlace, snapshot, wrote } from './in-place.js'

/** Writes `source` (of the same shape) into the memory of `view`. */
export function copyData(view: Tensor, source: Tensor): void {
  if (view.numel() === 0) return
  checkNoPartialOverlap(view, source)
  // Views with gaps may still share elements, which PyTorch leaves to chance.
  const from = source.store.data === view.store.data ? (source.clone() as Tensor) : source
  engine.copy(view.store.data, from.store.data, elementLoop(view, from), view.dtype === 'bool')
}

/** What stood there does not matter, the value everywhere. */
const filled = (g: Tensor): Tensor[] => [g.newZeros([...g.sizes]) as Tensor, g.sum() as Tensor]

/** fill_ and zero_: one value everywhere. */
export function fill_(
  x: Tensor,
  value: Tensor | Scalar,
  node = isTensor(value) ? 'FillBackward3' : 'FillBackward2',
): Tensor {
  checkLeaf(x, value)
  checkNoOverlap(x)
  if (isTensor(value) && value.sizes.length > 0)
    throw new RuntimeError(
      `fill_ only supports 0-dimension value tensor but got tensor with ${value.sizes.length} dimensions.`,
    )
  const v = isTensor(value) ? value.item<Scalar>() : value
  const element = fittingOperand(v, x.dtype).store.data[0]
  engine.fill(x.store.data, element, x.isContiguous() ? flatLoop(x.numel(), x.offset) : packLoop(x.sizes, [x]))
  const recorded = gradMode.enabled && (needsGrad(x) || (isTensor(value) && needsGrad(value)))
  const was = recorded ? snapshot(x) : x
  wrote(x)
  if (recorded) recordInPlace(node, x, isTensor(value) ? [was, value] : [was], [], filled)
  return x
}

/** One value on the diagonal of a matrix, or of a tensor whose sizes are all equal. */
export function fillDiagonal_(x: Tensor, value: Scalar, wrap: boolean | { wrap?: boolean } = false): Tensor {
  const rank = x.sizes.length
  if (rank < 2) throw new RuntimeError('dimensions must larger than 1')
  if (rank > 2 && x.sizes.some((n) => n !== x.sizes[0]))
    throw new RuntimeError('all dimensions of input must be of equal length')
  const step = x.strides.reduce((a, b) => a + b, 0)
  const n = Math.min(...x.sizes)
  const on = (start: number, length: number): Tensor =>
    x.asStrided([length], [step], x.offset + start * x.strides[0]) as Tensor
  on(0, n).fill_(value)
  const wraps = typeof wrap === 'boolean' ? wrap : (wrap.wrap ?? false)
  // Of a tall matrix the diagonal begins again one row below its end.
  if (wraps && rank === 2 && x.sizes[0] > x.sizes[1] + 1)
    for (let row = n + 1; row < x.sizes[0]; row += n + 1) on(row, Math.min(n, x.sizes[0] - row)).fill_(value)
  return x
}
