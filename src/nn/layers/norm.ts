import { noGrad } from '../../autograd/scopes.js'
import { RuntimeError, ValueError } from '../../errors.js'
import type { SameFn } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { named, required } from '../arguments.js'
import { batchNorm, groupNorm, instanceNorm, layerNorm } from '../functional/norm.js'
import { Parameter } from '../parameter.js'
import { inPython, pythonNumber } from '../python.js'
import { Layer } from './layer.js'

const filled = (sizes: readonly number[], value: number): Tensor =>
  Tensor.empty([...sizes], 'float32').fill_(value) as Tensor

/** A weight of ones and a bias of zeros, or none. */
abstract class AffineLayer extends Layer<SameFn> {
  declare weight: Parameter
  declare bias: Parameter
  protected addAffine(sizes: readonly number[], weight: boolean, bias: boolean): void {
    this.weight = (weight ? new Parameter(filled(sizes, 1)) : null) as Parameter
    this.bias = (weight && bias ? new Parameter(filled(sizes, 0)) : null) as Parameter
  }
  /**
   * Weights of 1, biases of 0, and statistics as before the first batch.
   *
   * @see torch.nn.BatchNorm1d.reset_parameters
   * @example
   * const layer = new nn.BatchNorm1d(2)
   * layer.resetParameters()
   * layer.runningVar
   * // tensor([1., 1.])
   */
  resetParameters(): void {
    noGrad(() => {
      if (this.weight !== null) this.weight.fill_(1)
      if (this.bias !== null) this.bias.zero_()
    })
  }
}

export interface BatchNormLayerOptions {
  /** Added to the variance; 1e-5 unless given. */
  eps?: number
  /** By how much running statistics move with each batch; null for the mean over all batches. */
  momentum?: number | null
  /** Learn a scale and a shift? */
  affine?: boolean
  /** Keep running statistics for `eval()`? */
  trackRunningStats?: boolean
  bias?: boolean
}

/** What batch norms of any rank share. */
abstract class BatchNorm extends AffineLayer {
  declare readonly numFeatures: number
  declare readonly eps: number
  declare momentum: number | null
  declare readonly affine: boolean
  declare readonly trackRunningStats: boolean
  declare runningMean: Tensor | null
  declare runningVar: Tensor | null
  declare numBatchesTracked: Tensor | null
  /** @internal The ranks that the input may have. */
  protected abstract readonly ranks: readonly number[]

  constructor(args: readonly unknown[], defaults: Required<BatchNormLayerOptions>) {
    super()
    const { numFeatures, ...o } = named(args, { numFeatures: required<number>(), ...defaults })
    this.numFeatures = numFeatures
    this.eps = o.eps
    this.momentum = o.momentum
    this.affine = o.affine
    this.trackRunningStats = o.trackRunningStats
    this.addAffine([numFeatures], o.affine, o.bias)
    const tracked = o.trackRunningStats
    this.registerBuffer('runningMean', tracked ? filled([numFeatures], 0) : null)
    this.registerBuffer('runningVar', tracked ? filled([numFeatures], 1) : null)
    this.registerBuffer('numBatchesTracked', tracked ? (Tensor.empty([], 'int64').zero_() as Tensor) : null)
  }

  protected run(input: Tensor): Tensor {
    if (!this.ranks.includes(input.ndim))
      throw new ValueError(`expected ${this.ranks.map((r) => `${r}D`).join(' or ')} input (got ${input.ndim}D input)`)
    const { weight, bias, eps, runningMean, runningVar } = this
    const training = this.training || runningMean === null
    let momentum = this.momentum ?? 0
    if (this.training && this.numBatchesTracked !== null) {
      this.numBatchesTracked.add_(1)
      if (this.momentum === null) momentum = 1 / this.numBatchesTracked.item()
    }
    if (input.sizes[1] !== this.numFeatures)
      throw new RuntimeError(`running_mean should contain ${input.sizes[1]} elements not ${this.numFeatures}`)
    return batchNorm(input, runningMean, runningVar, { weight, bias, training, momentum, eps })
  }

  override extraRepr(): string {
    const momentum = this.momentum === null ? 'None' : pythonNumber(this.momentum)
    return `${this.numFeatures}, eps=${pythonNumber(this.eps)}, momentum=${momentum}, affine=${inPython(this.affine)}, bias=${inPython(this.bias !== null)}, track_running_stats=${inPython(this.trackRunningStats)}`
  }
}
const TRACKING: Required<BatchNormLayerOptions> = {
  eps: 1e-5,
  momentum: 0.1,
  affine: true,
  trackRunningStats: true,
  bias: true,
}
type BatchArguments = readonly (number | boolean | null | BatchNormLayerOptions | undefined)[]

/**
 * `[N, C]` or `[N, C, L]` normalised for each channel.
 *
 * @see torch.nn.BatchNorm1d
 * @example
 * new nn.BatchNorm1d(2)(tensor([[1, 2], [3, 6]]))
 * // tensor([[-1.0000, -1.0000],
 * //         [ 1.0000,  1.0000]], grad_fn=<NativeBatchNormBackward0>)
 */
export class BatchNorm1d extends BatchNorm {
  protected get ranks(): readonly number[] {
    return [2, 3]
  }
  constructor(numFeatures: number, ...options: BatchArguments)
  constructor(options: { numFeatures: number } & BatchNormLayerOptions)
  constructor(...args: readonly unknown[]) {
    super(args, TRACKING)
  }
}
/**
 * `[N, C, H, W]` normalised for each channel.
 *
 * @see torch.nn.BatchNorm2d
 * @example
 * new nn.BatchNorm2d(3)(zeros(2, 3, 4, 4)).shape
 * // torch.Size([2, 3, 4, 4])
 */
