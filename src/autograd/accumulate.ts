import { sameShape } from '../shape/broadcast.js'
import { contiguousStrides, isDense } from '../shape/strides.js'
import { Storage } from '../storage.js'
import { Tensor } from '../tensor.js'

/**
 * Adds a gradient to a leaf's `grad`. The first becomes it, without a copy if nobody else holds its memory and it is laid
 * out as the leaf is; later ones are added in place, so that whoever holds `x.grad` sees them.
 */
export function accumulate(leaf: Tensor, gradient: Tensor, createGraph: boolean, shared: Set<Storage>): void {
  const meta = leaf.ensureMeta()
  if (meta.grad !== null) {
    meta.grad = (createGraph ? meta.grad.add(gradient) : meta.grad.add_(gradient)) as Tensor
    return
  }
  const strides = isDense(leaf.sizes, leaf.strides) ? leaf.strides : contiguousStrides(leaf.sizes)
  const owns = !createGraph && !shared.has(gradient.store) && gradient.store.length === gradient.numel()
  if (owns && sameShape(gradient.strides, strides)) {
    shared.add(gradient.store)
    meta.grad = gradient.detach() as Tensor
    return
  }
  const copy = new Tensor(Storage.empty(leaf.numel(), gradient.dtype), leaf.sizes, strides, 0)
  meta.grad = copy.copy_(createGraph ? gradient : gradient.detach()) as Tensor
}
