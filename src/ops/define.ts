import { edgeOf, gradMode, needsGrad, record } from '../autograd/graph.js'
import { type DType, dtypes, isIntegral } from '../dtype.js'
import type { BinaryName, CompareName, PredicateName, UnaryName } from '../engine/engine.js'
import { engine } from '../engine/index.js'
import { binaryScalars } from '../engine/portable/scalars.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import {
  broadcastOf,
  cast,
  checkInPlace,
  checkNoOverlap,
  checkNoPartialOverlap,
  commonType,
  elementLoop,
  emptyLike,
  isTensor,
  operands,
  type TensorLike,
} from './elementwise.js'
import { emptyShape } from './tensors.js'

/** A gradient of the output → the gradient of one operand, before it is summed to the operand's shape. */
export type UnaryGrad = (g: Tensor, x: Tensor, out: Tensor) => Tensor
export type BinaryGrad = (g: Tensor, a: TensorLike, b: TensorLike, out: Tensor) => Tensor

export interface UnaryRow {
  readonly kernel: UnaryName
  /** `float`: integers become float32 first. */
  readonly result: 'same' | 'float'
  /** What the op makes of bools, if not the same as of other integers: `integer` counts them as int64. */
  readonly bool?: 'integer' | PredicateName | { readonly refusal: string }
  /** Refused for integers (`not float`) or for floats (`not integer`); the kernel's name in PyTorch's message. */
  readonly only?: { readonly kind: 'float' | 'integer'; readonly named: string }
  readonly grad?: UnaryGrad
  /** What `grad` reads. */
  readonly saves?: 'self' | 'result'
  /** PyTorch's node, if not the op's name + `Backward0`. */
  readonly node?: string
}

export interface BinaryRow {
  readonly kernel: BinaryName
  readonly result: 'same' | 'float'
  /** What stands for the op on two bools; absent: PyTorch refuses. */
  readonly bool?: CompareName | 'integer'
  readonly refusal?: string
  /** PyTorch's name for the kernel, where it says for which dtypes there is none. */
  readonly named?: string
  /** The one kind of numbers that the op is for. */
  readonly only?: 'float' | 'integer'
  /** A look at the operands before anything is done. */
  readonly check?: (a: TensorLike, b: TensorLike) => void
  readonly grad?: readonly [BinaryGrad | null, BinaryGrad | null]
  readonly saves?: readonly ('self' | 'other' | 'result')[]
  readonly node?: string
}

export const nodeName = (op: string): string => `${op[0].toUpperCase()}${op.slice(1)}Backward0`

/** Gradients of broadcast operands: summed over what was repeated. */
export function sumTo(g: Tensor, sizes: readonly number[]): Tensor {
  const lead = g.sizes.length - sizes.length
  const dims: number[] = []
  for (let d = 0; d < g.sizes.length; d++) if (d < lead || (sizes[d - lead] === 1 && g.sizes[d] !== 1)) dims.push(d)
  if (dims.length === 0) return g
  const summed = g.sum(dims, { keepdim: true }) as Tensor
  return lead > 0 ? (summed.view([...sizes]) as Tensor) : summed
}

/** In-place ops on leaves would make their gradient meaningless. */
export function checkLeaf(self: Tensor): void {
  if (gradMode.enabled && needsGrad(self) && self.isLeaf)
    throw new RuntimeError('a leaf Variable that requires grad is being used in an in-place operation.')
}

/**
 * After an in-place op has written: the version moves on, and the tensor's history is replaced by the op, whose inputs
 * are what the tensor was before (`edges` were taken then).
 */
export function wrote(self: Tensor): void {
  self.store.version++
}

export function unary(name: string, row: UnaryRow): (x: Tensor) => Tensor {
  const node = row.node ?? nodeName(name)
  return (x) => {
    const own = x.store.dtype
    if (own === 'bool' && row.bool !== undefined) return unaryOfBool(name, row, x)
    if (row.only) checkKind(row.only.kind, row.only.named, own)
    const dtype: DType = row.result === 'float' && isIntegral(own) ? 'float32' : own
    const a = cast(x, dtype)
    const out = emptyLike(a.sizes, dtype, a)
    engine.unary(row.kernel, out.store.data, a.store.data, elementLoop(out, a))
    const { grad } = row
    if (grad && gradMode.enabled && needsGrad(x))
      record(node, out, [x], row.saves === 'self' ? [x] : row.saves === 'result' ? [out] : [], (g) => [grad(g, x, out)])
    return out
  }
}

