import { noGrad } from '../autograd/scopes.js'
import type { DType } from '../dtype.js'
import { IndexError, RuntimeError } from '../errors.js'
import { kindOf } from '../ops/arguments.js'
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
import { Parameter } from './parameter.js'
import { reprOf } from './repr.js'
import { type LoadResult, loadStateDict, type StateDict, stateDict } from './state-dict.js'

/** @internal What a module keeps beside its attributes; not enumerable, so it is no attribute itself. */
interface Internals {
  buffers: Set<string>
  transient: Set<string>
  hooks: ModuleHooks
}
const internals = Symbol('tsgrad.module')

/**
 * What all modules can do. It has no types for calls: `Module` takes them from `forward`, a `Layer` from its function on
 * shapes.
 *
 * An instance is a function whose prototype is the class, behind a proxy that refuses to overwrite a parameter with
 * something else.
 *
 * @example
 * new nn.ReLU() instanceof nn.Module
 * // true
 */
export class BaseModule {
  /** In training mode? Dropout and batch norm behave differently then. */
  declare training: boolean
  /** @internal */
  declare readonly [internals]: Internals

  constructor() {
    const call = (...args: unknown[]): unknown => invoke(module as AnyModule, args)
    // A function's own `name` and `length` would hide attributes and getters of those names.
    delete (call as { name?: string }).name
    delete (call as { length?: number }).length
    Object.setPrototypeOf(call, new.target.prototype)
    const hidden: Internals = { buffers: new Set(), transient: new Set(), hooks: new ModuleHooks() }
    Object.defineProperty(call, internals, { value: hidden })
    Object.defineProperty(call, 'training', { value: true, writable: true, enumerable: false })
    const module = new Proxy(call as unknown as BaseModule, { set: assign })
    // biome-ignore lint/correctness/noConstructorReturn: only what a constructor returns can be called and be `this` too.
    return module
  }

  /** The name that is printed: the class's. */
  protected get name_(): string {
    return this.constructor.name
  }

  /**
   * What stands in the parentheses of the printed module.
   *
   * @see torch.nn.Module.extra_repr
   * @example
   * new nn.Linear(3, 2).extraRepr()
   * // 'in_features=3, out_features=2, bias=True'
   */
  extraRepr(): string {
    return ''
  }

  /**
   * Registers a tensor that is state but not learned (such as running means). `null` keeps the name.
   *
   * @see torch.nn.Module.register_buffer
   * @example
   * const m = new nn.Module()
   * m.registerBuffer('mean', zeros(2))
   * m.stateDict()
   * // { mean: tensor([0., 0.]) }
   */
  registerBuffer(name: string, tensor: Tensor | null, { persistent = true }: { persistent?: boolean } = {}): void {
    if (name in this && !this[internals].buffers.has(name)) throw new RuntimeError(`attribute '${name}' already exists`)
    this[internals].buffers.add(name)
    if (!persistent) this[internals].transient.add(name)
    Reflect.set(this, name, tensor)
  }

  /**
   * Adds a parameter under `name`, as an assignment does.
   *
   * @see torch.nn.Module.register_parameter
   * @example
   * const m = new nn.Module()
   * m.registerParameter('w', new nn.Parameter(zeros(2)))
   * m.stateDict()
   * // { w: tensor([0., 0.]) }
   */
  registerParameter(name: string, parameter: Parameter | null): void {
    if (name in this) throw new RuntimeError(`attribute '${name}' already exists`)
    if (parameter !== null && !(parameter instanceof Parameter))
      throw new TypeError(
        `cannot assign '${(parameter as unknown) instanceof Tensor ? (parameter as Tensor).type() : kindOf(parameter)}' object to parameter '${name}' (torch.nn.Parameter or None required)`,
      )
    Reflect.set(this, name, parameter)
  }

  /**
   * Adds a module under `name`, as an assignment does.
   *
   * @see torch.nn.Module.register_module
   * @example
   * const m = new nn.Module()
   * m.registerModule('act', new nn.ReLU())
   * m
   * // Module(
   * //   (act): ReLU()
   * // )
   */
  registerModule(name: string, module: AnyModule | null): void {
    Reflect.set(this, name, module)
  }
  /**
   * Another name of `registerModule`.
   *
   * @see torch.nn.Module.add_module
   * @example
   * const m = new nn.Module()
   * m.addModule('act', new nn.ReLU())
   * m
   * // Module(
   * //   (act): ReLU()
   * // )
   */
  addModule(name: string, module: AnyModule | null): void {
    this.registerModule(name, module)
  }

