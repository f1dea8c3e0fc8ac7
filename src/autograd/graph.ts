import type { DType } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import type { Storage } from '../storage.js'
import type { Tensor } from '../tensor.js'
import { anomaly } from './anomaly.js'
import { viewHistory } from './strided.js'

export { gradMode } from './mode.js'

/** Where a gradient goes, and the shape and dtype that it must have there: those of the tensor. */
export interface Edge {
  readonly node: Node
  readonly outputNr: number
  readonly sizes: readonly number[]
  readonly dtype: DType
}

/** A tensor that backward reads, and the version it had when it was saved. */
interface Saved {
  readonly tensor: Tensor
  version: number
  /** Is it the node's own result? */
  readonly result: boolean
}

/** Sees the gradient of a tensor before it goes on, and may replace it. */
export type TensorHook = (grad: Tensor) => unknown

interface NodeHook {
  readonly outputNr: number
  readonly call: TensorHook
}

/** Gradients of the outputs → gradients of the inputs. */
export type Backward = (grads: (Tensor | null)[]) => (Tensor | null)[]

export const FREED =
  'Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). ' +
  'Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True ' +
  'if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.'

let nodes = 0

/**
 * One recorded op. Its edges lead to the nodes of its inputs; `null` where an input needs no gradient.
 *
 * @see torch.autograd.graph.Node
 * @example
 * ones(2, { requiresGrad: true }).mul(2).gradFn
 * // <MulBackward0 object>
 */
export class Node {
  /** Later ops have higher numbers, and run first. */
  readonly seq: number = nodes++
  /** What `apply` reads, or null if it reads nothing but shapes: then it can run again and again. */
  saved: Saved[] | null = null
  /** Run before the node does. */
  hooks: NodeHook[] | null = null
  /** Keep a tensor's gradient after the hooks; per output. */
  retained: Tensor[] | null = null
  /** The stack of the forward op, in anomaly mode. */
  readonly trace: string | undefined = anomaly.enabled ? new Error().stack : undefined

  constructor(
    private title: string,
    readonly edges: readonly (Edge | null)[],
    /** Null once freed. */
    public apply: Backward | null,
    readonly outputs = 1,
  ) {}

  /**
   * PyTorch's name, such as `MulBackward0`.
   *
   * @see torch.autograd.graph.Node.name
   * @example
   * ones(2, { requiresGrad: true }).mul(2).gradFn.name()
   * // 'MulBackward0'
   */
  name(): string {
    return this.title
  }

  /** @internal For a view that PyTorch counts to the op that made what it looks at. */
  rename(title: string): void {
    this.title = title
  }

  /** PyTorch's `next_functions`. */
  get nextFunctions(): readonly (readonly [Node | null, number])[] {
    return this.edges.map((e) => (e ? ([e.node, e.outputNr] as const) : ([null, 0] as const)))
  }

  /** @internal Keeps a tensor for backward. */
  save(tensor: Tensor, result = false): void {
    if (tensor.store.inference)
      throw new RuntimeError(
        'Inference tensors cannot be saved for backward. Please do not use Tensors created in inference mode in computation ' +
          'tracked by autograd. To work around this, you can make a clone to get a normal tensor and use it in autograd, or use ' +
          '`torch.no_grad()` instead of `torch.inference_mode()`.',
      )
    this.saved ??= []
    this.saved.push({ tensor, version: tensor.store.version, result })
  }

  /**
   * @internal
   * Runs it. `shared` takes the memory of results that somebody outside of the engine may hold.
   * Errors: the node has been freed; what it reads has been overwritten since.
   */
  run(grads: (Tensor | null)[], _shared: Set<Storage>): (Tensor | null)[] {
    if (this.apply === null) throw new RuntimeError(FREED)
    this.checkSaved()
    return this.apply(grads)
  }

  /** @internal The result of an in-place op has been written by now. */
  resaveResult(): void {
    for (const saved of this.saved ?? []) if (saved.result) saved.version = saved.tensor.store.version
  }

  /** @internal Errors: RuntimeError if what was saved has been changed since. */
  checkSaved(): void {
    if (this.saved !== null) for (const saved of this.saved) this.check(saved)
  }

