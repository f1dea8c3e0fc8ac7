/**
 * Arithmetic on literal numbers: what one does on paper, digit by digit, with strings whose least significant digit
 * comes first. (Counting tuple elements would end at 9,999.) Exact up to 2^53; beyond, and for anything but a
 * non-negative whole literal, the result is `number`.
 */

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'
type Carry = '0' | '1'

// SumRows[a][b] is a + b in two digits; with a carry the next row is the right one.
type S0 = ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09']
type S1 = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10']
type S2 = ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11']
type S3 = ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12']
type S4 = ['04', '05', '06', '07', '08', '09', '10', '11', '12', '13']
type S5 = ['05', '06', '07', '08', '09', '10', '11', '12', '13', '14']
type S6 = ['06', '07', '08', '09', '10', '11', '12', '13', '14', '15']
type S7 = ['07', '08', '09', '10', '11', '12', '13', '14', '15', '16']
type S8 = ['08', '09', '10', '11', '12', '13', '14', '15', '16', '17']
type S9 = ['09', '10', '11', '12', '13', '14', '15', '16', '17', '18']
type S10 = ['10', '11', '12', '13', '14', '15', '16', '17', '18', '19']
type SumRows = [[S0, S1, S2, S3, S4, S5, S6, S7, S8, S9], [S1, S2, S3, S4, S5, S6, S7, S8, S9, S10]]

type ProductRows = [
  ['00', '00', '00', '00', '00', '00', '00', '00', '00', '00'],
  ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09'],
  ['00', '02', '04', '06', '08', '10', '12', '14', '16', '18'],
  ['00', '03', '06', '09', '12', '15', '18', '21', '24', '27'],
  ['00', '04', '08', '12', '16', '20', '24', '28', '32', '36'],
  ['00', '05', '10', '15', '20', '25', '30', '35', '40', '45'],
  ['00', '06', '12', '18', '24', '30', '36', '42', '48', '54'],
  ['00', '07', '14', '21', '28', '35', '42', '49', '56', '63'],
  ['00', '08', '16', '24', '32', '40', '48', '56', '64', '72'],
  ['00', '09', '18', '27', '36', '45', '54', '63', '72', '81'],
]
type NinesComplement = ['9', '8', '7', '6', '5', '4', '3', '2', '1', '0']

/** The text in reverse order. */
type Reverse<T extends string, Out extends string = ''> = T extends `${infer C}${infer R}`
  ? Reverse<R, `${C}${Out}`>
  : Out
type Digits<N extends number> = Reverse<`${N}`>
type TrimZeros<T extends string> = T extends `0${infer R}` ? (R extends '' ? '0' : TrimZeros<R>) : T
/** From the text of a number, most significant digit first. What a double cannot hold comes out as `number`. */
type Parse<T extends string> = TrimZeros<T> extends `${infer N extends number}` ? N : number
type FromDigits<D extends string> = Parse<Reverse<D>>

/** Are both non-negative whole literals? The texts are looked at in one piece: that is one question instead of two. */
type AreSizes<A extends number, B extends number> = number extends A
  ? false
  : number extends B
    ? false
    : `${A} ${B}` extends `${string}${'.' | 'e' | '-' | 'I' | 'N'}${string}`
      ? false
      : true

type Sum<
  A extends string,
  B extends string,
  C extends Carry = '0',
  Out extends string = '',
> = A extends `${infer a extends Digit}${infer ar}`
  ? B extends `${infer b extends Digit}${infer br}`
    ? SumRows[C][a][b] extends `${infer c extends Carry}${infer d}`
      ? Sum<ar, br, c, `${Out}${d}`>
      : never
    : C extends '0'
      ? `${Out}${A}`
      : SumRows[1][a]['0'] extends `${infer c extends Carry}${infer d}`
        ? Sum<ar, '', c, `${Out}${d}`>
        : never
  : B extends ''
    ? C extends '1'
      ? `${Out}1`
      : Out
    : Sum<B, '', C, Out>

/** A − B as A + (99…9 − B) + 1, whose last carry tells the sign: `never` if negative. */
type Difference<
  A extends string,
  B extends string,
  C extends Carry = '1',
  Out extends string = '',
