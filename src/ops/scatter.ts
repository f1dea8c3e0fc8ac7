import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import type { Tensor } from '../tensor.js'
import { checkIndexType, gather, putAlong } from './along.js'
import { fittingOperand, isTensor, type Scalar } from './elementwise.js'
import { apart, fresh, inPlace, type Write } from './writes.js'

const text = (x: Tensor): string => `[${x.sizes.join(', ')}]`

function checkScatter(x: Tensor, d: number, index: Tensor, source: Tensor | null): void {
  checkIndexType(index, 'scatter')
  if (source !== null && source.dtype !== x.dtype)
    throw new RuntimeError('scatter(): Expected self.dtype to be equal to src.dtype')
  if (index.numel() === 0) return
  const rank = (t: Tensor): number => Math.max(1, t.sizes.length)
  if (rank(index) !== rank(x))
    throw new RuntimeError('Index tensor must have the same number of dimensions as self tensor')
  if (source !== null && rank(index) !== rank(source))
    throw new RuntimeError('Index tensor must have the same number of dimensions as src tensor')
  const fits = index.sizes.every(
    (n, k) => (k === d || n <= (x.sizes[k] ?? 1)) && (source === null || n <= (source.sizes[k] ?? 1)),
  )
  if (!fits)
    throw new RuntimeError(
      source === null
        ? `Expected index ${text(index)} to be no larger than self ${text(x)} apart from dimension ${d}`
        : `Expected index ${text(index)} to be no larger than self ${text(x)} apart from dimension ${d} and to be no larger size than src ${text(source)}`,
    )
}

const noGradient = (): never => {
  throw new RuntimeError('derivative for aten::scatter is not implemented')
}

function scattered(
  x: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor | Scalar,
  options: { reduce?: 'add' | 'multiply' } = {},
): Write {
  const d = wrapDim(dim, x.sizes.length)
  const { reduce } = options
  if (reduce !== undefined && reduce !== 'add' && reduce !== 'multiply')
    throw new RuntimeError('reduce argument must be either add or multiply.')
  checkScatter(x, d, index, isTensor(source) ? source : null)
  const values = (): Tensor => {
    if (isTensor(source)) return source
    const one = fittingOperand(source, x.dtype)
    return (one.clone() as Tensor).expand([...index.sizes]) as Tensor
  }
  const from = values()
  return {
    node: reduce ? 'torch::autograd::NotImplemented' : `ScatterBackward${isTensor(source) ? 0 : 1}`,
    others: isTensor(source) ? [source] : [],
    saves: [index],
    write: (target) => putAlong(target, d, index, apart(from, target), reduce ?? 'set'),
    grads: reduce
      ? noGradient
      : (g) => [scatter(g, d, index, 0), ...(isTensor(source) ? [padded(g, d, index, source)] : [])],
  }
}

/** The gradient of a source of which the index may use a part. */
function padded(g: Tensor, d: number, index: Tensor, source: Tensor): Tensor {
  const used = gather(g, d, index)
  if (index.sizes.every((n, k) => n === source.sizes[k])) return used
  let full = g.newZeros([...source.sizes]) as Tensor
  let part = full
  index.sizes.forEach((n, k) => {
    part = part.narrow(k, 0, n) as Tensor
  })
  part.copy_(used)
  full = part.base ?? part
  return full
}

/** Writes `source` (a tensor or a number) to the places of `index` along `dim`; `reduce` adds or multiplies. */
export const scatter = fresh(scattered, 'contiguous')
export const scatter_ = inPlace(scattered)

function added(x: Tensor, dim: number, index: Tensor, source: Tensor): Write {
  const d = wrapDim(dim, x.sizes.length)
  checkScatter(x, d, index, source)
  return {
    node: 'ScatterAddBackward0',
    others: [source],
    saves: [index],
    write: (target) => putAlong(target, d, index, apart(source, target), 'add'),
    grads: (g) => [g, padded(g, d, index, source)],
  }
}
export const scatterAdd = fresh(added, 'contiguous')
export const scatterAdd_ = inPlace(added)

