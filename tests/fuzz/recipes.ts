import { binaries } from '../../src/ops/binary.js'
import { compares, predicates } from '../../src/ops/compares.js'
import { unaries } from '../../src/ops/unary.js'
import { Tensor } from '../../src/tensor.js'
import type { Draw, Drawn } from './draw.js'
import type { Bound } from './outcome.js'
import { add, dims, floats, free, list, method, other, type Recipe, rank, underscored } from './recipe.js'
import './layer-recipes.js'
import './order-recipes.js'

/** What IEEE 754 or integer arithmetic determines to the last bit. Of every other function both engines have their own. */
const EXACT = new Set([
  ...['neg', 'abs', 'sign', 'sqrt', 'square', 'reciprocal', 'relu', 'floor', 'ceil', 'round', 'trunc', 'frac'],
  ...['bitwiseNot', 'add', 'sub', 'mul', 'div', 'floorDivide', 'remainder', 'fmod'],
  ...['bitwiseAnd', 'bitwiseOr', 'bitwiseXor', 'bitwiseLeftShift', 'bitwiseRightShift'],
  ...['copysign', 'nextafter', 'heaviside', 'gcd', 'lcm'],
])
const EXTREME = new Set(['maximum', 'minimum', 'fmax', 'fmin'])
// Near their poles and zeros they are differences of large terms.
const SUMS = new Set(['lgamma', 'digamma', 'igamma', 'igammac', 'sinc', 'logaddexp', 'logaddexp2', 'xlogy'])
const boundOf = (name: string): Bound =>
  EXACT.has(name) ? 'exact' : EXTREME.has(name) ? 'extreme' : SUMS.has(name) ? 'sum' : 'function'

// Pointwise: the tables themselves, so that a new row is drawn as well.
for (const name of Object.keys(unaries)) method([name, `${name}_`], () => [], boundOf(name))
for (const name of Object.keys(binaries)) {
  if (name === 'truncDivide') continue
  const twins = `${name}_` in Tensor.prototype ? [`${name}_`] : []
  method([name, ...twins], (d, x) => [other(d, x)], boundOf(name))
}
method(Object.keys(predicates), () => [])
method([...Object.keys(compares), ...underscored(Object.keys(compares))], (d, x) => [other(d, x)])
method(['add', 'sub', 'add_', 'sub_'], (d, x) => [other(d, x), { alpha: d.one([2, -1, 0.5, 3]) }])
method(['div'], (d, x) => [other(d, x), { roundingMode: d.one(['floor', 'trunc', null]) }])
method(['round'], (d) => [{ decimals: d.between(-2, 3) }], 'function')
method(['rsub', 'rdiv'], (d) => [d.scalar()])
method(['rpow'], (d) => [d.scalar()], 'function')
const limit = (d: Draw, x: Drawn) => d.one([null, -1, 0.5, 2, d.operand(x.sizes)])
method(['clamp', 'clamp_'], (d, x) => [limit(d, x), limit(d, x)], 'extreme')
method(['clampMin', 'clampMax', 'clampMin_', 'clampMax_'], (d, x) => [limit(d, x) ?? 1], 'extreme')
method(['isclose', 'allclose'], (d, x) => [d.operand(x.sizes, { dtype: x.dtype }), { equalNan: d.chance(0.5) }])
method(['equal'], (d, x) => [d.chance(0.5) ? x : d.operand(x.sizes)])
method(['where'], (d, x) => [d.operand(x.sizes, { dtype: 'bool' }), other(d, x)])
method(['maskedFill', 'maskedFill_'], (d, x) => [d.operand(x.sizes, { dtype: 'bool' }), d.scalar()])
method(['fill_'], (d) => [d.scalar()])
method(['copy_'], (d, x) => [other(d, x)])
method(['zero_', 'clone', 'contiguous', 'float', 'double', 'bool', 'tolist', 'nonzero'], () => [])
// What a float beyond an integer's range becomes is not said by C++, nor by PyTorch.
method(
  ['long', 'int', 'byte'],
  () => [],
  'exact',
  (d) => d.tensor({ plain: true }),
)

