import { ValueError } from '../errors.js'
import { zerosLike } from '../ops/create.js'
import type { Tensor } from '../tensor.js'
import { type StepOf, stepAll } from './fused.js'
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
 *
 * @see torch.optim.SGD
 * @example
 * const w = tensor([1], { requiresGrad: true })
 * const opt = new optim.SGD([w], { lr: 0.1, momentum: 0.9 })
 * w.square().sum().backward()
 * opt.step()
 * w
 * // tensor([0.8000], requires_grad=True)
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

  protected update(group: ParamGroup<SGDOptions>): void {
    const { params, lr, momentum, dampening, weightDecay, nesterov, maximize } = group
    const parameters: StepOf[] = []
    for (const p of params) {
      if (p.grad === null) continue
      let buffer: Tensor | null = null
      let first = false
      if (momentum !== 0) {
        buffer = (this.state.get(p)?.momentumBuffer ?? null) as Tensor | null
        first = buffer === null
        buffer ??= zerosLike(p.detach() as Tensor)
        if (first) this.state.set(p, { momentumBuffer: buffer })
      }
      parameters.push({ tensors: [p, p.grad, buffer], own: [Number(first), 0] })
    }
    const numbers = [lr, momentum, dampening, weightDecay, nesterov, maximize]
    stepAll('sgd', numbers, parameters, (parameter) => stepWithOps(parameter, group))
  }

  protected override get unused(): Options {
    return { fused: null }
  }
}

/** The step in ops, for a parameter whose tensors do not lie alike. */
function stepWithOps({ tensors: [p, , buffer], own: [first] }: StepOf, group: ParamGroup<SGDOptions>): void {
  const { lr, momentum, dampening, weightDecay, nesterov, maximize } = group
  let g = gradientOf(p, maximize)
  if (weightDecay !== 0) g = g.add(p, { alpha: weightDecay }) as Tensor
  if (buffer) {
    if (first) buffer.copy_(g)
    else buffer.mul_(momentum).add_(g, { alpha: 1 - dampening })
    g = nesterov ? (g.add(buffer, { alpha: momentum }) as Tensor) : buffer
  }
  p.add_(g, { alpha: -lr })
}
