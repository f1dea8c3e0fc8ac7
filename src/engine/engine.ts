import type { Data } from '../dtype.js'
import type { LayerEngine } from './layers.js'

/**
 * The geometry of an elementwise loop, packed so that one crossing carries it:
 *
 *     [rank, size₀ … sizeᵣ₋₁, then per operand: offset, stride₀ … strideᵣ₋₁]
 *
 * Operands come in the order of the call's arguments, the output first. Units are elements; a stride of 0 repeats.
 * Dimensions are coalesced (`shape/loop.ts`), so contiguous operands always arrive as rank 1 with strides of 1.
 * The array is scratch that is overwritten by the next op: an engine reads it during the call only.
 */
export type Loop = Float64Array

/**
 * A product of matrices C = alpha · op(A) op(B) + beta · C, row-major, packed as
 *
 *     [m, n, k, transA, transB, alpha, beta, batch,
 *      offsetC, ldc, strideC, offsetA, lda, strideA, offsetB, ldb, strideB]
 *
 * op(A) is [m, k] and op(B) is [k, n]; `ld` is the distance between rows as stored, `stride` between the matrices of a
 * batch (0 repeats one matrix). Units are elements.
 */
export type Gemm = Float64Array
export const GEMM_LENGTH = 17

/** Elementwise functions of one operand; the output has the operand's dtype. */
export type UnaryName =
  | 'neg'
  | 'abs'
  | 'sign'
  | 'exp'
  | 'exp2'
  | 'expm1'
  | 'log'
  | 'log2'
  | 'log10'
  | 'log1p'
  | 'sqrt'
  | 'rsqrt'
  | 'square'
  | 'reciprocal'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'asinh'
  | 'acosh'
  | 'atanh'
  | 'sigmoid'
  | 'relu'
  | 'floor'
  | 'ceil'
  | 'round'
  | 'trunc'
  | 'frac'
  | 'erf'
  | 'erfc'
  | 'lgamma'
  | 'digamma'
  | 'erfinv'
  | 'i0'
  | 'i1'
  | 'sinc'
  | 'bitwiseNot'

/** Elementwise functions of two operands of one dtype; the output has it too. */
export type BinaryName =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'pow'
  | 'floorDivide'
  | 'remainder'
  | 'fmod'
  | 'truncDivide'
  | 'maximum'
  | 'minimum'
  | 'atan2'
  | 'hypot'
  | 'copysign'
  | 'nextafter'
  | 'heaviside'
  | 'xlogy'
  | 'logaddexp'
  | 'logaddexp2'
  | 'fmax'
  | 'fmin'
  | 'gcd'
  | 'lcm'
  | 'polygamma'
  | 'igamma'
  | 'igammac'
  | 'bitwiseAnd'
  | 'bitwiseOr'
  | 'bitwiseXor'
  | 'bitwiseLeftShift'
  | 'bitwiseRightShift'

/** Elementwise predicates of two operands of one dtype; the output is bool (bytes 0 or 1). */
export type CompareName = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'logicalAnd' | 'logicalOr' | 'logicalXor'

/** Elementwise predicates of one operand; the output is bool. */
export type PredicateName = 'isnan' | 'isinf' | 'isfinite' | 'isposinf' | 'isneginf' | 'signbit' | 'logicalNot'

/**
 * Reductions. `sum`, `prod`, `max`, `min`, `mean`, `var` keep the dtype (integers: `sum` and `prod` are given int64
 * operands); `argmax`, `argmin` write int64 positions (the first of equals, NaN wins); `any`, `all` write bool.
 * Float sums are accumulated in blocks or in double, so that means of millions are right to float32's precision.
 * `max` and `min` give NaN if any element is NaN.
 */
export type ReduceName = 'sum' | 'prod' | 'max' | 'min' | 'mean' | 'var' | 'argmax' | 'argmin' | 'any' | 'all'

export type ScanName = 'cumsum' | 'cumprod' | 'logcumsumexp'

/** What `scatterAlong` makes of an element and what comes to it. */
export const SCATTERS = ['set', 'add', 'multiply', 'amax', 'amin'] as const
export type ScatterName = (typeof SCATTERS)[number]

/** `uniform`: [a, b) · `normal`: mean a, std b · `raw`: 32-bit draws into a Int32Array (bit patterns). */
export type RandomName = 'uniform' | 'normal' | 'raw'

/** Positions within a row. */
export type Places = BigInt64Array | Int32Array

/**
 * The work that has two implementations: `native` (C++) and `portable` (TypeScript, the reference). Ops call it with
 * checked shapes and dtypes; the native side checks every offset against its buffers again before it writes.
 * No function allocates the result. Inputs may alias the output only if they cover the same elements in the same order.
 */
export interface Engine extends LayerEngine {
  readonly name: 'native' | 'portable'
  /** For people: `OpenBLAS 0.3.34 (SkylakeX, 1 thread) + pool of 2`. */
  readonly description: string

