import { describe, expect, test } from 'vitest'
import { arange, autograd, F, linspace, ones, type Tensor, tensor } from '../../src/index.js'

type T = Tensor

interface Check {
  readonly f: (...xs: T[]) => T
  readonly inputs: () => T[]
  /** PyTorch has no second derivative either. */
  readonly once?: true
}

const double = (x: T): T => x.double()
/** Numbers of no pattern, none twice, far from the corners of piecewise functions. */
const values = (...sizes: number[]): T => {
  const n = sizes.reduce((a, b) => a * b, 1)
  const x = double(arange(n)).mul(2.39996).add(1).sin().mul(1.7)
  return x.add(x.sign().mul(0.013)).view(sizes)
}
const leaf = (x: T): T => x.clone().requiresGrad_()
const v = (...sizes: number[]): T => leaf(values(...sizes))
const positive = (...sizes: number[]): T =>
  leaf(
    values(...sizes)
      .abs()
      .add(0.3),
  )
const shares = (...sizes: number[]): T => leaf(values(...sizes).sigmoid())
const labels = tensor([2, 0, 1], { dtype: 'int64' })
const weights = double(tensor([0.5, 2, 1, 0.7]))

const on = (f: (...xs: T[]) => T, ...inputs: (() => T)[]): Check => ({ f, inputs: () => inputs.map((make) => make()) })
const m = (): T => v(3, 4)
const positives = (): T => positive(3, 4)
const image = (): T => v(2, 4, 5, 4)

