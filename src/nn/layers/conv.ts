import { ValueError } from '../../errors.js'
import type { Conv, Extent, Fn, Shape } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { type Given, named, required } from '../arguments.js'
import { CONV_DEFAULTS, conv1dOf, conv2dOf } from '../functional/conv.js'
import { type Extents, two } from '../functional/extents.js'
import { calculateFanInAndFanOut, kaimingUniform_, uniform_ } from '../init/index.js'
import { Parameter } from '../parameter.js'
import { inPython } from '../python.js'
import { Layer } from './layer.js'

type Padding = Extent | 'same' | 'valid'
type Numeric<P> = P extends string ? number : P
/** The kernel's sizes as a tuple. */
type Sizes<K, R extends 1 | 2> = K extends readonly number[]
  ? K
  : K extends number
    ? R extends 1
      ? [K]
      : [K, K]
    : number[]
type Divided<I extends number, G> = G extends 1 ? I : number

type ConvShape<A, I extends number, O extends number, L, S, P, D, G extends number> = L extends Shape
  ? Conv<A, [O, Divided<I, G>, ...L], S, Numeric<P>, D, G>
  : Shape

/** The function on shapes of a convolution in R dimensions. */
export interface ConvFn<I extends number, O extends number, R extends 1 | 2, K, S, P, D, G> extends Fn {
  readonly out: ConvShape<this['in'], I, O, Sizes<K, R>, S, P, D, G & number>
}

export interface ConvLayerOptions {
  stride?: Extents
  /** Zeros on each side; `'same'` keeps the size (stride 1). */
  padding?: Extents | 'same' | 'valid'
  dilation?: Extents
  /** The channels fall into so many groups that do not see each other. */
  groups?: number
  /** Add a learned bias? True unless given. */
  bias?: boolean
  /** What stands beside the image: only zeros. */
  paddingMode?: 'zeros'
}
/** The arguments that must be given, by name. */
export interface ConvSizes<I, O, K> {
  inChannels: I
  outChannels: O
  kernelSize: K
}
const DEFAULTS = {
  inChannels: required<number>(),
  outChannels: required<number>(),
  kernelSize: required<Extents>(),
  ...CONV_DEFAULTS,
  bias: true,
  paddingMode: 'zeros',
}

/** What both convolutions share: filters, their start, and what is printed. */
abstract class ConvLayer<F extends Fn> extends Layer<F> {
  declare readonly inChannels: number
  declare readonly outChannels: number
  declare readonly kernelSize: readonly number[]
  declare readonly stride: readonly number[]
  declare readonly padding: readonly number[] | string
  declare readonly dilation: readonly number[]
  declare readonly groups: number
  /** `[outChannels, inChannels / groups, ...kernelSize]` */
  declare weight: Parameter
  /** `[outChannels]`; null if the layer was made without. */
  declare bias: Parameter

  /** @internal How many dimensions the filters slide along. */
  protected abstract readonly rank: 1 | 2

  constructor(args: readonly unknown[]) {
    super()
    const o = named(args, DEFAULTS)
    const { inChannels, outChannels, kernelSize } = o
    const each = (value: Extents, name: string): readonly number[] =>
      this.rank === 2 ? two(value, name) : [typeof value === 'number' ? value : value[0]]
    if (o.groups <= 0) throw new ValueError('groups must be a positive integer')
    if (inChannels % o.groups !== 0) throw new ValueError('in_channels must be divisible by groups')
    if (outChannels % o.groups !== 0) throw new ValueError('out_channels must be divisible by groups')
    if (typeof o.padding === 'string' && o.padding !== 'same' && o.padding !== 'valid')
      throw new ValueError(`Invalid padding string '${String(o.padding)}', should be one of {'valid', 'same'}`)
    if (o.paddingMode !== 'zeros')
      throw new ValueError(`padding_mode must be one of {'zeros'}, but got padding_mode='${o.paddingMode}'`)
    this.inChannels = inChannels
    this.outChannels = outChannels
    this.kernelSize = each(kernelSize, 'kernel_size')
    this.stride = each(o.stride, 'stride')
    this.padding = typeof o.padding === 'string' ? o.padding : each(o.padding, 'padding')
    this.dilation = each(o.dilation, 'dilation')
    this.groups = o.groups
    if (o.padding === 'same' && this.stride.some((s) => s !== 1))
      throw new ValueError("padding='same' is not supported for strided convolutions")
    const sizes = [outChannels, inChannels / o.groups, ...this.kernelSize]
    this.weight = new Parameter(Tensor.empty(sizes, 'float32'))
    this.bias = (o.bias ? new Parameter(Tensor.empty([outChannels], 'float32')) : null) as Parameter
    this.resetParameters()
  }

