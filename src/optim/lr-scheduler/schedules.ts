import { ValueError } from '../../errors.js'
import { named, required } from '../../nn/arguments.js'
import { type AnyOptimizer, LRScheduler } from './scheduler.js'

// Rates follow PyTorch's recursions, operation by operation, so that they are the same doubles.

export interface GammaOptions {
  /** The factor; 0.1 unless given. */
  gamma?: number
}

/**
 * The rate times `gamma` every `stepSize` epochs.
 *
 * @see torch.optim.lr_scheduler.StepLR
 * @example
 * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
 * new optim.lrScheduler.StepLR(opt, 2).getLastLr()
 * // [ 1 ]
 */
export class StepLR extends LRScheduler {
  readonly stepSize: number
  readonly gamma: number
  constructor(optimizer: AnyOptimizer, stepSize: number, ...options: [gamma?: number | GammaOptions])
  constructor(optimizer: AnyOptimizer, options: { stepSize: number } & GammaOptions)
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer, { begin: false })
    const { stepSize, gamma } = named(args, { stepSize: required<number>(), gamma: 0.1 })
    this.stepSize = stepSize
    this.gamma = gamma
    this.begin()
  }
  getLr(): number[] {
    const stays = this.lastEpoch === 0 || this.lastEpoch % this.stepSize !== 0
    return this.groups.map(({ lr }) => (stays ? lr : lr * this.gamma))
  }
  protected override closedForm(): number[] {
    return this.baseLrs.map((lr) => lr * this.gamma ** Math.floor(this.lastEpoch / this.stepSize))
  }
}

/**
 * The rate times `gamma` at each of the milestones, which are epochs.
 *
 * @see torch.optim.lr_scheduler.MultiStepLR
 * @example
 * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
 * const schedule = new optim.lrScheduler.MultiStepLR(opt, [1, 3])
 * opt.step()
 * schedule.step()
 * schedule.getLastLr()
 * // [ 0.1 ]
 */
export class MultiStepLR extends LRScheduler {
  readonly milestones: readonly number[]
  readonly gamma: number
  constructor(optimizer: AnyOptimizer, milestones: readonly number[], ...options: [gamma?: number | GammaOptions])
  constructor(optimizer: AnyOptimizer, options: { milestones: readonly number[] } & GammaOptions)
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer, { begin: false })
    const { milestones, gamma } = named(args, { milestones: required<readonly number[]>(), gamma: 0.1 })
    this.milestones = milestones
    this.gamma = gamma
    this.begin()
  }
  getLr(): number[] {
    // A milestone may stand there twice.
    const times = this.milestones.filter((m) => m === this.lastEpoch).length
    return this.groups.map(({ lr }) => (times === 0 ? lr : lr * this.gamma ** times))
  }
  protected override closedForm(): number[] {
    const passed = this.milestones.filter((m) => m <= this.lastEpoch).length
    return this.baseLrs.map((lr) => lr * this.gamma ** passed)
  }
}

/**
 * The rate times `gamma` every epoch.
 *
 * @see torch.optim.lr_scheduler.ExponentialLR
 * @example
 * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
 * const schedule = new optim.lrScheduler.ExponentialLR(opt, 0.5)
 * opt.step()
 * schedule.step()
 * schedule.getLastLr()
 * // [ 0.5 ]
 */
export class ExponentialLR extends LRScheduler {
  readonly gamma: number
  constructor(optimizer: AnyOptimizer, gamma: number)
  constructor(optimizer: AnyOptimizer, options: { gamma: number })
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer, { begin: false })
    this.gamma = named(args, { gamma: required<number>() }).gamma
    this.begin()
  }
  getLr(): number[] {
    return this.groups.map(({ lr }) => (this.initial ? lr : lr * this.gamma))
  }
  protected override closedForm(): number[] {
    return this.baseLrs.map((lr) => lr * this.gamma ** this.lastEpoch)
  }
}

type Factor = (epoch: number) => number
type Factors = Factor | readonly Factor[]

