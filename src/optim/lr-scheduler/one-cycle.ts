import { ValueError } from '../../errors.js'
import { type AnyOptimizer, type Group, LRScheduler } from './scheduler.js'

export interface OneCycleOptions {
  /** How many steps the cycle has; or `epochs` and `stepsPerEpoch`. */
  totalSteps?: number | null
  epochs?: number | null
  stepsPerEpoch?: number | null
  /** The share of the cycle that the rate rises; 0.3 unless given. */
  pctStart?: number
  annealStrategy?: 'cos' | 'linear'
  /** Let the momentum (or beta 1) go down as the rate goes up; true unless given. */
  cycleMomentum?: boolean
  baseMomentum?: number
  maxMomentum?: number
  /** The first rate is `maxLr` / `divFactor`; 25 unless given. */
  divFactor?: number
  /** The last rate is the first one / `finalDivFactor`; 10⁴ unless given. */
  finalDivFactor?: number
  /** Down to the first rate as it went up, and then on to the last one. */
  threePhase?: boolean
}

type Cycled = Group & {
  maxLr: number
  minLr: number
  maxMomentum: number
  baseMomentum: number
  momentum?: number
  betas?: readonly [number, number]
}
interface Phase {
  readonly end: number
  readonly lr: readonly ['initialLr' | 'maxLr' | 'minLr', 'initialLr' | 'maxLr' | 'minLr']
  readonly momentum: readonly ['maxMomentum' | 'baseMomentum', 'maxMomentum' | 'baseMomentum']
}

const cosine = (start: number, end: number, share: number): number =>
  end + ((start - end) / 2) * (Math.cos(Math.PI * share) + 1)
const line = (start: number, end: number, share: number): number => (end - start) * share + start

/**
 * The rate goes up to `maxLr` and far down again in one cycle of batches (Smith & Topin, 2019): `step()` after each.
 *
 * @see torch.optim.lr_scheduler.OneCycleLR
 * @example
 * const opt = new optim.SGD([ones(1, { requiresGrad: true })], { lr: 1 })
 * new optim.lrScheduler.OneCycleLR(opt, 1, { totalSteps: 10 }).getLastLr()
 * // [ 0.040000000000000036 ]
 */
export class OneCycleLR extends LRScheduler {
  readonly totalSteps: number
  private readonly phases: readonly Phase[]
  private readonly anneal: typeof cosine
  private readonly cycleMomentum: boolean

  constructor(optimizer: AnyOptimizer, maxLr: number | readonly number[], options?: OneCycleOptions)
  constructor(optimizer: AnyOptimizer, options: { maxLr: number | readonly number[] } & OneCycleOptions)
  constructor(
    optimizer: AnyOptimizer,
    rates: number | readonly number[] | ({ maxLr: number | readonly number[] } & OneCycleOptions),
    others: OneCycleOptions = {},
  ) {
    super(optimizer, { begin: false })
    const named = typeof rates === 'object' && 'maxLr' in rates
    const { maxLr, ...options } = named ? rates : { ...others, maxLr: rates }
    const { pctStart = 0.3, annealStrategy = 'cos', cycleMomentum = true, threePhase = false } = options
    const { baseMomentum = 0.85, maxMomentum = 0.95, divFactor = 25, finalDivFactor = 1e4 } = options
    this.totalSteps = stepsOf(options)
    const total = this.totalSteps
    const rise: Phase = {
      end: pctStart * total - 1,
      lr: ['initialLr', 'maxLr'],
      momentum: ['maxMomentum', 'baseMomentum'],
    }
    this.phases = threePhase
      ? [
          rise,
          { end: 2 * pctStart * total - 2, lr: ['maxLr', 'initialLr'], momentum: ['baseMomentum', 'maxMomentum'] },
          { end: total - 1, lr: ['initialLr', 'minLr'], momentum: ['maxMomentum', 'maxMomentum'] },
        ]
      : [rise, { end: total - 1, lr: ['maxLr', 'minLr'], momentum: ['baseMomentum', 'maxMomentum'] }]
    if (!(pctStart >= 0 && pctStart <= 1))
      throw new ValueError(`Expected float between 0 and 1 pct_start, but got ${pctStart}`)
    if (annealStrategy !== 'cos' && annealStrategy !== 'linear')
      throw new ValueError(`anneal_strategy must be one of 'cos' or 'linear', instead got ${String(annealStrategy)}`)
    this.anneal = annealStrategy === 'cos' ? cosine : line
    this.cycleMomentum = cycleMomentum
    const groups = this.groups as Cycled[]
    if (typeof maxLr !== 'number' && maxLr.length !== groups.length)
      throw new ValueError(
        `max_lr must have the same length as optimizer.param_groups. max_lr has ${maxLr.length} values, param_groups has ${groups.length}.`,
      )
    for (const [i, group] of groups.entries()) {
      group.maxLr = typeof maxLr === 'number' ? maxLr : maxLr[i]
      group.initialLr = group.maxLr / divFactor
      group.minLr = group.initialLr / finalDivFactor
      this.baseLrs[i] = group.initialLr
      if (!cycleMomentum) continue
      if (!('momentum' in group) && !('betas' in group))
        throw new ValueError('optimizer must support momentum or beta1 with `cycle_momentum` option enabled')
      group.maxMomentum = maxMomentum
      group.baseMomentum = baseMomentum
      setMomentum(group, maxMomentum)
    }
    this.begin()
  }

  getLr(): number[] {
    if (this.lastEpoch > this.totalSteps)
      throw new ValueError(
        `Tried to step ${this.lastEpoch} times. The specified number of total steps is ${this.totalSteps}`,
      )
    let start = 0
    let phase = this.phases[0]
    for (phase of this.phases) {
      if (this.lastEpoch <= phase.end || phase === this.phases.at(-1)) break
      start = phase.end
    }
    const share = (this.lastEpoch - start) / (phase.end - start)
    return (this.groups as Cycled[]).map((group) => {
      const [from, to] = phase.lr
      const [fromMomentum, toMomentum] = phase.momentum
      if (this.cycleMomentum) setMomentum(group, this.anneal(group[fromMomentum], group[toMomentum], share))
      return this.anneal(group[from], group[to], share)
    })
  }
}

/** Adam's first beta is its momentum. */
function setMomentum(group: Cycled, momentum: number): void {
  if (group.betas) group.betas = [momentum, group.betas[1]]
  else group.momentum = momentum
}

function stepsOf({ totalSteps, epochs, stepsPerEpoch }: OneCycleOptions): number {
  const positive = (value: number, name: string): number => {
    if (!Number.isInteger(value) || value <= 0)
      throw new ValueError(`Expected positive integer ${name}, but got ${value}`)
    return value
  }
  if (totalSteps !== null && totalSteps !== undefined) return positive(totalSteps, 'total_steps')
  if (epochs !== null && epochs !== undefined && stepsPerEpoch !== null && stepsPerEpoch !== undefined)
    return positive(epochs, 'epochs') * positive(stepsPerEpoch, 'steps_per_epoch')
  throw new ValueError('You must define either total_steps OR (epochs AND steps_per_epoch)')
}
