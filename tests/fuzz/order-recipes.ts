import { type Draw, Drawn } from './draw.js'
import { dims, floats, free, method, other, rank } from './recipe.js'

/** A dimension, and now and then whether it stays. */
const along = (d: Draw, x: Drawn): unknown[] => {
  const dim = d.dim(rank(x))
  return d.one<unknown[]>([[dim], [dim], [dim, d.chance(0.5)], [{ dim, keepdim: d.chance(0.5) }]])
}
/** Many are equal. */
const repeated = (d: Draw): Drawn => {
  const x = d.tensor()
  const few = x.values.map((v) => (Number.isFinite(v) ? Math.abs(Math.round(v)) % 3 : v))
  return d.chance(0.5) ? x : new Drawn(x.dtype, x.base, few, x.views, x.sizes)
}
const anyOf = (d: Draw): Drawn => d.tensor()

// Order.
method(['sort', 'argsort'], (d, x) => d.one([[], [d.dim(rank(x))], [d.dim(rank(x)), true]]), 'exact', repeated)
method(
  ['sort', 'argsort'],
  (d, x) => [{ dim: d.dim(rank(x)), descending: d.chance(0.5), stable: d.chance(0.5) }],
  'exact',
  repeated,
)
method(['msort'], () => [], 'exact', repeated)
for (let i = 0; i < 3; i++)
  method(
    ['topk'],
    (d, x) => {
      const dim = d.dim(rank(x))
      const n = x.sizes.at(dim) ?? 1
      const k = d.chance(0.05) ? n + 1 : d.below(n + 1)
      return d.one<unknown[]>([[k], [k, dim], [k, dim, d.chance(0.5), d.chance(0.7)], [k, { dim, largest: false }]])
    },
    'exact',
    repeated,
  )
method(['kthvalue'], (d, x) => [d.between(0, 6), ...along(d, x)], 'exact', repeated)
method(['median', 'nanmedian', 'mode'], (d, x) => (d.chance(0.3) ? [] : along(d, x)), 'exact', repeated)
method(['cummax', 'cummin'], (d, x) => [d.dim(rank(x))], 'extreme', repeated)
method(['logcumsumexp'], (d, x) => [d.dim(rank(x))], 'sum', floats(true))
method(
  ['unique'],
  (d, x) => {
    const dim = d.chance(0.3) ? { dim: d.dim(rank(x)) } : {}
    return d.one<unknown[]>([
      [],
      [{ returnInverse: true, ...dim }],
      [{ returnCounts: true, returnInverse: true, ...dim }],
    ])
  },
  'exact',
  repeated,
)
method(
  ['uniqueConsecutive'],
  (d) => d.one<unknown[]>([[], [true, true], [{ returnCounts: true, dim: 0 }]]),
  'exact',
  repeated,
)
method(
  ['quantile', 'nanquantile'],
  (d, x) => [d.one([0, 0.25, 0.5, 0.9, 1]), d.dim(rank(x)), d.chance(0.5)],
  'sum',
  floats(true),
)
method(
  ['bincount'],
  (d) => (d.chance(0.5) ? [] : [{ minlength: d.below(9) }]),
  'exact',
  (d) => d.tensor({ dtype: d.one(['int64', 'int32', 'uint8'] as const), sizes: d.shape(1), plain: d.chance(0.7) }),
)
method(['histc'], (d) => d.one<unknown[]>([[], [d.between(0, 9)], [d.between(1, 9), -1, 2]]), 'exact', floats(true))
method(['aminmax'], (d, x) => [{ dim: d.dim(rank(x)), keepdim: d.chance(0.5) }], 'extreme', repeated)
free(['searchsorted'], (d) => {
  // Rows that are in no order are searched by the same steps.
  const sorted = d.tensor({ sizes: d.shape(d.between(1, 3)) })
  const sizes = rank(sorted) === 1 ? d.shape() : [...sorted.sizes.slice(0, -1), d.size()]
  return [sorted, d.tensor({ dtype: sorted.dtype, sizes }), { right: d.chance(0.5), outInt32: d.chance(0.2) }]
})
free(['bucketize'], (d) => {
  const boundaries = d.tensor({ sizes: d.shape(1) })
  return [d.tensor({ dtype: boundaries.dtype }), boundaries, { right: d.chance(0.5) }]
})
free(['isin'], (d) => {
  const x = repeated(d)
  return [x, d.tensor({ dtype: x.dtype, sizes: d.shape(1) }), { invert: d.chance(0.5) }]
})

/** Indices below `n`; now and then one that is not. */
function places(d: Draw, n: number, sizes: readonly number[], fromEnd = false): Drawn {
  const count = sizes.reduce((product, size) => product * size, 1)
  const values = d.times(count, () =>
    d.chance(0.002) ? d.one([n, -n - 1]) : d.below(n) - (fromEnd && d.chance(0.3) ? n : 0),
  )
  return new Drawn(d.one(['int64', 'int64', 'int64', 'int32'] as const), sizes, values, [], sizes)
}
const within = (d: Draw, x: Drawn, dim: number): number[] => {
  const at = dim < 0 ? dim + rank(x) : dim
  return x.sizes.map((n, i) => (i === at ? d.size() : d.chance(0.7) ? n : d.below(n + 1)))
}
const sizeOf = (x: Drawn, dim: number): number => x.sizes.at(dim) ?? 1
const source = (d: Draw, x: Drawn, sizes: readonly number[]): Drawn => d.tensor({ dtype: x.dtype, sizes })

