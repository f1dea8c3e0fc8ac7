import type { Combined, Operand, OperandInto, Scalar } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** The rarer functions of two operands, which broadcast, and their in-place twins. */
export interface SpecialBinary {
  /**
   * |x| with the sign of other; integers become float32. Gradient: ±g.
   *
   * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.copysign
   * @example
   * tensor([1, -2]).copysign(-1)
   * // tensor([-1., -2.])
   */
  copysign<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * `copysign` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.copysign_
   * @example
   * tensor([1, -2]).copysign_(-1)
   * // tensor([-1., -2.])
   */
  copysign_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * The next float after x towards other.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for integers.
   * @see torch.Tensor.nextafter
   * @example
   * tensor([1, 2]).nextafter(tensor([2, 3])).gt(tensor([1, 2]))
   * // tensor([True, True])
   */
  nextafter<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * `nextafter` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.nextafter_
   * @example
   * tensor([1, 2]).nextafter_(tensor([2, 3])).gt(tensor([1, 2]))
   * // tensor([True, True])
   */
  nextafter_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * 0 below 0, 1 above, `other` at 0. Both have one dtype. No gradient.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.heaviside
   * @example
   * tensor([-1, 0, 2]).heaviside(tensor(0.5))
   * // tensor([0.0000, 0.5000, 1.0000])
   */
  heaviside<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * `heaviside` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.heaviside_
   * @example
   * tensor([-1, 0, 2]).heaviside_(tensor(0.5))
   * // tensor([0.0000, 0.5000, 1.0000])
   */
  heaviside_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * x · ln other, and 0 where x is 0. Gradients: g · ln other and g · x / other.
   *
   * @returns The shape that both broadcast to, in their common dtype; float32 of integers.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.xlogy
   * @example
   * tensor([0, 2]).xlogy(tensor([0, 3]))
   * // tensor([0.0000, 2.1972])
   */
  xlogy<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * `xlogy` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.xlogy_
   * @example
   * tensor([0, 2]).xlogy_(tensor([0, 3]))
   * // tensor([0.0000, 2.1972])
   */
  xlogy_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * ln(eˣ + e^other), without overflow.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for integers.
   * @see torch.Tensor.logaddexp
   * @example
   * tensor([0, 1]).logaddexp(tensor([0, 2]))
   * // tensor([0.6931, 2.3133])
   */
  logaddexp<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * log₂(2ˣ + 2^other), without overflow.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for integers.
   * @see torch.Tensor.logaddexp2
   * @example
   * tensor([0, 1]).logaddexp2(tensor([0, 1]))
   * // tensor([1., 2.])
   */
  logaddexp2<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * The larger of the two; where one is nan, the other.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.fmax
   * @example
   * tensor([1, NaN]).fmax(tensor([0, 2]))
   * // tensor([1., 2.])
   */
  fmax<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * The smaller of the two; where one is nan, the other.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.fmin
   * @example
   * tensor([1, NaN]).fmin(tensor([0, 2]))
   * // tensor([0., 2.])
   */
  fmin<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * The greatest common divisor, of integers.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for floats.
   * @see torch.Tensor.gcd
   * @example
   * tensor([12, 9], { dtype: 'int64' }).gcd(tensor([8, 6], { dtype: 'int64' }))
   * // tensor([4, 3])
   */
  gcd<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * `gcd` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.gcd_
   * @example
   * tensor([12, 9], { dtype: 'int64' }).gcd_(tensor([8, 6], { dtype: 'int64' }))
   * // tensor([4, 3])
   */
  gcd_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * The least common multiple, of integers.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for floats.
   * @see torch.Tensor.lcm
   * @example
   * tensor([4, 6], { dtype: 'int64' }).lcm(tensor([6, 8], { dtype: 'int64' }))
   * // tensor([12, 24])
   */
  lcm<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * `lcm` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.lcm_
   * @example
   * tensor([4, 6], { dtype: 'int64' }).lcm_(tensor([6, 8], { dtype: 'int64' }))
   * // tensor([12, 24])
   */
  lcm_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * P(x, other), the regularised lower incomplete gamma function. Gradient for `other` alone.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for integers.
   * @see torch.Tensor.igamma
   * @example
   * tensor([1, 2]).igamma(tensor([1, 1]))
   * // tensor([0.6321, 0.2642])
   */
  igamma<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * `igamma` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.igamma_
   * @example
   * tensor([1, 2]).igamma_(tensor([1, 1]))
   * // tensor([0.6321, 0.2642])
   */
  igamma_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * Q(x, other) = 1 − P(x, other), the upper one. Gradient for `other` alone.
   *
   * @returns The shape that both broadcast to, in their common dtype.
   * @throws RuntimeError if the shapes do not broadcast, and for integers.
   * @see torch.Tensor.igammac
   * @example
   * tensor([1, 2]).igammac(tensor([1, 1]))
   * // tensor([0.3679, 0.7358])
   */
  igammac<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * `igammac` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.igammac_
   * @example
   * tensor([1, 2]).igammac_(tensor([1, 1]))
   * // tensor([0.3679, 0.7358])
   */
  igammac_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * x · 2^other.
   *
   * @returns The same shape; float32 of integers and bools.
   * @see torch.Tensor.ldexp
   * @example
   * tensor([1, 2]).ldexp(tensor([3, 2]))
   * // tensor([8., 8.])
   */
  ldexp<T extends Tensor, O extends Tensor>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * `ldexp` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.ldexp_
   * @example
   * tensor([1, 2]).ldexp_(tensor([3, 2]))
   * // tensor([8., 8.])
   */
  ldexp_<T extends Tensor, O extends Tensor>(this: T, other: OperandInto<T, O>): T
  /**
   * x to the power of other in float64.
   *
   * @returns The shape that both broadcast to, as float64.
   * @throws RuntimeError if the shapes do not broadcast.
   * @see torch.Tensor.float_power
   * @example
   * tensor([1, 2]).floatPower(3)
   * // tensor([1., 8.], dtype=torch.float64)
   */
  floatPower<T extends Tensor, O extends Tensor | Scalar>(this: T, other: Operand<T, O>): Combined<T, O>
  /**
   * `floatPower` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.float_power_
   * @example
   * tensor([1, 2]).floatPower_(3)
   * // RuntimeError: the base given to float_power_ has dtype Float but the operation's result requires dtype Double
   */
  floatPower_<T extends Tensor, O extends Tensor | Scalar>(this: T, other: OperandInto<T, O>): T
  /**
   * x + weight · (end − x): a mixture of two tensors. Gradients: g · (1 − weight), g · weight and, of a tensor, g · (end − x).
   *
   * @see torch.Tensor.lerp
   * @example
   * tensor([0, 10]).lerp(tensor([10, 20]), 0.5)
   * // tensor([ 5., 15.])
   */
  lerp<T extends Tensor, O extends Tensor, W extends Tensor | number>(
    this: T,
    end: Operand<T, O>,
    weight: Operand<Combined<T, O>, W>,
  ): Combined<Combined<T, O>, W>
  /**
   * `lerp` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.lerp_
   * @example
   * tensor([0, 10]).lerp_(tensor([10, 20]), 0.5)
   * // tensor([ 5., 15.])
   */
  lerp_<T extends Tensor, O extends Tensor>(this: T, end: OperandInto<T, O>, weight: Tensor | number): T
  /**
   * x + value · tensor1 · tensor2.
   *
   * @see torch.Tensor.addcmul
   * @example
   * ones(2).addcmul(tensor([4, 6]), tensor([2, 3]), { value: 0.5 })
   * // tensor([ 5., 10.])
   */
  addcmul(tensor1: Tensor, tensor2: Tensor, options?: { value?: number }): Tensor
  /**
   * `addcmul` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.addcmul_
   * @example
   * ones(2).addcmul_(tensor([4, 6]), tensor([2, 3]), { value: 0.5 })
   * // tensor([ 5., 10.])
   */
  addcmul_<T extends Tensor>(this: T, tensor1: Tensor, tensor2: Tensor, options?: { value?: number }): T
  /**
   * x + value · tensor1 / tensor2. Errors: RuntimeError if both are integers.
   *
   * @see torch.Tensor.addcdiv
   * @example
   * ones(2).addcdiv(tensor([4, 6]), tensor([2, 3]))
   * // tensor([3., 3.])
   */
  addcdiv(tensor1: Tensor, tensor2: Tensor, options?: { value?: number }): Tensor
  /**
   * `addcdiv` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.addcdiv_
   * @example
   * ones(2).addcdiv_(tensor([4, 6]), tensor([2, 3]))
   * // tensor([3., 3.])
   */
  addcdiv_<T extends Tensor>(this: T, tensor1: Tensor, tensor2: Tensor, options?: { value?: number }): T
}
