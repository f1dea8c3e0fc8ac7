import { edgeOf, gradMode, Node, needsGrad } from '../autograd/graph.js'
import { rewriteHistory } from '../autograd/strided.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { checkInPlace, elementLoop, isTensor } from './elementwise.js'

/** Before an in-place op: on leaves it would make their gradient meaningless, on some views it is ambiguous. */
export function checkLeaf(self: Tensor, other?: unknown): void {
  if (self.store.inference && !gradMode.inference)
    throw new RuntimeError(
      'Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal tensor ' +
        'before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details.',
    )
  if (!gradMode.enabled) return
  const own = needsGrad(self) || (self.creation === 'inference' && self.base !== null && needsGrad(self.base))
  if (!own && !(isTensor(other) && needsGrad(other))) return
  const { base, creation } = self
  if (base !== null && creation === 'multiple')
    throw new RuntimeError(
      `Output ${self.meta?.outputNr ?? 0} of ${(self.gradFn?.name() ?? 'Split').replace(/(WithSizes)?Backward\d*$/, '')} is a view and is being modified inplace. ` +
        'This view is the output of a function that returns multiple views. Such functions do not allow the output views to ' +
        'be modified inplace. You should replace the inplace operation by an out-of-place one.',
    )
  if (base !== null && (creation === 'noGrad' || creation === 'inference')) {
    const [mode, block, here] =
      creation === 'noGrad'
        ? ['no_grad mode', 'no_grad', 'with grad mode enabled']
        : ['inference mode', 'inference_mode', 'in normal mode']
    throw new RuntimeError(
      `A view was created in ${mode} and is being modified inplace ${here}. Given that this use case is ` +
        'ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either ' +
        `both inside the ${block} block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked).`,
    )
  }
  if (base !== null && needsGrad(base) && base.isLeaf)
    throw new RuntimeError('a view of a leaf Variable that requires grad is being used in an in-place operation.')
  if (own && self.isLeaf)
    throw new RuntimeError('a leaf Variable that requires grad is being used in an in-place operation.')
}

/** After an in-place op has written: the version moves on. */
export function wrote(self: Tensor): void {
  self.store.version++
}

/**
 * After an in-place op has written `self`: its history becomes the op. `inputs` begin with what the tensor was before
 * (`snapshot`); the rest is as in `record`.
 */
export function recordInPlace(
  name: string,
  self: Tensor,
  inputs: readonly Tensor[],
  saves: readonly Tensor[],
  backward: (grad: Tensor) => (Tensor | null)[],
): void {
  const node = new Node(name, inputs.map(edgeOf), (grads) => backward(grads[0] as Tensor))
  for (const tensor of saves) node.save(tensor, tensor === self)
  rewriteHistory(self, { node, outputNr: 0, sizes: self.sizes, dtype: self.dtype })
}

/** The tensor as it stands in the graph now, for ops that are about to give it a new history. */
export function snapshot(x: Tensor): Tensor {
  const was = x.alias(x.sizes, x.strides, x.offset)
  const edge = edgeOf(x)
  if (edge) {
    const meta = was.ensureMeta()
    meta.requiresGrad = true
    meta.node = edge.node
    meta.outputNr = edge.outputNr
  }
  return was
}

/**
 * The in-place twin of a function that gives a fresh tensor: it is computed from what `self` is now, and copied in, with
 * its history.
 */
export function copyInto(self: Tensor, compute: (was: Tensor) => Tensor, other?: unknown): Tensor {
  checkLeaf(self, other)
  const out = compute(
    gradMode.enabled && needsGrad(self) ? (snapshot(self).clone() as Tensor) : (self.detach() as Tensor),
  )
  checkInPlace(self, out.dtype, out.sizes)
  engine.copy(self.store.data, out.store.data, elementLoop(self, out), self.dtype === 'bool')
  wrote(self)
  const edge = gradMode.enabled ? edgeOf(out) : null
  if (edge) rewriteHistory(self, edge)
  return self
}
