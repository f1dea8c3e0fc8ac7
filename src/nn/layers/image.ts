import type { UnknownFn } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import type { Extents } from '../functional/extents.js'
import { fold, type UnfoldOptions, unfold } from '../functional/fold.js'
import { interpolate } from '../functional/interpolate.js'
import { padded } from '../functional/pad.js'
import { inPython, pythonFloat } from '../python.js'
import { Layer } from './layer.js'

export interface UpsampleOptions {
  /** The sizes to come out, or `scaleFactor` times those that go in. */
  size?: Extents | null
  scaleFactor?: number | readonly number[] | null
  mode?: 'nearest'
}
/**
 * `F.interpolate` as a module: `[N, C, H, W]` enlarged or reduced.
 *
 * @see torch.nn.Upsample
 * @example
 * new nn.Upsample({ scaleFactor: 2 })(arange(2).view(1, 1, 1, 2))
 * // tensor([[[[0., 0., 1., 1.],
 * //           [0., 0., 1., 1.]]]])
 */
export class Upsample extends Layer<UnknownFn> {
  declare readonly size: Extents | null
  declare readonly scaleFactor: number | readonly number[] | null
  declare readonly mode: 'nearest'
  constructor(...options: readonly (Extents | UpsampleOptions | null)[]) {
    super()
    const defaults: Required<UpsampleOptions> = { size: null, scaleFactor: null, mode: 'nearest' }
    Object.assign(this, named(options, defaults))
  }
  protected run(input: Tensor): Tensor {
    return interpolate(input, { size: this.size, scaleFactor: this.scaleFactor, mode: this.mode })
  }
  override extraRepr(): string {
    const { size, scaleFactor, mode } = this
    const factors = Array.isArray(scaleFactor)
      ? `(${scaleFactor.map(pythonFloat).join(', ')})`
      : pythonFloat(scaleFactor as number)
    return `${scaleFactor === null ? `size=${inPython(size)}` : `scale_factor=${factors}`}, mode='${mode}'`
  }
}

/**
 * A border of one value around images: `[left, right, top, bottom]`, or the same on all sides.
 *
 * @see torch.nn.ConstantPad2d
 * @example
 * new nn.ConstantPad2d([1, 0, 0, 0], 7)(ones(1, 1, 2))
 * // tensor([[[7., 1., 1.]]])
 */
export class ConstantPad2d extends Layer<UnknownFn> {
  readonly padding: readonly number[]
  constructor(
    padding: number | readonly number[],
    readonly value: number,
  ) {
    super()
    this.padding = typeof padding === 'number' ? [padding, padding, padding, padding] : [...padding]
  }
  protected run(input: Tensor): Tensor {
    return padded(input, this.padding, this.value)
  }
  override extraRepr(): string {
    return `padding=${inPython(this.padding)}, value=${inPython(this.value)}`
  }
}
/**
 * A border of zeros around images: `[left, right, top, bottom]`, or the same on all sides.
 *
 * @see torch.nn.ZeroPad2d
 * @example
 * new nn.ZeroPad2d(1)(ones(1, 1, 1))
 * // tensor([[[0., 0., 0.],
 * //          [0., 1., 0.],
 * //          [0., 0., 0.]]])
 */
export class ZeroPad2d extends ConstantPad2d {
  constructor(padding: number | readonly number[]) {
    super(padding, 0)
  }
  override extraRepr(): string {
    return inPython(this.padding)
  }
}

const WINDOWS: Required<UnfoldOptions> = { dilation: 1, padding: 0, stride: 1 }
const shown = ({ dilation, padding, stride }: UnfoldOptions): string =>
  `dilation=${inPython(dilation)}, padding=${inPython(padding)}, stride=${inPython(stride)}`

/**
 * `F.unfold` as a module: every window of an image as a column.
 *
 * @see torch.nn.Unfold
 * @example
 * new nn.Unfold(2)(arange(6).view(1, 1, 2, 3))
 * // tensor([[[0., 1.],
 * //          [1., 2.],
 * //          [3., 4.],
 * //          [4., 5.]]])
 */
export class Unfold extends Layer<UnknownFn> {
  readonly windows: Required<UnfoldOptions>
  constructor(
    readonly kernelSize: Extents,
    ...options: readonly (Extents | UnfoldOptions)[]
  ) {
    super()
    this.windows = named(options, WINDOWS)
  }
  protected run(input: Tensor): Tensor {
    return unfold(input, this.kernelSize, this.windows)
  }
  override extraRepr(): string {
    return `kernel_size=${inPython(this.kernelSize)}, ${shown(this.windows)}`
  }
}

/**
 * `F.fold` as a module: columns added up to images.
 *
 * @see torch.nn.Fold
 * @example
 * new nn.Fold([2, 3], 2)(ones(1, 4, 2))
 * // tensor([[[[1., 2., 1.],
 * //           [1., 2., 1.]]]])
 */
export class Fold extends Layer<UnknownFn> {
  readonly windows: Required<UnfoldOptions>
  constructor(
    readonly outputSize: Extents,
    readonly kernelSize: Extents,
    ...options: readonly (Extents | UnfoldOptions)[]
  ) {
    super()
    this.windows = named(options, WINDOWS)
  }
  protected run(input: Tensor): Tensor {
    return fold(input, this.outputSize, this.kernelSize, this.windows)
  }
  override extraRepr(): string {
    return `output_size=${inPython(this.outputSize)}, kernel_size=${inPython(this.kernelSize)}, ${shown(this.windows)}`
  }
}