  /**
   * The modules directly within this one, with their names.
   *
   * @see torch.nn.Module.named_children
   * @example
   * [...new nn.Sequential(new nn.ReLU(), new nn.Tanh()).namedChildren()].map(([name]) => name)
   * // [ '0', '1' ]
   */
  *namedChildren(): Generator<[string, AnyModule]> {
    const seen = new Set<AnyModule>()
    for (const [name, value] of Object.entries(this))
      if (isModule(value) && !seen.has(value)) {
        seen.add(value)
        yield [name, value]
      }
  }

  /** @internal All children in order, also the same one twice: what is printed. */
  *namedChildrenForRepr(): Generator<[string, AnyModule]> {
    for (const [name, value] of Object.entries(this)) if (isModule(value)) yield [name, value]
  }

  /** @internal ModuleList prints equal neighbours as `(0-1): 2 x ReLU()`. */
  get countsRepeats(): boolean {
    return false
  }

  /**
   * The modules directly within this one.
   *
   * @see torch.nn.Module.children
   * @example
   * [...new nn.Sequential(new nn.ReLU(), new nn.Tanh()).children()]
   * // [ ReLU(), Tanh() ]
   */
  *children(): Generator<AnyModule> {
    for (const [, child] of this.namedChildren()) yield child
  }

  /**
   * This module and all below it, each once, with dotted names.
   *
   * @see torch.nn.Module.named_modules
   * @example
   * [...new nn.Sequential(new nn.ReLU()).namedModules()].map(([name]) => name)
   * // [ '', '0' ]
   */
  *namedModules(prefix = '', seen = new Set<AnyModule>()): Generator<[string, AnyModule]> {
    if (seen.has(this as BaseModule as AnyModule)) return
    seen.add(this as BaseModule as AnyModule)
    yield [prefix, this as BaseModule as AnyModule]
    for (const [name, value] of Object.entries(this))
      if (isModule(value)) yield* value.namedModules(prefix === '' ? name : `${prefix}.${name}`, seen)
  }

  /**
   * This module and all within it, each once.
   *
   * @see torch.nn.Module.modules
   * @example
   * [...new nn.Sequential(new nn.ReLU(), new nn.Tanh()).modules()].length
   * // 3
   */
  *modules(): Generator<AnyModule> {
    for (const [, module] of this.namedModules()) yield module
  }

  /**
   * Parameters of this module and all below it, each once.
   *
   * @see torch.nn.Module.named_parameters
   * @example
   * [...new nn.Linear(3, 2).namedParameters()].map(([name, p]) => `${name} ${p.shape}`)
   * // [ 'weight torch.Size([2, 3])', 'bias torch.Size([2])' ]
   */
  *namedParameters(prefix = '', recurse = true): Generator<[string, Parameter]> {
    yield* this.named(prefix, recurse, (value) => value instanceof Parameter) as Generator<[string, Parameter]>
  }

  /**
   * The parameters of this module and of all within it, each once.
   *
   * @see torch.nn.Module.parameters
   * @example
   * [...new nn.Linear(3, 2).parameters()].map((p) => p.shape)
   * // [ torch.Size([2, 3]), torch.Size([2]) ]
   */
  *parameters(recurse = true): Generator<Parameter> {
    for (const [, parameter] of this.namedParameters('', recurse)) yield parameter
  }

  /**
   * The buffers of this module and of all within it, with their paths.
   *
   * @see torch.nn.Module.named_buffers
   * @example
   * [...new nn.BatchNorm1d(2).namedBuffers()].map(([name]) => name)
   * // [ 'runningMean', 'runningVar', 'numBatchesTracked' ]
   */
  *namedBuffers(prefix = '', recurse = true): Generator<[string, Tensor]> {
    yield* this.named(
      prefix,
      recurse,
      (value, name, owner) => value instanceof Tensor && owner[internals].buffers.has(name),
    )
  }

