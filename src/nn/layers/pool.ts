import type { AdaptivePool, Extent, Fn, Pool } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { named, required } from '../arguments.js'
import type { Extents } from '../functional/extents.js'
import {
  type AvgPoolOptions,
  adaptiveAvgPooled,
  adaptiveMaxPooled,
  avgPooled,
  maxPooled,
  type OutputSize,
  type PoolOptions,
} from '../functional/pool.js'
import { inPython } from '../python.js'
import { Layer } from './layer.js'

interface PoolFn<K, S, P> extends Fn {
  readonly out: Pool<this['in'], 2, K, S, P>
}
interface AdaptiveFn<O> extends Fn {
  readonly out: AdaptivePool<this['in'], 2, O>
}
type Typed<O, S, P> = Omit<O, 'stride' | 'padding'> & { stride?: S | null; padding?: P }

/**
 * The largest of each window.
 *
 * @see torch.nn.MaxPool2d
 * @example
 * new nn.MaxPool2d(2)(arange(4).float().view(1, 1, 2, 2))
 * // tensor([[[[3.]]]])
 */
export class MaxPool2d<
  const K extends Extent = Extent,
  const S extends Extent = K,
  const P extends Extent = 0,
> extends Layer<PoolFn<K, S, P>> {
  declare readonly kernelSize: K
  declare readonly stride: Extents
  declare readonly padding: Extents
  declare readonly dilation: Extents
  declare readonly ceilMode: boolean
  constructor(
    kernelSize: K,
    ...options: [
      stride?: S | null | Typed<PoolOptions, S, P>,
      padding?: P | Typed<PoolOptions, S, P>,
      dilation?: Extents | Typed<PoolOptions, S, P>,
    ]
  )
  constructor(options: { kernelSize: K } & Typed<PoolOptions, S, P>)
  constructor(...args: readonly unknown[]) {
    super()
    const o = named(args, {
      kernelSize: required<K>(),
      stride: null as Extents | null,
      padding: 0 as Extents,
      dilation: 1 as Extents,
      ceilMode: false,
    })
    this.kernelSize = o.kernelSize
    this.stride = o.stride ?? o.kernelSize
    this.padding = o.padding
    this.dilation = o.dilation
    this.ceilMode = o.ceilMode
  }
  protected run(input: Tensor): Tensor {
    const { stride, padding, dilation, ceilMode } = this
    return maxPooled(input, this.kernelSize, { stride, padding, dilation, ceilMode }).values
  }
  override extraRepr(): string {
    const { kernelSize, stride, padding, dilation, ceilMode } = this
    return `kernel_size=${inPython(kernelSize)}, stride=${inPython(stride)}, padding=${inPython(padding)}, dilation=${inPython(dilation)}, ceil_mode=${inPython(ceilMode)}`
  }
}

/**
 * The mean of each window.
 *
 * @see torch.nn.AvgPool2d
 * @example
 * new nn.AvgPool2d(2)(arange(4).float().view(1, 1, 2, 2))
 * // tensor([[[[1.5000]]]])
 */
export class AvgPool2d<
  const K extends Extent = Extent,
  const S extends Extent = K,
  const P extends Extent = 0,
> extends Layer<PoolFn<K, S, P>> {
  declare readonly kernelSize: K
  declare readonly stride: Extents
  declare readonly padding: Extents
  declare readonly ceilMode: boolean
  declare readonly countIncludePad: boolean
  declare readonly divisorOverride: number | null
  constructor(
    kernelSize: K,
    ...options: [
      stride?: S | null | Typed<AvgPoolOptions, S, P>,
      padding?: P | Typed<AvgPoolOptions, S, P>,
      ceilMode?: boolean | Typed<AvgPoolOptions, S, P>,
    ]
  )
  constructor(options: { kernelSize: K } & Typed<AvgPoolOptions, S, P>)
  constructor(...args: readonly unknown[]) {
    super()
    const o = named(args, {
      kernelSize: required<K>(),
      stride: null as Extents | null,
      padding: 0 as Extents,
      ceilMode: false,
      countIncludePad: true,
      divisorOverride: null as number | null,
    })
    this.kernelSize = o.kernelSize
    this.stride = o.stride ?? o.kernelSize
    this.padding = o.padding
    this.ceilMode = o.ceilMode
    this.countIncludePad = o.countIncludePad
    this.divisorOverride = o.divisorOverride
  }
  protected run(input: Tensor): Tensor {
    const { stride, padding, ceilMode, countIncludePad, divisorOverride } = this
    return avgPooled(input, this.kernelSize, { stride, padding, ceilMode, countIncludePad, divisorOverride })
  }
  override extraRepr(): string {
    return `kernel_size=${inPython(this.kernelSize)}, stride=${inPython(this.stride)}, padding=${inPython(this.padding)}`
  }
}

/** What adapts its windows to the size that is to come out. */
abstract class AdaptivePool2d<const O extends OutputSize> extends Layer<AdaptiveFn<O>> {
  declare readonly outputSize: O
  constructor(outputSize: O)
  constructor(options: { outputSize: O })
  constructor(...args: readonly unknown[]) {
    super()
    this.outputSize = named(args, { outputSize: required<O>() }).outputSize
  }
  override extraRepr(): string {
    return `output_size=${inPython(this.outputSize)}`
  }
}

/**
 * Means over as many windows as the output has places.
 *
 * @see torch.nn.AdaptiveAvgPool2d
 * @example
 * new nn.AdaptiveAvgPool2d(1)(ones(2, 3, 8, 8)).shape
 * // torch.Size([2, 3, 1, 1])
 */
export class AdaptiveAvgPool2d<const O extends OutputSize = OutputSize> extends AdaptivePool2d<O> {
  protected run(input: Tensor): Tensor {
    return adaptiveAvgPooled(input, this.outputSize)
  }
}

/**
 * The largest of as many windows as the output has places.
 *
 * @see torch.nn.AdaptiveMaxPool2d
 * @example
 * new nn.AdaptiveMaxPool2d(1)(ones(2, 3, 8, 8)).shape
 * // torch.Size([2, 3, 1, 1])
 */
export class AdaptiveMaxPool2d<const O extends OutputSize = OutputSize> extends AdaptivePool2d<O> {
  protected run(input: Tensor): Tensor {
    return adaptiveMaxPooled(input, this.outputSize)
  }
}
