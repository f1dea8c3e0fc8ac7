import { describe, expect, test } from 'vitest'
import type { Data, DType } from '../../src/dtype.js'
import { all, dataOf, floats, native, plain, sample } from './support.js'

interface Product {
  m: number
  n: number
  k: number
  transA?: boolean
  transB?: boolean
  alpha?: number
  beta?: number
  batch?: number
  /** How much longer than needed the rows of c, a and b are stored. */
  pad?: readonly [number, number, number]
  /** The batch repeats this operand. */
  repeat?: 'a' | 'b'
}

/** The meta array, and how many elements each operand takes. */
function geometry({ m, n, k, transA, transB, alpha = 1, beta = 0, batch = 1, pad = [0, 0, 0], repeat }: Product) {
  const [ldc, lda, ldb] = [n + pad[0], (transA ? m : k) + pad[1], (transB ? k : n) + pad[2]]
  const sizes = [m * ldc, (transA ? k : m) * lda, (transB ? n : k) * ldb]
  const strides = [sizes[0], repeat === 'a' ? 0 : sizes[1], repeat === 'b' ? 0 : sizes[2]]
  const meta = Float64Array.of(
    ...[m, n, k, Number(!!transA), Number(!!transB), alpha, beta, batch],
    ...[2, ldc, strides[0], 1, lda, strides[1], 3, ldb, strides[2]],
  )
  const [lengthC, lengthA, lengthB] = sizes.map((size, i) => 5 + size + strides[i] * (batch - 1))
  return { meta, lengthC, lengthA, lengthB }
}

/** Three loops in double, or in bigints. */
function naive(out: Data, a: Data, b: Data, meta: Float64Array): void {
  const [m, n, k, transA, transB, alpha, beta, batch, c0, ldc, sc, a0, lda, sa, b0, ldb, sb] = meta
  for (let i = 0; i < batch; i++)
    for (let row = 0; row < m; row++)
      for (let column = 0; column < n; column++) {
        const at = c0 + i * sc + row * ldc + column
        // Element p of the row of op(A) is at x + p·dx, of the column of op(B) at y + p·dy.
        const [x, dx] = [a0 + i * sa + row * (transA ? 1 : lda), transA ? lda : 1]
        const [y, dy] = [b0 + i * sb + column * (transB ? ldb : 1), transB ? 1 : ldb]
        if (out instanceof BigInt64Array) {
          let sum = 0n
          for (let p = 0; p < k; p++) sum += (a as BigInt64Array)[x + p * dx] * (b as BigInt64Array)[y + p * dy]
          out[at] = BigInt(alpha) * sum + (beta ? BigInt(beta) * out[at] : 0n)
        } else {
          let sum = 0
          for (let p = 0; p < k; p++) sum += (a as Float64Array)[x + p * dx] * (b as Float64Array)[y + p * dy]
          out[at] = alpha * sum + (beta ? beta * out[at] : 0)
        }
      }
}

function check(product: Product, dtype: DType): void {
  const { meta, lengthC, lengthA, lengthB } = geometry(product)
  const [a, b] = [plain(dtype, lengthA, 71), plain(dtype, lengthB, 72)]
  const start = plain(dtype, lengthC, 73)
  // beta = 0 does not look at what is there.
  if (!product.beta && floats.includes(dtype)) start.fill(Number.NaN as never)
  const [out, expected] = [start.slice(), start.slice()]
  native.gemm(out, a, b, meta)
  naive(expected, a, b, meta)
  const { alpha = 1, beta = 0, k } = product
  const epsilon = floats.includes(dtype) ? (dtype === 'float32' ? 2 ** -22 : 2 ** -51) : 0
  const tolerance = epsilon * (4 + k) * (Math.abs(alpha) + Math.abs(beta))
  for (let i = 0; i < out.length; i++) {
    const [x, y] = [Number(out[i]), Number(expected[i])]
    if (!(Math.abs(x - y) <= tolerance || Object.is(x, y)))
      expect.fail(`${JSON.stringify(product)}: element ${i} is ${x}, expected ${y}`)
  }
}

const FLAGS = [0, 1, 2, 3].map((bits) => ({ transA: bits > 1, transB: bits % 2 === 1 }))
const SHAPES = [
  [1, 1, 1],
  [1, 1, 9],
  [1, 7, 5],
  [7, 1, 5],
  [5, 10, 784],
  [3, 4, 1],
  [17, 33, 9],
  [64, 64, 64],
  [2, 300, 3],
  [300, 2, 3],
]

