import type { Tensor } from '../../src/index.js'
import * as tg from '../../src/index.js'
import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { pair, time } from '../timing.js'

const ROWS = 50_000

const SETUP = `
import torch.nn as nn, torch.nn.functional as F
one = torch.tensor(1.0, requires_grad=True)
def chain():
    y = one
    for _ in range(50): y = y * 1.01 + 0.01
    y.backward()
    one.grad = None
x, t = torch.randn(${ROWS}, 784), torch.rand(${ROWS}, 1)
w1, b1 = torch.randn(784, 50) * 0.05, torch.zeros(50)
w2, b2 = torch.randn(50, 1) * 0.1, torch.zeros(1)
def manual():
    l1 = x @ w1 + b1
    l2 = l1.clamp_min(0.)
    out = l2 @ w2 + b2
    loss = (out - t).pow(2).mean()
    g = 2. * (out - t) / ${ROWS}
    gw2, gb2, gl2 = l2.t() @ g, g.sum(0), g @ w2.t()
    gl1 = (l1 > 0).float() * gl2
    return loss, gw2, gb2, gl1 @ w1.t(), x.t() @ gl1, gl1.sum(0)
model = nn.Sequential(nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 1))
def layers():
    model.zero_grad()
    F.mse_loss(model(x), t).backward()
xs, ts = x[:64], t[:64]
def small():
    model.zero_grad()
    F.mse_loss(model(xs), ts).backward()
`

/** Backward: the price of a node, and the fully-connected network of lesson 02 by hand and by autograd. */
export async function autograd(python: Python): Promise<Figure[]> {
  await python.setup(SETUP)
  const one: Tensor = tg.tensor(1, { requiresGrad: true })
  const x: Tensor = tg.randn(ROWS, 784)
  const t: Tensor = tg.rand(ROWS, 1)
  const [w1, b1] = [tg.randn(784, 50).mul(0.05) as Tensor, tg.zeros(50) as Tensor]
  const [w2, b2] = [tg.randn(50, 1).mul(0.1) as Tensor, tg.zeros(1) as Tensor]
  const chain = (): void => {
    let y = one
    for (let i = 0; i < 50; i++) y = y.mul(1.01).add(0.01)
    y.backward()
    one.grad = null
  }
  const manual = (): Tensor[] => {
    const l1 = x.matmul(w1).add(b1)
    const l2 = l1.clampMin(0)
    const out = l2.matmul(w2).add(b2)
    const loss = out.sub(t).pow(2).mean()
    const g = out.sub(t).mul(2).div(ROWS)
    const gl1 = l1.gt(0).float().mul(g.matmul(w2.t()))
    return [loss, l2.t().matmul(g), g.sum(0), gl1.matmul(w1.t()), x.t().matmul(gl1), gl1.sum(0)]
  }
  const model = new tg.nn.Sequential(new tg.nn.Linear(784, 50), new tg.nn.ReLU(), new tg.nn.Linear(50, 1))
  const layers = (input: Tensor, target: Tensor) => (): void => {
    model.zeroGrad()
    tg.F.mseLoss(model(input), target).backward()
  }
  const rows: [name: string, ours: () => unknown, rival: string, bar: number][] = [
    ['chain of 100 scalar ops, backward', chain, 'chain()', 0.5],
    ['forward + backward by hand, 50,000 rows', manual, 'manual()', 0.8],
    ['forward + backward of nn, 50,000 rows', layers(x, t), 'layers()', 0.8],
    ['forward + backward of nn, 64 rows', layers(x.at(':64'), t.at(':64')), 'small()', 0.7],
  ]
  const figures: Figure[] = []
  for (const [name, ours, rival, bar] of rows) {
    const figure = await pair(
      5,
      () => time(ours, 0.1),
      () => python.time(rival, 0.1),
    )
    figures.push({ suite: 'autograd', name, ...figure, rivalName: 'PyTorch', bar })
  }
  return figures
}
