import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { type DType, isDType, isFloat } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { broadcastShapes, sameShape } from '../shape/broadcast.js'
import { contiguousStrides, isDense, numelOf } from '../shape/strides.js'
import { Storage } from '../storage.js'
import { Tensor } from '../tensor.js'
import { checkInPlace, elementLoop, fittingOperand, isTensor, type Scalar } from './elementwise.js'
import { copyData } from './fill.js'
import { checkLeaf, recordInPlace, snapshot, wrote } from './in-place.js'
import { expand } from './views.js'

/** A copy of `x` in `dtype` with the given strides. */
function copied(x: Tensor, dtype: DType, strides: readonly number[]): Tensor {
  const out = new Tensor(Storage.empty(numelOf(x.sizes), dtype), x.sizes, strides, 0)
  if (out.numel() > 0) engine.copy(out.store.data, x.store.data, elementLoop(out, x), dtype === 'bool')
  return out
}

/** Dense tensors keep their layout, as torch.preserve_format does. */
const layoutOf = (x: Tensor): readonly number[] =>
  isDense(x.sizes, x.strides) ? x.strides : contiguousStrides(x.sizes)

const same = (g: Tensor): Tensor[] => [g]

/** A copy with memory of its own. */
export function clone(x: Tensor, options: { memoryFormat?: 'preserve' | 'contiguous' } = {}): Tensor {
  const out = copied(x, x.dtype, options.memoryFormat === 'contiguous' ? contiguousStrides(x.sizes) : layoutOf(x))
  if (gradMode.enabled && needsGrad(x)) record('CloneBackward0', out, [x], [], same)
  return out
}

/** `x` itself if its elements are adjacent in row-major order, else such a copy. */
export const contiguous = (x: Tensor): Tensor => (x.isContiguous() ? x : clone(x, { memoryFormat: 'contiguous' }))

/** `x` in another dtype; itself if nothing changes. */
export function to(x: Tensor, target: DType | Tensor | { dtype?: DType; copy?: boolean }, ...rest: unknown[]): Tensor {
  const last = rest.at(-1) as { copy?: boolean } | undefined
  const options = isTensor(target) ? { dtype: target.dtype } : typeof target === 'string' ? { dtype: target } : target
  const dtype = options.dtype ?? x.dtype
  // PyTorch has devices; here there is one.
  if (typeof target === 'string' && (target as string) === 'cpu') return x
  if (!isDType(dtype))
    throw new RuntimeError(
      `Expected a dtype (one of float32, float64, int64, int32, uint8, bool), but got ${String(dtype)}`,
    )
  const copy = (options as { copy?: boolean }).copy ?? last?.copy ?? false
  if (dtype === x.dtype) return copy ? clone(x) : x
  const out = copied(x, dtype, layoutOf(x))
  if (gradMode.enabled && needsGrad(x) && isFloat(dtype)) record('ToCopyBackward0', out, [x], [], same) // the engine casts back
  return out
}

/** One element as a number; a boolean for bool, a bigint only beyond 2⁵³. */
export function item(x: Tensor): number | boolean | bigint {
  if (x.numel() !== 1) throw new RuntimeError(`a Tensor with ${x.numel()} elements cannot be converted to Scalar`)
  return element(x.store.data[x.offset], x.dtype)
}

const element = (v: number | bigint, dtype: DType): number | boolean | bigint => {
  if (dtype === 'bool') return v !== 0
  if (typeof v === 'bigint') return v >= -(2n ** 53n) && v <= 2n ** 53n ? Number(v) : v
  return v
}

export type NestedList = number | boolean | bigint | NestedList[]

/** Nested arrays of numbers. */
export function tolist(x: Tensor): NestedList {
  const { data } = x.store
  const walk = (d: number, offset: number): NestedList => {
    if (d === x.sizes.length) return element(data[offset], x.dtype)
    return Array.from({ length: x.sizes[d] }, (_, i) => walk(d + 1, offset + i * x.strides[d]))
  }
  return walk(0, x.offset)
}

/** Python's bool(x). */
export function truth(x: Tensor): boolean {
  const n = x.numel()
  if (n === 0) throw new RuntimeError('Boolean value of Tensor with no values is ambiguous')
  if (n > 1) throw new RuntimeError('Boolean value of Tensor with more than one value is ambiguous')
  return Number(x.store.data[x.offset]) !== 0
}

/** self[…] = source, broadcast and cast. */
export function copy_(self: Tensor, source: Tensor | Scalar): Tensor {
  checkLeaf(self, source)
  const from = isTensor(source) ? source : fittingOperand(source, self.dtype)
  checkInPlace(self, self.dtype, broadcastShapes(self.sizes, from.sizes))
  return overwrite(self, sameShape(from.sizes, self.sizes) ? from : expand(from, [...self.sizes]))
}

/** `copy_` of what has the shape already. */
export function overwrite(self: Tensor, from: Tensor): Tensor {
  checkLeaf(self, from)
  const recorded = gradMode.enabled && (needsGrad(self) || needsGrad(from))
  const was = recorded ? snapshot(self) : self
  copyData(self, from)
  wrote(self)
  if (recorded) recordInPlace('CopyBackwards', self, [was, from], [], overwritten)
  return self
}
const overwritten = (g: Tensor): Tensor[] => [g.newZeros([...g.sizes]) as Tensor, g]
