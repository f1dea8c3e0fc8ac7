import { describe, expect, test } from 'vitest'
import { autograd, ones, RuntimeError, type Tensor, tensor } from '../../src/index.js'

class Square extends autograd.Function {
  static override forward(ctx: autograd.Context, x: Tensor): Tensor {
    ctx.saveForBackward(x)
    return x.mul(x)
  }
  static override backward(ctx: autograd.Context, g: Tensor): Tensor {
    const [x] = ctx.savedTensors
    return x.mul(2).mul(g)
  }
}

class Scale extends autograd.Function {
  static override forward(ctx: autograd.Context, x: Tensor, by: number): Tensor {
    ctx.by = by
    return x.mul(by)
  }
  static override backward(ctx: autograd.Context, g: Tensor): [Tensor, null] {
    return [g.mul(ctx.by), null]
  }
}

const leaf = (): Tensor => tensor([1, 2, 3], { requiresGrad: true })
const returning = (value: unknown) =>
  class Bad extends autograd.Function {
    static override forward(_ctx: autograd.Context, x: Tensor, _k?: number): Tensor {
      return x.mul(1)
    }
    static override backward(): unknown {
      return value
    }
  }

describe('custom functions', () => {
  test('forward, backward, the name', () => {
    const x = leaf()
    const y: Tensor = Square.apply(x)
    expect(String(y)).toBe('tensor([1., 4., 9.], grad_fn=<SquareBackward>)')
    y.sum().backward()
    expect(String(x.grad)).toBe('tensor([2., 4., 6.])')
  })

  test('arguments that are no tensors, and what ctx carries', () => {
    const x = leaf()
    Scale.apply(x, 3).sum().backward()
    expect(String(x.grad)).toBe('tensor([3., 3., 3.])')
  })

  test('without a gradient nothing is recorded', () => {
    expect(Square.apply(ones(2)).gradFn).toBeNull()
  })

  test('gradients of gradients', () => {
    const x = tensor([1, 2], { dtype: 'float64', requiresGrad: true })
    expect(autograd.gradcheck(Square.apply.bind(Square) as (x: Tensor) => Tensor, x)).toBe(true)
    expect(autograd.gradgradcheck((y) => Square.apply(y), x)).toBe(true)
  })

  test('the freed graph, only where something was saved', () => {
    const y = Square.apply(leaf()).sum()
    y.backward()
    expect(() => y.backward()).toThrow('Trying to backward through the graph a second time')
    const x = leaf()
    const z = Scale.apply(x, 2).sum()
    z.backward()
    z.backward()
    expect(String(x.grad)).toBe('tensor([4., 4., 4.])')
  })

  test('saved tensors are checked', () => {
    const x = leaf()
    const a = x.mul(1)
    const y = Square.apply(a)
    a.add_(1)
    expect(() => y.sum().backward()).toThrow(
      'modified by an inplace operation: [torch.FloatTensor [3]], which is output 0 of Add, is at version 1; expected version 0 instead',
    )
  })

  test('needsInputGrad, several outputs, outputs that were not used', () => {
    const seen: unknown[] = []
    class Two extends autograd.Function {
      static override forward(ctx: autograd.Context, x: Tensor, y: Tensor): Tensor[] {
        seen.push(ctx.needsInputGrad)
        return [x.mul(2), y.mul(3)]
      }
      static override backward(_ctx: autograd.Context, g: Tensor, h: Tensor): (Tensor | null)[] {
        seen.push(String(h))
        return [g.mul(2), null]
      }
    }
    const x = leaf()
    const [a, b] = Two.apply(x, ones(2))
    a.sum().backward()
    expect(seen).toEqual([[true, false], 'tensor([0., 0.])'])
    expect(String(x.grad)).toBe('tensor([2., 2., 2.])')
    expect(String(b)).toBe('tensor([3., 3.], grad_fn=<TwoBackward>)')
  })

  test('marked outputs, dirty inputs, inputs that are given back', () => {
    class Marked extends autograd.Function {
      static override forward(ctx: autograd.Context, x: Tensor): Tensor[] {
        const sign = x.sign()
        ctx.markNonDifferentiable(sign)
        return [x.abs(), sign]
      }
      static override backward(_ctx: autograd.Context, g: Tensor): Tensor {
        return g
      }
    }
    expect(Marked.apply(leaf()).map((y) => y.requiresGrad)).toEqual([true, false])
    class Twice extends autograd.Function {
      static override forward(ctx: autograd.Context, x: Tensor): Tensor {
        ctx.markDirty(x)
        return x.mul_(2)
      }
      static override backward(_ctx: autograd.Context, g: Tensor): Tensor {
        return g.mul(2)
      }
    }
    const x = leaf()
    const y = x.mul(1)
    expect(Twice.apply(y) === y).toBe(true)
    y.sum().backward()
    expect(String([y, x.grad])).toBe('tensor([2., 4., 6.], grad_fn=<TwiceBackward>),tensor([2., 2., 2.])')
    expect(() => Twice.apply(leaf())).toThrow(
      'a leaf Variable that requires grad has been used in an in-place operation.',
    )
    class Same extends autograd.Function {
      static override forward(_ctx: autograd.Context, v: Tensor): Tensor {
        return v
      }
      static override backward(_ctx: autograd.Context, g: Tensor): Tensor {
        return g.mul(3)
      }
    }
    const same = Same.apply(x)
    expect(same === x).toBe(false)
    expect(x.isLeaf).toBe(true)
    expect(String(same)).toContain('grad_fn=<SameBackward>')
  })

  test('what backward may not return', () => {
    const run = (value: unknown, ...rest: number[]): void =>
      returning(value)
        .apply(leaf(), ...rest)
        .sum()
        .backward()
    expect(() => run([ones(3), ones(3)])).toThrow(
      new RuntimeError('function BadBackward returned an incorrect number of gradients (expected 1, got 2)'),
    )
    expect(() => run(ones(4))).toThrow(
      'Function BadBackward returned an invalid gradient at index 0 - got [4] but expected shape compatible with [3]',
    )
    expect(() => run(3)).toThrow(new TypeError('expected Variable or None (got number)'))
    expect(() => run([ones(3), ones(3)], 2)).toThrow(
      'function BadBackward returned a gradient different than None at position 2, but the corresponding forward input was not a Variable',
    )
    expect(() => run([ones(3), null])).not.toThrow()
    class Half extends autograd.Function {
      static override forward(_ctx: autograd.Context, x: Tensor): Tensor {
        return x.mul(1)
      }
    }
    expect(() => Half.apply(leaf()).sum().backward()).toThrow(
      'You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.',
    )
  })
})