  unary(op: UnaryName, out: Data, a: Data, loop: Loop): void
  binary(op: BinaryName, out: Data, a: Data, b: Data, loop: Loop): void
  compare(op: CompareName, out: Uint8Array, a: Data, b: Data, loop: Loop): void
  predicate(op: PredicateName, out: Uint8Array, a: Data, loop: Loop): void
  /** out = condition ? a : b */
  where(out: Data, condition: Uint8Array, a: Data, b: Data, loop: Loop): void
  /** Copies between strides and dtypes. Float → integer truncates; `toBool` writes 1 for whatever is not 0. */
  copy(out: Data, a: Data, loop: Loop, toBool: boolean): void
  fill(out: Data, value: number | bigint, loop: Loop): void
  /**
   * The last `reduced` dimensions of the loop are reduced; the output's strides there are 0.
   * `parameter`: the correction of `var`.
   */
  reduce(op: ReduceName, out: Data, a: Data, loop: Loop, reduced: number, parameter: number): void
  /** Running sum or product along the loop's last dimension (the loop is not coalesced across it). */
  scan(op: ScanName, out: Data, a: Data, loop: Loop): void
  /** The largest (`least`: the smallest) element so far along the last dimension, and its place; of equals the last. */
  scanExtremes(values: Data, indices: BigInt64Array, a: Data, loop: Loop, least: boolean): void
  /**
   * Sorts rows of `n` adjacent elements of `a`, from `offset` on, into `values` and their places (from 0) into `indices`.
   * Equals keep their order; NaN is larger than everything.
   */
  sort(values: Data, indices: Places, a: Data, offset: number, n: number, descending: boolean): void
  /** The `k` largest (else: least) elements of each row of `n`; in order if `sorted`. Of equals, and if not, those that PyTorch picks. */
  topk(
    values: Data,
    indices: Places,
    a: Data,
    offset: number,
    n: number,
    k: number,
    largest: boolean,
    sorted: boolean,
  ): void
  /** The element that stands at place `k` of each row of `n` once it is sorted. */
  kth(values: Data, indices: Places, a: Data, offset: number, n: number, k: number): void
  /** Where each row of `width` values would stand in its row of `n` sorted elements, or in the only one. */
  searchSorted(out: BigInt64Array, sorted: Data, values: Data, n: number, width: number, right: boolean): void
  /** out[a[i]] += weights[i], or 1 where `weights` is `out` itself. */
  bincount(out: Data, a: BigInt64Array, weights: Data): void
  /** out: the numbers of elements in equal bins from `low` to `high`, which is in the last one. What is outside is not counted. */
  histc(out: Data, a: Data, low: number, high: number): void
  /**
   * out = a[… + index · stride] for the loop of (out, a, index). True: an index is not in [0, size), and nothing of use
   * was written.
   */
  gatherAlong(out: Data, a: Data, index: BigInt64Array, loop: Loop, stride: number, size: number): true | undefined
  /**
   * out[… + index · stride] = a, or a combination of both, for the loop of (out, a, index), in its order. True: an index is
   * not in [0, size), and nothing was written.
   */
  scatterAlong(
    out: Data,
    a: Data,
    index: BigInt64Array,
    loop: Loop,
    stride: number,
    size: number,
    how: number,
  ): true | undefined
  /** out, a, b of one dtype: float32, float64 (BLAS) or an integer type. */
  gemm(out: Data, a: Data, b: Data, meta: Gemm): void
  /**
   * For each i: the block at `out` shifted by i·blockStride = the block of `a` shifted by offsets[i].
   * The loop is that of one block, for (out, a).
   */
  gatherBlocks(out: Data, a: Data, offsets: Float64Array, blockStride: number, loop: Loop): void
  /** For each i: the block of `out` shifted by offsets[i] = (or += with `accumulate`) the block of `a` shifted by i·blockStride. */
  scatterBlocks(out: Data, a: Data, offsets: Float64Array, blockStride: number, loop: Loop, accumulate: boolean): void
  /**
   * offsets += index · step for the loop of (offsets, index); `fromEnd`: an index below 0 counts from the end. True: an index is
   * out of range of `size`, and nothing of use was written.
   */
  placesOf(
    offsets: Float64Array,
    index: BigInt64Array,
    loop: Loop,
    size: number,
    step: number,
    fromEnd: boolean,
  ): true | undefined
  /**
   * The coordinates of the elements that are not 0, in row-major order: for each dimension of the loop (of `a` alone) one row
   * of `out`, which has exactly the room that they need.
   */
  nonzero(out: BigInt64Array, a: Data, loop: Loop): void
  /**
   * Fills `out` from mt19937 as PyTorch does. `state`: 624 words, then the position (624: twist before the next draw);
   * both are updated. Doubles use 53 bits. `normal` here is the vectorised way (n ≥ 16); fewer are drawn in `random.ts`.
   */
  random(
    kind: RandomName,
    out: Float32Array | Float64Array | Int32Array,
    state: Uint32Array,
    a: number,
    b: number,
  ): void

  setNumThreads(n: number): void
  getNumThreads(): number
}