// Reductions.
method(['sum', 'mean'], dims, 'sum')
method(['std', 'var'], (d, x) => dims(d, x), 'sum', floats(true))
method(['std', 'var'], (d, x) => [{ dim: d.dim(rank(x)), correction: d.between(0, 3) }], 'sum', floats(true))
method(['prod'], (d, x) => d.one([[], [d.dim(rank(x))], [d.dim(rank(x)), true]]), 'sum')
method(['any', 'all', 'countNonzero'], dims)
method(['amax', 'amin'], dims, 'extreme')
method(['max', 'min', 'argmax', 'argmin'], (d, x) => d.one([[], [d.dim(rank(x))], [d.dim(rank(x)), true]]), 'extreme')
method(['max', 'min'], (d, x) => [d.operand(x.sizes)], 'extreme')
method(['cumsum', 'cumprod'], (d, x) => [d.dim(rank(x))], 'sum')
method(['logsumexp'], (d, x) => [d.dim(rank(x)), d.chance(0.5)], 'sum', floats(true))
method(['softmax', 'logSoftmax'], (d, x) => [d.dim(rank(x))], 'sum', floats(true))
method(['norm'], (d, x) => [d.one([0, 1, 2, 3, Infinity, -Infinity]), d.dim(rank(x))], 'sum', floats(true))

// Views and copies.
method(['t', 'flatten', 'squeeze', 'unbind'], () => [])
method(['transpose', 'movedim'], (d, x) => [d.dim(rank(x)), d.dim(rank(x))])
method(['permute', 'flip'], (d, x) => d.times(rank(x), () => d.dim(rank(x))))
method(['view', 'reshape'], (d, x) => d.one<unknown[]>([[-1], [x.numel], [1, -1], [[2, -1]], d.shape()]))
method(['unsqueeze', 'squeeze', 'unbind'], (d, x) => [d.dim(rank(x) + 1)])
method(['expand', 'broadcastTo'], (d, x) => [...d.shape(1), ...x.sizes.map((n) => (n === 1 ? 3 : d.one([n, -1])))])
method(['repeat', 'tile'], (d, x) => d.times(rank(x) + d.below(2), () => d.below(3)))
method(['split', 'chunk'], (d, x) => [d.between(0, 4), d.dim(rank(x))])
method(['narrow'], (d, x) => [d.dim(rank(x)), d.between(-2, 4), d.between(0, 3)])
method(['unfold'], (d, x) => [d.dim(rank(x)), d.between(0, 3), d.between(0, 2)])
method(['diagonal'], (d, x) => [d.between(-2, 2), d.dim(rank(x)), d.dim(rank(x))])
method(['tril', 'triu'], (d) => [d.between(-3, 3)])
method(['asStrided'], (d) => [d.shape(2), [d.below(4), d.below(3)], d.below(3)])
method(['unflatten'], (d, x) => [d.dim(rank(x)), [d.between(1, 3), -1]])

// Indices: numbers, slices, null, ellipsis, lists, masks, tensors.
const index = (d: Draw, x: Drawn, i: number) =>
  d.one<() => unknown>([
    () => d.dim(x.sizes[i] ?? 1),
    () => ':',
    () => `${d.between(-3, 3)}:${d.one(['', d.between(-3, 5)])}`,
    () => `::${d.between(1, 3)}`,
    () => null,
    () => d.times(d.between(1, 3), () => d.dim(x.sizes[i] ?? 1)),
    () => d.tensor({ dtype: d.one(['int64', 'int32']), sizes: d.shape(d.below(3)), plain: true }),
    () => d.tensor({ dtype: 'bool', sizes: x.sizes.slice(i, i + d.between(1, 2)) }),
    () => d.chance(0.5),
  ])()
