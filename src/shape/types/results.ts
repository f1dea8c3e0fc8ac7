import type { Tensor } from '../../tensor.js'
import type { Ranked } from './core.js'

/**
 * The type of a parameter: the argument's own type `T`, or, if the shape function's result `R` is a message, that message,
 * to which the argument is then "not assignable".
 *
 * `E` repeats `R`: in `R extends string ? R : T` the branch would hold a substitution type, and instantiating that
 * compares the whole shape function with `string`. `NoInfer` keeps inference from walking into it.
 */
export type Arg<R, T, E = R> = R extends string ? NoInfer<E> : T

/** Rest parameters as they are, or the message in place of each. */
export type Rest<R, V, E = R> = R extends string ? { [I in keyof V]: NoInfer<E> } : V

/**
 * The type of a result. After an error it is a plain tensor, so that one mistake is reported once. Shape functions are
 * exported and ask about their shape first: inside a generic function they then wait under their own names, and a
 * declaration file stays short.
 *
 * `K` is a parameter because `Tensor<Known<R>>`, written in an alias, would be a deferred reference: a new type at every
 * use, whose hundreds of members are resolved again, instead of the one `Tensor<[5, 10]>`.
 */
// @ts-expect-error TS2344: what is no string is a shape, but to say so (`extends Shape`) would put generic functions off.
export type Result<R, K = Known<R>> = R extends string ? Tensor<any> : Tensor<K>

/** A shape function's `Shape` ("cannot tell") becomes the unknown rank of a plain `Tensor`. */
export type Known<R> = Ranked<R> extends false ? any : R
