import type { Arg, Broadcast, ShapeOf } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import {
  type ClassLoss,
  type CrossEntropyOptions,
  entropy,
  type NllOptions,
  negativeLogLikelihood,
} from '../functional/classification.js'
import {
  type BceLogitsOptions,
  type BceOptions,
  bce,
  bceLogits,
  type KlDivOptions,
  kl,
} from '../functional/probability.js'
import {
  type HuberOptions,
  huberLoss,
  l1Loss,
  type SmoothL1Options,
  smoothL1Loss,
  squaredError,
} from '../functional/regression.js'
import type { Loss, LossOf, LossOptions } from '../functional/types.js'
import { type BaseModule, Module } from '../module.js'

const Base = Module as unknown as abstract new () => BaseModule

/** What every loss has: its reduction, and its options as attributes. Tensors among them are buffers. */
abstract class LossBase<O extends object> extends Base {
  declare reduction: NonNullable<LossOptions['reduction']>
  /** @internal */
  protected readonly given: () => O
  constructor(options: O, buffers: readonly string[] = []) {
    super()
    const { reduction = 'mean', ...rest } = options as O & { reduction?: LossOptions['reduction'] }
    this.reduction = reduction
    for (const [name, value] of Object.entries(rest))
      if (buffers.includes(name)) this.registerBuffer(name, value as Tensor | null)
      else Object.assign(this, { [name]: value })
    const names = ['reduction', ...Object.keys(rest)]
    const self = this as unknown as Record<string, unknown>
    this.given = () => Object.fromEntries(names.map((name) => [name, self[name]])) as O
  }
}

/** A loss of an input and a target of its shape, or one that broadcasts. */
export abstract class ElementLoss<O extends object> extends LossBase<O> {
  /** @internal Of plain tensors. */
  protected abstract run(input: Tensor, target: Tensor): Tensor

  forward<T extends Tensor, U extends Tensor>(
    input: T,
    target: Arg<Broadcast<ShapeOf<T>, ShapeOf<U>>, U>,
  ): Loss<ShapeOf<T>, O> {
    return this.run(input, target as Tensor) as Loss<ShapeOf<T>, O>
  }
}
export interface ElementLoss<O extends object> {
  <T extends Tensor, U extends Tensor>(input: T, target: Arg<Broadcast<ShapeOf<T>, ShapeOf<U>>, U>): Loss<ShapeOf<T>, O>
}

/** A loss of a batch of logits or log probabilities and one class for each. */
export abstract class ClassificationLoss<O extends object> extends LossBase<O> {
  /** @internal Of plain tensors. */
  protected abstract run(input: Tensor, target: Tensor): Tensor

  forward<T extends Tensor, U extends Tensor>(input: T, target: Arg<ClassLoss<ShapeOf<T>, ShapeOf<U>>, U>): LossOf<O> {
    return this.run(input, target as Tensor) as LossOf<O>
  }
}
export interface ClassificationLoss<O extends object> {
  <T extends Tensor, U extends Tensor>(input: T, target: Arg<ClassLoss<ShapeOf<T>, ShapeOf<U>>, U>): LossOf<O>
}

/** `F.mseLoss` as a module. */
export class MSELoss<const O extends LossOptions = LossOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return squaredError(input, target, this.given())
  }
}
/** `F.l1Loss` as a module. */
export class L1Loss<const O extends LossOptions = LossOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return l1Loss(input, target, this.given()) as Tensor
  }
}
/** `F.smoothL1Loss` as a module. */
export class SmoothL1Loss<const O extends SmoothL1Options = SmoothL1Options> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return smoothL1Loss(input, target, this.given()) as Tensor
  }
}
/** `F.huberLoss` as a module. */
export class HuberLoss<const O extends HuberOptions = HuberOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return huberLoss(input, target, this.given()) as Tensor
  }
}
/** `F.binaryCrossEntropy` as a module. */
export class BCELoss<const O extends BceOptions = BceOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options, ['weight'])
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return bce(input, target, this.given())
  }
}
/** `F.binaryCrossEntropyWithLogits` as a module. */
export class BCEWithLogitsLoss<const O extends BceLogitsOptions = BceLogitsOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options, ['weight', 'posWeight'])
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return bceLogits(input, target, this.given())
  }
}
/** `F.klDiv` as a module. */
export class KLDivLoss<const O extends KlDivOptions = KlDivOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return kl(input, target, this.given())
  }
}
/** `F.nllLoss` as a module. */
export class NLLLoss<const O extends NllOptions = NllOptions> extends ClassificationLoss<O> {
  constructor(options: O = {} as O) {
    super(options, ['weight'])
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return negativeLogLikelihood(input, target, this.given())
  }
}
/** `F.crossEntropy` as a module. */
export class CrossEntropyLoss<const O extends CrossEntropyOptions = CrossEntropyOptions> extends ClassificationLoss<O> {
  constructor(options: O = {} as O) {
    super(options, ['weight'])
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return entropy(input, target, this.given())
  }
}
