import { describe, expect, test } from 'vitest'
import { check } from './compiler.js'

/** No program but the cell's. */
const prelude = "import { cat, einsum, exp, matmul, randn, tensor, zeros } from '../../../src/index.js'"

const many = (n: number, line: (i: number) => string): string => Array.from({ length: n }, (_, i) => line(i)).join('')
const rows = many(100, (i) => `[${many(10, (j) => `${10 * i + j},`)}],`)

/** A forward and a backward pass as lesson 02 writes them. */
const TWENTY_LINES = `
const x = randn(64, 784); const y = randn(64, 10);
const w1 = randn(784, 50).mul(0.05); const b1 = zeros(50);
const w2 = randn(50, 10).mul(0.1); const b2 = zeros(10);
const mean = x.mean(); const std = x.std(); const xn = x.sub(mean).div(std);
const l1 = xn.matmul(w1).add(b1); const a1 = l1.relu(); const out = a1.matmul(w2).add(b2);
const diff = out.sub(y); const loss = diff.pow(2).mean();
const gOut = diff.mul(2).div(64); const gA1 = gOut.matmul(w2.t());
const gW2 = a1.unsqueeze(-1).mul(gOut.unsqueeze(1)).sum(0); const gB2 = gOut.sum(0);
const gL1 = l1.gt(0).float().mul(gA1); const gW1 = xn.t().matmul(gL1); gW1`

/**
 * Types instantiated for one cell with a fresh checker, so first uses count. Exact, the same on every machine: what a
 * change to the types costs shows here and not in a noisy time.
 */
const cells: Record<string, [program: string, type: string, instantiations: number]> = {
  'a forward and a backward pass': [TWENTY_LINES, 'Tensor<[784, 50]>', 6530],
  'one matmul': ['randn(5, 784).matmul(randn(784, 10))', 'Tensor<[5, 10]>', 450],
  'one add': ['randn(5, 784).add(randn(784))', 'Tensor<[5, 784]>', 1467],
  'one sum': ['randn(5, 784).sum(0)', 'Tensor<[784]>', 559],
  'one view': ['randn(50, 28, 28).view(-1, 784)', 'Tensor<[50, 784]>', 2222],
  'one index': ["randn(5, 784).at('0:2', 3)", 'Tensor<[2]>', 1918],
  'einsum of four': [
    "einsum('abi,ij,jk,kl->abl', randn(8, 32, 64), randn(64, 128), randn(128, 256), randn(256, 10))",
    'Tensor<[8, 32, 10]>',
    3271,
  ],
  'four views with products of eight digits': [
    'const a = randn(12345678, 10).view(-1, 5); const b = randn(99999, 1234).view(1234, -1); const c = randn(40320, 720).view(-1, 64); randn(31622, 31622).view(-1, 2)',
    'Tensor<[499975442, 2]>',
    22557,
  ],
  'a thousand literals': [`tensor([${rows}])`, 'Tensor<[100, 10]>', 6885],
  'a chain of a hundred': [`randn(5, 784)${many(50, () => '.add(1).mul(2)')}`, 'Tensor<[5, 784]>', 1637],
  'cat of ten': [`cat([${many(10, () => 'randn(2, 3), ')}])`, 'Tensor<[20, 3]>', 3410],
  'the free functions': ['exp(matmul(randn(5, 784), randn(784, 10)).add(1)).sum(1)', 'Tensor<[5]>', 2194],
}

// Outside of the tests: reading the libraries takes its time, and on a busy machine more than a test may take.
const reports = Object.entries(cells).map(([name, [program, type, budget]]) => ({
  name,
  type,
  budget,
  report: check(prelude, [program]),
}))

describe('what a cell costs the compiler', () => {
  for (const { name, type, budget, report } of reports)
    test(name, () => {
      const [verdict] = report.verdicts
      expect(verdict.errors).toEqual([])
      expect(verdict.type).toBe(type)
      expect(report.instantiations).toBeLessThanOrEqual(budget * 1.1)
    })
})
