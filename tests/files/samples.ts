import { arange, ones, type Tensor, tensor, zeros } from '../../src/index.js'

/** What the files `ours.*` hold: tests/oracle/files.py, `CONTENTS`. */
export const samples = (): Record<string, Tensor> => ({
  f4: arange(12).view(3, 4).div(4),
  f8: arange(3, { dtype: 'float64' }).div(8),
  i8: tensor([2n ** 40n, -1n]),
  i4: tensor(-7, { dtype: 'int32' }),
  u1: tensor([[1], [255]], { dtype: 'uint8' }),
  b1: tensor([true, false, true]),
  turned: arange(12).view(3, 4).div(4).t(),
  empty: zeros(0, 3),
})

export const checkpoint = () => ({
  layers: [{ weight: zeros(2) }, { weight: ones(2, 3) }],
  epoch: 3,
  lr: 0.1,
  best: Number.POSITIVE_INFINITY,
  name: 'run',
  done: false,
  next: null,
  $odd: { $tensor: 'not one' },
  count: 10n ** 20n,
})
