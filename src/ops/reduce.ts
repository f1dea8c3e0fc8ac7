import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { type DType, dtypes, isDType, isIntegral } from '../dtype.js'
import type { ReduceName, ScanName } from '../engine/engine.js'
import { engine } from '../engine/index.js'
import { IndexError, RuntimeError } from '../errors.js'
import { wrapDim, wrapDims } from '../shape/dims.js'
import { flatLoop, packLoop, type Strided } from '../shape/loop.js'
import { Tensor } from '../tensor.js'
import { nodeName } from './define.js'
import { cast } from './elementwise.js'
import { cumprodGradient, normGradient, productsOfOthers, reversedCumsum } from './reduce-gradients.js'
import { ReturnTypes } from './return-types.js'

export type Dims = number | readonly number[] | null | undefined
export interface ReduceOptions {
  dim?: Dims
  keepdim?: boolean
  dtype?: DType
  /** var and std: divide by n − correction; 1 unless given. */
  correction?: number
  unbiased?: boolean
}

/** `(dim?, keepdim?, options?)` in any of their forms → options. */
export function reduceArgs(args: readonly unknown[]): ReduceOptions {
  const last = args.at(-1)
  const options =
    last !== null && typeof last === 'object' && !Array.isArray(last) ? (last as ReduceOptions) : undefined
  const positional = options ? args.slice(0, -1) : args
  return {
    ...(positional.length > 0 && { dim: positional[0] as Dims }),
    ...(typeof positional[1] === 'boolean' && { keepdim: positional[1] }),
    ...options,
  }
}

/** The dimensions to reduce, counted from the front; all of them for none, null or []. */
const dimsOf = (x: Tensor, dim: Dims): number[] => {
  if (typeof dim === 'number') {
    const d = wrapDim(dim, x.sizes.length)
    return x.sizes.length === 0 ? [] : [d]
  }
  if (dim === null || dim === undefined || dim.length === 0) return x.sizes.map((_, d) => d)
  const dims = wrapDims(dim, x.sizes.length)
  return x.sizes.length === 0 ? [] : dims
}

export const reducedSizes = (x: Tensor, dims: readonly number[], keepdim: boolean): number[] =>
  keepdim ? x.sizes.map((n, d) => (dims.includes(d) ? 1 : n)) : x.sizes.filter((_, d) => !dims.includes(d))

/** One engine call: kept dimensions outside, reduced ones inside. */
function reduceTo(
  op: ReduceName,
  x: Tensor,
  dims: readonly number[],
  keepdim: boolean,
  dtype: DType,
  parameter = 0,
): Tensor {
  const out = Tensor.empty(reducedSizes(x, dims, keepdim), dtype)
  if (dims.length === x.sizes.length && x.isContiguous() && x.numel() > 0) {
    // Everything, in one line.
    const loop = flatLoop(x.numel(), 0, x.offset)
    loop[3] = 0
    engine.reduce(op, out.store.data, x.store.data, loop, 1, parameter)
    return out
  }
  const kept = x.sizes.map((_, d) => d).filter((d) => !dims.includes(d))
  const inner = [...dims]
  // Sums do not care in which order they walk, positions do.
  if (op !== 'argmax' && op !== 'argmin') inner.sort((a, b) => x.strides[b] - x.strides[a])
  const order = [...kept, ...inner]
  const sizes = order.map((d) => x.sizes[d])
  const outStrides = [...(keepdim ? kept.map((d) => out.strides[d]) : out.strides), ...inner.map(() => 0)]
  const target: Strided = { sizes, strides: outStrides, offset: 0 }
  const source: Strided = { sizes, strides: order.map((d) => x.strides[d]), offset: x.offset }
  const loop = packLoop(sizes, [target, source])
  const rank = loop[0]
  let reduced = 0
  while (reduced < rank && loop[1 + rank + rank - reduced] === 0) reduced++
  engine.reduce(op, out.store.data, x.store.data, loop, reduced, parameter)
  return out
}

