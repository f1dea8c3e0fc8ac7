import type { Tensor } from '../../src/index.js'
import * as tg from '../../src/index.js'
import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { compare } from './compare.js'

const SETUP = `
import torch.nn as nn, torch.nn.functional as F
one = torch.tensor(1.0, requires_grad=True)
def chain():
    y = one
    for _ in range(50): y = y * 1.01 + 0.01
    y.backward()
    one.grad = None
model = nn.Sequential(nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 1))
xs, ts = torch.randn(64, 784), torch.rand(64, 1)
def small():
    model.zero_grad()
    F.mse_loss(model(xs), ts).backward()
`

/** Backward: the price of a node, and a network on one batch. */
export async function autograd(python: Python): Promise<Figure[]> {
  await python.setup(SETUP)
  const one: Tensor = tg.tensor(1, { requiresGrad: true })
  const [xs, ts]: Tensor[] = [tg.randn(64, 784), tg.rand(64, 1)]
  const chain = (): void => {
    let y = one
    for (let i = 0; i < 50; i++) y = y.mul(1.01).add(0.01)
    y.backward()
    one.grad = null
  }
  const model = new tg.nn.Sequential(new tg.nn.Linear(784, 50), new tg.nn.ReLU(), new tg.nn.Linear(50, 1))
  const small = (): void => {
    model.zeroGrad()
    tg.F.mseLoss(model(xs), ts).backward()
  }
  return compare('autograd', python, [
    { name: 'chain of 100 scalar ops, backward', ours: chain, rival: 'chain()', bar: 0.5 },
    { name: 'forward + backward of nn, 64 rows', ours: small, rival: 'small()', bar: 0.7 },
  ])
}
