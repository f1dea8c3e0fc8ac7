import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { textOf } from '../../src/display/text.js'

/** Prints itself, as the runtime's values do. */
class Printed {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text
  }

  [inspect.custom](): string {
    return this.text
  }
}
const p = (text: string) => new Printed(text)

const vector = p('tensor([10.,  6., -4.])')
const column = p('tensor([[10.],\n        [ 6.],\n        [-4.]])')
const size = (sizes: string) => p(`torch.Size([${sizes}])`)

/** What IPython 9.17 printed, with JavaScript's brackets. */
describe('arrays and objects of tensors are laid out as by IPython', () => {
  it.each([
    ['two that fit on a line', [vector, p('tensor([2., 8., 7.])')], '[tensor([10.,  6., -4.]), tensor([2., 8., 7.])]'],
    ['one', [vector], '[tensor([10.,  6., -4.])]'],
    ['with plain values', [50000, 784, p('tensor(10)')], '[50000, 784, tensor(10)]'],
    [
      'of several lines',
      [column, column],
      '[tensor([[10.],\n         [ 6.],\n         [-4.]]),\n tensor([[10.],\n         [ 6.],\n         [-4.]])]',
    ],
    [
      'too wide for a line',
      [size('50, 784'), size('50'), size('10, 50'), size('10')],
      '[torch.Size([50, 784]),\n torch.Size([50]),\n torch.Size([10, 50]),\n torch.Size([10])]',
    ],
    [
      'parameters',
      [
        p('Parameter containing:\ntensor([[ 0.1871, -0.2137]], requires_grad=True)'),
        p('Parameter containing:\ntensor([-0.1390], requires_grad=True)'),
      ],
      '[Parameter containing:\n tensor([[ 0.1871, -0.2137]], requires_grad=True),\n Parameter containing:\n tensor([-0.1390], requires_grad=True)]',
    ],
    [
      'nested: the inner ones still fit',
      [
        [p('tensor(4., grad_fn=<MeanBackward0>)'), p('tensor(7.2111, grad_fn=<StdBackward0>)')],
        [p('tensor(4., grad_fn=<MeanBackward0>)'), p('tensor(7.2111, grad_fn=<StdBackward0>)')],
      ],
      '[[tensor(4., grad_fn=<MeanBackward0>), tensor(7.2111, grad_fn=<StdBackward0>)],\n [tensor(4., grad_fn=<MeanBackward0>), tensor(7.2111, grad_fn=<StdBackward0>)]]',
    ],
    [
      'an object',
      { a: vector, b: column },
      '{a: tensor([10.,  6., -4.]),\n b: tensor([[10.],\n         [ 6.],\n         [-4.]])}',
    ],
    ['an object with an odd key', { 'a-b': vector }, "{'a-b': tensor([10.,  6., -4.])}"],
    ['a map', new Map([['w', vector]]), "Map(1) {'w' => tensor([10.,  6., -4.])}"],
    ['text beside it', ['x', null, undefined, p('tensor(1)')], "['x', null, undefined, tensor(1)]"],
  ])('%s', (_, value, text) => {
    expect(textOf(value)).toBe(text)
  })

  it('long ones are cut as util.inspect cuts them', () => {
    const text = textOf(Array.from({ length: 150 }, () => p('tensor(1)')))
    expect(text.endsWith('\n ... 50 more items]')).toBe(true)
    expect(text.split('\n').length).toBe(101)
  })

  it('with a circle do not run for ever', () => {
    const knot: unknown[] = [vector]
    knot.push(knot)
    expect(textOf(knot)).toContain('tensor([10.,  6., -4.])')
  })
})

describe('everything else is as util.inspect has it', () => {
  it.each([
    [1],
    ["it's"],
    [[1, 2, 3]],
    [Array.from({ length: 30 }, (_, i) => i)],
    [{ a: { b: { c: { d: 1 } } } }],
    [new Set([1])],
    [Buffer.from('ab')],
    [[Buffer.from('ab')]],
    [new URL('http://a.b')],
    [[new URL('http://a.b')]],
    [null],
    [Symbol('s')],
    [class A {}],
    [new Date(0)],
  ])('%o', (value) => {
    expect(textOf(value)).toBe(inspect(value))
  })
})
