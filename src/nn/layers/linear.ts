import type { DType } from '../../dtype.js'
import type { LinearFn, SameFn } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { named, required } from '../arguments.js'
import { affine } from '../functional/linear.js'
import { kaimingUniform_, uniform_ } from '../init/index.js'
import { Parameter } from '../parameter.js'
import { Layer } from './layer.js'

export interface LinearOptions {
  /** Add a learned bias? True unless given. */
  bias?: boolean
  dtype?: DType
}

/**
 * y = x Wᵀ + b: `[..., inFeatures]` → `[..., outFeatures]`. Weight `[outFeatures, inFeatures]` and bias are uniform in
 * ±1/√inFeatures, the same numbers under a seed as PyTorch's. Example: `new nn.Linear(784, 50)`.
 *
 * @see torch.nn.Linear
 * @example
 * manualSeed(0)
 * const layer = new nn.Linear(3, 2)
 * layer(ones(1, 3))
 * // tensor([[-0.1812, -0.0347]], grad_fn=<AddmmBackward0>)
 */
export class Linear<const I extends number = number, const O extends number = number> extends Layer<LinearFn<I, O>> {
  declare readonly inFeatures: I
  declare readonly outFeatures: O
  declare weight: Parameter<[O, I]>
  /** null if the layer was made without. */
  declare bias: Parameter<[O]>

  constructor(inFeatures: I, outFeatures: O, ...options: [bias?: boolean | LinearOptions, options?: LinearOptions])
  constructor(inFeatures: I, options: { outFeatures: O } & LinearOptions)
  constructor(options: { inFeatures: I; outFeatures: O } & LinearOptions)
  constructor(...args: readonly unknown[]) {
    super()
    const { inFeatures, outFeatures, bias, dtype } = named(args, {
      inFeatures: required<I>(),
      outFeatures: required<O>(),
      bias: true,
      dtype: 'float32' as DType,
    })
    this.inFeatures = inFeatures
    this.outFeatures = outFeatures
    this.weight = new Parameter(Tensor.empty([outFeatures, inFeatures], dtype)) as Parameter<[O, I]>
    // Typed as if it were there: who makes a layer without knows it, and all others are spared the question.
    this.bias = (bias ? new Parameter(Tensor.empty([outFeatures], dtype)) : null) as Parameter<[O]>
    this.resetParameters()
  }

  /**
   * Draws weight and bias anew.
   *
   * @see torch.nn.Linear.reset_parameters
   * @example
   * const layer = new nn.Linear(3, 2)
   * manualSeed(0)
   * layer.resetParameters()
   * layer.bias
   * // Parameter containing:
   * // tensor([-0.0114,  0.4578], requires_grad=True)
   */
  resetParameters(): void {
    kaimingUniform_(this.weight as Tensor, { a: Math.sqrt(5) })
    if (this.bias === null) return
    const bound = this.inFeatures > 0 ? 1 / Math.sqrt(this.inFeatures) : 0
    uniform_(this.bias as Tensor, -bound, bound)
  }

  protected run(input: Tensor): Tensor {
    return affine(input, this.weight as Tensor, this.bias as Tensor | null)
  }

  override extraRepr(): string {
    return `in_features=${this.inFeatures}, out_features=${this.outFeatures}, bias=${this.bias === null ? 'False' : 'True'}`
  }
}

/**
 * Gives back what it gets, whatever it is told when it is made.
 *
 * @see torch.nn.Identity
 * @example
 * new nn.Identity()(tensor([1, 2]))
 * // tensor([1., 2.])
 */
export class Identity extends Layer<SameFn> {
  constructor(..._ignored: unknown[]) {
    super()
  }
  protected run(input: Tensor): Tensor {
    return input
  }
}
