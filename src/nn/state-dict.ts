import { RuntimeError } from '../errors.js'
import { kindOf } from '../ops/arguments.js'
import { sameShape } from '../shape/broadcast.js'
import { Tensor } from '../tensor.js'
import type { BaseModule } from './module.js'
import { Parameter } from './parameter.js'

/** Tensors by PyTorch's names: `'0.weight'`, `'bn.running_mean'`. */
export type StateDict = Record<string, Tensor>

export interface LoadResult {
  missingKeys: string[]
  unexpectedKeys: string[]
}

/** Attributes are camelCase, keys of a state dict PyTorch's snake_case. */
export const keyOf = (attribute: string): string => attribute.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

/**
 * Every parameter and persistent buffer with its key, in PyTorch's order: per module parameters, then buffers, then
 * children. What stands in two places has two keys.
 */
function* entries(owner: BaseModule, prefix = ''): Generator<[string, Tensor]> {
  const own = Object.entries(owner)
  for (const [name, value] of own) if (value instanceof Parameter) yield [`${prefix}${keyOf(name)}`, value]
  for (const [name, value] of own)
    if (value instanceof Tensor && owner.keeps(name)) yield [`${prefix}${keyOf(name)}`, value]
  for (const [name, child] of owner.namedChildrenForRepr()) yield* entries(child, `${prefix}${name}.`)
}

export const stateDict = (module: BaseModule): StateDict =>
  Object.fromEntries([...entries(module)].map(([key, tensor]) => [key, tensor.detach() as Tensor]))

/** What was loaded, with PyTorch's words for it. */
function shownAs(missingKeys: string[], unexpectedKeys: string[]): LoadResult {
  const list = (keys: string[]): string => `[${keys.map((key) => `'${key}'`).join(', ')}]`
  const text =
    missingKeys.length + unexpectedKeys.length === 0
      ? '<All keys matched successfully>'
      : `_IncompatibleKeys(missing_keys=${list(missingKeys)}, unexpected_keys=${list(unexpectedKeys)})`
  const result = { missingKeys, unexpectedKeys }
  Object.defineProperty(result, 'toString', { value: () => text, enumerable: false })
  return result
}

/** Files from before PyTorch 0.4.1 lack the batch norms' counts: they may be missing, as in PyTorch. */
const isCount = (key: string): boolean => /(^|\.)num_batches_tracked$/.test(key)

/** Nothing is written unless everything fits (with `strict`, also the keys). */
export function loadStateDict(module: BaseModule, state: StateDict, { strict = true } = {}): LoadResult {
  if (typeof state !== 'object' || state === null)
    throw new TypeError(`Expected state_dict to be dict-like, got <class '${kindOf(state)}'>.`)
  const own = new Map(entries(module))
  const missingKeys = [...own.keys()].filter((key) => !Object.hasOwn(state, key) && !isCount(key))
  const unexpectedKeys = Object.keys(state).filter((key) => !own.has(key))
  const problems: string[] = []
  const list = (keys: string[]): string => keys.map((key) => `"${key}"`).join(', ')
  if (strict && unexpectedKeys.length > 0) problems.push(`Unexpected key(s) in state_dict: ${list(unexpectedKeys)}. `)
  if (strict && missingKeys.length > 0) problems.unshift(`Missing key(s) in state_dict: ${list(missingKeys)}. `)
  const values = [...own].flatMap(([key, tensor]) =>
    Object.hasOwn(state, key) ? [{ key, tensor, value: state[key] }] : [],
  )
  for (const { key, tensor, value } of values)
    if (!(value instanceof Tensor))
      problems.push(
        `While copying the parameter named "${key}", expected torch.Tensor or Tensor-like object from checkpoint but received ${typeof value}`,
      )
    else if (!sameShape(value.sizes, tensor.sizes))
      problems.push(
        `size mismatch for ${key}: copying a param with shape ${value.shape} from checkpoint, the shape in current model is ${tensor.shape}.`,
      )
  if (problems.length > 0)
    throw new RuntimeError(`Error(s) in loading state_dict for ${module.constructor.name}:\n\t${problems.join('\n\t')}`)
  for (const { tensor, value } of values) (tensor.detach() as Tensor).copy_(value)
  return shownAs(missingKeys, unexpectedKeys)
}
