import type { Tensor } from '../../src/index.js'
import * as tg from '../../src/index.js'
import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { compare, type Row } from './compare.js'

const SETUP = `
import torch.nn as nn, torch.nn.functional as F
images, digits = torch.randn(64, 1, 28, 28), torch.randint(0, 10, (64,))
model = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 16, 3, stride=2, padding=1), nn.ReLU(),
                      nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                      nn.Linear(32, 10))
sgd = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
def cnn():
    sgd.zero_grad()
    F.cross_entropy(model(images), digits).backward()
    sgd.step()
def backward(out, x, g):
    x.grad = None
    out.backward(g, retain_graph=True)
x = torch.randn(64, 16, 28, 28, requires_grad=True)
g, small = torch.randn(64, 16, 28, 28), torch.randn(64, 16, 14, 14)
norm = nn.BatchNorm2d(16)
normed, largest, means = norm(x), F.max_pool2d(x, 2), F.avg_pool2d(x, 2)
plain = x.detach()
rows = torch.randn(1000, 1000, requires_grad=True)
wide, classes = torch.randn(1000, 1000), torch.randint(0, 1000, (1000,))
soft = rows.softmax(1)
def entropy():
    rows.grad = None
    F.cross_entropy(rows, classes).backward()
`
const CONVOLUTIONS: readonly [from: number, to: number, size: number, stride: number][] = [
  [1, 8, 28, 1],
  [8, 16, 28, 2],
  [16, 32, 14, 1],
  [64, 64, 7, 1],
]

/** What a convolutional network is made of, forward and backward, and a step of it on 64 digits. */
export async function layers(python: Python): Promise<Figure[]> {
  await python.setup(SETUP)
  const { nn, F } = tg
  const images: Tensor = tg.randn(64, 1, 28, 28)
  const digits: Tensor = tg.randint(0, 10, [64])
  const model = new nn.Sequential(
    new nn.Conv2d(1, 8, 3, { padding: 1 }),
    new nn.ReLU(),
    new nn.Conv2d(8, 16, 3, { stride: 2, padding: 1 }),
    new nn.ReLU(),
    new nn.Conv2d(16, 32, 3, { stride: 2, padding: 1 }),
    new nn.ReLU(),
    new nn.AdaptiveAvgPool2d(1),
    new nn.Flatten(),
    new nn.Linear(32, 10),
  )
  const sgd = new tg.optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 })
  const backward = (out: Tensor, x: Tensor, g: Tensor) => (): void => {
    x.grad = null
    out.backward(g, { retainGraph: true })
  }
  const x: Tensor = tg.randn(64, 16, 28, 28).requiresGrad_()
  const plain: Tensor = x.detach()
  const [g, small]: Tensor[] = [tg.randn(64, 16, 28, 28), tg.randn(64, 16, 14, 14)]
  const norm = new nn.BatchNorm2d(16)
  const rows: Tensor = tg.randn(1000, 1000).requiresGrad_()
  const wide: Tensor = tg.randn(1000, 1000)
  const classes: Tensor = tg.randint(0, 1000, [1000])
  const table: Row[] = [
    {
      name: 'CNN step, 64 digits',
      ours: () => {
        sgd.zeroGrad()
        ;(F.crossEntropy(model(images) as Tensor, digits) as Tensor).backward()
        sgd.step()
      },
      rival: 'cnn()',
      bar: 1.2,
    },
    { name: 'batch norm', ours: () => norm(x), rival: 'norm(x)', bar: 1.2 },
    { name: 'batch norm, backward', ours: backward(norm(x), x, g), rival: 'backward(normed, x, g)', bar: 1.2 },
    { name: 'max pool', ours: () => F.maxPool2d(plain, 2), rival: 'F.max_pool2d(plain, 2)', bar: 1.2 },
    {
      name: 'max pool, backward',
      ours: backward(F.maxPool2d(x, 2) as Tensor, x, small),
      rival: 'backward(largest, x, small)',
      bar: 1.2,
    },
    { name: 'average pool', ours: () => F.avgPool2d(plain, 2), rival: 'F.avg_pool2d(plain, 2)', bar: 1.2 },
    {
      name: 'average pool, backward',
      ours: backward(F.avgPool2d(x, 2) as Tensor, x, small),
      rival: 'backward(means, x, small)',
      bar: 1.2,
    },
    { name: 'softmax(1)', ours: () => wide.softmax(1), rival: 'wide.softmax(1)', bar: 1 },
    { name: 'softmax(1), backward', ours: backward(rows.softmax(1), rows, wide), rival: 'backward(soft, rows, wide)' },
    { name: 'layer norm', ours: () => F.layerNorm(wide, [1000]), rival: 'F.layer_norm(wide, (1000,))' },
    {
      name: 'cross entropy, both ways',
      ours: () => {
        rows.grad = null
        ;(F.crossEntropy(rows, classes) as Tensor).backward()
      },
      rival: 'entropy()',
    },
  ]
  for (const [from, to, size, stride] of CONVOLUTIONS)
    table.push(...(await convolution(python, from, to, size, stride)))
  return compare('layers', python, table)
}

async function convolution(python: Python, from: number, to: number, size: number, stride: number): Promise<Row[]> {
  const id = `${from}_${to}`
  await python.setup(`
x${id}, w${id} = torch.randn(64, ${from}, ${size}, ${size}), torch.randn(${to}, ${from}, 3, 3)
xg${id}, wg${id} = x${id}.clone().requires_grad_(), w${id}.clone().requires_grad_()
outx${id} = F.conv2d(xg${id}, w${id}, stride=${stride}, padding=1)
outw${id} = F.conv2d(x${id}, wg${id}, stride=${stride}, padding=1)
g${id} = torch.randn(outx${id}.shape)
`)
  const options = { stride, padding: 1 }
  const [x, w]: Tensor[] = [tg.randn(64, from, size, size), tg.randn(to, from, 3, 3)]
  const [xg, wg]: Tensor[] = [x.clone().requiresGrad_(), w.clone().requiresGrad_()]
  const [outX, outW] = [tg.F.conv2d(xg, w, options), tg.F.conv2d(x, wg, options)] as Tensor[]
  const g: Tensor = tg.randnLike(outX.detach() as Tensor)
  const back = (out: Tensor, leaf: Tensor) => (): void => {
    leaf.grad = null
    out.backward(g, { retainGraph: true })
  }
  const name = `conv ${from}→${to}, ${size}×${size}, stride ${stride}`
  return [
    { name, ours: () => tg.F.conv2d(x, w, options), rival: `F.conv2d(x${id}, w${id}, stride=${stride}, padding=1)` },
    { name: `${name}: images`, ours: back(outX, xg), rival: `backward(outx${id}, xg${id}, g${id})` },
    { name: `${name}: filters`, ours: back(outW, wg), rival: `backward(outw${id}, wg${id}, g${id})` },
  ]
}
