import { describe, expect, test } from 'vitest'
import type { Data, DType } from '../../src/dtype.js'
import type { ReduceName, ScanName } from '../../src/engine/engine.js'
import { all, both, dataOf, firstDifference, floats, integers, native, plain, sample, ulps } from './support.js'

/** Sizes with `reduced` of them last; strides of `a`; the output is packed unless it has strides. */
interface Case {
  readonly name: string
  readonly kept: readonly number[]
  readonly reduced: readonly number[]
  readonly strides: readonly number[]
  readonly out?: readonly number[]
}

const packed = (sizes: readonly number[]): number[] => {
  const strides = sizes.map(() => 1)
  for (let d = sizes.length - 2; d >= 0; d--) strides[d] = strides[d + 1] * sizes[d + 1]
  return strides
}
const rows = (m: number, n: number): Case => ({
  name: `rows of [${m}, ${n}]`,
  kept: [m],
  reduced: [n],
  strides: [n, 1],
})
const columns = (n: number, m: number): Case => ({
  name: `columns of [${n}, ${m}]`,
  kept: [m],
  reduced: [n],
  strides: [1, m],
})
const whole = (n: number): Case => ({ name: `all ${n}`, kept: [], reduced: [n], strides: [1] })

const CASES: readonly Case[] = [
  ...[1, 2, 15, 16, 31, 33, 64, 100, 257, 2047, 2049, 5000].map(whole),
  ...[1, 3, 10, 50, 300].map((n) => rows(7, n)),
  ...[1, 3, 10, 50, 300].map((n) => columns(n, 7)),
  columns(40, 255),
  columns(40, 257),
  columns(9, 1000),
  rows(300, 4),
  { name: 'strided', kept: [5], reduced: [30], strides: [100, 3] },
  { name: 'backwards', kept: [5], reduced: [30], strides: [30, -1] },
  { name: 'repeated', kept: [4], reduced: [9], strides: [1, 0] },
  { name: 'two reduced', kept: [3], reduced: [4, 5], strides: [20, 5, 1] },
  { name: 'two reduced, transposed', kept: [3], reduced: [4, 5], strides: [20, 1, 4] },
  { name: 'outer and inner reduced', kept: [6], reduced: [4, 5], strides: [5, 30, 1] },
  { name: 'two kept', kept: [3, 4], reduced: [5], strides: [20, 5, 1] },
  { name: 'the middle one', kept: [3, 5], reduced: [4], strides: [20, 1, 5] },
  { name: 'into strided', kept: [4], reduced: [6], strides: [6, 1], out: [-2] },
  { name: 'columns, apart', kept: [9], reduced: [30], strides: [2, 50] },
]
const LARGE: readonly Case[] = [
  whole(100_000),
  whole(1_000_003),
  rows(3, 70_001),
  rows(700, 1000),
  rows(50_000, 10),
  columns(1000, 700),
  columns(100_001, 3),
  columns(20_000, 40),
  { name: 'large, strided', kept: [], reduced: [90_000], strides: [3] },
  { name: 'large, two reduced', kept: [11], reduced: [100, 200], strides: [200, 2200, 1] },
]

const product = (sizes: readonly number[]) => sizes.reduce((n, size) => n * size, 1)

function geometry({ kept, reduced, strides, out = packed(kept) }: Case) {
  const sizes = [...kept, ...reduced]
  const start = (steps: readonly number[]) => steps.reduce((from, s, d) => from + Math.max(0, (sizes[d] - 1) * -s), 0)
  const extent = (steps: readonly number[]) => 1 + steps.reduce((to, s, d) => to + (sizes[d] - 1) * Math.abs(s), 0)
  const outStrides = [...out, ...reduced.map(() => 0)]
  const loop = Float64Array.of(sizes.length, ...sizes, start(out), ...outStrides, start(strides), ...strides)
  return { loop, reducedDims: reduced.length, inputs: extent(strides), outputs: extent(out), count: product(reduced) }
}

const resultOf = (op: ReduceName, dtype: DType): DType =>
  op === 'argmax' || op === 'argmin' ? 'int64' : op === 'any' || op === 'all' ? 'bool' : dtype

function compare(
  op: ReduceName,
  dtype: DType,
  c: Case,
  a: Data,
  close?: (x: number, y: number, count: number) => boolean,
) {
  const { loop, reducedDims, outputs, count } = geometry(c)
  const [x, y] = both(dataOf(resultOf(op, dtype), outputs), (engine, out) =>
    engine.reduce(op, out, a, loop, reducedDims, 1),
  )
  const at = close
    ? Array.from(x as Float64Array).findIndex((value, i) => !close(value, Number(y[i]), count))
    : firstDifference(x, y, 'one')
  if (at >= 0) expect.fail(`${c.name}: element ${at} is ${x[at]}, portable has ${y[at]}`)
}

const CHOICES: readonly ReduceName[] = ['max', 'min', 'argmax', 'argmin', 'any', 'all']
const table = (ops: readonly ReduceName[], dtypes: readonly DType[]) =>
  dtypes.flatMap((dtype) => ops.map((op) => [op, dtype] as const))

