import { describe, expect, test } from 'vitest'
import { check } from './compiler.js'
import { prelude } from './prelude.js'

/** What people write around shapes: a program and the type of its last expression. */
const accepted: Record<string, [program: string, type: string][]> = {
  'unknown ranks and sizes': [
    ['zeros(...list)', 'Tensor<any>'],
    ['zeros(list)', 'Tensor<any>'],
    ['zeros(n, 784)', 'Tensor<[number, 784]>'],
    ['zeros(n, 784).matmul(zeros(784, 10))', 'Tensor<[number, 10]>'],
    ['zeros(n, 784).add(zeros(5, 784))', 'Tensor<[5, 784]>'],
    ['zeros(n, 784).add(zeros(1, 784))', 'Tensor<[number, 784]>'],
    ['zeros(n, n).add(zeros(n, 1))', 'Tensor<[number, number]>'],
    ['zeros(n, 784).sum(0)', 'Tensor<[784]>'],
    ['zeros(n, 784).view(-1, 28, 28)', 'Tensor<[number, 28, 28]>'],
    ['zeros(n, 28, 28).view(n, 784)', 'Tensor<[number, 784]>'],
    ['zeros(n, 784).at(0)', 'Tensor<[784]>'],
    ["zeros(n, 784).at(':', '0:10')", 'Tensor<[number, 10]>'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a program.
    ['zeros(5, 784).at(`${n}:${n + 64}`)', 'Tensor<[number, 784]>'],
    ['zeros(5, 784).at(n)', 'Tensor<[784]>'],
    ['zeros(5, 784).at(n, n)', 'Tensor<[]>'],
    ['zeros(5, 784).at(list)', 'Tensor<[number, 784]>'],
    ['zeros(5, 784).at(plain)', 'Tensor<any>'],
    ['zeros(5, 784).at(zeros(5, 784).gt(0))', 'Tensor<any>'],
    ['zeros(5, 784).at([true, false, true, true, false])', 'Tensor<any>'],
    ['zeros(5, 784).sum(n)', 'Tensor<any>'],
    ['zeros(5, 784).sum(list)', 'Tensor<any>'],
    ['plain.add(zeros(5))', 'Tensor<any>'],
    ['zeros(5).add(plain)', 'Tensor<any>'],
    ['plain.matmul(zeros(5, 2))', 'Tensor<any>'],
    ['plain.relu()', 'Tensor<any>'],
    ['plain.sum()', 'Tensor<[]>'],
    ['plain.sum(0)', 'Tensor<any>'],
    ['plain.view(-1, 784)', 'Tensor<[number, 784]>'],
    ['plain.view(5, 784)', 'Tensor<[5, 784]>'],
    ['plain.T', 'Tensor<any>'],
    ['plain.unsqueeze(0)', 'Tensor<any>'],
    ['plain.max(1)', 'ValuesAndIndices<any>'],
    ['plain.split(3)', 'Tensor<any>[]'],
    ['[...plain]', 'Tensor<any>[]'],
    ['plain.shape', 'Size'],
    ['plain.shape[0] * 2', 'number'],
    ['const [rows, columns] = plain.shape; [rows, columns]', 'number[]'],
    ['plain.shape.map((size) => size * 2)', 'number[]'],
    ['plain.size()', 'Size'],
    ['plain.size(-1)', 'number'],
    ["einsum('ik,kj->ij', plain, plain)", 'Tensor<any>'],
    ['cat([plain, zeros(2, 3)])', 'Tensor<any>'],
    ['cat(list.map(() => zeros(2, 3)))', 'Tensor<[number, 3]>'],
    ['stack(list.map(() => zeros(2, 3)))', 'Tensor<[number, 2, 3]>'],
    ['tensor(list)', 'Tensor<[number]>'],
    ['tensor(list.map(() => list))', 'Tensor<[number, number]>'],
    ['tensor(new Float32Array(3))', 'Tensor<[number]>'],
    ['tensor(zeros(2, 3))', 'Tensor<[2, 3]>'],
    ['tensor(JSON.parse("[1]"))', 'Tensor<any>'],
  ],
  'what a tensor knows of itself': [
    ['zeros(5, 784).shape', '[5, 784]'],
    ['const [rows, columns] = zeros(5, 784).shape; [rows, columns] as const', 'readonly [5, 784]'],
    ['zeros(zeros(5, 784).shape)', 'Tensor<[5, 784]>'],
    ['zeros(6, 4).view(zeros(3, 8).shape)', 'Tensor<[3, 8]>'],
    ['zeros(5, 784).size(-1)', '784'],
    ['zeros(5, 784).tolist()', 'number[][]'],
    ['zeros([]).tolist()', 'number'],
    ['zeros(5, 784).sum().item()', 'number'],
    ['const yes: boolean = zeros(5).gt(0).all().item(); yes', 'boolean'],
    ['zeros(5, 784).dtype', 'DType'],
    ['zeros(5, 784).T', 'Tensor<[784, 5]>'],
    ['[...zeros(5, 784)]', 'Tensor<[784]>[]'],
    ['zeros(5, 784).grad', 'Tensor<[5, 784]> | null'],
    ['const [v, i] = zeros(5, 784).max(1); [v, i] as const', 'readonly [Tensor<[5]>, Tensor<[5]>]'],
    [
      'const { values, indices } = zeros(5, 784).min(0); [values, indices] as const',
      'readonly [Tensor<[784]>, Tensor<[784]>]',
    ],
    ['Math.max(zeros(3).sum().item(), 1)', 'number'],
  ],
  creation: [
    ["ones(2, 3, { dtype: 'int64' })", 'Tensor<[2, 3]>'],
    ["ones([2, 3], { dtype: 'int64', requiresGrad: true })", 'Tensor<[2, 3]>'],
    ['ones([2, 3] as const)', 'Tensor<[2, 3]>'],
    ['randn(5, 784, { generator: new Generator() })', 'Tensor<[5, 784]>'],
    ['randint(10, [3])', 'Tensor<[3]>'],
    ['randint(0, 10, [3, 4])', 'Tensor<[3, 4]>'],
    ['randperm(10)', 'Tensor<[10]>'],
    ['normal(0, 0.01, [784, 10])', 'Tensor<[784, 10]>'],
    ['normal(zeros(3), 1)', 'Tensor<[3]>'],
    ['normal(zeros(3, 1), ones(2))', 'Tensor<[3, 2]>'],
    ['full([2, 3], 7)', 'Tensor<[2, 3]>'],
    ['full(3, 7)', 'Tensor<[3]>'],
    ['zerosLike(zeros(2, 3))', 'Tensor<[2, 3]>'],
    ['fullLike(plain, 3)', 'Tensor<any>'],
    ['arange(10n)', 'Tensor<[number]>'],
    ['arange(n)', 'Tensor<[number]>'],
    ['linspace(0, 1, 5)', 'Tensor<[5]>'],
    ['eye(3)', 'Tensor<[3, 3]>'],
    ['zeros(2, 3).newZeros(4, 5)', 'Tensor<[4, 5]>'],
    ['tensor([[1, 2, 3], [4, 5, 6]])', 'Tensor<[2, 3]>'],
    ['tensor([[true], [false]])', 'Tensor<[2, 1]>'],
    ['tensor([1n, 2n])', 'Tensor<[2]>'],
    ['tensor([zeros([]), zeros([])])', 'Tensor<[2]>'],
    ["tensor([1, 2], { dtype: 'int64' })", 'Tensor<[2]>'],
  ],
  'arguments of arguments': [
    ['zeros(5, 784).matmul(zeros([784, 10]))', 'Tensor<[5, 10]>'],
    ['matmul(zeros(5, 784), zeros(784, 10))', 'Tensor<[5, 10]>'],
    ['matmul(zeros([5, 784]), zeros([784, 10]).relu())', 'Tensor<[5, 10]>'],
    ['add(zeros(5, 784), zeros([784]))', 'Tensor<[5, 784]>'],
    ['zeros(5, 784).add(tensor([[1], [2], [3], [4], [5]]))', 'Tensor<[5, 784]>'],
    ['zeros(5, 784).mul(zeros(5, 784).add(zeros(784).mul(2)))', 'Tensor<[5, 784]>'],
    ['exp(zeros(5).sub(zeros(5).max()))', 'Tensor<[5]>'],
    ['cat([zeros(2, 3).relu(), exp(zeros(4, 3))])', 'Tensor<[6, 3]>'],
    ['where(zeros(3).gt(0), zeros(3), tensor([1, 2, 3]))', 'Tensor<[3]>'],
    ["einsum('ik,kj->ij', zeros(5, 784), zeros(784, 10).mul(2))", 'Tensor<[5, 10]>'],
  ],
  'numbers beside tensors': [
    ['zeros(5).add(1)', 'Tensor<[5]>'],
    ['zeros(5).mul(2n)', 'Tensor<[5]>'],
    ['zeros(5).eq(true)', 'Tensor<[5]>'],
    ['zeros(5).rsub(1)', 'Tensor<[5]>'],
    ['pow(3, zeros(5))', 'Tensor<[5]>'],
    ['add(1, 2)', 'Tensor<[]>'],
    ['sub(zeros(5), 1)', 'Tensor<[5]>'],
    ['where(zeros(3).gt(0), 1, 0)', 'Tensor<[3]>'],
    ['zeros(3).gt(0).where(zeros(2, 1), 0)', 'Tensor<[2, 3]>'],
    ['const y = plain as Tensor | number; zeros(5).add(y)', 'Tensor<any> | Tensor<[5]>'],
    ['zeros(5).clamp(0)', 'Tensor<[5]>'],
    ['zeros(5).clamp({ min: 0, max: 6 })', 'Tensor<[5]>'],
    ['zeros(5).add(zeros(5), { alpha: 2 })', 'Tensor<[5]>'],
    ["zeros(5).div(2, { roundingMode: 'floor' })", 'Tensor<[5]>'],
  ],
  'untyped code': [
    [
      'function lin(x: Tensor, w: Tensor, b: Tensor) { return x.matmul(w).add(b); }; lin(zeros(5, 784), zeros(784, 50), zeros(50))',
      'Tensor<any>',
    ],
    ['const any: Tensor = zeros(5, 784); any', 'Tensor<any>'],
    ['const x: Tensor<[5, 784]> = plain; x', 'Tensor<[5, 784]>'],
    ['const x: Tensor<[number, 784]> = zeros(5, 784); x', 'Tensor<[number, 784]>'],
    ['const x: Tensor<[number, number]> = zeros(5, 784); x', 'Tensor<[number, number]>'],
    [
      'let h: Tensor = zeros(5, 784); for (const w of [zeros(784, 50), zeros(50, 10)]) h = h.matmul(w).relu(); h',
      'Tensor<any>',
    ],
    ['let x = zeros(5, 784); x = x.relu().add(1).mul(zeros(784)); x', 'Tensor<[5, 784]>'],
    ['const list: Tensor[] = [zeros(2), zeros(3, 4)]; list', 'Tensor<any>[]'],
    [
      'const parameters = [zeros(784, 50), zeros(50)]; for (const p of parameters) p.sub_(p.grad!.mul(0.1)); parameters',
      '(Tensor<[784, 50]> | Tensor<[50]>)[]',
    ],
    [
      'const parameters = [zeros(784, 50), zeros(50), plain]; for (const p of parameters) { p.zero_(); p.pow(2).sum(); p.view(-1); p.add_(1); }; plain',
      'Tensor<any>',
    ],
    ['noGrad(() => zeros(5).add(1))', 'Tensor<[5]>'],
    ['[zeros(2, 3), zeros(2, 3)].map((x) => x.sum(0))', 'Tensor<[3]>[]'],
    ['[1, 2, 3].reduce((total: Tensor, x) => total.add(x), zeros(3))', 'Tensor<any>'],
    ['Object.values({ a: zeros(2), b: zeros(3) })', '(Tensor<[3]> | Tensor<[2]>)[]'],
  ],
  'code that is generic in sizes': [
    [
      'function lin<B extends number, I extends number, O extends number>(x: Tensor<[B, I]>, w: Tensor<[NoInfer<I>, O]>, b: Tensor<[NoInfer<O>]>): Tensor<[B, O]> { return x.matmul(w).add(b) }; lin(zeros(5, 784), zeros(784, 50), zeros(50))',
      'Tensor<[5, 50]>',
    ],
    ['function f<N extends number>(n: N) { return zeros(n, 784).relu() }; f(3)', 'Tensor<[3, 784]>'],
    [
      'function f<N extends number>(x: Tensor<[N, 784]>) { return x.matmul(zeros(784, 10)) }; f(zeros(3, 784))',
      'Tensor<[3, 10]>',
    ],
    ['function f<N extends number>(x: Tensor<[N, 784]>) { return x.sum(1) }; f(zeros(3, 784))', 'Tensor<[3]>'],
    [
      'function f<N extends number>(x: Tensor<[N, 784]>) { return x.t().unsqueeze(0) }; f(zeros(3, 784))',
      'Tensor<[1, 784, 3]>',
    ],
    [
      'function f<N extends number>(x: Tensor<[N, 784]>): Tensor<[N, 784]> { return x.sub(x.mean()).div(x.std()) }; f(zeros(3, 784))',
      'Tensor<[3, 784]>',
    ],
  ],
  'code that is generic in whole shapes': [
    [
      'function same<S extends Shape>(x: Tensor<S>): Tensor<S> { return x.sub(x.mean()).div(x.std()).mul(2).add(x).relu() }; same(zeros(3, 4))',
      'Tensor<[3, 4]>',
    ],
    ['function twice<S extends Shape>(x: Tensor<S>) { return x.add(x) }; twice(zeros(3, 4))', 'Tensor<[3, 4]>'],
    [
      'function any<S extends Shape>(x: Tensor<S>): Tensor<S> { const u: Tensor = x; return u.sub(u.mean(0)).div(u.std(0)) }; any(zeros(3, 4))',
      'Tensor<[3, 4]>',
    ],
    ['function f<T extends Tensor>(x: T): T { return x.add_(1) }; f(zeros(3, 4))', 'Tensor<[3, 4]>'],
    ['function init<S extends Shape>(x: Tensor<S>) { return x.normal_(0, 0.1) }; init(zeros(3, 4))', 'Tensor<[3, 4]>'],
  ],
  'large ones': [
    ['zeros(1, 2, 3, 4, 5, 6, 7, 8).permute(7, 6, 5, 4, 3, 2, 1, 0)', 'Tensor<[8, 7, 6, 5, 4, 3, 2, 1]>'],
    ['zeros(1, 2, 3, 4, 5, 6, 7, 8).sum([0, 2, 4, 6], true)', 'Tensor<[1, 2, 1, 4, 1, 6, 1, 8]>'],
    ['zeros(1, 2, 3, 4, 5, 6, 7, 8).view(8, -1)', 'Tensor<[8, 5040]>'],
    ['zeros(1, 2, 3, 4, 5, 6, 7, 8).add(zeros(8, 7, 1, 1, 1, 1, 1, 1, 1))', 'Tensor<[8, 7, 2, 3, 4, 5, 6, 7, 8]>'],
    ["zeros(1, 2, 3, 4, 5, 6, 7, 8).at(0, ':', '1:', null, '...', -1)", 'Tensor<[2, 2, 1, 4, 5, 6, 7]>'],
    [
      "einsum('abcdefgh,ijklmnop->ahip', zeros(1, 2, 3, 4, 5, 6, 7, 8), zeros(8, 7, 6, 5, 4, 3, 2, 1))",
      'Tensor<[1, 8, 8, 1]>',
    ],
    [
      "einsum('ab,bc,cd,de,ef,fg->ag', zeros(2, 3), zeros(3, 4), zeros(4, 5), zeros(5, 6), zeros(6, 7), zeros(7, 8))",
      'Tensor<[2, 8]>',
    ],
    [
      'cat([zeros(1, 3), zeros(2, 3), zeros(3, 3), zeros(4, 3), zeros(5, 3), zeros(6, 3), zeros(7, 3), zeros(8, 3), zeros(9, 3), zeros(10, 3)])',
      'Tensor<[55, 3]>',
    ],
    ['zeros(94906265, 94906265).view(-1)', 'Tensor<[9007199136250225]>'],
    ['zeros(123456789, 987654321).view(-1)', 'Tensor<[number]>'],
  ],
  'shapes that only the run time knows': [
    ['plain.as([5, 784])', 'Tensor<[5, 784]>'],
    ['plain.as([-1, 784])', 'Tensor<[number, 784]>'],
    ['plain.as([n, 784])', 'Tensor<[number, 784]>'],
    ['plain.as(list)', 'Tensor<any>'],
    ['zeros(n, 784).as([5, 784])', 'Tensor<[5, 784]>'],
    ['zeros(n, 784).as([5, -1])', 'Tensor<[5, 784]>'],
    ['zeros(5, 784).as([n, 784])', 'Tensor<[5, 784]>'],
    ['const z: Tensor = plain; assertShape(z, [5, 784]); z', 'Tensor<[5, 784]>'],
    ['const z: Tensor = plain; assertShape(z, [-1, 784]); z', 'Tensor<[number, 784]>'],
    ['const z: Tensor = plain; assertShape(z, [5, 784]); z.matmul(zeros(784, 10))', 'Tensor<[5, 10]>'],
  ],
}

/** What is refused: a program, the message that stands on an argument (or the error's code), and what is marked. */
const refused: [program: string, message: string | number, marked: string][] = [
  ['zeros(n, 784).matmul(zeros(5, 10))', 'mat1 and mat2 shapes cannot be multiplied (?x784 and 5x10)', 'zeros(5, 10)'],
  ['zeros(n, 784).matmul(zeros(5))', 'size mismatch, got input (?), mat (?x784), vec (5)', 'zeros(5)'],
  [
    'zeros(n, 2, 784).matmul(zeros(5, 10))',
    'mat1 and mat2 shapes cannot be multiplied (?x784 and 5x10)',
    'zeros(5, 10)',
  ],
  [
    'zeros(n, 2, 784).matmul(zeros(3, 5, 10))',
    'Expected size for first two dimensions of batch2 tensor to be: [3, 784] but got: [3, 5].',
    'zeros(3, 5, 10)',
  ],
  [
    'zeros(n, 2, 784).matmul(zeros(1, 5, 10))',
    'Expected size for first two dimensions of batch2 tensor to be: [?, 784] but got: [?, 5].',
    'zeros(1, 5, 10)',
  ],
  [
    'zeros(n, 3).expand(4, 2)',
    'The expanded size of the tensor (2) must match the existing size (3) at non-singleton dimension 1.  Target sizes: [4, 2].  Tensor sizes: [?, 3]',
    '4',
  ],
  [
    'cat([zeros(n, 3), zeros(n, 4)])',
    'Sizes of tensors must match except in dimension 0. Expected size 3 but got size 4 for tensor number 1 in the list.',
    '[zeros(n, 3), zeros(n, 4)]',
  ],
  [
    'stack([zeros(n, 3), zeros(n, 4)])',
    'stack expects each tensor to be equal size, but got [?, 3] at entry 0 and [?, 4] at entry 1',
    '[zeros(n, 3), zeros(n, 4)]',
  ],
  ['zeros(4).add_(zeros(n, 4))', "output with shape [4] doesn't match the broadcast shape [?, 4]", 'zeros(n, 4)'],
  ['zeros(5, 784).matmul(zeros(5, 10))', 'mat1 and mat2 shapes cannot be multiplied (5x784 and 5x10)', 'zeros(5, 10)'],
  ['matmul(zeros(5, 784), zeros(5, 10))', 'mat1 and mat2 shapes cannot be multiplied (5x784 and 5x10)', 'zeros(5, 10)'],
  [
    'const w = zeros(5, 10); zeros(5, 784).relu().matmul(w).add(1)',
    'mat1 and mat2 shapes cannot be multiplied (5x784 and 5x10)',
    'w',
  ],
  [
    'zeros(2, 3).add(zeros(2, 4))',
    'The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1',
    'zeros(2, 4)',
  ],
  [
    'zeros(n, 3).add(zeros(2, 4))',
    'The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1',
    'zeros(2, 4)',
  ],
  [
    'add(zeros(2, 3), zeros(2, 4))',
    'The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1',
    'zeros(2, 4)',
  ],
  [
    'zeros(784).add_(zeros(5, 784))',
    "output with shape [784] doesn't match the broadcast shape [5, 784]",
    'zeros(5, 784)',
  ],
  [
    'zeros(2, 3).allclose(zeros(2, 4))',
    'The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1',
    'zeros(2, 4)',
  ],
  ['zeros(5, 784).sum(2)', 'Dimension out of range (expected to be in range of [-2, 1], but got 2)', '2'],
  ['sum(zeros(5, 784), 2)', 'Dimension out of range (expected to be in range of [-2, 1], but got 2)', '2'],
  [
    'zeros(5, 784).sum({ dim: 2 })',
    'Dimension out of range (expected to be in range of [-2, 1], but got 2)',
    '{ dim: 2 }',
  ],
  ['zeros(5, 784).max(2)', 'Dimension out of range (expected to be in range of [-2, 1], but got 2)', '2'],
  ['zeros(5, 784).size(2)', 'Dimension out of range (expected to be in range of [-2, 1], but got 2)', '2'],
  ['zeros(2, 3, 4).t()', 't() expects a tensor with <= 2 dimensions, but self is 3D', 'zeros(2, 3, 4)'],
  ['zeros(5, 784).view(2, 5)', "shape '[2, 5]' is invalid for input of size 3920", '2'],
  ['zeros(5, 784).view([2, 5])', "shape '[2, 5]' is invalid for input of size 3920", '[2, 5]'],
  ['zeros(5, 784).at(7)', 'index 7 is out of bounds for dimension 0 with size 5', '7'],
  ['zeros(5, 784).at(0, 0, 0)', 'too many indices for tensor of dimension 2', '0'],
  ['zeros(5, 784).set([7], 1)', 'index 7 is out of bounds for dimension 0 with size 5', '[7]'],
  [
    "einsum('ik,kj->ij', zeros(2, 3), zeros(4, 5))",
    'einsum(): subscript k has size 4 for operand 1 which does not broadcast with previously seen size 3',
    'zeros(2, 3)',
  ],
  [
    'cat([zeros(2, 3), zeros(4, 5)])',
    'Sizes of tensors must match except in dimension 0. Expected size 3 but got size 5 for tensor number 1 in the list.',
    '[zeros(2, 3), zeros(4, 5)]',
  ],
  ['tensor([[1, 2], [3]])', 'expected sequence of length 2 at dim 1 (got 1)', '[[1, 2], [3]]'],
  ['zeros(5, 784).as([5, 783])', "the tensor's shape is [5, 784], not [5, 783]", '[5, 783]'],
  ['zeros(5, 784).as([5])', "the tensor's shape is [5, 784], not [5]", '[5]'],
  ['zeros(n, 784).as([5, 5, 784])', "the tensor's shape is [?, 784], not [5, 5, 784]", '[5, 5, 784]'],
  ["zeros('5')", 2345, "'5'"],
  ["zeros(2, { dtype: 'float16' })", 2345, "{ dtype: 'float16' }"],
  ['zeros(2, 3).matmul(3)', 2345, '3'],
  ["zeros(2, 3).add('1')", 2345, "'1'"],
  ['zeros(2, 3).add(null)', 2345, 'null'],
  ['zeros(2, 3).add()', 2554, 'add'],
  ['zeros(2, 3).unsqueze(0)', 2551, 'unsqueze'],
  ["zeros(2, 3).to('float16')", 2345, "'float16'"],
  ['zeros(2, 3).sum(0, { keepDim: true })', 2561, 'keepDim'],
  ['let h = zeros(5, 784); h = h.matmul(zeros(784, 10)); h', 2322, 'h'],
  ['const x: Tensor<[6, 784]> = zeros(5, 784); x', 2322, 'x'],
  ['const x: Tensor<[5]> = zeros(5, 784); x', 2322, 'x'],
  ['function f(x: Tensor<[number, 784]>) { return x }; f(zeros(5, 783))', 2345, 'zeros(5, 783)'],
  [
    'function lin<B extends number, I extends number, O extends number>(x: Tensor<[B, I]>, w: Tensor<[NoInfer<I>, O]>): Tensor<[B, O]> { return x.matmul(w) }; lin(zeros(5, 784), zeros(78, 50))',
    2345,
    'zeros(78, 50)',
  ],
]

const groups = Object.entries(accepted)
const { verdicts } = check(prelude, [
  ...groups.flatMap(([, rows]) => rows.map(([code]) => code)),
  ...refused.map(([code]) => code),
])

let next = 0
for (const [group, rows] of groups)
  describe(group, () => {
    for (const [code, type] of rows) {
      const verdict = verdicts[next++]
      test(code, () => {
        expect(verdict.errors).toEqual([])
        expect(verdict.type).toBe(type)
      })
    }
  })

describe('refused', () => {
  for (const [code, message, marked] of refused) {
    const { errors } = verdicts[next++]
    test(code, () => {
      expect(errors.map((e) => (typeof message === 'string' ? e.sentence : e.code))).toEqual([message])
      expect(errors[0].marked).toBe(marked)
    })
  }
})
