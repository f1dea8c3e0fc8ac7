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
import { UntypedModule } from '../module.js'

/** What every loss has: its reduction, and its options as attributes. Tensors among them are buffers. */
abstract class LossBase<O extends object> extends UntypedModule {
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

/**
 * A loss of an input and a target of its shape, or one that broadcasts.
 *
 * @example
 * new nn.MSELoss({ reduction: 'sum' }).reduction
 * // 'sum'
 */
export abstract class ElementLoss<O extends object> extends LossBase<O> {
  /** @internal Of plain tensors. */
  protected abstract run(input: Tensor, target: Tensor): Tensor

  /**
   * The loss of `input` against `target`.
   *
   * @example
   * new nn.BCELoss().forward(tensor([0.9, 0.2]), tensor([1, 0]))
   * // tensor(0.1643)
   */
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

/**
 * A loss of a batch of logits or log probabilities and one class for each.
 *
 * @example
 * new nn.CrossEntropyLoss({ reduction: 'sum' }).reduction
 * // 'sum'
 */
export abstract class ClassificationLoss<O extends object> extends LossBase<O> {
  /** @internal Of plain tensors. */
  protected abstract run(input: Tensor, target: Tensor): Tensor

  /**
   * The loss of `input` against the classes in `target`.
   *
   * @example
   * new nn.NLLLoss().forward(tensor([[-0.5, -1]]), tensor([0], { dtype: 'int64' }))
   * // tensor(0.5000)
   */
  forward<T extends Tensor, U extends Tensor>(input: T, target: Arg<ClassLoss<ShapeOf<T>, ShapeOf<U>>, U>): LossOf<O> {
    return this.run(input, target as Tensor) as LossOf<O>
  }
}
export interface ClassificationLoss<O extends object> {
  <T extends Tensor, U extends Tensor>(input: T, target: Arg<ClassLoss<ShapeOf<T>, ShapeOf<U>>, U>): LossOf<O>
}

/**
 * `F.mseLoss` as a module.
 *
 * @see torch.nn.MSELoss
 * @example
 * new nn.MSELoss()(tensor([1, 4]), tensor([1, 2]))
 * // tensor(2.)
 */
export class MSELoss<const O extends LossOptions = LossOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return squaredError(input, target, this.given())
  }
}
/**
 * `F.l1Loss` as a module.
 *
 * @see torch.nn.L1Loss
 * @example
 * new nn.L1Loss()(tensor([1, 4]), tensor([1, 2]))
 * // tensor(1.)
 */
export class L1Loss<const O extends LossOptions = LossOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return l1Loss(input, target, this.given()) as Tensor
  }
}
/**
 * `F.smoothL1Loss` as a module.
 *
 * @see torch.nn.SmoothL1Loss
 * @example
 * new nn.SmoothL1Loss()(tensor([1, 4]), tensor([1, 2]))
 * // tensor(0.7500)
 */
export class SmoothL1Loss<const O extends SmoothL1Options = SmoothL1Options> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return smoothL1Loss(input, target, this.given()) as Tensor
  }
}
/**
 * `F.huberLoss` as a module.
 *
 * @see torch.nn.HuberLoss
 * @example
 * new nn.HuberLoss()(tensor([1, 4]), tensor([1, 2]))
 * // tensor(0.7500)
 */
export class HuberLoss<const O extends HuberOptions = HuberOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return huberLoss(input, target, this.given()) as Tensor
  }
}
/**
 * `F.binaryCrossEntropy` as a module.
 *
 * @see torch.nn.BCELoss
 * @example
 * new nn.BCELoss()(tensor([0.9, 0.2]), tensor([1, 0]))
 * // tensor(0.1643)
 */
export class BCELoss<const O extends BceOptions = BceOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options, ['weight'])
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return bce(input, target, this.given())
  }
}
/**
 * `F.binaryCrossEntropyWithLogits` as a module.
 *
 * @see torch.nn.BCEWithLogitsLoss
 * @example
 * new nn.BCEWithLogitsLoss()(tensor([2, -2]), tensor([1, 0]))
 * // tensor(0.1269)
 */
export class BCEWithLogitsLoss<const O extends BceLogitsOptions = BceLogitsOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options, ['weight', 'posWeight'])
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return bceLogits(input, target, this.given())
  }
}
/**
 * `F.klDiv` as a module.
 *
 * @see torch.nn.KLDivLoss
 * @example
 * new nn.KLDivLoss({ reduction: 'sum' })(tensor([0.5, 0.5]).log(), tensor([0.25, 0.75]))
 * // tensor(0.1308)
 */
export class KLDivLoss<const O extends KlDivOptions = KlDivOptions> extends ElementLoss<O> {
  constructor(options: O = {} as O) {
    super(options)
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return kl(input, target, this.given())
  }
}
/**
 * `F.nllLoss` as a module.
 *
 * @see torch.nn.NLLLoss
 * @example
 * new nn.NLLLoss()(tensor([[-0.5, -1], [-2, -0.25]]), tensor([0, 1], { dtype: 'int64' }))
 * // tensor(0.3750)
 */
export class NLLLoss<const O extends NllOptions = NllOptions> extends ClassificationLoss<O> {
  constructor(options: O = {} as O) {
    super(options, ['weight'])
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return negativeLogLikelihood(input, target, this.given())
  }
}
/**
 * `F.crossEntropy` as a module.
 *
 * @see torch.nn.CrossEntropyLoss
 * @example
 * new nn.CrossEntropyLoss()(tensor([[2, 0, 0], [0, 2, 0]]), tensor([0, 1], { dtype: 'int64' }))
 * // tensor(0.2395)
 */
export class CrossEntropyLoss<const O extends CrossEntropyOptions = CrossEntropyOptions> extends ClassificationLoss<O> {
  constructor(options: O = {} as O) {
    super(options, ['weight'])
  }
  protected run(input: Tensor, target: Tensor): Tensor {
    return entropy(input, target, this.given())
  }
}
