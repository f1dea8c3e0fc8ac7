import { data, rand, randint } from '../../src/index.js'
import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { pair, time } from '../timing.js'

/** An epoch of a DataLoader over tensors of MNIST's shapes, 64 rows at a time; nothing is done with the batches. */
export async function loader(python: Python): Promise<Figure[]> {
  await python.setup(
    [
      'from torch.utils.data import DataLoader, TensorDataset',
      'rows = TensorDataset(torch.rand(50000, 784), torch.randint(10, (50000,)))',
      'def epoch(shuffle):',
      '    for xb, yb in DataLoader(rows, batch_size=64, shuffle=shuffle): pass',
    ].join('\n'),
  )
  const rows = new data.TensorDataset(rand(50000, 784), randint(10, [50000]))
  const epoch = (shuffle: boolean): void => {
    for (const _batch of new data.DataLoader(rows, { batchSize: 64, shuffle }));
  }
  const figures: Figure[] = []
  for (const [name, shuffle] of [
    ['epoch of 50000x784, shuffled', true],
    ['epoch of 50000x784, in order', false],
  ] as const) {
    const t = await pair(
      3,
      () => time(() => epoch(shuffle), 0.1),
      () => python.time(`epoch(${shuffle ? 'True' : 'False'})`, 0.1),
    )
    figures.push({ suite: 'data', name, ...t, rivalName: 'PyTorch', bar: 0.3, note: python.lost })
  }
  return figures
}
