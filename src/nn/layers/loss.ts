import type { Arg, Broadcast, ShapeOf } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { checkReduction, type Reduction } from '../functional/reduction.js'
import { squaredError } from '../functional/regression.js'
import type { Loss, LossOptions } from '../functional/types.js'
import { type BaseModule, Module } from '../module.js'

const Base = Module as unknown as abstract new () => BaseModule

/** A loss of an input and a target of its shape, or one that broadcasts. */
export abstract class ElementLoss<O extends LossOptions> extends Base {
  declare readonly reduction: Reduction
  constructor(options: O) {
    super()
    this.reduction = checkReduction(options.reduction ?? 'mean')
  }

  /** @internal Of plain tensors. */
  protected abstract run(input: Tensor, target: Tensor): Tensor

  forward<T extends Tensor, U extends Tensor>(
    input: T,
    target: Arg<Broadcast<ShapeOf<T>, ShapeOf<U>>, U>,
  ): Loss<ShapeOf<T>, O> {
    return this.run(input, target as Tensor) as Loss<ShapeOf<T>, O>
  }
}
export interface ElementLoss<O extends LossOptions> {
  <T extends Tensor, U extends Tensor>(input: T, target: Arg<Broadcast<ShapeOf<T>, ShapeOf<U>>, U>): Loss<ShapeOf<T>, O>
}

/** `F.mseLoss` as a module. */
export class MSELoss<const O extends LossOptions = LossOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return squaredError(input, target, { reduction: this.reduction })
  }
}
