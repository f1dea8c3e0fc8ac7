import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { type DType, isDType, isIntegral } from '../dtype.js'
import type { ScanName } from '../engine/engine.js'
import { engine } from '../engine/index.js'
import { wrapDim } from '../shape/dims.js'
import { packLoop, type Strided } from '../shape/loop.js'
import { Tensor } from '../tensor.js'
import { cast } from './elementwise.js'
import { cumprodGradient, reversedCumsum } from './reduce-gradients.js'

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
