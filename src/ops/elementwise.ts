import { checkCanCast, type DType, dtypeOfNumber, dtypes, isFloat, type Operand, resultType } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { broadcastShapes, sameShape } from '../shape/broadcast.js'
import { flatLoop, packLoop, type Strided } from '../shape/loop.js'
import { contiguousStrides, isDense, memoryOrder, numelOf, overlapsItself, resultStrides } from '../shape/strides.js'
import { Storage } from '../storage.js'
import { Tensor } from '../tensor.js'

/** What stands beside a tensor in an op: another tensor, or a number that takes part in promotion by its kind. */
export type Scalar = number | bigint | boolean
export type TensorLike = Tensor | Scalar

export const isTensor = (x: unknown): x is Tensor => x instanceof Tensor

const priority = (x: Tensor): 1 | 2 => (x.sizes.length === 0 ? 1 : 2)
export function operandOf(x: TensorLike): Operand {
  if (isTensor(x)) return { dtype: x.dtype, priority: priority(x) }
  if (typeof x !== 'number' && typeof x !== 'boolean' && typeof x !== 'bigint')
    throw new TypeError('Cannot convert an operand to a number')
  return { dtype: dtypeOfNumber(x), priority: 0 }
}

/** torch.result_type of two operands, without building anything in the usual case. */
export const commonType = (a: TensorLike, b: TensorLike): DType =>
  isTensor(a) && isTensor(b) && a.store.dtype === b.store.dtype ? a.store.dtype : resultType(operandOf(a), operandOf(b))

/** One reusable 0-d tensor per dtype: a number enters an engine as an operand with strides of 0. */
const scalars = Object.fromEntries(
  (Object.keys(dtypes) as DType[]).map((dtype) => [dtype, [Tensor.empty([], dtype), Tensor.empty([], dtype)]]),
) as Record<DType, [Tensor, Tensor]>

/** The number as a 0-d tensor of `dtype`, valid until the next op. `slot` tells two numbers of one op apart. */
export function scalarOperand(x: Scalar, dtype: DType, slot: 0 | 1 = 0): Tensor {
  const t = scalars[dtype][slot]
  const data = t.store.data
  if (data instanceof BigInt64Array)
    data[0] = BigInt.asIntN(64, typeof x === 'bigint' ? x : BigInt(Math.trunc(Number(x))))
  else data[0] = dtype === 'bool' ? Number(Number(x) !== 0) : Number(x)
  return t
}

/** What fits each dtype, and its name in C++. Negative numbers wrap into uint8 (c10/util/overflows.h). */
const RANGES: Record<Exclude<DType, 'bool'>, readonly [low: number | bigint, high: number | bigint, name: string]> = {
  uint8: [-255, 255, 'uint8_t'],
  int32: [-(2 ** 31), 2 ** 31 - 1, 'int'],
  int64: [-(2n ** 63n), 2n ** 63n - 1n, 'int64_t'],
  float32: [-3.4028234663852886e38, 3.4028234663852886e38, 'float'],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE, 'double'],
}

/** Before `x` is written as it is (`tensor`, `full`, `fill_`, `x.set`): PyTorch refuses numbers that do not fit. */
export function checkFits(x: Scalar, dtype: DType, type?: string): void {
  if (dtype === 'bool' || typeof x === 'boolean') return
  const [low, high, name] = RANGES[dtype]
  if (isFloat(dtype) && typeof x === 'number' && !Number.isFinite(x)) return
  const whole = typeof x === 'number' && !isFloat(dtype) ? Math.trunc(x) : x
  if (!(whole >= low && whole <= high))
    throw new RuntimeError(`value cannot be converted to type ${type ?? name} without overflow`)
}

/** `scalarOperand` for a number that must fit. */
export function fittingOperand(x: Scalar, dtype: DType): Tensor {
  checkFits(x, dtype)
  return scalarOperand(x, dtype)
}

/** `x` in another dtype, or itself. Autograd does not see it: ops cast their operands with this, users with `to`. */
export function cast(x: Tensor, dtype: DType): Tensor {
  if (x.store.dtype === dtype) return x
  const out = emptyLike(x.sizes, dtype, x)
  engine.copy(out.store.data, x.store.data, elementLoop(out, x), dtype === 'bool')
  return out
}

