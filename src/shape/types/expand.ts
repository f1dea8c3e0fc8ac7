import type { Agree, List, Mutable, Ranked, Shape } from './core.js'
import type { Anys } from './dims.js'
import type { Flat } from './view.js'

/** Sizes of 1 repeated, new dimensions in front; -1 leaves a size as it is. */
export type Expand<A extends Shape, V0 extends readonly unknown[]> = A extends string
  ? never
  : Flat<V0> extends infer V extends Shape
    ? number extends V['length']
      ? Shape
      : Ranked<A> extends false
        ? -1 extends V[number]
          ? Shape
          : Mutable<V>
        : V extends readonly [...Anys[A['length'] & keyof Anys], ...any]
          ? Expanded<A, V, A, V>
          : `expand(torch.FloatTensor{${List<A>}}, size=${List<V>}): the number of sizes provided (${V['length']}) must be greater or equal to the number of dimensions in the tensor (${A['length']})`
    : Shape

type Expanded<
  A extends Shape,
  V extends Shape,
  A0 extends Shape,
  V0 extends Shape,
  Out extends Shape = [],
> = A extends readonly [...infer AI extends Shape, infer X extends number]
  ? V extends readonly [...infer VI extends Shape, infer Y extends number]
    ? Y extends -1
      ? Expanded<AI, VI, A0, V0, [X, ...Out]>
      : X extends 1
        ? Expanded<AI, VI, A0, V0, [Y, ...Out]>
        : Agree<X, Y> extends true
          ? Expanded<AI, VI, A0, V0, [number extends Y ? X : Y, ...Out]>
          : `The expanded size of the tensor (${Y}) must match the existing size (${X}) at non-singleton dimension ${VI['length']}.  Target sizes: ${List<V0>}.  Tensor sizes: ${List<A0>}`
    : Shape
  : -1 extends V[number]
    ? Leading<V>
    : [...V, ...Out]
type Leading<V extends Shape, I extends any[] = []> = V extends readonly [infer X, ...infer R extends Shape]
  ? X extends -1
    ? `The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${I['length']}`
    : Leading<R, [...I, any]>
  : never
