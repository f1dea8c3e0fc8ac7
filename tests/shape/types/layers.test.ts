import { describe, expect, test } from 'vitest'
import { check } from './compiler.js'
import { prelude } from './prelude.js'

/** What the compiler says of a layer's result: a type, or the sentence that PyTorch says at run time. */
const TOLD: Record<string, string> = {
  'new nn.Linear(784, 50)(zeros(5, 784))': 'Tensor<[5, 50]>',
  'new nn.Linear(784, 50)(zeros(2, 5, 784))': 'Tensor<[2, 5, 50]>',
  'new nn.Linear(784, 50)(zeros(784))': 'Tensor<[50]>',
  'const plain: Tensor = m; new nn.Linear(784, 50)(plain)': 'Tensor<any>',
  'new nn.Linear(784, 50)(zeros(5, 10))': 'mat1 and mat2 shapes cannot be multiplied (5x10 and 784x50)',
  'new nn.Linear(784, 50).forward(zeros(5, 784))': 'Tensor<[5, 50]>',
  'new nn.Linear(784, 50).weight': 'Parameter<[50, 784]>',
  'new nn.ReLU()(zeros(5, 7))': 'Tensor<[5, 7]>',
  'new nn.Sequential(new nn.Linear(784, 50), new nn.ReLU(), new nn.Linear(50, 10))(zeros(64, 784))': 'Tensor<[64, 10]>',
  'new nn.Sequential(new nn.Linear(784, 50), new nn.Linear(40, 10))(zeros(64, 784))':
    'mat1 and mat2 shapes cannot be multiplied (64x50 and 40x10)',
  'new nn.Flatten()(zeros(2, 3, 4))': 'Tensor<[2, 12]>',
  'new nn.Embedding(10, 3)(zeros(2, 5).long())': 'Tensor<[2, 5, 3]>',
  'new nn.Conv2d(1, 8, 3, {stride: 2, padding: 1})(zeros(64, 1, 28, 28))': 'Tensor<[64, 8, 14, 14]>',
  'new nn.Conv2d(1, 8, 3)(zeros(2, 3, 28, 28))':
    'Given groups=1, weight of size [8, 1, 3, 3], expected input[2, 3, 28, 28] to have 1 channels, but got 3 channels instead',
  'new nn.MaxPool2d(2)(zeros(1, 8, 14, 14))': 'Tensor<[1, 8, 7, 7]>',
  'new nn.AdaptiveAvgPool2d(1)(zeros(1, 8, 14, 14))': 'Tensor<[1, 8, 1, 1]>',
  'F.linear(zeros(5, 4), zeros(3, 4), zeros(3))': 'Tensor<[5, 3]>',
  'F.linear(zeros(5, 4), zeros(3, 5), zeros(3))': 'mat1 and mat2 shapes cannot be multiplied (5x4 and 5x3)',
  'F.mseLoss(zeros(5, 1), zeros(5, 1))': 'Tensor<[]>',
  "F.mseLoss(zeros(5, 1), zeros(5, 1), {reduction: 'none'})": 'Tensor<[5, 1]>',
  'F.mseLoss(zeros(5, 2), zeros(5, 3))':
    'The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1',
  'F.crossEntropy(zeros(3, 5), zeros(3).long())': 'Tensor<[]>',
  'F.crossEntropy(zeros(3, 5), zeros(2).long())': 'Expected input batch_size (3) to match target batch_size (2).',
  'new nn.CrossEntropyLoss()(zeros(3, 5), zeros(3).long())': 'Tensor<[]>',
}
const programs = Object.keys(TOLD)
const { verdicts } = check(prelude, programs)

describe('the compiler knows what layers make of a shape', () => {
  for (const [i, program] of programs.entries())
    test(program, () => {
      const { type, errors } = verdicts[i]
      expect(errors.length > 0 ? errors.map((e) => e.sentence ?? e.message).join(' · ') : type).toBe(TOLD[program])
    })
})
