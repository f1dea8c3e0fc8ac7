import { RuntimeError } from '../errors.js'
import type { Shape } from '../shape/types/index.js'
import { Tensor } from '../tensor.js'

/**
 * To the compiler a parameter is a tensor of its shape: it goes wherever one does.
 *
 * @see torch.nn.Parameter
 * @example
 * new nn.Parameter(zeros(2))
 * // Parameter containing:
 * // tensor([0., 0.], requires_grad=True)
 */
export type Parameter<S extends Shape = any> = Tensor<S>

export interface ParameterOptions {
  requiresGrad?: boolean
}

interface ParameterClass {
  new <S extends Shape>(data: Tensor<S>, options?: ParameterOptions): Parameter<S>
  readonly prototype: Tensor
}

/** A tensor that a module learns: found by `parameters()`, and recorded unless `requiresGrad: false`. */
export const Parameter: ParameterClass = class Parameter<S extends Shape> extends Tensor<S> {
  constructor(data: Tensor<S>, { requiresGrad = true }: ParameterOptions = {}) {
    super(data.store, data.sizes, data.strides, data.offset)
    if (!requiresGrad) return
    if (!data.isFloatingPoint())
      throw new RuntimeError('Only Tensors of floating point and complex dtype can require gradients')
    this.requiresGrad_(true)
  }

  override toString(): string {
    return `Parameter containing:\n${super.toString()}`
  }
}
