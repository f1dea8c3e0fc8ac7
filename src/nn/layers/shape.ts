import { ValueError } from '../../errors.js'
import type { FlattenFn, SameFn, UnknownFn } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { named, required } from '../arguments.js'
import { dropout, dropped } from '../functional/dropout.js'
import { inPython, pythonFloat } from '../python.js'
import { Layer } from './layer.js'

export interface FlattenOptions<S extends number = number, E extends number = number> {
  startDim?: S
  endDim?: E
}
/**
 * The dimensions from `startDim` (1 unless given) to `endDim` (the last) as one.
 *
 * @see torch.nn.Flatten
 * @example
 * new nn.Flatten()(zeros(64, 1, 28, 28)).shape
 * // torch.Size([64, 784])
 */
export class Flatten<const S extends number = 1, const E extends number = -1> extends Layer<FlattenFn<S, E>> {
  declare readonly startDim: S
  declare readonly endDim: E
  constructor(...options: [startDim?: S | FlattenOptions<S, E>, endDim?: E | FlattenOptions<S, E>]) {
    super()
    const { startDim, endDim } = named(options, { startDim: 1, endDim: -1 } as { startDim: number; endDim: number })
    this.startDim = startDim as S
    this.endDim = endDim as E
  }
  protected run(input: Tensor): Tensor {
    return input.flatten(this.startDim, this.endDim) as Tensor
  }
  override extraRepr(): string {
    return `start_dim=${this.startDim}, end_dim=${this.endDim}`
  }
}

/**
 * One dimension as several; −1 for one of them is computed.
 *
 * @see torch.nn.Unflatten
 * @example
 * new nn.Unflatten(1, [1, 28, 28])(zeros(64, 784)).shape
 * // torch.Size([64, 1, 28, 28])
 */
export class Unflatten extends Layer<UnknownFn> {
  declare readonly dim: number
  declare readonly unflattenedSize: readonly number[]
  constructor(dim: number, unflattenedSize: readonly number[])
  constructor(options: { dim: number; unflattenedSize: readonly number[] })
  constructor(...args: readonly unknown[]) {
    super()
    const { dim, unflattenedSize } = named(args, {
      dim: required<number>(),
      unflattenedSize: required<readonly number[]>(),
    })
    this.dim = dim
    this.unflattenedSize = unflattenedSize
  }
  protected run(input: Tensor): Tensor {
    return input.unflatten(this.dim, [...this.unflattenedSize]) as Tensor
  }
  override extraRepr(): string {
    return `dim=${this.dim}, unflattened_size=${inPython([...this.unflattenedSize])}`
  }
}

export interface DropoutLayerOptions {
  p?: number
  inplace?: boolean
}
/**
 * In training elements become 0 with probability `p` (0.5 unless given), the others grow by 1 / (1 − p).
 *
 * @see torch.nn.Dropout
 * @example
 * new nn.Dropout(0.5).eval()(tensor([1, 2]))
 * // tensor([1., 2.])
 */
export class Dropout extends Layer<SameFn> {
  declare p: number
  declare inplace: boolean
  constructor(...options: [p?: number | DropoutLayerOptions, inplace?: boolean | DropoutLayerOptions]) {
    super()
    const { p, inplace } = named(options, { p: 0.5, inplace: false } as Required<DropoutLayerOptions>)
    if (!(p >= 0 && p <= 1))
      throw new ValueError(`dropout probability has to be between 0 and 1, but got ${pythonFloat(p)}`)
    this.p = p
    this.inplace = inplace
  }
  protected run(input: Tensor): Tensor {
    return dropout(input, this.p, this.training, this.inplace)
  }
  override extraRepr(): string {
    return `p=${pythonFloat(this.p)}, inplace=${inPython(this.inplace)}`
  }
}

/**
 * Dropout of whole channels: `[N, C, H, W]` with one draw for each n and c.
 *
 * @see torch.nn.Dropout2d
 * @example
 * new nn.Dropout2d(0.5).eval()(ones(1, 2, 2, 2)).shape
 * // torch.Size([1, 2, 2, 2])
 */
export class Dropout2d extends Dropout {
  protected override run(input: Tensor): Tensor {
    const sizes = input.sizes.map((n, d) => (d < input.ndim - 2 ? n : 1))
    return dropped(input, this.p, this.training, sizes)
  }
}
