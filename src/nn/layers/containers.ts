import { IndexError } from '../../errors.js'
import { type AnyModule, type BaseModule, Module } from '../module.js'
import { checkModule, placeIn, renumber } from './sequential.js'

const Base = Module as unknown as abstract new () => BaseModule

/**
 * Modules in a list: found by `parameters()`, called by whoever holds the list.
 *
 * @see torch.nn.ModuleList
 * @example
 * new nn.ModuleList([new nn.Linear(3, 2), new nn.ReLU()])
 * // ModuleList(
 * //   (0): Linear(in_features=3, out_features=2, bias=True)
 * //   (1): ReLU()
 * // )
 */
export class ModuleList<M extends BaseModule = AnyModule> extends Base {
  constructor(modules: Iterable<M> = []) {
    super()
    this.extend(modules)
  }

  get length(): number {
    return this.list().length
  }
  /**
   * The module at a position, counted from the end if negative. Errors: IndexError.
   *
   * @see torch.nn.ModuleList.__getitem__
   * @example
   * new nn.ModuleList([new nn.ReLU()]).at(-1)
   * // ReLU()
   */
  at(index: number): M {
    const list = this.list()
    return list[placeIn(list.length, index)]
  }
  /**
   * Adds a module at the end. Returns the list.
   *
   * @see torch.nn.ModuleList.append
   * @example
   * new nn.ModuleList().append(new nn.ReLU())
   * // ModuleList(
   * //   (0): ReLU()
   * // )
   */
  append(module: M): this {
    checkModule(module)
    this.addModule(String(this.length), module)
    return this
  }
  /**
   * Adds several modules at the end. Returns the list.
   *
   * @see torch.nn.ModuleList.extend
   * @example
   * new nn.ModuleList().extend([new nn.ReLU(), new nn.Tanh()]).length
   * // 2
   */
  extend(modules: Iterable<M>): this {
    for (const module of modules) this.append(module)
    return this
  }
  /**
   * Puts a module before position `index`.
   *
   * @see torch.nn.ModuleList.insert
   * @example
   * const list = new nn.ModuleList([new nn.Tanh()])
   * list.insert(0, new nn.ReLU())
   * list.at(0)
   * // ReLU()
   */
  insert(index: number, module: M): void {
    checkModule(module)
    const list = this.list()
    list.splice(index < 0 ? Math.max(0, index + list.length) : index, 0, module)
    renumber(this, list)
  }
  /**
   * Takes the module at a position out, and gives it. Errors: IndexError.
   *
   * @see torch.nn.ModuleList.pop
   * @example
   * new nn.ModuleList([new nn.ReLU(), new nn.Tanh()]).pop()
   * // Tanh()
   */
  pop(index = -1): M {
    const list = this.list()
    const [taken] = list.splice(placeIn(list.length, index), 1)
    renumber(this, list)
    return taken
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

/**
 * Modules by name.
 *
 * @see torch.nn.ModuleDict
 * @example
 * new nn.ModuleDict({ act: new nn.ReLU() })
 * // ModuleDict(
 * //   (act): ReLU()
 * // )
 */
export class ModuleDict<M extends BaseModule = AnyModule> extends Base {
  constructor(modules: Readonly<Record<string, M>> | Iterable<readonly [string, M]> = {}) {
    super()
    this.update(modules)
  }
  get length(): number {
    return this.entries().length
  }
  /**
   * The module of a name. Errors: IndexError.
   *
   * @see torch.nn.ModuleDict.__getitem__
   * @example
   * new nn.ModuleDict({ act: new nn.ReLU() }).at('act')
   * // ReLU()
   */
  at(key: string): M {
    const found = this.entries().find(([name]) => name === key)
    if (found === undefined) throw new IndexError(`'${key}'`)
    return found[1]
  }
  /**
   * Puts a module under a key.
   *
   * @see torch.nn.ModuleDict.__setitem__
   * @example
   * const d = new nn.ModuleDict()
   * d.set('act', new nn.ReLU())
   * d
   * // ModuleDict(
   * //   (act): ReLU()
   * // )
   */
  set(key: string, module: M): this {
    checkModule(module)
    this.addModule(key, module)
    return this
  }
  /**
   * Puts several modules under their keys.
   *
   * @see torch.nn.ModuleDict.update
   * @example
   * const d = new nn.ModuleDict()
   * d.update({ act: new nn.ReLU() })
   * d
   * // ModuleDict(
   * //   (act): ReLU()
   * // )
   */
  update(modules: Readonly<Record<string, M>> | Iterable<readonly [string, M]>): this {
    const pairs = Symbol.iterator in modules ? modules : Object.entries(modules)
    for (const [name, module] of pairs as Iterable<readonly [string, M]>) this.set(name, module)
    return this
  }
  /**
   * Takes the module of a name out, and gives it. Errors: IndexError.
   *
   * @see torch.nn.ModuleDict.pop
   * @example
   * new nn.ModuleDict({ act: new nn.ReLU() }).pop('act')
   * // ReLU()
   */
  pop(key: string): M {
    const taken = this.at(key)
    Reflect.deleteProperty(this, key)
    return taken
  }
  /**
   * Takes all modules out.
   *
   * @see torch.nn.ModuleDict.clear
   * @example
   * const modules = new nn.ModuleDict({ act: new nn.ReLU() })
   * modules.clear()
   * modules.length
   * // 0
   */
  clear(): void {
    for (const key of this.keys()) Reflect.deleteProperty(this, key)
  }
  /**
   * Is there a module under this key?
   *
   * @see torch.nn.ModuleDict.__contains__
   * @example
   * new nn.ModuleDict({ act: new nn.ReLU() }).has('act')
   * // true
   */
  has(key: string): boolean {
    return this.entries().some(([name]) => name === key)
  }
  /**
   * The keys, in the order in which they were set.
   *
   * @see torch.nn.ModuleDict.keys
   * @example
   * [...new nn.ModuleDict({ act: new nn.ReLU() }).keys()]
   * // [ 'act' ]
   */
  keys(): string[] {
    return this.entries().map(([name]) => name)
  }
  /**
   * The modules, in the order in which they were set.
   *
   * @see torch.nn.ModuleDict.values
   * @example
   * [...new nn.ModuleDict({ act: new nn.ReLU() }).values()].length
   * // 1
   */
  values(): M[] {
    return this.entries().map(([, module]) => module)
  }
  /**
   * Keys with their modules, in the order in which they were set.
   *
   * @see torch.nn.ModuleDict.items
   * @example
   * [...new nn.ModuleDict({ act: new nn.ReLU() }).entries()].length
   * // 1
   */
  entries(): [string, M][] {
    return [...this.namedChildrenForRepr()].map(([name, module]) => [name, module as BaseModule as M])
  }
  /** The names, as in Python. */
  *[Symbol.iterator](): Generator<string> {
    yield* this.keys()
  }
}
