import { AssertionError } from 'node:assert'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { near, ones, tensor, testEq, testNear, testNearZero, zeros } from '../../src/index.js'

/** The error a check throws. */
function failureOf(check: () => void): AssertionError {
  try {
    check()
  } catch (error) {
    expect(error).toBeInstanceOf(AssertionError)
    return error as AssertionError
  }
  throw new Error('the check holds')
}

test('equal values pass in silence', () => {
  testEq(1, 1)
  testEq([1, [2, 3]], [1, [2, 3]])
  testEq(tensor([1, 2]), tensor([1, 2]))
  testEq(zeros(5, 784).shape, [5, 784])
  testEq(tensor(10), 10)
  testEq(true, tensor(true))
  testEq({ a: [1] }, { a: [1] })
})

test('both sides are in the message', () => {
  expect(failureOf(() => testEq(1, 2)).message).toBe('==:\n1\n2')
  expect(failureOf(() => testEq(tensor([1, 2]), tensor([1, 3]))).message).toBe(
    '==:\ntensor([1., 2.])\ntensor([1., 3.])',
  )
  expect(failureOf(() => testEq(zeros(2).shape, [3])).message).toBe('==:\ntorch.Size([2])\n[ 3 ]')
})

test('values that only broadcast to each other are not equal, nor near', () => {
  expect(failureOf(() => testEq(ones(2), ones(1, 2))).operator).toBe('==')
  expect(failureOf(() => testNear(ones(3), ones(3, 3))).message).toMatch(
    /^near:\n[\s\S]*\nshapes differ: torch.Size\(\[3\]\) and torch.Size\(\[3, 3\]\)$/,
  )
  expect(near(ones(3), ones(3, 1))).toBe(false)
})

test('near is within 1e-5 + 1e-3 |b|, whatever the dtypes', () => {
  expect(near(1.0009, 1)).toBe(true)
  expect(near(1.0012, 1)).toBe(false)
  expect(near(tensor([9e-6]), tensor([0]))).toBe(true)
  expect(near(tensor([1, 2], { dtype: 'int64' }), [1, 2])).toBe(true)
  expect(near(tensor([1.05]), 1, { rtol: 0.1 })).toBe(true)
  expect(near(tensor([NaN]), tensor([NaN]))).toBe(false)
  testNear(tensor([[1, 2]]), [[1.0001, 2]])
})

test('testNear says where the sides differ most', () => {
  expect(
    failureOf(() =>
      testNear(
        tensor([
          [1, 2],
          [3, 4],
        ]),
        tensor([
          [1, 2.5],
          [3, 4],
        ]),
      ),
    ).message,
  ).toBe(
    'near:\ntensor([[1., 2.],\n        [3., 4.]])\ntensor([[1.0000, 2.5000],\n        [3.0000, 4.0000]])\n' +
      'largest difference 0.500 at [0, 1]',
  )
  expect(failureOf(() => testNear(1, 2)).message).toBe('near:\n1\n2\nlargest difference 1.00')
})

test('testNearZero takes numbers and tensors', () => {
  testNearZero(1e-4)
  testNearZero(tensor([1e-4, -1e-4]))
  testNearZero(0.05, 0.1)
  expect(failureOf(() => testNearZero(tensor(0.5))).message).toBe('Near zero: tensor(0.5000) is not within 0.001')
  expect(failureOf(() => testNearZero(NaN)).message).toBe('Near zero: NaN is not within 0.001')
  expect(() => testNearZero(1, 0)).toThrow('tol must be a number above 0, got 0')
})

test('a failed check prints its message, and not the same once more as fields', () => {
  const printed = inspect(failureOf(() => testNear(tensor([1, 2]), tensor([1, 3]))))
  expect(printed).toContain('largest difference')
  expect(printed).not.toContain('generatedMessage')
})