export class BatchNorm2d extends BatchNorm {
  protected get ranks(): readonly number[] {
    return [4]
  }
  constructor(numFeatures: number, ...options: BatchArguments)
  constructor(options: { numFeatures: number } & BatchNormLayerOptions)
  constructor(...args: readonly unknown[]) {
    super(args, TRACKING)
  }
}

export interface InstanceNormOptions {
  eps?: number
  affine?: boolean
}
/**
 * `[N, C, H, W]` normalised for each sample and channel.
 *
 * @see torch.nn.InstanceNorm2d
 * @example
 * new nn.InstanceNorm2d(3)(zeros(2, 3, 4, 4)).shape
 * // torch.Size([2, 3, 4, 4])
 */
export class InstanceNorm2d extends AffineLayer {
  declare readonly numFeatures: number
  declare readonly eps: number
  declare readonly affine: boolean
  constructor(numFeatures: number, ...options: readonly (number | InstanceNormOptions)[])
  constructor(options: { numFeatures: number } & InstanceNormOptions)
  constructor(...args: readonly unknown[]) {
    super()
    const { numFeatures, eps, affine } = named(args, { numFeatures: required<number>(), eps: 1e-5, affine: false })
    this.numFeatures = numFeatures
    this.eps = eps
    this.affine = affine
    this.addAffine([numFeatures], affine, true)
  }
  protected run(input: Tensor): Tensor {
    if (input.ndim !== 3 && input.ndim !== 4) throw new ValueError(`expected 3D or 4D input (got ${input.ndim}D input)`)
    const { weight, bias, eps } = this
    if (input.ndim === 4) return instanceNorm(input, { weight, bias, eps })
    return instanceNorm(input.unsqueeze(0) as Tensor, { weight, bias, eps }).squeeze(0) as Tensor
  }
  override extraRepr(): string {
    return `${this.numFeatures}, eps=${pythonNumber(this.eps)}, momentum=0.1, affine=${inPython(this.affine)}, bias=${inPython(this.bias !== null)}, track_running_stats=False`
  }
}

export interface LayerNormOptions {
  eps?: number
  elementwiseAffine?: boolean
  bias?: boolean
}
/**
 * Normalised over the last dimensions.
 *
 * @see torch.nn.LayerNorm
 * @example
 * new nn.LayerNorm([3])(tensor([1, 2, 3]))
 * // tensor([-1.2247,  0.0000,  1.2247], grad_fn=<NativeLayerNormBackward0>)
 */
export class LayerNorm extends AffineLayer {
  declare readonly normalizedShape: readonly number[]
  declare readonly eps: number
  declare readonly elementwiseAffine: boolean
  constructor(normalizedShape: number | readonly number[], ...options: readonly (number | boolean | LayerNormOptions)[])
  constructor(options: { normalizedShape: number | readonly number[] } & LayerNormOptions)
  constructor(...args: readonly unknown[]) {
    super()
    const o = named(args, {
      normalizedShape: required<number | readonly number[]>(),
      eps: 1e-5,
      elementwiseAffine: true,
      bias: true,
    })
    this.normalizedShape = typeof o.normalizedShape === 'number' ? [o.normalizedShape] : [...o.normalizedShape]
    this.eps = o.eps
    this.elementwiseAffine = o.elementwiseAffine
    this.addAffine(this.normalizedShape, o.elementwiseAffine, o.bias)
  }
  protected run(input: Tensor): Tensor {
    return layerNorm(input, this.normalizedShape, this.weight, this.bias, this.eps)
  }
  override extraRepr(): string {
    return `${inPython([...this.normalizedShape])}, eps=${pythonNumber(this.eps)}, elementwise_affine=${inPython(this.elementwiseAffine)}, bias=${inPython(this.bias !== null)}`
  }
}

export interface GroupNormOptions {
  eps?: number
  affine?: boolean
  bias?: boolean
}
/**
 * `[N, C, …]` normalised for each sample over groups of channels.
 *
 * @see torch.nn.GroupNorm
 * @example
 * new nn.GroupNorm(2, 4)(zeros(2, 4, 3)).shape
 * // torch.Size([2, 4, 3])
 */
export class GroupNorm extends AffineLayer {
  declare readonly numGroups: number
  declare readonly numChannels: number
  declare readonly eps: number
  declare readonly affine: boolean
  constructor(numGroups: number, numChannels: number, ...options: readonly (number | boolean | GroupNormOptions)[])
  constructor(options: { numGroups: number; numChannels: number } & GroupNormOptions)
  constructor(...args: readonly unknown[]) {
    super()
    const { numGroups, numChannels, ...o } = named(args, {
      numGroups: required<number>(),
      numChannels: required<number>(),
      eps: 1e-5,
      affine: true,
      bias: true,
    })
    if (numChannels % numGroups !== 0)
      throw new ValueError(`num_channels (${numChannels}) must be divisible by num_groups (${numGroups})`)
    this.numGroups = numGroups
    this.numChannels = numChannels
    this.eps = o.eps
    this.affine = o.affine
    this.addAffine([numChannels], o.affine, o.bias)
  }
  protected run(input: Tensor): Tensor {
    return groupNorm(input, this.numGroups, this.weight, this.bias, this.eps)
  }
  override extraRepr(): string {
    return `${this.numGroups}, ${this.numChannels}, eps=${pythonNumber(this.eps)}, affine=${inPython(this.affine)}, bias=${inPython(this.bias !== null)}`
  }
}