  /**
   * Draws weight and bias anew, uniform in ±1/√fanIn.
   *
   * @see torch.nn.Conv1d.reset_parameters
   * @example
   * const layer = new nn.Conv1d(1, 2, 3)
   * manualSeed(0)
   * layer.resetParameters()
   * layer.bias
   * // Parameter containing:
   * // tensor([-0.0114,  0.4578], requires_grad=True)
   */
  resetParameters(): void {
    kaimingUniform_(this.weight, { a: Math.sqrt(5) })
    if (this.bias === null) return
    const [fanIn] = calculateFanInAndFanOut(this.weight)
    if (fanIn > 0) uniform_(this.bias, -1 / Math.sqrt(fanIn), 1 / Math.sqrt(fanIn))
  }

  /** @internal */
  protected get settings(): Required<{
    stride: Extents
    padding: Extents | 'same' | 'valid'
    dilation: Extents
    groups: number
  }> {
    return {
      stride: this.stride,
      padding: this.padding as Extents | 'same' | 'valid',
      dilation: this.dilation,
      groups: this.groups,
    }
  }

  override extraRepr(): string {
    const { inChannels, outChannels, kernelSize, stride, padding, dilation, groups } = this
    const parts = [
      `${inChannels}`,
      `${outChannels}`,
      `kernel_size=${inPython(kernelSize)}`,
      `stride=${inPython(stride)}`,
    ]
    if (typeof padding === 'string') parts.push(`padding=${padding}`)
    else if (padding.some((p) => p !== 0)) parts.push(`padding=${inPython(padding)}`)
    if (dilation.some((d) => d !== 1)) parts.push(`dilation=${inPython(dilation)}`)
    if (groups !== 1) parts.push(`groups=${groups}`)
    if (this.bias === null) parts.push('bias=False')
    return parts.join(', ')
  }
}

type Options = readonly [
  stride?: Extent | ConvLayerOptions,
  padding?: Padding | ConvLayerOptions,
  dilation?: Extent | ConvLayerOptions,
  groups?: number | ConvLayerOptions,
  bias?: boolean,
]

/** Unknown where all arguments were given by name. */
type Said<A extends Options, Name extends string, Place extends number, E> = Options extends A
  ? number
  : Given<A, Name, Place, E>

/** A convolution in R dimensions, with its types. */
abstract class ConvOf<
  R extends 1 | 2,
  I extends number,
  O extends number,
  K extends Extent,
  A extends Options,
> extends ConvLayer<
  ConvFn<
    I,
    O,
    R,
    K,
    Said<A, 'stride', 0, 1>,
    Said<A, 'padding', 1, 0>,
    Said<A, 'dilation', 2, 1>,
    Said<A, 'groups', 3, 1>
  >
> {
  constructor(inChannels: I, outChannels: O, kernelSize: K, ...options: A)
  constructor(inChannels: I, outChannels: O, options: { kernelSize: K } & ConvLayerOptions)
  constructor(options: ConvSizes<I, O, K> & ConvLayerOptions)
  constructor(...args: readonly unknown[]) {
    super(args)
  }
  protected run(input: Tensor): Tensor {
    return (this.rank === 2 ? conv2dOf : conv1dOf)(input, this.weight, this.bias, this.settings)
  }
}

/**
 * A convolution of images `[N, inChannels, H, W]`. Example: `new nn.Conv2d(1, 8, 3, {stride: 2, padding: 1})`.
 *
 * @see torch.nn.Conv2d
 * @example
 * new nn.Conv2d(1, 8, 5, { stride: 2, padding: 2 })(zeros(64, 1, 28, 28)).shape
 * // torch.Size([64, 8, 14, 14])
 */
export class Conv2d<
  const I extends number = number,
  const O extends number = number,
  const K extends Extent = Extent,
  const A extends Options = Options,
> extends ConvOf<2, I, O, K, A> {
  protected get rank(): 2 {
    return 2
  }
}

/**
 * A convolution of rows `[N, inChannels, L]`.
 *
 * @see torch.nn.Conv1d
 * @example
 * new nn.Conv1d(1, 2, 3)(zeros(1, 1, 8)).shape
 * // torch.Size([1, 2, 6])
 */
export class Conv1d<
  const I extends number = number,
  const O extends number = number,
  const K extends Extent = Extent,
  const A extends Options = Options,
> extends ConvOf<1, I, O, K, A> {
  protected get rank(): 1 {
    return 1
  }
}
