import type { Covariance, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

export interface CovOptions {
  /** Divide by n − correction; 1 unless given. */
  correction?: number
  /** How often each observation was seen (integers). */
  fweights?: Tensor | null
  /** How much each observation counts (floats). */
  aweights?: Tensor | null
}

/** How rows vary together. */
export interface Statistics {
  /**
   * How rows vary together: a row is a variable, a column an observation. `[n, m]` → `[n, n]`; of a vector its variance.
   *
   * @throws RuntimeError for more than two dimensions, bools, and weights that do not fit.
   * @see torch.Tensor.cov
   * @example
   * tensor([[0, 2], [1, 0]]).cov()
   * // tensor([[ 2.0000, -1.0000],
   * //         [-1.0000,  0.5000]])
   */
  cov<T extends Tensor>(this: T, options?: CovOptions): Tensor<Covariance<ShapeOf<T>>>
  /**
   * `cov` in units of the rows' standard deviations: Pearson's correlations, between −1 and 1.
   *
   * @throws RuntimeError for more than two dimensions, and bools.
   * @see torch.Tensor.corrcoef
   * @example
   * tensor([[0, 2], [1, 0]]).corrcoef()
   * // tensor([[ 1., -1.],
   * //         [-1.,  1.]])
   */
  corrcoef<T extends Tensor>(this: T): Tensor<Covariance<ShapeOf<T>>>
}
