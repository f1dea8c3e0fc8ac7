import { ValueError } from '../errors.js'
import { pythonNumber } from '../nn/python.js'
import { zerosLike } from '../ops/create.js'
import type { Tensor } from '../tensor.js'
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
    for (const p of params) {
      if (p.grad === null) continue
      let g = gradientOf(p, maximize)
      const state = this.stateOf<Moments>(p, () => ({
        step: 0,
        expAvg: zerosLike(p.detach() as Tensor),
        expAvgSq: zerosLike(p.detach() as Tensor),
        maxExpAvgSq: amsgrad ? zerosLike(p.detach() as Tensor) : null,
      }))
      state.step++
      if (weightDecay !== 0) {
        if (decoupledWeightDecay) p.mul_(1 - lr * weightDecay)
        else g = g.add(p, { alpha: weightDecay }) as Tensor
      }
      const { expAvg, expAvgSq } = state
      expAvg.mul_(beta1).add_(g.mul(1 - beta1) as Tensor)
      expAvgSq.mul_(beta2).add_(g.square().mul_(1 - beta2) as Tensor)
      let second = expAvgSq
      if (state.maxExpAvgSq !== null) {
        second = state.maxExpAvgSq
        second.copy_(second.maximum(expAvgSq) as Tensor)
      }
      const correction1 = 1 - beta1 ** state.step
      const correction2 = Math.sqrt(1 - beta2 ** state.step)
      // One fresh tensor: √v̂ + eps, then the step itself.
      const denominator = second.sqrt().div_(correction2).add_(eps) as Tensor
      const step = denominator
        .reciprocal_()
        .mul_(expAvg)
        .mul_(-lr / correction1) as Tensor
      p.add_(step)
    }
  }

  protected override get unused(): Options {
    return { capturable: false, fused: null }
  }
}

/** Adam with weight decay that does not pass through the means (Loshchilov & Hutter, 2019); 0.01 unless given. */
export class AdamW extends Adam {
  constructor(params: Params<AdamOptions>, options: Omit<AdamOptions, 'decoupledWeightDecay'> = {}) {
    super(params, { weightDecay: 0.01, ...options, decoupledWeightDecay: true })
  }
}
