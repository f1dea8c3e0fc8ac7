import type { DType } from '../../src/dtype.js'
import { type Draw, Drawn } from './draw.js'
import { free } from './recipe.js'

/** Plain numbers: near poles and beyond the range of exp the engines' functions differ by more than units of the last place. */
const input = (d: Draw, sizes: readonly number[] = d.shape(), dtype: DType = d.float()): Drawn =>
  d.tensor({ dtype, sizes, plain: true })
const dim = (d: Draw, x: Drawn): number => d.dim(x.sizes.length)
const classes = (d: Draw, sizes: readonly number[], n: number): Drawn => {
  const count = sizes.reduce((product, size) => product * size, 1)
  return new Drawn(
    'int64',
    sizes,
    d.times(count, () => (d.chance(0.01) ? -100 : d.below(Math.max(1, n)))),
    [],
    sizes,
  )
}
const reduction = (d: Draw): { reduction: string } => ({ reduction: d.one(['mean', 'sum', 'none']) })

// Curves.
free(
  ['F.relu', 'F.relu6', 'F.hardtanh', 'F.hardsigmoid', 'F.hardswish', 'F.leakyRelu', 'F.softsign', 'F.hardshrink'],
  (d) => [d.tensor({ plain: d.chance(0.5) })],
  'function',
)
free(
  [
    'F.elu',
    'F.selu',
    'F.celu',
    'F.gelu',
    'F.silu',
    'F.mish',
    'F.softplus',
    'F.logsigmoid',
    'F.tanhshrink',
    'F.softshrink',
  ],
  (d) => [input(d)],
  'sum',
)
free(['F.sigmoid', 'F.tanh'], (d) => [input(d)], 'sum')
free(['F.gelu'], (d) => [input(d), { approximate: 'tanh' }], 'sum')
free(['F.elu', 'F.celu'], (d) => [input(d), { alpha: d.one([0.5, 2]) }], 'sum')
free(['F.threshold'], (d) => [input(d), 0.5, d.one([0, -1, 20])])
free(
  ['F.prelu'],
  (d) => {
    const x = input(d)
    return [x, input(d, [d.chance(0.5) ? 1 : (x.sizes[1] ?? 1)], x.dtype)]
  },
  'sum',
)
free(
  ['F.glu', 'F.softmax', 'F.softmin', 'F.logSoftmax'],
  (d) => {
    const x = input(d)
    return [x, dim(d, x)]
  },
  'sum',
)

// Layers.
free(
  ['F.linear'],
  (d) => {
    const [n, m] = [d.size(), d.size()]
    const dtype = d.float()
    return [
      input(d, [...d.shape(d.below(3)), n], dtype),
      input(d, [m, n], dtype),
      ...(d.chance(0.5) ? [input(d, [m], dtype)] : []),
    ]
  },
  'sum',
)
free(
  ['F.conv2d'],
  (d) => {
    const groups = d.one([1, 1, 2])
    const dtype = d.float()
    const [channels, filters] = [groups * d.between(1, 3), groups * d.between(1, 3)]
    const kernel = [d.between(1, 3), d.between(1, 3)]
    const bias = d.chance(0.5) ? input(d, [filters], dtype) : null
    const image = [channels, d.between(2, 9), d.between(2, 9)]
    return [
      input(d, d.chance(0.8) ? [d.between(1, 3), ...image] : image, dtype),
      input(d, [filters, channels / groups, ...kernel], dtype),
      { bias, groups, stride: d.between(1, 2), padding: d.below(3), dilation: d.one([1, 1, 2]) },
    ]
  },
  'sum',
)
free(
  ['F.conv1d'],
  (d) => {
    const dtype = d.float()
    const [channels, filters] = [d.between(1, 3), d.between(1, 3)]
    return [
      input(d, [d.between(1, 3), channels, d.between(2, 12)], dtype),
      input(d, [filters, channels, d.between(1, 3)], dtype),
      { stride: d.between(1, 2), padding: d.below(2) },
    ]
  },
  'sum',
)
const images = (d: Draw): Drawn => input(d, [d.between(1, 3), d.between(1, 4), d.between(2, 9), d.between(2, 9)])
free(
  ['F.maxPool2d', 'F.avgPool2d'],
  (d) => [
    images(d),
    d.one<number | number[]>([2, 3, [1, 2]]),
    { stride: d.one([1, 2, 3]), padding: d.chance(0.3) ? 1 : 0, ceilMode: d.chance(0.3) },
  ],
  'sum',
)
free(['F.adaptiveAvgPool2d', 'F.adaptiveMaxPool2d'], (d) => [images(d), d.one([1, 2, 3, [2, 1]])], 'sum')
free(
  ['F.interpolate'],
  (d) => [images(d), { scaleFactor: d.one([2, 0.5, 1.5]), mode: d.one(['nearest', 'bilinear']) }],
  'sum',
)
free(['F.pad'], (d) => [
  images(d),
  d.times(d.one([2, 4]), () => d.below(2)),
  { mode: d.one(['constant', 'reflect', 'replicate']) },
])
free(['F.unfold'], (d) => [images(d), 2, { padding: d.below(2), stride: d.between(1, 2) }], 'sum')

