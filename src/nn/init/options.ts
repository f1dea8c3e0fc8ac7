import { noGrad } from '../../autograd/scopes.js'
import type { Generator } from '../../random.js'
import type { Shape } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'

export interface Drawn {
  /** Where the numbers are drawn from; the default generator if left out. */
  generator?: Generator | null
}

/** Fills a tensor unrecorded, and gives it back. */
export const silently = <S extends Shape>(tensor: Tensor<S>, fill: (x: Tensor) => unknown): Tensor<S> => {
  noGrad(() => fill(tensor as Tensor))
  return tensor
}

/** Arguments by position and by name, as one object. */
export function together<O extends object>(names: readonly (keyof O)[], args: readonly (number | O | undefined)[]): O {
  const positional = args.map((x, i): Partial<O> => (typeof x === 'number' ? ({ [names[i]]: x } as Partial<O>) : {}))
  return Object.assign({}, ...positional, ...args.filter((x) => typeof x === 'object')) as O
}

/** Without the arguments at the end that were left out, so that options stand last. */
export const trimmed = <X>(args: readonly X[]): X[] => {
  let n = args.length
  while (n > 0 && args[n - 1] === undefined) n--
  return args.slice(0, n)
}

export interface XavierInit extends Drawn {
  gain?: number
}
/** A gain by position or by name; 1 unless given. */
export const gainOf = (gain: number | XavierInit | undefined, o?: XavierInit): XavierInit & { gain: number } => ({
  ...(typeof gain === 'object' ? gain : {}),
  ...o,
  gain: o?.gain ?? (typeof gain === 'object' ? gain.gain : gain) ?? 1,
})
