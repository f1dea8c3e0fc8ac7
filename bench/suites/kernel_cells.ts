/** What each kernel is asked to run: the same work, in its language. */
export interface KernelCells {
  /** A first tensor, with all that must be loaded for it. */
  tensor?: string
  /** Twenty lines without tensors, and with. */
  plain: string
  shapes?: string
  /** `shapes` without the types of its shapes. */
  untyped?: string
  /** What is completed; the cursor stands at its end. */
  complete?: string
  /** Runs for a second and a half. */
  busy?: string
  /** Declares names that end in `{i}`. */
  declare?: string
  /** Prints 1e5 lines. */
  lines?: string
}

const twenty = (line: (i: number) => string): string => Array.from({ length: 20 }, (_, i) => line(i)).join('\n')
const PLAIN = twenty((i) => `const v${i} = [1, 2, ${i}].map((x) => x * ${i}).join(',')`)

const SHAPES = `const x = randn(64, 784), w1 = randn(784, 50), b1 = zeros(50)
const w2 = randn(50, 10), b2 = zeros(10)
const h = x.matmul(w1).add(b1)
const a = h.clampMin(0)
const out = a.matmul(w2).add(b2)
const centred = out.sub(out.mean())
const scaled = centred.div(out.std())
const squares = scaled.pow(2).mean()
const columns = out.sum(0)
const rows = out.sum(1)
const picture = x.view(64, 28, 28)
const first = picture.at(0)
const column = x.at(':', 0)
const both = cat([x, x])
const back = w1.t()
const gram = back.matmul(w1)
const product = einsum('ij,jk->ik', x, w1)
const one = x.unsqueeze(0).squeeze(0)
const e = out.exp().log()
e.max().item()`

const TORCH = `x, w1, b1 = torch.randn(64, 784), torch.randn(784, 50), torch.zeros(50)
w2, b2 = torch.randn(50, 10), torch.zeros(10)
h = x.matmul(w1).add(b1)
a = h.clamp_min(0)
out = a.matmul(w2).add(b2)
centred = out.sub(out.mean())
scaled = centred.div(out.std())
squares = scaled.pow(2).mean()
columns = out.sum(0)
rows = out.sum(1)
picture = x.view(64, 28, 28)
first = picture[0]
column = x[:, 0]
both = torch.cat([x, x])
back = w1.t()
gram = back.matmul(w1)
product = torch.einsum('ij,jk->ik', x, w1)
one = x.unsqueeze(0).squeeze(0)
e = out.exp().log()
e.max().item()`

const TYPESCRIPT = {
  plain: PLAIN,
  complete: 'Math.ma',
  busy: 'for (const end = Date.now() + 1500; Date.now() < end; );',
  declare: 'const a{i} = [1, 2, {i}].map((x) => x * 2)\nfunction f{i}(n: number) { return a{i}.length + n }\nf{i}(1)',
}

export const KERNEL_CELLS: Record<'tsgrad' | 'python3' | 'tslab' | 'deno', KernelCells> = {
  tsgrad: {
    ...TYPESCRIPT,
    tensor: 'tensor([1, 2, 3]).add(1)',
    shapes: SHAPES,
    untyped: SHAPES.replace(/(\w+) = (randn|zeros)/g, '$1: any = $2'),
    lines: 'for (let i = 0; i < 1e5; i++) console.log("line", i)',
  },
  python3: {
    tensor: 'import torch\ntorch.tensor([1., 2, 3]) + 1',
    plain: twenty((i) => `v${i} = ','.join(str(x * ${i}) for x in [1, 2, ${i}])`),
    shapes: TORCH,
    complete: 'import math\nmath.fl',
    busy: 'import time\nend = time.time() + 1.5\nwhile time.time() < end: pass',
    declare: 'a{i} = [x * 2 for x in [1, 2, {i}]]\ndef f{i}(n): return len(a{i}) + n\nf{i}(1)',
    lines: 'for i in range(100000): print("line", i)',
  },
  // 1e5 lines never end in stock tslab: most are lost, and idle with them. Its completion waits for the cell.
  tslab: { plain: PLAIN, declare: TYPESCRIPT.declare },
  deno: { ...TYPESCRIPT, lines: 'for (let i = 0; i < 1e5; i++) console.log("line", i)' },
}
