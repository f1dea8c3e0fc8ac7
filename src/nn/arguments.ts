import { isOptions } from '../ops/keywords.js'
import { keyOf } from './state-dict.js'

/** Stands in the place of a default where an argument must be given. */
const REQUIRED = Symbol('required')
export const required = <T>(): T => REQUIRED as T

/**
 * Arguments in any of their forms, as one object: positional ones in PyTorch's order, then options by name:
 * `(2, 1)`, `(2, {padding: 1})`, `({stride: 2, padding: 1})`. What was left out has its default; TypeError if it has none.
 */
export function named<O extends object>(args: readonly unknown[], defaults: O): O {
  const names = Object.keys(defaults) as (keyof O)[]
  const out = { ...defaults }
  for (let i = 0; i < args.length; i++) {
    const value = args[i]
    if (i === args.length - 1 && isOptions(value)) {
      for (const [name, v] of Object.entries(value)) {
        if (!Object.hasOwn(defaults, name)) throw new TypeError(`got an unexpected keyword argument '${name}'`)
        if (v !== undefined) out[name as keyof O] = v as O[keyof O]
      }
    } else if (value !== undefined) {
      if (i >= names.length)
        throw new TypeError(`takes at most ${names.length} optional positional arguments but ${args.length} were given`)
      out[names[i]] = value as O[keyof O]
    }
  }
  const missing = names.filter((name) => out[name] === REQUIRED).map((name) => `'${keyOf(String(name))}'`)
  if (missing.length > 0)
    throw new TypeError(
      `missing ${missing.length} required positional argument${missing.length > 1 ? 's' : ''}: ${missing.join(' and ')}`,
    )
  return out
}

/** What a call's arguments A say of an option: by name in the last of them, or at a position; E if they do not. */
export type Given<A extends readonly unknown[], Name extends string, Place extends number, E> = A extends readonly [
  ...unknown[],
  infer L,
]
  ? L extends { readonly [K in Name]: infer V }
    ? V
    : A[Place] extends number | string | readonly number[]
      ? A[Place]
      : E
  : E
