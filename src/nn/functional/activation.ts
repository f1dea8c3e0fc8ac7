import { dtypes } from '../../dtype.js'
import { RuntimeError } from '../../errors.js'
import type { Shape } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import * as curves from './curves.js'
import { choose, into } from './elementwise.js'

/** May the result be written into the input? */
export interface InplaceOptions {
  inplace?: boolean
}

/** A function of each element by itself, with options that may also stand by position. */
export type Activation<O extends object> = <S extends Shape>(
  input: Tensor<S>,
  ...options: readonly (O[keyof O] | O | undefined)[]
) => Tensor<S>

/** The typed face of an elementwise function, with its options' defaults in PyTorch's order. */
const activation =
  <O extends object>(f: (x: Tensor, options: Required<O>) => Tensor, defaults: Required<O>): Activation<O> =>
  <S extends Shape>(input: Tensor<S>, ...options: readonly unknown[]) => {
    const o = named(options, defaults)
    const run = (x: Tensor): Tensor => f(x, o)
    return ((o as InplaceOptions).inplace ? into(input as Tensor, run) : run(input as Tensor)) as Tensor<S>
  }

/**
 * max(0, x). With `inplace` into x itself. Gradient: g where x > 0.
 *
 * @see torch.nn.functional.relu
 * @example
 * F.relu(tensor([-1, 2]))
 * // tensor([0., 2.])
 */
export const relu = <S extends Shape>(input: Tensor<S>, ...options: [inplace?: boolean | InplaceOptions]): Tensor<S> =>
  named(options, { inplace: false }).inplace ? input.relu_() : input.relu()

/**
 * x above 0, `negativeSlope` · x (0.01 unless given) below.
 *
 * @see torch.nn.functional.leaky_relu
 * @example
 * F.leakyRelu(tensor([-1, 2]))
 * // tensor([-0.0100,  2.0000])
 */
export const leakyRelu: Activation<{ negativeSlope?: number } & InplaceOptions> = activation<
  { negativeSlope?: number } & InplaceOptions
>(curves.leakyReluOf, {
  negativeSlope: 0.01,
  inplace: false,
})
/**
 * x above 0, alpha (eˣ − 1) below.
 *
 * @see torch.nn.functional.elu
 * @example
 * F.elu(tensor([-1, 2]))
 * // tensor([-0.6321,  2.0000])
 */
export const elu: Activation<{ alpha?: number } & InplaceOptions> = activation<{ alpha?: number } & InplaceOptions>(
  (x, { alpha }) => curves.eluOf(x, { alpha, scale: 1, inputScale: 1 }),
  { alpha: 1, inplace: false },
)
/**
 * x above 0, alpha (e^(x / alpha) − 1) below.
 *
 * @see torch.nn.functional.celu
 * @example
 * F.celu(tensor([-1, 2]))
 * // tensor([-0.6321,  2.0000])
 */
export const celu: Activation<{ alpha?: number } & InplaceOptions> = activation<{ alpha?: number } & InplaceOptions>(
  (x, { alpha }) => curves.celuOf(x, { alpha, scale: 1, inputScale: 1 / alpha }),
  { alpha: 1, inplace: false },
)
const SELF_NORMALISING = { alpha: 1.6732632423543772, scale: 1.0507009873554805, inputScale: 1 }
/**
 * ELU with the two constants that keep mean 0 and variance 1 (Klambauer et al., 2017).
 *
 * @see torch.nn.functional.selu
 * @example
 * F.selu(tensor([-1, 2]))
 * // tensor([-1.1113,  2.1014])
 */
export const selu: Activation<InplaceOptions> = activation<InplaceOptions>((x) => curves.eluOf(x, SELF_NORMALISING), {
  inplace: false,
})

export interface GeluOptions {
  /** `'tanh'` for the formula without erf. */
  approximate?: 'none' | 'tanh'
}
/**
 * x Φ(x), with Φ the share of a standard normal below x.
 *
 * @see torch.nn.functional.gelu
 * @example
 * F.gelu(tensor([-1, 2]))
 * // tensor([-0.1587,  1.9545])
 */
export const gelu: Activation<GeluOptions> = activation<GeluOptions>(
  (x, { approximate }) => {
    if (approximate !== 'none' && approximate !== 'tanh')
      throw new RuntimeError('approximate argument must be either none or tanh.')
    return curves.geluOf(x, { approximate })
  },
  { approximate: 'none' },
)
/**
 * x σ(x).
 *
 * @see torch.nn.functional.silu
 * @example
 * F.silu(tensor([-1, 2]))
 * // tensor([-0.2689,  1.7616])
 */
