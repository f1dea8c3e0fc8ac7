import type { DType } from '../dtype.js'
import type { NormOptions, ScanOptions, Spread, VarianceOptions } from '../methods/reduce.js'
import type {
  Along,
  Arg,
  Combined,
  DimArg,
  Extreme,
  KeepArg,
  Norm,
  Operand,
  Reduce,
  Result,
  Scalar,
  Shape,
  ShapeOf,
} from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Free functions that are methods too, by family. `input` is the method's tensor. */

/** Keeps the shape. */
export type Unary<Rest extends readonly unknown[] = []> = <S extends Shape>(
  input: Tensor<S>,
  ...rest: Rest
) => Tensor<S>

/** Two operands that broadcast; either may be a number. */
export type Binary<Rest extends unknown[] = []> = <A extends Tensor | Scalar, B extends Tensor | Scalar>(
  input: A,
  other: Beside<A, B>,
  ...rest: Rest
) => Together<A, B>
/** Two tensors that broadcast. */
export type BinaryOfTensors = <A extends Tensor, B extends Tensor>(input: A, other: Operand<A, B>) => Combined<A, B>
export type Beside<A, B> = A extends Tensor ? Operand<A, B> : B extends Tensor ? B : Scalar
export type Together<A, B> = A extends Tensor ? Combined<A, B> : B extends Tensor ? Tensor<ShapeOf<B>> : Tensor<[]>

/** Reduces all dimensions, one, or several. */
export type Reduction = <T extends Tensor, const D extends DimArg = [], const K extends KeepArg = false>(
  input: T,
  dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
  keepdim?: K,
) => Result<Reduce<ShapeOf<T>, D, K>>

/** What one dimension may be, or none for all. */
type OneDim = Exclude<DimArg, readonly number[]> | []

/** Reduces all dimensions, or one. */
export type ReductionAlong = <T extends Tensor, const D extends OneDim = [], const K extends KeepArg = false>(
  input: T,
  dim?: Arg<Reduce<ShapeOf<T>, D, K>, D>,
  keepdim?: K,
) => Result<Reduce<ShapeOf<T>, D, K>>

export type Variance = <
  T extends Tensor,
  const D extends DimArg | VarianceOptions | boolean = [],
  const U extends boolean | VarianceOptions = true,
  const K extends KeepArg = false,
>(
  input: T,
  dim?: Arg<Spread<ShapeOf<T>, D, U, K>, D>,
  unbiased?: U,
  keepdim?: K,
) => Result<Spread<ShapeOf<T>, D, U, K>>

/** `std` or `var`, and the average. */
export type VarianceAndMean = <
  T extends Tensor,
  const D extends DimArg | VarianceOptions | boolean = [],
  const U extends boolean | VarianceOptions = true,
  const K extends KeepArg = false,
>(
  input: T,
  dim?: Arg<Spread<ShapeOf<T>, D, U, K>, D>,
  unbiased?: U,
  keepdim?: K,
) => [Result<Spread<ShapeOf<T>, D, U, K>>, Result<Spread<ShapeOf<T>, D, U, K>>]

export type ExtremeOf = <T extends Tensor, const D extends OneDim | Tensor = [], const K extends KeepArg = false>(
  input: T,
  dim?: D extends Tensor ? Operand<T, D> : Arg<Reduce<ShapeOf<T>, D, K>, D>,
  keepdim?: K,
) => Extreme<T, D, K>

export type CountNonzero = <T extends Tensor, const D extends DimArg = []>(
  input: T,
  dim?: Arg<Reduce<ShapeOf<T>, D, false>, D>,
) => Result<Reduce<ShapeOf<T>, D, false>>

export type LogSumExp = <T extends Tensor, const D extends DimArg, const K extends KeepArg = false>(
  input: T,
  dim: Arg<Reduce<ShapeOf<T>, D, K>, D>,
  keepdim?: K,
) => Result<Reduce<ShapeOf<T>, D, K>>

export type NormFunction = <
  T extends Tensor,
  const P extends number | 'fro' | NormOptions | null = 2,
  const D extends DimArg = [],
  const K extends KeepArg = false,
>(
  input: T,
  p?: Arg<Norm<ShapeOf<T>, P, [], K>, P>,
  dim?: Arg<Norm<ShapeOf<T>, P, D, K>, D>,
  keepdim?: K,
) => Result<Norm<ShapeOf<T>, P, D, K>>

/** Along one dimension, which stays. */
export type Scan = <T extends Tensor, const D extends number | ScanOptions>(
  input: T,
  dim: Arg<Along<ShapeOf<T>, D>, D>,
  options?: { dtype?: DType },
) => Result<Along<ShapeOf<T>, D>>
