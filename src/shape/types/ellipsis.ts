import type { Shape } from './core.js'
import type { Anys } from './dims.js'

/**
 * `...` in an einsum: the dimensions that it stands for get digits as labels, the last one 9, so that those of several
 * operands align at the end and broadcast as any label does. `DotLabels[r]` are those of r dimensions.
 */
type DotLabels = ['', '9', '89', '789', '6789', '56789', '456789']

type Length<S extends string, N extends any[] = []> = S extends `${string}${infer R}`
  ? Length<R, [...N, any]>
  : N['length']

type Term<X extends string, A> = X extends `${infer P}...${infer Q}`
  ? A extends readonly [...Anys[Length<`${P}${Q}`> & keyof Anys], ...infer M]
    ? M['length'] extends infer R extends keyof DotLabels
      ? `${P}${DotLabels[R] & string}${Q}`
      : null
    : null
  : X

/** The terms of an equation with digits for dots; null if an operand has too few dimensions, or too many. */
export type WithoutDots<
  L extends string,
  S extends readonly Shape[],
  Out extends string = '',
> = L extends `${infer X},${infer R}`
  ? S extends readonly [infer A extends Shape, ...infer SR extends readonly Shape[]]
    ? Term<X, A> extends infer T extends string
      ? WithoutDots<R, SR, `${Out}${T},`>
      : null
    : null
  : S extends readonly [infer A extends Shape]
    ? Term<L, A> extends infer T extends string
      ? `${Out}${T}`
      : null
    : null

/** The labels of the widest dots in these terms: those that the output's dots stand for. */
export type Widest<L extends string> = L extends `${string}4${string}`
  ? DotLabels[6]
  : L extends `${string}5${string}`
    ? DotLabels[5]
    : L extends `${string}6${string}`
      ? DotLabels[4]
      : L extends `${string}7${string}`
        ? DotLabels[3]
        : L extends `${string}8${string}`
          ? DotLabels[2]
          : L extends `${string}9${string}`
            ? DotLabels[1]
            : ''
