import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { dtypes } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { broadcastShapes, sameShape } from '../shape/broadcast.js'
import { noDimensions } from '../shape/dims.js'
import { numelOf } from '../shape/strides.js'
import { Tensor } from '../tensor.js'
import { cast, isTensor } from './elementwise.js'
import { batchStride, checkNotBool, checkSameDType, gemm, matrixOf, readable } from './gemm.js'
import { expand } from './views.js'

const wants = (...xs: Tensor[]): boolean => gradMode.enabled && xs.some(needsGrad)
const text = (x: Tensor): string => x.sizes.join('x')

/** What the gradients of a product read: each side's the other. */
const crossed = (a: Tensor, b: Tensor): Tensor[] => [...(needsGrad(b) ? [a] : []), ...(needsGrad(a) ? [b] : [])]

/** [n, k] × [k, m] → [n, m] */
export function mm(a: Tensor, b: Tensor): Tensor {
  if (a.sizes.length !== 2) throw new RuntimeError('self must be a matrix')
  if (b.sizes.length !== 2) throw new RuntimeError('mat2 must be a matrix')
  if (a.sizes[1] !== b.sizes[0])
    throw new RuntimeError(`mat1 and mat2 shapes cannot be multiplied (${text(a)} and ${text(b)})`)
  checkSameDType(a, b)
  const out = Tensor.empty([a.sizes[0], b.sizes[1]], a.dtype)
  gemm(out, matrixOf(a), matrixOf(b))
  if (wants(a, b))
    record('MmBackward0', out, [a, b], crossed(a, b), (g) => [
      needsGrad(a) ? leftGradient(g, a, b) : null,
      needsGrad(b) ? rightGradient(g, a, b) : null,
    ])
  return out
}

/** Do columns, not rows, lie together in memory, as in the transpose of a layer's weight? */
const byColumns = (x: Tensor): boolean => x.strides[0] === 1 && x.strides[1] === x.sizes[0] && x.sizes[1] > 1

/** g bᵀ and aᵀ g, laid out as the operand is: a weight's gradient then needs no transposed copy. */
const leftGradient = (g: Tensor, a: Tensor, b: Tensor): Tensor =>
  byColumns(a) ? (mm(b, g.t() as Tensor).t() as Tensor) : mm(g, b.t() as Tensor)
const rightGradient = (g: Tensor, a: Tensor, b: Tensor): Tensor =>
  byColumns(b) ? (mm(g.t() as Tensor, a).t() as Tensor) : mm(a.t() as Tensor, g)

/** [n, k] × [k] → [n] */
export function mv(a: Tensor, b: Tensor): Tensor {
  if (a.sizes.length === 0) throw noDimensions(0)
  if (a.sizes.length !== 2 || b.sizes.length !== 1)
    throw new RuntimeError(`vector + matrix @ vector expected, got 1, ${a.sizes.length}, ${b.sizes.length}`)
  if (a.sizes[1] !== b.sizes[0])
    throw new RuntimeError(`size mismatch, got input (${a.sizes[0]}), mat (${text(a)}), vec (${b.sizes[0]})`)
  checkSameDType(a, b, 'addmv_impl_cpu')
  const out = Tensor.empty([a.sizes[0]], a.dtype)
  gemm(out, matrixOf(a), { x: b, rows: b.sizes[0], cols: 1, rowStride: b.strides[0], colStride: 1 })
  if (wants(a, b))
    record('MvBackward0', out, [a, b], crossed(a, b), (g) => [
      needsGrad(a) ? (g.unsqueeze(1).mul(b.unsqueeze(0)) as Tensor) : null,
      needsGrad(b) ? mv(a.t() as Tensor, g) : null,
    ])
  return out
}

/** [n] · [n] → a number */
export function dot(a: Tensor, b: Tensor): Tensor {
  if (a.sizes.length !== 1 || b.sizes.length !== 1)
    throw new RuntimeError(`1D tensors expected, but got ${a.sizes.length}D and ${b.sizes.length}D tensors`)
  if (a.dtype !== b.dtype)
    throw new RuntimeError(
      `dot : expected both vectors to have same dtype, but found ${dtypes[a.dtype].legacy} and ${dtypes[b.dtype].legacy}`,
    )
  if (a.sizes[0] !== b.sizes[0])
    throw new RuntimeError(
      `inconsistent tensor size, expected tensor [${a.sizes[0]}] and src [${b.sizes[0]}] to have the same number of elements, but got ${a.sizes[0]} and ${b.sizes[0]} elements respectively`,
    )
  checkNotBool(a, 'dot')
  const out = Tensor.empty([], a.dtype)
  const n = a.sizes[0]
  gemm(
    out,
    { x: a, rows: 1, cols: n, rowStride: n, colStride: a.strides[0] },
    { x: b, rows: n, cols: 1, rowStride: b.strides[0], colStride: 1 },
  )
  if (wants(a, b))
    record('DotBackward0', out, [a, b], crossed(a, b), (g) => [
      needsGrad(a) ? g.mul(b) : null,
      needsGrad(b) ? g.mul(a) : null,
    ])
  return out
}

