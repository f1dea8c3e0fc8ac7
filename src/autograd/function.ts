import { RuntimeError } from '../errors.js'
import type { Storage } from '../storage.js'
import { Tensor } from '../tensor.js'
import { attach, type Backward, type Edge, edgeOf, FREED, gradMode, Node, needsGrad } from './graph.js'
import { rewriteHistory } from './strided.js'

/**
 * What `forward` and `backward` of a custom function share: saved tensors, and whatever else is put on it.
 * `Saved` is the list of saved tensors as a type.
 *
 * @see torch.autograd.function.FunctionCtx
 * @example
 * class Square extends autograd.Function {
 *   static forward(ctx, x) {
 *     ctx.saveForBackward(x)
 *     return x.mul(x)
 *   }
 *   static backward(ctx, g) {
 *     return g.mul(ctx.savedTensors[0]).mul(2)
 *   }
 * }
 * const x = tensor([3], { requiresGrad: true })
 * Square.apply(x).backward()
 * x.grad
 * // tensor([6.])
 */
export class FunctionContext {
  /** Anything may be put on it; what it is only the function knows. */
  // biome-ignore lint/suspicious/noExplicitAny: the author of the function puts and reads it.
  [key: string]: any
  /** Does argument i need a gradient? */
  needsInputGrad: boolean[] = []
  /** @internal */ readonly marks_ = { unwanted: new Set<unknown>(), dirty: new Set<unknown>(), materialize: true }
  /** @internal */ toSave_: readonly (Tensor | null | undefined)[] = []
  /** @internal */ node_: FunctionNode | null = null

  /**
   * Keeps tensors (inputs or outputs) for `backward`; they are checked for in-place changes.
   *
   * @see torch.autograd.function.FunctionCtx.save_for_backward
   * @example
   * class Square extends autograd.Function {
   *   static forward(ctx, x) {
   *     ctx.saveForBackward(x)
   *     return x.mul(x)
   *   }
   *   static backward(ctx, g) {
   *     return g.mul(ctx.savedTensors[0]).mul(2)
   *   }
   * }
   * const x = tensor([3], { requiresGrad: true })
   * Square.apply(x).backward()
   * x.grad
   * // tensor([6.])
   */
  saveForBackward(...tensors: (Tensor | null | undefined)[]): void {
    for (const x of tensors)
      if (x !== null && x !== undefined && !(x instanceof Tensor))
        throw new TypeError(`save_for_backward can only save variables, but argument is of type ${typeof x}`)
    this.toSave_ = tensors
  }

  /** What `saveForBackward` has kept. Errors: RuntimeError once the graph is freed, or when one has been overwritten. */
  get savedTensors(): Tensor[] {
    this.node_?.checkSaved()
    return this.toSave_ as Tensor[]
  }

  /**
   * These outputs have no gradient.
   *
   * @see torch.autograd.function.FunctionCtx.mark_non_differentiable
   * @example
   * class Sign extends autograd.Function {
   *   static forward(ctx, x) {
   *     const y = x.sign()
   *     ctx.markNonDifferentiable(y)
   *     return y
   *   }
   * }
   * Sign.apply(ones(2, { requiresGrad: true })).requiresGrad
   * // false
   */
  markNonDifferentiable(...outputs: Tensor[]): void {
    for (const x of outputs) this.marks_.unwanted.add(x)
  }

  /**
   * These inputs were changed in place, and are given back.
   *
   * @see torch.autograd.function.FunctionCtx.mark_dirty
   * @example
   * class Zero extends autograd.Function {
   *   static forward(ctx, x) {
   *     ctx.markDirty(x)
   *     return x.zero_()
   *   }
   * }
   * Zero.apply(ones(2))
   * // tensor([0., 0.])
   */
  markDirty(...inputs: Tensor[]): void {
    for (const x of inputs) this.marks_.dirty.add(x)
  }

  /**
   * With `false`, `backward` gets null for outputs that were not used, instead of zeros.
   *
   * @see torch.autograd.function.FunctionCtx.set_materialize_grads
   * @example
   * class Twice extends autograd.Function {
   *   static forward(ctx, x) {
   *     ctx.setMaterializeGrads(false)
   *     return x.mul(2)
   *   }
   * }
   * Twice.apply(tensor([1, 2]))
   * // tensor([2., 4.])
   */
  setMaterializeGrads(on: boolean): void {
    this.marks_.materialize = on
  }
}

