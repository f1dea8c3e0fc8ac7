import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { type DType, dtypes, isIntegral } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { cast } from './elementwise.js'
import { productsOfOthers } from './reduce-gradients.js'
import { dimsOf, type Reduced, reduceArgs, reduceTo, spread } from './reduction.js'

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
      `mean(): could not infer output dtype. ${dtype === x.dtype ? 'Input' : 'Optional'} dtype must be either a floating point or complex dtype. Got: ${dtypes[dtype].legacy}`,
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

export function countNonzero(x: Tensor, ...args: unknown[]): Tensor {
  return x.ne(0).sum(...(args as [])) as Tensor
}
