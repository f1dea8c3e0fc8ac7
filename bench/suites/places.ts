import type { Tensor } from '../../src/index.js'
import * as tg from '../../src/index.js'
import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { compare } from './compare.js'

const SETUP = `
flat, square, sums = torch.randn(1000000), torch.randn(1000, 1000), torch.zeros(1000, 1000)
places, rows = torch.randint(1000, (1000, 1000)), torch.randint(1000, (1000,))
words, table = torch.randint(10000, (5000,)), torch.randn(10000, 64)
whole, positive = torch.randint(1000, (1000000,)), flat > 0
sorted, values = flat.sort()[0], torch.randn(10000)
`

/** Picking, placing and ordering: what index tensors, masks and keys are for. */
export async function places(python: Python): Promise<Figure[]> {
  await python.setup(SETUP)
  const [flat, square, sums]: Tensor[] = [tg.randn(1_000_000), tg.randn(1000, 1000), tg.zeros(1000, 1000)]
  const [index, rows]: Tensor[] = [tg.randint(0, 1000, [1000, 1000]), tg.randint(0, 1000, [1000])]
  const [words, table]: Tensor[] = [tg.randint(0, 10_000, [5000]), tg.randn(10_000, 64)]
  const [whole, positive]: Tensor[] = [tg.randint(0, 1000, [1_000_000]), flat.gt(0)]
  const [sorted, values]: Tensor[] = [flat.sort().values, tg.randn(10_000)]
  const all = { returnInverse: true, returnCounts: true }
  return compare('places', python, [
    { name: 'gather(1) of 1e6', ours: () => square.gather(1, index), rival: 'square.gather(1, places)' },
    {
      name: 'scatterAdd_(1) of 1e6',
      ours: () => sums.scatterAdd_(1, index, square),
      rival: 'sums.scatter_add_(1, places, square)',
    },
    {
      name: 'scatterAdd_(0) of 1e6',
      ours: () => sums.scatterAdd_(0, index, square),
      rival: 'sums.scatter_add_(0, places, square)',
    },
    {
      name: 'indexAdd_(0), 1000 rows',
      ours: () => sums.indexAdd_(0, rows, square),
      rival: 'sums.index_add_(0, rows, square)',
    },
    {
      name: 'indexAdd_(1), 1000 columns',
      ours: () => sums.indexAdd_(1, rows, square),
      rival: 'sums.index_add_(1, rows, square)',
    },
    { name: '5000 rows of a table of 64', ours: () => table.at(words), rival: 'table[words]' },
    { name: 'take of 1e6', ours: () => flat.take(whole), rival: 'flat.take(whole)' },
    { name: 'a mask of 1e6', ours: () => flat.at(positive), rival: 'flat[positive]' },
    { name: 'nonzero of 1e6', ours: () => positive.nonzero(), rival: 'positive.nonzero()' },
    { name: 'topk(5) of 1000×1000', ours: () => square.topk(5), rival: 'square.topk(5)', bar: 1 },
    { name: 'median of 1e6', ours: () => flat.median(), rival: 'flat.median()' },
    { name: 'median(1) of 1000×1000', ours: () => square.median(1), rival: 'square.median(1)' },
    { name: 'kthvalue of 1e6', ours: () => flat.kthvalue(1000), rival: 'flat.kthvalue(1000)' },
    { name: 'unique of 1e6', ours: () => flat.unique(), rival: 'flat.unique()' },
    {
      name: 'unique of 1000 kinds, all of it',
      ours: () => whole.unique(all),
      rival: 'whole.unique(return_inverse=True, return_counts=True)',
    },
    {
      name: 'searchsorted of 10,000 in 1e6',
      ours: () => tg.searchsorted(sorted, values),
      rival: 'torch.searchsorted(sorted, values)',
    },
  ])
}
