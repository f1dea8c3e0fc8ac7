import type { Data } from '../../dtype.js'
import type { Gemm } from '../engine.js'
import { isFloatData } from './elementwise.js'

/** One matrix as stored: element (i, j) of op(X) lies at offset + i·row + j·column. */
interface Operand<T> {
  readonly data: { readonly [index: number]: T }
  readonly offset: number
  readonly row: number
  readonly column: number
}

interface Product<T> {
  readonly m: number
  readonly n: number
  readonly k: number
  readonly alpha: number
  readonly beta: number
  readonly a: Operand<T>
  readonly b: Operand<T>
  readonly out: { [index: number]: T }
  readonly offset: number
  readonly ld: number
}

export function gemm(out: Data, a: Data, b: Data, meta: Gemm): void {
  const [m, n, k, transA, transB, alpha, beta, batch] = meta
  const [offsetC, ldc, strideC, offsetA, lda, strideA, offsetB, ldb, strideB] = meta.subarray(8)
  const product = out instanceof BigInt64Array ? bigints : isFloatData(out) ? floats : integers
  const operand = (data: Data, offset: number, ld: number, trans: number): Operand<number & bigint> => ({
    data: data as unknown as Operand<number & bigint>['data'],
    offset,
    row: trans ? 1 : ld,
    column: trans ? ld : 1,
  })
  for (let i = 0; i < batch; i++)
    product({
      m,
      n,
      k,
      alpha,
      beta,
      a: operand(a, offsetA + i * strideA, lda, transA),
      b: operand(b, offsetB + i * strideB, ldb, transB),
      out: out as unknown as Product<number & bigint>['out'],
      offset: offsetC + i * strideC,
      ld: ldc,
    })
}

const TILE = 4
/** A panel of op(B), k × 4 doubles, and one of op(A) stay in the first-level cache up to k = 512. */
const DEPTH = 512

/**
 * Tiles of 4 × 4 results whose sums stay in registers (after Goto & van de Geijn, 2008): panels of op(A) and op(B) are
 * copied into the order in which the tile reads them. Sums are in double.
 */
function floats({ m, n, k, alpha, beta, a, b, out, offset, ld }: Product<number>): void {
  const sums = new Float64Array(m * n)
  const wide = Math.ceil(n / TILE)
  const panelsB = new Float64Array(wide * TILE * Math.min(k, DEPTH))
  const panelA = new Float64Array(TILE * Math.min(k, DEPTH))
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const depth = Math.min(DEPTH, k - k0)
    for (let j = 0; j < wide; j++)
      pack(
        panelsB,
        j * TILE * depth,
        b,
        b.offset + k0 * b.row + j * TILE * b.column,
        b.row,
        b.column,
        depth,
        n - j * TILE,
      )
    for (let i = 0; i < m; i += TILE) {
      pack(panelA, 0, a, a.offset + k0 * a.column + i * a.row, a.column, a.row, depth, m - i)
      for (let j = 0; j < wide; j++) tile(sums, n, i, j * TILE, m, panelA, panelsB, j * TILE * depth, depth)
    }
  }
  for (let i = 0; i < m; i++)
    for (let j = 0, at = offset + i * ld; j < n; j++, at++) {
      const x = alpha * sums[i * n + j]
      out[at] = beta === 0 ? x : x + beta * out[at] // what beta = 0 hides may be NaN
    }
}

/** Four neighbours per step, zeros where the matrix ends. */
function pack(
  panel: Float64Array,
  at: number,
  { data }: Operand<number>,
  from: number,
  step: number,
  across: number,
  depth: number,
  left: number,
): void {
  for (let p = 0; p < depth; p++, from += step)
    for (let t = 0, i = from; t < TILE; t++, i += across) panel[at++] = t < left ? data[i] : 0
}

function tile(
  sums: Float64Array,
  n: number,
  i: number,
  j: number,
  m: number,
  a: Float64Array,
  b: Float64Array,
  fromB: number,
  depth: number,
): void {
  let [c00, c01, c02, c03, c10, c11, c12, c13] = [0, 0, 0, 0, 0, 0, 0, 0]
  let [c20, c21, c22, c23, c30, c31, c32, c33] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let p = 0, q = fromB, end = depth * TILE; p < end; p += TILE, q += TILE) {
    const b0 = b[q]
    const b1 = b[q + 1]
    const b2 = b[q + 2]
    const b3 = b[q + 3]
    const a0 = a[p]
    c00 += a0 * b0
    c01 += a0 * b1
    c02 += a0 * b2
    c03 += a0 * b3
    const a1 = a[p + 1]
    c10 += a1 * b0
    c11 += a1 * b1
    c12 += a1 * b2
    c13 += a1 * b3
    const a2 = a[p + 2]
    c20 += a2 * b0
    c21 += a2 * b1
    c22 += a2 * b2
    c23 += a2 * b3
    const a3 = a[p + 3]
    c30 += a3 * b0
    c31 += a3 * b1
    c32 += a3 * b2
    c33 += a3 * b3
  }
  addRow(sums, n, i, j, m, c00, c01, c02, c03)
  addRow(sums, n, i + 1, j, m, c10, c11, c12, c13)
  addRow(sums, n, i + 2, j, m, c20, c21, c22, c23)
  addRow(sums, n, i + 3, j, m, c30, c31, c32, c33)
}

function addRow(
  sums: Float64Array,
  n: number,
  i: number,
  j: number,
  m: number,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
): void {
  if (i >= m) return
  const at = i * n + j
  sums[at] += c0
  if (j + 1 < n) sums[at + 1] += c1
  if (j + 2 < n) sums[at + 2] += c2
  if (j + 3 < n) sums[at + 3] += c3
}

/** int32 and uint8: exact modulo 2³², which the store takes modulo the dtype's width. */
function integers({ m, n, k, alpha, beta, a, b, out, offset, ld }: Product<number>): void {
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0
      let p = a.offset + i * a.row
      let q = b.offset + j * b.column
      for (let t = 0; t < k; t++, p += a.column, q += b.row) sum = (sum + Math.imul(a.data[p], b.data[q])) | 0
      const at = offset + i * ld + j
      out[at] = Math.imul(alpha, sum) + (beta === 0 ? 0 : Math.imul(beta, out[at]))
    }
}

function bigints({ m, n, k, alpha, beta, a, b, out, offset, ld }: Product<bigint>): void {
  const [scale, keep] = [BigInt(alpha), BigInt(beta)]
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0n
      let p = a.offset + i * a.row
      let q = b.offset + j * b.column
      for (let t = 0; t < k; t++, p += a.column, q += b.row) sum += a.data[p] * b.data[q]
      const at = offset + i * ld + j
      out[at] = scale * sum + (beta === 0 ? 0n : keep * out[at])
    }
}
