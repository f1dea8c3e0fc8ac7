import { IndexError } from '../../errors.js'
import { kindOf } from '../../ops/arguments.js'
import type { ChainFn } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { type AnyModule, type BaseModule, isModule } from '../module.js'
import { Layer } from './layer.js'

/** An index counted from the front. Errors: IndexError. */
export function placeIn(length: number, index: number): number {
  if (!Number.isInteger(index) || index < -length || index >= length)
    throw new IndexError(`index ${index} is out of range`)
  return index < 0 ? index + length : index
}

/** The member of a tuple at a position; the last one for −1. */
export type Member<L extends readonly unknown[], N extends number> = `${N}` extends keyof L
  ? L[`${N}`]
  : [N, L] extends [-1, readonly [...unknown[], infer X]]
    ? X
    : AnyModule

/** PyTorch's error for what is no module in a container. */
export function checkModule(value: unknown): asserts value is AnyModule {
  if (!isModule(value)) {
    throw new TypeError(`${kindOf(value)} is not a Module subclass`)
  }
}

/** Gives the modules of a list their places as names. */
export function renumber<C extends BaseModule>(container: C, modules: readonly BaseModule[]): C {
  for (const [name] of [...container.namedChildrenForRepr()]) Reflect.deleteProperty(container, name)
  for (const [i, module] of modules.entries()) container.addModule(String(i), module as AnyModule)
  return container
}

/**
 * One module after the other: `new nn.Sequential(new nn.Linear(784, 50), new nn.ReLU(), new nn.Linear(50, 10))`; or by
 * names, from an object. `model.at(0)`, `model.length`; iterable.
 *
 * @see torch.nn.Sequential
 * @example
 * new nn.Sequential(new nn.Linear(784, 50), new nn.ReLU(), new nn.Linear(50, 10))
 * // Sequential(
 * //   (0): Linear(in_features=784, out_features=50, bias=True)
 * //   (1): ReLU()
 * //   (2): Linear(in_features=50, out_features=10, bias=True)
 * // )
 */
export class Sequential<const L extends readonly unknown[] = readonly BaseModule[]> extends Layer<ChainFn<L>> {
  constructor(...modules: L)
  constructor(modules: Readonly<Record<string, BaseModule>>)
  constructor(...modules: unknown[]) {
    super()
    const [first] = modules
    const pairs =
      modules.length === 1 && typeof first === 'object' && first !== null && !isModule(first)
        ? Object.entries(first)
        : modules.map((module, i) => [String(i), module] as const)
    for (const [name, module] of pairs) {
      checkModule(module)
      this.addModule(name, module)
    }
  }

  protected run(input: Tensor): Tensor {
    let x = input
    for (const module of this) x = module(x)
    return x
  }

  /** How many modules there are. */
  override get length(): number {
    return this.entries().length
  }

  /**
   * The module at a position, counted from the end if negative.
   *
   * @see torch.nn.Sequential.__getitem__
   * @example
   * new nn.Sequential(new nn.Linear(4, 2), new nn.ReLU()).at(-1)
   * // ReLU()
   */
  at<const N extends number>(index: N): Member<L, N> {
    const modules = this.entries()
    return modules[placeIn(modules.length, index)][1] as Member<L, N>
  }

  /**
   * Adds a module at the end.
   *
   * @see torch.nn.Sequential.append
   * @example
   * new nn.Sequential(new nn.Linear(4, 2)).append(new nn.ReLU())
   * // Sequential(
   * //   (0): Linear(in_features=4, out_features=2, bias=True)
   * //   (1): ReLU()
   * // )
   */
  append(module: BaseModule): this {
    checkModule(module)
    this.addModule(String(this.length), module)
    return this
  }

  /**
   * Adds modules at the end.
   *
   * @see torch.nn.Sequential.extend
   * @example
   * new nn.Sequential(new nn.ReLU()).extend([new nn.Tanh()]).length
   * // 2
   */
  extend(modules: Iterable<BaseModule>): this {
    for (const module of modules) this.append(module)
    return this
  }

  /**
   * Puts a module before the one at a position. Errors: IndexError if there is no such position.
   *
   * @see torch.nn.Sequential.insert
   * @example
   * new nn.Sequential(new nn.ReLU()).insert(0, new nn.Tanh())
   * // Sequential(
   * //   (0): Tanh()
   * //   (1): ReLU()
   * // )
   */
  insert(index: number, module: BaseModule): this {
    checkModule(module)
    const modules = [...this]
    const place = index < 0 ? index + modules.length : index
    if (!(place >= 0 && place <= modules.length)) throw new IndexError(`Index out of range: ${index}`)
    modules.splice(place, 0, module)
    return renumber(this, modules)
  }

  /**
   * Takes the module at a position out, and gives it. Errors: IndexError.
   *
   * @see torch.nn.Sequential.pop
   * @example
   * new nn.Sequential(new nn.ReLU(), new nn.Tanh()).pop(0)
   * // ReLU()
   */
  pop(index = -1): AnyModule {
    const modules = [...this]
    const [taken] = modules.splice(placeIn(modules.length, index), 1)
    renumber(this, modules)
    return taken
  }

  /**
   * Some of the modules as a model of their own, which shares them; they keep their names.
   *
   * @see torch.nn.Sequential.__getitem__
   * @example
   * new nn.Sequential(new nn.ReLU(), new nn.Tanh()).slice(1)
   * // Sequential(
   * //   (1): Tanh()
   * // )
   */
  slice(start?: number, end?: number): Sequential {
    const kept: Readonly<Record<string, BaseModule>> = Object.fromEntries(this.entries().slice(start, end))
    return new Sequential<readonly BaseModule[]>(kept)
  }

  *[Symbol.iterator](): Generator<AnyModule> {
    for (const [, module] of this.entries()) yield module
  }

  private entries(): [string, AnyModule][] {
    return [...this.namedChildrenForRepr()]
  }
}
