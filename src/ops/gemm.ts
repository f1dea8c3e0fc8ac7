import { dtypes } from '../dtype.js'
import { GEMM_LENGTH } from '../engine/engine.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'

const meta = new Float64Array(GEMM_LENGTH)

/** A matrix (the last two dimensions of a tensor) as gemm reads it: where it starts, and how its rows lie. */
export interface Matrix {
  readonly x: Tensor
  readonly rows: number
  readonly cols: number
  readonly rowStride: number
  readonly colStride: number
}

export const matrixOf = (x: Tensor): Matrix => {
  const d = x.sizes.length - 2
  return { x, rows: x.sizes[d], cols: x.sizes[d + 1], rowStride: x.strides[d], colStride: x.strides[d + 1] }
}

/** Can BLAS read it in place? One of the strides must be 1 (or not matter), the other at least the length it spans. */
const fits = (m: Matrix): boolean =>
  ((m.colStride === 1 || m.cols === 1) && (m.rowStride >= m.cols || m.rows === 1)) ||
  ((m.rowStride === 1 || m.rows === 1) && (m.colStride >= m.rows || m.cols === 1))

const transposed = (m: Matrix): boolean =>
  !((m.colStride === 1 || m.cols === 1) && (m.rowStride >= m.cols || m.rows === 1))
const leading = (m: Matrix): number =>
  transposed(m) ? (m.cols === 1 ? Math.max(m.rows, 1) : m.colStride) : m.rows === 1 ? Math.max(m.cols, 1) : m.rowStride

/** The matrix copied into adjacent rows. */
function packed(m: Matrix): Matrix {
  const view = m.x.alias([m.rows, m.cols], [m.rowStride, m.colStride], m.x.offset)
  return matrixOf(view.contiguous() as Tensor)
}

/** `named`: PyTorch's kernel, which has no code for bools. */
export function checkSameDType(a: Tensor, b: Tensor, named = 'addmm_impl_cpu_'): void {
  if (a.dtype !== b.dtype)
    throw new RuntimeError(
      `expected m1 and m2 to have the same dtype, but got: ${dtypes[a.dtype].cName} != ${dtypes[b.dtype].cName}`,
    )
  checkNotBool(a, named)
}

export function checkNotBool(a: Tensor, named: string): void {
  if (a.dtype === 'bool') throw new RuntimeError(`"${named}" not implemented for 'Bool'`)
}

/**
 * out = alpha · a b + beta · out for `batch` matrices that lie `strideX` apart in their storages. Transposes and
 * leading dimensions are flags, so views go in as they are; only a matrix with no unit stride is copied first.
 */
export function gemm(
  out: Tensor,
  a: Matrix,
  b: Matrix,
  { batch = 1, strideC = 0, strideA = 0, strideB = 0, alpha = 1, beta = 0 } = {},
): void {
  if (batch === 1 && !fits(a)) a = packed(a)
  if (batch === 1 && !fits(b)) b = packed(b)
  meta[0] = a.rows
  meta[1] = b.cols
  meta[2] = a.cols
  meta[3] = transposed(a) ? 1 : 0
  meta[4] = transposed(b) ? 1 : 0
  meta[5] = alpha
  meta[6] = beta
  meta[7] = batch
  meta[8] = out.offset
  meta[9] = Math.max(b.cols, 1)
  meta[10] = strideC
  meta[11] = a.x.offset
  meta[12] = leading(a)
  meta[13] = strideA
  meta[14] = b.x.offset
  meta[15] = leading(b)
  meta[16] = strideB
  engine.gemm(out.store.data, a.x.store.data, b.x.store.data, meta)
}

/**
 * The one stride with which the batch dimensions walk a tensor, or null if there is none: dimensions that broadcast
 * (stride 0) or lie apart must be copied first.
 */
export function batchStride(sizes: readonly number[], strides: readonly number[]): number | null {
  let step: number | null = null
  let span = 1
  for (let d = sizes.length - 1; d >= 0; d--) {
    if (sizes[d] === 1) continue
    if (step === null) step = strides[d]
    else if (strides[d] !== step * span) return null
    span *= sizes[d]
  }
  return step ?? 0
}

export const readable = fits
