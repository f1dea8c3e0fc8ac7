import type { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import {
  type CosineSimilarityOptions,
  cosineSimilarity,
  type PairwiseDistanceOptions,
  pairwiseDistance,
} from '../functional/distance.js'
import { Module } from '../module.js'

/**
 * `F.cosineSimilarity` as a module.
 *
 * @see torch.nn.CosineSimilarity
 * @example
 * new nn.CosineSimilarity()(tensor([[1, 0]]), tensor([[1, 1]]))
 * // tensor([0.7071])
 */
export class CosineSimilarity extends Module {
  readonly dim: number
  readonly eps: number
  constructor(...options: readonly (number | CosineSimilarityOptions)[]) {
    super()
    const { dim, eps } = named(options, { dim: 1, eps: 1e-8 })
    this.dim = dim
    this.eps = eps
  }
  /**
   * The cosines.
   *
   * @see torch.nn.CosineSimilarity.forward
   * @example
   * new nn.CosineSimilarity().forward(tensor([[1, 0]]), tensor([[2, 0]]))
   * // tensor([1.])
   */
  forward(x1: Tensor, x2: Tensor): Tensor {
    return cosineSimilarity(x1, x2, { dim: this.dim, eps: this.eps }) as Tensor
  }
}

/**
 * `F.pairwiseDistance` as a module.
 *
 * @see torch.nn.PairwiseDistance
 * @example
 * new nn.PairwiseDistance(1)(tensor([[0, 0]]), tensor([[3, 4]]))
 * // tensor([7.0000])
 */
export class PairwiseDistance extends Module {
  readonly norm: number
  readonly eps: number
  readonly keepdim: boolean
  constructor(...options: readonly (number | boolean | PairwiseDistanceOptions)[]) {
    super()
    const { p, eps, keepdim } = named(options, { p: 2, eps: 1e-6, keepdim: false })
    this.norm = p
    this.eps = eps
    this.keepdim = keepdim
  }
  /**
   * The distances.
   *
   * @see torch.nn.PairwiseDistance.forward
   * @example
   * new nn.PairwiseDistance({ eps: 0 }).forward(tensor([[0, 0]]), tensor([[3, 4]]))
   * // tensor([5.])
   */
  forward(x1: Tensor, x2: Tensor): Tensor {
    return pairwiseDistance(x1, x2, this.norm, this.eps, this.keepdim)
  }
}
