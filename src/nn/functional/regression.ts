import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { sumTo } from '../../autograd/sum-to.js'
import { RuntimeError } from '../../errors.js'
import { broadcastTensors } from '../../ops/join.js'
import { sameShape } from '../../shape/broadcast.js'
import type { Arg, Broadcast, ShapeOf } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import { checkReduction, reduced } from './reduction.js'
import type { Loss, LossOptions } from './types.js'

/** Most users want equal shapes: PyTorch warns, and broadcasts. */
function warnOfSizes(input: Tensor, target: Tensor): void {
  if (sameShape(input.sizes, target.sizes)) return
  console.warn(
    `UserWarning: Using a target size (${target.shape}) that is different to the input size (${input.shape}). ` +
      'This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.',
  )
}

/** Mean or sum of squared differences as one node, whose gradient is 2 (input − target) · g, over n for the mean. */
export function squaredError(input: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  const reduction = checkReduction(options.reduction ?? 'mean')
  warnOfSizes(input, target)
  const difference = input.detach().sub(target.detach()) as Tensor
  const out = reduced(difference.square(), reduction)
  if (gradMode.enabled && (needsGrad(input) || needsGrad(target))) {
    const scale = reduction === 'mean' ? 2 / difference.numel() : 2
    record('MseLossBackward0', out, [input, target], [input, target], (g) => {
      const slope = scaledDifference(input, target, g, scale)
      return [
        needsGrad(input) ? sumTo(slope, input.sizes) : null,
        needsGrad(target) ? sumTo(slope.neg(), target.sizes) : null,
      ]
    })
  }
  return out
}

/** (input − target) · g · scale: one allocation where nobody wants the gradient's own graph. */
function scaledDifference(input: Tensor, target: Tensor, g: Tensor, scale: number): Tensor {
  if (gradMode.enabled) return input.sub(target).mul(g.mul(scale)) as Tensor
  return (input.sub(target) as Tensor).mul_(g.mul(scale)) as Tensor
}

/**
 * (input − target)², reduced to its mean unless `reduction` says otherwise. Shapes that differ broadcast, with a warning.
 *
 * @see torch.nn.functional.mse_loss
 * @example
 * F.mseLoss(tensor([1, 4]), tensor([1, 2]))
 * // tensor(2.)
 */
export const mseLoss = <T extends Tensor, U extends Tensor, const O extends LossOptions = LossOptions>(
  input: T,
  target: Arg<Broadcast<ShapeOf<T>, ShapeOf<U>>, U>,
  options?: O,
): Loss<ShapeOf<T>, O> => squaredError(input, target as Tensor, options) as Loss<ShapeOf<T>, O>

/**
 * |input − target|, reduced to its mean unless `reduction` says otherwise.
 *
 * @see torch.nn.functional.l1_loss
 * @example
 * F.l1Loss(tensor([1, 4]), tensor([1, 2]))
 * // tensor(1.)
 */
export const l1Loss = <T extends Tensor, U extends Tensor, const O extends LossOptions = LossOptions>(
  input: T,
  target: Arg<Broadcast<ShapeOf<T>, ShapeOf<U>>, U>,
  options?: O,
): Loss<ShapeOf<T>, O> => {
  const reduction = checkReduction(options?.reduction ?? 'mean')
  warnOfSizes(input, target as Tensor)
  const losses = (input as Tensor).sub(target as Tensor).abs() as Tensor
  return reduced(losses, reduction) as Loss<ShapeOf<T>, O>
}

/** A parabola near 0 that goes over into a line: ½ z² below `bend`, bend (|z| − ½ bend) beyond; all times `scale`. */
function bent(name: string, input: Tensor, target: Tensor, bend: number, scale: number, options: LossOptions): Tensor {
  const reduction = checkReduction(options.reduction ?? 'mean')
  warnOfSizes(input, target)
  const [a, b] = broadcastTensors(input, target)
  const z = a.detach().sub(b.detach()) as Tensor
  const size = z.abs()
  const losses = (size.lt(bend) as Tensor).where(z.square().mul(0.5), size.sub(bend / 2).mul(bend)) as Tensor
  const out = reduced(scale === 1 ? losses : (losses.mul(scale) as Tensor), reduction)
  if (gradMode.enabled && (needsGrad(input) || needsGrad(target))) {
    const factor = reduction === 'mean' ? scale / z.numel() : scale
    record(name, out, [a, b], [a, b], (g) => {
      const slope = a.sub(b).clamp(-bend, bend).mul(factor).mul(g) as Tensor
      return [needsGrad(a) ? slope : null, needsGrad(b) ? (slope.neg() as Tensor) : null]
    })
  }
  return out
}

export interface SmoothL1Options extends LossOptions {
  /** Where the parabola goes over into the line; 1 unless given. */
  beta?: number
}

/**
 * ½ z² / beta where |z| < beta, |z| − ½ beta beyond, with z = input − target; reduced to its mean.
 *
 * @see torch.nn.functional.smooth_l1_loss
 * @example
 * F.smoothL1Loss(tensor([1, 4]), tensor([1, 2]))
 * // tensor(0.7500)
 */
export const smoothL1Loss = <T extends Tensor, U extends Tensor, const O extends SmoothL1Options = SmoothL1Options>(
  input: T,
  target: Arg<Broadcast<ShapeOf<T>, ShapeOf<U>>, U>,
  options?: O,
): Loss<ShapeOf<T>, O> => {
  const { beta = 1 } = options ?? {}
  if (beta < 0) throw new RuntimeError('smooth_l1_loss does not support negative values for beta.')
  if (beta === 0) return l1Loss(input, target, options)
  return bent('SmoothL1LossBackward0', input, target as Tensor, beta, 1 / beta, options ?? {}) as Loss<ShapeOf<T>, O>
}

export interface HuberOptions extends LossOptions {
  /** Where the parabola goes over into the line; 1 unless given. */
  delta?: number
}

/**
 * ½ z² where |z| < delta, delta (|z| − ½ delta) beyond, with z = input − target; reduced to its mean.
 *
 * @see torch.nn.functional.huber_loss
 * @example
 * F.huberLoss(tensor([1, 4]), tensor([1, 2]))
 * // tensor(0.7500)
 */
export const huberLoss = <T extends Tensor, U extends Tensor, const O extends HuberOptions = HuberOptions>(
  input: T,
  target: Arg<Broadcast<ShapeOf<T>, ShapeOf<U>>, U>,
  options?: O,
): Loss<ShapeOf<T>, O> => {
  const { delta = 1 } = named([options], { reduction: 'mean', delta: 1 } as HuberOptions)
  if (!(delta > 0)) throw new RuntimeError('huber_loss does not support non-positive values for delta.')
  return bent('HuberLossBackward0', input, target as Tensor, delta, 1, options ?? {}) as Loss<ShapeOf<T>, O>
}