/**
 * The first rate times a function of the epoch, or of one function for each group.
 *
 * @see torch.optim.lr_scheduler.LambdaLR
 * @example
 * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
 * const schedule = new optim.lrScheduler.LambdaLR(opt, (epoch) => 1 / (epoch + 1))
 * opt.step()
 * schedule.step()
 * schedule.getLastLr()
 * // [ 0.5 ]
 */
export class LambdaLR extends LRScheduler {
  private readonly factors: readonly ((epoch: number) => number)[]
  constructor(optimizer: AnyOptimizer, lrLambda: Factors)
  constructor(optimizer: AnyOptimizer, options: { lrLambda: Factors })
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer, { begin: false })
    const { lrLambda } = named(args, { lrLambda: required<Factors>() })
    this.factors = typeof lrLambda === 'function' ? this.groups.map(() => lrLambda) : lrLambda
    if (this.factors.length !== this.groups.length)
      throw new ValueError(`Expected ${this.groups.length} lr_lambdas, but got ${this.factors.length}`)
    this.begin()
  }
  getLr(): number[] {
    return this.baseLrs.map((lr, i) => lr * this.factors[i](this.lastEpoch))
  }
}

export interface LinearLROptions {
  /** The factor at the start; 1/3 unless given. */
  startFactor?: number
  /** The factor at the end; 1 unless given. */
  endFactor?: number
  /** How many epochs it takes; 5 unless given. */
  totalIters?: number
}

/**
 * The rate times a factor that goes from `startFactor` to `endFactor` on a line.
 *
 * @see torch.optim.lr_scheduler.LinearLR
 * @example
 * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
 * new optim.lrScheduler.LinearLR(opt, { startFactor: 0.5, totalIters: 4 }).getLastLr()
 * // [ 0.5 ]
 */
export class LinearLR extends LRScheduler {
  readonly startFactor: number
  readonly endFactor: number
  readonly totalIters: number
  constructor(
    optimizer: AnyOptimizer,
    ...options: [
      startFactor?: number | LinearLROptions,
      endFactor?: number | LinearLROptions,
      totalIters?: number | LinearLROptions,
    ]
  ) {
    const o = named(options, { startFactor: 1 / 3, endFactor: 1, totalIters: 5 } as Required<LinearLROptions>)
    if (o.startFactor > 1 || o.startFactor <= 0)
      throw new ValueError('Starting multiplicative factor expected to be greater than 0 and less or equal to 1.')
    if (o.endFactor > 1 || o.endFactor < 0)
      throw new ValueError('Ending multiplicative factor expected to be between 0 and 1.')
    super(optimizer, { begin: false })
    this.startFactor = o.startFactor
    this.endFactor = o.endFactor
    this.totalIters = o.totalIters
    this.begin()
  }
  getLr(): number[] {
    const { startFactor: start, totalIters: total, lastEpoch: epoch } = this
    const rise = this.endFactor - start
    return this.groups.map(({ lr }) => {
      if (epoch === 0) return lr * start
      return this.initial || epoch > total ? lr : lr * (1 + rise / (total * start + (epoch - 1) * rise))
    })
  }
  protected override closedForm(): number[] {
    const { startFactor: start, endFactor: end, totalIters: total, lastEpoch: epoch } = this
    return this.baseLrs.map((lr) => lr * (start + ((end - start) * Math.min(total, epoch)) / total))
  }
}

export interface CosineOptions {
  /** The lowest rate; 0 unless given. */
  etaMin?: number
}

/**
 * Half a cosine from the first rate down to `etaMin` in `tMax` epochs, and up again.
 *
 * @see torch.optim.lr_scheduler.CosineAnnealingLR
 * @example
 * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
 * const schedule = new optim.lrScheduler.CosineAnnealingLR(opt, 2)
 * opt.step()
 * schedule.step()
 * schedule.getLastLr()
 * // [ 0.5 ]
 */
