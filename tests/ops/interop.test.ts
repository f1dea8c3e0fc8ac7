import { inspect } from 'node:util'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { arange, fromBuffer, ones, randn, type Tensor, tensor, zeros } from '../../src/index.js'

describe('typed arrays', () => {
  test.each([
    ['float32', Float32Array],
    ['float64', Float64Array],
    ['int64', BigInt64Array],
    ['int32', Int32Array],
    ['uint8', Uint8Array],
    ['bool', Uint8Array],
  ] as const)('numpy() of %s shares the memory, both ways', (dtype, array) => {
    const x = zeros(3, { dtype })
    const view = x.numpy()
    expect(view).toBeInstanceOf(array)
    view[1] = view instanceof BigInt64Array ? 1n : 1
    expect(x.at(1).item<number | boolean>()).toBe(dtype === 'bool' ? true : 1)
    x.at(2).fill_(1)
    expect(Number(view[2])).toBe(1)
  })

  test('a view of a part begins at the part', () => {
    const m = arange(12).view(3, 4)
    expect([...m.at(1).numpy()]).toEqual([4, 5, 6, 7])
    expect(m.at(1).numpy().buffer).toBe(m.numpy().buffer)
    expect([...zeros(0, 3).numpy()]).toEqual([])
  })

  test('what has no such view is an error that names the way out', () => {
    expect(() => ones(2, { requiresGrad: true }).numpy()).toThrow(
      "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
    )
    expect(() => arange(6).view(2, 3).t().numpy()).toThrow(/contiguous\(\)\.numpy\(\)/)
    expect([...arange(6).view(2, 3).t().contiguous().numpy()]).toEqual([0, 3, 1, 4, 2, 5])
  })

  test('fromBuffer shares the memory of an ArrayBuffer or of a part of one', () => {
    const buffer = new ArrayBuffer(16)
    const all = fromBuffer(buffer)
    const part = fromBuffer(new Uint8Array(buffer, 4, 8), { dtype: 'int32' })
    all.at(1).fill_(1)
    expect(part.tolist()).toEqual([0x3f800000, 0])
    part.at(1).fill_(0x40000000)
    expect(all.tolist()).toEqual([0, 1, 2, 0])
    expect(fromBuffer(buffer, { offset: 4, count: 2 }).tolist()).toEqual([1, 2])
  })
})

describe('lists and JSON', () => {
  test('toArray is tolist', () => {
    expect(arange(4).view(2, 2).toArray()).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(tensor(2.5).toArray()).toBe(2.5)
    expect(tensor([true, false]).toArray()).toEqual([true, false])
  })

  test('JSON.stringify writes nested lists', () => {
    const x = { w: arange(4).view(2, 2), y: tensor(1n), mask: tensor([true]) }
    expect(JSON.stringify(x)).toBe('{"w":[[0,1],[2,3]],"y":1,"mask":[true]}')
    expect(JSON.stringify(tensor([2n ** 60n, 1n]))).toBe('["1152921504606846976",1]')
    expect(JSON.stringify(tensor([Number.NaN, Number.POSITIVE_INFINITY]))).toBe('[null,null]')
    expect(tensor(JSON.parse(JSON.stringify(x.w))).equal(x.w)).toBe(true)
  })

  test('iteration goes over the first dimension', () => {
    const rows: number[][] = []
    for (const row of arange(4).view(2, 2)) rows.push(row.tolist())
    expect(rows).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(() => [...(tensor(1) as Tensor)]).toThrow('iteration over a 0-d tensor')
  })
})

describe('util.inspect', () => {
  test('prints what PyTorch prints, also inside of other values', () => {
    const x = arange(4).view(2, 2)
    expect(inspect(x)).toBe(String(x))
    expect(inspect({ x })).toBe('{\n  x: tensor([[0., 1.],\n          [2., 3.]])\n}')
    expect(inspect([x.shape, x.storage().length])).toBe('[ torch.Size([2, 2]), 4 ]')
  })
})

describe('structured clones', () => {
  const same = (a: Tensor, b: Tensor): void => {
    expect([a.dtype, [...a.shape], String(a)]).toEqual([b.dtype, [...b.shape], String(b)])
  }
  const samples = (): Tensor[] => [
    arange(12).view(3, 4),
    arange(12).view(3, 4).t(),
    arange(12).at('3:9:2'),
    tensor([1n, -(2n ** 60n)]),
    tensor([true, false]),
    tensor(7, { dtype: 'uint8' }),
    zeros(0, 3),
    randn(100, 100),
    ones(2, { requiresGrad: true }).detach(),
  ]

  test('become tensors again, with memory of their own', () => {
    for (const x of samples()) same(tensor(structuredClone(x)), x)
    const x = ones(2)
    tensor(structuredClone(x)).add_(1)
    expect(x.tolist()).toEqual([1, 1])
    const typed: Tensor<[3, 4]> = tensor(structuredClone(zeros(3, 4)))
    expect(typed.size(0)).toBe(3)
  })

  test('go to a worker, are computed with there, and come back', async () => {
    const code = `
      const { parentPort } = require('node:worker_threads')
      parentPort.once('message', async (messages) => {
        const { tensor } = await import('tsgrad')
        parentPort.postMessage(messages.map((m) => tensor(m).add(1)))
      })`
    const worker = new Worker(code, { eval: true })
    const sent = samples()
    const received = await new Promise<Tensor[]>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.postMessage(sent)
    })
    await worker.terminate()
    for (const [i, x] of received.entries()) same(tensor(x), sent[i].add(1))
  })

  test('what is no clone is refused', () => {
    const clone = { ...structuredClone(zeros(2, 3)) }
    for (const damage of [
      { sizes: [2, 4] },
      { offset: 1 },
      { strides: [3, -1] },
      { strides: [1] },
      { sizes: [2.5, 1] },
    ])
      expect(() => tensor({ ...clone, ...damage } as unknown as Tensor)).toThrow(/not what structuredClone makes/)
    expect(() => tensor({ a: 1 } as unknown as Tensor)).toThrow('Could not infer dtype of dict')
  })
})
