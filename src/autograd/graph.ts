import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'

/** Where a gradient goes: to the output `outputNr` of the node that made an input, or into a leaf's `grad`. */
export interface Edge {
  readonly node: Node
  readonly outputNr: number
}

/** A tensor that backward needs, and the version it had when it was saved. */
interface Saved {
  readonly tensor: Tensor
  readonly version: number
}

/** One recorded op. Its edges lead to the nodes of its inputs; `null` where an input needs no gradient. */
export class Node {
  saved: Saved[] = []
  constructor(
    private readonly title: string,
    public edges: (Edge | null)[],
    /** Gradients of the outputs → gradients of the inputs, aligned with `edges`; null once freed. */
    public apply: ((grads: (Tensor | null)[]) => (Tensor | null)[]) | null,
    readonly outputs = 1,
  ) {}

  /** PyTorch's name, such as `MulBackward0`. */
  name(): string {
    return this.title
  }

  /** PyTorch's `next_functions`. */
  get nextFunctions(): readonly (readonly [Node | null, number])[] {
    return this.edges.map((e) => (e ? ([e.node, e.outputNr] as const) : ([null, 0] as const)))
  }

  save(tensor: Tensor): void {
    this.saved.push({ tensor, version: tensor.store.version })
  }

  /** PyTorch's error when what backward needs has been overwritten since. */
  checkSaved(): void {
    for (const { tensor, version } of this.saved)
      if (tensor.store.version !== version)
        throw new RuntimeError(
          'one of the variables needed for gradient computation has been modified by an inplace operation: ' +
            `[${tensor.type()} [${tensor.sizes.join(', ')}]]${tensor.gradFn ? `, which is output ${tensor.meta?.outputNr ?? 0} of ${tensor.gradFn.name()},` : ''}` +
            ` is at version ${tensor.store.version}; expected version ${version} instead. ` +
            'Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True).',
        )
  }

  toString(): string {
    return `<${this.title} object>`
  }
}

/** The node at which a leaf's gradients arrive. */
export class AccumulateGrad extends Node {
  constructor(readonly variable: Tensor) {
    super('AccumulateGrad', [], null)
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
  hooks: ((grad: Tensor) => Tensor | undefined)[] = []
}

/** The thread's grad mode: recording is on unless a `noGrad` scope says otherwise. */
export const gradMode = { enabled: true }

export const needsGrad = (x: Tensor): boolean => x.meta?.requiresGrad === true

/** The edge into `x`'s history, or null where no gradient is wanted. */
export function edgeOf(x: Tensor): Edge | null {
  const { meta } = x
  if (meta === null || !meta.requiresGrad) return null
  if (meta.node !== null) return { node: meta.node, outputNr: meta.outputNr }
  meta.accumulator ??= new AccumulateGrad(x)
  return { node: meta.accumulator, outputNr: 0 }
}

/**
 * Records that `out` was made from `inputs`. `backward` gives one gradient per input (null where there is none); it is
 * asked only for what was recorded. `saves` are the tensors it reads, checked for in-place changes before it runs.
 */
export function record(
  name: string,
  out: Tensor,
  inputs: readonly Tensor[],
  saves: readonly Tensor[],
  backward: (grad: Tensor) => (Tensor | null)[],
): void {
  const node = new Node(name, inputs.map(edgeOf), ([g]) => (g ? backward(g) : inputs.map(() => null)))
  for (const tensor of saves) node.save(tensor)
  const meta = out.ensureMeta()
  meta.requiresGrad = true
  meta.node = node
}
