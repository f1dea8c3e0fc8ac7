import type { Shape } from '../shape/types/index.js'
import { Tensor } from '../tensor.js'

/** A tensor that a module learns: found by `parameters()`, and recorded unless `requiresGrad: false`. */
// @ts-expect-error TS2636: as for Tensor.
export class Parameter<out S extends Shape = any> extends Tensor<S> {
  constructor(data: Tensor<S>, { requiresGrad = true }: { requiresGrad?: boolean } = {}) {
    super(data.store, data.sizes, data.strides, data.offset)
    if (requiresGrad) this.requiresGrad_(true)
  }

  override toString(): string {
    return `Parameter containing:\n${super.toString()}`
  }
}
