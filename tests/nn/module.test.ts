import { describe, expect, test, vi } from 'vitest'
import { F, manualSeed, nn, ones, optim, randn, type Tensor, tensor, zeros } from '../../src/index.js'

class Net extends nn.Module {
  hidden = new nn.Linear(4, 3)
  out = new nn.Linear(3, 2)
  forward(x: Tensor): Tensor {
    return this.out(this.hidden(x).relu())
  }
}

describe('a module of the user', () => {
  test('is called, prints its class and finds what was assigned to it', () => {
    const net = new Net()
    expect([...net(ones(5, 4)).shape]).toEqual([5, 2])
    expect(net).toBeInstanceOf(nn.Module)
    expect(new nn.Linear(1, 1)).toBeInstanceOf(nn.Module)
    expect(String(net)).toBe(
      'Net(\n  (hidden): Linear(in_features=4, out_features=3, bias=True)\n  (out): Linear(in_features=3, out_features=2, bias=True)\n)',
    )
    expect([...net.namedParameters()].map(([name]) => name)).toEqual([
      'hidden.weight',
      'hidden.bias',
      'out.weight',
      'out.bias',
    ])
  })

  test('without a forward says so', () => {
    class Empty extends nn.Module {}
    expect(() => (new Empty() as unknown as (x: number) => void)(1)).toThrow(
      'Module [Empty] is missing the required "forward" function',
    )
  })

  test('learns: the loss goes down', () => {
    manualSeed(0)
    const net = new Net()
    const [x, y] = [randn(32, 4), randn(32, 2)]
    const optimizer = new optim.Adam(net.parameters(), { lr: 0.05 })
    const losses: number[] = []
    for (let i = 0; i < 50; i++) {
      optimizer.zeroGrad()
      const loss = F.mseLoss(net(x), y)
      loss.backward()
      optimizer.step()
      losses.push(loss.item())
    }
    expect(losses[49]).toBeLessThan(losses[0] * 0.8)
  })
})

test('hooks see inputs and output, may replace both, and go away', () => {
  const relu = new nn.ReLU()
  const seen: string[] = []
  const before = relu.registerForwardPreHook((module, inputs) => {
    seen.push(module.constructor.name)
    return [(inputs[0] as Tensor).mul(-1)]
  })
  const after = relu.registerForwardHook((_module, _inputs, output) => (output as Tensor).add(1))
  expect(relu(tensor([-2, 3])).tolist()).toEqual([3, 1])
  before.remove()
  after.remove()
  expect(relu(tensor([-2, 3])).tolist()).toEqual([0, 3])
  expect(seen).toEqual(['ReLU'])
})

describe('state dicts', () => {
  test('are refused as a whole, with every reason, before anything is written', () => {
    const lin = new nn.Linear(2, 3)
    const was = lin.weight.tolist()
    expect(() => lin.loadStateDict({ weight: zeros(2, 2) })).toThrow(
      'Error(s) in loading state_dict for Linear:\n\tMissing key(s) in state_dict: "bias". \n\t' +
        'size mismatch for weight: copying a param with shape torch.Size([2, 2]) from checkpoint, ' +
        'the shape in current model is torch.Size([3, 2]).',
    )
    expect(() => lin.loadStateDict({ weight: zeros(3, 2), bias: zeros(3), more: zeros(1) })).toThrow(
      'Error(s) in loading state_dict for Linear:\n\tUnexpected key(s) in state_dict: "more". ',
    )
    expect(lin.weight.tolist()).toEqual(was)
    const { missingKeys, unexpectedKeys } = lin.loadStateDict({ weight: ones(3, 2) }, { strict: false })
    expect([missingKeys, unexpectedKeys]).toEqual([['bias'], []])
    expect(lin.weight.tolist()).toEqual(ones(3, 2).tolist())
  })

  test('share memory with the module', () => {
    const lin = new nn.Linear(2, 1)
    lin.stateDict().weight.fill_(7)
    expect(lin.weight.tolist()).toEqual([[7, 7]])
  })
})

test('train, eval, apply, requiresGrad_, zeroGrad reach everything below', () => {
  const net = new Net()
  net.eval()
  expect([...net.modules()].map((m) => m.training)).toEqual([false, false, false])
  net.train()
  expect(net.out.training).toBe(true)
  const order: string[] = []
  net.apply((m) => order.push(m.constructor.name))
  expect(order).toEqual(['Linear', 'Linear', 'Net'])
  net(ones(1, 4)).sum().backward()
  expect([...net.parameters()].every((p) => p.grad !== null)).toBe(true)
  net.zeroGrad()
  expect([...net.parameters()].every((p) => p.grad === null)).toBe(true)
  net.requiresGrad_(false)
  expect(net(ones(1, 4)).requiresGrad).toBe(false)
})

