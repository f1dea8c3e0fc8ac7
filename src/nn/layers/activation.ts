import type { SameFn } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import type { InplaceOptions } from '../functional/activation.js'
import * as F from '../functional/activation.js'
import { logSoftmax, softmax } from '../functional/softmax.js'
import { Parameter } from '../parameter.js'
import { inPython } from '../python.js'
import { type Arguments, Configured } from './configured.js'
import { Layer } from './layer.js'

/**
 * max(0, x).
 *
 * @see torch.nn.ReLU
 * @example
 * new nn.ReLU()(tensor([-1, 2]))
 * // tensor([0., 2.])
 */
export class ReLU extends Configured<InplaceOptions> {
  declare inplace: boolean
  constructor(...options: Arguments<InplaceOptions>) {
    super(options, { inplace: false })
  }
  protected run(input: Tensor): Tensor {
    return this.inplace ? (input.relu_() as Tensor) : input.relu()
  }
}

export interface LeakyReLUOptions extends InplaceOptions {
  negativeSlope?: number
}
/**
 * x above 0, `negativeSlope` · x (0.01 unless given) below.
 *
 * @see torch.nn.LeakyReLU
 * @example
 * new nn.LeakyReLU(0.1)(tensor([-1, 2]))
 * // tensor([-0.1000,  2.0000])
 */
export class LeakyReLU extends Configured<LeakyReLUOptions> {
  declare negativeSlope: number
  declare inplace: boolean
  constructor(...options: Arguments<LeakyReLUOptions>) {
    super(options, { negativeSlope: 0.01, inplace: false })
  }
  protected run(input: Tensor): Tensor {
    return F.leakyRelu(input, this.options())
  }
}

export interface AlphaInplaceOptions extends InplaceOptions {
  alpha?: number
}
/**
 * x above 0, alpha (eˣ − 1) below.
 *
 * @see torch.nn.ELU
 * @example
 * new nn.ELU()(tensor([-1, 2]))
 * // tensor([-0.6321,  2.0000])
 */
export class ELU extends Configured<AlphaInplaceOptions> {
  declare alpha: number
  declare inplace: boolean
  constructor(...options: Arguments<AlphaInplaceOptions>) {
    super(options, { alpha: 1, inplace: false })
  }
  protected run(input: Tensor): Tensor {
    return F.elu(input, this.options())
  }
}
/**
 * x above 0, alpha (e^(x / alpha) − 1) below.
 *
 * @see torch.nn.CELU
 * @example
 * new nn.CELU()(tensor([-1, 2]))
 * // tensor([-0.6321,  2.0000])
 */
export class CELU extends Configured<AlphaInplaceOptions> {
  declare alpha: number
  declare inplace: boolean
  constructor(...options: Arguments<AlphaInplaceOptions>) {
    super(options, { alpha: 1, inplace: false })
  }
  protected run(input: Tensor): Tensor {
    return F.celu(input, this.options())
  }
}

/**
 * x Φ(x), or with `approximate: 'tanh'` nearly so.
 *
 * @see torch.nn.GELU
 * @example
 * new nn.GELU()(tensor([-1, 2]))
 * // tensor([-0.1587,  1.9545])
 */
export class GELU extends Configured<F.GeluOptions> {
  declare approximate: 'none' | 'tanh'
  constructor(...options: Arguments<F.GeluOptions>) {
    super(options, { approximate: 'none' })
  }
  protected run(input: Tensor): Tensor {
    return F.gelu(input, this.options())
  }
}

/** A layer whose only option is where it writes. */
abstract class Plain extends Configured<InplaceOptions> {
  declare inplace: boolean
  constructor(...options: Arguments<InplaceOptions>) {
    super(options, { inplace: false })
  }
}
/**
 * The self-normalising ELU.
 *
 * @see torch.nn.SELU
 * @example
 * new nn.SELU()(tensor([-1, 2]))
 * // tensor([-1.1113,  2.1014])
 */
export class SELU extends Plain {
  protected run(input: Tensor): Tensor {
    return F.selu(input, this.options())
  }
}
/**
 * x σ(x).
 *
 * @see torch.nn.SiLU
 * @example
 * new nn.SiLU()(tensor([-1, 2]))
 * // tensor([-0.2689,  1.7616])
 */
export class SiLU extends Plain {
  protected run(input: Tensor): Tensor {
    return F.silu(input, this.options())
  }
}
/**
 * x tanh(softplus(x)).
 *
 * @see torch.nn.Mish
 * @example
 * new nn.Mish()(tensor([-1, 2]))
 * // tensor([-0.3034,  1.9440])
 */
export class Mish extends Plain {
  protected run(input: Tensor): Tensor {
    return F.mish(input, this.options())
  }
}
/**
 * x cut off at 0 and 6.
 *
 * @see torch.nn.ReLU6
 * @example
 * new nn.ReLU6()(tensor([-1, 8]))
 * // tensor([0., 6.])
 */
export class ReLU6 extends Plain {
  protected run(input: Tensor): Tensor {
    return F.relu6(input, this.options())
  }
}
/**
 * (x + 3) / 6 cut off at 0 and 1.
 *
 * @see torch.nn.Hardsigmoid
 * @example
 * new nn.Hardsigmoid()(tensor([-1, 2]))
 * // tensor([0.3333, 0.8333])
 */
export class Hardsigmoid extends Plain {
  protected run(input: Tensor): Tensor {
    return F.hardsigmoid(input, this.options())
  }
  override extraRepr(): string {
    return ''
  }
}
/**
 * x · hardsigmoid(x).
 *
 * @see torch.nn.Hardswish
 * @example
 * new nn.Hardswish()(tensor([-1, 2]))
 * // tensor([-0.3333,  1.6667])
 */
