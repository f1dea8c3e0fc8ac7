import { attach, edgeOf, gradMode, Node, needsGrad, record } from '../autograd/graph.js'
import { type DType, dtypes, isIntegral } from '../dtype.js'
import type { BinaryName, CompareName, PredicateName, UnaryName } from '../engine/engine.js'
import { engine } from '../engine/index.js'
import { binaryScalars } from '../engine/portable/scalars.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import {
  broadcastOf,
  cast,
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

export const nodeName = (op: string): string => `${op[0].toUpperCase()}${op.slice(1)}Backward0`

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
export const reading = (grad: UnaryGrad, saved: Tensor) => (g: Tensor) => [grad(g, saved, saved)]

const notImplemented = (named: string, dtype: DType): RuntimeError =>
  new RuntimeError(`"${named}" not implemented for '${dtypes[dtype].legacy}'`)

export function checkKind(kind: 'float' | 'integer', named: string, dtype: DType): void {
  if (isIntegral(dtype) !== (kind === 'integer')) throw notImplemented(named, dtype)
}

export function unaryOfBool(name: string, row: UnaryRow, x: Tensor): Tensor {
  if (row.bool === 'integer') return unary(name, { ...row, bool: undefined })(cast(x, 'int64'))
  if (typeof row.bool === 'string') return predicate(row.bool)(x)
  throw new RuntimeError(row.bool?.refusal)
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
export function binaryNode(
  name: NodeName,
  row: BinaryRow,
  a: TensorLike,
  b: TensorLike,
  out: Tensor,
  given = a,
): Node | null {
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

/** Records that `out`, made from `inputs`, does not change when they do a little: its gradients are 0. */
export function constant(name: string, inputs: readonly Tensor[], out: Tensor): Tensor {
  if (gradMode.enabled && inputs.some(needsGrad)) {
    const shapes = inputs.map((x) => (needsGrad(x) ? x.sizes : null))
    record(name, out, inputs, [], (g) => shapes.map((sizes) => sizes && (g.newZeros([...sizes]) as Tensor)))
  }
  return out
}
