import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import { contiguousStrides } from '../shape/strides.js'
import type { Tensor } from '../tensor.js'
import { mul } from './binary.js'
import { asOne, broadcastTensors } from './join.js'
import { bmm, dot, mm, mv, outer } from './matmul.js'
import { normGradient } from './reduce-gradients.js'
import { permute, reshape } from './views.js'

const wanted = (...xs: Tensor[]): boolean => gradMode.enabled && xs.some(needsGrad)
const plain = (x: Tensor): Tensor => x.detach() as Tensor
const scaled = (x: Tensor, by: number): Tensor => (by === 1 ? x : (x.mul(by) as Tensor))

export interface Factors {
  alpha?: number
  beta?: number
}
/** beta · input + alpha · product; a beta of 0 hides what the input holds. */
const mixed = (input: Tensor, product: Tensor, { alpha = 1, beta = 1 }: Factors): Tensor =>
  beta === 0 ? scaled(product, alpha) : (scaled(product, alpha).add(scaled(input, beta)) as Tensor)

/** beta · input + alpha · (mat by vec) */
export function addmv(input: Tensor, mat: Tensor, vec: Tensor, factors: Factors = {}): Tensor {
  const { alpha = 1, beta = 1 } = factors
  if (mat.sizes.length !== 2 || vec.sizes.length !== 1 || input.sizes.length > 1)
    throw new RuntimeError(
      `vector + matrix @ vector expected, got ${input.sizes.length}, ${mat.sizes.length}, ${vec.sizes.length}`,
    )
  const out = mixed(plain(input), mv(plain(mat), plain(vec)), factors)
  if (wanted(input, mat, vec))
    record('AddmvBackward0', out, [input, mat, vec], [mat, vec], (g) => [
      scaled(g, beta),
      scaled(outer(g, vec), alpha),
      scaled(mv(mat.t() as Tensor, g), alpha),
    ])
  return out
}

/** beta · input + alpha · Σ (batch1 by batch2) */
export function addbmm(input: Tensor, batch1: Tensor, batch2: Tensor, factors: Factors = {}): Tensor {
  const { alpha = 1, beta = 1 } = factors
  const out = mixed(plain(input), bmm(plain(batch1), plain(batch2)).sum(0) as Tensor, factors)
  if (wanted(input, batch1, batch2))
    record('AddbmmBackward0', out, [input, batch1, batch2], [batch1, batch2], (g) => {
      const each = g.unsqueeze(0).expand([batch1.sizes[0], ...g.sizes]) as Tensor
      return [
        scaled(g, beta),
        scaled(bmm(each, batch2.mT as Tensor), alpha),
        scaled(bmm(batch1.mT as Tensor, each), alpha),
      ]
    })
  return out
}

/** beta · input + alpha · (vec1 outer vec2) */
export function addr(input: Tensor, vec1: Tensor, vec2: Tensor, factors: Factors = {}): Tensor {
  const { alpha = 1, beta = 1 } = factors
  if (vec1.sizes.length !== 1)
    throw new RuntimeError(`addr: Expected 1-D argument vec1, but got ${vec1.sizes.length}-D`)
  if (vec2.sizes.length !== 1)
    throw new RuntimeError(`addr: Expected 1-D argument vec2, but got ${vec2.sizes.length}-D`)
  const out = mixed(plain(input), outer(plain(vec1), plain(vec2)), factors)
  if (wanted(input, vec1, vec2))
    record('AddrBackward0', out, [input, vec1, vec2], [vec1, vec2], (g) => [
      scaled(g, beta),
      scaled(mv(g, vec2), alpha),
      scaled(mv(g.t() as Tensor, vec1), alpha),
    ])
  return out
}

export const ger = outer
/** Of real vectors the scalar product. */
export const vdot = (x: Tensor, other: Tensor): Tensor => dot(x, other)

/** Sums of products over the last dimensions of both. */
export function inner(x: Tensor, other: Tensor): Tensor {
  if (x.sizes.length === 0 || other.sizes.length === 0) return mul(x, other)
  const [n, m] = [x.sizes[x.sizes.length - 1], other.sizes[other.sizes.length - 1]]
  if (n !== m)
    throw new RuntimeError(
      `inner() the last dimension must match on both input tensors but got shapes [${x.sizes.join(', ')}] and [${other.sizes.join(', ')}]`,
    )
  if (x.sizes.length === 1 && other.sizes.length === 1) return dot(x, other)
  return tensordot(x, other, [[-1], [-1]])
}

