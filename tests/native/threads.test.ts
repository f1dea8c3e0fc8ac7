import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { defaultThreads } from '../../src/engine/threads.js'
import { dataOf, firstDifference, native, plain } from './support.js'

const addonPath = createRequire(import.meta.url).resolve('../../native/build/Release/tsgrad.node')

const before = native.getNumThreads()
afterEach(() => native.setNumThreads(before))

test('the number of threads', () => {
  native.setNumThreads(3)
  expect(native.getNumThreads()).toBe(3)
  expect(native.description).toMatch(/pool of 3 threads$/)
  native.setNumThreads(1)
  expect(native.description).toMatch(/pool of 1 thread$/)
  for (const n of [0, -1, 1.5, 257, Number.NaN]) expect(() => native.setNumThreads(n)).toThrow(RangeError)
  expect(native.getNumThreads()).toBe(1)
})

test('the environment decides, then the cores', () => {
  expect(defaultThreads({ TSGRAD_NUM_THREADS: '3', OMP_NUM_THREADS: '5' })).toBe(3)
  expect(defaultThreads({ OMP_NUM_THREADS: '5,2' })).toBe(5)
  expect(defaultThreads({ TSGRAD_NUM_THREADS: '1000' })).toBe(256)
  for (const nonsense of ['', '0', '-2', 'many'])
    expect(defaultThreads({ TSGRAD_NUM_THREADS: nonsense })).toBeGreaterThan(0)
})

/** Results must not depend on how the work was shared out, nor on there being more threads than cores. */
describe('the same results on 1, 2, 3 and 8 threads', () => {
  const n = 300_007
  const a = plain('float32', n, 81) as Float32Array
  const b = plain('float32', n, 82) as Float32Array
  const jobs: Record<string, (out: Float32Array) => void> = {
    add: (out) => native.binary('add', out, a, b, Float64Array.of(1, n, 0, 1, 0, 1, 0, 1)),
    exp: (out) => native.unary('exp', out, a, Float64Array.of(1, n, 0, 1, 0, 1)),
    'exp backwards': (out) => native.unary('exp', out, a, Float64Array.of(1, n, n - 1, -1, 0, 1)),
    sum: (out) => native.reduce('sum', out, a, Float64Array.of(1, n, 0, 0, 0, 1), 1, 0),
    var: (out) => native.reduce('var', out, a, Float64Array.of(1, n, 0, 0, 0, 1), 1, 1),
    'sum of rows': (out) => native.reduce('sum', out, a, Float64Array.of(2, 300, 1000, 0, 1, 0, 0, 1000, 1), 1, 0),
    'sum of columns': (out) => native.reduce('sum', out, a, Float64Array.of(2, 3, 100_000, 0, 1, 0, 0, 1, 3), 1, 0),
    cumsum: (out) => native.scan('cumsum', out, a, Float64Array.of(2, 300, 1000, 0, 1000, 1, 0, 1000, 1)),
    transpose: (out) => native.copy(out, a, Float64Array.of(2, 500, 600, 0, 600, 1, 0, 1, 500), false),
  }
  test.each(Object.entries(jobs))('%s', (_, job) => {
    native.setNumThreads(1)
    const expected = new Float32Array(n)
    job(expected)
    for (const threads of [2, 3, 8])
      for (let repeat = 0; repeat < 5; repeat++) {
        native.setNumThreads(threads)
        const out = new Float32Array(n)
        job(out)
        expect(firstDifference(out, expected)).toBe(-1)
      }
  })
})

/** A script of its own process: what it prints. It must end by itself. */
const run = (script: string) =>
  execFileSync(process.execPath, ['-e', `const addon = require(${JSON.stringify(addonPath)});${script}`], {
    encoding: 'utf8',
    timeout: 30_000,
  })

const WORK = `
  const work = () => {
    const n = 200000, a = new Float32Array(n).fill(1), out = new Float32Array(n), sum = new Float32Array(1)
    for (let i = 0; i < 50; i++) {
      addon.binary(0, out, a, a, Float64Array.of(1, n, 0, 1, 0, 1, 0, 1))
      addon.reduce(0, sum, out, Float64Array.of(1, n, 0, 0, 0, 1), 1, 0)
      if (sum[0] !== 400000) throw new Error('sum ' + sum[0])
      addon.gemm(out, a, a, Float64Array.of(90, 90, 90, 0, 0, 1, 0, 1, 0, 90, 0, 0, 90, 0, 0, 90, 0))
      if (out.subarray(0, 8100).some((x) => x !== 90)) throw new Error('product')
    }
  };`

test('a process ends at once, also while the pool is awake', () => {
  for (const end of ['', 'process.exit(0)', 'setTimeout(() => {}, 20)']) {
    expect(run(`addon.setThreads(4);${WORK} work(); console.log('done');${end}`)).toBe('done\n')
  }
})

test('worker threads use the addon at once, and it outlives them', () => {
  const script = `
    const { Worker, isMainThread } = require('node:worker_threads')
    addon.setThreads(3);${WORK}
    work()`
  const main = `
    const { Worker } = require('node:worker_threads')
    addon.setThreads(3);${WORK}
    let left = 6
    for (let i = 0; i < 6; i++)
      new Worker(${JSON.stringify(`const addon = require(${JSON.stringify(addonPath)});${script}`)}, { eval: true })
        .on('exit', (code) => { if (code) console.log('worker failed'); if (--left === 0) { work(); console.log('done') } })
    work()`
  expect(run(main)).toBe('done\n')
})

test('a worker thread alone loads it, ends, and another does', async () => {
  for (let i = 0; i < 3; i++) {
    const code = await new Promise((resolve, reject) => {
      const worker = new Worker(
        `const addon = require(${JSON.stringify(addonPath)}); addon.setThreads(2);${WORK} work()`,
        { eval: true },
      )
      worker.on('exit', resolve)
      worker.on('error', reject)
    })
    expect(code).toBe(0)
  }
  const only = `const { Worker } = require('node:worker_threads')
    const next = (left) => left && new Worker(${JSON.stringify(`const addon = require(${JSON.stringify(addonPath)}); addon.setThreads(2);${WORK} work()`)}, { eval: true })
      .on('exit', (code) => { if (code) process.exit(1); next(left - 1) })
    next(3)`
  execFileSync(process.execPath, ['-e', only], { timeout: 30_000 })
})

test('threads beyond the cores do not change who may call', () => {
  native.setNumThreads(64)
  const n = 100_000
  const out = dataOf('float32', n)
  native.unary('neg', out, plain('float32', n), Float64Array.of(1, n, 0, 1, 0, 1))
  expect(out[0]).not.toBe(0)
})