/** [b, n, k] × [b, k, m] → [b, n, m] */
export function bmm(a: Tensor, b: Tensor): Tensor {
  if (a.sizes.length !== 3) throw new RuntimeError('batch1 must be a 3D tensor')
  if (b.sizes.length !== 3) throw new RuntimeError('batch2 must be a 3D tensor')
  checkBatches(a, b)
  return batched(a, b, [a.sizes[0]], 'BmmBackward0')
}

function checkBatches(a: Tensor, b: Tensor): void {
  const [n, k] = [a.sizes[0], a.sizes[2]]
  if (b.sizes[0] !== n || b.sizes[1] !== k)
    throw new RuntimeError(
      `Expected size for first two dimensions of batch2 tensor to be: [${n}, ${k}] but got: [${b.sizes[0]}, ${b.sizes[1]}].`,
    )
}

/** Matrices in the last two dimensions, one product per index of `batch`, to which the leading ones broadcast. */
function batched(a: Tensor, b: Tensor, batch: readonly number[], node: string): Tensor {
  checkSameDType(a, b, 'bmm')
  const [n, k, m] = [a.sizes[a.sizes.length - 2], a.sizes[a.sizes.length - 1], b.sizes[b.sizes.length - 1]]
  const out = Tensor.empty([...batch, n, m], a.dtype)
  const [left, strideA] = walkable(a, batch)
  const [right, strideB] = walkable(b, batch)
  gemm(out, matrixOf(left), matrixOf(right), { batch: numelOf(batch), strideC: n * m, strideA, strideB })
  if (wants(a, b))
    record(node, out, [a, b], crossed(a, b), (g) => [
      needsGrad(a) ? matmul(g, b.mT as Tensor) : null,
      needsGrad(b) ? matmul(a.mT as Tensor, g) : null,
    ])
  void k
  return out
}

/** `x` with one stride over the whole batch and matrices that BLAS can read; copied if it has to be. */
function walkable(x: Tensor, batch: readonly number[]): [Tensor, number] {
  const tail = x.sizes.slice(-2)
  const plain = x.alias(x.sizes, x.strides, x.offset)
  const wide = sameShape(x.sizes.slice(0, -2), batch) ? plain : expand(plain, [...batch, ...tail])
  const step = readable(matrixOf(wide)) ? batchStride(batch, wide.strides) : null
  if (step !== null) return [wide, step]
  return [wide.contiguous() as Tensor, numelOf(tail)]
}

/**
 * Matrix product with PyTorch's rules: vectors get a dimension that goes again, leading dimensions broadcast
 * (https://docs.pytorch.org/docs/stable/generated/torch.matmul.html).
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  if (!isTensor(b)) throw new TypeError(`matmul(): argument 'other' must be Tensor, not ${typeof b}`)
  const [p, q] = [a.sizes.length, b.sizes.length]
  if (p === 2 && q === 2) return mm(a, b)
  if (p === 0 || q === 0)
    throw new RuntimeError(`both arguments to matmul need to be at least 1D, but they are ${p}D and ${q}D`)
  if (p === 1 && q === 1) return dot(a, b)
  if (p === 2 && q === 1) return mv(a, b)
  if (p === 1 && q === 2) return (mm(a.unsqueeze(0) as Tensor, b) as Tensor).squeeze(0) as Tensor
  // PyTorch folds the batch into one matrix where the strides allow it, and then says so.
  if (p === 1 && b.sizes[q - 2] === 1 && a.sizes[0] !== 1 && b.isContiguous())
    throw new RuntimeError(`size mismatch, got input (${b.numel()}), mat (${b.numel()}x1), vec (${a.sizes[0]})`)
  if (p === 1) return matmul(a.unsqueeze(0) as Tensor, b).squeeze(-2) as Tensor
  if (q === 1) return foldedVector(a, b)
  if (q === 2) {
    // A batch that is repeated is not folded.
    const n = numelOf(a.sizes.slice(0, -2))
    if (a.sizes[p - 1] !== b.sizes[0] && a.strides.some((s, d) => s === 0 && a.sizes[d] > 1))
      throw new RuntimeError(
        `Expected size for first two dimensions of batch2 tensor to be: [${n}, ${a.sizes[p - 1]}] but got: [${n}, ${b.sizes[0]}].`,
      )
    return folded(a, b)
  }
  const batch = broadcastShapes(a.sizes.slice(0, -2), b.sizes.slice(0, -2))
  if (a.sizes[p - 1] !== b.sizes[q - 2]) {
    const n = numelOf(batch)
    throw new RuntimeError(
      `Expected size for first two dimensions of batch2 tensor to be: [${n}, ${a.sizes[p - 1]}] but got: [${n}, ${b.sizes[q - 2]}].`,
    )
  }
  return batched(a, b, batch, 'UnsafeViewBackward0')
}

/** [..., n, k] × [k, m]: one product of all rows at once. */
function folded(a: Tensor, b: Tensor): Tensor {
  const lead = a.sizes.slice(0, -1)
  const rows = a.reshape([numelOf(lead), a.sizes[a.sizes.length - 1]]) as Tensor
  return mm(rows, b).view([...lead, b.sizes[1]]) as Tensor
}