const CHECKS: Record<string, Check | Check[]> = {
  ...Object.fromEntries(
    (
      'relu sigmoid tanh leakyRelu elu celu selu gelu silu mish softplus hardtanh relu6 hardsigmoid hardswish logsigmoid softsign ' +
      'tanhshrink hardshrink softshrink'
    )
      .split(' ')
      .map((name) => [name, on(F[name as 'relu'] as (x: T) => T, m)]),
  ),
  threshold: on((x) => F.threshold(x, 0.2, 7), m),
  prelu: on(
    (x, w) => F.prelu(x, w),
    m,
    () => positive(4),
  ),
  glu: on((x) => F.glu(x, 1), m),
  softmax: on((x) => F.softmax(x, 1), m),
  softmin: on((x) => F.softmin(x, 0), m),
  logSoftmax: on((x) => F.logSoftmax(x, 1), m),
  linear: [
    on(
      (x, w, b) => F.linear(x, w, b),
      m,
      () => v(2, 4),
      () => v(2),
    ),
    on(
      (x, w) => F.linear(x, w),
      () => v(2, 3, 4),
      () => v(5, 4),
    ),
  ],
  conv1d: on(
    (x, w, b) => F.conv1d(x, w, b, { padding: 1, stride: 2 }),
    () => v(2, 3, 6),
    () => v(2, 3, 3),
    () => v(2),
  ),
  conv2d: [
    on(
      (x, w, b) => F.conv2d(x, w, b, { padding: 1 }),
      () => v(2, 2, 4, 3),
      () => v(3, 2, 3, 3),
      () => v(3),
    ),
    on(
      (x, w) => F.conv2d(x, w, { stride: 2, dilation: 2, padding: 1, groups: 2 }),
      () => v(1, 4, 5, 5),
      () => v(2, 2, 2, 2),
    ),
  ],
  maxPool2d: [on((x) => F.maxPool2d(x, 2), image), on((x) => F.maxPool2d(x, 3, { stride: 1, padding: 1 }), image)],
  avgPool2d: [
    on((x) => F.avgPool2d(x, 2), image),
    on((x) => F.avgPool2d(x, 3, { stride: 2, padding: 1, countIncludePad: false }), image),
  ],
  adaptiveAvgPool2d: on((x) => F.adaptiveAvgPool2d(x, [3, 2]), image),
  adaptiveMaxPool2d: on((x) => F.adaptiveMaxPool2d(x, [3, 2]), image),
  interpolate: on(
    (x) => F.interpolate(x, { scaleFactor: 2 }),
    () => v(1, 2, 2, 3),
  ),
  unfold: on(
    (x) => F.unfold(x, 2, { stride: 1 }),
    () => v(1, 2, 3, 3),
  ),
  fold: on(
    (x) => F.fold(x, [3, 3], 2),
    () => v(1, 8, 4),
  ),
  pad: on((x) => F.pad(x, [1, 2]), m),
  batchNorm: [
    on(
      (x, w, b) => F.batchNorm(x, null, null, { weight: w, bias: b, training: true }),
      () => v(5, 3),
      () => v(3),
      () => v(3),
    ),
    on(
      (x, w, b) => F.batchNorm(x, double(ones(3)), double(ones(3)).mul(2), { weight: w, bias: b }),
      () => v(5, 3),
      () => v(3),
      () => v(3),
    ),
    on(
      (x) => F.batchNorm(x, null, null, { training: true }),
      () => v(2, 3, 2, 2),
    ),
  ],
  layerNorm: on(
    (x, w, b) => F.layerNorm(x, [4], w, b),
    m,
    () => v(4),
    () => v(4),
  ),
  groupNorm: on(
    (x, w, b) => F.groupNorm(x, 2, w, b),
    () => v(2, 4, 3),
    () => v(4),
    () => v(4),
  ),
  instanceNorm: on(
    (x) => F.instanceNorm(x),
    () => v(2, 2, 3, 2),
  ),
  dropout: on((x) => F.dropout(x, 0.5, { training: false }).mul(1), m),
  embedding: [
    on(
      (w) =>
        F.embedding(
          tensor(
            [
              [1, 0],
              [1, 2],
            ],
            { dtype: 'int64' },
          ),
          w,
        ),
      m,
    ),
    on((w) => F.embedding(tensor([2, 0, 2], { dtype: 'int64' }), w, { paddingIdx: 1 }), m),
  ],
  normalize: [on((x) => F.normalize(x), m), on((x) => F.normalize(x, { p: 1, dim: 0 }), m)],
  cosineSimilarity: on((x, y) => F.cosineSimilarity(x, y), m, positives),
  pairwiseDistance: on((x, y) => F.pairwiseDistance(x, y, { p: 3 }), m, positives),
  mseLoss: [
    on(
      (x, y) => F.mseLoss(x, y),
      m,
      () => positive(3, 4),
    ),
    on(
      (x, y) => F.mseLoss(x, y, { reduction: 'none' }),
      m,
      () => positive(3, 4),
    ),
  ],
  l1Loss: on((x) => F.l1Loss(x, double(linspace(3, 4, 12)).view(3, 4)), m),
  smoothL1Loss: on(
    (x, y) => F.smoothL1Loss(x, y, { beta: 0.7 }),
    m,
    () => positive(3, 4),
  ),
  huberLoss: on(
    (x, y) => F.huberLoss(x, y, { delta: 0.7 }),
    m,
    () => positive(3, 4),
  ),
  nllLoss: [
    on((x) => F.nllLoss(x, labels), m),
    on((x) => F.nllLoss(x, labels, { weight: weights, ignoreIndex: 0, reduction: 'sum' }), m),
  ],
  crossEntropy: [
    on((x) => F.crossEntropy(x, labels), m),
    on((x) => F.crossEntropy(x, labels, { weight: weights, labelSmoothing: 0.1, ignoreIndex: 0 }), m),
    on((x) => F.crossEntropy(x, double(ones(3, 4)).div(4), { reduction: 'none' }), m),
    on(
      (x) =>
        F.crossEntropy(
          x,
          tensor(
            [
              [0, 1, 2],
              [3, 3, 0],
            ],
            { dtype: 'int64' },
          ),
        ),
      () => v(2, 4, 3),
    ),
  ],
  binaryCrossEntropy: on(
    (x) => F.binaryCrossEntropy(x, shares(3, 4).detach()),
    () => shares(3, 4),
  ),
  binaryCrossEntropyWithLogits: on(
    (x) => F.binaryCrossEntropyWithLogits(x, shares(3, 4).detach(), { posWeight: weights }),
    m,
  ),
  klDiv: [
    on(
      (x, y) => F.klDiv(x, y, { reduction: 'sum' }),
      m,
      () => shares(3, 4),
    ),
    on((x, y) => F.klDiv(x, y, { logTarget: true }), m, m),
  ],
}

/** Functions of integers. */
const NONE = new Set(['oneHot'])

describe('every function of nn.functional has the right gradient, and the right second one', () => {
  for (const name of Object.keys(F).filter((key) => !NONE.has(key)))
    test(name, () => {
      const checks = CHECKS[name]
      expect(checks, `${name} has no check`).toBeDefined()
      for (const { f, inputs, once } of [checks].flat()) {
        expect(autograd.gradcheck(f, inputs())).toBe(true)
        if (!once) expect(autograd.gradgradcheck(f, inputs())).toBe(true)
      }
    })
})
