import type { BackwardOptions } from '../autograd/backward.js'
import type { TensorHook } from '../autograd/graph.js'
import type { Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** What autograd adds to a tensor. */
export interface Differentiable<S extends Shape> {
  /**
   * Computes the gradient of this tensor with respect to all leaves that it was made from, and adds it to their `grad`.
   * A tensor that is not a scalar needs a `gradient` of its own shape. The graph is freed, unless `retainGraph`;
   * `createGraph` records the gradients themselves, to be differentiated again.
   *
   * Errors: RuntimeError if this tensor does not require a gradient, its graph is freed already, or what backward needs
   * has been changed in place.
   */
  backward(
    gradient?: Tensor<S> | Tensor | (BackwardOptions & { gradient?: Tensor<S> | null }) | null,
    options?: BackwardOptions,
  ): void
  /**
   * Asks autograd to record what is done with this tensor, or to stop. Floats only. Returns the tensor itself.
   * Errors: RuntimeError for other dtypes, and for `false` on the result of a recorded op (see `detach`).
   */
  requiresGrad_(on?: boolean): Tensor<S>
  /** Lets the result of an op keep its gradient in `grad`, as leaves do. */
  retainGrad(): void
  /**
   * Calls `hook` with each gradient of this tensor before it goes on; a tensor that the hook returns replaces it. The handle
   * takes the hook away: `handle.remove()`.
   */
  registerHook(hook: TensorHook): { remove(): void }
  /** Calls `hook` with this leaf whenever `backward` has added to its `grad`. */
  registerPostAccumulateGradHook(hook: (leaf: Tensor) => void): { remove(): void }
  /** The same memory, outside of the graph. What is written through it counts as a change of this tensor. */
  detach(): Tensor<S>
  /** Was this tensor made in `inferenceMode`, or is it a view of one that was? */
  isInference(): boolean
  /** Takes this tensor itself out of the graph: it becomes a leaf. Errors: RuntimeError for views. */
  detach_(): Tensor<S>
  /** The same memory, outside of the graph, with changes that backward does not see. `detach` is safer. */
  readonly data: Tensor<S>
}
