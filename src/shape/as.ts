import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import type { Fixed } from './types/index.js'

const list = (sizes: readonly number[]): string => `[${sizes.join(', ')}]`

/** Have the sizes this shape? −1 stands for any size. */
export function checkShape(sizes: readonly number[], shape: readonly number[]): void {
  if (!Array.isArray(shape)) throw new TypeError('a shape must be an array of sizes')
  for (const n of shape)
    if (!Number.isInteger(n) || n < -1)
      throw new TypeError(`a size must be a whole number, or -1 for any, but got ${n}`)
  const fits = sizes.length === shape.length && sizes.every((n, d) => shape[d] === -1 || shape[d] === n)
  if (!fits) throw new RuntimeError(`the tensor's shape is ${list(sizes)}, not ${list(shape)}`)
}

/** `x.as(shape)`: the tensor itself, once its shape has been checked. */
export function as(x: Tensor, shape: readonly number[]): Tensor {
  checkShape(x.sizes, shape)
  return x
}

/**
 * Checks the shape of `x` now and tells it to the compiler from here on: after `assertShape(x, [5, 784])` the type of `x`
 * is `Tensor<[5, 784]>`. −1 stands for any size. A RuntimeError otherwise.
 *
 * @example
 * const x: Tensor = zeros(2, 3)
 * assertShape(x, [2, 3])
 * x.shape
 * // torch.Size([2, 3])
 */
export function assertShape<const V extends readonly number[]>(x: Tensor, shape: V): asserts x is Tensor<Fixed<V>> {
  checkShape(x.sizes, shape)
}
