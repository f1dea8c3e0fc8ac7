import type { Fn, SameFn } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import type { InplaceOptions } from '../functional/activation.js'
import * as F from '../functional/activation.js'
import { logSoftmax, softmax } from '../functional/softmax.js'
import { Parameter } from '../parameter.js'
import { inPython, pythonFloat } from '../python.js'
import { Layer } from './layer.js'

type Arguments<O> = readonly (O[keyof O] | O | undefined)[]

/** A layer that is one function of its options: they become its attributes, and are what it prints. */
abstract class Configured<O extends object, Shapes extends Fn = SameFn> extends Layer<Shapes> {
  /** @internal */
  protected readonly options: () => Required<O>
  constructor(args: readonly unknown[], defaults: Required<O>) {
    super()
    const given = named(args, defaults)
    Object.assign(this, given)
    const names = Object.keys(defaults) as (keyof O)[]
    const attributes = this as unknown as O
    this.options = () => Object.fromEntries(names.map((name) => [name, attributes[name]])) as Required<O>
  }

  override extraRepr(): string {
    return Object.entries(this.options())
      .filter(([name, value]) => name !== 'inplace' || value === true)
      .map(([name, value]) => `${name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}=${this.shown(value)}`)
      .join(', ')
  }
  /** @internal Numbers are floats in Python unless a class says otherwise. */
  protected shown(value: unknown): string {
    return typeof value === 'number' ? pythonFloat(value) : typeof value === 'string' ? `'${value}'` : inPython(value)
  }
}

/** max(0, x). */
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
/** x above 0, `negativeSlope` · x (0.01 unless given) below. */
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
/** x above 0, alpha (eˣ − 1) below. */
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
/** x above 0, alpha (e^(x / alpha) − 1) below. */
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

/** x Φ(x), or with `approximate: 'tanh'` nearly so. */
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
/** The self-normalising ELU. */
export class SELU extends Plain {
  protected run(input: Tensor): Tensor {
    return F.selu(input, this.options())
  }
}
/** x σ(x). */
export class SiLU extends Plain {
  protected run(input: Tensor): Tensor {
    return F.silu(input, this.options())
  }
}
/** x tanh(softplus(x)). */
export class Mish extends Plain {
  protected run(input: Tensor): Tensor {
    return F.mish(input, this.options())
  }
}
/** x cut off at 0 and 6. */
export class ReLU6 extends Plain {
  protected run(input: Tensor): Tensor {
    return F.relu6(input, this.options())
  }
}
/** (x + 3) / 6 cut off at 0 and 1. */
export class Hardsigmoid extends Plain {
  protected run(input: Tensor): Tensor {
    return F.hardsigmoid(input, this.options())
  }
  override extraRepr(): string {
    return ''
  }
}
/** x · hardsigmoid(x). */
export class Hardswish extends Plain {
  protected run(input: Tensor): Tensor {
    return F.hardswish(input, this.options())
  }
  override extraRepr(): string {
    return ''
  }
}

/** 1 / (1 + e⁻ˣ). */
export class Sigmoid extends Layer<SameFn> {
  protected run(input: Tensor): Tensor {
    return input.sigmoid()
  }
}
/** The hyperbolic tangent. */
export class Tanh extends Layer<SameFn> {
  protected run(input: Tensor): Tensor {
    return input.tanh()
  }
}
/** log σ(x). */
export class LogSigmoid extends Layer<SameFn> {
  protected run(input: Tensor): Tensor {
    return F.logsigmoid(input)
  }
}
/** x / (1 + |x|). */
export class Softsign extends Layer<SameFn> {
  protected run(input: Tensor): Tensor {
    return F.softsign(input)
  }
}
/** x − tanh x. */
export class Tanhshrink extends Layer<SameFn> {
  protected run(input: Tensor): Tensor {
    return F.tanhshrink(input)
  }
}

export interface SoftplusOptions {
  beta?: number
  threshold?: number
}
/** log(1 + e^(beta x)) / beta, and x itself where beta x > threshold. */
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
/** x cut off at `minVal` and `maxVal`, −1 and 1 unless given. */
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
/** exp(x) / Σ exp(x) along `dim`. */
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
/** log softmax(x) along `dim`. */
export class LogSoftmax extends Softmax {
  protected override run(input: Tensor): Tensor {
    return logSoftmax(input, this.dim)
  }
}

export interface PReLUOptions {
  numParameters?: number
  init?: number
}
/** x above 0, a · x below, with a learned `a` for all channels or one for each. */
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
