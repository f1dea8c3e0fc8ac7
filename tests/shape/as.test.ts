import { describe, expect, test } from 'vitest'
import { assertShape, RuntimeError, type Tensor, zeros } from '../../src/index.js'

describe('as', () => {
  const x: Tensor = zeros(5, 784)
  test('gives the tensor itself', () => {
    expect(x.as([5, 784])).toBe(x)
    expect(x.as([-1, 784])).toBe(x)
    expect(x.as([-1, -1])).toBe(x)
    expect(zeros([]).as([])).toBeTruthy()
  })
  test('refuses other sizes and ranks', () => {
    for (const shape of [[5, 783], [784, 5], [5], [5, 784, 1], [], [-1]]) {
      expect(() => x.as(shape)).toThrow(RuntimeError)
      expect(() => x.as(shape)).toThrow(`the tensor's shape is [5, 784], not [${shape.join(', ')}]`)
    }
  })
  test('refuses what is no shape', () => {
    for (const shape of [5, '5', null, [5, '784'], [5, 784.5], [5, -2], [5, Number.NaN]])
      expect(() => x.as(shape as number[])).toThrow(TypeError)
  })
})

describe('assertShape', () => {
  test('passes, or throws', () => {
    const x: Tensor = zeros(2, 3)
    expect(() => assertShape(x, [3, 2])).toThrow("the tensor's shape is [2, 3], not [3, 2]")
    assertShape(x, [2, -1])
    assertShape(x, [2, 3])
    const product: Tensor<[2, 4]> = x.matmul(zeros(3, 4))
    expect([...product.shape]).toEqual([2, 4])
  })
})
