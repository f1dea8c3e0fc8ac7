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
