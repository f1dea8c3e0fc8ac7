import type { Fn, SameFn } from '../../shape/types/index.js'
import { named } from '../arguments.js'
import { inPython, pythonFloat } from '../python.js'
import { keyOf } from '../state-dict.js'
import { Layer } from './layer.js'

/** Options by position, or as an object. */
export type Arguments<O> = readonly (O[keyof O] | O | undefined)[]

/** A layer that is one function of its options: they become its attributes, and are what it prints. */
export abstract class Configured<O extends object, Shapes extends Fn = SameFn> extends Layer<Shapes> {
  /** @internal */
  protected readonly options: () => Required<O>
  constructor(args: readonly unknown[], defaults: Required<O>) {
    super()
    const given = named(args, defaults)
    Object.assign(this, given)
    const names = Object.keys(defaults) as (keyof O)[]
    const attributes = this as unknown as O
    this.options = () => Object.fromEntries(names.map((name) => [name, attributes[name]])) as Required<O>
  }

  override extraRepr(): string {
    return Object.entries(this.options())
      .filter(([name, value]) => name !== 'inplace' || value === true)
      .map(([name, value]) => `${keyOf(name)}=${this.shown(value)}`)
      .join(', ')
  }
  /** @internal Numbers are floats in Python unless a class says otherwise. */
  protected shown(value: unknown): string {
    return typeof value === 'number' ? pythonFloat(value) : typeof value === 'string' ? `'${value}'` : inPython(value)
  }
}
