import { free } from '../free.js'
import type { Arg, Cat, HStack, Result, Stack, VStack } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'

export type CatFunction = <const L extends readonly Tensor[], const D extends number | { dim: number } = 0>(
  tensors: Arg<Cat<L, D>, L>,
  dim?: D,
) => Result<Cat<L, D>>

/**
 * Tensors joined along an existing dimension, 0 unless given; their other sizes are equal.
 *
 * @see torch.cat
 * @example
 * cat([tensor([1, 2]), tensor([3])])
 * // tensor([1., 2., 3.])
 */
export const cat: CatFunction = typed(free.cat)
/**
 * Another name of `cat`.
 *
 * @see torch.concat
 * @example
 * concat([ones(1, 2), zeros(1, 2)], 1)
 * // tensor([[1., 1., 0., 0.]])
 */
export const concat: CatFunction = typed(free.concat)
/**
 * Another name of `cat`.
 *
 * @see torch.concatenate
 * @example
 * concatenate([ones(1, 2), zeros(1, 2)], 1)
 * // tensor([[1., 1., 0., 0.]])
 */
export const concatenate: CatFunction = typed(free.concatenate)
/**
 * Tensors of one shape joined along a new dimension, 0 unless given.
 *
 * @see torch.stack
 * @example
 * stack([tensor([1, 2]), tensor([3, 4])])
 * // tensor([[1., 2.],
 * //         [3., 4.]])
 */
export const stack: <const L extends readonly Tensor[], const D extends number | { dim: number } = 0>(
  tensors: Arg<Stack<L, D>, L>,
  dim?: D,
) => Result<Stack<L, D>> = typed(free.stack)
/**
 * Tensors joined side by side: along dimension 1, vectors along dimension 0.
 *
 * @see torch.hstack
 * @example
 * hstack([tensor([1]), tensor([2, 3])])
 * // tensor([1., 2., 3.])
 */
export const hstack: <const L extends readonly Tensor[]>(tensors: Arg<HStack<L>, L>) => Result<HStack<L>> = typed(
  free.hstack,
)
/**
 * Tensors joined one above the other: along dimension 0, vectors as rows.
 *
 * @see torch.vstack
 * @example
 * vstack([tensor([1, 2]), tensor([3, 4])])
 * // tensor([[1., 2.],
 * //         [3., 4.]])
 */
export const vstack: <const L extends readonly Tensor[]>(tensors: Arg<VStack<L>, L>) => Result<VStack<L>> = typed(
  free.vstack,
)
export interface Meshgrid {
  (tensors: readonly Tensor[], options?: { indexing?: 'ij' | 'xy' }): Tensor[]
  (...tensors: Tensor[]): Tensor[]
  (a: Tensor, options: { indexing?: 'ij' | 'xy' }): Tensor[]
  (a: Tensor, b: Tensor, options: { indexing?: 'ij' | 'xy' }): Tensor[]
  (a: Tensor, b: Tensor, c: Tensor, options: { indexing?: 'ij' | 'xy' }): Tensor[]
}
/**
 * The coordinates of a grid: one tensor per vector, each of the shape that all of them span.
 *
 * @see torch.meshgrid
 * @example
 * meshgrid([tensor([1, 2]), tensor([3, 4])])
 * // [
 * //   tensor([[1., 1.],
 * //           [2., 2.]]),
 * //   tensor([[3., 4.],
 * //           [3., 4.]])
 * // ]
 */
export const meshgrid: Meshgrid = typed(free.meshgrid)
/**
 * The tensors expanded to the shape that they broadcast to.
 *
 * @see torch.broadcast_tensors
 * @example
 * broadcastTensors(tensor([1, 2]), tensor([[3], [4]]))
 * // [
 * //   tensor([[1., 2.],
 * //           [1., 2.]]),
 * //   tensor([[3., 3.],
 * //           [4., 4.]])
 * // ]
 */
export const broadcastTensors: (...tensors: Tensor[]) => Tensor[] = typed(free.broadcastTensors)
