import type { Broadcast } from './broadcast.js'
import type { Agree, Join, Ranked, Shape, Text } from './core.js'
import type { Numel } from './numel.js'

type VectorMismatch<
  M extends number,
  K extends number,
  V extends number,
> = `size mismatch, got input (${Text<M>}), mat (${Text<M>}x${K}), vec (${V})`
type CannotMultiply<A, B> = `mat1 and mat2 shapes cannot be multiplied (${Join<A, 'x'>} and ${Join<B, 'x'>})`

/** The product of matrices, vectors or batches of matrices. */
export type MatMul<A extends Shape, B extends Shape> =
  Ranked<A> extends false
    ? Shape
    : Ranked<B> extends false
      ? Shape
      : A extends readonly [infer M extends number, infer K extends number]
        ? B extends readonly [infer K2 extends number, infer N extends number]
          ? Agree<K, K2> extends true
            ? [M, N]
            : CannotMultiply<A, B>
          : B extends readonly [infer K2 extends number]
            ? Agree<K, K2> extends true
              ? [M]
              : VectorMismatch<M, K, K2>
            : Batched<A, B>
        : A extends readonly [infer K extends number]
          ? B extends readonly [infer K2 extends number]
            ? Agree<K, K2> extends true
              ? []
              : DotMismatch<K, K2>
            : B extends readonly [infer K2 extends number, infer N extends number]
              ? Agree<K, K2> extends true
                ? [N]
                : CannotMultiply<[1, K], B>
              : Batched<A, B>
          : Batched<A, B>

type DotMismatch<
  K extends number,
  K2 extends number,
> = `inconsistent tensor size, expected tensor [${K}] and src [${K2}] to have the same number of elements, but got ${K} and ${K2} elements respectively`

type Batched<A extends Shape, B extends Shape> = A extends readonly []
  ? `both arguments to matmul need to be at least 1D, but they are 0D and ${B['length']}D`
  : B extends readonly []
    ? `both arguments to matmul need to be at least 1D, but they are ${A['length']}D and 0D`
    : A extends readonly [infer K extends number]
      ? B extends readonly [...infer Q extends Shape, infer K2 extends number, infer N extends number]
        ? Agree<K, K2> extends true
          ? [...Q, N]
          : K2 extends 1 // PyTorch then folds the batch into one matrix, and says so
            ? VectorMismatch<Numel<[...Q, N]>, K2, K>
            : BatchMismatch<Q, K, K2>
        : Shape
      : B extends readonly [infer K2 extends number]
        ? A extends readonly [...infer P extends Shape, infer K extends number]
          ? Agree<K, K2> extends true
            ? P
            : VectorMismatch<Numel<P>, K, K2>
          : Shape
        : A extends readonly [...infer P extends Shape, infer M extends number, infer K extends number]
          ? B extends readonly [...infer Q extends Shape, infer K2 extends number, infer N extends number]
            ? Agree<K, K2> extends true
              ? Broadcast<P, Q> extends infer R
                ? R extends string
                  ? R
                  : R extends Shape
                    ? [...R, M, N]
                    : never
                : never
              : Q extends readonly []
                ? CannotMultiply<[Numel<[...P, M]>, K], B>
                : BatchMismatch<Broadcast<P, Q>, K, K2>
            : Shape
          : Shape
type BatchMismatch<R, K extends number, K2 extends number> = R extends string
  ? R
  : R extends Shape
    ? `Expected size for first two dimensions of batch2 tensor to be: [${Text<Numel<R>>}, ${K}] but got: [${Text<Numel<R>>}, ${K2}].`
    : never
/** Two matrices: `mm`. */
export type Mm<A extends Shape, B extends Shape> =
  Ranked<A> extends false
    ? Shape
    : Ranked<B> extends false
      ? Shape
      : A extends readonly [infer M extends number, infer K extends number]
        ? B extends readonly [infer K2 extends number, infer N extends number]
          ? Agree<K, K2> extends true
            ? [M, N]
            : CannotMultiply<A, B>
          : 'mat2 must be a matrix'
        : 'self must be a matrix'

/** Two batches of matrices: `bmm`. */
export type Bmm<A extends Shape, B extends Shape> =
  Ranked<A> extends false
    ? Shape
    : Ranked<B> extends false
      ? Shape
      : A extends readonly [infer P extends number, infer M extends number, infer K extends number]
        ? B extends readonly [infer Q extends number, infer K2 extends number, infer N extends number]
          ? [Agree<P, Q>, Agree<K, K2>] extends [true, true]
            ? [P, M, N]
            : `Expected size for first two dimensions of batch2 tensor to be: [${Text<P>}, ${Text<K>}] but got: [${Text<Q>}, ${Text<K2>}].`
          : 'batch2 must be a 3D tensor'
        : 'batch1 must be a 3D tensor'

/** A matrix and a vector: `mv`. */
export type Mv<A extends Shape, B extends Shape> =
  Ranked<A> extends false
    ? Shape
    : Ranked<B> extends false
      ? Shape
      : [A['length'], B['length']] extends [2, 1]
        ? MatMul<A, B>
        : `vector + matrix @ vector expected, got 1, ${A['length']}, ${B['length']}`

/** Two vectors: `dot`. */
export type Dot<A extends Shape, B extends Shape> =
  Ranked<A> extends false
    ? Shape
    : Ranked<B> extends false
      ? Shape
      : [A['length'], B['length']] extends [1, 1]
        ? MatMul<A, B>
        : `1D tensors expected, but got ${A['length']}D and ${B['length']}D tensors`

/** All products of two vectors: `outer`. */
export type Outer<A extends Shape, B extends Shape> =
  Ranked<A> extends false
    ? Shape
    : Ranked<B> extends false
      ? Shape
      : A extends readonly [infer M extends number]
        ? B extends readonly [infer N extends number]
          ? [M, N]
          : `outer: Expected 1-D argument vec2, but got ${B['length']}-D`
        : `outer: Expected 1-D argument self, but got ${A['length']}-D`
