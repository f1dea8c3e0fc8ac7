/** PyTorch's error classes, as far as JavaScript lacks them. `TypeError` is JavaScript's own. */

/**
 * What PyTorch raises when tensors do not fit together.
 *
 * @example
 * ones(2, 3).matmul(ones(2, 3))
 * // RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)
 */
export class RuntimeError extends Error {
  override readonly name: string = 'RuntimeError'
}

/**
 * An index or a dimension that is out of range.
 *
 * @example
 * zeros(2).at(5)
 * // IndexError: index 5 is out of bounds for dimension 0 with size 2
 */
export class IndexError extends Error {
  override readonly name: string = 'IndexError'
}

/**
 * A value of the right type that makes no sense.
 *
 * @example
 * new optim.SGD([tensor(1)], { lr: -1 })
 * // ValueError: Invalid learning rate: -1
 */
export class ValueError extends Error {
  override readonly name: string = 'ValueError'
}