// Normalisation: of few elements that are nearly equal the rate is large, and so is the rounding.
const spread = (d: Draw, sizes: readonly number[], dtype: DType): Drawn => {
  const x = input(d, sizes, dtype)
  return new Drawn(
    dtype,
    x.base,
    x.values.map((v, i) => v + (i % 2) * 8),
    x.views,
    x.sizes,
  )
}
free(
  ['F.layerNorm'],
  (d) => {
    const [n, dtype] = [d.between(2, 40), d.float()]
    const affine = d.chance(0.5)
    return [
      spread(d, [...d.shape(d.below(3)), n], dtype),
      [n],
      affine ? input(d, [n], dtype) : null,
      affine ? input(d, [n], dtype) : null,
    ]
  },
  'sum',
)
free(
  ['F.groupNorm'],
  (d) => {
    const [groups, dtype] = [d.between(1, 3), d.float()]
    const channels = groups * d.between(1, 2)
    return [spread(d, [d.between(1, 3), channels, d.between(2, 5), d.between(2, 5)], dtype), groups]
  },
  'sum',
)
free(
  ['F.instanceNorm'],
  (d) => [spread(d, [d.between(1, 3), d.between(1, 3), d.between(2, 5), d.between(2, 5)], d.float())],
  'sum',
)
free(
  ['F.batchNorm'],
  (d) => {
    const [channels, dtype] = [d.between(1, 4), d.float()]
    const x = spread(d, [d.between(2, 5), channels, ...(d.chance(0.5) ? [3, 4] : [])], dtype)
    return [x, null, null, { training: true, weight: d.chance(0.5) ? input(d, [channels], dtype) : null }]
  },
  'sum',
)

// Losses.
free(
  ['F.mseLoss', 'F.l1Loss', 'F.smoothL1Loss', 'F.huberLoss'],
  (d) => {
    const x = input(d)
    return [x, input(d, x.sizes, x.dtype), reduction(d)]
  },
  'sum',
)
free(
  ['F.binaryCrossEntropyWithLogits'],
  (d) => {
    const x = input(d)
    return [x, d.tensor({ dtype: 'bool', sizes: x.sizes }), reduction(d)]
  },
  'sum',
)
free(
  ['F.crossEntropy'],
  (d) => {
    const [n, count, dtype] = [d.between(1, 5), d.between(1, 12), d.float()]
    const rest = d.chance(0.3) ? [d.between(1, 3)] : []
    const weight = d.chance(0.3) ? { weight: input(d, [count], dtype) } : {}
    return [
      input(d, [n, count, ...rest], dtype),
      d.chance(0.8) ? classes(d, [n, ...rest], count) : input(d, [n, count, ...rest], dtype),
      { ...reduction(d), ...weight, labelSmoothing: d.one([0, 0, 0.1]) },
    ]
  },
  'sum',
)
free(
  ['F.nllLoss'],
  (d) => {
    const [n, count] = [d.between(1, 5), d.between(1, 12)]
    return [input(d, [n, count]), classes(d, [n], count), reduction(d)]
  },
  'sum',
)
free(
  ['F.klDiv'],
  (d) => {
    const x = input(d)
    return [x, input(d, x.sizes, x.dtype), { ...reduction(d), logTarget: d.chance(0.5) }]
  },
  'sum',
)

// Lookups.
free(['F.embedding'], (d) => {
  const [count, width] = [d.size(), d.size()]
  return [classes(d, d.shape(d.below(3)), count), input(d, [count, width])]
})
free(['F.oneHot'], (d) => [classes(d, d.shape(d.between(1, 2)), 5), ...(d.chance(0.5) ? [6] : [])])
