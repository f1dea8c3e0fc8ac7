import { CustomFunction, type FunctionContext } from '../autograd/function.js'
import { gradMode, needsGrad } from '../autograd/graph.js'
import { RuntimeError } from '../errors.js'
import { Tensor } from '../tensor.js'
import type { AnyModule } from './module.js'

/** What a hook leaves behind: `remove()` takes it away again. */
export interface HookHandle {
  remove(): void
}
export interface HookOptions {
  /** Before the hooks that are there already? */
  prepend?: boolean
}
export interface ForwardHookOptions extends HookOptions {
  /** Also when `forward` throws? (With null for the output.) */
  alwaysCall?: boolean
}

export type Gradients = readonly (Tensor | null)[]
export type ForwardHook = (module: AnyModule, inputs: unknown[], output: unknown) => unknown
export type ForwardPreHook = (module: AnyModule, inputs: unknown[]) => unknown
/** May give other gradients of the inputs: an array, or a tensor if there is one input. */
export type BackwardHook = (module: AnyModule, gradInput: Gradients, gradOutput: Gradients) => unknown
/** May give other gradients of the outputs. */
export type BackwardPreHook = (module: AnyModule, gradOutput: Gradients) => unknown

/** Hooks of one kind, in the order in which they are called. */
export class Hooks<H> {
  #list: readonly { readonly hook: H; readonly always: boolean }[] = []

  get size(): number {
    return this.#list.length
  }

  add(hook: H, { prepend = false, alwaysCall = false }: ForwardHookOptions = {}): HookHandle {
    const entry = { hook, always: alwaysCall }
    this.#list = prepend ? [entry, ...this.#list] : [...this.#list, entry]
    return {
      remove: () => {
        this.#list = this.#list.filter((x) => x !== entry)
      },
    }
  }

  /** Those that are there now: a hook may take itself away. */
  *[Symbol.iterator](): Generator<H> {
    for (const { hook } of this.#list) yield hook
  }

  /** Those that are called after a failure too. */
  *always(): Generator<H> {
    for (const { hook, always } of this.#list) if (always) yield hook
  }
}

/** @internal The four kinds of a module. */
export class ModuleHooks {
  readonly forward = new Hooks<ForwardHook>()
  readonly forwardPre = new Hooks<ForwardPreHook>()
  readonly backward = new Hooks<BackwardHook>()
  readonly backwardPre = new Hooks<BackwardPreHook>()

  get none(): boolean {
    return this.forward.size + this.forwardPre.size + this.backward.size + this.backwardPre.size === 0
  }
}

/** Lets tensors through, and shows their gradients to `see` on the way back, all at once. PyTorch's name. */
class BackwardHookFunction extends CustomFunction {
  static override forward(ctx: FunctionContext, see: (grads: Gradients) => Gradients, ...tensors: Tensor[]): Tensor[] {
    ctx.see = see
    ctx.setMaterializeGrads(false)
    return tensors
  }
  static override backward(ctx: FunctionContext, ...grads: (Tensor | null)[]): Gradients {
    return [null, ...ctx.see(grads)]
  }
}

/** The tensors of `values` that autograd follows pass through a node; the rest stays as it is. */
function watch(values: readonly unknown[], see: (grads: Gradients) => Gradients): { values: unknown[]; any: boolean } {
  const places = [...values.keys()].filter((i) => values[i] instanceof Tensor && needsGrad(values[i] as Tensor))
  if (places.length === 0 || !gradMode.enabled) return { values: [...values], any: false }
  const whole = (grads: Gradients): Gradients => values.map((_, i) => grads[places.indexOf(i)] ?? null)
  const passed = BackwardHookFunction.apply(
    (grads: Gradients) => {
      const seen = see(whole(grads))
      return places.map((i) => seen[i] ?? null)
    },
    ...places.map((i) => values[i] as Tensor),
  )
  const out = [...values]
  places.forEach((place, i) => {
    out[place] = passed[i]
  })
  return { values: out, any: true }
}

/**
 * One call of a module that has backward hooks. On the way back its outputs' gradients come first (`backwardPre` may
 * replace them), its inputs' last (`backward` may replace those).
 */
export class WatchedCall {
  #gradOutput: Gradients | null = null
  #inputs = 0
  #differentiable = false

  constructor(
    private readonly module: AnyModule,
    private readonly hooks: ModuleHooks,
  ) {}

  inputs(values: unknown[]): unknown[] {
    // As in PyTorch, a tensor that needs no gradient counts as one whose gradient is 0.
    const zeros = (x: unknown): Tensor | null => (x instanceof Tensor ? (x.newZeros([...x.sizes]) as Tensor) : null)
    const { values: passed, any } = watch(values, (grads) => this.#arrived(grads.map((g, i) => g ?? zeros(values[i]))))
    this.#inputs = values.length
    this.#differentiable = any
    return passed
  }

  output(value: unknown): unknown {
    const several = Array.isArray(value)
    const { values } = watch(several ? value : [value], (grads) => this.#left(grads))
    return several ? values : values[0]
  }

  #left(grads: Gradients): Gradients {
    let gradOutput = grads
    for (const hook of this.hooks.backwardPre)
      gradOutput = replaced(gradOutput, hook(this.module, gradOutput), 'Backward pre hook', 'grad_output')
    this.#gradOutput = gradOutput
    if (!this.#differentiable) this.#withoutInputs(gradOutput)
    return gradOutput
  }

  #withoutInputs(gradOutput: Gradients): void {
    console.warn(WITHOUT_INPUTS)
    const none = new Array<null>(this.#inputs).fill(null)
    for (const hook of this.hooks.backward) {
      const result = hook(this.module, none, gradOutput)
      if (Array.isArray(result) ? result.some((g) => g !== null) : result)
        throw new RuntimeError(
          'Backward hook for Modules where no input requires gradient should always return None or None for all gradients.',
        )
    }
    this.#gradOutput = null
  }

  #arrived(grads: Gradients): Gradients {
    const gradOutput = this.#gradOutput
    // Gradients that did not come through the outputs: those of a second derivative.
    if (gradOutput === null) return grads
    let gradInput = grads
    for (const hook of this.hooks.backward)
      gradInput = replaced(gradInput, hook(this.module, gradInput, gradOutput), 'Backward hook', 'grad_input')
    this.#gradOutput = null
    return gradInput
  }
}

const WITHOUT_INPUTS =
  'UserWarning: Full backward hook is firing when gradients are computed with respect to module outputs since no inputs ' +
  'require gradients. See https://docs.pytorch.org/docs/main/generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_hook for more details.'

function replaced(grads: Gradients, result: unknown, who: string, what: string): Gradients {
  if (result === null || result === undefined) return grads
  const list = (Array.isArray(result) ? result : [result]) as Gradients
  if (list.length !== grads.length)
    throw new RuntimeError(
      `${who} returned an invalid number of ${what}, got ${list.length}, but expected ${grads.length}`,
    )
  return list
}
