import { gradMode, needsGrad } from '../autograd/graph.js'
import { rewriteHistory } from '../autograd/strided.js'
import { type DType, isIntegral } from '../dtype.js'
import { engine } from '../engine/index.js'
import { binaryScalars } from '../engine/portable/scalars.js'
import type { Tensor } from '../tensor.js'
import {
  type BinaryRow,
  binary,
  binaryNode,
  checkKind,
  nodeName,
  reading,
  type UnaryRow,
  unaryOfBool,
} from './define.js'
import {
  broadcastOf,
  checkInPlace,
  checkNoOverlap,
  checkNoPartialOverlap,
  commonType,
  elementLoop,
  isTensor,
  operands,
  type TensorLike,
} from './elementwise.js'
import { checkLeaf, copyInto, recordInPlace, snapshot, wrote } from './in-place.js'

export function unaryInPlace(name: string, row: UnaryRow): (x: Tensor) => Tensor {
  const node = row.node ?? nodeName(name)
  return (x) => {
    checkLeaf(x)
    if (row.bool !== undefined && x.dtype === 'bool') return copyInto(x, (was) => unaryOfBool(name, row, was))
    if (row.only) checkKind(row.only.kind, row.only.named, x.dtype)
    if (row.result === 'float') checkInPlace(x, isIntegral(x.dtype) ? 'float32' : x.dtype, x.sizes)
    else checkNoOverlap(x)
    const { grad } = row
    const was = grad && gradMode.enabled && needsGrad(x) ? snapshot(x) : null
    const before = was && row.saves === 'self' ? (was.clone() as Tensor) : x
    engine.unary(row.kernel, x.store.data, x.store.data, elementLoop(x, x))
    wrote(x)
    if (was && grad) {
      if (row.saves === 'self') recordInPlace(node, x, [was], [before], reading(grad, before))
      else if (row.saves === 'result') recordInPlace(node, x, [was], [x], reading(grad, x))
      else recordInPlace(node, x, [was], [], (g) => [(grad as (g: Tensor) => Tensor)(g)])
    }
    return x
  }
}

/** `self` op= other. Integers cannot take floats; the shape stays. */
export function binaryInPlace(name: string, row: BinaryRow): (self: Tensor, other: TensorLike) => Tensor {
  const node = row.node ?? nodeName(name)
  const { kernel } = row
  const scalar = binaryScalars[kernel]
  return (self, other) => {
    checkLeaf(self, other)
    const common = commonType(self, other)
    const dtype: DType = row.result === 'float' && isIntegral(common) ? 'float32' : common
    const recorded = row.grad && gradMode.enabled && (needsGrad(self) || (isTensor(other) && needsGrad(other)))
    if (self.sizes.length === 0 && !row.only && !recorded && dtype === 'float32' && self.store.dtype === 'float32') {
      row.check?.(self, other)
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
    const before = recorded && row.saves?.flat().includes('self') ? (was.clone() as Tensor) : self
    // The other operand is saved as it is now: if it shares the memory, backward will find it overwritten, as in PyTorch.
    const made = recorded ? binaryNode(node, row, before, other, self, was) : null
    writeBinary(row, self, other, dtype)
    wrote(self)
    made?.resaveResult()
    if (made !== null) rewriteHistory(self, { node: made, outputNr: 0, sizes: self.sizes, dtype: self.dtype })
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
  if (y.store.data === self.store.data && !(y.offset === self.offset && y.sizes === self.sizes))
    y = y.detach().clone() as Tensor
  engine.binary(row.kernel, self.store.data, self.store.data, y.store.data, elementLoop(self, self, y))
}
