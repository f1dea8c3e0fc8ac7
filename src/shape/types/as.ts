import type { List, Ranked, Shape } from './core.js'

/** A shape as it is asserted: -1 stands for any size. */
export type Fixed<V extends Shape> = number extends V['length']
  ? any
  : { -readonly [I in keyof V]: V[I] extends -1 ? number : V[I] }

/** Narrows a shape to the sizes V; a contradiction is an error. What is known of either side stays known. */
export type As<A extends Shape, V extends Shape> = number extends V['length']
  ? A
  : Ranked<A> extends false
    ? Fixed<V>
    : A['length'] extends V['length']
      ? Narrowed<A, V, A, V>
      : NotThat<A, V>

type NotThat<A, V> = `the tensor's shape is ${List<A>}, not ${List<V>}`

type Narrowed<A extends Shape, V extends Shape, A0, V0, Out extends Shape = []> = A extends readonly [
  infer X extends number,
  ...infer AR extends Shape,
]
  ? V extends readonly [infer Y extends number, ...infer VR extends Shape]
    ? Y extends -1
      ? Narrowed<AR, VR, A0, V0, [...Out, X]>
      : number extends Y
        ? Narrowed<AR, VR, A0, V0, [...Out, X]>
        : X extends Y
          ? Narrowed<AR, VR, A0, V0, [...Out, X]>
          : number extends X
            ? Narrowed<AR, VR, A0, V0, [...Out, Y]>
            : NotThat<A0, V0>
    : Shape
  : Out
