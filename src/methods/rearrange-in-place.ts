import type { MatrixTransposed, Result, Scalar, Shape, Transposed } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** The same for what keeps the shape. */
export interface RearrangingInPlace<S extends Shape> {
  /** Of a real matrix the transpose. */
  readonly mH: Tensor<MatrixTransposed<S>>
  /** The transpose of a real matrix. */
  readonly H: Result<Transposed<S>>
  /** How many bytes the elements take. */
  readonly nbytes: number
  /**
   * `cumsum` in place.
   *
   * @see torch.Tensor.cumsum_
   * @example
   * tensor([1, 2, 3]).cumsum_(0)
   * // tensor([1., 3., 6.])
   */
  cumsum_(dim: number): Tensor<S>
  /**
   * `cumprod` in place.
   *
   * @see torch.Tensor.cumprod_
   * @example
   * tensor([1, 2, 3]).cumprod_(0)
   * // tensor([1., 2., 6.])
   */
  cumprod_(dim: number): Tensor<S>
  /**
   * `tril` in place.
   *
   * @see torch.Tensor.tril_
   * @example
   * ones(2, 3).tril_()
   * // tensor([[1., 0., 0.],
   * //         [1., 1., 0.]])
   */
  tril_(diagonal?: number | { diagonal?: number }): Tensor<S>
  /**
   * `triu` in place.
   *
   * @see torch.Tensor.triu_
   * @example
   * ones(2, 3).triu_()
   * // tensor([[1., 1., 1.],
   * //         [0., 1., 1.]])
   */
  triu_(diagonal?: number | { diagonal?: number }): Tensor<S>
  /**
   * `renorm` in place.
   *
   * @see torch.Tensor.renorm_
   * @example
   * tensor([[3, 4]]).renorm_(2, 0, 1)
   * // tensor([[0.6000, 0.8000]])
   */
  renorm_(p: number, dim: number, maxnorm: number): Tensor<S>
  /**
   * `addmm` in place.
   *
   * @see torch.Tensor.addmm_
   * @example
   * zeros(2, 2).addmm_(ones(2, 3), ones(3, 2))
   * // tensor([[3., 3.],
   * //         [3., 3.]])
   */
  addmm_(mat1: Tensor, mat2: Tensor, options?: { alpha?: number; beta?: number }): Tensor<S>
  /**
   * `addmv` in place.
   *
   * @see torch.Tensor.addmv_
   * @example
   * zeros(2).addmv_(ones(2, 3), ones(3))
   * // tensor([3., 3.])
   */
  addmv_(mat: Tensor, vec: Tensor, options?: { alpha?: number; beta?: number }): Tensor<S>
  /**
   * `addbmm` in place.
   *
   * @see torch.Tensor.addbmm_
   * @example
   * zeros(2, 2).addbmm_(ones(1, 2, 3), ones(1, 3, 2))
   * // tensor([[3., 3.],
   * //         [3., 3.]])
   */
  addbmm_(batch1: Tensor, batch2: Tensor, options?: { alpha?: number; beta?: number }): Tensor<S>
  /**
   * `baddbmm` in place.
   *
   * @see torch.Tensor.baddbmm_
   * @example
   * zeros(1, 2, 2).baddbmm_(ones(1, 2, 3), ones(1, 3, 2))
   * // tensor([[[3., 3.],
   * //          [3., 3.]]])
   */
  baddbmm_(batch1: Tensor, batch2: Tensor, options?: { alpha?: number; beta?: number }): Tensor<S>
  /**
   * `addr` in place.
   *
   * @see torch.Tensor.addr_
   * @example
   * zeros(2, 2).addr_(ones(2), ones(2))
   * // tensor([[1., 1.],
   * //         [1., 1.]])
   */
  addr_(vec1: Tensor, vec2: Tensor, options?: { alpha?: number; beta?: number }): Tensor<S>
  /**
   * `value` on the diagonal; with `wrap` again below the end of a tall matrix.
   *
   * @see torch.Tensor.fill_diagonal_
   * @example
   * zeros(2, 2).fillDiagonal_(7)
   * // tensor([[7., 0.],
   * //         [0., 7.]])
   */
  fillDiagonal_(value: Scalar, wrap?: boolean | { wrap?: boolean }): Tensor<S>
}