  /**
   * The buffers of this module and of all within it.
   *
   * @see torch.nn.Module.buffers
   * @example
   * [...new nn.BatchNorm1d(2).buffers()]
   * // [ tensor([0., 0.]), tensor([1., 1.]), tensor(0) ]
   */
  *buffers(recurse = true): Generator<Tensor> {
    for (const [, buffer] of this.namedBuffers('', recurse)) yield buffer
  }

  private *named(
    prefix: string,
    recurse: boolean,
    wanted: (value: unknown, name: string, owner: AnyModule) => boolean,
  ): Generator<[string, Tensor]> {
    const seen = new Set<unknown>()
    const owners: Iterable<[string, AnyModule]> = recurse
      ? this.namedModules(prefix)
      : [[prefix, this as BaseModule as AnyModule]]
    for (const [path, owner] of owners)
      for (const [name, value] of Object.entries(owner))
        if (wanted(value, name, owner) && !seen.has(value)) {
          seen.add(value)
          yield [path === '' ? name : `${path}.${name}`, value as Tensor]
        }
  }

  /**
   * The module of a dotted name: `'0.conv'`; itself for `''`. Errors: IndexError if there is none.
   *
   * @see torch.nn.Module.get_submodule
   * @example
   * new nn.Sequential(new nn.ReLU()).getSubmodule('0')
   * // ReLU()
   */
  getSubmodule(target: string): AnyModule {
    let at = this as BaseModule as AnyModule
    for (const name of target === '' ? [] : target.split('.')) {
      const next: unknown = Reflect.get(at, name)
      if (next === undefined) throw new IndexError(`${at.constructor.name} has no attribute \`${name}\``)
      if (!isModule(next)) throw new IndexError(`\`${name}\` is not an nn.Module`)
      at = next
    }
    return at
  }

  /**
   * The parameter of a dotted name: `'0.weight'`. Errors: IndexError if there is none.
   *
   * @see torch.nn.Module.get_parameter
   * @example
   * new nn.Sequential(new nn.Linear(2, 3)).getParameter('0.weight').shape
   * // torch.Size([3, 2])
   */
  getParameter(target: string): Parameter {
    const { owner, name, value } = this.attribute(target)
    if (value === undefined) throw new IndexError(`${owner.constructor.name} has no attribute \`${name}\``)
    if (!(value instanceof Parameter)) throw new IndexError(`\`${name}\` is not an nn.Parameter`)
    return value
  }

  /**
   * The buffer of a dotted name. Errors: IndexError if there is none.
   *
   * @see torch.nn.Module.get_buffer
   * @example
   * new nn.BatchNorm1d(2).getBuffer('runningMean')
   * // tensor([0., 0.])
   */
  getBuffer(target: string): Tensor {
    const { owner, name, value } = this.attribute(target)
    if (value === undefined) throw new IndexError(`${owner.constructor.name} has no attribute \`${name}\``)
    if (!(value instanceof Tensor) || !owner[internals].buffers.has(name))
      throw new IndexError(`\`${name}\` is not a buffer`)
    return value
  }

  private attribute(target: string): { owner: AnyModule; name: string; value: unknown } {
    const dot = target.lastIndexOf('.')
    const owner = this.getSubmodule(target.slice(0, Math.max(0, dot)))
    const name = target.slice(dot + 1)
    return { owner, name, value: Reflect.get(owner, name) }
  }

  /** @internal Does the state dict hold this buffer? */
  keeps(name: string): boolean {
    return this[internals].buffers.has(name) && !this[internals].transient.has(name)
  }

  /**
   * Parameters and buffers by PyTorch's names; the tensors share their memory with the module.
   *
   * @see torch.nn.Module.state_dict
   * @example
   * Object.keys(new nn.Linear(3, 2).stateDict())
   * // [ 'weight', 'bias' ]
   */
  stateDict(): StateDict {
    return stateDict(this)
  }

  /**
   * Copies values in. Errors: RuntimeError that lists missing and unexpected keys and sizes that differ.
   *
   * @see torch.nn.Module.load_state_dict
   * @example
   * const a = new nn.Linear(3, 2)
   * const b = new nn.Linear(3, 2)
   * b.loadStateDict(a.stateDict())
   * // { missingKeys: [], unexpectedKeys: [] }
   */
  loadStateDict(state: StateDict, options: { strict?: boolean } = {}): LoadResult {
    return loadStateDict(this, state, options)
  }