const indices = (d: Draw, x: Drawn) => {
  const drawn = d.times(d.below(rank(x) + 2), (i) => index(d, x, i))
  return d.chance(0.2) ? ['...', ...drawn.slice(0, 1)] : drawn
}
for (let i = 0; i < 4; i++) {
  method(['at'], indices)
  // One place written twice has the last value, whoever writes: lists are drawn, but never with the same place twice.
  method(['set'], (d, x) => [indices(d, x), d.chance(0.5) ? d.scalar() : d.tensor({ sizes: d.shape(d.below(2)) })])
}
method(['indexSelect'], (d, x) => [d.dim(rank(x)), d.tensor({ dtype: 'int64', sizes: [d.between(0, 4)], plain: true })])
method(['maskedSelect'], (d, x) => [d.operand(x.sizes, { dtype: 'bool' })])

// Joining.
free(['cat', 'stack', 'hstack', 'vstack'], (d) => {
  const sizes = d.shape()
  const along = d.dim(sizes.length)
  const parts = d.times(d.between(1, 3), () =>
    d.tensor({ sizes: d.chance(0.3) ? sizes.map((n, i) => (i === along ? d.size() : n)) : sizes }),
  )
  return [parts, ...(d.chance(0.5) ? [along] : [])]
})
free(['where'], (d) => {
  const condition = d.tensor({ dtype: 'bool' })
  return [condition, other(d, condition), other(d, condition)]
})
free(['meshgrid'], (d) => [d.times(2, () => d.tensor({ sizes: d.shape(1), dtype: 'float32' })), { indexing: 'xy' }])
free(['broadcastTensors'], (d) => {
  const x = d.tensor()
  return [x, d.operand(x.sizes)]
})

// Products of matrices.
const matrices = (d: Draw, shapes: (m: number, k: number, n: number) => (readonly number[])[]): Drawn[] => {
  const dtype = d.one(['float32', 'float64', 'float32', 'int64', 'int32'] as const)
  return shapes(d.size(), d.size(), d.size()).map((sizes) => d.tensor({ dtype, sizes, plain: true }))
}
const product = (name: string, shapes: (d: Draw) => (m: number, k: number, n: number) => number[][]) =>
  add([name], (d) => {
    const [self, ...args] = matrices(d, shapes(d))
    return { self, name, args, bound: 'sum' }
  })
product('mm', () => (m, k, n) => [
  [m, k],
  [k, n],
])
product('bmm', (d) => {
  const b = d.size()
  return (m, k, n) => [
    [b, m, k],
    [b, k, n],
  ]
})
product('mv', () => (m, k) => [[m, k], [k]])
product('dot', () => (_, k) => [[k], [k]])
product('outer', () => (m, k) => [[m], [k]])
product('addmm', () => (m, k, n) => [
  [m, n],
  [m, k],
  [k, n],
])
product('matmul', (d) => (m, k, n) => [
  [...d.shape(d.below(2)), ...(d.chance(0.8) ? [m] : []), k],
  [...d.shape(d.below(2)), k, ...(d.chance(0.8) ? [n] : [])],
])
for (const [equation, shapes] of [
  [
    'ik,kj->ij',
    (m, k, n) => [
      [m, k],
      [k, n],
    ],
  ],
  [
    'ik,kj',
    (m, k, n) => [
      [m, k],
      [k, n],
    ],
  ],
  [
    'bij,bjk->bik',
    (m, k, n) => [
      [2, m, k],
      [2, k, n],
    ],
  ],
  [
    '...i,...i->...',
    (m, k) => [
      [m, k],
      [m, k],
    ],
  ],
  ['ii->i', (m) => [[m, m]]],
  ['ij->ji', (m, k) => [[m, k]]],
  ['i,j,k->kij', (m, k, n) => [[m], [k], [n]]],
  [
    'ij,jk,kl->il',
    (m, k, n) => [
      [m, k],
      [k, n],
      [n, 2],
    ],
  ],
] as [string, (m: number, k: number, n: number) => number[][]][])
  free(['einsum'], (d) => [equation, ...matrices(d, shapes)], 'sum')

export const recipes: readonly [name: string, recipe: Recipe][] = list