describe('what has one right answer', () => {
  test.each(table(CHOICES, all))('%s of %s', (op, dtype) => {
    for (const c of CASES) compare(op, dtype, c, sample(dtype, geometry(c).inputs, 41))
  })
  test.each(table(CHOICES, floats))('%s of %s without NaN', (op, dtype) => {
    for (const c of CASES) compare(op, dtype, c, plain(dtype, geometry(c).inputs, 42))
  })
  test.each(table(CHOICES, ['float32', 'uint8']))('%s of %s, large', (op, dtype) => {
    for (const c of LARGE) {
      const a = plain(dtype, geometry(c).inputs, 43, 0, 200)
      compare(op, dtype, c, a)
      a[Math.floor(a.length * 0.8)] = dtype === 'uint8' ? 255 : Number.NaN
      compare(op, dtype, c, a)
    }
  })
  test.each(table(['sum'], integers))('%s of %s', (op, dtype) => {
    for (const c of [...CASES, ...LARGE]) compare(op, dtype, c, sample(dtype, geometry(c).inputs, 44))
  })
  test.each(table(['prod'], ['int64', 'uint8']))('%s of %s', (op, dtype) => {
    for (const c of CASES) {
      const a = plain(dtype, geometry(c).inputs, 45, 1, 3)
      if (geometry(c).count <= 33) compare(op, dtype, c, a)
    }
  })
})

describe('what rounds', () => {
  // portable sums in double too; float32 results may differ where that sum lies halfway between two of them.
  const near = (dtype: DType, factor: number) => (x: number, y: number, count: number) =>
    ulps(x, y, dtype) <= (dtype === 'float32' ? 1 : factor * Math.sqrt(count))
  test.each(table(['sum', 'mean', 'prod'], floats))('%s of %s', (op, dtype) => {
    for (const c of CASES) compare(op, dtype, c, plain(dtype, geometry(c).inputs, 46, 0.5, 1.5), near(dtype, 4))
  })
  test.each(table(['var'], floats))('%s of %s', (op, dtype) => {
    for (const c of CASES) compare(op, dtype, c, plain(dtype, geometry(c).inputs, 47), near(dtype, 8))
  })
  test.each(table(['sum', 'mean', 'var'], floats))('%s of %s, large', (op, dtype) => {
    for (const c of LARGE) compare(op, dtype, c, plain(dtype, geometry(c).inputs, 48, 0, 3), near(dtype, 8))
  })

  test('the mean of a million float32 is right to the last digit', () => {
    const n = 1_000_000
    const a = plain('float32', n, 49, 0, 1)
    let exact = 0n // in units of 2^-60
    for (const x of a) exact += BigInt(Number(x) * 2 ** 60)
    const out = new Float32Array(2)
    native.reduce('mean', out, a, Float64Array.of(1, n, 0, 0, 0, 1), 1, 0)
    expect(out[0]).toBe(Math.fround(Number(exact / BigInt(n)) / 2 ** 60))
    native.reduce('var', out, new Float32Array(n).fill(12345.678), Float64Array.of(1, n, 0, 0, 0, 1), 1, 1)
    expect(out[0]).toBe(0)
  })

  test('var without freedom', () => {
    const out = new Float32Array(1)
    native.reduce('var', out, Float32Array.of(3), Float64Array.of(1, 1, 0, 0, 0, 1), 1, 1)
    expect(out[0]).toBeNaN()
    native.reduce('var', out, Float32Array.of(1, 2), Float64Array.of(1, 2, 0, 0, 0, 1), 1, 5)
    expect(out[0]).toBe(Infinity)
    native.reduce('var', out, Float32Array.of(1, 2, 4, 18), Float64Array.of(1, 4, 0, 0, 0, 1), 1, 0)
    expect(out[0]).toBe(47.1875)
  })
})

test('of nothing', () => {
  const loop = Float64Array.of(2, 3, 0, 0, 1, 0, 0, 1, 1)
  const of = (op: ReduceName, out: Data) => {
    native.reduce(op, out, new Float32Array(0), loop, 1, 1)
    return Array.from(out as Float32Array)
  }
  expect(of('sum', new Float32Array(3).fill(9))).toEqual([0, 0, 0])
  expect(of('prod', new Float32Array(3).fill(9))).toEqual([1, 1, 1])
  expect(of('mean', new Float32Array(3))).toEqual([Number.NaN, Number.NaN, Number.NaN])
  expect(of('var', new Float32Array(3))).toEqual([Number.NaN, Number.NaN, Number.NaN])
  expect(of('any', new Uint8Array(3).fill(9))).toEqual([0, 0, 0])
  expect(of('all', new Uint8Array(3).fill(9))).toEqual([1, 1, 1])
  expect(() => of('max', new Float32Array(3))).toThrow(RangeError)
})

describe('scan', () => {
  const names: readonly ScanName[] = ['cumsum', 'cumprod']
  test.each(all.flatMap((dtype) => names.map((op) => [op, dtype] as const)))('%s of %s', (op, dtype) => {
    for (const [sizes, out, strides] of [
      [[1], [1], [1]],
      [[100], [1], [1]],
      [[100], [2], [-1]],
      [
        [4, 30],
        [30, 1],
        [30, 1],
      ],
      [
        [30, 4],
        [1, 30],
        [1, 30],
      ],
      [
        [3, 300, 7],
        [2100, 1, 300],
        [2100, 1, 300],
      ],
      [
        [300, 400],
        [400, 1],
        [400, 1],
      ],
      [
        [700, 300],
        [1, 700],
        [1, 700],
      ],
    ]) {
      const start = (steps: number[]) => steps.reduce((from, s, d) => from + Math.max(0, (sizes[d] - 1) * -s), 0)
      const extent = (steps: number[]) => 1 + steps.reduce((to, s, d) => to + (sizes[d] - 1) * Math.abs(s), 0)
      const loop = Float64Array.of(sizes.length, ...sizes, start(out), ...out, start(strides), ...strides)
      const a = op === 'cumsum' ? plain(dtype, extent(strides), 51, 0, 3) : plain(dtype, extent(strides), 51, 1, 1)
      const [x, y] = both(dataOf(dtype, extent(out)), (engine, to) => engine.scan(op, to, a, loop))
      expect(firstDifference(x, y), `${sizes}`).toBe(-1)
    }
  })
})
