import type { BackwardOptions } from '../autograd/backward.js'
import type { Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** What autograd adds to a tensor. */
export interface Differentiable<S extends Shape> {
  /**
   * Computes the gradient of this tensor with respect to all leaves that it was made from, and adds it to their `grad`.
   * A tensor that is not a scalar needs a `gradient` of its own shape. The graph is freed, unless `retainGraph`.
   */
  backward(gradient?: Tensor<S> | (BackwardOptions & { gradient?: Tensor<S> }) | null, options?: BackwardOptions): void
  /** Asks autograd to record what is done with this tensor, or to stop. Floats only. Returns the tensor itself. */
  requiresGrad_(on?: boolean): Tensor<S>
  /** The same memory, outside of the graph. */
  detach(): Tensor<S>
  /** The same memory, outside of the graph. */
  readonly data: Tensor<S>
}
