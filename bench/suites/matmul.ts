import type { Tensor } from '../../src/index.js'
import * as tg from '../../src/index.js'
import type { Figure } from '../report.js'
import type { Python } from '../rivals/python.js'
import { compare } from './compare.js'

/** The ladder of lesson 01, from loops to OpenBLAS, and square products. */
const LOOPS = `
def loops(a, b):
    (ar, ac), (br, bc) = a.shape, b.shape
    c = torch.zeros(ar, bc)
    for i in range(ar):
        for j in range(bc):
            for k in range(ac): c[i, j] += a[i, k] * b[k, j]
    return c
def two(a, b):
    (ar, ac), (br, bc) = a.shape, b.shape
    c = torch.zeros(ar, bc)
    for i in range(ar):
        for j in range(bc): c[i, j] = (a[i, :] * b[:, j]).sum()
    return c
def one(a, b):
    c = torch.zeros(a.shape[0], b.shape[1])
    for i in range(a.shape[0]): c[i] = (a[i].unsqueeze(-1) * b).sum(dim=0)
    return c
m1, m2 = torch.rand(5, 784), torch.rand(784, 10)
`

function loops(a: Tensor, b: Tensor): Tensor {
  const [ar, ac] = a.shape
  const bc = b.shape[1]
  const c: Tensor = tg.zeros(ar, bc)
  for (let i = 0; i < ar; i++)
    for (let j = 0; j < bc; j++) for (let k = 0; k < ac; k++) c.at(i, j).add_(a.at(i, k).mul(b.at(k, j)))
  return c
}

function two(a: Tensor, b: Tensor): Tensor {
  const c: Tensor = tg.zeros(a.shape[0], b.shape[1])
  for (let i = 0; i < a.shape[0]; i++)
    for (let j = 0; j < b.shape[1]; j++) c.set([i, j], a.at(i, ':').mul(b.at(':', j)).sum())
  return c
}

function one(a: Tensor, b: Tensor): Tensor {
  const c: Tensor = tg.zeros(a.shape[0], b.shape[1])
  for (let i = 0; i < a.shape[0]; i++) c.set([i], a.at(i).unsqueeze(-1).mul(b).sum(0))
  return c
}

export async function matmul(python: Python): Promise<Figure[]> {
  await python.setup(LOOPS)
  const m1: Tensor = tg.rand(5, 784)
  const m2: Tensor = tg.rand(784, 10)
  const rows: [string, () => unknown, string, number, number][] = [
    ['three loops 5x784 @ 784x10', () => loops(m1, m2), 'loops(m1, m2)', 0.2, 0.3],
    ['two loops', () => two(m1, m2), 'two(m1, m2)', 0.5, 0.2],
    ['one loop (broadcast)', () => one(m1, m2), 'one(m1, m2)', 1, 0.2],
    ['einsum', () => tg.einsum('ik,kj->ij', m1, m2), "torch.einsum('ik,kj->ij', m1, m2)", 0.5, 0.1],
    ['matmul', () => m1.matmul(m2), 'm1.matmul(m2)', 0.5, 0.1],
  ]
  for (const n of [64, 256, 512, 1024, 2048]) {
    const [a, b]: [Tensor, Tensor] = [tg.rand(n, n), tg.rand(n, n)]
    await python.setup(`a${n}, b${n} = torch.rand(${n}, ${n}), torch.rand(${n}, ${n})`)
    rows.push([`matmul ${n}³`, () => a.matmul(b), `a${n}.matmul(b${n})`, 1, 0.3])
  }
  const table = rows.map(([name, ours, rival, bar, budget]) => ({ name, ours, rival, bar, budget }))
  return compare('matmul', python, table, 7)
}
