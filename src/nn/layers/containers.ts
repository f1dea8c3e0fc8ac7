import { IndexError } from '../../errors.js'
import { type AnyModule, type BaseModule, UntypedModule } from '../module.js'
import { Keyed } from './keyed.js'
import { checkModule, placeIn, renumber } from './sequential.js'

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
export class ModuleList<M extends BaseModule = AnyModule> extends UntypedModule {
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
export class ModuleDict<M extends BaseModule = AnyModule> extends Keyed<M> {
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
  override set(key: string, module: M): this {
    checkModule(module)
    this.addModule(key, module)
    return this
  }
  /**
   * Keys with their modules, in the order in which they were set.
   *
   * @see torch.nn.ModuleDict.items
   * @example
   * [...new nn.ModuleDict({ act: new nn.ReLU() }).entries()].length
   * // 1
   */
  override entries(): [string, M][] {
    return [...this.namedChildrenForRepr()].map(([name, module]) => [name, module as BaseModule as M])
  }
  protected override missing(key: string): IndexError {
    return new IndexError(`'${key}'`)
  }
}
