import { UntypedModule } from '../module.js'

/** Values under names: an object, or pairs in their order. */
export type Named<V> = Readonly<Record<string, V>> | Iterable<readonly [string, V]>

/** What a dict of modules and one of parameters have in common: values that are kept under names, in order. */
export abstract class Keyed<V, Given = V> extends UntypedModule {
  constructor(values: Named<Given> = {}) {
    super()
    this.update(values)
  }

  /** Names with their values, in the order in which they were set. */
  abstract entries(): [string, V][]
  /** Puts a value under a name. Returns the dict. */
  abstract set(key: string, value: Given): this
  /** What PyTorch says of a name that is not there. */
  protected abstract missing(key: string): Error

  get length(): number {
    return this.entries().length
  }
  /**
   * The value of a name. Errors: IndexError if there is none.
   *
   * @see torch.nn.ModuleDict.__getitem__, torch.nn.ParameterDict.__getitem__
   * @example
   * new nn.ModuleDict({ act: new nn.ReLU() }).at('act')
   * // ReLU()
   * new nn.ParameterDict({ scale: ones(1) }).at('scale')
   * // Parameter containing:
   * // tensor([1.], requires_grad=True)
   */
  at(key: string): V {
    const found = this.entries().find(([name]) => name === key)
    if (found === undefined) throw this.missing(key)
    return found[1]
  }
  /**
   * Puts several values under their names. Returns the dict.
   *
   * @see torch.nn.ModuleDict.update, torch.nn.ParameterDict.update
   * @example
   * new nn.ModuleDict().update({ act: new nn.ReLU() })
   * // ModuleDict(
   * //   (act): ReLU()
   * // )
   */
  update(values: Named<Given>): this {
    const pairs = Symbol.iterator in values ? values : Object.entries(values)
    for (const [name, value] of pairs as Iterable<readonly [string, Given]>) this.set(name, value)
    return this
  }
  /**
   * Takes the value of a name out, and gives it. Errors: IndexError if there is none.
   *
   * @see torch.nn.ModuleDict.pop, torch.nn.ParameterDict.pop
   * @example
   * new nn.ModuleDict({ act: new nn.ReLU() }).pop('act')
   * // ReLU()
   */
  pop(key: string): V {
    const taken = this.at(key)
    Reflect.deleteProperty(this, key)
    return taken
  }
  /**
   * Takes everything out.
   *
   * @see torch.nn.ModuleDict.clear, torch.nn.ParameterDict.clear
   * @example
   * const scales = new nn.ParameterDict({ scale: ones(1) })
   * scales.clear()
   * scales.length
   * // 0
   */
  clear(): void {
    for (const key of this.keys()) Reflect.deleteProperty(this, key)
  }
  /**
   * Is there a value of this name?
   *
   * @see torch.nn.ModuleDict.__contains__, torch.nn.ParameterDict.__contains__
   * @example
   * new nn.ModuleDict({ act: new nn.ReLU() }).has('act')
   * // true
   */
  has(key: string): boolean {
    return this.entries().some(([name]) => name === key)
  }
  /**
   * The names, in the order in which they were set.
   *
   * @see torch.nn.ModuleDict.keys, torch.nn.ParameterDict.keys
   * @example
   * new nn.ParameterDict({ scale: ones(1) }).keys()
   * // [ 'scale' ]
   */
  keys(): string[] {
    return this.entries().map(([name]) => name)
  }
  /**
   * The values, in the order in which they were set.
   *
   * @see torch.nn.ModuleDict.values, torch.nn.ParameterDict.values
   * @example
   * new nn.ModuleDict({ act: new nn.ReLU() }).values()
   * // [ ReLU() ]
   */
  values(): V[] {
    return this.entries().map(([, value]) => value)
  }
  /** The names, as in Python. */
  *[Symbol.iterator](): Generator<string> {
    yield* this.keys()
  }
}
