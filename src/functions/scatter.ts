import { free } from '../free.js'
import type { ScatterReduceOptions, ScatterReduction } from '../methods/scatter.js'
import type { Index, Scalar, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'
import { typed } from './typed.js'
/**
 * Element by element what stands at the place that `index` names along `dim`: `out[i][j] = x[index[i][j]][j]` for dim 0. Gradient: g added to those places.
 */
export const gather: <T extends Tensor, I extends Tensor>(input: T, dim: number, index: I) => Tensor<ShapeOf<I>> =
  typed(free.gather)
/** `gather`, where both broadcast; without a dim among all elements in row-major order. */
export const takeAlongDim: <T extends Tensor>(
  input: T,
  indices: Tensor,
  dim?: number | null | { dim?: number | null },
) => Tensor = typed(free.takeAlongDim)
/** The elements at positions of the flattened tensor, in the shape of `index`. */
export const take: <T extends Tensor, I extends Tensor>(input: T, index: I) => Tensor<ShapeOf<I>> = typed(free.take)
/**
 * Writes `src` (a tensor or a number) to the places that `index` names along `dim`; `reduce` adds or multiplies instead.
 */
export const scatter: <T extends Tensor>(
  input: T,
  dim: number,
  index: Tensor,
  src: Tensor | Scalar,
  options?: { reduce?: 'add' | 'multiply' },
) => T = typed(free.scatter)
/** Adds `src` to the places that `index` names along `dim`; places may repeat. */
export const scatterAdd: <T extends Tensor>(input: T, dim: number, index: Tensor, src: Tensor) => T = typed(
  free.scatterAdd,
)
/** Combines `src` with what stands at the places that `index` names along `dim`. */
export const scatterReduce: <T extends Tensor>(
  input: T,
  dim: number,
  index: Tensor,
  src: Tensor,
  reduce: ScatterReduction,
  options?: ScatterReduceOptions,
) => T = typed(free.scatterReduce)
/** Adds the slices of `source` to those at the positions `index` along `dim`, `alpha` times. */
export const indexAdd: <T extends Tensor>(
  input: T,
  dim: number,
  index: Tensor,
  source: Tensor,
  options?: { alpha?: number },
) => T = typed(free.indexAdd)
/** Copies the slices of `source` to the positions `index` along `dim`. */
export const indexCopy: <T extends Tensor>(input: T, dim: number, index: Tensor, source: Tensor) => T = typed(
  free.indexCopy,
)
/** One value in the slices at the positions `index` along `dim`. */
export const indexFill: <T extends Tensor>(input: T, dim: number, index: Tensor, value: Tensor | Scalar) => T = typed(
  free.indexFill,
)
/** `set` under PyTorch's name; with `accumulate` repeated places add up. */
export const indexPut: <T extends Tensor>(
  input: T,
  indices: readonly Index[],
  values: Tensor,
  options?: boolean | { accumulate?: boolean },
) => T = typed(free.indexPut)
/** Writes `source` to positions of the flattened tensor. */
export const put: <T extends Tensor>(
  input: T,
  index: Tensor,
  source: Tensor,
  options?: boolean | { accumulate?: boolean },
) => T = typed(free.put)
/** The elements of `source`, one after the other, wherever `mask` is true. */
export const maskedScatter: <T extends Tensor>(input: T, mask: Tensor, source: Tensor) => T = typed(free.maskedScatter)
