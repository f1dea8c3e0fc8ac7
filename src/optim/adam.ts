import { ValueError } from '../errors.js'
import { pythonNumber } from '../nn/python.js'
import { zerosLike } from '../ops/create.js'
import type { Tensor } from '../tensor.js'
import { type StepOf, stepAll } from './fused.js'
import { checkAtLeastZero, gradientOf, Optimizer, type Options, type ParamGroup, type Params } from './optimizer.js'

export interface AdamOptions {
  /** The learning rate; 0.001 unless given. */
  lr?: number
  /** How much of the running means of g and g² is kept; [0.9, 0.999] unless given. */
  betas?: readonly [number, number]
  /** Added to the denominator; 1e-8 unless given. */
  eps?: number
  /** The share of the weights that is added to the gradient, or, decoupled, taken off the weights. */
  weightDecay?: number
  /** Divide by the largest mean of g² so far. */
  amsgrad?: boolean
  /** Climb instead of descending. */
  maximize?: boolean
  /** Weight decay as AdamW has it. */
  decoupledWeightDecay?: boolean
}

const DEFAULTS: Required<AdamOptions> = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
  decoupledWeightDecay: false,
}

type Moments = { step: number; expAvg: Tensor; expAvgSq: Tensor; maxExpAvgSq: Tensor | null }

/**
 * Adam (Kingma & Ba, 2015): p ← p − lr · m̂ / (√v̂ + eps), with running means m of g and v of g², both corrected for their
 * start at 0. Errors: ValueError for options out of range.
 *
 * @see torch.optim.Adam
 * @example
 * const w = tensor([1], { requiresGrad: true })
 * const opt = new optim.Adam([w], { lr: 0.1 })
 * w.square().sum().backward()
 * opt.step()
 * w
 * // tensor([0.9000], requires_grad=True)
 */
export class Adam extends Optimizer<AdamOptions> {
  constructor(params: Params<AdamOptions>, options: AdamOptions = {}) {
    const o = { ...DEFAULTS, ...options }
    checkAtLeastZero(o.lr, 'learning rate')
    checkAtLeastZero(o.eps, 'epsilon value')
    for (const [i, beta] of o.betas.entries())
      if (!(beta >= 0 && beta < 1)) throw new ValueError(`Invalid beta parameter at index ${i}: ${pythonNumber(beta)}`)
    checkAtLeastZero(o.weightDecay, 'weight_decay value')
    super(params, o)
  }

  protected update(group: ParamGroup<AdamOptions>): void {
    const { params, lr, betas, eps, weightDecay, amsgrad, maximize, decoupledWeightDecay } = group
    const [beta1, beta2] = betas
    const parameters: StepOf[] = []
    for (const p of params) {
      if (p.grad === null) continue
      const zeros = (): Tensor => zerosLike(p.detach() as Tensor)
      const state = this.stateOf<Moments>(p, () => ({
        step: 0,
        expAvg: zeros(),
        expAvgSq: zeros(),
        maxExpAvgSq: amsgrad ? zeros() : null,
      }))
      state.step++
      parameters.push({
        tensors: [p, p.grad, state.expAvg, state.expAvgSq, state.maxExpAvgSq],
        own: [-lr / (1 - beta1 ** state.step), Math.sqrt(1 - beta2 ** state.step)],
      })
    }
    const numbers = [lr, beta1, beta2, eps, weightDecay, maximize, decoupledWeightDecay]
    stepAll('adam', numbers, parameters, (parameter) => stepWithOps(parameter, group))
  }

  protected override get unused(): Options {
    return { capturable: false, fused: null }
  }
}

/**
 * Adam with weight decay that does not pass through the means (Loshchilov & Hutter, 2019); 0.01 unless given.
 *
 * @see torch.optim.AdamW
 * @example
 * const w = tensor([1], { requiresGrad: true })
 * const opt = new optim.AdamW([w], { lr: 0.1 })
 * w.square().sum().backward()
 * opt.step()
 * w
 * // tensor([0.8990], requires_grad=True)
 */
export class AdamW extends Adam {
  constructor(params: Params<AdamOptions>, options: Omit<AdamOptions, 'decoupledWeightDecay'> = {}) {
    super(params, { weightDecay: 0.01, ...options, decoupledWeightDecay: true })
  }
}

/** The step in ops, for a parameter whose tensors do not lie alike. */
function stepWithOps({ tensors, own }: StepOf, group: ParamGroup<AdamOptions>): void {
  const { lr, betas, eps, weightDecay, maximize, decoupledWeightDecay } = group
  const [beta1, beta2] = betas
  const [p, , expAvg, expAvgSq, maxExpAvgSq] = tensors as [Tensor, Tensor, Tensor, Tensor, Tensor | null]
  let g = gradientOf(p, maximize)
  if (weightDecay !== 0) {
    if (decoupledWeightDecay) p.mul_(1 - lr * weightDecay)
    else g = g.add(p, { alpha: weightDecay }) as Tensor
  }
  expAvg.mul_(beta1).add_(g.mul(1 - beta1) as Tensor)
  expAvgSq.mul_(beta2).add_(g.square().mul_(1 - beta2) as Tensor)
  const second = maxExpAvgSq === null ? expAvgSq : maxExpAvgSq.copy_(maxExpAvgSq.maximum(expAvgSq) as Tensor)
  const [rate, correction] = own
  // One fresh tensor: √v̂ + eps, then the step itself.
  const denominator = second.sqrt().div_(correction).add_(eps) as Tensor
  p.add_(denominator.reciprocal_().mul_(expAvg).mul_(rate) as Tensor)
}
