import * as tg from '../../src/index.js'
import { table } from '../ops/table.js'

/** As tests/oracle/autograd.py: the gradients of `f` at the inputs, for fixed gradients of what it gives. */
function grads(f: (...xs: tg.Tensor[]) => tg.Tensor | tg.Tensor[], ...inputs: tg.Tensor[]): (tg.Tensor | null)[] {
  const xs = inputs.map((x) => (x.isFloatingPoint() ? x.clone().requiresGrad_() : x))
  const out = f(...xs)
  const ys = (out instanceof tg.Tensor ? [out] : [...out]).filter((y) => y.requiresGrad)
  tg.autograd.backward(
    ys,
    ys.map((y) =>
      tg
        .arange(1, y.numel() + 1, { dtype: y.dtype })
        .view([...y.shape])
        .div(2),
    ),
  )
  return xs.filter((x) => x.requiresGrad).map((x) => x.grad?.clone() ?? null)
}

const node = (f: (x: tg.Tensor) => tg.Tensor, x: tg.Tensor = tg.arange(1, 13).view(3, 4)): string | null =>
  f(x.requiresGrad_()).gradFn?.name().replace(/^.*::/, '') ?? null

table('autograd', { grads, node })