const notEmpty = (x: Tensor, dims: readonly number[], name: string, hasDim: boolean): void => {
  if (x.numel() !== 0) return
  if (!hasDim && name.startsWith('arg'))
    throw new IndexError(`${name}(): Expected reduction dim to be specified for input.numel() == 0.`)
  if (!hasDim)
    throw new RuntimeError(
      `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
    )
  for (const d of dims)
    if (x.sizes[d] === 0) throw new IndexError(`${name}(): Expected reduction dim ${d} to have non-zero size.`)
}

/** What the gradient of a reduction needs to know of it; it holds no tensor. */
interface Reduced {
  readonly sizes: readonly number[]
  readonly dims: readonly number[]
  readonly keepdim: boolean
}

/** The gradient of a reduction, spread over what was reduced. */
const spread = (g: Tensor, { sizes, dims, keepdim }: Reduced): Tensor => {
  let wide = g
  if (!keepdim) for (const d of [...dims].sort((a, b) => a - b)) wide = wide.unsqueeze(d) as Tensor
  return wide.expand([...sizes]) as Tensor
}
const spreadBy = (reduced: Reduced, n: number) => (g: Tensor) => [spread(n === 1 ? g : (g.div(n) as Tensor), reduced)]

export function sum(x: Tensor, ...args: unknown[]): Tensor {
  const { dim, keepdim = false, dtype = isIntegral(x.dtype) ? 'int64' : x.dtype } = reduceArgs(args)
  const dims = dimsOf(x, dim)
  const out = reduceTo('sum', cast(x, dtype), dims, keepdim, dtype)
  if (gradMode.enabled && needsGrad(x))
    record(
      dim === undefined ? 'SumBackward0' : 'SumBackward1',
      out,
      [x],
      [],
      spreadBy({ sizes: x.sizes, dims, keepdim }, 1),
    )
  return out
}

export function mean(x: Tensor, ...args: unknown[]): Tensor {
  const { dim, keepdim = false, dtype = x.dtype } = reduceArgs(args)
  if (isIntegral(dtype))
    throw new RuntimeError(
      `mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${dtypes[dtype].legacy}`,
    )
  const dims = dimsOf(x, dim)
  const out = reduceTo('mean', cast(x, dtype), dims, keepdim, dtype)
  if (gradMode.enabled && needsGrad(x)) {
    const n = dims.reduce((k, d) => k * x.sizes[d], 1)
    const node = dim === undefined ? 'MeanBackward0' : 'MeanBackward1'
    record(node, out, [x], [], spreadBy({ sizes: x.sizes, dims, keepdim }, n))
  }
  return out
}

export function prod(x: Tensor, ...args: unknown[]): Tensor {
  const { dim, keepdim = false, dtype = isIntegral(x.dtype) ? 'int64' : x.dtype } = reduceArgs(args)
  if (Array.isArray(dim)) throw new TypeError('prod(): argument dim must be int, not a list')
  const dims = dimsOf(x, dim)
  const out = reduceTo('prod', cast(x, dtype), dims, keepdim, dtype)
  if (gradMode.enabled && needsGrad(x))
    record(dim === undefined ? 'ProdBackward0' : 'ProdBackward1', out, [x], [x, out], (g) => [
      prodGradient(g, x, out, { sizes: x.sizes, dims, keepdim }),
    ])
  return out
}

/** g · Π of the others. Their product is result / x, where nothing is 0. */
function prodGradient(g: Tensor, x: Tensor, out: Tensor, reduced: Reduced): Tensor {
  const wide = spread(g, reduced)
  if (!(x.eq(0).any() as Tensor).item()) return wide.mul(spread(out, reduced)).div(x) as Tensor
  if (reduced.dims.length === 0) return wide
  if (reduced.dims.length === 1) return wide.mul(productsOfOthers(x, reduced.dims[0])) as Tensor
  const others = productsOfOthers(x.reshape([-1]) as Tensor, 0)
  return wide.mul(others.view([...x.sizes])) as Tensor
}

const correctionOf = ({ correction, unbiased }: ReduceOptions): number => correction ?? (unbiased === false ? 0 : 1)

function variance(x: Tensor, options: ReduceOptions): { out: Tensor; dims: number[]; n: number } {
  if (isIntegral(x.dtype)) throw new RuntimeError('std and var only support floating point and complex dtypes')
  const dims = dimsOf(x, options.dim)
  const n = dims.reduce((k, d) => k * x.sizes[d], 1)
  const out = reduceTo('var', x, dims, options.keepdim ?? false, x.dtype, correctionOf(options))
  if (n - correctionOf(options) <= 0 && out.numel() > 0)
    console.warn(
      'UserWarning: var(): degrees of freedom is <= 0. Correction should be strictly less than the reduction factor (input numel divided by output numel).',
    )
  return { out, dims, n }
}

/** d var/dx = 2 (x − mean) / (n − correction) */
const centred = (x: Tensor, dims: readonly number[], n: number, options: ReduceOptions): Tensor =>
  x.sub(x.mean([...dims], true) as Tensor).div(n - correctionOf(options))

/** `x.std(false)` is Python's `x.std(unbiased=False)`. */
const varArgs = (args: readonly unknown[]): ReduceOptions =>
  typeof args[0] === 'boolean'
    ? { unbiased: args[0] }
    : typeof args[1] === 'boolean' && typeof args[2] === 'boolean'
      ? { dim: args[0] as Dims, unbiased: args[1], keepdim: args[2] }
      : reduceArgs(args)

function variance_(x: Tensor, ...args: unknown[]): Tensor {
  const options = varArgs(args)
  const { out, dims, n } = variance(x, options)
  if (gradMode.enabled && needsGrad(x))
    record('VarBackward0', out, [x], [x], (g) => [
      spread(g, { sizes: x.sizes, dims, keepdim: options.keepdim ?? false }).mul(centred(x, dims, n, options).mul(2)),
    ])
  return out
}

export function std(x: Tensor, ...args: unknown[]): Tensor {
  const options = varArgs(args)
  const { out: v, dims, n } = variance(x, options)
  const out = v.sqrt()
  if (gradMode.enabled && needsGrad(x))
    record('StdBackward0', out, [x], [x, out], (g) => [
      // Where nothing varies the slope is unbounded; PyTorch's is 0.
      spread(out.eq(0).where(0, g.div(out)) as Tensor, { sizes: x.sizes, dims, keepdim: options.keepdim ?? false }).mul(
        centred(x, dims, n, options),
      ),
    ])
  return out
}

const extreme =
  (op: 'max' | 'min', node: string) =>
  (x: Tensor, ...args: unknown[]): Tensor => {
    const { dim, keepdim = false } = reduceArgs(args)
    const dims = dimsOf(x, dim)
    notEmpty(x, dims, node, dim !== undefined)
    const out = reduceTo(op, x, dims, keepdim, x.dtype)
    if (gradMode.enabled && needsGrad(x))
      record(nodeName(node).replace(/(M..Backward)0/, '$11'), out, [x], [x, out], (g) => {
        // Equals share the gradient.
        const reduced = { sizes: x.sizes, dims, keepdim }
        const same = x.eq(spread(out, reduced)) as Tensor
        const mask = (
          op === 'max' || op === 'min' ? same.logicalOr(x.isnan().logicalAnd(spread(out, reduced).isnan())) : same
        ).to(g.dtype) as Tensor
        return [mask.mul(spread(g, reduced).div(mask.sum([...dims], true) as Tensor))]
      })
    return out
  }
export const amax = extreme('max', 'amax')
export const amin = extreme('min', 'amin')

const withPlaces =
  (op: 'max' | 'min') =>
  (x: Tensor, ...args: unknown[]): Tensor | ReturnTypes => {
    if (args[0] instanceof Tensor) return (op === 'max' ? x.maximum(args[0]) : x.minimum(args[0])) as Tensor
    const { dim, keepdim = false } = reduceArgs(args)
    if (dim === undefined || dim === null) {
      notEmpty(x, [], op, false)
      return extreme(op, op === 'max' ? 'max' : 'min')(x)
    }
    if (typeof dim !== 'number') throw new TypeError(`${op}(): argument 'dim' must be int, not ${typeof dim}`)
    const dims = dimsOf(x, dim)
    notEmpty(x, dims, op, true)
    const indices = reduceTo(op === 'max' ? 'argmax' : 'argmin', x, dims, keepdim, 'int64')
    const values = reduceTo(op, x, dims, keepdim, x.dtype)
    if (gradMode.enabled && needsGrad(x))
      record(op === 'max' ? 'MaxBackward0' : 'MinBackward0', values, [x], [], (g) => {
        const places = keepdim || dims.length === 0 ? indices : (indices.unsqueeze(dims[0]) as Tensor)
        const grad = keepdim || dims.length === 0 ? g : (g.unsqueeze(dims[0]) as Tensor)
        const positions = dims.length === 0 ? null : positionsAlong(x, dims[0])
        return [positions === null ? grad : (positions.eq(places).where(grad, 0) as Tensor)]
      })
    return new ReturnTypes(op, { values, indices })
  }
export const max = withPlaces('max')
export const min = withPlaces('min')

/** 0, 1, 2 … along one dimension, shaped to broadcast against `x`. */
function positionsAlong(x: Tensor, dim: number): Tensor {
  const n = x.sizes[dim]
  const places = Tensor.own(
    BigInt64Array.from({ length: n }, (_, i) => BigInt(i)),
    'int64',
    [n],
  )
  return places.view(x.sizes.map((_, d) => (d === dim ? n : 1))) as Tensor
}

const place =
  (op: 'argmax' | 'argmin') =>
  (x: Tensor, ...args: unknown[]): Tensor => {
    const { dim, keepdim = false } = reduceArgs(args)
    if (x.dtype === 'bool') throw new RuntimeError(`${op}(): does not support bool input`)
    const dims = dimsOf(x, dim)
    notEmpty(x, dims, op, dim !== undefined)
    // Without a dim the position counts in row-major order, whatever the strides are.
    return reduceTo(op, x, dims, keepdim, 'int64')
  }
export const argmax = place('argmax')
export const argmin = place('argmin')

const logical =
  (op: 'any' | 'all') =>
  (x: Tensor, ...args: unknown[]): Tensor => {
    const { dim, keepdim = false } = reduceArgs(args)
    const dtype: DType = x.dtype === 'uint8' ? 'uint8' : 'bool'
    const out = reduceTo(op, x, dimsOf(x, dim), keepdim, dtype)
    return out
  }
export const any = logical('any')
export const all = logical('all')

const scanner =
  (op: ScanName) =>
  (x: Tensor, dim: number | { dim: number; dtype?: DType }, options: { dtype?: DType } = {}): Tensor => {
    const settings = typeof dim === 'number' ? { dim, ...options } : dim
    const d = wrapDim(settings.dim, x.sizes.length)
    const dtype = isDType(settings.dtype) ? settings.dtype : isIntegral(x.dtype) ? 'int64' : x.dtype
    const a = cast(x, dtype)
    const out = Tensor.empty(x.sizes, dtype)
    if (x.sizes.length === 0) return a.clone() as Tensor
    const order = [...x.sizes.keys()].filter((i) => i !== d).concat(d)
    const pick = (t: Strided): Strided => ({
      sizes: order.map((i) => t.sizes[i]),
      strides: order.map((i) => t.strides[i]),
      offset: t.offset,
    })
    const [target, source] = [pick(out), pick(a)]
    engine.scan(op, out.store.data, a.store.data, packLoop(target.sizes, [target, source], 1))
    if (gradMode.enabled && needsGrad(x)) {
      if (op === 'cumsum') record('CumsumBackward0', out, [x], [], cumsumGradient(d))
      else record('CumprodBackward0', out, [x], [x, out], (g) => [cumprodGradient(g, x, out, d)])
    }
    return out
  }
export const cumsum = scanner('cumsum')
export const cumprod = scanner('cumprod')
const cumsumGradient = (d: number) => (g: Tensor) => [reversedCumsum(g, d)]

export function countNonzero(x: Tensor, ...args: unknown[]): Tensor {
  return x.ne(0).sum(...(args as [])) as Tensor
}

/** The p-norm over all elements or `dim`; p = 2 unless given. */
export function norm(x: Tensor, ...args: unknown[]): Tensor {
  const last = args.at(-1)
  const named = (last !== null && typeof last === 'object' && !Array.isArray(last) ? last : {}) as ReduceOptions & {
    p?: number
  }
  const p = typeof args[0] === 'number' ? args[0] : (named.p ?? 2)
  const dim = args[1] === undefined || args[1] === named ? named.dim : (args[1] as Dims)
  const options = { dim, keepdim: named.keepdim ?? args[2] === true }
  if (isIntegral(x.dtype))
    throw new RuntimeError(
      `linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${dtypes[x.dtype].legacy}`,
    )
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

export { variance_ as var_ }
