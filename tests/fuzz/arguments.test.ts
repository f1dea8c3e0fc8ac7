import { writeSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { call, Draw } from './draw.js'
import { attempt } from './outcome.js'
import { count, firstSeed, native } from './runtimes.js'

const tg = native

/** What nobody should pass. Sizes are small, or more than there is memory for. */
const JUNK: readonly (() => unknown)[] = [
  ...[undefined, null, true, false, '', 'x', ':', '1:2', '...', 'float32', 'int64', 'mean', 'ij->ji', Symbol('s')],
  ...[0, 1, -1, 2, 3, 7, -5, 0.5, -0.5, 1e300, -1e300, 2 ** 53, 2 ** 60, Number.NaN, Infinity, -Infinity],
  ...[0n, 3n, -1n, 2n ** 70n],
  ...[[], [-1], [0, 1], [2, 3], [[1, 2], [3]], [null, 'x'], [2 ** 60, 2 ** 60]],
  ...[{}, { dim: 5 }, { dim: 'x', keepdim: 1 }, { dtype: 'float16' }, { dtype: 3, requiresGrad: 'yes' }],
  ...[new Map(), new Float32Array(3), new ArrayBuffer(7)],
]
  .map(
    (x): (() => unknown) =>
      () =>
        x,
  )
  .concat(
    () => () => 1,
    () => tg.tensor(2),
    () => tg.ones(2, 3),
    () => tg.zeros(0, 3),
    () => tg.tensor([1, 0], { dtype: 'int64' }),
    () => tg.tensor([true, false, true]),
    () => tg.ones(3, 1).expand(3, 4),
    () => tg.randn(4, 3).t(),
    () => [tg.ones(2), tg.ones(3)],
    () => new tg.Generator(),
  )

const isMethod = (name: string): boolean =>
  typeof Object.getOwnPropertyDescriptor(tg.Tensor.prototype, name)?.value === 'function'
const METHODS = Object.getOwnPropertyNames(tg.Tensor.prototype).filter(
  (name) => isMethod(name) && !['constructor', 'alias', 'ensureMeta'].includes(name),
)

interface Target {
  path: string
  on: object
  name: string
}
const functionsOf = (path: string, on: object, names: readonly string[] = Object.keys(on)): Target[] =>
  names
    .filter((name) => typeof (on as Record<string, unknown>)[name] === 'function')
    .map((name) => ({ path: `${path}${name}`, on, name }))
const FREE = Object.keys(tg).filter((name) => /^[a-z]/.test(name) && isMethod(name))
const FUNCTIONS = [
  // Tensors are made and computed more often than modules.
  ...functionsOf('', tg, FREE),
  ...functionsOf('F.', tg.F),
  ...functionsOf('nn.init.', tg.init),
  ...functionsOf('nn.', tg.nn),
  ...functionsOf('optim.', tg.optim),
]

/** JavaScript's own words for a value that nobody has looked at. */
const UNCHECKED = /Cannot (read|set) propert|is not a function|is not iterable|Cannot convert|Cannot mix/

function run(seed: number, log: boolean): string | undefined {
  const d = new Draw(seed, tg)
  const junk = () => d.one(JUNK)()
  const args = d.times(d.below(4), junk)
  const print = () => args.map((x) => (typeof x === 'symbol' ? 'symbol' : describe(x))).join(', ')
  let path: string
  let go: () => unknown
  if (seed % 2 === 0) {
    const name = METHODS[(seed / 2) % METHODS.length]
    const self = d.tensor().make(tg).x
    path = `<${self.dtype} ${self.shape}>.${name}`
    go = () => call(self, name, args)
  } else {
    const { path: p, on, name } = FUNCTIONS[((seed - 1) / 2) % FUNCTIONS.length]
    path = p
    const f = (on as Record<string, unknown>)[name] as new (...args: unknown[]) => unknown
    go = /^[A-Z]/.test(name) && /^class\b/.test(String(f)) ? () => new f(...args) : () => call(on, name, args)
  }
  if (log) writeSync(2, `${seed} ${path}(${print()})\n`)
  const outcome = attempt(tg, go)
  if (!('error' in outcome)) return undefined
  // Ops have PyTorch's words as well as its classes.
  const unchecked = (seed % 2 === 0 || FREE.includes(path)) && UNCHECKED.test(outcome.error)
  return outcome.native || unchecked ? `seed ${seed}: ${path}(${print()})\n  ${outcome.error}` : undefined
}

function describe(x: unknown): string {
  if (x instanceof tg.Tensor) return `<${x.dtype} ${x.shape}>`
  if (typeof x === 'bigint') return `${x}n`
  if (typeof x === 'function') return '() => 1'
  return JSON.stringify(x, (_, v) => (v instanceof tg.Tensor || typeof v === 'bigint' ? String(v) : v)) ?? String(x)
}

test('wrong arguments are errors of PyTorch’s classes', { timeout: 1e8 }, () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const found: string[] = []
  const log = process.env.TSGRAD_FUZZ_LOG !== undefined
  const n = count(4000)
  for (let seed = firstSeed; seed < firstSeed + n && found.length < Number(process.env.MOST ?? 20); seed++) {
    const wrong = run(seed, log)
    if (wrong !== undefined) found.push(wrong)
  }
  expect(found.join('\n')).toBe('')
})