export const silu: Activation<InplaceOptions> = activation<InplaceOptions>((x) => curves.siluOf(x, {}), {
  inplace: false,
})
/**
 * x tanh(softplus(x)).
 *
 * @see torch.nn.functional.mish
 * @example
 * F.mish(tensor([-1, 2]))
 * // tensor([-0.3034,  1.9440])
 */
export const mish: Activation<InplaceOptions> = activation<InplaceOptions>((x) => curves.mishOf(x, {}), {
  inplace: false,
})
/**
 * log(1 + e^(beta x)) / beta, and x itself where beta x > threshold.
 *
 * @see torch.nn.functional.softplus
 * @example
 * F.softplus(tensor([-1, 2]))
 * // tensor([0.3133, 2.1269])
 */
export const softplus: Activation<{ beta?: number; threshold?: number }> = activation<{
  beta?: number
  threshold?: number
}>((x, { beta, threshold }) => curves.softplusOf(x, { beta, threshold }), { beta: 1, threshold: 20 })
/**
 * x cut off at `minVal` and `maxVal`, −1 and 1 unless given.
 *
 * @see torch.nn.functional.hardtanh
 * @example
 * F.hardtanh(tensor([-2, 0.5]))
 * // tensor([-1.0000,  0.5000])
 */
export const hardtanh: Activation<{ minVal?: number; maxVal?: number } & InplaceOptions> = activation<
  { minVal?: number; maxVal?: number } & InplaceOptions
>((x, { minVal, maxVal }) => curves.hardtanhOf(x, { minVal, maxVal }), { minVal: -1, maxVal: 1, inplace: false })
/**
 * x cut off at 0 and 6.
 *
 * @see torch.nn.functional.relu6
 * @example
 * F.relu6(tensor([-1, 8]))
 * // tensor([0., 6.])
 */
export const relu6: Activation<InplaceOptions> = activation<InplaceOptions>(
  (x) => curves.hardtanhOf(x, { minVal: 0, maxVal: 6 }),
  {
    inplace: false,
  },
)
/**
 * (x + 3) / 6 cut off at 0 and 1.
 *
 * @see torch.nn.functional.hardsigmoid
 * @example
 * F.hardsigmoid(tensor([-1, 2]))
 * // tensor([0.3333, 0.8333])
 */
export const hardsigmoid: Activation<InplaceOptions> = activation<InplaceOptions>((x) => curves.hardsigmoidOf(x, {}), {
  inplace: false,
})
/**
 * x · hardsigmoid(x).
 *
 * @see torch.nn.functional.hardswish
 * @example
 * F.hardswish(tensor([-1, 2]))
 * // tensor([-0.3333,  1.6667])
 */
export const hardswish: Activation<InplaceOptions> = activation<InplaceOptions>((x) => curves.hardswishOf(x, {}), {
  inplace: false,
})
/**
 * log σ(x).
 *
 * @see torch.nn.functional.logsigmoid
 * @example
 * F.logsigmoid(tensor([-1, 2]))
 * // tensor([-1.3133, -0.1269])
 */
export const logsigmoid = <S extends Shape>(input: Tensor<S>): Tensor<S> =>
  curves.logSigmoidOf(input as Tensor, {}) as Tensor<S>
/**
 * x / (1 + |x|).
 *
 * @see torch.nn.functional.softsign
 * @example
 * F.softsign(tensor([-1, 2]))
 * // tensor([-0.5000,  0.6667])
 */
export const softsign = <S extends Shape>(input: Tensor<S>): Tensor<S> =>
  (input as Tensor).div((input as Tensor).abs().add(1)) as Tensor<S>
/**
 * x − tanh x.
 *
 * @see torch.nn.functional.tanhshrink
 * @example
 * F.tanhshrink(tensor([-1, 2]))
 * // tensor([-0.2384,  1.0360])
 */
export const tanhshrink = <S extends Shape>(input: Tensor<S>): Tensor<S> =>
  (input as Tensor).sub((input as Tensor).tanh()) as Tensor<S>
