import type { Agree, Ranked, Shape } from './core.js'
import type { Widest, WithoutDots } from './ellipsis.js'
import type { ShapesOf } from './join.js'

type NoSpaces<S extends string> = S extends `${infer A} ${infer B}` ? NoSpaces<`${A}${B}`> : S

/** The operands of `einsum`, given one by one or as a list. */
export type Operands<L extends readonly unknown[]> = L extends readonly [infer List extends readonly unknown[]]
  ? ShapesOf<List>
  : ShapesOf<L>

/**
 * The shape of `einsum(equation, …)`: labels are read off the equation with the sizes of the operands; a size of 1 is
 * repeated. With an equation that is not literal or an operand of unknown rank it cannot be told.
 */
export type Einsum<E extends string, S extends readonly Shape[]> = string extends E
  ? Shape
  : number extends S['length']
    ? Shape
    : AllRanked<S> extends false
      ? Shape
      : E extends `${string}...${string}`
        ? Dotted<NoSpaces<E>, S>
        : NoSpaces<E> extends `${infer L}->${infer R}`
          ? Explained<Contract<L, R, S>, E>
          : Explained<Contract<NoSpaces<E>, Implicit<NoSpaces<E>>, S>, E>

/** With dots. What is wrong then is left to the run time: its messages do not speak of the labels used here. */
type Dotted<E extends string, S extends readonly Shape[]> = string extends E
  ? Shape
  : E extends `${infer L}->${infer R}`
    ? WithoutDots<L, S> extends infer T extends string
      ? Silent<Contract<T, R extends `${infer P}...${infer Q}` ? `${P}${Widest<T>}${Q}` : R, S>>
      : Shape
    : WithoutDots<E, S> extends infer T extends string
      ? Silent<Contract<T, `${Widest<T>}${Implicit<T>}`, S>>
      : Shape
type Silent<R> = R extends string ? Shape : R

/** A message about sizes is of no use if the equation itself cannot be read. */
type Explained<R, E extends string> = R extends string
  ? E extends `${string}.${string}`
    ? Shape
    : E extends `${infer L}->${infer Output}`
      ? Stray<`${L}  ${Output}`> extends null
        ? R
        : Stray<`${L}  ${Output}`>
      : Stray<E> extends null
        ? R
        : Stray<E>
  : R
type Stray<E extends string, I extends any[] = []> = E extends `${infer C}${infer R}`
  ? C extends ',' | ' '
    ? Stray<R, [...I, any]>
    : Uppercase<C> extends Lowercase<C>
      ? `einsum(): invalid subscript given at index ${I['length']} in the equation string, subscripts must be in [a-zA-Z]`
      : Stray<R, [...I, any]>
  : null

type AllRanked<S extends readonly Shape[]> = S extends readonly [
  infer A extends Shape,
  ...infer R extends readonly Shape[],
]
  ? Ranked<A> extends false
    ? false
    : AllRanked<R>
  : true

type Contract<L extends string, R extends string, S extends readonly Shape[]> =
  Labels<L, S> extends infer Seen ? ([Seen] extends [string] ? Seen : Output<R, Seen>) : never

/**
 * What is known of the labels, as a union of [label, size] (with an entry that no label matches, so that it is never
 * empty); or a message. I: one mark for each operand passed.
 */
type Labels<
  L extends string,
  S extends readonly Shape[],
  I extends any[] = [],
  Seen = ['', 1],
> = L extends `${infer Term},${infer R}`
  ? S extends readonly [infer A extends Shape, ...infer SR extends readonly Shape[]]
    ? Operand<Term, A, Seen, Term, A, I> extends infer Next
      ? [Next] extends [string]
        ? Next
        : Labels<R, SR, [...I, any], Next>
      : never
    : TooFew
  : S extends readonly [infer A extends Shape]
    ? Operand<L, A, Seen, L, A, I>
    : S extends readonly []
      ? TooFew
      : 'einsum(): more operands were provided than specified in the equation'
type TooFew = 'einsum(): fewer operands were provided than specified in the equation'

/** Own: the labels of this operand. A label that it repeats takes a diagonal, whose sizes must be equal. */
type Operand<
  Term extends string,
  A extends Shape,
  Seen,
  Term0 extends string,
  A0 extends Shape,
  I extends any[],
  Own = never,
> = Term extends `${infer C}${infer R}`
  ? A extends readonly [infer N extends number, ...infer T extends Shape]
    ? Unequal<Own, C, N> extends infer Other extends number
      ? `einsum(): subscript ${C} is repeated for operand ${I['length']} but the sizes don't match, ${N} != ${Other}`
      : Clash<Seen, C, N> extends infer Old extends number
        ? `einsum(): subscript ${C} has size ${N} for operand ${I['length']} which does not broadcast with previously seen size ${Old}`
        : Operand<R, T, Seen | [C, N], Term0, A0, I, Own | [C, N]>
    : WrongRank<Term0, A0, I>
  : A extends readonly []
    ? Seen
    : WrongRank<Term0, A0, I>
type WrongRank<
  Term extends string,
  A extends Shape,
  I extends any[],
> = `einsum(): the number of subscripts in the equation (${Length<Term>}) does not match the number of dimensions (${A['length']}) for operand ${I['length']} and no ellipsis was given`
type Length<S extends string, N extends any[] = []> = S extends `${string}${infer R}`
  ? Length<R, [...N, any]>
  : N['length']

type SizesSeen<Seen, C> = Seen extends readonly [C, infer N] ? N : never
/** The other size of a label that is repeated within one operand, if it differs. */
type Unequal<Own, C, N extends number> = [SizesSeen<Own, C>] extends [never]
  ? null
  : Agree<SizesSeen<Own, C>, N> extends true
    ? null
    : SizesSeen<Own, C>
/** The size that label C has had, if N does not go with it. */
type Clash<Seen, C, N extends number> = N extends 1
  ? null
  : Exclude<SizesSeen<Seen, C>, 1> extends infer Old
    ? [Old] extends [never]
      ? null
      : Agree<Old, N> extends true
        ? null
        : Old
    : null
/** The size of a label: the one that is not 1, and a literal rather than `number`. */
type LabelSize<N> = [Exclude<N, 1>] extends [never] ? 1 : Exclude<N, 1>

type Output<R extends string, Seen, Out extends Shape = []> = R extends `${infer C}${infer T}`
  ? [SizesSeen<Seen, C>] extends [never]
    ? `einsum(): output subscript ${C} does not appear in the equation for any input operand`
    : Output<T, Seen, [...Out, LabelSize<SizesSeen<Seen, C>> & number]>
  : Out

/** Without an arrow: the labels that appear once, in alphabetical order, capitals first. */
type Implicit<L extends string> = string extends L ? '' : Single<L>
type Single<
  L extends string,
  Alphabet extends string = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  Out extends string = '',
> = Alphabet extends `${infer C}${infer R}`
  ? Single<
      L,
      R,
      L extends `${infer H}${C}${infer T}` ? (`${H}${T}` extends `${string}${C}${string}` ? Out : `${Out}${C}`) : Out
    >
  : Out
