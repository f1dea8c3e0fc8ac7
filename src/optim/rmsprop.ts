import { zerosLike } from '../ops/create.js'
import type { Tensor } from '../tensor.js'
import { type StepOf, stepAll } from './fused.js'
import { checkAtLeastZero, gradientOf, Optimizer, type Options, type ParamGroup, type Params } from './optimizer.js'

export interface RMSpropOptions {
  /** The learning rate; 0.01 unless given. */
  lr?: number
  /** How much of the running mean of g² is kept; 0.99 unless given. */
  alpha?: number
  /** Added to the denominator; 1e-8 unless given. */
  eps?: number
  weightDecay?: number
  momentum?: number
  /** Divide by the standard deviation instead of the root of the mean square. */
  centered?: boolean
  /** Climb instead of descending. */
  maximize?: boolean
}

const DEFAULTS: Required<RMSpropOptions> = {
  lr: 1e-2,
  momentum: 0,
  alpha: 0.99,
  eps: 1e-8,
  centered: false,
  weightDecay: 0,
  maximize: false,
}

type Means = { step: number; squareAvg: Tensor; momentumBuffer: Tensor | null; gradAvg: Tensor | null }

/**
 * RMSprop: p ← p − lr · g / (√v + eps), with the running mean v of g². Errors: ValueError for negative options.
 *
 * @see torch.optim.RMSprop
 * @example
 * const w = tensor([1], { requiresGrad: true })
 * const opt = new optim.RMSprop([w], { lr: 0.1 })
 * w.square().sum().backward()
 * opt.step()
 * w
 * // tensor([5.9605e-08], requires_grad=True)
 */
export class RMSprop extends Optimizer<RMSpropOptions> {
  constructor(params: Params<RMSpropOptions>, options: RMSpropOptions = {}) {
    const o = { ...DEFAULTS, ...options }
    checkAtLeastZero(o.lr, 'learning rate')
    checkAtLeastZero(o.eps, 'epsilon value')
    checkAtLeastZero(o.momentum, 'momentum value')
    checkAtLeastZero(o.weightDecay, 'weight_decay value')
    checkAtLeastZero(o.alpha, 'alpha value')
    super(params, o)
  }

  protected update(group: ParamGroup<RMSpropOptions>): void {
    const { params, lr, alpha, eps, weightDecay, momentum, centered, maximize } = group
    const parameters: StepOf[] = []
    for (const p of params) {
      if (p.grad === null) continue
      const zeros = (): Tensor => zerosLike(p.detach() as Tensor)
      const state = this.stateOf<Means>(p, () => ({
        step: 0,
        squareAvg: zeros(),
        momentumBuffer: null,
        gradAvg: centered ? zeros() : null,
      }))
      state.step++
      if (momentum > 0) state.momentumBuffer ??= zeros()
      const buffer = momentum > 0 ? state.momentumBuffer : null
      parameters.push({ tensors: [p, p.grad, state.squareAvg, state.gradAvg, buffer], own: [0, 0] })
    }
    const numbers = [lr, alpha, eps, weightDecay, momentum, maximize]
    stepAll('rmsprop', numbers, parameters, (parameter) => stepWithOps(parameter, group))
  }

  protected override get unused(): Options {
    return { capturable: false }
  }
}

/** The step in ops, for a parameter whose tensors do not lie alike. */
function stepWithOps({ tensors }: StepOf, group: ParamGroup<RMSpropOptions>): void {
  const { lr, alpha, eps, weightDecay, momentum, maximize } = group
  const [p, , squareAvg, gradAvg, buffer] = tensors as [Tensor, Tensor, Tensor, Tensor | null, Tensor | null]
  let g = gradientOf(p, maximize)
  if (weightDecay !== 0) g = g.add(p, { alpha: weightDecay }) as Tensor
  squareAvg.mul_(alpha).add_(g.square().mul_(1 - alpha) as Tensor)
  let mean = squareAvg
  if (gradAvg !== null) {
    gradAvg.mul_(alpha).add_(g.mul(1 - alpha) as Tensor)
    mean = squareAvg.sub(gradAvg.square()) as Tensor
  }
  const step = mean.sqrt().add_(eps).reciprocal_().mul_(g) as Tensor
  p.add_((buffer === null ? step : buffer.mul_(momentum).add_(step)) as Tensor, { alpha: -lr })
}