/**
 * x where |x| > lambd (0.5 unless given), else 0.
 *
 * @see torch.nn.functional.hardshrink
 * @example
 * F.hardshrink(tensor([-0.3, 2]))
 * // tensor([0., 2.])
 */
export const hardshrink: Activation<{ lambd?: number }> = activation<{ lambd?: number }>(
  (x, { lambd }) => curves.hardshrinkOf(x, { lambd }),
  { lambd: 0.5 },
)
/**
 * x moved by lambd (0.5 unless given) towards 0, and 0 where it would cross it.
 *
 * @see torch.nn.functional.softshrink
 * @example
 * F.softshrink(tensor([-0.3, 2]))
 * // tensor([-0.0000, 1.5000])
 */
export const softshrink: Activation<{ lambd?: number }> = activation<{ lambd?: number }>(
  (x, { lambd }) => {
    if (lambd < 0)
      throw new RuntimeError(`lambda must be in range [0, 3.40282e+38] for input dtype Float, but found ${lambd}`)
    return curves.softshrinkOf(x, { lambd })
  },
  { lambd: 0.5 },
)
/**
 * x above `threshold`, `value` elsewhere.
 *
 * @see torch.nn.functional.threshold
 * @example
 * F.threshold(tensor([-1, 2]), 0, 20)
 * // tensor([20.,  2.])
 */
export const threshold = <S extends Shape>(
  input: Tensor<S>,
  limit: number,
  value: number,
  ...options: [inplace?: boolean | InplaceOptions]
): Tensor<S> => {
  const run = (x: Tensor): Tensor => curves.thresholdOf(x, { threshold: limit, value })
  const { inplace } = named(options, { inplace: false })
  return (inplace ? into(input as Tensor, run) : run(input as Tensor)) as Tensor<S>
}
/**
 * 1 / (1 + e⁻ˣ).
 *
 * @see torch.nn.functional.sigmoid
 * @example
 * F.sigmoid(tensor([0, 2]))
 * // tensor([0.5000, 0.8808])
 */
export const sigmoid = <S extends Shape>(input: Tensor<S>): Tensor<S> => input.sigmoid()
/**
 * The hyperbolic tangent.
 *
 * @see torch.nn.functional.tanh
 * @example
 * F.tanh(tensor([0, 2]))
 * // tensor([0.0000, 0.9640])
 */
export const tanh = <S extends Shape>(input: Tensor<S>): Tensor<S> => input.tanh()

/**
 * x above 0, weight · x below; the weight is one number, or one for each channel (dimension 1).
 *
 * @see torch.nn.functional.prelu
 * @example
 * F.prelu(tensor([-1, 2]), tensor([0.25]))
 * // tensor([-0.2500,  2.0000])
 */
export const prelu = <S extends Shape>(input: Tensor<S>, weight: Tensor): Tensor<S> => {
  const x = input as Tensor
  if (x.dtype !== weight.dtype)
    throw new RuntimeError(
      `prelu: Type promoting not supported. Got ${dtypes[x.dtype].legacy} and ${dtypes[weight.dtype].legacy}`,
    )
  const channels = x.sizes.length > 1 ? x.sizes[1] : 1
  if (weight.numel() !== 1 && weight.numel() !== channels)
    throw new RuntimeError(
      `Mismatch of parameter numbers and input channel size. Found parameter numbers = ${weight.numel()} and channel size = ${channels}.`,
    )
  const along =
    weight.numel() === 1 || x.sizes.length < 2 ? x.sizes.map(() => 1) : x.sizes.map((_, d) => (d === 1 ? channels : 1))
  return choose(x.gt(0), x, x.mul(weight.view(along) as Tensor) as Tensor) as Tensor<S>
}

/**
 * The first half of `dim` (−1 unless given) times σ of the second.
 *
 * @see torch.nn.functional.glu
 * @example
 * F.glu(tensor([1, 2, 0, 1]))
 * // tensor([0.5000, 1.4621])
 */
export const glu = (input: Tensor, ...options: [dim?: number | { dim?: number }]): Tensor => {
  const { dim } = named(options, { dim: -1 })
  const n = input.size(dim as number) as number
  if (n % 2 !== 0)
    throw new RuntimeError(
      `Halving dimension must be even, but dimension ${(dim as number) < 0 ? input.ndim + (dim as number) : dim} is size ${n}`,
    )
  const [a, b] = input.chunk(2, dim as number) as Tensor[]
  return a.mul(b.sigmoid()) as Tensor
}
