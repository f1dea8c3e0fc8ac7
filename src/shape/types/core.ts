import type { Tensor } from '../../tensor.js'
import type { Size } from '../size.js'

/** The sizes of a tensor as a tuple: `[5, 784]`. `number` is a size that is not known, `any` a rank that is not known. */
export type Shape = readonly number[]

/** The property under which a tensor's type keeps its shape. It exists for the compiler only. */
export declare const shapeKey: unique symbol

export type ShapeOf<X extends Tensor> = X[typeof shapeKey]

/** What `x.shape` is: the literal sizes, or just a list of numbers where the rank is not known. */
export type Sizes<S extends Shape> = number extends S['length'] ? Size : S

/**
 * Rules for every type in this folder. They keep functions that are generic in sizes or in whole shapes checkable,
 * because a conditional type that is decided while its parameters are still open never has to wait:
 *
 * - a shape function gives a shape, `Shape` itself when it cannot tell, or a string: PyTorch's error message;
 * - ask `extends string` ("is it an error?"), never `extends Shape`;
 * - compare sizes in a `Box`; never test a bare or tupled size;
 * - ask for an unknown rank with `Ranked` first: it looks at no member of the tuple.
 */
export interface Box<out T> {
  readonly box: T
}

/** Are both the same type? `any` is the same as `any` alone. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 0) extends <T>() => T extends B ? 1 : 0 ? true : false

/** Is the rank known? */
export type Ranked<A> = number[] extends A ? false : true

/** Is it the shape of a 0-d tensor? (For `any`: not known, so no.) */
export type IsScalar<A> = number[] extends A ? false : A extends readonly [] ? true : false

/** May two sizes be equal? `number` agrees with everything. */
export type Agree<X, Y> = Box<X> extends Box<Y> ? true : Box<Y> extends Box<X> ? true : false

/** A tuple without `readonly`, as shapes are written. */
export type Mutable<V extends Shape> = { -readonly [I in keyof V]: V[I] }

/** A size in a message: `?` if it is not known. (TypeScript would print the whole message as a template.) */
export type Text<N> = number extends N ? '?' : N extends number ? `${N}` : ''

/** The elements of a list of sizes, for messages: `5x784`, `5, 784`. */
export type Join<A, Separator extends string> = A extends readonly [infer X, ...infer R]
  ? R extends readonly []
    ? Text<X>
    : `${Text<X>}${Separator}${Join<R, Separator>}`
  : ''

/** A list of sizes as PyTorch writes it: `[5, 784]`. */
export type List<A> = `[${Join<A, ', '>}]`