> = A extends `${infer a extends Digit}${infer ar}`
  ? B extends `${infer b extends Digit}${infer br}`
    ? SumRows[C][a][NinesComplement[b]] extends `${infer c extends Carry}${infer d}`
      ? Difference<ar, br, c, `${Out}${d}`>
      : never
    : C extends '1'
      ? `${Out}${A}`
      : SumRows[0][a]['9'] extends `${infer c extends Carry}${infer d}`
        ? Difference<ar, '', c, `${Out}${d}`>
        : never
  : B extends ''
    ? C extends '1'
      ? Out
      : never
    : never

type TimesDigit<
  A extends string,
  B extends Digit,
  C extends Digit = '0',
  Out extends string = '',
> = A extends `${infer a extends Digit}${infer ar}`
  ? ProductRows[B][a] extends `${infer tens extends Digit}${infer ones extends Digit}`
    ? SumRows[0][ones][C] extends `${infer c extends Carry}${infer d}`
      ? SumRows[0][tens][c] extends `0${infer next extends Digit}`
        ? TimesDigit<ar, B, next, `${Out}${d}`>
        : never
      : never
    : never
  : C extends '0'
    ? Out
    : `${Out}${C}`
type Product<A extends string, B extends string> = B extends `${infer b extends Digit}${infer br}`
  ? br extends ''
    ? TimesDigit<A, b>
    : Sum<TimesDigit<A, b>, `0${Product<A, br>}`>
  : '0'

/** How often D goes into R (fewer than ten times): one letter for each time, and what is left. */
type Fit<R extends string, D extends string, Times extends string = ''> = [Difference<R, D>] extends [never]
  ? [Times, R]
  : Fit<Difference<R, D>, D, `${Times}i`>
interface Tally {
  '': '0'
  i: '1'
  ii: '2'
  iii: '3'
  iiii: '4'
  iiiii: '5'
  iiiiii: '6'
  iiiiiii: '7'
  iiiiiiii: '8'
  iiiiiiiii: '9'
}
/** Long division of N (most significant digit first) by D (least first): [quotient, most first; remainder, least first]. */
type LongDivision<
  N extends string,
  D extends string,
  Q extends string = '',
  R extends string = '',
> = N extends `${infer n}${infer nr}`
  ? Fit<`${n}${R}`, D> extends [infer q extends keyof Tally, infer r extends string]
    ? LongDivision<nr, D, `${Q}${Tally[q]}`, r>
    : never
  : [Q, R]

export type Add<A extends number, B extends number> =
  AreSizes<A, B> extends true ? FromDigits<Sum<Digits<A>, Digits<B>>> : number

/** max(0, A − B) */
export type Sub<A extends number, B extends number> =
  AreSizes<A, B> extends true
    ? [Difference<Digits<A>, Digits<B>>] extends [never]
      ? 0
      : FromDigits<Difference<Digits<A>, Digits<B>>>
    : number

export type Mul<A extends number, B extends number> = A extends 0
  ? 0
  : B extends 0
    ? 0
    : A extends 1
      ? B
      : B extends 1
        ? A
        : AreSizes<A, B> extends true
          ? FromDigits<Product<Digits<A>, Digits<B>>>
          : number

/** Is A < B? `boolean` if one is not known. */
export type Less<A extends number, B extends number> =
  AreSizes<A, B> extends true ? ([Difference<Digits<A>, Digits<B>>] extends [never] ? true : false) : boolean

export type Min<A extends number, B extends number> =
  AreSizes<A, B> extends true ? ([Difference<Digits<A>, Digits<B>>] extends [never] ? A : B) : number

/** floor(A / B); `number` if B is 0. */
export type Div<A extends number, B extends number> = B extends 1
  ? A
  : B extends 0
    ? number
    : AreSizes<A, B> extends true
      ? LongDivision<`${A}`, Digits<B>> extends [infer Q extends string, string]
        ? Parse<Q>
        : number
      : number

/** A / B if nothing remains, else `never`; `number` if B is 0. */
export type Exact<A extends number, B extends number> = B extends 1
  ? A
  : B extends 0
    ? number
    : AreSizes<A, B> extends true
      ? LongDivision<`${A}`, Digits<B>> extends [infer Q extends string, infer R extends string]
        ? TrimZeros<R> extends '0'
          ? Parse<Q>
          : never
        : number
      : number

/** How many of A, A + Step, … are below B: ⌈(B − A) / Step⌉. */
export type Arange<A, B, Step> = [A, B, Step] extends [number, number, number]
  ? AreSizes<A & number, B & number> extends true
    ? AreSizes<Step & number, 0> extends true
      ? Div<Add<Sub<B & number, A & number>, Sub<Step & number, 1>>, Step & number>
      : number
    : number
  : number
