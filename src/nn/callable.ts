import { RuntimeError } from '../errors.js'
import { Tensor } from '../tensor.js'
import {
  type BackwardHook,
  type BackwardPreHook,
  type ForwardHook,
  type ForwardHookOptions,
  type ForwardPreHook,
  type HookHandle,
  type HookOptions,
  ModuleHooks,
  WatchedCall,
} from './hooks.js'
import type { AnyModule } from './module.js'
import { Parameter } from './parameter.js'

/** @internal What a module keeps beside its attributes; not enumerable, so it is no attribute itself. */
export interface Internals {
  buffers: Set<string>
  transient: Set<string>
  hooks: ModuleHooks
}
/** @internal */
export const internals = Symbol('tsgrad.module')

/**
 * An object that can be called: a function whose prototype is the class, behind a proxy that refuses to overwrite a
 * parameter with something else. A call runs `forward` and the hooks around it.
 */
export class CallableModule {
  /** @internal */
  declare readonly [internals]: Internals

  constructor() {
    const call = (...args: unknown[]): unknown => invoke(module, args)
    // A function's own `name` and `length` would hide attributes and getters of those names.
    delete (call as { name?: string }).name
    delete (call as { length?: number }).length
    Object.setPrototypeOf(call, new.target.prototype)
    const hidden: Internals = { buffers: new Set(), transient: new Set(), hooks: new ModuleHooks() }
    Object.defineProperty(call, internals, { value: hidden })
    const module = new Proxy(call as unknown as AnyModule, { set: assign })
    // biome-ignore lint/correctness/noConstructorReturn: only what a constructor returns can be called and be `this` too.
    return module
  }

  /**
   * `hook(module, inputs, output)` runs after each forward; what it returns replaces the output.
   *
   * @see torch.nn.Module.register_forward_hook
   * @example
   * const layer = new nn.ReLU()
   * layer.registerForwardHook((module, inputs, output) => output.mul(10))
   * layer(tensor([-1, 2]))
   * // tensor([ 0., 20.])
   */
  registerForwardHook(hook: ForwardHook, options?: ForwardHookOptions): HookHandle {
    return this[internals].hooks.forward.add(hook, options)
  }

  /**
   * `hook(module, inputs)` runs before each forward; what it returns replaces the inputs.
   *
   * @see torch.nn.Module.register_forward_pre_hook
   * @example
   * const layer = new nn.ReLU()
   * layer.registerForwardPreHook((module, [x]) => [x.neg()])
   * layer(tensor([-1, 2]))
   * // tensor([1., 0.])
   */
  registerForwardPreHook(hook: ForwardPreHook, options?: HookOptions): HookHandle {
    return this[internals].hooks.forwardPre.add(hook, options)
  }

  /**
   * `hook(module, gradInput, gradOutput)` runs whenever the gradients of the module's inputs have been computed; what it
   * returns replaces them. Gradients are arrays, with null for what is no tensor or has no gradient. Nothing may be
   * changed in place.
   *
   * @see torch.nn.Module.register_full_backward_hook
   * @example
   * const relu = new nn.ReLU()
   * relu.registerFullBackwardHook((module, gradInput) => [gradInput[0].mul(10)])
   * const x = ones(2, { requiresGrad: true })
   * relu(x).sum().backward()
   * x.grad
   * // tensor([10., 10.])
   */
  registerFullBackwardHook(hook: BackwardHook, options?: HookOptions): HookHandle {
    return this[internals].hooks.backward.add(hook, options)
  }

  /**
   * `hook(module, gradOutput)` runs before the module's own backward; what it returns replaces the outputs' gradients.
   *
   * @see torch.nn.Module.register_full_backward_pre_hook
   * @example
   * const relu = new nn.ReLU()
   * relu.registerFullBackwardPreHook((module, gradOutput) => [gradOutput[0].mul(3)])
   * const x = ones(2, { requiresGrad: true })
   * relu(x).sum().backward()
   * x.grad
   * // tensor([3., 3.])
   */
  registerFullBackwardPreHook(hook: BackwardPreHook, options?: HookOptions): HookHandle {
    return this[internals].hooks.backwardPre.add(hook, options)
  }
}

function invoke(module: AnyModule, args: unknown[]): unknown {
  const { hooks } = module[internals]
  const { forward } = module as { forward?: (...args: unknown[]) => unknown }
  if (forward === undefined)
    throw new RuntimeError(`Module [${module.constructor.name}] is missing the required "forward" function`)
  if (hooks.none) return forward.apply(module, args)
  const run = { inputs: args, called: new Set<ForwardHook>() }
  try {
    return invokeHooked(module, forward, hooks, run)
  } catch (error) {
    for (const hook of hooks.forward.always()) if (!run.called.has(hook)) hook(module, run.inputs, null)
    throw error
  }
}

/** The way of a call in PyTorch: hooks before, the inputs' gradients watched, forward, hooks after, the outputs' watched. */
function invokeHooked(
  module: AnyModule,
  forward: (...args: unknown[]) => unknown,
  hooks: ModuleHooks,
  run: { inputs: unknown[]; called: Set<ForwardHook> },
): unknown {
  for (const hook of hooks.forwardPre) {
    const replaced = hook(module, run.inputs)
    if (replaced !== undefined && replaced !== null) run.inputs = Array.isArray(replaced) ? replaced : [replaced]
  }
  const watched = hooks.backward.size + hooks.backwardPre.size > 0 ? new WatchedCall(module, hooks) : null
  if (watched) run.inputs = watched.inputs(run.inputs)
  let output = forward.apply(module, run.inputs)
  for (const hook of hooks.forward) {
    run.called.add(hook)
    output = hook(module, run.inputs, output) ?? output
  }
  return watched ? watched.output(output) : output
}

/** A parameter can be replaced by a parameter or null, by nothing else. */
function assign(target: AnyModule, name: string | symbol, value: unknown, receiver: unknown): boolean {
  const before = Object.getOwnPropertyDescriptor(target, name)?.value
  if (before instanceof Parameter && value !== null && !(value instanceof Parameter)) {
    const what = value instanceof Tensor ? `'${value.type()}'` : `'${typeof value}'`
    throw new TypeError(`cannot assign ${what} as parameter '${String(name)}' (torch.nn.Parameter or None expected)`)
  }
  return Reflect.set(target, name, value, receiver)
}
