import { type Data, isFloat } from '../dtype.js'
import { engine } from '../engine/index.js'
import { type RuleName, STEP_ARRAYS } from '../engine/layers.js'
import { wrote } from '../ops/in-place.js'
import { sameShape } from '../shape/broadcast.js'
import type { Tensor } from '../tensor.js'

/** What one parameter brings to a step: itself, its gradient and what the rule keeps, and two numbers of its own. */
export interface StepOf {
  readonly tensors: readonly [p: Tensor, grad: Tensor, ...kept: (Tensor | null)[]]
  readonly own: readonly [number, number]
}

/** Places in the numbers of a rule. */
const NUMBERS = 8

/** Can the engine walk them side by side? */
function fits(tensors: readonly (Tensor | null)[], dtype: string): boolean {
  const [p] = tensors as [Tensor]
  return tensors.every(
    (t) => t === null || (t.dtype === dtype && t.isContiguous() && (t === p || sameShape(t.sizes, p.sizes))),
  )
}

/**
 * Steps all parameters of a group, in one call of the engine for each dtype; what is not adjacent in memory is left to
 * `one`, which does the same with ops, and rounds alike.
 */
export function stepAll(
  rule: RuleName,
  numbers: readonly (number | boolean)[],
  parameters: readonly StepOf[],
  one: (parameter: StepOf) => void,
): void {
  const packed = new Float64Array(NUMBERS)
  packed.set(numbers.map(Number))
  for (const dtype of new Set(parameters.map(({ tensors }) => tensors[0].dtype))) {
    const data: (Data | null)[] = []
    const layout: number[] = []
    const stepped: StepOf[] = []
    for (const parameter of parameters) {
      const { tensors, own } = parameter
      if (tensors[0].dtype !== dtype) continue
      if (!isFloat(dtype) || !fits(tensors, dtype)) {
        one(parameter)
        continue
      }
      layout.push(tensors[0].numel())
      for (let k = 0; k < STEP_ARRAYS; k++) {
        data.push(tensors[k]?.store.data ?? null)
        layout.push(tensors[k]?.offset ?? 0)
      }
      layout.push(...own)
      stepped.push(parameter)
    }
    if (stepped.length > 0) engine.step(rule, data, Float64Array.from(layout), packed)
    for (const { tensors } of stepped) for (const [k, t] of tensors.entries()) if (t !== null && k !== 1) wrote(t)
  }
}