for (let i = 0; i < 2; i++) {
  method(['gather'], (d, x) => {
    const dim = d.dim(rank(x))
    return [dim, places(d, sizeOf(x, dim), within(d, x, dim))]
  })
  method(['scatter', 'scatter_', 'scatterAdd', 'scatterAdd_'], (d, x) => {
    const dim = d.dim(rank(x))
    const sizes = within(d, x, dim)
    return [dim, places(d, sizeOf(x, dim), sizes), source(d, x, sizes)]
  })
}
method(['scatter', 'scatter_'], (d, x) => {
  const dim = d.dim(rank(x))
  return [dim, places(d, sizeOf(x, dim), within(d, x, dim)), d.scalar()]
})
method(['scatterReduce', 'scatterReduce_'], (d, x) => {
  const dim = d.dim(rank(x))
  const sizes = within(d, x, dim)
  const how = d.one(['sum', 'prod', 'mean', 'amax', 'amin'])
  return [dim, places(d, sizeOf(x, dim), sizes), source(d, x, sizes), how, { includeSelf: d.chance(0.5) }]
})
method(['takeAlongDim'], (d, x) => {
  const dim = d.dim(rank(x))
  const sizes = x.sizes.map((n, i) => (i === (dim < 0 ? dim + rank(x) : dim) ? d.size() : d.chance(0.3) ? 1 : n))
  return d.chance(0.8) ? [places(d, sizeOf(x, dim), sizes), dim] : [places(d, x.numel, d.shape())]
})
method(['take'], (d, x) => [places(d, x.numel, d.shape(), true)])
method(['put', 'put_'], (d, x) => {
  const sizes = d.shape()
  return [places(d, x.numel, sizes, true), source(d, x, sizes), d.chance(0.5)]
})
const slices = (d: Draw, x: Drawn): [number, Drawn, Drawn] => {
  const dim = d.dim(rank(x))
  const count = d.size()
  const at = dim < 0 ? dim + rank(x) : dim
  return [
    dim,
    places(d, sizeOf(x, dim), [count]),
    source(
      d,
      x,
      x.sizes.map((n, i) => (i === at ? count : n)),
    ),
  ]
}
method(['indexAdd', 'indexAdd_'], (d, x) => [...slices(d, x), ...(d.chance(0.3) ? [{ alpha: 2 }] : [])])
method(['indexCopy', 'indexCopy_'], slices)
method(['indexFill', 'indexFill_'], (d, x) => {
  const dim = d.dim(rank(x))
  return [dim, places(d, sizeOf(x, dim), [d.size()], true), d.scalar()]
})
method(['indexSelect'], (d, x) => {
  const dim = d.dim(rank(x))
  return [dim, places(d, sizeOf(x, dim), [d.size()])]
})
method(['indexPut_'], (d, x) => {
  const sizes = d.shape(d.below(3))
  const lists = x.sizes.slice(0, d.between(1, 2)).map((n) => places(d, n, sizes, true))
  const rest = x.sizes.slice(lists.length)
  return [lists, source(d, x, d.chance(0.7) ? [...sizes, ...rest] : rest), d.chance(0.5)]
})
method(['maskedScatter', 'maskedScatter_'], (d, x) => [d.operand(x.sizes, { dtype: 'bool' }), source(d, x, [x.numel])])
method(['argwhere', 'nonzero'], () => [], 'exact', anyOf)

// Rearranging.
method(['roll'], (d, x) => d.one<unknown[]>([[d.between(-4, 4)], [d.between(-4, 4), d.dim(rank(x))]]))
method(['rot90'], (d) => [d.between(-3, 3)])
method(['fliplr', 'flipud', 'ravel', 'diag', 'trace', 'diagflat'], () => [])
method(['diagEmbed'], (d) => (d.chance(0.5) ? [] : [d.between(-2, 2)]))
method(['repeatInterleave'], (d, x) => {
  const dim = d.dim(rank(x))
  return d.one<unknown[]>([[d.below(4)], [d.below(4), dim], [places(d, 4, [sizeOf(x, dim)]), dim]])
})
method(['diff'], (d, x) => [d.below(4), d.dim(rank(x))])
method(['swapaxes'], (d, x) => [d.dim(rank(x)), d.dim(rank(x))])
method(['hsplit', 'vsplit', 'dsplit'], (d) => [d.one([1, 2, [1, 3]])])
method(['tensorSplit'], (d, x) => [d.one([1, 2, 3, [1, 3]]), d.dim(rank(x))])
method(
  ['kron'],
  (d, x) => [other(d, x)],
  'exact',
  (d) => d.tensor({ sizes: d.shape(d.below(3)) }),
)
method(['nanToNum', 'nansum', 'nanmean'], () => [], 'sum', floats(true))
method(['lerp'], (d, x) => [d.operand(x.sizes, { dtype: x.dtype }), 0.25], 'sum', floats(true))
method(
  ['addcmul', 'addcdiv'],
  (d, x) => [d.operand(x.sizes, { dtype: x.dtype, plain: true }), d.operand(x.sizes, { dtype: x.dtype, plain: true })],
  'function',
  floats(true),
)
method(['std', 'var'], dims, 'sum', floats(true))
free(['cartesianProd'], (d) => d.times(d.between(1, 3), () => d.tensor({ dtype: 'float32', sizes: [d.between(0, 4)] })))
free(['blockDiag'], (d) => d.times(d.between(1, 3), () => d.tensor({ sizes: d.shape(d.below(3)) })))
free(['columnStack', 'dstack'], (d) => {
  const sizes = d.shape(d.below(4))
  return [d.times(d.between(1, 3), () => d.tensor({ sizes }))]
})
free(
  ['tensordot'],
  (d) => [
    d.tensor({ dtype: 'float32', sizes: [3, 4], plain: true }),
    d.tensor({ dtype: 'float32', sizes: [4, 3], plain: true }),
    d.between(0, 2),
  ],
  'sum',
)
