import { RuntimeError } from '../../errors.js'
import { Optimizer, type Options } from '../optimizer.js'

/** Any optimizer: its groups have a learning rate, and keep the first one as `initialLr`. */
export type AnyOptimizer = Optimizer<{ lr?: number }>
export type Group = Options & { lr: number; initialLr: number }

const EARLY =
  'UserWarning: Detected call of `lr_scheduler.step()` before `optimizer.step()`. ' +
  'In PyTorch 1.1.0 and later, you should call them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  ' +
  'Failure to do this will result in PyTorch skipping the first value of the learning rate schedule. ' +
  'See more details at https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate'

/**
 * The base of all schedules of learning rates. `getLr` gives the rates of the epoch `lastEpoch`, from those of the epoch
 * before: rates that somebody else changed meanwhile keep their change, as in PyTorch.
 *
 * @see torch.optim.lr_scheduler.LRScheduler
 * @example
 * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
 * const schedule = new optim.lrScheduler.ExponentialLR(opt, 0.5)
 * opt.step()
 * schedule.step()
 * schedule.getLastLr()
 * // [ 0.5 ]
 */
export abstract class LRScheduler {
  lastEpoch = -1
  /** The rates that the schedule starts from. */
  readonly baseLrs: number[]
  /** @internal How often `step` was called, the first time by the constructor. */
  protected stepCount = 0
  /** @internal Is this the constructor's own step? */
  protected initial = false
  private lastLr: number[] = []
  private optimizerStepped = false

  /** `begin: false` leaves the first step to a subclass that has more to prepare. */
  constructor(
    readonly optimizer: AnyOptimizer,
    { begin = true }: { begin?: boolean } = {},
  ) {
    if (!(optimizer instanceof Optimizer)) throw new TypeError(`${typeof optimizer} is not an Optimizer`)
    for (const group of this.groups) group.initialLr ??= group.lr
    this.baseLrs = this.groups.map((g) => g.initialLr)
    optimizer.afterStep.push(() => {
      this.optimizerStepped = true
    })
    if (begin) this.begin()
  }

  /**
   * The rates of `lastEpoch`, one for each group.
   *
   * @see torch.optim.lr_scheduler.LRScheduler.get_lr
   * @example
   * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
   * new optim.lrScheduler.ExponentialLR(opt, 0.5).getLr()
   * // [ 0.5 ]
   */
  abstract getLr(): number[]

  /** @internal The rates of an epoch computed from the start, where a formula for them exists. */
  protected closedForm(): number[] | null {
    return null
  }

  /** @internal */
  protected get groups(): Group[] {
    return this.optimizer.paramGroups as unknown as Group[]
  }

  /** @internal The step that sets the rates of epoch 0. */
  begin(): void {
    this.stepCount = 0
    this.initial = true
    try {
      this.step()
    } finally {
      this.initial = false
    }
  }

  /**
   * The next epoch's (or batch's) rates.
   *
   * @see torch.optim.lr_scheduler.LRScheduler.step
   * @example
   * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
   * const schedule = new optim.lrScheduler.ExponentialLR(opt, 0.5)
   * opt.step()
   * schedule.step()
   * schedule.getLastLr()
   * // [ 0.5 ]
   */
  step(): void {
    if (this.stepCount === 1 && !this.optimizerStepped) console.warn(EARLY)
    this.stepCount++
    this.lastEpoch++
    this.take(this.getLr())
  }

  /** @internal Starts over, at epoch 0, in the middle of another schedule. */
  restart(): void {
    this.lastEpoch = 0
    this.take(this.closedForm() ?? this.getLr())
  }

  private take(rates: readonly number[]): void {
    for (const [i, group] of this.groups.entries()) group.lr = rates[i]
    this.lastLr = this.groups.map((g) => g.lr)
  }

  /**
   * The rates that the last step has set, one for each group.
   *
   * @see torch.optim.lr_scheduler.LRScheduler.get_last_lr
   * @example
   * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
   * new optim.lrScheduler.ExponentialLR(opt, 0.5).getLastLr()
   * // [ 1 ]
   */
  getLastLr(): number[] {
    return [...this.lastLr]
  }

  /**
   * Where the schedule stands.
   *
   * @see torch.optim.lr_scheduler.LRScheduler.state_dict
   * @example
   * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
   * new optim.lrScheduler.ExponentialLR(opt, 0.5).stateDict().gamma
   * // undefined
   */
  stateDict(): Options {
    return {
      lastEpoch: this.lastEpoch,
      stepCount: this.stepCount,
      baseLrs: [...this.baseLrs],
      lastLr: this.getLastLr(),
    }
  }

  /**
   * Goes on from what `stateDict` has told.
   *
   * @see torch.optim.lr_scheduler.LRScheduler.load_state_dict
   * @example
   * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
   * const schedule = new optim.lrScheduler.ExponentialLR(opt, 0.5)
   * schedule.loadStateDict(new optim.lrScheduler.ExponentialLR(opt, 0.9).stateDict())
   * schedule.gamma
   * // 0.5
   */
  loadStateDict(state: Options): void {
    const { lastEpoch, stepCount, baseLrs, lastLr } = state as {
      lastEpoch?: number
      stepCount?: number
      baseLrs?: number[]
      lastLr?: number[]
    }
    if (typeof lastEpoch !== 'number' || !Array.isArray(baseLrs))
      throw new RuntimeError('this is not the state dict of a scheduler')
    this.lastEpoch = lastEpoch
    this.stepCount = stepCount ?? lastEpoch + 1
    this.baseLrs.splice(0, this.baseLrs.length, ...baseLrs)
    this.lastLr = [...(lastLr ?? [])]
  }
}
