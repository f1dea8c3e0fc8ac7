import type { Agree, Ranked, Shape } from './core.js'
import type { Numel } from './numel.js'
import type { Flatten } from './view.js'

/** A function on shapes: `Apply` fills in `in` and reads `out`. A layer carries one as its type. */
export interface Fn {
  readonly in: unknown
  readonly out: unknown
}
export type Apply<F extends Fn, A> = (F & { readonly in: A })['out']

/** The property under which a layer's type keeps its function on shapes. It exists for the compiler only. */
export declare const fnKey: unique symbol

/** The shape stays. */
export interface SameFn extends Fn {
  readonly out: this['in']
}

/** Nothing can be told. */
export interface UnknownFn extends Fn {
  readonly out: Shape
}

/** [..., I] → [..., O] */
export interface LinearFn<I extends number, O extends number> extends Fn {
  readonly out: LinearShape<this['in'], I, O>
}

/** A linear map of the last dimension: rows of I become rows of O, whatever stands before. */
export type LinearShape<A, I extends number, O extends number> =
  Ranked<A> extends false
    ? Shape
    : A extends readonly [...infer B extends Shape, infer K extends number]
      ? Agree<K, I> extends true
        ? [...B, O]
        : `mat1 and mat2 shapes cannot be multiplied (${Numel<B>}x${K} and ${I}x${O})`
      : 'both arguments to linear need to be at least 1D, but they are 0D and 2D'

/** A weight [O, I] as a function: what `F.linear(x, weight)` does. */
export type LinearBy<A, W> =
  Ranked<W> extends false
    ? Shape
    : W extends readonly [infer O extends number, infer I extends number]
      ? LinearShape<A, I, O>
      : Shape

export interface FlattenFn<S extends number, E extends number> extends Fn {
  readonly out: this['in'] extends Shape ? Flatten<this['in'], S, E> : Shape
}

/** A lookup: each index becomes a vector of D. */
export interface EmbeddingFn<D extends number> extends Fn {
  readonly out: EmbeddingShape<this['in'], D>
}
export type EmbeddingShape<A, D extends number> = Ranked<A> extends false ? Shape : A extends Shape ? [...A, D] : Shape

/** One layer after the other. A layer that does not take what comes in says so; a module without types ends the knowledge. */
export interface ChainFn<L extends readonly unknown[]> extends Fn {
  readonly out: Chain<L, this['in']>
}
export type Chain<L extends readonly unknown[], A> = L extends readonly [infer M, ...infer R]
  ? Apply<FnOf<M>, A> extends infer B
    ? [B] extends [string]
      ? B
      : Chain<R, B>
    : never
  : number extends L['length']
    ? Shape
    : A
export type FnOf<M> = M extends { readonly [fnKey]: infer F extends Fn } ? F : UnknownFn