/** Sums of products over some dimensions of both: the last `dims` of one and the first of the other, or two lists. */
export function tensordot(
  a: Tensor,
  b: Tensor,
  dims: number | readonly (readonly number[])[] | { dims?: number | readonly (readonly number[])[] } = 2,
): Tensor {
  const given = typeof dims === 'object' && !Array.isArray(dims) ? ((dims as { dims?: number }).dims ?? 2) : dims
  const [p, q] = [a.sizes.length, b.sizes.length]
  const count = typeof given === 'number' ? given : 0
  if (count < 0) throw new RuntimeError(`tensordot expects dims >= 0, but got dims=${count}`)
  const [of, with_] =
    typeof given === 'number'
      ? [Array.from({ length: count }, (_, k) => k - count), Array.from({ length: count }, (_, k) => k)]
      : (given as readonly (readonly number[])[])
  if (of.length !== with_.length) throw new RuntimeError('both dimension lists should have same length')
  const [left, right] = [of.map((d) => wrapDim(d, p)), with_.map((d) => wrapDim(d, q))]
  left.forEach((d, k) => {
    if (a.sizes[d] !== b.sizes[right[k]])
      throw new RuntimeError(
        `contracted dimensions need to match, but first has size ${a.sizes[d]} in dim ${of[k]} and second has size ${b.sizes[right[k]]} in dim ${with_[k]}`,
      )
  })
  const rest = (x: Tensor, used: readonly number[]): number[] => [...x.sizes.keys()].filter((d) => !used.includes(d))
  const [outerA, outerB] = [rest(a, left), rest(b, right)]
  const size = (x: Tensor, list: readonly number[]): number => list.reduce((n, d) => n * x.sizes[d], 1)
  const matA = reshape(permute(a, [...outerA, ...left]), [size(a, outerA), size(a, left)])
  const matB = reshape(permute(b, [...right, ...outerB]), [size(b, right), size(b, outerB)])
  return reshape(mm(matA, matB), [...outerA.map((d) => a.sizes[d]), ...outerB.map((d) => b.sizes[d])])
}

/** Kronecker's product: each element of one times the whole other. */
export function kron(a: Tensor, b: Tensor): Tensor {
  const rank = Math.max(a.sizes.length, b.sizes.length)
  const padded = (x: Tensor): number[] => [...new Array<number>(rank - x.sizes.length).fill(1), ...x.sizes]
  const [n, m] = [padded(a), padded(b)]
  const product = mul(
    reshape(
      a,
      n.flatMap((k) => [k, 1]),
    ),
    reshape(
      b,
      m.flatMap((k) => [1, k]),
    ),
  ).contiguous() as Tensor
  const sizes = n.map((k, d) => k * m[d])
  const out = product.alias(sizes, contiguousStrides(sizes), product.offset)
  const was = product.sizes
  if (gradMode.enabled && needsGrad(product))
    record('UnsafeViewBackward0', out, [product], [], (g) => [g.reshape([...was]) as Tensor])
  return out
}

/** The product of several matrices, in the order that costs least (Cormen et al., matrix-chain multiplication). */
export function chainMatmul(...matrices: (Tensor | readonly Tensor[])[]): Tensor {
  const list = matrices.flat() as Tensor[]
  if (list.length === 0) throw new RuntimeError('chain_matmul(): Expected one or more matrices')
  for (const x of list)
    if (x.sizes.length !== 2) throw new RuntimeError(`Tensor dimension is ${x.sizes.length}, expected 2 instead.`)
  const p = [...list.map((x) => x.sizes[0]), list[list.length - 1].sizes[1]]
  const cost = list.map(() => new Array<number>(list.length).fill(0))
  const cut = list.map(() => new Array<number>(list.length).fill(0))
  for (let length = 1; length < list.length; length++)
    for (let i = 0; i + length < list.length; i++) {
      const j = i + length
      cost[i][j] = Number.POSITIVE_INFINITY
      for (let k = i; k < j; k++) {
        const sum = cost[i][k] + cost[k + 1][j] + p[i] * p[k + 1] * p[j + 1]
        if (sum < cost[i][j]) {
          cost[i][j] = sum
          cut[i][j] = k
        }
      }
    }
  const product = (i: number, j: number): Tensor =>
    i === j ? list[i] : mm(product(i, cut[i][j]), product(cut[i][j] + 1, j))
  return product(0, list.length - 1)
}

