import { expect, test } from 'vitest'
import { autograd, F, manualSeed, randn, type Tensor, tensor } from '../../src/index.js'

const classes = (list: number[]): Tensor => tensor(list, { dtype: 'int64' }) as Tensor
const namesOf = (loss: Tensor): string[] => {
  const names: string[] = []
  for (let node = loss.gradFn; node; node = node.nextFunctions[0]?.[0] ?? null) names.push(node.name())
  return names
}

test('the graph of cross entropy has the nodes that PyTorch’s has', () => {
  const x = randn(2, 3).requiresGrad_() as Tensor
  const expected = ['NllLossBackward0', 'LogSoftmaxBackward0', 'torch::autograd::AccumulateGrad']
  expect(namesOf(F.crossEntropy(x, classes([1, 2])) as Tensor)).toEqual(expected)
  expect(namesOf(F.crossEntropy(x, classes([1, 2]), { reduction: 'none' }) as Tensor)).toEqual(expected)
})

test.each(['none', 'sum', 'mean'] as const)('gradients of gradients of cross entropy, reduction %s', (reduction) => {
  manualSeed(3)
  const [target, weight] = [classes([1, -100, 2, 0]), tensor([0.5, 1, 2]) as Tensor]
  const x = randn(4, 3).requiresGrad_() as Tensor
  const [once, twice] = [
    (t: Tensor) => F.crossEntropy(t, target, { weight, reduction }) as Tensor,
    (t: Tensor) => F.nllLoss(F.logSoftmax(t, 1) as Tensor, target, { weight, reduction }) as Tensor,
  ].map((loss) => {
    const [g] = autograd.grad(loss(x).square().sum() as Tensor, [x], { createGraph: true })
    const [h] = autograd.grad((g as Tensor).square().sum() as Tensor, [x])
    return [g, h] as Tensor[]
  })
  once.forEach((g, i) => {
    expect(g.detach().allclose(twice[i].detach() as Tensor, { atol: 1e-6 })).toBe(true)
  })
})

test('logits may be overwritten between cross entropy and its gradient, classes may not', () => {
  const x = randn(2, 3).requiresGrad_() as Tensor
  const target = classes([1, 2])
  const expected = F.softmax(x, 1).sub(F.oneHot(target, 3)).div(2).detach() as Tensor
  const logits = x.mul(1) as Tensor
  const loss = F.crossEntropy(logits, target) as Tensor
  logits.zero_()
  loss.backward()
  expect((x.grad as Tensor).allclose(expected, { atol: 1e-6 })).toBe(true)
  const again = F.crossEntropy(x, target) as Tensor
  target.zero_()
  expect(() => again.backward()).toThrow(/modified by an inplace operation/)
})
