import { attach, edgeOf, gradMode, Node, needsGrad, record } from '../autograd/graph.js'
import { rewriteHistory } from '../autograd/strided.js'
import { sumTo } from '../autograd/sum-to.js'
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

type Saves = readonly ('self' | 'other' | 'result')[]
/** PyTorch numbers the nodes of an op's overloads. */
type NodeName = string | ((a: TensorLike, b: TensorLike) => string)

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
  /** What each of the two gradients reads. */
  readonly saves?: readonly [Saves, Saves]
  readonly node?: NodeName
}

export { sumTo }

export const nodeName = (op: string): string => `${op[0].toUpperCase()}${op.slice(1)}Backward0`

/** Before an in-place op: on leaves it would make their gradient meaningless, on some views it is ambiguous. */
export function checkLeaf(self: Tensor, other?: unknown): void {
  if (!gradMode.enabled) return
  const own = needsGrad(self)
  if (!own && !(isTensor(other) && needsGrad(other))) return
  const { base, creation } = self
  if (base !== null && creation === 'multiple')
    throw new RuntimeError(
      `Output ${self.meta?.outputNr ?? 0} of ${(self.gradFn?.name() ?? 'Split').replace(/(WithSizes)?Backward\d*$/, '')} is a view and is being modified inplace. ` +
        'This view is the output of a function that returns multiple views. Such functions do not allow the output views to ' +
        'be modified inplace. You should replace the inplace operation by an out-of-place one.',
    )
  if (base !== null && creation === 'noGrad')
    throw new RuntimeError(
      'A view was created in no_grad mode and is being modified inplace with grad mode enabled. Given that this use case is ' +
        'ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either ' +
        "both inside the no_grad block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked).",
    )
  if (base !== null && needsGrad(base) && base.isLeaf)
    throw new RuntimeError('a view of a leaf Variable that requires grad is being used in an in-place operation.')
  if (own && self.isLeaf)
    throw new RuntimeError('a leaf Variable that requires grad is being used in an in-place operation.')
}

/** After an in-place op has written: the version moves on. */
export function wrote(self: Tensor): void {
  self.store.version++
}

/**
 * After an in-place op has written `self`: its history becomes the op. `inputs` begin with what the tensor was before
 * (`snapshot`); the rest is as in `record`.
 */
export function recordInPlace(
  name: string,
  self: Tensor,
  inputs: readonly Tensor[],
  saves: readonly Tensor[],
  backward: (grad: Tensor) => (Tensor | null)[],
): void {
  const node = new Node(name, inputs.map(edgeOf), (grads) => backward(grads[0] as Tensor))
  for (const tensor of saves) node.save(tensor, tensor === self)
  rewriteHistory(self, { node, outputNr: 0, sizes: self.sizes, dtype: self.dtype })
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
    if (grad && gradMode.enabled && needsGrad(x)) recordUnary(node, grad, row.saves, x, out)
    return out
  }
}

/** The gradient holds what it reads and nothing else: what nobody needs is free before backward. */
function recordUnary(node: string, grad: UnaryGrad, saves: UnaryRow['saves'], x: Tensor, out: Tensor): void {
  if (saves === 'self') record(node, out, [x], [x], reading(grad, x))
  else if (saves === 'result') record(node, out, [x], [out], reading(grad, out))
  else record(node, out, [x], [], (g) => [(grad as (g: Tensor) => Tensor)(g)])
}
const reading = (grad: UnaryGrad, saved: Tensor) => (g: Tensor) => [grad(g, saved, saved)]

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
    if (row.grad && gradMode.enabled) {
      const made = binaryNode(node, row, a, b, out)
      if (made !== null) attach(out, made, 0)
    }
    return out
  }
}

/** The node of a binary op, or null where nobody wants a gradient. It keeps what the wanted gradients read. */
function binaryNode(name: NodeName, row: BinaryRow, a: TensorLike, b: TensorLike, out: Tensor, given = a): Node | null {
  const edgeA = isTensor(given) ? edgeOf(given) : null
  const edgeB = isTensor(b) ? edgeOf(b) : null
  if (edgeA === null && edgeB === null) return null
  const [gradA, gradB] = row.grad as readonly [BinaryGrad | null, BinaryGrad | null]
  const [readsA, readsB] = row.saves ?? NO_SAVES
  const reads = (x: Saves[number]): boolean =>
    (edgeA !== null && readsA.includes(x)) || (edgeB !== null && readsB.includes(x))
  const [self, other, result] = [reads('self'), reads('other'), reads('result')]
  const node = new Node(
    typeof name === 'string' ? name : name(a, b),
    [edgeA, edgeB],
    binaryGrads(edgeA && gradA, edgeB && gradB, self ? a : 0, other ? b : 0, result ? out : null),
  )
  if (self || other || result) {
    node.saved = [] // numbers count as saved too
    if (self && isTensor(a)) node.save(a)
    if (other && isTensor(b)) node.save(b)
    if (result) node.save(out, true)
  }
  return node
}
const NO_SAVES: readonly [Saves, Saves] = [[], []]

const binaryGrads =
  (gradA: BinaryGrad | null, gradB: BinaryGrad | null, a: TensorLike, b: TensorLike, out: Tensor | null) =>
  ([g]: (Tensor | null)[]): (Tensor | null)[] => [
    gradA ? gradA(g as Tensor, a, b, out as Tensor) : null,
    gradB ? gradB(g as Tensor, a, b, out as Tensor) : null,
  ]

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
    checkLeaf(self, other)
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

/**
 * The in-place twin of a function that gives a fresh tensor: it is computed from what `self` is now, and copied in, with
 * its history.
 */
export function copyInto(self: Tensor, compute: (was: Tensor) => Tensor, other?: unknown): Tensor {
  checkLeaf(self, other)
  const out = compute(
    gradMode.enabled && needsGrad(self) ? (snapshot(self).clone() as Tensor) : (self.detach() as Tensor),
  )
  checkInPlace(self, out.dtype, out.sizes)
  engine.copy(self.store.data, out.store.data, elementLoop(self, out), self.dtype === 'bool')
  wrote(self)
  const edge = gradMode.enabled ? edgeOf(out) : null
  if (edge) rewriteHistory(self, edge)
  return self
}

/** Records that `out`, made from `inputs`, does not change when they do a little: its gradients are 0. */
export function constant(name: string, inputs: readonly Tensor[], out: Tensor): Tensor {
  if (gradMode.enabled && inputs.some(needsGrad)) {
    const shapes = inputs.map((x) => (needsGrad(x) ? x.sizes : null))
    record(name, out, inputs, [], (g) => shapes.map((sizes) => sizes && (g.newZeros([...sizes]) as Tensor)))
  }
  return out
}
