/**
 * The sizes of a tensor: an Array of numbers that prints as `torch.Size([2, 3])`.
 *
 * @see torch.Size
 * @example
 * zeros(2, 3).size()
 * // torch.Size([2, 3])
 */
export class Size extends Array<number> {
  /** `map`, `filter` … give plain arrays: what comes out of them is no size any more. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  /** @internal Not `Array.from`: a single number would become a length. */
  static copy(sizes: readonly number[]): Size {
    const size = new Size(sizes.length)
    for (let d = 0; d < sizes.length; d++) size[d] = sizes[d]
    return size
  }

  /**
   * The product of the sizes.
   *
   * @see torch.Size.numel
   * @example
   * zeros(2, 3).size().numel()
   * // 6
   */
  numel(): number {
    return this.reduce((n, size) => n * size, 1)
  }

  override toString(): string {
    return `torch.Size([${Array.prototype.join.call(this, ', ')}])`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}
