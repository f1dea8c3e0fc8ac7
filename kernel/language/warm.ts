import type { LanguageRoom } from './room.js'

/** Cells that resolve the types nearly every notebook uses and compile the hot paths of the compiler. */
const CELLS = [
  '1+1',
  'const greeting: string = "hello" + [1, 2, 3].map((x) => x * 2).join(); greeting.length',
  'console.log(new Map([[1, "a"]]), Math.max(1, 2), JSON.stringify({ a: 1 }), performance.now())',
  'function half(x: number): number { return x / 2 }\nclass Counter { n = 0; increment() { return ++this.n } }\nnew Counter().increment() + half(3)',
  'for await (const x of [1]) console.log(await Promise.resolve(x))',
  'const broken: number = "text"',
  'const m1 = randn(5, 784), m2 = randn(784, 10)\nconst product = m1.matmul(m2)\nproduct.add(1).sum().item()',
  'let total = 0; for (let i = 0; i < 3; i++) total += i\ntotal',
]

/** Runs sample cells, completion and inspection, uncommitted. */
export function warm(room: LanguageRoom): void {
  for (const [i, code] of CELLS.entries()) room.convert({ cell: -1 - i, code })
  for (const code of ['con', 'Math.ma', 'const q = [1, 2];\nq.']) room.complete({ code, cursor: code.length })
  room.inspect({ code: 'parseInt("1")', cursor: 2, detail: 0 })
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