describe.each(all)('%s', (dtype) => {
  test.each(FLAGS)('transposes $transA, $transB', (flags) => {
    for (const [m, n, k] of SHAPES) {
      check({ m, n, k, ...flags }, dtype)
      check({ m, n, k, ...flags, alpha: 2, beta: 3, pad: [1, 2, 3] }, dtype)
      check({ m, n, k, ...flags, alpha: -1, beta: 1, batch: 3, pad: [0, 1, 0] }, dtype)
      check({ m, n, k, ...flags, batch: 4 }, dtype)
      check({ m, n, k, ...flags, batch: 2, repeat: 'a' }, dtype)
      check({ m, n, k, ...flags, batch: 3, repeat: 'b' }, dtype)
    }
  })

  test('nothing to sum, nothing to write', () => {
    for (const flags of FLAGS) {
      check({ m: 3, n: 4, k: 0, ...flags }, dtype)
      check({ m: 3, n: 4, k: 0, ...flags, beta: 2, batch: 2, pad: [2, 0, 0] }, dtype)
      check({ m: 3, n: 4, k: 5, ...flags, alpha: 0, beta: 2 }, dtype)
      check({ m: 0, n: 4, k: 5, ...flags }, dtype)
      check({ m: 3, n: 0, k: 5, ...flags }, dtype)
      check({ m: 3, n: 4, k: 5, ...flags, batch: 0 }, dtype)
    }
  })
})

test.each(floats)('%s, shared out to threads', (dtype) => {
  for (const flags of FLAGS) {
    check({ m: 130, n: 90, k: 60, ...flags, alpha: 2, beta: 1 }, dtype)
    check({ m: 30, n: 500, k: 60, ...flags, pad: [1, 1, 1] }, dtype)
    check({ m: 30, n: 40, k: 20, ...flags, batch: 20 }, dtype)
    check({ m: 2000, n: 1, k: 300, ...flags }, dtype)
    check({ m: 1, n: 2000, k: 300, ...flags }, dtype)
    check({ m: 4, n: 3, k: 20_000, ...flags }, dtype)
  }
})

test('many rows and a few columns', () => {
  for (const transB of [false, true])
    for (const [n, k] of [
      [16, 40],
      [17, 32],
      [32, 33],
      [40, 600],
      [49, 513],
      [64, 32],
    ])
      for (const m of [255, 256, 263, 301]) {
        check({ m, n, k, transB }, 'float32')
        check({ m, n, k, transB, alpha: 2, beta: 3, pad: [1, 2, 3] }, 'float32')
      }
})

describe('refuses', () => {
  const refuse = (change: (meta: Float64Array) => void) => {
    const { meta, lengthA, lengthB, lengthC } = geometry({ m: 3, n: 4, k: 5 })
    change(meta)
    const out = sample('float32', lengthC)
    const before = out.slice()
    expect(() => native.gemm(out, dataOf('float32', lengthA), dataOf('float32', lengthB), meta)).toThrow(RangeError)
    expect(out).toEqual(before)
  }
  test.each([
    ['a negative size', 0, -1],
    ['a fractional size', 2, 1.5],
    ['a size beyond int', 1, 2 ** 31],
    ['a flag of 2', 3, 2],
    ['NaN', 7, Number.NaN],
    ['an offset before the array', 8, -1],
    ['an offset beyond it', 11, 3000],
    ['rows that overlap', 9, 3],
    ['rows beyond the array', 12, 400],
    ['a batch beyond the array', 7, 1e9],
    ['infinity', 16, Infinity],
  ])('%s', (_, at, value) => refuse((meta) => meta.fill(value, at, at + 1)))

  test('arrays of different types', () => {
    const { meta } = geometry({ m: 1, n: 1, k: 1 })
    expect(() => native.gemm(new Float32Array(9), new Float64Array(9), new Float32Array(9), meta)).toThrow(
      new TypeError('b: expected elements of float64, got float32'),
    )
    expect(() =>
      native.gemm(new Float32Array(9), new Float32Array(9), new Float32Array(9), new Float64Array(16)),
    ).toThrow(new RangeError('meta: expected 17 numbers'))
  })
})
