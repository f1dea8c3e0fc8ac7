import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { dtypes, isIntegral } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { normGradient } from './reduce-gradients.js'
import { type Dims, dimsOf, type ReduceOptions, reduceArgs, reducedSizes, spread } from './reduction.js'

const NORM_OPTIONS: readonly string[] = ['p', 'dim', 'keepdim', 'dtype']

/** The p-norm over all elements or `dim`; p = 2 unless given. */
export function norm(x: Tensor, ...args: unknown[]): Tensor {
  const last = args.at(-1)
  const named = (last !== null && typeof last === 'object' && !Array.isArray(last) ? last : {}) as ReduceOptions & {
    p?: number | 'fro' | null
  }
  for (const name of Object.keys(named))
    if (!NORM_OPTIONS.includes(name)) throw new TypeError(`Tensor.norm() got an unexpected keyword argument '${name}'`)
  const p = orderOf(typeof args[0] === 'object' ? named.p : args[0])
  const dim = args[1] === undefined || args[1] === named ? named.dim : (args[1] as Dims)
  const options = { dim, keepdim: named.keepdim ?? args[2] === true }
  if (isIntegral(x.dtype))
    throw new RuntimeError(
      `linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${dtypes[x.dtype].legacy}`,
    )
  const dtype = named.dtype ?? x.dtype
  if (dtype !== x.dtype) return norm(x.to(dtype) as Tensor, p, dim, options.keepdim)
  const plain = x.detach() as Tensor
  const out = vectorNorm(plain, p, options as object)
  const dims = dimsOf(x, dim)
  if (gradMode.enabled && needsGrad(x))
    record('LinalgVectorNormBackward0', out, [x], [x, out], (g) => {
      const reduced = { sizes: x.sizes, dims, keepdim: options.keepdim }
      return [normGradient(spread(g, reduced), x, spread(out, reduced), p, dims)]
    })
  return out
}

/** Frobenius' norm is the 2-norm of all elements; norms of operators need decompositions that are not here. */
function orderOf(p: unknown): number {
  if (p === undefined || p === null || p === 'fro') return 2
  if (typeof p === 'number') return p
  throw new RuntimeError(`linalg.matrix_norm: Order ${String(p)} not supported.`)
}

function vectorNorm(x: Tensor, p: number, options: object): Tensor {
  if (p === Number.POSITIVE_INFINITY) return x.abs().amax(options) as Tensor
  if (p === Number.NEGATIVE_INFINITY) return x.abs().amin(options) as Tensor
  if (p === 0) return (x.ne(0).sum(options) as Tensor).to(x.dtype) as Tensor
  if (p === 1) return x.abs().sum(options) as Tensor
  if (p === 2) return (x.square().sum(options) as Tensor).sqrt()
  return (x.abs().pow(p).sum(options) as Tensor).pow(1 / p) as Tensor
}

/** log Σ exp(x), without overflow: the maximum is taken out first. */
export function logsumexp(x: Tensor, ...args: unknown[]): Tensor {
  const { dim, keepdim = false } = reduceArgs(args)
  const dims = dimsOf(x, dim)
  const plain = x.detach() as Tensor
  // The sum of nothing is 0.
  if (x.numel() === 0) return plain.sum([...dims], keepdim).log() as Tensor
  const top = plain.amax([...dims], true) as Tensor
  const finite = top.isfinite().where(top, 0) as Tensor
  const exps = plain.sub(finite).exp() as Tensor
  const total = (exps.sum([...dims], true) as Tensor).log().add(finite) as Tensor
  const out = keepdim ? total : (total.view(reducedSizes(x, dims, false)) as Tensor)
  out.base = null // nobody else holds `total`
  if (gradMode.enabled && needsGrad(x))
    record('LogsumexpBackward0', out, [x], [x, out], (g) => {
      const reduced = { sizes: x.sizes, dims, keepdim }
      const wide = spread(out, reduced)
      return [spread(g, reduced).mul(x.sub(wide.isinf().where(0, wide) as Tensor).exp())]
    })
  return out
}
