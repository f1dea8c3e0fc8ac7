import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { dtypes } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { broadcastShapes, sameShape } from '../shape/broadcast.js'
import { Tensor } from '../tensor.js'
import { gather } from './advanced.js'
import { fittingOperand, isTensor, type Scalar } from './elementwise.js'
import { copyInto } from './in-place.js'
import { maskPositions } from './indices.js'
import { nonzeroPlaces } from './places.js'
import { expand } from './views.js'

/** Positions as rows; with `asTuple` one tensor of them for each dimension. */
export function nonzeroOf(x: Tensor, options: { asTuple?: boolean } = {}): Tensor | Tensor[] {
  if (!options.asTuple) return nonzero(x)
  return nonzero(x.sizes.length === 0 ? (x.reshape([1]) as Tensor) : x).unbind(1) as Tensor[]
}

export function nonzero(x: Tensor): Tensor {
  const { data, count } = nonzeroPlaces(x)
  const rank = x.sizes.length
  // As in PyTorch, one row of memory per dimension.
  return Tensor.own(data, 'int64', [data.length]).alias([count, rank], [1, count], 0)
}

export function maskedSelect(x: Tensor, mask: Tensor): Tensor {
  if (mask.dtype !== 'bool') throw new RuntimeError('masked_select: expected BoolTensor for mask')
  const sizes = broadcastShapes(mask.sizes, x.sizes)
  const wide = sameShape(sizes, x.sizes) ? x : expand(x, [...sizes])
  return gather(wide, maskPositions(expand(mask, [...sizes]), wide, 0), 'MaskedSelectBackward0')
}

export function maskedFill(x: Tensor, mask: Tensor, value: Tensor | Scalar): Tensor {
  if (mask.dtype !== 'bool')
    throw new RuntimeError(
      `masked_fill_ only supports boolean masks, but got mask with dtype ${dtypes[mask.dtype].cName}`,
    )
  if (isTensor(value) && value.sizes.length > 0)
    throw new RuntimeError(
      `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.sizes.length} dimension(s).`,
    )
  broadcastShapes(mask.sizes, x.sizes) // for its message
  const v = isTensor(value) ? value : fittingOperand(value, x.dtype).clone()
  const picked = mask.where((v.detach() as Tensor).to(x.dtype) as Tensor, x.detach() as Tensor) as Tensor
  const out = picked.contiguous() as Tensor // in no other order, as in PyTorch
  const inputs = isTensor(value) ? [x, value] : [x]
  if (gradMode.enabled && inputs.some(needsGrad))
    record('MaskedFillBackward0', out, inputs, [mask], (g) => [
      mask.where(0, g) as Tensor,
      ...(inputs.length > 1 ? [mask.where(g, 0).sum() as Tensor] : []),
    ])
  return out
}

export function maskedFill_(x: Tensor, mask: Tensor, value: Tensor | Scalar): Tensor {
  return copyInto(x, (was) => maskedFill(was, mask, value), value)
}
