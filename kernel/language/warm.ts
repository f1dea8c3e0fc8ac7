import type { LanguageRoom } from './room.js'

/**
 * Cells that resolve the types which nearly every notebook uses. They are run before the snapshot is taken, and what the
 * checker learns goes into it: every megabyte costs 6 ms at each start, so the list is short.
 */
const FIRST = [
  '1+1',
  'const greeting: string = "hello" + [1, 2, 3].map((x) => x * 2).join(); greeting.length',
  'console.log(new Map([[1, "a"]]), Math.max(1, 2), JSON.stringify({ a: 1 }), performance.now(), (1.5).toFixed(2))',
  'function half(x: number): number { return x / 2 }\nclass Counter { n = 0; increment() { return ++this.n } }\nnew Counter().increment() + half(3)',
  'for await (const x of [1]) console.log(await Promise.resolve(x))',
  'const broken: number = "text"',
  'let total = 0; for (let i = 0; i < 3; i++) total += i\ntotal',
  'const m1 = randn(5, 784), m2 = randn(784, 10)\nm1.matmul(m2).shape',
  'randn(5, 784).sum().item(); randn(5, 784).at(0, 0)',
  '%time randn(3).sum()',
]

/** What is learnt in the first idle moments instead. Each stands alone: one that fails leaves the others their use. */
const LATER = [
  'const { a, ...rest } = { a: 1, b: 2 }; const set = new Set([a]); [...set, ...Object.values(rest)].filter((v) => v > 1).reduce((s, v) => s + v, 0)',
  'const rows = Array.from({ length: 3 }, (_, i) => [i, i * 2] as const); for (const [a, b] of rows) console.log(a + b)',
  'randn(5, 784).add(1).mul(randn(784)).sub(randn(5, 1)).div(2).pow(2)',
  'randn(5, 784).sum(0).mean().item() + randn(5, 784).max().item()',
  'randn(5, 784).exp().log().sqrt().clampMin(0).relu()',
  'randn(5, 784).at(0).at(":5"); randn(5, 784).at(":", 0); randn(5, 784).at(0, 0)',
  'randn(5, 784).view(5, 28, 28); randn(5, 784).t().unsqueeze(0).squeeze(0).transpose(0, 1)',
  'cat([randn(5, 784), randn(5, 784)]); stack([randn(3), randn(3)])',
  'einsum("ij,jk->ik", randn(5, 784), randn(784, 10))',
  'tensor([1, 2, 3]).shape; tensor([[1, 2], [3, 4]]); zeros(5, 10); ones(3); arange(10)',
  'function lin<B extends number, I extends number, O extends number>(x: Tensor<[B, I]>, w: Tensor<[I, O]>, b: Tensor<[O]>): Tensor<[B, O]> { return x.matmul(w).add(b) }\nlin(randn(64, 784), randn(784, 50), zeros(50))',
  'const c = zeros(5, 10); for (let i = 0; i < c.shape[0]; i++) c.set([i, 0], 1)',
  'plot.imshow(randn(28, 28)); plot.line([1, 2, 3]); plot.bar([1, 2], [3, 4])',
  'new nn.Sequential(new nn.Linear(784, 50), new nn.ReLU(), new nn.Linear(50, 10))',
  'const x = randn(5, 3, { requiresGrad: true }); x.mul(x).sum().backward(); x.grad',
  'class Net extends nn.Module { lin = new nn.Linear(784, 10); forward(x: Tensor) { return this.lin.forward(x) } }\nnew Net()',
  'F.crossEntropy(randn(64, 784).matmul(randn(784, 10)), randint(0, 10, [64])).item()',
]

const SAMPLE = `const x = randn(64, 784), w1 = randn(784, 50), b1 = zeros(50)
function lin<B extends number, I extends number, O extends number>(x: Tensor<[B, I]>, w: Tensor<[I, O]>, b: Tensor<[O]>): Tensor<[B, O]> {
  return x.matmul(w).add(b)
}
const h = lin(x, w1, b1)
const r = h.clampMin(0).sub(1).pow(2).mean()
const { a, ...rest } = { a: 1, b: [1, 2, 3].map((v) => v * 2), c: 'text' }
class Point { constructor(public x: number, private y = 2) {} norm() { return Math.sqrt(this.x ** 2 + this.y ** 2) } }
for (const p of [new Point(1), new Point(2)]) console.log(p.norm().toFixed(2), a, rest.b.length)
const col = h.at(':', 0), loss = r.item() + h.sum().item()
console.log(loss, col.shape, x.shape)
loss
`