export class Hardswish extends Plain {
  protected run(input: Tensor): Tensor {
    return F.hardswish(input, this.options())
  }
  override extraRepr(): string {
    return ''
  }
}

/**
 * 1 / (1 + e⁻ˣ).
 *
 * @see torch.nn.Sigmoid
 * @example
 * new nn.Sigmoid()(tensor([0, 2]))
 * // tensor([0.5000, 0.8808])
 */
export class Sigmoid extends Layer<SameFn> {
  protected run(input: Tensor): Tensor {
    return input.sigmoid()
  }
}
/**
 * The hyperbolic tangent.
 *
 * @see torch.nn.Tanh
 * @example
 * new nn.Tanh()(tensor([0, 2]))
 * // tensor([0.0000, 0.9640])
 */
export class Tanh extends Layer<SameFn> {
  protected run(input: Tensor): Tensor {
    return input.tanh()
  }
}
/**
 * log σ(x).
 *
 * @see torch.nn.LogSigmoid
 * @example
 * new nn.LogSigmoid()(tensor([-1, 2]))
 * // tensor([-1.3133, -0.1269])
 */
export class LogSigmoid extends Layer<SameFn> {
  protected run(input: Tensor): Tensor {
    return F.logsigmoid(input)
  }
}
/**
 * x / (1 + |x|).
 *
 * @see torch.nn.Softsign
 * @example
 * new nn.Softsign()(tensor([-1, 2]))
 * // tensor([-0.5000,  0.6667])
 */
export class Softsign extends Layer<SameFn> {
  protected run(input: Tensor): Tensor {
    return F.softsign(input)
  }
}
/**
 * x − tanh x.
 *
 * @see torch.nn.Tanhshrink
 * @example
 * new nn.Tanhshrink()(tensor([-1, 2]))
 * // tensor([-0.2384,  1.0360])
 */
export class Tanhshrink extends Layer<SameFn> {
  protected run(input: Tensor): Tensor {
    return F.tanhshrink(input)
  }
}

export interface SoftplusOptions {
  beta?: number
  threshold?: number
}
/**
 * log(1 + e^(beta x)) / beta, and x itself where beta x > threshold.
 *
 * @see torch.nn.Softplus
 * @example
 * new nn.Softplus()(tensor([-1, 2]))
 * // tensor([0.3133, 2.1269])
 */
export class Softplus extends Configured<SoftplusOptions> {
  declare beta: number
  declare threshold: number
  constructor(...options: Arguments<SoftplusOptions>) {
    super(options, { beta: 1, threshold: 20 })
  }
  protected run(input: Tensor): Tensor {
    return F.softplus(input, this.options())
  }
}

export interface HardtanhOptions extends InplaceOptions {
  minVal?: number
  maxVal?: number
}
/**
 * x cut off at `minVal` and `maxVal`, −1 and 1 unless given.
 *
 * @see torch.nn.Hardtanh
 * @example
 * new nn.Hardtanh()(tensor([-2, 0.5]))
 * // tensor([-1.0000,  0.5000])
 */
export class Hardtanh extends Configured<HardtanhOptions> {
  declare minVal: number
  declare maxVal: number
  declare inplace: boolean
  constructor(...options: Arguments<HardtanhOptions>) {
    super(options, { minVal: -1, maxVal: 1, inplace: false })
  }
  protected run(input: Tensor): Tensor {
    return F.hardtanh(input, this.options())
  }
}

export interface DimOption {
  dim?: number | null
}
/**
 * exp(x) / Σ exp(x) along `dim`.
 *
 * @see torch.nn.Softmax
 * @example
 * new nn.Softmax(0)(tensor([1, 2, 3]))
 * // tensor([0.0900, 0.2447, 0.6652])
 */
export class Softmax extends Configured<DimOption> {
  declare dim: number | null
  constructor(...options: Arguments<DimOption>) {
    super(options, { dim: null })
  }
  protected run(input: Tensor): Tensor {
    return softmax(input, this.dim)
  }
  protected override shown(value: unknown): string {
    return inPython(value)
  }
}
/**
 * log softmax(x) along `dim`.
 *
 * @see torch.nn.LogSoftmax
 * @example
 * new nn.LogSoftmax(0)(tensor([1, 2, 3]))
 * // tensor([-2.4076, -1.4076, -0.4076])
 */
export class LogSoftmax extends Softmax {
  protected override run(input: Tensor): Tensor {
    return logSoftmax(input, this.dim)
  }
}

export interface PReLUOptions {
  numParameters?: number
  init?: number
}
/**
 * x above 0, a · x below, with a learned `a` for all channels or one for each.
 *
 * @see torch.nn.PReLU
 * @example
 * new nn.PReLU()
 * // PReLU(num_parameters=1)
 */
export class PReLU extends Layer<SameFn> {
  declare numParameters: number
  declare weight: Parameter
  constructor(...options: Arguments<PReLUOptions>) {
    super()
    const { numParameters, init } = named(options, { numParameters: 1, init: 0.25 })
    this.numParameters = numParameters as number
    this.weight = new Parameter(Tensor.empty([numParameters as number], 'float32').fill_(init as number) as Tensor)
  }
  protected run(input: Tensor): Tensor {
    return F.prelu(input, this.weight)
  }
  override extraRepr(): string {
    return `num_parameters=${this.numParameters}`
  }
}
