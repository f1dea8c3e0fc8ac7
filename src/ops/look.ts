import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { engine } from '../engine/index.js'
import type { Tensor } from '../tensor.js'
import { elementLoop } from './elementwise.js'

/** Marks `out` as a view of `x`: in-place ops on either change the history of both. */
export function linked(out: Tensor, x: Tensor): Tensor {
  out.base = x.base ?? x
  out.creation = gradMode.enabled ? x.creation : gradMode.inference ? 'inference' : 'noGrad'
  return out
}

/** A view of `x` with its gradient. Every op that only looks at the memory in another way ends here. */
export function look(
  x: Tensor,
  node: string,
  sizes: readonly number[],
  strides: readonly number[],
  offset: number,
  grad: (g: Tensor) => Tensor,
): Tensor {
  const out = linked(x.alias(sizes, strides, offset), x)
  if (gradMode.enabled && needsGrad(x)) record(node, out, [x], [], (g) => [grad(g)])
  return out
}

/** Zeros of `sizes`, with `g` where `pick` looks: the gradient of a view of a part. */
function embedded(g: Tensor, sizes: readonly number[], node: string, pick: (full: Tensor) => Tensor): Tensor {
  const full = g.newZeros([...sizes]) as Tensor
  const part = pick(full)
  if (g.numel() > 0) engine.copy(full.store.data, g.store.data, elementLoop(part, g), false)
  if (gradMode.enabled && needsGrad(g)) record(node, full, [g], [], (gg) => [pick(gg)])
  return full
}
export const embed =
  (sizes: readonly number[], node: string, pick: (full: Tensor) => Tensor) =>
  (g: Tensor): Tensor =>
    embedded(g, sizes, node, pick)
