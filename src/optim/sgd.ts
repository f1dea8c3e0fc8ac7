import { ValueError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { checkAtLeastZero, gradientOf, Optimizer, type Options, type ParamGroup, type Params } from './optimizer.js'

export interface SGDOptions {
  /** The learning rate; 0.001 unless given. */
  lr?: number
  momentum?: number
  /** How much of a new gradient the momentum leaves out. */
  dampening?: number
  /** The share of the weights that is added to the gradient. */
  weightDecay?: number
  nesterov?: boolean
  /** Climb instead of descending. */
  maximize?: boolean
}

const DEFAULTS: Required<SGDOptions> = {
  lr: 1e-3,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  maximize: false,
}

/**
 * Stochastic gradient descent: p ← p − lr · g, with momentum b ← momentum · b + (1 − dampening) · g and p ← p − lr · b.
 * Example: `new optim.SGD(model.parameters(), {lr: 0.1, momentum: 0.9})`. Errors: ValueError for negative options.
 */
export class SGD extends Optimizer<SGDOptions> {
  constructor(params: Params<SGDOptions>, options: SGDOptions = {}) {
    const o = { ...DEFAULTS, ...options }
    checkAtLeastZero(o.lr, 'learning rate')
    checkAtLeastZero(o.momentum, 'momentum value')
    checkAtLeastZero(o.weightDecay, 'weight_decay value')
    if (o.nesterov && (o.momentum <= 0 || o.dampening !== 0))
      throw new ValueError('Nesterov momentum requires a momentum and zero dampening')
    super(params, o)
  }

  protected update({ params, lr, momentum, dampening, weightDecay, nesterov, maximize }: ParamGroup<SGDOptions>): void {
    for (const p of params) {
      if (p.grad === null) continue
      let g = gradientOf(p, maximize)
      if (weightDecay !== 0) g = g.add(p, { alpha: weightDecay }) as Tensor
      if (momentum !== 0) {
        const known = this.state.get(p)?.momentumBuffer as Tensor | null | undefined
        let buffer = known
        if (buffer === null || buffer === undefined) {
          buffer = g.detach().clone() as Tensor
          this.state.set(p, { momentumBuffer: buffer })
        } else buffer.mul_(momentum).add_(g, { alpha: 1 - dampening })
        g = nesterov ? (g.add(buffer, { alpha: momentum }) as Tensor) : buffer
      }
      p.add_(g, { alpha: -lr })
    }
  }

  protected override get unused(): Options {
    return { fused: null }
  }
}
