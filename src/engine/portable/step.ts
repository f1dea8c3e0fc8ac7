import type { Data } from '../../dtype.js'
import { type Floats, type RuleName, STEP_ARRAYS } from '../layers.js'

/** Rounds to the dtype of the parameters: one operation of the ops that this stands for. */
type Round = (x: number) => number

/** One element's arrays, all moved to it: what a rule reads and writes. */
interface Element {
  /** The arrays in their order; null where the rule keeps nothing. */
  readonly data: readonly (Floats | null)[]
  readonly at: readonly number[]
  readonly own: readonly number[]
}

const get = ({ data, at }: Element, k: number, i: number): number => (data[k] as Floats)[at[k] + i]
const set = ({ data, at }: Element, k: number, i: number, x: number): number => {
  const array = data[k] as Floats
  array[at[k] + i] = x
  return array[at[k] + i]
}

/** The gradient for descent, with the decay of the weights. */
function gradient(e: Element, i: number, maximize: number, decay: number, r: Round): number {
  const g = maximize ? -get(e, 1, i) : get(e, 1, i)
  return decay === 0 ? g : r(g + r(get(e, 0, i) * r(decay)))
}

/** mean · keep + x · take, kept in array k. */
const average = (e: Element, k: number, i: number, x: number, keep: number, take: number, r: Round): number =>
  set(e, k, i, r(r(get(e, k, i) * r(keep)) + r(x * r(take))))

type Rule = (e: Element, i: number, numbers: Float64Array, r: Round) => void

const sgd: Rule = (e, i, [lr, momentum, dampening, decay, nesterov, maximize], r) => {
  let g = gradient(e, i, maximize, decay, r)
  if (momentum !== 0 && e.data[2]) {
    const buffer = e.own[0] ? set(e, 2, i, g) : average(e, 2, i, g, momentum, 1 - dampening, r)
    g = nesterov ? r(g + r(buffer * r(momentum))) : buffer
  }
  set(e, 0, i, r(get(e, 0, i) + r(g * r(-lr))))
}

const adam: Rule = (e, i, [lr, beta1, beta2, eps, decay, maximize, decoupled], r) => {
  const g = gradient(e, i, maximize, decoupled ? 0 : decay, r)
  if (decoupled && decay !== 0) set(e, 0, i, r(get(e, 0, i) * r(1 - lr * decay)))
  const first = average(e, 2, i, g, beta1, 1 - beta1, r)
  let second = average(e, 3, i, r(g * g), beta2, 1 - beta2, r)
  if (e.data[4]) second = set(e, 4, i, Math.max(get(e, 4, i), second))
  const denominator = r(r(r(Math.sqrt(second)) / r(e.own[1])) + r(eps))
  set(e, 0, i, r(get(e, 0, i) + r(r(r(1 / denominator) * first) * r(e.own[0]))))
}

const rmsprop: Rule = (e, i, [lr, alpha, eps, decay, momentum, maximize], r) => {
  const g = gradient(e, i, maximize, decay, r)
  let mean = average(e, 2, i, r(g * g), alpha, 1 - alpha, r)
  if (e.data[3]) {
    const centre = average(e, 3, i, g, alpha, 1 - alpha, r)
    mean = r(mean - r(centre * centre))
  }
  let step = r(r(1 / r(r(Math.sqrt(mean)) + r(eps))) * g)
  if (e.data[4]) step = average(e, 4, i, step, momentum, 1, r)
  set(e, 0, i, r(get(e, 0, i) + r(step * r(-lr))))
}

const rules: Record<RuleName, Rule> = { sgd, adam, rmsprop }

export function step(
  rule: RuleName,
  data: readonly (Data | null)[],
  layout: Float64Array,
  numbers: Float64Array,
): void {
  const run = rules[rule]
  for (let p = 0, at = 0; p < data.length; p += STEP_ARRAYS, at += 3 + STEP_ARRAYS) {
    const e: Element = {
      data: data.slice(p, p + STEP_ARRAYS) as (Floats | null)[],
      at: [...layout.subarray(at + 1, at + 1 + STEP_ARRAYS)],
      own: [...layout.subarray(at + 1 + STEP_ARRAYS, at + 3 + STEP_ARRAYS)],
    }
    const round: Round = data[p] instanceof Float32Array ? Math.fround : (x) => x
    for (let i = 0; i < layout[at]; i++) run(e, i, numbers, round)
  }
}