/** A square matrix multiplied by itself; powers are not negative. */
export function matrixPower(x: Tensor, n: number): Tensor {
  if (!Number.isInteger(n)) throw new TypeError("matrix_power(): argument 'n' must be int")
  const [rows, columns] = x.sizes.slice(-2)
  if (x.sizes.length < 2 || rows !== columns)
    throw new RuntimeError(
      `linalg.matrix_power: A must be batches of square matrices, but they are ${rows} by ${columns} matrices`,
    )
  if (n < 0) throw new RuntimeError('linalg.matrix_power: negative powers need an inverse, which is not available')
  if (n === 0) {
    const one = x.newZeros([...x.sizes]) as Tensor
    one.diagonal(0, -2, -1).fill_(1)
    return one
  }
  if (n === 1) return x.clone() as Tensor
  let [power, square]: [Tensor | null, Tensor] = [null, x]
  for (let rest = n; ; square = square.matmul(square) as Tensor) {
    if (rest % 2 === 1) power = power === null ? square : (power.matmul(square) as Tensor)
    rest = Math.floor(rest / 2)
    if (rest === 0) return power as Tensor
  }
}

/** The vector product along a dimension of 3; without `dim` along the first such. */
export function cross(a: Tensor, b: Tensor, dim?: number | { dim?: number }): Tensor {
  const [x, y] = broadcastTensors(a, b)
  const along = typeof dim === 'number' ? dim : (dim?.dim ?? x.sizes.indexOf(3))
  const d = wrapDim(along, x.sizes.length)
  if (x.sizes[d] !== 3)
    throw new RuntimeError(
      `linalg.cross: inputs dimension ${along} must have length 3. Got ${a.sizes[d]} and ${b.sizes[d]}`,
    )
  const product = (p: Tensor, q: Tensor): Tensor =>
    (p.roll(-1, d).mul(q.roll(-2, d)) as Tensor).sub(p.roll(-2, d).mul(q.roll(-1, d))) as Tensor
  const out = product(plain(x), plain(y))
  if (wanted(a, b)) record('LinalgCrossBackward0', out, [a, b], [a, b], (g) => [product(y, g), product(g, x)])
  return out
}

/** Distances of all rows of one matrix to all rows of another, in the p-norm. */
export function cdist(a: Tensor, b: Tensor, options: number | { p?: number } = 2): Tensor {
  const p = typeof options === 'number' ? options : (options.p ?? 2)
  const [n, m] = [a.sizes[a.sizes.length - 1], b.sizes[b.sizes.length - 1]]
  if (a.sizes.length < 2) throw new RuntimeError(`cdist only supports at least 2D tensors, X1 got: ${a.sizes.length}D`)
  if (b.sizes.length < 2) throw new RuntimeError(`cdist only supports at least 2D tensors, X2 got: ${b.sizes.length}D`)
  if (n !== m) throw new RuntimeError(`X1 and X2 must have the same number of columns. X1: ${n} X2: ${m}`)
  const gaps = (): Tensor => a.unsqueeze(-2).sub(b.unsqueeze(-3)) as Tensor
  const out = plain(gaps()).norm(p, -1) as Tensor
  if (wanted(a, b))
    record('CdistBackward0', out, [a, b], [a, b, out], (g) => {
      const slope = normGradient(g.unsqueeze(-1) as Tensor, gaps(), out.unsqueeze(-1) as Tensor, p, [-1])
      return slope === null ? [null, null] : [slope.sum(-2) as Tensor, slope.sum(-3).neg() as Tensor]
    })
  return out
}

/** The p-norm of the difference. */
export function dist(a: Tensor, b: Tensor, p = 2): Tensor {
  const out = (plain(a).sub(plain(b)) as Tensor).norm(p) as Tensor
  if (wanted(a, b))
    record('DistBackward0', out, [a, b], [a, b, out], (g) => {
      const gaps = a.sub(b) as Tensor
      const slope = normGradient(g, gaps, out, p, [...gaps.sizes.keys()])
      return slope === null ? [null, null] : [slope, slope.neg() as Tensor]
    })
  return out
}

/** The sum of a matrix's diagonal. */
export function trace(x: Tensor): Tensor {
  if (x.sizes.length !== 2)
    throw new RuntimeError(`trace: expected a matrix, but got tensor with dim ${x.sizes.length}`)
  if (x.dtype === 'bool') throw new RuntimeError(`"trace" not implemented for 'Bool'`)
  const [n, m] = x.sizes
  const spread = (g: Tensor): Tensor => {
    const full = g.newZeros([n, m]) as Tensor
    return full.diagonalScatter(g.expand([Math.min(n, m)])) as Tensor
  }
  return asOne('TraceBackward0', x, (t) => t.diagonal().sum() as Tensor, spread)
}
