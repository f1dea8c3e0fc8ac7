import type { Combined, Operand, OperandInto, Scalar, Shape } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import type { ClampOptions, Limit } from './pointwise.js'

/** Other names that PyTorch has for the same functions. */
export interface Aliases<S extends Shape> {
  /** Another name of `acos`. */
  arccos(): Tensor<S>
  /** Another name of `acos_`. */
  arccos_(): Tensor<S>
  /** Another name of `acosh`. */
  arccosh(): Tensor<S>
  /** Another name of `acosh_`. */
  arccosh_(): Tensor<S>
  /** Another name of `asin`. */
  arcsin(): Tensor<S>
  /** Another name of `asin_`. */
  arcsin_(): Tensor<S>
  /** Another name of `asinh`. */
  arcsinh(): Tensor<S>
  /** Another name of `asinh_`. */
  arcsinh_(): Tensor<S>
  /** Another name of `atan`. */
  arctan(): Tensor<S>
  /** Another name of `atan_`. */
  arctan_(): Tensor<S>
  /** Another name of `atanh`. */
  arctanh(): Tensor<S>
  /** Another name of `atanh_`. */
  arctanh_(): Tensor<S>
  /** Another name of `trunc`. */
  fix(): Tensor<S>
  /** Another name of `trunc_`. */
  fix_(): Tensor<S>
  /** Another name of `abs_`. */
  absolute_(): Tensor<S>
  /** Another name of `neg_`. */
  negative_(): Tensor<S>
  /** Another name of `clamp_`. */
  clip_(min?: Limit | ClampOptions | null, max?: Limit | null): Tensor<S>
}

/** Other names of functions of two operands. */
export interface AliasesBinary {
  /** Another name of `atan2`. */
  arctan2<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Another name of `atan2_`. */
  arctan2_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** Another name of `div`. */
  trueDivide<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Another name of `div_`. */
  trueDivide_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** Another name of `ge`. */
  greaterEqual<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Another name of `ge_`. */
  greaterEqual_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** Another name of `le`. */
  lessEqual<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Another name of `le_`. */
  lessEqual_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** Another name of `ne`. */
  notEqual<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /** Another name of `ne_`. */
  notEqual_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** Another name of `mul_`. */
  multiply_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** Another name of `div_`. */
  divide_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** Another name of `sub_`. */
  subtract_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** Another name of `gt_`. */
  greater_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /** Another name of `lt_`. */
  less_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
}
