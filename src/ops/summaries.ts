import { gradMode, needsGrad, record, recordMany } from '../autograd/graph.js'
import { dtypes, isFloat } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import type { Tensor } from '../tensor.js'
import { sub } from './binary.js'
import { isTensor } from './elementwise.js'
import { withLastZero } from './extremes.js'
import { cat } from './join.js'
import { normGradient } from './reduce-gradients.js'
import { dimsOf, reduceArgs, spread } from './reduction.js'
import { ReturnTypes } from './return-types.js'

/** Reductions that are made of others. */

/** The sum of what is not NaN. */
export function nansum(x: Tensor, ...args: unknown[]): Tensor {
  if (!isFloat(x.dtype)) return x.sum(...(args as [])) as Tensor
  const { dim, keepdim = false } = reduceArgs(args)
  const numbers = (x.detach() as Tensor).isnan().logicalNot() as Tensor
  const out = (numbers.where(x.detach() as Tensor, 0) as Tensor).sum(...(args as [])) as Tensor
  const reduced = { sizes: x.sizes, dims: dimsOf(x, dim), keepdim }
  if (gradMode.enabled && needsGrad(x))
    record('NansumBackward0', out, [x], [numbers], (g) => [numbers.where(spread(g, reduced), 0) as Tensor])
  return out
}

/** The average of what is not NaN. */
export function nanmean(x: Tensor, ...args: unknown[]): Tensor {
  const { dim = null, keepdim = false, dtype } = reduceArgs(args)
  if (!isFloat(dtype ?? x.dtype))
    throw new RuntimeError(
      `nanmean(): expected input to have floating point or complex dtype but got ${dtypes[x.dtype].legacy}`,
    )
  const count = (x.detach().isnan() as Tensor).logicalNot().sum({ dim, keepdim }) as Tensor
  return nansum(x, { dim, keepdim, dtype }).div(count) as Tensor
}

/** The smallest and the largest element, over all or along one dimension. */
export function aminmax(x: Tensor, options: { dim?: number | null; keepdim?: boolean } = {}): ReturnTypes {
  const { dim = null, keepdim = false } = options
  if (dim === null && x.numel() === 0)
    throw new RuntimeError(
      'aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.',
    )
  const plain = x.detach() as Tensor
  const along = dim === null ? [...x.sizes.keys()] : dimsOf(x, dim)
  const [min, max] = [plain.amin(along, keepdim) as Tensor, plain.amax(along, keepdim) as Tensor]
  if (dim === null) for (const edge of [min, max]) withLastZero(plain, edge)
  const reduced = { sizes: x.sizes, dims: along, keepdim }
  if (gradMode.enabled && needsGrad(x))
    recordMany('AminmaxBackward0', [min, max], [x], [x, min, max], (grads) => {
      const parts = [min, max].map((edge, k) => {
        const g = grads[k]
        if (g === null) return null
        const mask = x.eq(spread(edge, reduced)).to(g.dtype) as Tensor
        return mask.mul(spread(g, reduced)).div(mask.sum(along, true) as Tensor) as Tensor
      })
      const [low, high] = parts
      return [low === null ? high : high === null ? low : (low.add(high) as Tensor)]
    })
  return new ReturnTypes('aminmax', { min, max })
}

export interface DiffOptions {
  n?: number
  dim?: number
  prepend?: Tensor | null
  append?: Tensor | null
}

/** Differences of neighbours along `dim`, `n` times over. */
export function diff(x: Tensor, ...args: unknown[]): Tensor {
  const last = args.at(-1)
  const named = (last !== null && typeof last === 'object' && !isTensor(last) ? last : {}) as DiffOptions
  const n = named.n ?? (typeof args[0] === 'number' ? args[0] : 1)
  const dim = named.dim ?? (typeof args[1] === 'number' ? args[1] : -1)
  if (x.sizes.length === 0) throw new RuntimeError('diff expects input to be at least one-dimensional')
  if (n < 0) throw new RuntimeError(`order must be non-negative but got ${n}`)
  const d = wrapDim(dim, x.sizes.length)
  const { prepend, append } = named
  let out = prepend || append ? cat([...(prepend ? [prepend] : []), x, ...(append ? [append] : [])], d) : x
  if (n === 0) return x
  for (let k = 0; k < n && out.sizes[d] > 0; k++) {
    const [behind, before] = [out.narrow(d, 1, out.sizes[d] - 1), out.narrow(d, 0, out.sizes[d] - 1)] as Tensor[]
    out = out.dtype === 'bool' ? (behind.logicalXor(before) as Tensor) : sub(behind, before)
  }
  return out
}

/** Summed to a shape that broadcasts to this one. */
export function sumToSize(x: Tensor, ...args: unknown[]): Tensor {
  const sizes = (args.length === 1 && Array.isArray(args[0]) ? args[0] : args) as number[]
  const lead = x.sizes.length - sizes.length
  const misfit = lead < 0 || sizes.some((n, d) => n !== 1 && n !== x.sizes[d + lead])
  if (misfit)
    throw new RuntimeError(`size {[${sizes.join(', ')}]} is not expandable to size {[${x.sizes.join(', ')}]}.`)
  const dims = [...x.sizes.keys()].filter((d) => d < lead || (sizes[d - lead] === 1 && x.sizes[d] !== 1))
  if (dims.length === 0) return x
  const summed = x.sum(dims, true) as Tensor
  return lead > 0 ? (summed.view(sizes) as Tensor) : summed
}

/** Slices along `dim` whose p-norm is larger than `maxnorm`, brought down to it. */
export function renorm(x: Tensor, p: number, dim: number, maxnorm: number): Tensor {
  if (!(p > 0)) throw new RuntimeError('renorm: non-positive-norm not supported')
  if (x.sizes.length < 2)
    throw new RuntimeError(`renorm: input needs at least 2 dimensions, got ${x.sizes.length} dimensions`)
  const d = wrapDim(dim, x.sizes.length)
  const rest = [...x.sizes.keys()].filter((k) => k !== d)
  const normsOf = (t: Tensor): Tensor => t.norm(p, rest, true) as Tensor
  const factorOf = (norms: Tensor): Tensor =>
    norms.gt(maxnorm).where(norms.add(1e-7).reciprocal().mul(maxnorm), 1) as Tensor
  const plain = x.detach() as Tensor
  const out = plain.mul(factorOf(normsOf(plain))) as Tensor
  if (gradMode.enabled && needsGrad(x))
    record('RenormBackward0', out, [x], [x], (g) => {
      const norms = normsOf(x)
      // d factor/d norm = −maxnorm / (norm + 1e−7)², where there is one
      const slope = norms.gt(maxnorm).where(norms.add(1e-7).square().reciprocal().mul(-maxnorm), 0) as Tensor
      const ofNorms = (g.mul(x).sum(rest, true) as Tensor).mul(slope) as Tensor
      const wide = (t: Tensor): Tensor => t.expand([...x.sizes]) as Tensor
      return [g.mul(factorOf(norms)).add(normGradient(wide(ofNorms), x, wide(norms), p, rest) as Tensor) as Tensor]
    })
  return out
}
