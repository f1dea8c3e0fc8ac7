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
   *
   * @see torch.Tensor.backward
   * @example
   * const x = tensor([1, 2], { requiresGrad: true })
   * x.square().sum().backward()
   * x.grad
   * // tensor([2., 4.])
   */
  backward(
    gradient?: Tensor<S> | Tensor | (BackwardOptions & { gradient?: Tensor<S> | null }) | null,
    options?: BackwardOptions,
  ): void
  /**
   * Asks autograd to record what is done with this tensor, or to stop. Floats only. Returns the tensor itself.
   * Errors: RuntimeError for other dtypes, and for `false` on the result of a recorded op (see `detach`).
   *
   * @see torch.Tensor.requires_grad_
   * @example
   * ones(2).requiresGrad_()
   * // tensor([1., 1.], requires_grad=True)
   */
  requiresGrad_(on?: boolean): Tensor<S>
  /**
   * Lets the result of an op keep its gradient in `grad`, as leaves do.
   *
   * @see torch.Tensor.retain_grad
   * @example
   * const x = ones(2, { requiresGrad: true })
   * const y = x.mul(2)
   * y.retainGrad()
   * y.sum().backward()
   * y.grad
   * // tensor([1., 1.])
   */
  retainGrad(): void
  /**
   * Calls `hook` with each gradient of this tensor before it goes on; a tensor that the hook returns replaces it. The handle
   * takes the hook away: `handle.remove()`.
   *
   * @see torch.Tensor.register_hook
   * @example
   * const x = ones(2, { requiresGrad: true })
   * x.registerHook((g) => g.mul(10))
   * x.sum().backward()
   * x.grad
   * // tensor([10., 10.])
   */
  registerHook(hook: TensorHook): { remove(): void }
  /**
   * Calls `hook` with this leaf whenever `backward` has added to its `grad`.
   *
   * @see torch.Tensor.register_post_accumulate_grad_hook
   * @example
   * const x = ones(2, { requiresGrad: true })
   * x.registerPostAccumulateGradHook((leaf) => leaf.grad.zero_())
   * x.sum().backward()
   * x.grad
   * // tensor([0., 0.])
   */
  registerPostAccumulateGradHook(hook: (leaf: Tensor) => void): { remove(): void }
  /**
   * The same memory, outside of the graph. What is written through it counts as a change of this tensor.
   *
   * @see torch.Tensor.detach
   * @example
   * ones(2, { requiresGrad: true }).detach().requiresGrad
   * // false
   */
  detach(): Tensor<S>
  /**
   * Was this tensor made in `inferenceMode`, or is it a view of one that was?
   *
   * @see torch.Tensor.is_inference
   * @example
   * inferenceMode(() => ones(2)).isInference()
   * // true
   */
  isInference(): boolean
  /**
   * Takes this tensor itself out of the graph: it becomes a leaf. Errors: RuntimeError for views.
   *
   * @see torch.Tensor.detach_
   * @example
   * ones(2, { requiresGrad: true }).mul(2).detach_().isLeaf
   * // true
   */
  detach_(): Tensor<S>
  /** The same memory, outside of the graph, with changes that backward does not see. `detach` is safer. */
  readonly data: Tensor<S>
}
