import type { Combined, Operand, OperandInto, Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import type { ClampOptions, Limit } from './pointwise.js'

/** Other names that PyTorch has for the same functions. */
export interface Aliases<S extends Shape> {
  /**
   * Another name of `acos`.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.arccos
   * @example
   * tensor([0, 1]).arccos()
   * // tensor([1.5708, 0.0000])
   */
  arccos(): Tensor<S>
  /**
   * Another name of `acos_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.arccos_
   * @example
   * tensor([0, 1]).arccos_()
   * // tensor([1.5708, 0.0000])
   */
  arccos_(): Tensor<S>
  /**
   * Another name of `acosh`.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.arccosh
   * @example
   * tensor([1, 2]).arccosh()
   * // tensor([0.0000, 1.3170])
   */
  arccosh(): Tensor<S>
  /**
   * Another name of `acosh_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.arccosh_
   * @example
   * tensor([1, 2]).arccosh_()
   * // tensor([0.0000, 1.3170])
   */
  arccosh_(): Tensor<S>
  /**
   * Another name of `asin`.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.arcsin
   * @example
   * tensor([0, 1]).arcsin()
   * // tensor([0.0000, 1.5708])
   */
  arcsin(): Tensor<S>
  /**
   * Another name of `asin_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.arcsin_
   * @example
   * tensor([0, 1]).arcsin_()
   * // tensor([0.0000, 1.5708])
   */
  arcsin_(): Tensor<S>
  /**
   * Another name of `asinh`.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.arcsinh
   * @example
   * tensor([0, 1]).arcsinh()
   * // tensor([0.0000, 0.8814])
   */
  arcsinh(): Tensor<S>
  /**
   * Another name of `asinh_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.arcsinh_
   * @example
   * tensor([0, 1]).arcsinh_()
   * // tensor([0.0000, 0.8814])
   */
  arcsinh_(): Tensor<S>
  /**
   * Another name of `atan`.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.arctan
   * @example
   * tensor([0, 1]).arctan()
   * // tensor([0.0000, 0.7854])
   */
  arctan(): Tensor<S>
  /**
   * Another name of `atan_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.arctan_
   * @example
   * tensor([0, 1]).arctan_()
   * // tensor([0.0000, 0.7854])
   */
  arctan_(): Tensor<S>
  /**
   * Another name of `atanh`.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.arctanh
   * @example
   * tensor([0, 0.5]).arctanh()
   * // tensor([0.0000, 0.5493])
   */
  arctanh(): Tensor<S>
  /**
   * Another name of `atanh_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.arctanh_
   * @example
   * tensor([0, 0.5]).arctanh_()
   * // tensor([0.0000, 0.5493])
   */
  arctanh_(): Tensor<S>
  /**
   * Another name of `trunc`.
   *
   * @returns The same shape and dtype.
   * @see torch.Tensor.fix
   * @example
   * tensor([-1.5, 1.5]).fix()
   * // tensor([-1.,  1.])
   */
  fix(): Tensor<S>
  /**
   * Another name of `trunc_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.fix_
   * @example
   * tensor([-1.5, 1.5]).fix_()
   * // tensor([-1.,  1.])
   */
  fix_(): Tensor<S>
  /**
   * Another name of `abs_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.absolute_
   * @example
   * tensor([-1, 2]).absolute_()
   * // tensor([1., 2.])
   */
  absolute_(): Tensor<S>
  /**
   * Another name of `neg_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.negative_
   * @example
   * tensor([1, -2]).negative_()
   * // tensor([-1.,  2.])
   */
  negative_(): Tensor<S>
  /**
   * Another name of `clamp_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.clip_
   * @example
   * tensor([-2, 0.5, 3]).clip_(-1, 1)
   * // tensor([-1.0000,  0.5000,  1.0000])
   */
  clip_(min?: Limit | ClampOptions | null, max?: Limit | null): Tensor<S>
}

/** Other names of functions of two operands. */
export interface AliasesBinary {
  /**
   * Another name of `atan2`.
   *
   * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.arctan2
   * @example
   * tensor([1, -1]).arctan2(tensor([1, 1]))
   * // tensor([ 0.7854, -0.7854])
   */
  arctan2<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Another name of `atan2_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.arctan2_
   * @example
   * tensor([1, -1]).arctan2_(tensor([1, 1]))
   * // tensor([ 0.7854, -0.7854])
   */
  arctan2_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * Another name of `div`.
   *
   * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.true_divide
   * @example
   * tensor([1, 2]).trueDivide(2)
   * // tensor([0.5000, 1.0000])
   */
  trueDivide<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Another name of `div_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.true_divide_
   * @example
   * tensor([1, 2]).trueDivide_(2)
   * // tensor([0.5000, 1.0000])
   */
  trueDivide_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * Another name of `ge`.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.greater_equal
   * @example
   * tensor([1, 2]).greaterEqual(2)
   * // tensor([False,  True])
   */
  greaterEqual<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Another name of `ge_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.greater_equal_
   * @example
   * tensor([1, 2]).greaterEqual_(2)
   * // tensor([0., 1.])
   */
  greaterEqual_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * Another name of `le`.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.less_equal
   * @example
   * tensor([1, 2]).lessEqual(1)
   * // tensor([ True, False])
   */
  lessEqual<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Another name of `le_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.less_equal_
   * @example
   * tensor([1, 2]).lessEqual_(1)
   * // tensor([1., 0.])
   */
  lessEqual_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * Another name of `ne`.
   *
   * @returns Bools of the shape that both broadcast to.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.not_equal
   * @example
   * tensor([1, 2]).notEqual(1)
   * // tensor([False,  True])
   */
  notEqual<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * Another name of `ne_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.not_equal_
   * @example
   * tensor([1, 2]).notEqual_(1)
   * // tensor([0., 1.])
   */
  notEqual_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * Another name of `mul_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.multiply_
   * @example
   * tensor([1, 2]).multiply_(3)
   * // tensor([3., 6.])
   */
  multiply_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * Another name of `div_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.divide_
   * @example
   * tensor([1, 2]).divide_(4)
   * // tensor([0.2500, 0.5000])
   */
  divide_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * Another name of `sub_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.subtract_
   * @example
   * tensor([1, 2]).subtract_(1)
   * // tensor([0., 1.])
   */
  subtract_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * Another name of `gt_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.greater_
   * @example
   * tensor([1, 2]).greater_(1)
   * // tensor([0., 1.])
   */
  greater_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * Another name of `lt_`.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.less_
   * @example
   * tensor([1, 2]).less_(2)
   * // tensor([1., 0.])
   */
  less_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
}
