import type { Shape, ShapeOf } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import type { Reduction } from './reduction.js'

export interface LossOptions {
  /** What becomes of the losses of the elements: their `'mean'` (unless given), their `'sum'`, or `'none'`. */
  reduction?: Reduction
}

/** A scalar, or with `reduction: 'none'` one loss for each element of `S`. */
export type Loss<S extends Shape, O> = O extends { reduction: infer R }
  ? R extends 'none'
    ? Tensor<S>
    : 'none' extends R
      ? Tensor
      : Tensor<[]>
  : Tensor<[]>

/** The same, where the losses' shape is not the input's. */
export type LossOf<O> = O extends { reduction: infer R } ? ('none' extends R ? Tensor : Tensor<[]>) : Tensor<[]>

/** The shape stays. */
export type Activation<Rest extends readonly unknown[] = []> = <S extends Shape>(
  input: Tensor<S>,
  ...rest: Rest
) => Tensor<S>

export type { ShapeOf }
