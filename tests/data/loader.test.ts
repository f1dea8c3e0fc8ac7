import { describe, expect, test, vi } from 'vitest'
import { arange, data, manualSeed, type Tensor, tensor, zeros } from '../../src/index.js'
import { table } from '../ops/table.js'

table('data')

describe('data sets of the user', () => {
  class Squares extends data.Dataset<readonly [number, Tensor<[]>]> {
    get length(): number {
      return 5
    }
    at(i: number): readonly [number, Tensor<[]>] {
      return [i, tensor(i * i)]
    }
  }

  test('are iterable, and loaded with numbers as tensors', () => {
    const squares = new Squares()
    expect([...squares].map(([i, x]) => [i, x.item()])).toEqual([0, 1, 2, 3, 4].map((i) => [i, i * i]))
    const batches = [...new data.DataLoader(squares, { batchSize: 2 })]
    const types: readonly [Tensor<[number]>, Tensor<[number]>][] = batches
    expect(types.map(([i, x]) => [i.tolist(), x.tolist()])).toEqual([
      [
        [0, 1],
        [0, 1],
      ],
      [
        [2, 3],
        [4, 9],
      ],
      [[4], [16]],
    ])
    expect(batches[0][0].dtype).toBe('int64')
  })

  test('may give promises: then a loader is awaited, in the same order', async () => {
    const later = { length: 7, at: async (i: number): Promise<[Tensor<[]>, string]> => [tensor(i), `s${i}`] }
    const options = { batchSize: 3, shuffle: true } as const
    manualSeed(11)
    const seen: [number[], string[]][] = []
    for await (const [x, names] of new data.DataLoader(later, options)) seen.push([x.tolist(), names])
    manualSeed(11)
    const wanted = [...new data.DataLoader(arange(7), options)].map((x) => x.tolist() as number[])
    expect(seen).toEqual(wanted.map((places) => [places, places.map((i) => `s${i}`)]))
  })

  test('typed arrays are stacked', () => {
    const [batch] = new data.DataLoader([Uint8Array.of(1, 2), Uint8Array.of(3, 4)], { batchSize: 2 })
    expect([String(batch), batch.dtype]).toEqual(['tensor([[1, 2],\n        [3, 4]], dtype=torch.uint8)', 'uint8'])
  })
})

describe('loaders', () => {
  test('know the shapes of batches', () => {
    const set = new data.TensorDataset(zeros(10, 784), zeros(10).long())
    for (const [x, y] of new data.DataLoader(set, { batchSize: 4 })) {
      const wide: Tensor<[number, 784]> = x
      const flat: Tensor<[number]> = y
      expect(wide.size(0)).toBe(flat.size(0))
    }
    for (const [x] of new data.DataLoader(set, { batchSize: 4, dropLast: true })) {
      const exact: Tensor<[4, 784]> = x
      expect([...exact.shape]).toEqual([4, 784])
    }
  })

  test('give copies: a batch can be changed', () => {
    const x = zeros(4, 2)
    for (const [batch] of new data.DataLoader(new data.TensorDataset(x), { batchSize: 2 })) batch.add_(1)
    expect(x.sum().item()).toBe(0)
  })

  test('refuse what they do not know', () => {
    expect(() => new data.DataLoader([1], { batchsize: 2 } as object)).toThrow(
      new TypeError("got an unexpected keyword argument 'batchsize'"),
    )
    expect(() => data.defaultCollate([null])).toThrow(
      new TypeError('default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found None'),
    )
    expect(() => new data.TensorDataset(zeros(3), zeros(4))).toThrow('Size mismatch between tensors')
    expect(() => new data.ConcatDataset([])).toThrow('datasets should not be an empty iterable')
  })

  test('an empty part is worth a warning', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    data.randomSplit([1, 2], [0.9, 0.1, 0])
    expect(warn).toHaveBeenCalledWith(
      'UserWarning: Length of split at index 2 is 0. This might result in an empty dataset.',
    )
    warn.mockRestore()
  })
})
