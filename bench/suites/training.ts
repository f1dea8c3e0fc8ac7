import type { Tensor } from '../../src/index.js'
import * as tg from '../../src/index.js'
import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { compare } from './compare.js'

const SETUP = `
p = torch.randn(1000, 1000, requires_grad=True)
p.grad = torch.randn(1000, 1000)
sgd, momentum = torch.optim.SGD([p], lr=0.01), torch.optim.SGD([p], lr=0.01, momentum=0.9)
adam, rmsprop = torch.optim.Adam([p]), torch.optim.RMSprop([p])
x = torch.rand(50000, 784)
batch = torch.randint(0, 50000, (64,))
flat = torch.randn(1000000)
square = flat.view(1000, 1000)
`

/** What a training loop does beside its network: steps, batches, order. */
export async function training(python: Python): Promise<Figure[]> {
  await python.setup(SETUP)
  const p: Tensor = tg.randn(1000, 1000).requiresGrad_()
  p.grad = tg.randn(1000, 1000)
  const { SGD, Adam, RMSprop } = tg.optim
  const [sgd, momentum] = [new SGD([p], { lr: 0.01 }), new SGD([p], { lr: 0.01, momentum: 0.9 })]
  const [adam, rmsprop] = [new Adam([p]), new RMSprop([p])]
  const x: Tensor = tg.rand(50_000, 784)
  const batch: Tensor = tg.randint(0, 50_000, [64])
  const flat: Tensor = tg.randn(1_000_000)
  const square: Tensor = flat.view(1000, 1000)
  return compare('training', python, [
    { name: 'Adam, 1e6 parameters', ours: () => adam.step(), rival: 'adam.step()', bar: 1 },
    { name: 'SGD', ours: () => sgd.step(), rival: 'sgd.step()' },
    { name: 'SGD with momentum', ours: () => momentum.step(), rival: 'momentum.step()' },
    { name: 'RMSprop', ours: () => rmsprop.step(), rival: 'rmsprop.step()' },
    { name: 'a batch by index, 64 of 50,000 rows', ours: () => x.at(batch), rival: 'x[batch]', bar: 0.7 },
    { name: 'sort of 1e6', ours: () => flat.sort(), rival: 'flat.sort()', bar: 1 },
    { name: 'topk(10) of 1e6', ours: () => flat.topk(10), rival: 'flat.topk(10)', bar: 1 },
    { name: 'argmax(1) of 1000×1000', ours: () => square.argmax(1), rival: 'square.argmax(1)', bar: 1 },
    { name: 'argmax of 1e6', ours: () => flat.argmax(), rival: 'flat.argmax()', bar: 1 },
  ])
}
