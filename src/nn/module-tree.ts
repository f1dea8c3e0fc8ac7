import { IndexError, RuntimeError } from '../errors.js'
import { kindOf } from '../ops/arguments.js'
import { Tensor } from '../tensor.js'
import { CallableModule, internals } from './callable.js'
import type { AnyModule } from './module.js'
import { Parameter } from './parameter.js'

/** What a module holds: parameters, buffers and other modules under names, here and below. */
export class ModuleTree extends CallableModule {
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
    if (seen.has(this as ModuleTree as AnyModule)) return
    seen.add(this as ModuleTree as AnyModule)
    yield [prefix, this as ModuleTree as AnyModule]
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
      : [[prefix, this as ModuleTree as AnyModule]]
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
    let at = this as ModuleTree as AnyModule
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
}

export const isModule = (x: unknown): x is AnyModule => typeof x === 'function' && x instanceof ModuleTree