const REDUCTIONS = {
  sum: { how: 'add', neutral: 0 },
  mean: { how: 'add', neutral: 0 },
  prod: { how: 'multiply', neutral: 1 },
  amax: { how: 'amax', neutral: Number.NEGATIVE_INFINITY },
  amin: { how: 'amin', neutral: Number.POSITIVE_INFINITY },
} as const
export type ScatterReduction = keyof typeof REDUCTIONS

function reduced(
  x: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  reduce: ScatterReduction,
  options: { includeSelf?: boolean } = {},
): Write {
  const d = wrapDim(dim, x.sizes.length)
  const { includeSelf = true } = options
  if (!Object.hasOwn(REDUCTIONS, reduce))
    throw new RuntimeError(`reduce argument must be either sum, prod, mean, amax or amin, got ${reduce}`)
  checkScatter(x, d, index, source)
  if (reduce === 'mean' && x.dtype === 'bool')
    throw new RuntimeError(`"scatter_gather_tensor_cpu_reduce_mean" not implemented for 'Bool'`)
  const { how, neutral } = REDUCTIONS[reduce]
  const counts = (): Tensor => {
    const start = (includeSelf ? x.newOnes([...x.sizes]) : x.newZeros([...x.sizes])) as Tensor
    return scatterAdd(start, d, index, source.newOnes([...source.sizes]) as Tensor).clampMin(1) as Tensor
  }
  return {
    node: 'ScatterReduceBackward0',
    others: [source],
    saves: [x, index, source],
    savesResult: true,
    write: (target) => {
      const from = apart(source, target)
      if (!includeSelf) {
        // Of integers the least and the largest stand for the infinities: what comes first replaces them anyway.
        const first = Number.isFinite(neutral) ? (target.newFull([...index.sizes], neutral) as Tensor) : null
        if (first !== null) putAlong(target, d, index, first, 'set')
        else putAlong(target, d, index, from, 'set')
      }
      putAlong(target, d, index, from, how)
      if (reduce === 'mean') target.copy_(target.div(counts(), { roundingMode: x.isFloatingPoint() ? null : 'floor' }))
    },
    grads: (g, out) => {
      const [self, of] = gradientsOf(reduce, g, x, out, { d, index, source, includeSelf, counts })
      return [includeSelf ? self : scatter(self, d, index, 0), of]
    },
  }
}

interface Setting {
  readonly d: number
  readonly index: Tensor
  readonly source: Tensor
  readonly includeSelf: boolean
  readonly counts: () => Tensor
}

/** torch/csrc/autograd/FunctionsManual.cpp, scatter_reduce_backward. */
function gradientsOf(reduce: ScatterReduction, g: Tensor, x: Tensor, out: Tensor, s: Setting): [Tensor, Tensor] {
  const { d, index, source } = s
  const to = (t: Tensor): Tensor => padded(t, d, index, source)
  if (reduce === 'sum') return [g, to(g)]
  if (reduce === 'mean') {
    const share = g.div(s.counts()) as Tensor
    return [share, to(share)]
  }
  if (reduce === 'amax' || reduce === 'amin') {
    const own = x.eq(out).to(g.dtype) as Tensor
    const others = source.eq(to(out)).to(g.dtype) as Tensor
    const share = g.div(scatterAdd(own, d, index, others).clampMin(1)) as Tensor
    return [own.mul(share) as Tensor, others.mul(to(share)) as Tensor]
  }
  const include = { includeSelf: s.includeSelf }
  const own = x.maskedFill(x.eq(0), 1) as Tensor
  const self = g.mul(scatterReduce(own, d, index, source, 'prod', include)).div(own) as Tensor
  const zero = source.eq(0) as Tensor
  const zeros = to(scatterAdd(x.newZeros([...x.sizes]) as Tensor, d, index, zero.to(x.dtype) as Tensor))
  const single = zero.logicalAnd(zeros.eq(1)) as Tensor
  const rest = scatterReduce(x, d, index, source.maskedFill(single, 1) as Tensor, 'prod', include)
  const others = single.where(
    to(g.mul(rest) as Tensor),
    to(g.mul(out) as Tensor).div(source.maskedFill(zero, 1)),
  ) as Tensor
  return [self, others]
}
export const scatterReduce = fresh(reduced, 'contiguous')
export const scatterReduce_ = inPlace(reduced)
