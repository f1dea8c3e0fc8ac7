import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { noGrad } from '../../autograd/scopes.js'
import { RuntimeError, ValueError } from '../../errors.js'
import { numelOf } from '../../shape/strides.js'
import type { Shape } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'

/** Along which dimensions there is one mean and variance, how an affine map broadcasts, and what PyTorch calls it. */
interface Layout {
  readonly node: string
  readonly dims: number[]
  readonly affine: readonly number[]
  /** The sizes to compute in, if not x's own. */
  readonly sizes?: readonly number[]
}

/**
 * (x − mean) / √(variance + eps) · weight + bias, where both statistics come from x; one node. The gradient of x is
 * (ĝ − mean ĝ − x̂ · mean(ĝ x̂)) / √(variance + eps) with ĝ = g · weight (Ioffe & Szegedy, 2015).
 */
function normalised(x: Tensor, weight: Tensor | null, bias: Tensor | null, eps: number, layout: Layout): Tensor {
  const { dims, affine, node } = layout
  const inner = (t: Tensor): Tensor => (layout.sizes ? (t.reshape([...layout.sizes]) as Tensor) : t)
  const outer = (t: Tensor): Tensor => (layout.sizes ? (t.reshape([...x.sizes]) as Tensor) : t)
  const plain = inner(x.detach() as Tensor)
  const scaled = (t: Tensor): Tensor => t.view([...affine]) as Tensor
  const standard = (t: Tensor): { hat: Tensor; rate: Tensor } => {
    const centred = t.sub(t.mean(dims, true) as Tensor) as Tensor
    const rate = (centred.square().mean(dims, true) as Tensor).add(eps).rsqrt() as Tensor
    return { hat: centred.mul(rate) as Tensor, rate }
  }
  const known = standard(plain)
  let out = known.hat
  if (weight !== null) out = out.mul(scaled(weight.detach() as Tensor)) as Tensor
  if (bias !== null) out = out.add(scaled(bias.detach() as Tensor)) as Tensor
  out = outer(out === known.hat ? (out.clone() as Tensor) : out)
  const inputs = [x, weight, bias].filter((t) => t !== null)
  if (gradMode.enabled && inputs.some(needsGrad))
    record(node, out, inputs, inputs.slice(0, weight === null ? 1 : 2), (gradient) => {
      const g = inner(gradient)
      const { hat, rate } = gradMode.enabled ? standard(inner(x)) : known
      const grads: (Tensor | null)[] = []
      const slope = weight === null ? g : (g.mul(scaled(weight)) as Tensor)
      const along = slope.mul(hat).mean(dims, true) as Tensor
      grads.push(
        needsGrad(x)
          ? outer(
              slope
                .sub(slope.mean(dims, true) as Tensor)
                .sub(hat.mul(along))
                .mul(rate) as Tensor,
            )
          : null,
      )
      const shared = g.sizes.map((_, d) => d).filter((d) => affine[d] === 1)
      const reducedTo = (t: Tensor, like: Tensor): Tensor =>
        (shared.length === 0 ? t : (t.sum(shared) as Tensor)).reshape([...like.sizes]) as Tensor
      if (weight !== null) grads.push(needsGrad(weight) ? reducedTo(g.mul(hat) as Tensor, weight) : null)
      if (bias !== null) grads.push(needsGrad(bias) ? reducedTo(g, bias) : null)
      return grads
    })
  return out
}

export interface BatchNormOptions {
  weight?: Tensor | null
  bias?: Tensor | null
  /** Take the statistics from the batch (and move the running ones), or from the running ones? */
  training?: boolean
  /** By how much running statistics move; null is the exact mean of all batches, which a module counts. */
  momentum?: number
  eps?: number
}
const BATCH_DEFAULTS: Required<BatchNormOptions> = {
  weight: null,
  bias: null,
  training: false,
  momentum: 0.1,
  eps: 1e-5,
}

const channelSizes = (x: Tensor): number[] => x.sizes.map((n, d) => (d === 1 ? n : 1))

