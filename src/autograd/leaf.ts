import { dtypes, isFloat } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { sameShape } from '../shape/broadcast.js'
import { Tensor } from '../tensor.js'
import { accumulatorOf, edgeOf, gradMode, type Node, needsGrad, type TensorHook } from './graph.js'

let warned = false

/** Once, as PyTorch: `grad` of a tensor that is neither a leaf nor retains it. */
export function warnOfInnerGrad(): void {
  if (warned) return
  warned = true
  console.warn(
    'UserWarning: The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute ' +
      "won't be populated during autograd.backward(). If you indeed want the .grad field to be populated for a non-leaf " +
      'Tensor, use .retain_grad() on the non-leaf Tensor. If you access the non-leaf Tensor by mistake, make sure you ' +
      'access the leaf Tensor instead. See github.com/pytorch/pytorch/pull/30531 for more information.',
  )
}

/** `x.grad = g` */
export function assignGrad(x: Tensor, gradient: Tensor | null | undefined): void {
  if (gradient === null || gradient === undefined) {
    if (x.meta !== null) x.meta.grad = null
    return
  }
  if (!(gradient instanceof Tensor))
    throw new TypeError(`assigned grad expected to be a Tensor or None but got grad of type ${typeof gradient}`)
  if (gradient.dtype !== x.dtype)
    throw new RuntimeError(
      `attempting to assign a gradient with dtype '${dtypes[gradient.dtype].cName}' to a tensor with grad_dtype '${dtypes[x.dtype].legacy}'. ` +
        "The gradient must match the tensor's grad_dtype (defaults to the tensor's dtype). You can set the tensor's grad_dtype " +
        'attribute with a specific dtype, or None to allow any dtype. Set grad_dtype with caution. Diverging the dtypes of a ' +
        'tensor and its gradient may break downstream systems that assume they match.',
    )
  if (!sameShape(gradient.sizes, x.sizes))
    throw new RuntimeError(
      `attempting to assign a gradient of size '[${gradient.sizes.join(', ')}]' to a tensor of size '[${x.sizes.join(', ')}]'. Please ensure that the gradient and the tensor are the same size`,
    )
  x.ensureMeta().grad = gradient
}

/** `x.requiresGrad_()` */
export function requiresGrad_(x: Tensor, on = true): Tensor {
  if (on && !isFloat(x.dtype)) throw new RuntimeError('only Tensors of floating point dtype can require gradients')
  if (on && x.store.inference && !gradMode.inference)
    throw new RuntimeError('Setting requires_grad=True on inference tensor outside InferenceMode is not allowed.')
  if (x.gradFn !== null) {
    if (on) return x
    throw new RuntimeError(
      "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().",
    )
  }
  if (on || x.meta !== null) x.ensureMeta().requiresGrad = on
  return x
}

/** Was it made in inference mode, or is it a view of what was? */
export const isInference = (x: Tensor): boolean => x.store.inference

/** The same memory, outside of the graph. */
export const detach = (x: Tensor): Tensor => x.alias(x.sizes, x.strides, x.offset)

/** The same memory, outside of the graph, with changes that backward does not count. */
export const dataOf = (x: Tensor): Tensor => new Tensor(x.store.uncounted(), x.sizes, x.strides, x.offset)

/** Takes the tensor itself out of the graph. */
export function detach_(x: Tensor): Tensor {
  if (x.base !== null && needsGrad(x))
    throw new RuntimeError(
      "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel (DDP) for training, and " +
        'gradient_as_bucket_view is set as True, gradients are views of DDP buckets, and hence detach_() cannot be called on ' +
        'these gradients. To fix this error, please refer to the Optimizer.zero_grad() function in torch/optim/optimizer.py as the solution.',
    )
  const { meta } = x
  if (meta !== null) {
    meta.requiresGrad = false
    meta.node = null
    meta.outputNr = 0
    meta.accumulator = null
  }
  return x
}

/** Lets an inner tensor keep its gradient, as leaves do. */
export function retainGrad(x: Tensor): void {
  if (!needsGrad(x)) throw new RuntimeError("can't retain_grad on Tensor that has requires_grad=False")
  const node = x.gradFn
  const meta = x.ensureMeta()
  if (node === null || meta.retainsGrad) return
  meta.retainsGrad = true
  node.retained = [...(node.retained ?? []), x]
}

/** What a hook leaves behind: `remove()` takes it away again. */
export interface RemovableHandle {
  remove(): void
}

/** Calls `hook` with each gradient of `x` before it goes on; a tensor that it returns replaces the gradient. */
export function registerHook(x: Tensor, hook: TensorHook): RemovableHandle {
  const edge = edgeOf(x)
  if (edge === null) throw new RuntimeError("cannot register a hook on a tensor that doesn't require gradient")
  const { node, outputNr } = edge
  const entry = { outputNr, call: hook }
  node.hooks = [...(node.hooks ?? []), entry]
  return { remove: () => dropHook(node, entry) }
}

function dropHook(node: Node, entry: NonNullable<Node['hooks']>[number]): void {
  const rest = (node.hooks ?? []).filter((h) => h !== entry)
  node.hooks = rest.length > 0 ? rest : null
}

/** Calls `hook` with the leaf whenever `backward` has added to its `grad`. */
export function registerPostAccumulateGradHook(x: Tensor, hook: (leaf: Tensor) => void): RemovableHandle {
  if (!needsGrad(x)) throw new RuntimeError("cannot register a hook on a tensor that doesn't require gradient")
  if (!x.isLeaf) throw new RuntimeError('post accumulate grad hooks cannot be registered on non-leaf tensors')
  const accumulator = accumulatorOf(x)
  accumulator.afterwards = [...(accumulator.afterwards ?? []), hook]
  return {
    remove: () => {
      accumulator.afterwards = (accumulator.afterwards ?? []).filter((h) => h !== hook)
    },
  }
}
