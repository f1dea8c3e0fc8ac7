import type { Arg, Combined, Reduce, Result, Shape, ShapeOf } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'

/** Made of ops: their gradients are those of the ops. */

export interface NormalizeOptions {
  /** The norm; 2 unless given. */
  p?: number
  /** The dimension whose vectors get the norm 1; 1 unless given. */
  dim?: number | readonly number[]
  /** What norms below it are taken for; 1e-12 unless given. */
  eps?: number
}
/**
 * Vectors along `dim` (1 unless given) divided by their p-norm.
 *
 * @see torch.nn.functional.normalize
 * @example
 * F.normalize(tensor([[3, 4], [0, 2]]))
 * // tensor([[0.6000, 0.8000],
 * //         [0.0000, 1.0000]])
 */
export const normalize = <S extends Shape>(
  input: Tensor<S>,
  ...options: readonly (number | readonly number[] | NormalizeOptions)[]
): Tensor<S> => {
  const { p, dim, eps } = named(options, { p: 2, dim: 1 as number | readonly number[], eps: 1e-12 })
  const x = input as Tensor
  const norms = (x.norm({ p, dim, keepdim: true }) as Tensor).clampMin(eps) as Tensor
  return x.div(norms.expand([...x.sizes])) as Tensor
}

export interface CosineSimilarityOptions {
  /** The dimension along which vectors lie; 1 unless given. */
  dim?: number
  /** What norms below it are taken for; 1e-8 unless given. */
  eps?: number
}
/** The dimension that an options object or a number says; 1 unless they do. */
type Along<D> = D extends number ? D : D extends { dim: infer E } ? E : 1

/**
 * The cosine of the angle of vectors along `dim` (1 unless given): their product, divided by their norms.
 *
 * @see torch.nn.functional.cosine_similarity
 * @example
 * F.cosineSimilarity(tensor([[1, 0], [1, 1]]), tensor([[1, 0], [1, -1]]))
 * // tensor([1., 0.])
 */
export const cosineSimilarity = <
  A extends Tensor,
  B extends Tensor,
  const D extends number | CosineSimilarityOptions = 1,
>(
  x1: A,
  x2: B,
  dim?: Arg<Reduce<ShapeOf<Combined<A, B>>, Along<D>, false>, D>,
  ...options: readonly (number | CosineSimilarityOptions)[]
): Result<Reduce<ShapeOf<Combined<A, B>>, Along<D>, false>> => {
  const o = named([dim, ...options], { dim: 1, eps: 1e-8 })
  const unit = (x: Tensor): Tensor => x.div((x.norm({ dim: o.dim, keepdim: true }) as Tensor).clampMin(o.eps)) as Tensor
  const product = (unit(x1 as Tensor).mul(unit(x2 as Tensor)) as Tensor).sum(o.dim) as Tensor
  return product as Result<Reduce<ShapeOf<Combined<A, B>>, Along<D>, false>>
}

export interface PairwiseDistanceOptions {
  /** The norm; 2 unless given. */
  p?: number
  /** Added to each difference; 1e-6 unless given. */
  eps?: number
  keepdim?: boolean
}
/**
 * The p-norm of differences along the last dimension.
 *
 * @see torch.nn.functional.pairwise_distance
 * @example
 * F.pairwiseDistance(tensor([[0, 0]]), tensor([[3, 4]]))
 * // tensor([5.0000])
 */
export const pairwiseDistance = <A extends Tensor, B extends Tensor>(
  x1: A,
  x2: B,
  ...options: readonly (number | boolean | PairwiseDistanceOptions)[]
): Tensor => {
  const { p, eps, keepdim } = named(options, { p: 2, eps: 1e-6, keepdim: false })
  const difference = (x1 as Tensor).sub(x2 as Tensor).add(eps) as Tensor
  return difference.norm(p, -1, keepdim) as Tensor
}