/** `[N, C, …]` normalised for each channel, with the batch's statistics in training and the running ones outside. */
export const batchNorm = <S extends Shape>(
  input: Tensor<S>,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  options: BatchNormOptions = {},
): Tensor<S> => {
  const { weight, bias, training, momentum, eps } = named([options], BATCH_DEFAULTS)
  const x = input as Tensor
  if (!training) {
    if (runningMean === null || runningVar === null)
      throw new RuntimeError('Expected running_mean and running_var to be defined when training=False')
    const view = (t: Tensor): Tensor => t.view(channelSizes(x)) as Tensor
    const rate = (runningVar.add(eps) as Tensor).rsqrt() as Tensor
    let out = x.sub(view(runningMean)).mul(view(rate)) as Tensor
    if (weight !== null) out = out.mul(view(weight)) as Tensor
    return (bias === null ? out : out.add(view(bias))) as Tensor<S>
  }
  const count = x.numel() / x.sizes[1]
  if (count === 1)
    throw new ValueError(`Expected more than 1 value per channel when training, got input size ${x.shape}`)
  const dims = x.sizes.map((_, d) => d).filter((d) => d !== 1)
  if (runningMean !== null && runningVar !== null)
    noGrad(() => {
      const plain = x.detach() as Tensor
      runningMean.mul_(1 - momentum).add_((plain.mean(dims) as Tensor).mul(momentum) as Tensor)
      runningVar.mul_(1 - momentum).add_((plain.var(dims) as Tensor).mul(momentum) as Tensor)
    })
  const layout = { node: 'NativeBatchNormBackward0', dims, affine: channelSizes(x) }
  return normalised(x, weight, bias, eps, layout) as Tensor<S>
}

export interface AffineOptions {
  weight?: Tensor | null
  bias?: Tensor | null
  eps?: number
}
const AFFINE_DEFAULTS: Required<AffineOptions> = { weight: null, bias: null, eps: 1e-5 }
type AffineArguments = readonly (Tensor | number | AffineOptions | null | undefined)[]

/** Normalised over the last dimensions, which are `normalizedShape`. Errors: RuntimeError if they are not. */
export const layerNorm = <S extends Shape>(
  input: Tensor<S>,
  normalizedShape: readonly number[],
  ...options: AffineArguments
): Tensor<S> => {
  const { weight, bias, eps } = named(options, AFFINE_DEFAULTS)
  const x = input as Tensor
  const lead = x.sizes.length - normalizedShape.length
  if (lead < 0 || normalizedShape.some((n, i) => x.sizes[lead + i] !== n))
    throw new RuntimeError(
      `Given normalized_shape=[${normalizedShape.join(', ')}], expected input with shape [*, ${normalizedShape.join(', ')}], but got input of size[${x.sizes.join(', ')}]`,
    )
  const dims = normalizedShape.map((_, i) => lead + i)
  const affine = x.sizes.map((n, d) => (d < lead ? 1 : n))
  return normalised(x, weight, bias, eps, { node: 'NativeLayerNormBackward0', dims, affine }) as Tensor<S>
}

/** `[N, C, …]` normalised for each sample over `numGroups` groups of channels. */
export const groupNorm = <S extends Shape>(
  input: Tensor<S>,
  numGroups: number,
  ...options: AffineArguments
): Tensor<S> => {
  const { weight, bias, eps } = named(options, AFFINE_DEFAULTS)
  const x = input as Tensor
  if (x.sizes.length < 2)
    throw new RuntimeError(`Expected at least 2 dimensions for input tensor but received ${x.sizes.length}`)
  const [n, c, ...rest] = x.sizes
  if (c % numGroups !== 0)
    throw new RuntimeError(
      `Expected number of channels in input to be divisible by num_groups, but got input of shape [${x.sizes.join(', ')}] and num_groups=${numGroups}`,
    )
  const sizes = [n, numGroups, c / numGroups, ...rest]
  const dims = sizes.map((_, d) => d).filter((d) => d > 1)
  const affine = [1, numGroups, c / numGroups, ...rest.map(() => 1)]
  return normalised(x, weight, bias, eps, { node: 'NativeGroupNormBackward0', dims, affine, sizes }) as Tensor<S>
}

/** `[N, C, H, W]` normalised for each sample and channel. */
export const instanceNorm = <S extends Shape>(input: Tensor<S>, options: AffineOptions = {}): Tensor<S> => {
  const { weight, bias, eps } = named([options], AFFINE_DEFAULTS)
  const x = input as Tensor
  if (numelOf(x.sizes.slice(2)) === 1)
    throw new ValueError(`Expected more than 1 spatial element when training, got input size ${x.shape}`)
  const dims = x.sizes.map((_, d) => d).filter((d) => d > 1)
  const layout = { node: 'NativeBatchNormBackward0', dims, affine: channelSizes(x) }
  return normalised(x, weight, bias, eps, layout) as Tensor<S>
}
