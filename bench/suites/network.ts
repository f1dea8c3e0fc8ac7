import type { Tensor } from '../../src/index.js'
import * as tg from '../../src/index.js'
import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { compare } from './compare.js'

const ROWS = 50_000
/** The outer products of all rows at once take 8 GB; of these 160 MB. */
const FEW = 1000

/** The stages of lesson 02 on as many rows as MNIST has for training; the times are those of the original's notebook. */
const SETUP = `
import torch.nn as nn
x, t = torch.randn(${ROWS}, 784), torch.randint(0, 10, (${ROWS},)).float()
w1, b1, w2, b2 = torch.randn(784, 50) * (2 / 784) ** 0.5, torch.zeros(50), torch.randn(50, 1) * 50 ** -0.5, torch.zeros(1)
few, tenth = x[:${FEW}], x[:10000]
def forward(x):
    l1 = x @ w1 + b1
    l2 = l1.clamp_min(0.) - 0.5
    return l1, l2, l2 @ w2 + b2
def loss(x): return (forward(x)[2].squeeze() - t[:len(x)]).pow(2).mean()
def backward(x, kept, product):
    l1, l2, out = kept
    g = 2. * (out.squeeze() - t[:len(x)]).unsqueeze(-1) / len(x)
    gl1 = (l1 > 0).float() * (g @ w2.t())
    return product(l2, g), g.sum(0), gl1 @ w1.t(), product(x, gl1), gl1.sum(0)
outer = lambda a, g: (a.unsqueeze(-1) * g.unsqueeze(1)).sum(0)
einsum = lambda a, g: torch.einsum('bi,bj->ij', a, g)
matmul = lambda a, g: a.t() @ g
kept, kept_few = forward(x), forward(few)
model = nn.Sequential(nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 1))
def layers():
    model.zero_grad()
    (model(x).squeeze() - t).pow(2).mean().backward()
`

type Product = (a: Tensor, g: Tensor) => Tensor

/** The fully connected network of lesson 02: forward, the three ways of its gradient by hand, and nn. */
export async function network(python: Python): Promise<Figure[]> {
  await python.setup(SETUP)
  const x: Tensor = tg.randn(ROWS, 784)
  const t: Tensor = tg.randint(0, 10, [ROWS]).float()
  const [w1, b1]: Tensor[] = [tg.randn(784, 50).mul(Math.sqrt(2 / 784)), tg.zeros(50)]
  const [w2, b2]: Tensor[] = [tg.randn(50, 1).mul(1 / Math.sqrt(50)), tg.zeros(1)]
  const [few, tenth]: Tensor[] = [x.at(`:${FEW}`), x.at(':10000')]
  const forward = (input: Tensor): [Tensor, Tensor, Tensor] => {
    const l1: Tensor = input.matmul(w1).add(b1)
    const l2: Tensor = l1.clampMin(0).sub(0.5)
    return [l1, l2, l2.matmul(w2).add(b2)]
  }
  const targets = (input: Tensor): Tensor => t.at(`:${input.sizes[0]}`)
  const loss = (input: Tensor): Tensor => forward(input)[2].squeeze().sub(targets(input)).pow(2).mean()
  const backward = (input: Tensor, [l1, l2, out]: [Tensor, Tensor, Tensor], product: Product): Tensor[] => {
    const g: Tensor = out.squeeze().sub(targets(input)).mul(2).unsqueeze(-1).div(input.sizes[0])
    const gl1: Tensor = l1.gt(0).float().mul(g.matmul(w2.t()))
    return [product(l2, g), g.sum(0), gl1.matmul(w1.t()), product(input, gl1), gl1.sum(0)]
  }
  const outer: Product = (a, g) => (a.unsqueeze(-1) as Tensor).mul(g.unsqueeze(1)).sum(0)
  const einsum: Product = (a, g) => tg.einsum('bi,bj->ij', a, g)
  const matmul: Product = (a, g) => a.t().matmul(g)
  const [kept, keptFew] = [forward(x), forward(few)]
  const model = new tg.nn.Sequential(new tg.nn.Linear(784, 50), new tg.nn.ReLU(), new tg.nn.Linear(50, 1))
  const layers = (): void => {
    model.zeroGrad()
    ;(model(x) as Tensor).squeeze().sub(t).pow(2).mean().backward()
  }
  const byHand = 'backward by hand'
  return compare('network', python, [
    { name: 'forward + loss, 10,000 rows', ours: () => loss(tenth), rival: 'loss(tenth)', bar: 0.8 },
    { name: 'forward + loss, 50,000 rows', ours: () => loss(x), rival: 'loss(x)', bar: 0.8, note: 'notebook: 115 ms' },
    {
      name: `${byHand}, outer products, ${FEW} rows`,
      ours: () => backward(few, keptFew, outer),
      rival: 'backward(few, kept_few, outer)',
      bar: 1,
      note: 'notebook: 9.67 s for 50,000',
    },
    {
      name: `${byHand}, einsum`,
      ours: () => backward(x, kept, einsum),
      rival: 'backward(x, kept, einsum)',
      bar: 1,
      note: 'notebook: 259 ms',
    },
    {
      name: `${byHand}, matmul`,
      ours: () => backward(x, kept, matmul),
      rival: 'backward(x, kept, matmul)',
      bar: 1,
      note: 'notebook: 242 ms',
    },
    { name: 'nn, forward + backward', ours: layers, rival: 'layers()', bar: 0.8, note: 'notebook: 114 + 85 ms' },
  ])
}