/** The same without tensors: what a cell of plain code is made of. */
const PLAIN_SAMPLE = `const rows = Array.from({ length: 3 }, (_, i) => ({ i, name: \`row \${i}\`, values: [1, 2, i] }))
const text = rows.map((row) => row.values.map((v) => v * row.i).join(',')).filter((s) => s.length > 2).join(';')
const total = rows.reduce((sum, { values }) => sum + values.length, 0), counts = new Map<string, number>()
for (const { name, values } of rows) counts.set(name, (counts.get(name) ?? 0) + values[0]!)
let best = -1, label: string | undefined
for (let i = 0; i < rows.length; i++) if (rows[i]!.i > best) { best = rows[i]!.i; label = rows[i]?.name }
interface Entry { key: string; value?: number }
const entries: Entry[] = [...counts].map(([key, value]) => ({ key, value }))
const sorted = entries.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0)), { length } = sorted
function describe(entry: Entry, digits = 2): string { return entry.key.padEnd(8) + (entry.value?.toFixed(digits) ?? '-') }
const parsed = JSON.parse('{"a": [1, 2]}') as { a: number[] }, copy = { ...parsed, b: text.split(';') }
try { if (copy.a.length > 5) throw new Error(\`too many: \${total}\`) } catch (error) { console.log(String(error)) }
console.log(text, total, best, label, length, sorted.map((e) => describe(e)), copy.b.at(-1)?.toUpperCase())
describe(entries[0]!)
`

/**
 * How often the longer samples are run, in turn. V8 optimises what comes again, which takes more processor time (on the other
 * core) than the running: of a 20-line cell's 20 ms in the room, ten rounds leave 13, forty 9, a hundred 6.
 */
const SAMPLE_ROUNDS = 60

/** Runs sample cells, completion and inspection, uncommitted. */
export function warm(room: LanguageRoom): void {
  for (const code of FIRST) room.rehearse(code)
  for (const code of ['con', 'Math.ma', 'const q = [1, 2];\nq.']) room.complete({ code, cursor: code.length })
  room.inspect({ code: 'parseInt("1")', cursor: 2, detail: 0 })
}

/**
 * A snapshot holds no machine code, and a new checker has resolved nothing: the first cells of some length would wait. A
 * piece of practice is a cell that nobody typed, checked and converted for nothing; it takes a few milliseconds up to 30.
 */
export function practice({ fromScratch }: { fromScratch: boolean }): ((room: LanguageRoom) => void)[] {
  const cells = fromScratch ? [...FIRST, ...LATER, SAMPLE] : spread(LATER, rounds())
  const pieces = cells.map(
    (code) =>
      (room: LanguageRoom): void =>
        room.rehearse(code),
  )
  // The names of Node's modules, which a completion offers, take some time to be gathered.
  return fromScratch ? pieces : [...pieces, (room) => void room.complete({ code: 'http', cursor: 4 })]
}

/** The longer samples in turn, each time another text. */
function rounds(): string[] {
  return Array.from({ length: SAMPLE_ROUNDS }, (_, i) => `${i % 2 ? SAMPLE : PLAIN_SAMPLE}// ${i}`)
}

/** What is new to the checker costs less when the machine code that finds it out is there: each after two of the others. */
function spread(some: string[], others: string[]): string[] {
  return others.flatMap((other, i) => {
    const next = i % 2 ? some[(i - 1) / 2] : undefined
    return next === undefined ? [other] : [other, next]
  })
}

/**
 * An Intl object holds a C++ pointer, which no snapshot can hold, and completions make an `Intl.Collator`. While warming,
 * the compiler gets a comparer of plain code.
 */
export function withoutIntl<T>(work: () => T): T {
  const { Collator } = Intl
  const plain = { compare: (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0) }
  Intl.Collator = Object.assign(function collator() {
    return plain
  }, Collator) as unknown as typeof Intl.Collator
  try {
    return work()
  } finally {
    Intl.Collator = Collator
  }
}
