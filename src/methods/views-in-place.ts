import type { Arg, Result, ShapeOf, Squeeze, Transpose, Transposed, Unsqueeze } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/**
 * Views in place: the tensor itself begins to look at its memory in another way. The result is typed with the new shape;
 * a variable that was declared before keeps the type of the old one.
 */
export interface ViewsInPlace {
  /**
   * `t` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.t_
   * @example
   * tensor([[1, 2, 3]]).t_().shape
   * // torch.Size([3, 1])
   */
  t_<X extends Tensor>(this: Arg<Transposed<ShapeOf<X>>, X>): Result<Transposed<ShapeOf<X>>>
  /**
   * `transpose` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.transpose_
   * @example
   * zeros(2, 3).transpose_(0, 1).shape
   * // torch.Size([3, 2])
   */
  transpose_<X extends Tensor, const I extends number, const J extends number>(
    this: X,
    dim0: Arg<Transpose<ShapeOf<X>, I, J>, I>,
    dim1: J,
  ): Result<Transpose<ShapeOf<X>, I, J>>
  /**
   * Another name of `transpose_`.
   *
   * @see torch.Tensor.swapaxes_
   * @example
   * zeros(2, 3).swapaxes_(0, 1).shape
   * // torch.Size([3, 2])
   */
  swapaxes_<X extends Tensor, const I extends number, const J extends number>(
    this: X,
    axis0: Arg<Transpose<ShapeOf<X>, I, J>, I>,
    axis1: J,
  ): Result<Transpose<ShapeOf<X>, I, J>>
  /**
   * Another name of `transpose_`.
   *
   * @see torch.Tensor.swapdims_
   * @example
   * zeros(2, 3).swapdims_(0, 1).shape
   * // torch.Size([3, 2])
   */
  swapdims_<X extends Tensor, const I extends number, const J extends number>(
    this: X,
    dim0: Arg<Transpose<ShapeOf<X>, I, J>, I>,
    dim1: J,
  ): Result<Transpose<ShapeOf<X>, I, J>>
  /**
   * `squeeze` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.squeeze_
   * @example
   * zeros(2, 1, 3).squeeze_(1).shape
   * // torch.Size([2, 3])
   */
  squeeze_<X extends Tensor, const D extends number | readonly number[] | null = null>(
    this: X,
    dim?: Arg<Squeeze<ShapeOf<X>, D>, D>,
  ): Result<Squeeze<ShapeOf<X>, D>>
  /**
   * `unsqueeze` in place.
   *
   * @returns This tensor.
   * @throws RuntimeError if it is a leaf that requires a gradient, unless nothing is recorded.
   * @see torch.Tensor.unsqueeze_
   * @example
   * zeros(2, 3).unsqueeze_(0).shape
   * // torch.Size([1, 2, 3])
   */
  unsqueeze_<X extends Tensor, const D extends number>(
    this: X,
    dim: Arg<Unsqueeze<ShapeOf<X>, D>, D>,
  ): Result<Unsqueeze<ShapeOf<X>, D>>
}