const notImplemented = (named: string, dtype: DType): RuntimeError =>
  new RuntimeError(`"${named}" not implemented for '${dtypes[dtype].legacy}'`)

function checkKind(kind: 'float' | 'integer', named: string, dtype: DType): void {
  if (isIntegral(dtype) !== (kind === 'integer')) throw notImplemented(named, dtype)
}

function unaryOfBool(name: string, row: UnaryRow, x: Tensor): Tensor {
  if (row.bool === 'integer') return unary(name, { ...row, bool: undefined })(cast(x, 'int64'))
  if (typeof row.bool === 'string') return predicate(row.bool)(x)
  throw new RuntimeError(row.bool?.refusal)
}

export function unaryInPlace(name: string, row: UnaryRow): (x: Tensor) => Tensor {
  const node = row.node ?? nodeName(name)
  return (x) => {
    checkLeaf(x)
    if (row.bool !== undefined && x.dtype === 'bool') return copyInto(x, unaryOfBool(name, row, x))
    if (row.only) checkKind(row.only.kind, row.only.named, x.dtype)
    if (row.result === 'float') checkInPlace(x, isIntegral(x.dtype) ? 'float32' : x.dtype, x.sizes)
    else checkNoOverlap(x)
    const { grad } = row
    if (grad && gradMode.enabled && needsGrad(x)) {
      const before = row.saves === 'self' ? (x.detach().clone() as Tensor) : x
      const was = snapshot(x)
      engine.unary(row.kernel, x.store.data, x.store.data, elementLoop(x, x))
      wrote(x)
      record(node, x, [was], row.saves === 'result' ? [x] : [], (g) => [grad(g, before, x)])
      return x
    }
    engine.unary(row.kernel, x.store.data, x.store.data, elementLoop(x, x))
    wrote(x)
    return x
  }
}

/** The tensor as it stands in the graph now, for ops that are about to give it a new history. */
export function snapshot(x: Tensor): Tensor {
  const was = x.alias(x.sizes, x.strides, x.offset)
  const edge = edgeOf(x)
  if (edge) {
    const meta = was.ensureMeta()
    meta.requiresGrad = true
    meta.node = edge.node
    meta.outputNr = edge.outputNr
  }
  return was
}

export function binary(name: string, row: BinaryRow): (a: TensorLike, b: TensorLike) => Tensor {
  const node = row.node ?? nodeName(name)
  const { kernel } = row
  const scalar = binaryScalars[kernel]
  return (a, b) => {
    const common = commonType(a, b)
    const dtype: DType = row.result === 'float' && isIntegral(common) ? 'float32' : common
    row.check?.(a, b)
    if (dtype === 'bool' && row.bool !== 'integer') return binaryOfBools(row, a, b)
    if (row.only) checkKind(row.only, row.named ?? row.kernel, dtype)
    const [x, y] = operands(a, b, dtype)
    let out: Tensor
    if (dtype === 'float32' && x.sizes.length === 0 && y.sizes.length === 0) {
      // One element: arithmetic in JavaScript costs less than the way to the engine. The store rounds to float32.
      out = emptyShape(dtype)
      out.store.data[0] = scalar(x.store.data[x.offset] as number, y.store.data[y.offset] as number)
    } else {
      const sizes = broadcastOf(x, y)
      out = emptyLike(sizes, dtype, x, y)
      engine.binary(kernel, out.store.data, x.store.data, y.store.data, elementLoop(out, x, y))
    }
    if (row.grad && gradMode.enabled) recordBinary(node, row, a, b, out)
    return out
  }
}

function recordBinary(node: string, row: BinaryRow, a: TensorLike, b: TensorLike, out: Tensor): void {
  const wantsA = isTensor(a) && needsGrad(a)
  const wantsB = isTensor(b) && needsGrad(b)
  if (!wantsA && !wantsB) return
  const [gradA, gradB] = row.grad as readonly [BinaryGrad | null, BinaryGrad | null]
  const saves: Tensor[] = []
  if (row.saves?.includes('self') && isTensor(a)) saves.push(a)
  if (row.saves?.includes('other') && isTensor(b)) saves.push(b)
  if (row.saves?.includes('result')) saves.push(out)
  const inputs = [a, b].filter(isTensor)
  record(node, out, inputs, saves, (g) => {
    const grads: (Tensor | null)[] = []
    if (isTensor(a)) grads.push(wantsA && gradA ? sumTo(gradA(g, a, b, out), a.sizes) : null)
    if (isTensor(b)) grads.push(wantsB && gradB ? sumTo(gradB(g, a, b, out), b.sizes) : null)
    return grads
  })
}