  /**
   * Runs `f` on every module, children first.
   *
   * @see torch.nn.Module.apply
   * @example
   * const m = new nn.Sequential(new nn.Linear(2, 1))
   * m.apply((layer) => layer instanceof nn.Linear && nn.init.ones_(layer.weight))
   * m.at(0).weight
   * // Parameter containing:
   * // tensor([[1., 1.]], requires_grad=True)
   */
  apply(f: (module: AnyModule) => void): this {
    for (const child of this.children()) child.apply(f)
    f(this as BaseModule as AnyModule)
    return this
  }

  /**
   * Training mode on (or off) here and below.
   *
   * @see torch.nn.Module.train
   * @example
   * new nn.Dropout().train(false).training
   * // false
   */
  train(mode = true): this {
    for (const module of this.modules()) module.training = mode
    return this
  }

  /**
   * Evaluation mode: `train(false)`. Returns the module.
   *
   * @see torch.nn.Module.eval
   * @example
   * new nn.Dropout().eval().training
   * // false
   */
  eval(): this {
    return this.train(false)
  }

  /**
   * All gradients gone.
   *
   * @see torch.nn.Module.zero_grad
   * @example
   * const layer = new nn.Linear(2, 1)
   * layer(ones(1, 2)).sum().backward()
   * layer.zeroGrad()
   * layer.weight.grad
   * // null
   */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = null
  }

  /**
   * Asks autograd to record what is done with the parameters, or to stop. Returns the module.
   *
   * @see torch.nn.Module.requires_grad_
   * @example
   * new nn.Linear(2, 1).requiresGrad_(false).weight.requiresGrad
   * // false
   */
  requiresGrad_(on = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(on)
    return this
  }

  /**
   * Parameters and float buffers in another dtype, in place.
   *
   * @see torch.nn.Module.to
   * @example
   * new nn.Linear(2, 1).to('float64').weight.dtype
   * // 'float64'
   */
  to(dtype: DType): this {
    noGrad(() => {
      for (const tensor of [...this.parameters(), ...this.buffers()])
        if (tensor.isFloatingPoint()) tensor.store = (tensor.detach().to(dtype).contiguous() as Tensor).store
    })
    return this
  }
  /**
   * Parameters and buffers of floats as float32, in place. Returns the module.
   *
   * @see torch.nn.Module.float
   * @example
   * new nn.Linear(2, 1).double().float().weight.dtype
   * // 'float32'
   */
  float(): this {
    return this.to('float32')
  }
  /**
   * Parameters and buffers of floats as float64, in place. Returns the module.
   *
   * @see torch.nn.Module.double
   * @example
   * new nn.Linear(2, 1).double().weight.dtype
   * // 'float64'
   */
  double(): this {
    return this.to('float64')
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

  toString(): string {
    return reprOf(this, this.name_, this.extraRepr())
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/**
 * The base of all models. Write `forward`; call the instance. Parameters and modules are found by assignment:
 * `this.lin = new nn.Linear(784, 10)`.
 *
 * @see torch.nn.Module
 * @example
 * class Double extends nn.Module {
 *   forward(x: Tensor) {
 *     return x.mul(2)
 *   }
 * }
 * new Double()(tensor([1, 2]))
 * // tensor([2., 4.])
 */
export class Module extends BaseModule {}

// Calling a module runs its `forward`, and has its types. (Parameters are contravariant: `never` takes any forward.)
export interface Module {
  (
    ...args: this extends { forward(...args: infer P): unknown } ? P : never
  ): this extends {
    forward(...args: never[]): infer R
  }
    ? R
    : unknown
}

/** Some module, of which nothing more is known: it takes what it takes, and usually gives a tensor. */
export interface AnyModule extends BaseModule {
  (...inputs: unknown[]): Tensor
}

export const isModule = (x: unknown): x is AnyModule => typeof x === 'function' && x instanceof BaseModule

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
function assign(target: BaseModule, name: string | symbol, value: unknown, receiver: unknown): boolean {
  const before = Object.getOwnPropertyDescriptor(target, name)?.value
  if (before instanceof Parameter && value !== null && !(value instanceof Parameter)) {
    const what = value instanceof Tensor ? `'${value.type()}'` : `'${typeof value}'`
    throw new TypeError(`cannot assign ${what} as parameter '${String(name)}' (torch.nn.Parameter or None expected)`)
  }
  return Reflect.set(target, name, value, receiver)
}