export class CosineAnnealingLR extends LRScheduler {
  readonly tMax: number
  readonly etaMin: number
  constructor(optimizer: AnyOptimizer, tMax: number, ...options: [etaMin?: number | CosineOptions])
  constructor(optimizer: AnyOptimizer, options: { tMax: number } & CosineOptions)
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer, { begin: false })
    const { tMax, etaMin } = named(args, { tMax: required<number>(), etaMin: 0 })
    this.tMax = tMax
    this.etaMin = etaMin
    this.begin()
  }
  getLr(): number[] {
    const { lastEpoch: epoch, tMax, etaMin, baseLrs } = this
    return this.groups.map(({ lr }, i) => {
      if (this.initial) return lr
      if (this.stepCount === 1 && epoch > 0)
        return etaMin + ((baseLrs[i] - etaMin) * (1 + Math.cos((epoch * Math.PI) / tMax))) / 2
      if ((epoch - 1 - tMax) % (2 * tMax) === 0)
        return lr + ((baseLrs[i] - etaMin) * (1 - Math.cos(Math.PI / tMax))) / 2
      const now = 1 + Math.cos((Math.PI * epoch) / tMax)
      const before = 1 + Math.cos((Math.PI * (epoch - 1)) / tMax)
      return (now / before) * (lr - etaMin) + etaMin
    })
  }
  protected override closedForm(): number[] {
    const { etaMin, tMax, lastEpoch } = this
    return this.baseLrs.map((lr) => etaMin + ((lr - etaMin) * (1 + Math.cos((Math.PI * lastEpoch) / tMax))) / 2)
  }
}

/**
 * One schedule after the other: the i-th ends, and the next begins at its own epoch 0, at `milestones[i]`.
 *
 * @see torch.optim.lr_scheduler.SequentialLR
 * @example
 * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
 * const { LinearLR, ExponentialLR, SequentialLR } = optim.lrScheduler
 * const warmup = new LinearLR(opt, { startFactor: 0.5, totalIters: 2 })
 * const decay = new ExponentialLR(opt, 0.5)
 * new SequentialLR(opt, [warmup, decay], [2]).getLastLr()
 * // [ 0.5 ]
 */
export class SequentialLR extends LRScheduler {
  private readonly schedulers: readonly LRScheduler[]
  private readonly milestones: readonly number[]
  constructor(optimizer: AnyOptimizer, schedulers: readonly LRScheduler[], milestones: readonly number[])
  constructor(optimizer: AnyOptimizer, options: { schedulers: readonly LRScheduler[]; milestones: readonly number[] })
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    const { schedulers, milestones } = named(args, {
      schedulers: required<readonly LRScheduler[]>(),
      milestones: required<readonly number[]>(),
    })
    if (schedulers.length < 1)
      throw new ValueError('SequentialLR expects at least one scheduler, but got no scheduler.')
    if (schedulers.some((s) => s.optimizer !== optimizer))
      throw new ValueError('SequentialLR expects all schedulers to belong to the same optimizer')
    if (milestones.length !== schedulers.length - 1)
      throw new ValueError(
        'Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone points, ' +
          `but got number of schedulers ${schedulers.length} and the number of milestones to be equal to ${milestones.length}`,
      )
    super(optimizer, { begin: false })
    this.schedulers = schedulers
    this.milestones = milestones
    this.lastEpoch = 0
    // Each of the schedules has set its own first rates: that is undone, and the one of step 0 begins anew.
    for (const group of this.groups) group.lr = group.initialLr
    undo(this)
    this.current().begin()
  }
  private current(): LRScheduler {
    return this.schedulers[this.milestones.filter((m) => m <= this.lastEpoch).length]
  }
  getLr(): number[] {
    return this.current().getLr()
  }
  override step(): void {
    this.lastEpoch++
    if (this.milestones.includes(this.lastEpoch)) this.current().restart()
    else this.current().step()
  }
  override getLastLr(): number[] {
    return this.current().getLastLr()
  }
  /** @internal */
  get parts(): readonly LRScheduler[] {
    return this.schedulers
  }
}

function undo(scheduler: LRScheduler): void {
  if (scheduler instanceof SequentialLR) for (const part of scheduler.parts) undo(part)
  else scheduler.lastEpoch--
}
