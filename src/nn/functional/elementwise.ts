import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { dtypes, isIntegral } from '../../dtype.js'
import { RuntimeError } from '../../errors.js'
import { where } from '../../ops/select.js'
import type { Tensor } from '../../tensor.js'

/** An elementwise function with its derivative: `slope` is written in ops, so it can be differentiated again. */
export interface Curve<O> {
  /** PyTorch's node. */
  readonly node: string
  /** PyTorch's kernel, which has no code for integers. */
  readonly kernel: string
  readonly value: (x: Tensor, options: O) => Tensor
  readonly slope?: (x: Tensor, options: O) => Tensor
  /** Where the gradient goes on unchanged; elsewhere it is 0, whatever its sign was. */
  readonly passes?: (x: Tensor, options: O) => Tensor
}

/** The function that a curve stands for, on plain tensors. */
export const curve =
  <O>({ node, kernel, value, slope, passes }: Curve<O>) =>
  (x: Tensor, options: O): Tensor => {
    if (isIntegral(x.dtype)) throw new RuntimeError(`"${kernel}" not implemented for '${dtypes[x.dtype].legacy}'`)
    const out = value(x.detach(), options)
    if (gradMode.enabled && needsGrad(x))
      record(node, out, [x], [x], (g) => {
        const steep = slope ? (g.mul(slope(x, options)) as Tensor) : g
        return [passes ? choose(passes(x, options), steep, 0) : steep]
      })
    return out
  }

/** f(x) written into x, with x as it was in the graph. */
export function into(x: Tensor, f: (x: Tensor) => Tensor): Tensor {
  return x.copy_(f(x.requiresGrad ? (x.clone() as Tensor) : x)) as Tensor
}

export const choose = (condition: Tensor, a: Tensor | number, b: Tensor | number): Tensor =>
  where(condition, a, b) as Tensor