test('buffers are state, transient ones are not, and their names cannot be taken', () => {
  class Counter extends nn.Module {
    declare count: Tensor
    constructor() {
      super()
      this.registerBuffer('count', zeros(1))
      this.registerBuffer('scratch', zeros(1), { persistent: false })
    }
  }
  const counter = new Counter()
  expect(Object.keys(counter.stateDict())).toEqual(['count'])
  expect([...counter.namedBuffers()].map(([name]) => name)).toEqual(['count', 'scratch'])
  expect(() => new nn.Linear(1, 1).registerBuffer('weight', zeros(1))).toThrow("attribute 'weight' already exists")
})

describe('warnings are PyTorch’s', () => {
  const warned = (f: () => unknown): string => {
    const spy = vi.spyOn(console, 'warn').mockImplementation(() => {})
    f()
    const text = spy.mock.calls.map(([message]) => String(message)).join('\n')
    spy.mockRestore()
    return text
  }
  test('targets of another size', () => {
    expect(warned(() => F.mseLoss(zeros(3, 1), zeros(3)))).toBe(
      'UserWarning: Using a target size (torch.Size([3])) that is different to the input size (torch.Size([3, 1])). ' +
        'This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.',
    )
    expect(warned(() => F.mseLoss(zeros(3), zeros(3)))).toBe('')
  })
  test('a schedule that steps before its optimizer', () => {
    const optimizer = new optim.SGD([zeros(1).requiresGrad_()], { lr: 0.1 })
    const plan = new optim.lrScheduler.StepLR(optimizer, 1)
    expect(warned(() => plan.step())).toContain('Detected call of `lr_scheduler.step()` before `optimizer.step()`')
  })
})

test('gradients of gradients go through linear, losses and convolutions', () => {
  const x = randn(2, 1, 4, 4, { dtype: 'float64', requiresGrad: true }) as Tensor
  const w = randn(2, 1, 3, 3, { dtype: 'float64', requiresGrad: true }) as Tensor
  const loss = F.mseLoss(F.conv2d(x, w), zeros(2, 2, 2, 2).double()) as Tensor
  loss.backward({ createGraph: true })
  const g = x.grad as Tensor
  const before = g.square().sum().item()
  const direction = randn(2, 1, 3, 3, { dtype: 'float64' }) as Tensor
  w.grad = null
  g.square().sum().backward()
  const told = (w.grad as unknown as Tensor).mul(direction).sum().item()
  // Against a difference quotient.
  const step = 1e-6
  const moved = w.detach().add(direction.mul(step)) as Tensor
  const again = x.detach().requiresGrad_() as Tensor
  F.mseLoss(F.conv2d(again, moved), zeros(2, 2, 2, 2).double()).backward()
  const after = (again.grad as Tensor).square().sum().item()
  expect((after - before) / step).toBeCloseTo(told, 3)
})

test('parameters, buffers and modules by dotted names', () => {
  const model = new nn.Sequential(new nn.Linear(2, 3), new nn.BatchNorm1d(3))
  expect(model.getSubmodule('')).toBe(model)
  expect(model.getSubmodule('0')).toBe(model.at(0))
  expect(model.getParameter('0.weight')).toBe(model.at(0).weight)
  for (const [get, message] of [
    [() => model.getSubmodule('5'), 'Sequential has no attribute `5`'],
    [() => model.getSubmodule('0.weight'), '`weight` is not an nn.Module'],
    [() => model.getParameter('0.nope'), 'Linear has no attribute `nope`'],
    [() => model.getParameter('0.inFeatures'), '`inFeatures` is not an nn.Parameter'],
    [() => model.getBuffer('1.weight'), '`weight` is not a buffer'],
  ] as const)
    expect(get).toThrow(message)
})

test('what is no state dict is refused', () => {
  const lin = new nn.Linear(1, 1)
  expect(() => lin.loadStateDict(5 as never)).toThrow(
    new TypeError("Expected state_dict to be dict-like, got <class 'int'>."),
  )
  expect(() => lin.loadStateDict({ weight: 3, bias: zeros(1) } as never)).toThrow(
    'While copying the parameter named "weight", expected torch.Tensor or Tensor-like object from checkpoint but received number',
  )
})
