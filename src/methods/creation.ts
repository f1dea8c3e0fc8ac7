import type { DType } from '../dtype.js'
import type { Known } from '../shape/types/index.js'
import type { Tensor } from '../tensor.js'

export interface TensorOptions {
  /** The element type; `'float32'` unless given. */
  dtype?: DType
  /** Should autograd record what is done with it? */
  requiresGrad?: boolean
}

/** Takes sizes, `zeros(2, 3)` or `zeros([2, 3])`, and options. */
export interface Factory<O = TensorOptions> {
  <const S extends number[]>(...size: S): Tensor<Known<S>>
  <const S extends number[]>(size: readonly [...S], options?: O): Tensor<Known<S>>
  <const S extends number[]>(...sizeAndOptions: [...size: S, options: O]): Tensor<Known<S>>
}
