import type { UnknownFn } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { required } from '../arguments.js'
import { glu, hardshrink, softshrink, threshold } from '../functional/activation.js'
import { softmin } from '../functional/softmax.js'
import { inPython } from '../python.js'
import { Softmax } from './activation.js'
import { type Arguments, Configured } from './configured.js'

export interface ShrinkOptions {
  lambd?: number
}

/** What Hardshrink and Softshrink share: a bound, 0.5 unless given. */
abstract class Shrink extends Configured<ShrinkOptions> {
  declare lambd: number
  constructor(...options: Arguments<ShrinkOptions>) {
    super(options, { lambd: 0.5 })
  }
  override extraRepr(): string {
    return inPython(this.lambd)
  }
}
/**
 * x where |x| > lambd, else 0.
 *
 * @see torch.nn.Hardshrink
 * @example
 * new nn.Hardshrink()(tensor([-1, 0.3, 2]))
 * // tensor([-1.,  0.,  2.])
 */
export class Hardshrink extends Shrink {
  protected run(input: Tensor): Tensor {
    return hardshrink(input, this.options())
  }
}
/**
 * x moved towards 0 by lambd, and 0 where it would pass it.
 *
 * @see torch.nn.Softshrink
 * @example
 * new nn.Softshrink()(tensor([-1, 0.3, 2]))
 * // tensor([-0.5000,  0.0000,  1.5000])
 */
export class Softshrink extends Shrink {
  protected run(input: Tensor): Tensor {
    return softshrink(input, this.options())
  }
}

export interface ThresholdOptions {
  threshold?: number
  value?: number
  inplace?: boolean
}
/**
 * x above `threshold`, else `value`.
 *
 * @see torch.nn.Threshold
 * @example
 * new nn.Threshold(0.5, 9)(tensor([0, 1]))
 * // tensor([9., 1.])
 */
export class Threshold extends Configured<ThresholdOptions> {
  declare threshold: number
  declare value: number
  declare inplace: boolean
  constructor(threshold: number, value: number, ...options: [inplace?: boolean | { inplace?: boolean }])
  constructor(options: { threshold: number; value: number; inplace?: boolean })
  constructor(...args: readonly unknown[]) {
    super(args, { threshold: required(), value: required(), inplace: false })
  }
  protected run(input: Tensor): Tensor {
    return threshold(input, this.threshold, this.value, { inplace: this.inplace })
  }
  protected override shown(value: unknown): string {
    return inPython(value)
  }
}

export interface GLUOptions {
  dim?: number
}
/**
 * One half along `dim` (the last unless given) times the sigmoid of the other.
 *
 * @see torch.nn.GLU
 * @example
 * new nn.GLU()(tensor([2, 4, 0, 0]))
 * // tensor([1., 2.])
 */
export class GLU extends Configured<GLUOptions, UnknownFn> {
  declare dim: number
  constructor(...options: Arguments<GLUOptions>) {
    super(options, { dim: -1 })
  }
  protected run(input: Tensor): Tensor {
    return glu(input, this.dim)
  }
  protected override shown(value: unknown): string {
    return inPython(value)
  }
}

/**
 * exp(−x) / Σ exp(−x) along `dim`.
 *
 * @see torch.nn.Softmin
 * @example
 * new nn.Softmin({ dim: 0 })(tensor([0, 0]))
 * // tensor([0.5000, 0.5000])
 */
export class Softmin extends Softmax {
  protected override run(input: Tensor): Tensor {
    return softmin(input, this.dim)
  }
}
