import { IndexError } from '../../errors.js'
import { Tensor } from '../../tensor.js'
import { type AnyModule, type BaseModule, Module } from '../module.js'
import { Parameter } from '../parameter.js'
import { checkModule, placeIn } from './sequential.js'

const Base = Module as unknown as abstract new () => BaseModule

/** Modules in a list: found by `parameters()`, called by whoever holds the list. */
export class ModuleList<M extends BaseModule = AnyModule> extends Base {
  constructor(modules: Iterable<M> = []) {
    super()
    this.extend(modules)
  }

  get length(): number {
    return this.list().length
  }
  /** The module at a position, counted from the end if negative. Errors: IndexError. */
  at(index: number): M {
    const list = this.list()
    return list[placeIn(list.length, index)]
  }
  append(module: M): this {
    checkModule(module)
    this.addModule(String(this.length), module)
    return this
  }
  extend(modules: Iterable<M>): this {
    for (const module of modules) this.append(module)
    return this
  }
  insert(index: number, module: M): void {
    checkModule(module)
    const list = this.list()
    list.splice(index < 0 ? Math.max(0, index + list.length) : index, 0, module)
    for (const [i, each] of list.entries()) this.addModule(String(i), each as BaseModule as AnyModule)
  }
  *[Symbol.iterator](): Generator<M> {
    yield* this.list()
  }
  override get countsRepeats(): boolean {
    return true
  }
  private list(): M[] {
    return [...this.namedChildrenForRepr()].map(([, module]) => module as BaseModule as M)
  }
}

/** Modules by name. */
export class ModuleDict<M extends BaseModule = AnyModule> extends Base {
  constructor(modules: Readonly<Record<string, M>> | Iterable<readonly [string, M]> = {}) {
    super()
    this.update(modules)
  }
  get length(): number {
    return this.entries().length
  }
  /** The module of a name. Errors: IndexError. */
  at(key: string): M {
    const found = this.entries().find(([name]) => name === key)
    if (found === undefined) throw new IndexError(`'${key}'`)
    return found[1]
  }
  set(key: string, module: M): this {
    checkModule(module)
    this.addModule(key, module)
    return this
  }
  update(modules: Readonly<Record<string, M>> | Iterable<readonly [string, M]>): this {
    const pairs = Symbol.iterator in modules ? modules : Object.entries(modules)
    for (const [name, module] of pairs as Iterable<readonly [string, M]>) this.set(name, module)
    return this
  }
  has(key: string): boolean {
    return this.entries().some(([name]) => name === key)
  }
  keys(): string[] {
    return this.entries().map(([name]) => name)
  }
  values(): M[] {
    return this.entries().map(([, module]) => module)
  }
  entries(): [string, M][] {
    return [...this.namedChildrenForRepr()].map(([name, module]) => [name, module as BaseModule as M])
  }
  /** The names, as in Python. */
  *[Symbol.iterator](): Generator<string> {
    yield* this.keys()
  }
}

/** Parameters in a list; plain tensors become parameters. */
export class ParameterList extends Base {
  constructor(values: Iterable<Tensor> = []) {
    super()
    for (const value of values) this.append(value)
  }
  get length(): number {
    return this.list().length
  }
  at(index: number): Parameter {
    const list = this.list()
    return list[placeIn(list.length, index)]
  }
  append(value: Tensor): this {
    if (!(value instanceof Tensor)) throw new TypeError('a ParameterList takes tensors')
    this.registerParameter(String(this.length), value instanceof Parameter ? value : new Parameter(value))
    return this
  }
  *[Symbol.iterator](): Generator<Parameter> {
    yield* this.list()
  }
  override toString(): string {
    const lines = this.list().map(
      (p, i) =>
        `    (${i}): Parameter containing: [${p.dtype === 'float32' ? 'torch.float32' : `torch.${p.dtype}`} of size ${p.sizes.join('x')}]`,
    )
    return lines.length === 0 ? 'ParameterList()' : `ParameterList(\n${lines.map((l) => l).join('\n')}\n)`
  }
  private list(): Parameter[] {
    return [...this.namedParameters('', false)].map(([, p]) => p)
  }
}