  private check({ tensor, version, result }: Saved): void {
    const now = tensor.store.version
    if (now === version) return
    const maker = result ? this : historyOf(tensor)
    const output = result ? 0 : (tensor.meta?.outputNr ?? 0)
    throw new RuntimeError(
      'one of the variables needed for gradient computation has been modified by an inplace operation: ' +
        `[${tensor.type()} [${tensor.sizes.join(', ')}]]${maker ? `, which is output ${output} of ${opOf(maker.name())},` : ''}` +
        ` is at version ${now}; expected version ${version} instead. ` +
        'Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).',
    )
  }

  /** @internal Lets go of what backward reads. */
  free(): void {
    if (this.saved === null) return
    this.apply = null
    this.saved = []
  }

  toString(): string {
    return `<${this.title} object>`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** `MulBackward0` → `Mul`, as messages have it. */
const opOf = (name: string): string => name.replace(/Backward\d*$/, '')

/** The node at which a leaf's gradients arrive. It runs as soon as it can, so that its gradients are soon let go. */
export class AccumulateGrad extends Node {
  override readonly seq = Number.POSITIVE_INFINITY
  /** Called when the leaf's `grad` has been added to. */
  afterwards: ((leaf: Tensor) => void)[] | null = null
  constructor(readonly variable: Tensor) {
    super('torch::autograd::AccumulateGrad', [], null)
  }
}

/** What autograd knows of a tensor. Tensors that never met a gradient have none (`tensor.meta === null`). */
export class AutogradMeta {
  requiresGrad = false
  grad: Tensor | null = null
  /** The op that made the tensor; null for leaves. */
  node: Node | null = null
  outputNr = 0
  /** A leaf's end of the graph, made when first needed so that all uses share it. */
  accumulator: AccumulateGrad | null = null
  retainsGrad = false
  /** How often an in-place op gave this tensor a new history; of a view, its base's count when `node` was made. */
  rewrites = 0
}

/** Does autograd follow `x`? */
export function needsGrad(x: Tensor): boolean {
  if (x.base !== null && x.base.meta !== null) viewHistory(x)
  return x.meta?.requiresGrad === true
}

/** The op that made `x` what it is now: of a view, also what has been written through its base or other views. */
export function historyOf(x: Tensor): Node | null {
  if (x.base !== null && x.base.meta !== null) viewHistory(x)
  return x.meta?.node ?? null
}

/** The edge into `x`'s history, or null where no gradient is wanted. */
export function edgeOf(x: Tensor): Edge | null {
  if (!needsGrad(x)) return null
  const meta = x.meta as AutogradMeta
  const node = meta.node ?? accumulatorOf(x)
  return { node, outputNr: meta.node === null ? 0 : meta.outputNr, sizes: x.sizes, dtype: x.store.dtype }
}

export function accumulatorOf(leaf: Tensor): AccumulateGrad {
  const meta = leaf.ensureMeta()
  meta.accumulator ??= new AccumulateGrad(leaf)
  return meta.accumulator
}

/**
 * Records that `out` was made from `inputs`. `backward` gives one gradient per input (null where there is none); broadcast
 * gradients are summed to the input's shape, and cast to its dtype, by the engine. `saves` are the tensors that it reads,
 * checked for in-place changes before it runs, and let go afterwards. A `backward` without `saves` should hold no
 * tensors: it is kept, as PyTorch keeps it.
 */
export function record(
  name: string,
  out: Tensor,
  inputs: readonly Tensor[],
  saves: readonly Tensor[],
  backward: (grad: Tensor) => (Tensor | null)[],
): void {
  const node = new Node(name, inputs.map(edgeOf), (grads) => backward(grads[0] as Tensor))
  for (const tensor of saves) node.save(tensor, tensor === out)
  attach(out, node, 0)
}

/** The same for several outputs; of those that were not used the gradient is null. */
export function recordMany(
  name: string,
  outs: readonly Tensor[],
  inputs: readonly Tensor[],
  saves: readonly Tensor[],
  backward: Backward,
): void {
  const node = new Node(name, inputs.map(edgeOf), backward, outs.length)
  for (const tensor of saves) node.save(tensor, outs.includes(tensor))
  outs.forEach((out, i) => {
    attach(out, node, i)
  })
}

export function attach(out: Tensor, node: Node, outputNr: number): void {
  const meta = out.ensureMeta()
  meta.requiresGrad = true
  meta.node = node
  meta.outputNr = outputNr
  if (out.base?.meta) meta.rewrites = out.base.meta.rewrites
}
