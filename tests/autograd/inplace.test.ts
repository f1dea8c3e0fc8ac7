import { expect, test } from 'vitest'
import { autograd, type Tensor, tensor } from '../../src/index.js'

const PROGRAMS = 25
const STATEMENTS = 6

/** Lehmer's generator: the programs are the same in every run. */
function draws(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}

/** A view of `v` that ops may write through. */
function viewOf(v: Tensor, pick: (below: number) => number): Tensor {
  const [n, m] = v.shape as readonly number[]
  const looks: (() => Tensor)[] = [() => v.unsqueeze(0)]
  if (v.ndim > 0) looks.push(() => v.at('::2'))
  if (v.isContiguous()) looks.push(() => v.view(-1))
  if (v.ndim > 1 && n > 0) looks.push(() => v.at(pick(n)))
  if (v.ndim > 1 && m > 0) looks.push(() => v.at(':', pick(m)))
  if (v.ndim === 2)
    looks.push(
      () => v.t(),
      () => v.diagonal(),
    )
  return looks[pick(looks.length)]()
}

/** A function of x and y that writes into a tensor through its views and their views, and uses all of them. */
const program =
  (seed: number) =>
  (x: Tensor, y: Tensor): Tensor[] => {
    const pick = draws(seed)
    const views = [x.mul(1.5)]
    const results: Tensor[] = []
    const any = (): Tensor => views[pick(views.length)]
    for (let k = 0; k < STATEMENTS; k++) {
      let v = any()
      for (let depth = pick(3); depth > 0; depth--) v = viewOf(v, pick)
      if (v.numel() === 0) continue
      views.push(v)
      const value = any().sum().mul(0.1)
      const statements: (() => unknown)[] = [
        () => v.mul_(y.at(0)),
        () => v.add_(y.at(0)),
        () => v.neg_(),
        () => v.copy_(v.mul(2).cos()),
        () => v.fill_(value),
        () => v.clamp_(-0.9, 0.9),
        () => v.maskedFill_(v.gt(0.3), 0.5),
        () => v.ndim > 0 && v.set([pick(v.shape[0] as number)], value),
        () => v.ndim > 0 && v.set([[0]], y.at(1)),
        () => results.push(v.clone().square().sum()),
        () => results.push(v.clone().exp().sum()),
      ]
      statements[pick(statements.length)]()
    }
    return [...results, ...views.map((v) => v.sum().square())]
  }

test(`${PROGRAMS} programs that write through views have the right first and second derivatives`, () => {
  for (let seed = 1; seed <= PROGRAMS; seed++) {
    const pick = draws(1000 + seed)
    const values = Array.from({ length: 12 }, () => pick(2000) / 1000 - 1)
    const x = tensor(values, { dtype: 'float64' }).view(3, 4).requiresGrad_()
    const y = tensor([0.3, -0.7], { dtype: 'float64', requiresGrad: true })
    expect(autograd.gradcheck(program(seed), [x, y]), `program ${seed}`).toBe(true)
    expect(autograd.gradgradcheck(program(seed), [x, y]), `program ${seed}`).toBe(true)
  }
}, 30_000)