/** The node of a custom function. Only `savedTensors` minds whether the graph is freed. */
class FunctionNode extends Node {
  #freed = false
  constructor(
    name: string,
    edges: readonly (Edge | null)[],
    apply: Backward,
    outputs: number,
    readonly ctx: FunctionContext,
  ) {
    super(name, edges, apply, outputs)
  }

  override run(grads: (Tensor | null)[], shared: Set<Storage>): (Tensor | null)[] {
    const inputs = (this.apply as Backward)(grads)
    for (const x of inputs) if (x !== null) shared.add(x.store)
    return inputs
  }

  override free(): void {
    if (this.saved === null) return
    this.#freed = true
    this.saved = []
    this.ctx.toSave_ = []
  }

  override checkSaved(): void {
    if (this.#freed) throw new RuntimeError(FREED)
    super.checkSaved()
  }
}

type Result = unknown
type Rest<F> = F extends (ctx: never, ...args: infer A) => unknown ? A : never
type Returned<F> = F extends (...args: never[]) => infer R ? R : never

/** A class with static `forward` and `backward`, as `Function.apply` reads it. */
interface Definition {
  readonly name: string
  forward(ctx: FunctionContext, ...args: never[]): Result
  backward?(ctx: FunctionContext, ...grads: never[]): Tensor | null | readonly (Tensor | null | undefined)[]
}

/**
 * The base of custom differentiable functions: write static `forward(ctx, …)` and `backward(ctx, …)`, call `apply(…)`.
 *
 * ```ts
 * class Square extends autograd.Function {
 *   static forward(ctx: autograd.Context, x: Tensor) { ctx.saveForBackward(x); return x.mul(x) }
 *   static backward(ctx: autograd.Context, g: Tensor) { const [x] = ctx.savedTensors; return x.mul(2).mul(g) }
 * }
 * Square.apply(x)
 * ```
 *
 * `backward` gets one gradient per output, and returns one per argument of `forward` (after `ctx`), as a tensor or an array;
 * null where an argument has none.
 *
 * @see torch.autograd.Function
 * @example
 * class Square extends autograd.Function {
 *   static forward(ctx, x) {
 *     ctx.saveForBackward(x)
 *     return x.mul(x)
 *   }
 *   static backward(ctx, g) {
 *     const [x] = ctx.savedTensors
 *     return g.mul(x).mul(2)
 *   }
 * }
 * const x = tensor([3], { requiresGrad: true })
 * Square.apply(x).backward()
 * x.grad
 * // tensor([6.])
 */
// biome-ignore lint/complexity/noStaticOnlyClass: PyTorch's functions are classes, and their name is the node's.
export abstract class CustomFunction {
  /**
   * What the function computes. `ctx` keeps what `backward` will need.
   *
   * @see torch.autograd.Function.forward
   * @example
   * class Twice extends autograd.Function {
   *   static forward(ctx, x) {
   *     return x.mul(2)
   *   }
   * }
   * Twice.apply(tensor([1, 2]))
   * // tensor([2., 4.])
   */
  // biome-ignore lint/suspicious/noExplicitAny: a subclass writes its own arguments, and TypeScript holds statics against these.
  static forward(_ctx: FunctionContext, ..._args: any[]): any {
    throw new RuntimeError('You must implement the forward function for custom autograd.Function.')
  }

  /**
   * The gradients of the inputs, from those of the outputs: one per input, null where there is none.
   *
   * @see torch.autograd.Function.backward
   * @example
   * class Twice extends autograd.Function {
   *   static forward(ctx, x) {
   *     return x.mul(2)
   *   }
   *   static backward(ctx, g) {
   *     return g.mul(2)
   *   }
   * }
   * const x = ones(2, { requiresGrad: true })
   * Twice.apply(x).sum().backward()
   * x.grad
   * // tensor([2., 2.])
   */
  // biome-ignore lint/suspicious/noExplicitAny: as for `forward`.
  static backward(_ctx: FunctionContext, ..._grads: any[]): any {
    throw new RuntimeError(
      'You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.',
    )
  }

