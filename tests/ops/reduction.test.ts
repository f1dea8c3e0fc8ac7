import { expect, test } from 'vitest'
import { arange } from '../../src/index.js'

test.each(['sum', 'mean', 'amax', 'max', 'argmin', 'std', 'softmax', 'any'])(
  '%s refuses an option that it has not',
  (name) => {
    const x = arange(6).view(2, 3) as unknown as Record<string, (...args: unknown[]) => unknown>
    expect(() => x[name]({ dmi: 0 })).toThrow(new TypeError("got an unexpected keyword argument 'dmi'"))
  },
)

test('std behind positional arguments, too', () => {
  const x = arange(6).view(2, 3) as unknown as { std(...args: unknown[]): unknown }
  expect(() => x.std(0, true, { kepdim: true })).toThrow(TypeError)
  expect(() => x.std(false, { kepdim: true })).toThrow(TypeError)
})
