import type { Tensor } from '../../src/index.js'
import * as tg from '../../src/index.js'
import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { compare } from './compare.js'

/** Whole-tensor ops on 1e6 elements, and one on 3: the price of a call. */
export async function elementwise(python: Python): Promise<Figure[]> {
  await python.setup('x, y, r, s = torch.randn(1000, 1000), torch.randn(1000, 1000), torch.randn(1000), torch.randn(3)')
  const x: Tensor = tg.randn(1000, 1000)
  const y: Tensor = tg.randn(1000, 1000)
  const r: Tensor = tg.randn(1000)
  const s: Tensor = tg.randn(3)
  const rows: [name: string, ours: () => unknown, rival: string, bar?: number][] = [
    ['add', () => x.add(y), 'x + y', 2],
    ['add a row', () => x.add(r), 'x + r', 2],
    ['mul by a number', () => x.mul(2), 'x * 2', 2],
    ['add in place', () => x.add_(y), 'x.add_(y)', 1.1],
    ['exp', () => y.exp(), 'y.exp()', 0.6],
    ['tanh', () => y.tanh(), 'y.tanh()', 0.6],
    ['relu', () => y.relu(), 'y.relu()', 2],
    ['gt', () => y.gt(0), 'y > 0'],
    ['sum', () => y.sum(), 'y.sum()', 1],
    ['sum(0)', () => y.sum(0), 'y.sum(0)', 1],
    ['mean', () => y.mean(), 'y.mean()', 1],
    ['std', () => y.std(), 'y.std()', 0.5],
    ['max', () => y.max(), 'y.max()', 1],
    ['softmax(1)', () => y.softmax(1), 'y.softmax(1)', 1],
    ['transposed copy', () => y.t().contiguous(), 'y.t().contiguous()', 1],
    ['randn', () => tg.randn(1000, 1000), 'torch.randn(1000, 1000)', 0.4],
    ['rand', () => tg.rand(1000, 1000), 'torch.rand(1000, 1000)', 0.4],
    ['add of 3 elements', () => s.add(s), 's + s', 0.5],
  ]
  const table = rows.map(([name, ours, rival, bar]) => ({ name, ours, rival, bar, budget: 0.05 }))
  return compare('elementwise', python, table)
}
