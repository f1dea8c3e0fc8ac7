import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { type DType, dtypes, isDType, isIntegral } from '../dtype.js'
import type { Loop, ScanName } from '../engine/engine.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import { packLoop, type Strided } from '../shape/loop.js'
import { Tensor } from '../tensor.js'
import { spreadAlong } from './along.js'
import { cast } from './elementwise.js'
import { cumprodGradient, logcumsumexpGradient, reversedCumsum } from './reduce-gradients.js'
import { ReturnTypes } from './return-types.js'

/** Rows along `d` are the innermost dimension of the loop, whatever lies nearer in memory. */
function rowLoop(d: number, operands: readonly Strided[]): Loop {
  const order = [...operands[0].sizes.keys()].filter((i) => i !== d).concat(d)
  const turned = operands.map((t) => ({
    sizes: order.map((i) => t.sizes[i]),
    strides: order.map((i) => t.strides[i]),
    offset: t.offset,
  }))
  return packLoop(turned[0].sizes, turned, 1)
}

const scanner =
  (op: ScanName) =>
  (x: Tensor, dim: number | { dim: number; dtype?: DType }, options: { dtype?: DType } = {}): Tensor => {
    const settings = typeof dim === 'number' ? { dim, ...options } : dim
    const d = wrapDim(settings.dim, x.sizes.length)
    if (op === 'logcumsumexp' && isIntegral(x.dtype))
      throw new RuntimeError(`"logcumsumexp_out_cpu" not implemented for '${dtypes[x.dtype].legacy}'`)
    const dtype = isDType(settings.dtype) ? settings.dtype : isIntegral(x.dtype) ? 'int64' : x.dtype
    const a = cast(x, dtype)
    if (x.sizes.length === 0) return a.clone() as Tensor
    const out = Tensor.empty(x.sizes, dtype)
    engine.scan(op, out.store.data, a.store.data, rowLoop(d, [out, a]))
    if (gradMode.enabled && needsGrad(x)) {
      if (op === 'cumsum') record('CumsumBackward0', out, [x], [], cumsumGradient(d))
      else if (op === 'cumprod') record('CumprodBackward0', out, [x], [x, out], (g) => [cumprodGradient(g, x, out, d)])
      else record('LogcumsumexpBackward0', out, [x], [x, out], (g) => [logcumsumexpGradient(g, x, out, d)])
    }
    return out
  }
export const cumsum = scanner('cumsum')
export const cumprod = scanner('cumprod')
const cumsumGradient = (d: number) => (g: Tensor) => [reversedCumsum(g, d)]
/** Running ln Σ eˣ, without overflow. */
export const logcumsumexp = scanner('logcumsumexp')

/** The largest (smallest) element so far along a dimension, and where it was. */
const extremes =
  (op: 'cummax' | 'cummin') =>
  (x: Tensor, dim: number | { dim: number }): ReturnTypes => {
    const d = wrapDim(typeof dim === 'number' ? dim : dim.dim, x.sizes.length)
    const [values, indices] = [Tensor.empty(x.sizes, x.dtype), Tensor.empty(x.sizes, 'int64')]
    if (x.sizes.length === 0) {
      values.copy_(x.detach() as Tensor)
      indices.fill_(0)
    } else
      engine.scanExtremes(
        values.store.data,
        indices.store.data as BigInt64Array,
        x.store.data,
        rowLoop(d, [values, indices, x]),
        op === 'cummin',
      )
    const { sizes } = x
    if (gradMode.enabled && needsGrad(x))
      record(op === 'cummax' ? 'CummaxBackward0' : 'CumminBackward0', values, [x], [indices], (g) => [
        spreadAlong(g, sizes, d, indices),
      ])
    return new ReturnTypes(op, { values, indices })
  }
export const cummax = extremes('cummax')
export const cummin = extremes('cummin')
