import { RuntimeError } from '../errors.js'
import { broadcastsTo, sameShape } from '../shape/broadcast.js'
import type { Storage } from '../storage.js'
import { Tensor } from '../tensor.js'
import { accumulate } from './accumulate.js'
import { anomaly, ownLines } from './anomaly.js'
import { AccumulateGrad, type Edge, gradMode, type Node } from './graph.js'
import { sumTo } from './sum-to.js'

export interface Root {
  readonly edge: Edge
  readonly gradient: Tensor
}

export interface RunOptions {
  readonly retainGraph: boolean
  readonly createGraph: boolean
  /** Only what leads to these is run; without them, everything down to all leaves. */
  readonly wanted: readonly Edge[] | null
  /** Do the wanted leaves add to their `grad`, or are the gradients only given back? */
  readonly accumulates: boolean
}

/**
 * Runs the graph backwards from `roots`; gives the gradients at the wanted edges. Iterative: a node runs once, when all
 * its uses have delivered, so that a chain of any length needs no stack. Of those that are ready, the latest op goes first,
 * as in PyTorch: sums of gradients are rounded alike.
 */
export function runBackward(roots: readonly Root[], options: RunOptions): (Tensor | null)[] {
  const { createGraph, retainGraph, wanted } = options
  const uses = countUses(roots)
  const needed = wanted && leadingTo(wanted, roots)
  const arrived = new Map<Node, (Tensor | null)[]>()
  const found = new Array<Tensor | null>(wanted?.length ?? 0).fill(null)
  // Memory that somebody beside the graph holds: a leaf must not make it its own.
  const shared = new Set<Storage>(roots.map((r) => r.gradient.store))
  const ready: Node[] = []
  const was = gradMode.on
  gradMode.on = createGraph
  try {
    for (const { edge, gradient } of roots) deliver(arrived, edge, gradient)
    for (const { edge } of roots) if (uses.get(edge.node) === 0 && !ready.includes(edge.node)) insert(ready, edge.node)
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      const grads = arrived.get(node)
      arrived.delete(node)
      if (grads !== undefined && node.hooks !== null) callHooks(node, grads, shared)
      if (grads !== undefined && node.retained !== null) retain(node, grads)
      if (wanted !== null)
        for (let i = 0; i < wanted.length; i++)
          if (wanted[i].node === node) found[i] = grads?.[wanted[i].outputNr] ?? null
      if (node instanceof AccumulateGrad) {
        const gradient = grads?.[0] ?? null
        const here = wanted === null || (options.accumulates && wanted.some((edge) => edge.node === node))
        if (here && gradient !== null) {
          accumulate(node.variable, gradient, createGraph, shared)
          if (node.afterwards !== null) for (const call of node.afterwards) call(node.variable)
        }
        continue
      }
      const runs = needed === null || needed.has(node)
      const inputs = runs && grads !== undefined ? call(node, grads, shared) : null
      if (runs && !retainGraph) node.free()
      const { edges } = node
      for (let i = 0; i < edges.length; i++) {
        const edge = edges[i]
        if (edge === null) continue
        const gradient = inputs?.[i]
        if (gradient && (needed === null || needed.has(edge.node) || isWanted(wanted, edge.node)))
          deliver(arrived, edge, fitting(gradient, edge, node, i))
        const left = (uses.get(edge.node) as number) - 1
        uses.set(edge.node, left)
        if (left === 0) insert(ready, edge.node)
      }
    }
  } finally {
    gradMode.on = was
  }
  return found
}

const isWanted = (wanted: readonly Edge[] | null, node: Node): boolean =>
  wanted?.some((edge) => edge.node === node) === true

/** Runs one node. In anomaly mode an error tells where its forward op was called. */
function call(node: Node, grads: (Tensor | null)[], shared: Set<Storage>): (Tensor | null)[] | null {
  if (grads.every((g) => g === null)) return null
  if (!anomaly.enabled) return node.run(grads, shared)
  try {
    const inputs = node.run(grads, shared)
    if (anomaly.checkNan)
      inputs.forEach((g, i) => {
        if (g && node.edges[i] !== null && (g.isnan().any() as Tensor).item())
          throw new RuntimeError(`Function '${node.name()}' returned nan values in its ${i}th output.`)
      })
    return inputs
  } catch (error) {
    console.warn(
      `UserWarning: Error detected in ${node.name()}. ` +
        (node.trace === undefined
          ? 'No forward pass information available. Enable detect anomaly during forward pass for more information.'
          : `Traceback of forward call that caused the error:\n${ownLines(node.trace)}\n`),
    )
    throw error
  }
}

