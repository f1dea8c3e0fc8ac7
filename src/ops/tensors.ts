import type { DType } from '../dtype.js'
import { Storage } from '../storage.js'
import { Tensor } from '../tensor.js'

const none: readonly number[] = Object.freeze([])

/** A fresh 0-d tensor; the shape's arrays are shared. */
export const emptyShape = (dtype: DType): Tensor => new Tensor(Storage.empty(1, dtype), none, none, 0)

/** A 0-d view of one element. */
export const elementOf = (x: Tensor, offset: number): Tensor => new Tensor(x.store, none, none, offset)
