import type { Tensor } from '../../src/index.js'
import * as tg from '../../src/index.js'
import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { pair, time } from '../timing.js'

/** Whole-tensor ops on 1e6 elements, and one on 3: the price of a call. */
export async function elementwise(python: Python): Promise<Figure[]> {
  await python.setup('x, y, r, s = torch.randn(1000, 1000), torch.randn(1000, 1000), torch.randn(1000), torch.randn(3)')
  const x: Tensor = tg.randn(1000, 1000)
  const y: Tensor = tg.randn(1000, 1000)
  const r: Tensor = tg.randn(1000)
  const s: Tensor = tg.randn(3)
  const rows: [string, () => unknown, string][] = [
    ['add', () => x.add(y), 'x + y'],
    ['add a row', () => x.add(r), 'x + r'],
    ['mul by a number', () => x.mul(2), 'x * 2'],
    ['add in place', () => x.add_(y), 'x.add_(y)'],
    ['exp', () => y.exp(), 'y.exp()'],
    ['tanh', () => y.tanh(), 'y.tanh()'],
    ['relu', () => y.relu(), 'y.relu()'],
    ['gt', () => y.gt(0), 'y > 0'],
    ['sum', () => y.sum(), 'y.sum()'],
    ['sum(0)', () => y.sum(0), 'y.sum(0)'],
    ['mean', () => y.mean(), 'y.mean()'],
    ['std', () => y.std(), 'y.std()'],
    ['max', () => y.max(), 'y.max()'],
    ['softmax(1)', () => y.softmax(1), 'y.softmax(1)'],
    ['transposed copy', () => y.t().contiguous(), 'y.t().contiguous()'],
    ['randn', () => tg.randn(1000, 1000), 'torch.randn(1000, 1000)'],
    ['add of 3 elements', () => s.add(s), 's + s'],
  ]
  const figures: Figure[] = []
  for (const [name, ours, stmt] of rows) {
    const t = await pair(
      5,
      () => time(ours, 0.05),
      () => python.time(stmt, 0.05),
    )
    figures.push({ suite: 'elementwise', name, ...t, rivalName: 'PyTorch' })
  }
  return figures
}