/** A result for elementwise ops on `a`: its memory order follows its operands', as PyTorch's does. */
export function emptyLike(sizes: readonly number[], dtype: DType, a: Tensor, b?: Tensor): Tensor {
  const plain = a.isContiguous() && (b === undefined || b.isContiguous())
  const strides = plain
    ? contiguousStrides(sizes)
    : resultStrides(sizes, b ? [aligned(a, sizes), aligned(b, sizes)] : [aligned(a, sizes)])
  return new Tensor(Storage.empty(numelOf(sizes), dtype), sizes, strides, 0)
}

const aligned = (x: Strided, sizes: readonly number[]): number[] => {
  const lead = sizes.length - x.sizes.length
  return sizes.map((n, d) => (d < lead || (x.sizes[d - lead] === 1 && n !== 1) ? 0 : x.strides[d - lead]))
}

/** In which steps `x` walks the flat elements of `out`: 1 if it lies like it, 0 if it is one element, −1 if neither. */
const flatStep = (x: Tensor, out: Tensor): 1 | 0 | -1 =>
  sameShape(x.sizes, out.sizes) && x.isContiguous() ? 1 : x.sizes.length === 0 ? 0 : -1

/** The loop over `out`'s shape; operands that are contiguous or one element need no look at their strides. */
export function elementLoop(out: Tensor, a: Tensor, b?: Tensor, c?: Tensor) {
  if (out.isContiguous()) {
    const p = flatStep(a, out)
    const q = b === undefined ? 1 : flatStep(b, out)
    const r = c === undefined ? 1 : flatStep(c, out)
    if (p >= 0 && q >= 0 && r >= 0) return flatLoop(out.numel(), out.offset, a.offset, p, b?.offset, q, c?.offset, r)
  }
  const operands = c ? [out, a, b as Tensor, c] : b ? [out, a, b] : [out, a]
  if (out.isContiguous()) return packLoop(out.sizes, operands)
  const strides = operands.map((x) => aligned(x, out.sizes))
  return packLoop(out.sizes, operands, 0, memoryOrder(out.sizes, strides).reverse())
}

/** Both operands as tensors of `dtype`; a number becomes the reusable 0-d one. */
export function operands(a: TensorLike, b: TensorLike, dtype: DType): [Tensor, Tensor] {
  return [
    isTensor(a) ? cast(a, dtype) : scalarOperand(a, dtype, 0),
    isTensor(b) ? cast(b, dtype) : scalarOperand(b, dtype, 1),
  ]
}

export const broadcastOf = (a: Tensor, b: Tensor): readonly number[] =>
  sameShape(a.sizes, b.sizes) ? a.sizes : broadcastShapes(a.sizes, b.sizes)

/** Before an in-place op writes `self`: the result must fit its dtype and shape, and no two places may be one. */
export function checkInPlace(self: Tensor, dtype: DType, sizes: readonly number[]): void {
  checkCanCast(dtype, self.dtype)
  if (!sameShape(self.sizes, sizes))
    throw new RuntimeError(
      `output with shape [${self.sizes.join(', ')}] doesn't match the broadcast shape [${sizes.join(', ')}]`,
    )
  checkNoOverlap(self)
}

export function checkNoOverlap(self: Tensor): void {
  if (overlapsItself(self.sizes, self.strides))
    throw new RuntimeError(
      'unsupported operation: more than one element of the written-to tensor refers to a single memory location. ' +
        'Please clone() the tensor before performing the operation.',
    )
}

/**
 * Before `source` is written into `self`: both may be the same elements in the same places, or have none in common.
 * As in PyTorch, views with gaps are not looked at (aten/src/ATen/MemoryOverlap.cpp, get_overlap_status).
 */
export function checkNoPartialOverlap(self: Tensor, source: Tensor): void {
  if (self.store.data !== source.store.data || self.numel() === 0 || source.numel() === 0) return
  if (!isDense(self.sizes, self.strides) || !isDense(source.sizes, source.strides)) return
  const [a, b] = [self.offset, source.offset]
  const [aEnd, bEnd] = [a + self.numel(), b + source.numel()]
  if (a >= bEnd || b >= aEnd) return
  if (a === b && aEnd === bEnd && sameShape(self.strides, source.strides)) return
  throw new RuntimeError(
    'unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. ' +
      'Please clone() the tensor before performing the operation.',
  )
}
