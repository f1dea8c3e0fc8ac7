import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { dtypes, isIntegral } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import { numelOf } from '../shape/strides.js'
import { Tensor } from '../tensor.js'
import { cast } from './elementwise.js'
import { reduceArgs } from './reduction.js'

const dimOf = (x: Tensor, args: readonly unknown[], name: string): number => {
  const { dim } = reduceArgs(args)
  if (typeof dim !== 'number') throw new TypeError(`${name}() missing 1 required positional arguments: "dim"`)
  return wrapDim(dim, x.sizes.length)
}

/** [outer, n, inner] around dimension `d`, then where each operand begins. */
function metaOf(d: number, ...operands: Tensor[]): Float64Array {
  const { sizes } = operands[0]
  const n = sizes.length === 0 ? 1 : sizes[d]
  return Float64Array.of(numelOf(sizes.slice(0, d)), n, numelOf(sizes.slice(d + 1)), ...operands.map((x) => x.offset))
}

/** Both functions of `input` along `d`; `again` composes the gradient of ops where it is differentiated itself. */
function along(input: Tensor, d: number, x: Tensor, log: boolean, again: (g: Tensor, out: Tensor) => Tensor): Tensor {
  const out = Tensor.empty(x.sizes, x.dtype)
  // An empty view may point past its memory.
  if (out.numel() > 0) engine.softmax(out.store.data, x.store.data, metaOf(d, out, x), log)
  if (gradMode.enabled && needsGrad(input))
    record(log ? 'LogSoftmaxBackward0' : 'SoftmaxBackward0', out, [input], [out], (gradient) => {
      if (gradMode.enabled) return [again(gradient, out)]
      const g = gradient.contiguous() as Tensor
      const back = Tensor.empty(out.sizes, out.dtype)
      if (back.numel() > 0)
        engine.softmaxBackward(back.store.data, g.store.data, out.store.data, metaOf(d, back, g, out), log)
      return [back]
    })
  return out
}

/** `x`, in the `dtype` of the options if there is one, adjacent in memory as the result will be. */
function prepared(x: Tensor, d: number, args: readonly unknown[], name: string): Tensor {
  const { dtype = x.dtype } = reduceArgs(args)
  if (isIntegral(dtype))
    throw new RuntimeError(
      `"${name}${d === x.sizes.length - 1 ? '_lastdim' : ''}_kernel_impl" not implemented for '${dtypes[dtype].legacy}'`,
    )
  return cast(x.detach() as Tensor, dtype).contiguous() as Tensor
}

/** exp(x) / Σ exp(x) along `dim`. */
export function softmax(x: Tensor, ...args: unknown[]): Tensor {
  const d = dimOf(x, args, 'softmax')
  const again = (g: Tensor, out: Tensor): Tensor =>
    out.mul(g.sub((g.mul(out) as Tensor).sum(d, true) as Tensor)) as Tensor
  return along(x, d, prepared(x, d, args, 'softmax'), false, again)
}

/** log softmax(x) along `dim`, computed without a logarithm of small numbers. */
export function logSoftmax(x: Tensor, ...args: unknown[]): Tensor {
  const d = dimOf(x, args, 'log_softmax')
  const again = (g: Tensor, out: Tensor): Tensor => g.sub((out.exp() as Tensor).mul(g.sum(d, true) as Tensor)) as Tensor
  return along(x, d, prepared(x, d, args, 'log_softmax'), true, again)
}
