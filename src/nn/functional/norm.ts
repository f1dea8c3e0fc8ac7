import { noGrad } from '../../autograd/scopes.js'
import { RuntimeError, ValueError } from '../../errors.js'
import { sameShape } from '../../shape/broadcast.js'
import { numelOf } from '../../shape/strides.js'
import type { Shape } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import { checkDtypes, type Layout, normalised, Statistics } from './normalise.js'

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

/** Each channel with statistics of its own; `groups` 0 over the whole batch. */
const ofChannels = (x: Tensor, groups: number): Layout => ({
  samples: x.sizes[0],
  channels: x.sizes[1],
  places: numelOf(x.sizes.slice(2)),
  groups,
  node: 'NativeBatchNormBackward0',
})

function checkChannels(x: Tensor, named: Readonly<Record<string, Tensor | null>>): void {
  for (const [name, t] of Object.entries(named))
    if (t !== null && t.numel() !== x.sizes[1])
      throw new RuntimeError(`${name} should contain ${x.sizes[1]} elements not ${t.numel()}`)
}

/**
 * `[N, C, …]` normalised for each channel, with the batch's statistics in training and the running ones outside.
 *
 * @see torch.nn.functional.batch_norm
 * @example
 * F.batchNorm(tensor([[1, 2], [3, 4]]), zeros(2), ones(2))
 * // tensor([[1.0000, 2.0000],
 * //         [3.0000, 4.0000]])
 */
export const batchNorm = <S extends Shape>(
  input: Tensor<S>,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  options: BatchNormOptions = {},
): Tensor<S> => {
  const { weight, bias, training, momentum, eps } = named([options], BATCH_DEFAULTS)
  const x = input as Tensor
  if (!training && (runningMean === null || runningVar === null))
    throw new RuntimeError('Expected running_mean and running_var to be defined when training=False')
  const count = x.numel() / x.sizes[1]
  if (training && count === 1)
    throw new ValueError(`Expected more than 1 value per channel when training, got input size ${x.shape}`)
  checkChannels(x, { running_mean: runningMean, running_var: runningVar, weight, bias })
  checkDtypes(x, 'batch_norm', [weight, bias])
  const layout = ofChannels(x, 0)
  if (!training) {
    const given = Statistics.given(runningMean as Tensor, runningVar as Tensor, eps)
    return normalised(x, weight, bias, eps, layout, given) as Tensor<S>
  }
  const statistics = Statistics.of(x, layout, eps)
  if (runningMean !== null && runningVar !== null)
    noGrad(() => {
      const unbiased = statistics.variance.map((v) => (v * count) / (count - 1))
      moved(runningMean, statistics.mean, momentum)
      moved(runningVar, unbiased, momentum)
    })
  return normalised(x, weight, bias, eps, layout, statistics) as Tensor<S>
}

/** A running statistic goes on by its share of a new one. */
function moved(running: Tensor, fresh: Float64Array, momentum: number): void {
  const news = Tensor.own(fresh.slice(), 'float64', running.sizes).to(running.dtype) as Tensor
  running.mul_(1 - momentum).add_(news.mul(momentum) as Tensor)
}

export interface AffineOptions {
  weight?: Tensor | null
  bias?: Tensor | null
  eps?: number
}
const AFFINE_DEFAULTS: Required<AffineOptions> = { weight: null, bias: null, eps: 1e-5 }
type AffineArguments = readonly (Tensor | number | AffineOptions | null | undefined)[]

/**
 * Normalised over the last dimensions, which are `normalizedShape`. Errors: RuntimeError if they are not.
 *
 * @see torch.nn.functional.layer_norm
 * @example
 * F.layerNorm(tensor([1, 2, 3]), [3])
 * // tensor([-1.2247,  0.0000,  1.2247])
 */
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
  for (const [name, t] of Object.entries({ weight, bias }))
    if (t !== null && !sameShape(t.sizes, normalizedShape))
      throw new RuntimeError(
        `Expected ${name} to be of same shape as normalized_shape, but got ${name} of shape [${t.sizes.join(', ')}] and normalized_shape = [${normalizedShape.join(', ')}]`,
      )
  checkDtypes(x, 'LayerNormKernelImpl', [weight, bias])
  const layout: Layout = {
    samples: numelOf(x.sizes.slice(0, lead)),
    channels: numelOf(normalizedShape),
    places: 1,
    groups: 1,
    node: 'NativeLayerNormBackward0',
  }
  return normalised(x, weight, bias, eps, layout) as Tensor<S>
}

/**
 * `[N, C, …]` normalised for each sample over `numGroups` groups of channels.
 *
 * @see torch.nn.functional.group_norm
 * @example
 * F.groupNorm(tensor([[1, 2, 3, 4]]), 2)
 * // tensor([[-1.0000,  1.0000, -1.0000,  1.0000]])
 */
export const groupNorm = <S extends Shape>(
  input: Tensor<S>,
  numGroups: number,
  ...options: AffineArguments
): Tensor<S> => {
  const { weight, bias, eps } = named(options, AFFINE_DEFAULTS)
  const x = input as Tensor
  if (x.sizes.length < 2)
    throw new RuntimeError(`Expected at least 2 dimensions for input tensor but received ${x.sizes.length}`)
  const c = x.sizes[1]
  if (c % numGroups !== 0)
    throw new RuntimeError(
      `Expected number of channels in input to be divisible by num_groups, but got input of shape [${x.sizes.join(', ')}] and num_groups=${numGroups}`,
    )
  for (const [name, t] of Object.entries({ weight, bias }))
    if (t !== null && !sameShape(t.sizes, [c]))
      throw new RuntimeError(
        `Expected ${name} to be a vector of size equal to the number of channels in input, but got ${name} of shape [${t.sizes.join(', ')}] and input of shape [${x.sizes.join(', ')}]`,
      )
  checkDtypes(x, 'GroupNormKernelImpl', [weight, bias])
  const layout = { ...ofChannels(x, numGroups), node: 'NativeGroupNormBackward0' }
  return normalised(x, weight, bias, eps, layout) as Tensor<S>
}

/**
 * `[N, C, H, W]` normalised for each sample and channel.
 *
 * @see torch.nn.functional.instance_norm
 * @example
 * F.instanceNorm(arange(4).float().view(1, 1, 2, 2)).shape
 * // torch.Size([1, 1, 2, 2])
 */
export const instanceNorm = <S extends Shape>(input: Tensor<S>, options: AffineOptions = {}): Tensor<S> => {
  const { weight, bias, eps } = named([options], AFFINE_DEFAULTS)
  const x = input as Tensor
  if (numelOf(x.sizes.slice(2)) === 1)
    throw new ValueError(`Expected more than 1 spatial element when training, got input size ${x.shape}`)
  checkChannels(x, { weight, bias })
  checkDtypes(x, 'batch_norm', [weight, bias])
  return normalised(x, weight, bias, eps, ofChannels(x, x.sizes[1])) as Tensor<S>
}
