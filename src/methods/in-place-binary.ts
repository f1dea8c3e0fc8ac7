import type { OperandInto, Scalar } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import type { RoundingOptions } from './arithmetic.js'

/** In-place arithmetic: the other operand broadcasts to this one's shape. */
export interface InPlaceBinary {
  /**
   * x += alpha · other.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.add_
   * @example
   * tensor([1, 2]).add_(tensor([[10], [20]]))
   * // RuntimeError: output with shape [2] doesn't match the broadcast shape [2, 2]
   */
  add_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>, options?: { alpha?: number }): T
  /**
   * x −= alpha · other.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.sub_
   * @example
   * tensor([1, 2]).sub_(tensor([3, 5]), { alpha: 2 })
   * // tensor([-5., -8.])
   */
  sub_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>, options?: { alpha?: number }): T
  /**
   * x ·= other.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.mul_
   * @example
   * tensor([1, 2]).mul_(3)
   * // tensor([3., 6.])
   */
  mul_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * x /= other; integers refuse, since the result is a float.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.div_
   * @example
   * tensor([7, -7]).div_(2, { roundingMode: 'floor' })
   * // tensor([ 3., -4.])
   */
  div_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>, options?: RoundingOptions): T
  /**
   * Takes over the elements of `source`, which broadcasts and is cast.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.copy_
   * @example
   * zeros(2).copy_(tensor([1, 2]))
   * // tensor([1., 2.])
   */
  copy_<T extends Tensor, O extends Tensor | Scalar>(this: T, source: OperandInto<T, O>): T
  /**
   * `pow` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.pow_
   * @example
   * tensor([1, 2, 3]).pow_(2)
   * // tensor([1., 4., 9.])
   */
  pow_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `floorDivide` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.floor_divide_
   * @example
   * tensor([7, -7]).floorDivide_(2)
   * // tensor([ 3., -4.])
   */
  floorDivide_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `remainder` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.remainder_
   * @example
   * tensor([7, -7]).remainder_(3)
   * // tensor([1., 2.])
   */
  remainder_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `fmod` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.fmod_
   * @example
   * tensor([7, -7]).fmod_(3)
   * // tensor([ 1., -1.])
   */
  fmod_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `maximum` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @example
   * tensor([1, 5]).maximum_(tensor([3, 2]))
   * // tensor([3., 5.])
   */
  maximum_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * `minimum` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @example
   * tensor([1, 5]).minimum_(tensor([3, 2]))
   * // tensor([1., 2.])
   */
  minimum_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * `atan2` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.atan2_
   * @example
   * tensor([1, -1]).atan2_(tensor([1, 1]))
   * // tensor([ 0.7854, -0.7854])
   */
  atan2_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * `hypot` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.hypot_
   * @example
   * tensor([3, 5]).hypot_(tensor([4, 12]))
   * // tensor([ 5., 13.])
   */
  hypot_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * `bitwiseAnd` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.bitwise_and_
   * @example
   * tensor([12, 10], { dtype: 'int64' }).bitwiseAnd_(6)
   * // tensor([4, 2])
   */
  bitwiseAnd_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `bitwiseOr` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.bitwise_or_
   * @example
   * tensor([12, 10], { dtype: 'int64' }).bitwiseOr_(1)
   * // tensor([13, 11])
   */
  bitwiseOr_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `bitwiseXor` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.bitwise_xor_
   * @example
   * tensor([12, 10], { dtype: 'int64' }).bitwiseXor_(6)
   * // tensor([10, 12])
   */
  bitwiseXor_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `bitwiseLeftShift` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.bitwise_left_shift_
   * @example
   * tensor([1, 3], { dtype: 'int64' }).bitwiseLeftShift_(2)
   * // tensor([ 4, 12])
   */
  bitwiseLeftShift_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `bitwiseRightShift` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.bitwise_right_shift_
   * @example
   * tensor([8, 5], { dtype: 'int64' }).bitwiseRightShift_(1)
   * // tensor([4, 2])
   */
  bitwiseRightShift_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `lt` in place (1 or 0, in this dtype).
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.lt_
   * @example
   * tensor([1, 2]).lt_(2)
   * // tensor([1., 0.])
   */
  lt_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `le` in place (1 or 0, in this dtype).
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.le_
   * @example
   * tensor([1, 2]).le_(1)
   * // tensor([1., 0.])
   */
  le_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `gt` in place (1 or 0, in this dtype).
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.gt_
   * @example
   * tensor([1, 2]).gt_(1)
   * // tensor([0., 1.])
   */
  gt_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `ge` in place (1 or 0, in this dtype).
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.ge_
   * @example
   * tensor([1, 2]).ge_(2)
   * // tensor([0., 1.])
   */
  ge_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `eq` in place (1 or 0, in this dtype).
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.eq_
   * @example
   * tensor([1, 2]).eq_(tensor([1, 3]))
   * // tensor([1., 0.])
   */
  eq_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `ne` in place (1 or 0, in this dtype).
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.ne_
   * @example
   * tensor([1, 2]).ne_(tensor([1, 3]))
   * // tensor([0., 1.])
   */
  ne_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * `logicalAnd` in place (1 or 0, in this dtype).
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.logical_and_
   * @example
   * tensor([0, 1, 2]).logicalAnd_(tensor([1, 0, 3]))
   * // tensor([0., 0., 1.])
   */
  logicalAnd_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * `logicalOr` in place (1 or 0, in this dtype).
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.logical_or_
   * @example
   * tensor([0, 0, 2]).logicalOr_(tensor([1, 0, 3]))
   * // tensor([1., 0., 1.])
   */
  logicalOr_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * `logicalXor` in place (1 or 0, in this dtype).
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.logical_xor_
   * @example
   * tensor([0, 0, 2]).logicalXor_(tensor([1, 0, 3]))
   * // tensor([1., 0., 0.])
   */
  logicalXor_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
}
