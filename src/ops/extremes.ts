import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { isFloat } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { Tensor } from '../tensor.js'
import { nodeName } from './define.js'
import { dimsOf, notEmpty, reduceArgs, reduceTo, spread } from './reduction.js'
import { ReturnTypes } from './return-types.js'

const extreme =
  (op: 'max' | 'min', node: string) =>
  (x: Tensor, ...args: unknown[]): Tensor => {
    const { dim, keepdim = false } = reduceArgs(args)
    const dims = dimsOf(x, dim)
    notEmpty(x, dims, node, dim !== undefined)
    const out = reduceTo(op, x, dims, keepdim, x.dtype)
    if (op === node) withLastZero(x, out)
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

/** Of zeros of both signs the last one is PyTorch's largest and smallest of all elements. */
export function withLastZero(x: Tensor, out: Tensor): void {
  if (!isFloat(x.dtype) || out.store.data[0] !== 0) return
  const flat = x.isContiguous() ? x : (x.detach().contiguous() as Tensor)
  const zeros = flat.store.data
  let i = flat.offset + x.numel() - 1
  while (zeros[i] !== 0) i--
  out.store.data[0] = zeros[i]
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
      return extreme(op, op)(x)
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
