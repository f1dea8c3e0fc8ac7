import type { DType } from '../dtype.js'
import { free } from '../free.js'
import type { FloatLimits, IntegerLimits } from '../ops/limits.js'
import type { Reduce, Result, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'

export type { FloatLimits, IntegerLimits }

export interface SpacingOptions {
  /** The places of the samples; one apart unless given. */
  x?: Tensor
  /** The distance of samples that are evenly spaced; 1 unless given. */
  dx?: number
  /** The dimension along which samples lie; the last unless given. */
  dim?: number
}

/**
 * The area under samples, by the trapezoidal rule: Σ (yᵢ + yᵢ₊₁) / 2 · (xᵢ₊₁ − xᵢ), along the last dimension or `dim`.
 *
 * @throws RuntimeError unless there is one `x` for each sample.
 * @see torch.trapezoid
 * @example
 * trapezoid(tensor([1, 2, 3]))
 * // tensor(4.)
 */
export const trapezoid: <T extends Tensor, const O extends Tensor | SpacingOptions = SpacingOptions>(
  y: T,
  x?: O,
  options?: SpacingOptions,
) => O extends Tensor
  ? Result<Reduce<ShapeOf<T>, -1, false>>
  : O extends { dim: infer D }
    ? Result<Reduce<ShapeOf<T>, D, false>>
    : Result<Reduce<ShapeOf<T>, -1, false>> = typed(free.trapezoid)
/**
 * Another name of `trapezoid`.
 *
 * @see torch.trapz
 * @example
 * trapz(tensor([1, 2, 3]), { dx: 2 })
 * // tensor(8.)
 */
export const trapz: typeof trapezoid = typed(free.trapz)
/**
 * `trapezoid` up to each sample but the first.
 *
 * @throws RuntimeError unless there is one `x` for each sample.
 * @see torch.cumulative_trapezoid
 * @example
 * cumulativeTrapezoid(tensor([1, 2, 3]))
 * // tensor([1.5000, 4.0000])
 */
export const cumulativeTrapezoid: (y: Tensor, x?: Tensor | SpacingOptions, options?: SpacingOptions) => Tensor = typed(
  free.cumulativeTrapezoid,
)
/**
 * Powers of a vector as columns, `N` of them (as many as elements unless given), the highest first unless `increasing`.
 *
 * @throws RuntimeError if it is no vector.
 * @see torch.vander
 * @example
 * vander(tensor([1, 2, 3]), 2)
 * // tensor([[1., 1.],
 * //         [2., 1.],
 * //         [3., 1.]])
 */
export const vander: (
  x: Tensor,
  N?: number | { N?: number | null; increasing?: boolean },
  increasing?: boolean | { increasing?: boolean },
) => Tensor<[number, number]> = typed(free.vander)
/**
 * Places in a flat tensor as places along each dimension of `shape`, one tensor for each.
 *
 * @throws TypeError for places that are no integers.
 * @see torch.unravel_index
 * @example
 * unravelIndex(tensor([3, 7], { dtype: 'int64' }), [3, 4])
 * // [ tensor([0, 1]), tensor([3, 3]) ]
 */
export const unravelIndex: <T extends Tensor>(indices: T, shape: number | readonly number[]) => Tensor<ShapeOf<T>>[] =
  typed(free.unravelIndex)
/**
 * The limits of a float dtype, float32 unless given.
 *
 * @throws TypeError for other dtypes.
 * @see torch.finfo
 * @example
 * finfo('float32').eps
 * // 1.1920928955078125e-7
 */
export const finfo: (dtype?: DType) => FloatLimits = typed(free.finfo)
/**
 * The limits of an integer dtype, of int64 as bigints.
 *
 * @throws TypeError for other dtypes.
 * @see torch.iinfo
 * @example
 * iinfo('int32').max
 * // 2147483647
 */
export const iinfo: (dtype: DType) => IntegerLimits = typed(free.iinfo)
/**
 * The dtype of numbers where none is said: float32. (It cannot be changed here: give `{dtype: 'float64'}`.)
 *
 * @see torch.get_default_dtype
 * @example
 * getDefaultDtype()
 * // 'float32'
 */
export const getDefaultDtype: () => DType = typed(free.getDefaultDtype)