/** Adds what comes along `edge` to what has come to the same output. */
function deliver(arrived: Map<Node, (Tensor | null)[]>, edge: Edge, gradient: Tensor): void {
  const { node, outputNr } = edge
  const slots = arrived.get(node)
  if (slots === undefined) {
    const first = new Array<Tensor | null>(node.outputs).fill(null)
    first[outputNr] = gradient
    arrived.set(node, first)
    return
  }
  const had = slots[outputNr]
  slots[outputNr] = had === null ? gradient : (had.add(gradient) as Tensor)
}

/** A gradient in the shape and the dtype of the tensor that it belongs to. */
function fitting(gradient: Tensor, edge: Edge, node: Node, index: number): Tensor {
  let g = gradient
  if (!sameShape(g.sizes, edge.sizes)) {
    if (!broadcastsTo(edge.sizes, g.sizes))
      throw new RuntimeError(
        `Function ${node.name()} returned an invalid gradient at index ${index} - got [${g.sizes.join(', ')}] but expected shape compatible with [${edge.sizes.join(', ')}]`,
      )
    g = sumTo(g, edge.sizes)
  }
  return g.store.dtype === edge.dtype ? g : (g.to(edge.dtype) as Tensor)
}

/** Puts a node where its turn is: the list is sorted, and its last is next. */
function insert(ready: Node[], node: Node): void {
  let [low, high] = [0, ready.length]
  if (high === 0 || ready[high - 1].seq <= node.seq) {
    ready.push(node)
    return
  }
  while (low < high) {
    const middle = (low + high) >> 1
    if (ready[middle].seq <= node.seq) low = middle + 1
    else high = middle
  }
  ready.splice(low, 0, node)
}

function callHooks(node: Node, grads: (Tensor | null)[], shared: Set<Storage>): void {
  for (const { outputNr, call: hook } of [...(node.hooks ?? [])]) {
    const gradient = grads[outputNr]
    if (gradient === null) continue
    // The hook may keep what it sees.
    shared.add(gradient.store)
    const replaced = hook(gradient)
    if (!(replaced instanceof Tensor)) continue
    if (!sameShape(replaced.sizes, gradient.sizes))
      throw new RuntimeError(`hook '${hook.name}' has changed the size of value`)
    shared.add(replaced.store)
    grads[outputNr] = replaced
  }
}

/** `retainGrad`: inner tensors get their `grad` too. */
function retain(node: Node, grads: readonly (Tensor | null)[]): void {
  for (const x of node.retained ?? []) {
    const meta = x.ensureMeta()
    const gradient = grads[meta.outputNr]
    if (gradient === null || meta.node !== node) continue
    const copy = gradMode.enabled ? gradient : (gradient.detach().clone() as Tensor)
    meta.grad = meta.grad === null ? copy : (meta.grad.add(copy) as Tensor)
  }
}

/** How often each reachable node is used by another. */
function countUses(roots: readonly Root[]): Map<Node, number> {
  const uses = new Map<Node, number>()
  const stack: Node[] = []
  for (const { edge } of roots)
    if (!uses.has(edge.node)) {
      uses.set(edge.node, 0)
      stack.push(edge.node)
    }
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const { edges } = node
    for (let i = 0; i < edges.length; i++) {
      const edge = edges[i]
      if (edge === null) continue
      const seen = uses.get(edge.node)
      if (seen === undefined) stack.push(edge.node)
      uses.set(edge.node, (seen ?? 0) + 1)
    }
  }
  return uses
}

/** The nodes that a gradient must run through to get from `roots` to one of `wanted`. */
function leadingTo(wanted: readonly Edge[], roots: readonly Root[]): Set<Node> {
  const users = new Map<Node, Node[]>(roots.map(({ edge }) => [edge.node, []]))
  const stack = [...users.keys()]
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    for (const edge of node.edges) {
      if (edge === null) continue
      const known = users.get(edge.node)
      if (known) known.push(node)
      else {
        users.set(edge.node, [node])
        stack.push(edge.node)
      }
    }
  const needed = new Set<Node>()
  const back = wanted.map((edge) => edge.node)
  for (let node = back.pop(); node !== undefined; node = back.pop())
    for (const user of users.get(node) ?? [])
      if (!needed.has(user)) {
        needed.add(user)
        back.push(user)
      }
  return needed
}
