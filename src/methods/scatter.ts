import type { Index, Scalar, ShapeOf } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

/** Reading and writing at places that an index tensor names. */
export interface Scatters {
  /**
   * Element by element what stands at the place that `index` names along `dim`: `out[i][j] = x[index[i][j]][j]` for dim 0. Gradient: g added to those places.
   */
  gather<T extends Tensor, I extends Tensor>(this: T, dim: number, index: I): Tensor<ShapeOf<I>>
  /** `gather`, where both broadcast; without a dim among all elements in row-major order. */
  takeAlongDim<T extends Tensor>(this: T, indices: Tensor, dim?: number | null | { dim?: number | null }): Tensor
  /** The elements at positions of the flattened tensor, in the shape of `index`. */
  take<T extends Tensor, I extends Tensor>(this: T, index: I): Tensor<ShapeOf<I>>
  /**
   * Writes `src` (a tensor or a number) to the places that `index` names along `dim`; `reduce` adds or multiplies instead.
   */
  scatter<T extends Tensor>(
    this: T,
    dim: number,
    index: Tensor,
    src: Tensor | Scalar,
    options?: { reduce?: 'add' | 'multiply' },
  ): T
  /** `scatter` in place. */
  scatter_<T extends Tensor>(
    this: T,
    dim: number,
    index: Tensor,
    src: Tensor | Scalar,
    options?: { reduce?: 'add' | 'multiply' },
  ): T
  /** Adds `src` to the places that `index` names along `dim`; places may repeat. */
  scatterAdd<T extends Tensor>(this: T, dim: number, index: Tensor, src: Tensor): T
  /** `scatterAdd` in place. */
  scatterAdd_<T extends Tensor>(this: T, dim: number, index: Tensor, src: Tensor): T
  /** Combines `src` with what stands at the places that `index` names along `dim`. */
  scatterReduce<T extends Tensor>(
    this: T,
    dim: number,
    index: Tensor,
    src: Tensor,
    reduce: ScatterReduction,
    options?: ScatterReduceOptions,
  ): T
  /** `scatterReduce` in place. */
  scatterReduce_<T extends Tensor>(
    this: T,
    dim: number,
    index: Tensor,
    src: Tensor,
    reduce: ScatterReduction,
    options?: ScatterReduceOptions,
  ): T
  /** Adds the slices of `source` to those at the positions `index` along `dim`, `alpha` times. */
  indexAdd<T extends Tensor>(this: T, dim: number, index: Tensor, source: Tensor, options?: { alpha?: number }): T
  /** `indexAdd` in place. */
  indexAdd_<T extends Tensor>(this: T, dim: number, index: Tensor, source: Tensor, options?: { alpha?: number }): T
  /** Copies the slices of `source` to the positions `index` along `dim`. */
  indexCopy<T extends Tensor>(this: T, dim: number, index: Tensor, source: Tensor): T
  /** `indexCopy` in place. */
  indexCopy_<T extends Tensor>(this: T, dim: number, index: Tensor, source: Tensor): T
  /** One value in the slices at the positions `index` along `dim`. */
  indexFill<T extends Tensor>(this: T, dim: number, index: Tensor, value: Tensor | Scalar): T
  /** `indexFill` in place. */
  indexFill_<T extends Tensor>(this: T, dim: number, index: Tensor, value: Tensor | Scalar): T
  /** `set` under PyTorch's name; with `accumulate` repeated places add up. */
  indexPut<T extends Tensor>(
    this: T,
    indices: readonly Index[],
    values: Tensor,
    options?: boolean | { accumulate?: boolean },
  ): T
  /** `indexPut` in place. */
  indexPut_<T extends Tensor>(
    this: T,
    indices: readonly Index[],
    values: Tensor,
    options?: boolean | { accumulate?: boolean },
  ): T
  /** Writes `source` to positions of the flattened tensor. */
  put<T extends Tensor>(this: T, index: Tensor, source: Tensor, options?: boolean | { accumulate?: boolean }): T
  /** `put` in place. */
  put_<T extends Tensor>(this: T, index: Tensor, source: Tensor, options?: boolean | { accumulate?: boolean }): T
  /** The elements of `source`, one after the other, wherever `mask` is true. */
  maskedScatter<T extends Tensor>(this: T, mask: Tensor, source: Tensor): T
  /** `maskedScatter` in place. */
  maskedScatter_<T extends Tensor>(this: T, mask: Tensor, source: Tensor): T
}

/** How `scatterReduce` combines what comes to one place. */
export type ScatterReduction = 'sum' | 'prod' | 'mean' | 'amax' | 'amin'
export interface ScatterReduceOptions {
  /** Does what stood there take part? Yes unless given. */
  includeSelf?: boolean
}