/** [..., n, k] × [k]: the same with a vector. */
function foldedVector(a: Tensor, b: Tensor): Tensor {
  const lead = a.sizes.slice(0, -1)
  const rows = a.reshape([numelOf(lead), a.sizes[a.sizes.length - 1]]) as Tensor
  return mv(rows, b).view(lead) as Tensor
}

/** [n] × [m] → [n, m] */
export function outer(a: Tensor, b: Tensor): Tensor {
  if (a.sizes.length !== 1) throw new RuntimeError(`outer: Expected 1-D argument self, but got ${a.sizes.length}-D`)
  if (b.sizes.length !== 1) throw new RuntimeError(`outer: Expected 1-D argument vec2, but got ${b.sizes.length}-D`)
  return a.unsqueeze(1).mul(b.unsqueeze(0)) as Tensor
}

interface Scaled {
  alpha?: number
  beta?: number
}

/** beta · input + alpha · mat1 mat2 */
export function addmm(input: Tensor, mat1: Tensor, mat2: Tensor, { alpha = 1, beta = 1 }: Scaled = {}): Tensor {
  if (mat1.sizes.length !== 2) throw new RuntimeError(`mat1 must be a matrix, got ${mat1.sizes.length}-D tensor`)
  if (mat2.sizes.length !== 2) throw new RuntimeError(`mat2 must be a matrix, got ${mat2.sizes.length}-D tensor`)
  if (mat1.sizes[1] !== mat2.sizes[0])
    throw new RuntimeError(`mat1 and mat2 shapes cannot be multiplied (${text(mat1)} and ${text(mat2)})`)
  checkSameDType(mat1, mat2)
  const sizes = [mat1.sizes[0], mat2.sizes[1]]
  const plain = input.alias(input.sizes, input.strides, input.offset)
  const out = expand(cast(plain, mat1.dtype), sizes).clone({ memoryFormat: 'contiguous' }) as Tensor
  gemm(out, matrixOf(mat1), matrixOf(mat2), { alpha, beta })
  if (wants(input, mat1, mat2))
    record('AddmmBackward0', out, [input, mat1, mat2], crossed(mat1, mat2), (g) => [
      needsGrad(input) ? scaled(g, beta) : null,
      needsGrad(mat1) ? scaled(leftGradient(g, mat1, mat2), alpha) : null,
      needsGrad(mat2) ? scaled(rightGradient(g, mat1, mat2), alpha) : null,
    ])
  return out
}
const scaled = (x: Tensor, by: number): Tensor => (by === 1 ? x : x.mul(by))

/** beta · input + alpha · Σ-free batched product */
export function baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, { alpha = 1, beta = 1 }: Scaled = {}): Tensor {
  const [x, a, b] = [input, batch1, batch2].map((t) => t.detach() as Tensor)
  const out = scaled(bmm(a, b), alpha).add(scaled(x, beta)) as Tensor
  if (wants(input, batch1, batch2))
    record('BaddbmmBackward0', out, [input, batch1, batch2], crossed(batch1, batch2), (g) => [
      needsGrad(input) ? scaled(g, beta) : null,
      needsGrad(batch1) ? scaled(bmm(g, batch2.mT as Tensor), alpha) : null,
      needsGrad(batch2) ? scaled(bmm(batch1.mT as Tensor, g), alpha) : null,
    ])
  return out
}
