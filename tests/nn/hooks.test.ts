import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { nn, ones, RuntimeError, type Tensor, tensor } from '../../src/index.js'
import { table } from '../ops/table.js'

/** tests/oracle/hooks.py */
class Two extends nn.Module {
  forward(a: Tensor, b: Tensor): Tensor[] {
    return [a.mul(b), a.add(b)]
  }
}
class Fails extends nn.Module {
  forward(): Tensor {
    throw new RuntimeError('mine')
  }
}

const warn = vi.spyOn(console, 'warn')
beforeAll(() => void warn.mockImplementation(() => {}))
afterAll(() => warn.mockRestore())

table('hooks', { Two, Fails })

test('a hook that is called although forward failed gets no output', () => {
  const module = new Fails()
  const seen: unknown[] = []
  module.registerForwardHook((_m, inputs, output) => seen.push([inputs.length, output]), { alwaysCall: true })
  module.registerForwardHook(() => seen.push('only after success'))
  expect(() => (module as unknown as (x: Tensor) => Tensor)(ones(1))).toThrow('mine')
  expect(seen).toEqual([[1, null]])
})

test('without inputs that require a gradient PyTorch warns', () => {
  warn.mockClear()
  const module = new nn.Linear(2, 1)
  module.registerFullBackwardHook(() => {})
  module(tensor([[1, 2]]))
    .sum()
    .backward()
  expect(warn.mock.calls[0][0]).toMatch(/^UserWarning: Full backward hook is firing/)
})