function binaryOfBools(row: BinaryRow, a: TensorLike, b: TensorLike): Tensor {
  if (row.bool === undefined)
    throw row.refusal ? new RuntimeError(row.refusal) : notImplemented(row.named ?? row.kernel, 'bool')
  return compare(row.bool as CompareName)(a, b)
}

/** `self` op= other. Integers cannot take floats; the shape stays. */
export function binaryInPlace(name: string, row: BinaryRow): (self: Tensor, other: TensorLike) => Tensor {
  const node = row.node ?? nodeName(name)
  const { kernel } = row
  const scalar = binaryScalars[kernel]
  return (self, other) => {
    checkLeaf(self)
    const common = commonType(self, other)
    const dtype: DType = row.result === 'float' && isIntegral(common) ? 'float32' : common
    const recorded = row.grad && gradMode.enabled && (needsGrad(self) || (isTensor(other) && needsGrad(other)))
    if (self.sizes.length === 0 && !recorded && dtype === 'float32' && self.store.dtype === 'float32') {
      const y = isTensor(other) ? other : null
      if (y === null || (y.sizes.length === 0 && y.store.dtype === 'float32')) {
        const { data } = self.store
        data[self.offset] = scalar(data[self.offset] as number, y ? (y.store.data[y.offset] as number) : Number(other))
        self.store.version++
        return self
      }
    }
    const sizes = isTensor(other) ? broadcastOf(self, other) : self.sizes
    row.check?.(self, other)
    checkInPlace(self, dtype, sizes)
    if (row.only) checkKind(row.only, row.named ?? row.kernel, dtype)
    if (isTensor(other)) checkNoPartialOverlap(self, other)
    const was = recorded ? snapshot(self) : self
    const before = recorded && row.saves?.includes('self') ? (self.detach().clone() as Tensor) : self
    writeBinary(row, self, other, dtype)
    wrote(self)
    if (recorded) recordInPlace(node, row, self, was, before, other)
    return self
  }
}

function writeBinary(row: BinaryRow, self: Tensor, other: TensorLike, dtype: DType): void {
  if (dtype !== self.dtype || (dtype === 'bool' && row.bool !== 'integer')) {
    const out = binary(row.kernel, { ...row, grad: undefined })(self, other)
    engine.copy(self.store.data, out.store.data, elementLoop(self, out), self.dtype === 'bool')
    return
  }
  let [, y] = operands(0, other, dtype)
  if (y.store === self.store && !(y.offset === self.offset && y.sizes === self.sizes)) y = y.detach().clone() as Tensor
  engine.binary(row.kernel, self.store.data, self.store.data, y.store.data, elementLoop(self, self, y))
}

function recordInPlace(
  node: string,
  row: BinaryRow,
  self: Tensor,
  was: Tensor,
  before: Tensor,
  other: TensorLike,
): void {
  const [gradA, gradB] = row.grad as readonly [BinaryGrad | null, BinaryGrad | null]
  const saves: Tensor[] = []
  if (row.saves?.includes('other') && isTensor(other)) saves.push(other)
  if (row.saves?.includes('result')) saves.push(self)
  record(node, self, isTensor(other) ? [was, other] : [was], saves, (g) => {
    const grads: (Tensor | null)[] = [gradA ? gradA(g, before, other, self) : null]
    if (isTensor(other))
      grads.push(needsGrad(other) && gradB ? sumTo(gradB(g, before, other, self), other.sizes) : null)
    return grads
  })
}

export function compare(kernel: CompareName): (a: TensorLike, b: TensorLike) => Tensor {
  return (a, b) => {
    const dtype = commonType(a, b)
    const [x, y] = operands(a, b, dtype)
    const out = emptyLike(broadcastOf(x, y), 'bool', x, y)
    engine.compare(kernel, out.store.data as Uint8Array, x.store.data, y.store.data, elementLoop(out, x, y))
    return out
  }
}

export function predicate(kernel: PredicateName): (x: Tensor) => Tensor {
  return (x) => {
    const out = emptyLike(x.sizes, 'bool', x)
    engine.predicate(kernel, out.store.data as Uint8Array, x.store.data, elementLoop(out, x))
    return out
  }
}

/** The in-place twin of a function whose result has another dtype or several operands: it is computed, then copied in. */
export function copyInto(self: Tensor, out: Tensor): Tensor {
  checkLeaf(self)
  checkInPlace(self, out.dtype, out.sizes)
  engine.copy(self.store.data, out.store.data, elementLoop(self, out), self.dtype === 'bool')
  wrote(self)
  return self
}
