import { free } from '../free.js'
import type { CovOptions } from '../methods/statistics.js'
import type { Covariance, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'

/**
 * How rows vary together: a row is a variable, a column an observation. `[n, m]` → `[n, n]`; of a vector its variance.
 *
 * @throws RuntimeError for more than two dimensions, bools, and weights that do not fit.
 * @see torch.cov
 * @example
 * cov(tensor([[0, 2], [1, 0]]))
 * // tensor([[ 2.0000, -1.0000],
 * //         [-1.0000,  0.5000]])
 */
export const cov: <T extends Tensor>(input: T, options?: CovOptions) => Tensor<Covariance<ShapeOf<T>>> = typed(free.cov)
/**
 * `cov` in units of the rows' standard deviations: Pearson's correlations, between −1 and 1.
 *
 * @throws RuntimeError for more than two dimensions, and bools.
 * @see torch.corrcoef
 * @example
 * corrcoef(tensor([[0, 2], [1, 0]]))
 * // tensor([[ 1., -1.],
 * //         [-1.,  1.]])
 */
export const corrcoef: <T extends Tensor>(input: T) => Tensor<Covariance<ShapeOf<T>>> = typed(free.corrcoef)