  /**
   * Runs `forward`, and records it if an argument needs a gradient.
   *
   * @see torch.autograd.Function.apply
   * @example
   * class Twice extends autograd.Function {
   *   static forward(ctx, x) {
   *     return x.mul(2)
   *   }
   * }
   * Twice.apply(tensor([1, 2]))
   * // tensor([2., 4.])
   */
  static apply<This extends { forward: (...args: never[]) => unknown }>(
    this: This,
    ...args: Rest<This['forward']>
  ): Returned<This['forward']> {
    // biome-ignore lint/complexity/noThisInStatic: `this` is the subclass.
    return applyFunction(this as unknown as Definition, args) as Returned<This['forward']>
  }
}

function applyFunction(definition: Definition, args: readonly unknown[]): unknown {
  const ctx = new FunctionContext()
  ctx.needsInputGrad = args.map((x) => x instanceof Tensor && needsGrad(x))
  const recorded = gradMode.enabled && ctx.needsInputGrad.includes(true)
  const result = gradMode.run(false, gradMode.inference, () => definition.forward(ctx, ...(args as never[])))
  if (!recorded) return result
  const several = Array.isArray(result)
  const outputs = (several ? result : [result]) as unknown[]
  return several ? track(definition, ctx, args, outputs) : track(definition, ctx, args, outputs)[0]
}

/** Gives the outputs their node. What is no tensor, or marked, goes through as it is. */
function track(definition: Definition, ctx: FunctionContext, args: readonly unknown[], outputs: unknown[]): unknown[] {
  const edges = args.map((x) => (x instanceof Tensor ? edgeOf(x) : null))
  const { unwanted, dirty, materialize } = ctx.marks_
  const shapes = outputs.map((x) => (x instanceof Tensor ? { sizes: x.sizes, like: x.detach() as Tensor } : null))
  const name = `${definition.name}Backward`
  const node: FunctionNode = new FunctionNode(
    name,
    edges,
    (grads) => {
      const full = materialize
        ? grads.map((g, i) => g ?? (shapes[i] ? (shapes[i].like.newZeros([...shapes[i].sizes]) as Tensor) : null))
        : grads
      const returned = (definition.backward as (...a: unknown[]) => unknown)(ctx, ...full)
      return checked(name, returned, args)
    },
    outputs.length,
    ctx,
  )
  ctx.node_ = node
  const tracked = outputs.map((x, i) => {
    if (!(x instanceof Tensor) || unwanted.has(x) || !x.isFloatingPoint()) return x
    // An input that is given back, or a view of one, becomes a tensor of its own, so that its own history stays.
    const out = args.includes(x) && !dirty.has(x) ? (x.detach() as Tensor) : x
    if (!dirty.has(x)) attach(out, node, i)
    else if (needsGrad(x) && x.isLeaf)
      throw new RuntimeError('a leaf Variable that requires grad has been used in an in-place operation.')
    else rewriteHistory(x, { node, outputNr: i, sizes: x.sizes, dtype: x.dtype })
    return out
  })
  ctx.toSave_ = ctx.toSave_.map((x) => {
    const at = outputs.indexOf(x)
    return at >= 0 && x ? (tracked[at] as Tensor) : x
  })
  for (const x of ctx.toSave_) if (x) node.save(x, tracked.includes(x))
  return tracked
}

/** What `backward` returned, as one gradient per argument. */
function checked(name: string, returned: unknown, args: readonly unknown[]): (Tensor | null)[] {
  const list = (Array.isArray(returned) ? [...returned] : [returned]) as (Tensor | null | undefined)[]
  // More than asked for is fine if it is nothing.
  while (list.length > args.length && (list.at(-1) === null || list.at(-1) === undefined)) list.pop()
  if (list.length !== args.length)
    throw new RuntimeError(
      `function ${name} returned an incorrect number of gradients (expected ${args.length}, got ${list.length})`,
    )
  return list.map((g, i) => {
    if (g === null || g === undefined) return null
    if (!(g instanceof Tensor)) throw new TypeError(`expected Variable or None (got ${typeof g})`)
    if (!(args[i] instanceof Tensor))
      throw new RuntimeError(
        `function ${name} returned a gradient different than None at position ${i + 1}, but the corresponding forward input was not a Variable`,
      )
    return g
  })
}
