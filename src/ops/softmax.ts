import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { dtypes, isIntegral } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import type { Tensor } from '../tensor.js'
import { cast } from './elementwise.js'
import { reduceArgs } from './reduction.js'

const dimOf = (x: Tensor, args: readonly unknown[], name: string): number => {
  const { dim } = reduceArgs(args)
  if (typeof dim !== 'number') throw new TypeError(`${name}() missing 1 required positional arguments: "dim"`)
  return wrapDim(dim, x.sizes.length)
}

/** x − max, so that exp cannot overflow, and the sum of its exponentials along `d`. */
function shifted(x: Tensor, d: number): { values: Tensor; exps: Tensor; total: Tensor } {
  const values = x.sub(x.amax(d, true) as Tensor) as Tensor
  const exps = values.exp() as Tensor
  return { values, exps, total: exps.sum(d, true) as Tensor }
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
  const { exps, total } = shifted(prepared(x, d, args, 'softmax'), d)
  const out = exps.div(total) as Tensor
  if (gradMode.enabled && needsGrad(x))
    record('SoftmaxBackward0', out, [x], [out], (g) => [
      out.mul(g.sub((g.mul(out) as Tensor).sum(d, true) as Tensor)) as Tensor,
    ])
  return out
}

/** log softmax(x) along `dim`, computed without a logarithm of small numbers. */
export function logSoftmax(x: Tensor, ...args: unknown[]): Tensor {
  const d = dimOf(x, args, 'log_softmax')
  const { values, total } = shifted(prepared(x, d, args, 'log_softmax'), d)
  const out = values.sub(total.log()) as Tensor
  if (gradMode.enabled && needsGrad(x))
    record('LogSoftmaxBackward0', out, [x], [out], (g) => [
      g.sub((out.exp() as Tensor).mul(g.sum(d, true) as Tensor)) as Tensor,
    ])
  return out
}
