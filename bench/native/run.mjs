/**
 * The native engine beside PyTorch, call by call into memory that is there already, in turn in one run, medians:
 *
 *     node bench/native/run.mjs [--threads 2] [--best] [--python PATH] [NAME …]
 *
 * --best: each side's best time instead, for a machine that is busy with other things.
 * PATH is a Python that has PyTorch; without one, only our own times are given.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

// OpenBLAS reads it when the addon is loaded: a wrong kernel would be measured.
delete process.env.OPENBLAS_CORETYPE
const { engine } = await import('../../dist/src/index.js')

const { values: options, positionals: names } = parseArgs({
  options: {
    threads: { type: 'string', default: '2' },
    best: { type: 'boolean', default: false },
    python: { type: 'string' },
  },
  allowPositionals: true,
})
engine.setNumThreads(Number(options.threads))

const N = 1_000_000
const state = new Uint32Array(625).fill(12345)
const random = (n) => {
  const x = new Float32Array(n)
  engine.random('uniform', x, state, -1.7, 1.7)
  return x
}
const [a, b, m, thin, tall, small] = [N, N, N, 500_000, 50_000 * 784, 3].map(random)
const p = a.map((x) => Math.abs(x) + 0.1)
const row = random(1000)
const [out, mask, scalar] = [new Float32Array(N), new Uint8Array(N), Float32Array.of(2.5)]
const ints = BigInt64Array.from({ length: N }, (_, i) => BigInt(i % 100))
const [doubles, at, wide64] = [new Float64Array(N), new BigInt64Array(50_000), new BigInt64Array(1)]
const rows = Float64Array.from({ length: 64 }, (_, i) => ((i * 7919) % 50_000) * 784)

const loop = (...x) => Float64Array.from(x)
const flat1 = loop(1, N, 0, 1, 0, 1)
const flat2 = loop(1, N, 0, 1, 0, 1, 0, 1)
const number = loop(1, N, 0, 1, 0, 1, 0, 0)
const all = loop(1, N, 0, 0, 0, 1)
const unary =
  (op, x = a) =>
  () =>
    engine.unary(op, out, x, flat1)
const reduce =
  (op, l, x = m, to = out) =>
  () =>
    engine.reduce(op, to, x, l, 1, 1)
const over0 = (n, k) => loop(2, k, n, 0, 1, 0, 0, 1, k)
const over1 = (n, k) => loop(2, n, k, 0, 1, 0, 0, k, 1)

function product(m, k, n, transA = 0, transB = 0, batch = 1) {
  const [x, y, z] = [random(m * k * batch), random(k * n * batch), new Float32Array(m * n * batch)]
  const meta = loop(
    m,
    n,
    k,
    transA,
    transB,
    1,
    0,
    batch,
    0,
    n,
    m * n,
    0,
    transA ? m : k,
    m * k,
    0,
    transB ? k : n,
    k * n,
  )
  return () => engine.gemm(z, x, y, meta)
}

const cases = {
  'add of 3': () => engine.binary('add', out, small, small, loop3),
  add: () => engine.binary('add', out, a, b, flat2),
  'add row': () => engine.binary('add', out, m, row, loop(2, 1000, 1000, 0, 1000, 1, 0, 1000, 1, 0, 0, 1)),
  'add column': () => engine.binary('add', out, m, row, loop(2, 1000, 1000, 0, 1000, 1, 0, 1000, 1, 0, 1, 0)),
  'mul number': () => engine.binary('mul', out, a, scalar, number),
  'add transposed': () => engine.binary('add', out, m, m, loop(2, 1000, 1000, 0, 1000, 1, 0, 1000, 1, 0, 1, 1000)),
  exp: unary('exp'),
  tanh: unary('tanh'),
  log: unary('log', p),
  sqrt: unary('sqrt', p),
  sin: unary('sin'),
  sigmoid: unary('sigmoid'),
  relu: unary('relu'),
  'pow number': () => engine.binary('pow', out, p, scalar, number),
  square: unary('square'),
  gt: () => engine.compare('gt', mask, a, b, flat2),
  'gt number': () => engine.compare('gt', mask, a, scalar, number),
  where: () => engine.where(out, mask, a, b, loop(1, N, 0, 1, 0, 1, 0, 1, 0, 1)),
  sum: reduce('sum', all),
  'sum(0)': reduce('sum', over0(1000, 1000)),
  'sum(1)': reduce('sum', over1(1000, 1000)),
  'sum(0) of 50000x784': reduce('sum', over0(50_000, 784), tall),
  'sum(0) of 50000x10': reduce('sum', over0(50_000, 10), thin),
  'sum(1) of 50000x10': reduce('sum', over1(50_000, 10), thin),
  mean: reduce('mean', all),
  std: reduce('var', all),
  'var(0)': reduce('var', over0(1000, 1000)),
  max: reduce('max', all),
  'max(1)': reduce('max', over1(1000, 1000)),
  'max(1) of 50000x10': reduce('max', over1(50_000, 10), thin),
  argmax: reduce('argmax', all, m, wide64),
  'argmax(1) of 50000x10': reduce('argmax', over1(50_000, 10), thin, at),
  'sum of int64': reduce('sum', all, ints, wide64),
  any: reduce('any', all, mask.fill(0), mask),
  cumsum: () => engine.scan('cumsum', out, a, flat1),
  'cumsum(1)': () => engine.scan('cumsum', out, m, loop(2, 1000, 1000, 0, 1000, 1, 0, 1000, 1)),
  copy: () => engine.copy(out, a, flat1, false),
  'transposed copy': () => engine.copy(out, m, loop(2, 1000, 1000, 0, 1000, 1, 0, 1, 1000), false),
  'float to double': () => engine.copy(doubles, a, flat1, false),
  'int64 to float': () => engine.copy(out, ints, flat1, false),
  fill: () => engine.fill(out, 1.5, loop(1, N, 0, 1)),
  'gather 64 rows of 784': () => engine.gatherBlocks(out, tall, rows, 784, loop(1, 784, 0, 1, 0, 1)),
  rand: () => engine.random('uniform', out, state, 0, 1),
  randn: () => engine.random('normal', out, state, 0, 1),
  'matmul 5x784x10': product(5, 784, 10),
  ...Object.fromEntries([64, 96, 128, 256, 512, 1024, 2048].map((n) => [`matmul ${n}`, product(n, n, n)])),
  'matmul 512 TN': product(512, 512, 512, 1, 0),
  'matmul 512 NT': product(512, 512, 512, 0, 1),
  'matmul 50000x784x50': product(50_000, 784, 50),
  'matmul 784x50000x50 TN': product(784, 50_000, 50, 1, 0),
  'matmul 64x784x50': product(64, 784, 50),
  'matrix-vector 1000': product(1000, 1000, 1),
  'vector-matrix 1000': product(1, 1000, 1000),
  'dot 784': product(1, 784, 1),
  'matmul 10x50000x10': product(10, 50_000, 10),
  'bmm 100 of 32': product(32, 32, 32, 0, 0, 100),
  'bmm 64 of 5x784x10': product(5, 784, 10, 0, 0, 64),
}
const loop3 = loop(1, 3, 0, 1, 0, 1, 0, 1)

function timeOf(f) {
  const time = (count) => {
    const start = process.hrtime.bigint()
    for (let i = 0; i < count; i++) f()
    return Number(process.hrtime.bigint() - start) / count
  }
  time(3)
  const once = Math.max(time(1), 300)
  const inner = Math.max(1, Math.floor(100_000 / once))
  time(inner)
  const rounds = Math.max(5, Math.min(60, Math.floor(60e6 / (once * inner))))
  return Array.from({ length: rounds }, () => time(inner)).sort((x, y) => x - y)[options.best ? 0 : rounds >> 1] / 1000
}

async function startRival(python) {
  const script = fileURLToPath(new URL('rival.py', import.meta.url))
  const child = spawn(python, [script, options.threads, options.best ? 'best' : 'median'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next() // ready
  return {
    async ask(name) {
      child.stdin.write(`${name}\n`)
      return Number((await lines.next()).value)
    },
    end: () => child.stdin.end(),
  }
}

const rival = options.python ? await startRival(options.python) : undefined
console.log(engine.description)
console.log(
  `${`us, ${options.best ? 'best' : 'medians'}`.padEnd(26)}${'ours'.padStart(10)}${rival ? `${'PyTorch'.padStart(10)}${'ratio'.padStart(8)}` : ''}`,
)
for (const [name, f] of Object.entries(cases)) {
  if (names.length > 0 && !names.includes(name)) continue
  const ours = timeOf(f)
  const theirs = await rival?.ask(name)
  const rest = theirs === undefined ? '' : `${theirs.toFixed(2).padStart(10)}${(ours / theirs).toFixed(2).padStart(8)}`
  console.log(`${name.padEnd(26)}${ours.toFixed(2).padStart(10)}${rest}`)
}
rival?.end()
