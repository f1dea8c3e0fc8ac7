import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { sumTo } from '../../autograd/sum-to.js'
import { RuntimeError, ValueError } from '../../errors.js'
import { sameShape } from '../../shape/broadcast.js'
import type { Arg, Broadcast, ShapeOf } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { choose } from './elementwise.js'
import { checkReduction, reduced } from './reduction.js'
import type { Loss, LossOptions } from './types.js'

export interface BceOptions extends LossOptions {
  /** A factor for each loss; broadcasts. */
  weight?: Tensor | null
}
export interface BceLogitsOptions extends BceOptions {
  /** A factor for the positive class; broadcasts. */
  posWeight?: Tensor | null
}

/** Logarithms are held at −100, so that a certain mistake has a finite loss. */
const FLOOR = -100

export function bce(input: Tensor, target: Tensor, options: BceOptions = {}): Tensor {
  const reduction = checkReduction(options.reduction ?? 'mean')
  if (!sameShape(input.sizes, target.sizes))
    throw new ValueError(
      `Using a target size (${target.shape}) that is different to the input size (${input.shape}) is deprecated. Please ensure they have the same size.`,
    )
  const x = input.detach() as Tensor
  if (!(x.ge(0).logicalAnd(x.le(1)) as Tensor).all().item<boolean>())
    throw new RuntimeError('all elements of input should be between 0 and 1')
  const weight = options.weight ?? null
  const losses = target
    .detach()
    .sub(1)
    .mul((x.neg().log1p() as Tensor).clamp(FLOOR, null))
    .sub((target.detach() as Tensor).mul((x.log() as Tensor).clamp(FLOOR, null))) as Tensor
  const out = reduced(weight === null ? losses : (losses.mul(weight) as Tensor), reduction)
  if (gradMode.enabled && needsGrad(input))
    record('BinaryCrossEntropyBackward0', out, [input], [input, target], (g) => {
      const slope = input.sub(target).div(input.rsub(1).mul(input).clamp(1e-12, null)) as Tensor
      const weighted = (weight === null ? slope : slope.mul(weight)) as Tensor
      return [weighted.mul(reduction === 'mean' ? g.div(x.numel()) : g) as Tensor]
    })
  return out
}

export function bceLogits(input: Tensor, target: Tensor, options: BceLogitsOptions = {}): Tensor {
  const reduction = checkReduction(options.reduction ?? 'mean')
  if (!sameShape(input.sizes, target.sizes))
    throw new ValueError(`Target size (${target.shape}) must be the same as input size (${input.shape})`)
  const { weight = null, posWeight = null } = options
  const [x, y] = [input.detach() as Tensor, target.detach() as Tensor]
  // (1 − y) x + (1 + (p − 1) y) log(1 + e⁻ˣ), with the logarithm written so that nothing overflows.
  const softplus = x.abs().neg().exp().log1p().add(x.neg().clamp(0, null)) as Tensor
  const positive = posWeight === null ? null : (posWeight.sub(1).mul(y).add(1) as Tensor)
  const losses = (y.rsub(1).mul(x) as Tensor).add(positive === null ? softplus : softplus.mul(positive)) as Tensor
  const out = reduced(weight === null ? losses : (losses.mul(weight) as Tensor), reduction)
  if (gradMode.enabled && (needsGrad(input) || needsGrad(target)))
    record('BinaryCrossEntropyWithLogitsBackward0', out, [input, target], [input, target], (g) => {
      const scale = reduction === 'mean' ? g.div(x.numel()) : g
      const weighted = (t: Tensor): Tensor => (weight === null ? t : (t.mul(weight) as Tensor)).mul(scale) as Tensor
      const p = input.sigmoid() as Tensor
      const slope = (): Tensor => {
        if (posWeight === null) return p.sub(target) as Tensor
        const t = target.mul(posWeight) as Tensor
        return t.add(1).sub(target).mul(p).sub(t) as Tensor
      }
      const ofTarget = (): Tensor =>
        posWeight === null ? (input.neg() as Tensor) : (p.rsub(1).log().mul(1).sub(p.log().mul(posWeight)) as Tensor)
      return [
        needsGrad(input) ? sumTo(weighted(slope()), input.sizes) : null,
        needsGrad(target) ? sumTo(weighted(ofTarget()), target.sizes) : null,
      ]
    })
  return out
}

/**
 * −(t log p + (1 − t) log(1 − p)) of probabilities, reduced to its mean. Errors: RuntimeError outside [0, 1].
 *
 * @see torch.nn.functional.binary_cross_entropy
 * @example
 * F.binaryCrossEntropy(tensor([0.9, 0.2]), tensor([1, 0]))
 * // tensor(0.1643)
 */
export const binaryCrossEntropy = <T extends Tensor, const O extends BceOptions = BceOptions>(
  input: T,
  target: Tensor,
  options?: O,
): Loss<ShapeOf<T>, O> => bce(input, target, options) as Loss<ShapeOf<T>, O>

/**
 * The same of logits: p = σ(input), computed without overflow.
 *
 * @see torch.nn.functional.binary_cross_entropy_with_logits
 * @example
 * F.binaryCrossEntropyWithLogits(tensor([2, -2]), tensor([1, 0]))
 * // tensor(0.1269)
 */
export const binaryCrossEntropyWithLogits = <T extends Tensor, const O extends BceLogitsOptions = BceLogitsOptions>(
  input: T,
  target: Tensor,
  options?: O,
): Loss<ShapeOf<T>, O> => bceLogits(input, target, options) as Loss<ShapeOf<T>, O>

export interface KlDivOptions {
  /** `'batchmean'`, the sum over the first size, is the mathematical definition; `'mean'` unless given. */
  reduction?: 'mean' | 'sum' | 'none' | 'batchmean'
  /** Is the target given as logarithms too? */
  logTarget?: boolean
}

export function kl(
  input: Tensor,
  target: Tensor,
  { reduction = 'mean', logTarget = false }: KlDivOptions = {},
): Tensor {
  if (reduction === 'mean')
    console.warn(
      "UserWarning: reduction: 'mean' divides the total loss by both the batch size and the support size.'batchmean' divides only by the batch size, and aligns with the KL div math definition.'mean' will be changed to behave the same as 'batchmean' in the next major release.",
    )
  const losses = (
    logTarget
      ? target.exp().mul(target.sub(input))
      : // x log x is 0 at 0.
        choose(target.eq(0), 0, target.mul(choose(target.eq(0), 1, target).log()) as Tensor).sub(target.mul(input))
  ) as Tensor
  if (reduction === 'batchmean') return losses.sum().div(input.sizes[0] ?? 1) as Tensor
  return reduced(losses, checkReduction(reduction))
}

/**
 * The Kullback–Leibler divergence t (log t − input) of log probabilities `input` from probabilities t.
 *
 * @see torch.nn.functional.kl_div
 * @example
 * F.klDiv(tensor([0.5, 0.5]).log(), tensor([0.25, 0.75]), { reduction: 'sum' })
 * // tensor(0.1308)
 */
export const klDiv = <T extends Tensor, U extends Tensor>(
  input: T,
  target: Arg<Broadcast<ShapeOf<T>, ShapeOf<U>>, U>,
  options?: KlDivOptions,
): Tensor => kl(input, target as Tensor, options)
