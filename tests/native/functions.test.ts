import { describe, expect, test } from 'vitest'
import type { DType } from '../../src/dtype.js'
import type { BinaryName, UnaryName } from '../../src/engine/engine.js'
import { dataOf, floats, native, plain, portable, ulps } from './support.js'

/**
 * Functions that IEEE 754 leaves to the library, held against JavaScript's Math in double precision (which is itself
 * right to a unit in the last place). `ulp`: glibc promises 4 for its vector functions.
 */
const UNARY: readonly [op: UnaryName, truth: (x: number) => number, low: number, high: number, ulp?: number][] = [
  ['exp', Math.exp, -80, 80],
  ['exp2', (x) => 2 ** x, -100, 100],
  ['expm1', Math.expm1, -3, 3],
  ['log', Math.log, 1e-3, 100],
  ['log2', Math.log2, 1e-3, 100],
  ['log10', Math.log10, 1e-3, 100],
  ['log1p', Math.log1p, -0.99, 20],
  ['rsqrt', (x) => 1 / Math.sqrt(x), 1e-3, 100],
  ['sin', Math.sin, -30, 30],
  ['cos', Math.cos, -30, 30],
  ['tan', Math.tan, -1.5, 1.5],
  ['asin', Math.asin, -1, 1],
  ['acos', Math.acos, -1, 1],
  ['atan', Math.atan, -50, 50],
  ['sinh', Math.sinh, -20, 20],
  ['cosh', Math.cosh, -20, 20],
  ['tanh', Math.tanh, -8, 8],
  ['asinh', Math.asinh, -50, 50],
  ['acosh', Math.acosh, 1.1, 50],
  ['atanh', Math.atanh, -0.99, 0.99],
  ['sigmoid', (x) => 1 / (1 + Math.exp(-x)), -30, 30, 6],
]
const BINARY: readonly [op: BinaryName, truth: (x: number, y: number) => number, low: number, high: number][] = [
  ['pow', Math.pow, 0.1, 9],
  ['atan2', Math.atan2, -9, 9],
  ['hypot', Math.hypot, -9, 9],
]

const rounded = (x: number, dtype: DType) => (dtype === 'float32' ? Math.fround(x) : x)
const cases = <Row extends readonly unknown[]>(rows: readonly Row[]) =>
  floats.flatMap((dtype) => rows.map((row) => [row[0] as string, dtype, row] as const))

describe('unary', () => {
  test.each(cases(UNARY))('%s of %s', (_, dtype, [op, truth, low, high, ulp = 4]) => {
    const n = 5003
    const a = plain(dtype, n, 21, low, high)
    const out = dataOf(dtype, n)
    native.unary(op, out, a, Float64Array.of(1, n, 0, 1, 0, 1))
    let worst = 0
    for (let i = 0; i < n; i++)
      worst = Math.max(worst, ulps(Number(out[i]), rounded(truth(Number(a[i])), dtype), dtype))
    expect(worst).toBeLessThanOrEqual(ulp)
  })

  test.each(cases(UNARY))('%s of %s at the edges', (_, dtype, [op]) => {
    const a = dataOf(dtype, 11)
    a.set([0, -0, 1, -1, Infinity, -Infinity, Number.NaN, 1e-40, 5e-324, 1000, -1000] as never)
    const [x, y] = [dataOf(dtype, 11), dataOf(dtype, 11)]
    native.unary(op, x, a, Float64Array.of(1, 11, 0, 1, 0, 1))
    portable.unary(op, y, a, Float64Array.of(1, 11, 0, 1, 0, 1))
    for (let i = 0; i < 11; i++)
      if (Number.isFinite(y[i]))
        expect(ulps(Number(x[i]), Number(y[i]), dtype), `${op}(${a[i]})`).toBeLessThanOrEqual(4)
      else expect(x[i], `${op}(${a[i]})`).toBe(y[i])
  })

  // Every value's image is the same wherever it stands: in the middle of a vector, or in the rest of a loop.
  test.each(cases(UNARY))('%s of %s does not depend on the place', (_, dtype, [op, , low, high]) => {
    const x = plain(dtype, 1, 22, low, high)[0]
    for (const n of [1, 2, 7, 16, 17, 40, 300]) {
      const a = dataOf(dtype, n).fill(x as never)
      const out = dataOf(dtype, 2 * n)
      native.unary(op, out, a, Float64Array.of(1, n, 0, 2, 0, 1))
      for (let i = 0; i < n; i++) expect(out[2 * i]).toBe(out[0])
      const flat = dataOf(dtype, n)
      native.unary(op, flat, a, Float64Array.of(1, n, 0, 1, 0, 1))
      for (let i = 0; i < n; i++) expect(flat[i]).toBe(out[0])
    }
  })
})

describe('binary', () => {
  test.each(cases(BINARY))('%s of %s', (_, dtype, [op, truth, low, high]) => {
    const n = 5003
    const [a, b] = [plain(dtype, n, 23, low, high), plain(dtype, n, 24, -3, 3)]
    const out = dataOf(dtype, n)
    native.binary(op, out, a, b, Float64Array.of(1, n, 0, 1, 0, 1, 0, 1))
    let worst = 0
    for (let i = 0; i < n; i++)
      worst = Math.max(worst, ulps(Number(out[i]), rounded(truth(Number(a[i]), Number(b[i])), dtype), dtype))
    expect(worst).toBeLessThanOrEqual(4)
  })

  test('pow at the edges', () => {
    const edges = [0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, Infinity, -Infinity, Number.NaN]
    const n = edges.length
    for (const dtype of floats) {
      const a = dataOf(dtype, n)
      a.set(edges as never)
      const [x, y] = [dataOf(dtype, n * n), dataOf(dtype, n * n)]
      const loop = Float64Array.of(2, n, n, 0, n, 1, 0, 1, 0, 0, 0, 1)
      native.binary('pow', x, a, a, loop)
      portable.binary('pow', y, a, a, loop)
      for (let i = 0; i < n * n; i++)
        expect(
          ulps(Number(x[i]), Number(y[i]), dtype),
          `${edges[Math.floor(i / n)]} ** ${edges[i % n]}`,
        ).toBeLessThanOrEqual(1)
    }
  })
})

/** From tables (Abramowitz & Stegun 7.1, 6.1) and Wolfram's digits. */
const SPECIAL: readonly [op: UnaryName, x: number, value: number][] = [
  ['erf', 0, 0],
  ['erf', 0.5, 0.5204998778130465],
  ['erf', 1, 0.8427007929497149],
  ['erf', -2, -0.9953222650189527],
  ['erf', Infinity, 1],
  ['erfc', 0, 1],
  ['erfc', 0.5, 0.4795001221869535],
  ['erfc', 2, 0.004677734981047266],
  ['erfc', -1, 1.8427007929497148],
  ['lgamma', 1, 0],
  ['lgamma', 0.5, 0.5723649429247001],
  ['lgamma', 10, 12.801827480081469],
  ['lgamma', -0.5, 1.2655121234846454],
  ['lgamma', 0, Infinity],
  ['lgamma', -1, Infinity],
]
test.each(SPECIAL)('%s(%d)', (op, x, value) => {
  for (const dtype of floats) {
    const out = dataOf(dtype, 1)
    native.unary(op, out, dataOf(dtype, 1).fill(x as never), Float64Array.of(1, 1, 0, 1, 0, 1))
    expect(ulps(Number(out[0]), rounded(value, dtype), dtype)).toBeLessThanOrEqual(4)
  }
})
