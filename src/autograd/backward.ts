import { RuntimeError } from '../errors.js'
import { sameShape } from '../shape/broadcast.js'
import type { Storage } from '../storage.js'
import type { Tensor } from '../tensor.js'
import { AccumulateGrad, type Edge, edgeOf, gradMode, type Node } from './graph.js'

const FREED =
  'Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). ' +
  'Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True ' +
  'if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.'

export interface BackwardOptions {
  /** Keep what backward needs, so that it can run again; as `createGraph` unless given. */
  retainGraph?: boolean
  /** Record the gradients' own computation, for gradients of gradients. */
  createGraph?: boolean
}

/** Where `grad` of a run goes: into the leaves, or into a list for the inputs that `autograd.grad` asks for. */
export interface Targets {
  /** Edges whose gradient is collected instead of accumulated. */
  readonly wanted: readonly Edge[]
  readonly found: (Tensor | null)[]
}

/** The root's gradient: given, or 1 for a scalar. */
export function rootGradient(output: Tensor, gradient: Tensor | null | undefined): Tensor {
  if (!output.requiresGrad)
    throw new RuntimeError('element 0 of tensors does not require grad and does not have a grad_fn')
  if (gradient === null || gradient === undefined) {
    if (output.numel() !== 1) throw new RuntimeError('grad can be implicitly created only for scalar outputs')
    return output.newOnes([...output.sizes]) as Tensor
  }
  if (!sameShape(gradient.sizes, output.sizes))
    throw new RuntimeError(
      `Mismatch in shape: grad_output[0] has a shape of ${gradient.shape} and output[0] has a shape of ${output.shape}.`,
    )
  return gradient
}

/**
 * Runs the graph backwards from `roots`. Iterative: a node runs when all its uses have delivered, so that a chain of any
 * length needs no stack, and each node runs once.
 */
export function runBackward(
  roots: readonly { edge: Edge; gradient: Tensor }[],
  { createGraph = false, retainGraph = createGraph }: BackwardOptions,
  targets: Targets | null,
): void {
  const waiting = countUses(roots.map((r) => r.edge.node))
  const arrived = new Map<Node, (Tensor | null)[]>()
  const handedOut = new Set<Storage>(roots.map((r) => r.gradient.store))
  const ready: Node[] = []
  const deliver = (edge: Edge, gradient: Tensor): void => {
    const slots = arrived.get(edge.node) ?? new Array<Tensor | null>(edge.node.outputs).fill(null)
    arrived.set(edge.node, slots)
    const had = slots[edge.outputNr]
    slots[edge.outputNr] = had === null ? gradient : (had.add(gradient) as Tensor)
  }
  const wasEnabled = gradMode.enabled
  gradMode.enabled = createGraph
  try {
    for (const { edge, gradient } of roots) deliver(edge, gradient)
    for (const { edge } of roots) if (waiting.get(edge.node) === 0 && !ready.includes(edge.node)) ready.push(edge.node)
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      const grads = arrived.get(node) ?? [null]
      arrived.delete(node)
      collect(node, grads, targets)
      if (node instanceof AccumulateGrad) {
        if (targets === null && grads[0] !== null) accumulate(node.variable, grads[0], createGraph, handedOut)
        continue
      }
      if (node.apply === null) throw new RuntimeError(FREED)
      node.checkSaved()
      const inputs = node.apply(grads)
      if (!retainGraph) {
        node.apply = null
        node.saved = []
      }
      node.edges.forEach((edge, i) => {
        if (edge === null) return
        const gradient = inputs[i]
        if (gradient) deliver(edge, gradient)
        const left = (waiting.get(edge.node) as number) - 1
        waiting.set(edge.node, left)
        if (left === 0) ready.push(edge.node)
      })
    }
  } finally {
    gradMode.enabled = wasEnabled
  }
}

/** How often each reachable node is used by another. */
function countUses(roots: readonly Node[]): Map<Node, number> {
  const uses = new Map<Node, number>(roots.map((n) => [n, 0]))
  const stack = [...new Set(roots)]
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    for (const edge of node.edges) {
      if (edge === null) continue
      const seen = uses.get(edge.node)
      if (seen === undefined) stack.push(edge.node)
      uses.set(edge.node, (seen ?? 0) + 1)
    }
  return uses
}

function collect(node: Node, grads: readonly (Tensor | null)[], targets: Targets | null): void {
  targets?.wanted.forEach((edge, i) => {
    if (edge.node === node) targets.found[i] = grads[edge.outputNr]
  })
}

/** A leaf's gradient: the first is kept (copied if anybody else may hold its memory), later ones are added. */
function accumulate(leaf: Tensor, gradient: Tensor, createGraph: boolean, handedOut: Set<Storage>): void {
  const meta = leaf.ensureMeta()
  if (meta.grad !== null) {
    meta.grad = createGraph
      ? (meta.grad.add(gradient) as Tensor)
      : (meta.grad.detach().add(gradient.detach()) as Tensor)
    return
  }
  if (createGraph) meta.grad = gradient
  else if (handedOut.has(gradient.store) || !gradient.isContiguous() || gradient.store.length !== gradient.numel())
    meta.grad = gradient.detach().clone({ memoryFormat: 'contiguous' }) as Tensor
  else {
    handedOut.add(gradient.store)
    meta.grad = gradient.detach() as Tensor
  }
}

/** `x.backward()`: gradients of `x` with respect to all leaves, added to their `grad`. */
export function backward(x: Tensor, first?: Tensor | null | BackwardOptions, options: BackwardOptions = {}): void {
  const given = first !== null && typeof first === 'object' && 'store' in first ? (first as Tensor) : null
  const settings = given === null && first ? { ...(first as BackwardOptions), ...options } : options
  const gradient = rootGradient(x, given ?? (settings as { gradient?: Tensor }).gradient)
  runBackward([{ edge: edgeOf(x) as Edge, gradient }], settings, null)
}
