import { expect, test } from 'vitest'
import * as tg from '../../src/index.js'
import { rows } from './oracle.js'

const { plot, tensor, randn, arange, zeros } = tg

test('tensors of known shape, views of them, and lists of them can be drawn', () => {
  tg.manualSeed(1)
  expect(String(plot.imshow(zeros(28, 28)))).toBe('imshow 28×28, 0…0')
  expect(String(plot.imshow(randn(3, 784).at(0).view(28, 28)))).toMatch(/^imshow 28×28, -/)
  expect(String(plot.imshow([...randn(6, 4, 4)], { columns: 3, titles: arange(6) }))).toMatch(/^imshow 6 images 4×4/)
  expect(
    rows(plot.imshow([zeros(2, 2), zeros(2, 2)], { titles: tensor([3, 8], { dtype: 'int64' }) })).map(
      ({ title }) => title,
    ),
  ).toEqual(['3', '8'])
  expect(String(plot.hist(randn(50, 20), { bins: 10 }))).toMatch(/^hist 1000 values in 10 bins/)
  expect(rows(plot.line(arange(3).mul(2), tensor([1, 4, 9])))).toEqual([
    { x: 0, y: 1 },
    { x: 2, y: 4 },
    { x: 4, y: 9 },
  ])
  const losses = [tensor(0.5), tensor(0.25)]
  expect(rows(plot.line({ losses }))[1]).toEqual({ x: 1, y: 0.25 })
  expect(rows(plot.bar(['a', 'b'], tensor([1, 2])))).toHaveLength(2)
})

test('a tensor that takes part in autograd can be drawn', () => {
  const x = tensor([1, 2, 3], { requiresGrad: true })
  expect(rows(plot.line(x.mul(2))).map(({ y }) => y)).toEqual([2, 4, 6])
})

test('what cannot be drawn does not compile', () => {
  // @ts-expect-error no image
  expect(() => plot.imshow('digit.png')).toThrow(TypeError)
  // @ts-expect-error an option of line, not of bar
  plot.bar({ a: 1 }, { yscale: 'log' })
  // @ts-expect-error no colour map
  expect(() => plot.imshow(zeros(2, 2), { cmap: 'jet' })).toThrow(tg.ValueError)
})
