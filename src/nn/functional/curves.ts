import type { Tensor } from '../../tensor.js'
import { choose, curve } from './elementwise.js'

/** The elementwise functions behind the activations, on plain tensors: one row each. */

type NoOptions = Record<never, never>

export const leakyReluOf = curve<{ negativeSlope: number }>({
  node: 'LeakyReluBackward0',
  kernel: 'leaky_relu_cpu',
  value: (x, { negativeSlope: a }) => choose(x.gt(0), x, x.mul(a)),
  slope: (x, { negativeSlope: a }) => choose(x.gt(0), x.newOnes([]) as Tensor, a),
})

interface EluOptions {
  alpha: number
  scale: number
  inputScale: number
}
const eluAs = (node: string) =>
  curve<EluOptions>({
    node,
    kernel: 'elu_cpu',
    value: (x, { alpha, scale, inputScale }) =>
      choose(
        x.gt(0),
        x.mul(scale) as Tensor,
        x
          .mul(inputScale)
          .expm1()
          .mul(alpha * scale) as Tensor,
      ),
    slope: (x, { alpha, scale, inputScale }) =>
      choose(
        x.gt(0),
        x.newFull([], scale) as Tensor,
        x
          .mul(inputScale)
          .exp()
          .mul(alpha * scale * inputScale) as Tensor,
      ),
  })
export const eluOf = eluAs('EluBackward0')
export const celuOf = eluAs('CeluBackward0')

const SQRT_HALF = Math.SQRT1_2
const DENSITY = 1 / Math.sqrt(2 * Math.PI)
const BETA = Math.sqrt(2 / Math.PI)
const KAPPA = 0.044715
const inner = (x: Tensor): Tensor => x.pow(3).mul(KAPPA).add(x).mul(BETA).tanh() as Tensor

export const geluOf = curve<{ approximate: 'none' | 'tanh' }>({
  node: 'GeluBackward0',
  kernel: 'GeluKernelImpl',
  value: (x, { approximate }) =>
    (approximate === 'tanh' ? inner(x).add(1) : x.mul(-SQRT_HALF).erfc()).mul(0.5).mul(x) as Tensor,
  slope: (x, { approximate }) => {
    if (approximate === 'none')
      return x.mul(-SQRT_HALF).erfc().mul(0.5).add(x.square().mul(-0.5).exp().mul(DENSITY).mul(x)) as Tensor
    const t = inner(x)
    const bend = t
      .square()
      .rsub(1)
      .mul(
        x
          .square()
          .mul(3 * KAPPA)
          .add(1),
      )
      .mul(BETA / 2)
      .mul(x)
    return t.add(1).mul(0.5).add(bend) as Tensor
  },
})

export const siluOf = curve<NoOptions>({
  node: 'SiluBackward0',
  kernel: 'silu_cpu',
  value: (x) => x.mul(x.sigmoid()) as Tensor,
  slope: (x) => {
    const s = x.sigmoid()
    return s.mul(s.rsub(1).mul(x).add(1)) as Tensor
  },
})

export const softplusOf = curve<{ beta: number; threshold: number }>({
  node: 'SoftplusBackward0',
  kernel: 'softplus_cpu',
  value: (x, { beta, threshold }) => {
    const scaled = x.mul(beta) as Tensor
    return choose(scaled.gt(threshold), x, scaled.exp().log1p().div(beta))
  },
  slope: (x, { beta, threshold }) => {
    const scaled = x.mul(beta) as Tensor
    return choose(scaled.gt(threshold), 1, scaled.sigmoid())
  },
})

export const hardtanhOf = curve<{ minVal: number; maxVal: number }>({
  node: 'HardtanhBackward0',
  kernel: 'hardtanh_cpu',
  value: (x, { minVal, maxVal }) => x.clamp(minVal, maxVal) as Tensor,
  passes: (x, { minVal, maxVal }) => x.gt(minVal).logicalAnd(x.lt(maxVal)) as Tensor,
})

export const hardsigmoidOf = curve<NoOptions>({
  node: 'HardsigmoidBackward0',
  kernel: 'hardsigmoid_cpu',
  value: (x) => x.add(3).clamp(0, 6).div(6) as Tensor,
  slope: (x) => x.newFull([], 1 / 6) as Tensor,
  passes: (x) => x.gt(-3).logicalAnd(x.lt(3)) as Tensor,
})

export const hardswishOf = curve<NoOptions>({
  node: 'HardswishBackward0',
  kernel: 'hardswish_cpu',
  value: (x) => x.mul(x.add(3).clamp(0, 6)).div(6) as Tensor,
  slope: (x) => choose(x.le(-3), 0, choose(x.lt(3), x.div(3).add(0.5), 1)),
})

export const logSigmoidOf = curve<NoOptions>({
  node: 'LogSigmoidBackward0',
  kernel: 'log_sigmoid_cpu',
  // min(x, 0) − log(1 + e^−|x|): nothing overflows.
  value: (x) => x.clamp(null, 0).sub(x.abs().neg().exp().log1p()) as Tensor,
  slope: (x) => x.neg().sigmoid(),
})

export const mishOf = curve<NoOptions>({
  node: 'MishBackward0',
  kernel: 'mish_cpu',
  value: (x) => x.mul(x.exp().log1p().tanh()) as Tensor,
  slope: (x) => {
    const t = x.exp().log1p().tanh() as Tensor
    return t.add(x.mul(x.sigmoid()).mul(t.square().rsub(1))) as Tensor
  },
})

export const thresholdOf = curve<{ threshold: number; value: number }>({
  node: 'ThresholdBackward0',
  kernel: 'threshold_cpu',
  value: (x, { threshold, value }) => choose(x.le(threshold), value, x),
  passes: (x, { threshold }) => x.gt(threshold),
})

export const hardshrinkOf = curve<{ lambd: number }>({
  node: 'HardshrinkBackward0',
  kernel: 'hardshrink_cpu',
  value: (x, { lambd }) => choose(x.abs().le(lambd), 0, x),
  passes: (x, { lambd }) => x.abs().gt(lambd),
})

export const softshrinkOf = curve<{ lambd: number }>({
  node: 'SoftshrinkBackward0',
  kernel: 'softshrink_cpu',
  // Within, the sign of x stays, at 0.
  value: (x, { lambd }) => choose(x.abs().gt(lambd), x.sub(x.clamp(-lambd, lambd)) as Tensor, x.mul(0) as Tensor),
  passes: (x, { lambd }) => x.abs().gt(lambd),
})
