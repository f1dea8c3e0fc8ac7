import { ValueError } from '../errors.js'
import { generatorOf } from '../random/fill.js'
import type { Generator } from '../random/generator.js'
import { permutation } from '../random/integers.js'
import { type Samples, Subset } from './dataset.js'

export interface SplitOptions {
  /** Where the permutation is drawn from; the default generator if left out. */
  generator?: Generator | null
}

/** Python's math.isclose(sum, 1) with sum <= 1: shares, not lengths. */
const areShares = (sum: number): boolean => sum <= 1 && 1 - sum <= 1e-9

/**
 * A data set in random parts that do not overlap: `randomSplit(ds, [50000, 10000])`, or by shares that add up to 1. What
 * shares leave over goes to the parts one by one, from the first on. The same seed gives PyTorch's parts.
 * Errors: ValueError unless the lengths add up to the data set's.
 *
 * @see torch.utils.data.random_split
 * @example
 * manualSeed(0)
 * data.randomSplit([1, 2, 3, 4], [3, 1]).map((part) => part.length)
 * // [ 3, 1 ]
 */
export function randomSplit<const D extends Samples<unknown>>(
  dataset: D,
  lengths: readonly number[],
  options: SplitOptions = {},
): Subset<D>[] {
  const sum = lengths.reduce((a, b) => a + b, 0)
  const sizes = areShares(sum) ? lengthsOf(lengths, dataset.length) : lengths
  if (sizes.reduce((a, b) => a + b, 0) !== dataset.length)
    throw new ValueError('Sum of input lengths does not equal the length of the input dataset!')
  for (const n of sizes)
    if (!Number.isInteger(n) || n < 0) throw new ValueError(`a length must be a whole number, but got ${n}`)
  const order = permutation(dataset.length, generatorOf(options).words)
  let from = 0
  return sizes.map((n) => {
    from += n
    return new Subset(dataset, order.subarray(from - n, from))
  })
}

function lengthsOf(shares: readonly number[], n: number): number[] {
  const lengths = shares.map((share, i) => {
    if (share < 0 || share > 1) throw new ValueError(`Fraction at index ${i} is not between 0 and 1`)
    return Math.floor(n * share)
  })
  const rest = n - lengths.reduce((a, b) => a + b, 0)
  for (let i = 0; i < rest; i++) lengths[i % lengths.length]++
  for (const [i, length] of lengths.entries())
    if (length === 0)
      console.warn(`UserWarning: Length of split at index ${i} is 0. This might result in an empty dataset.`)
  return lengths
}
