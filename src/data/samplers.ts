import { ValueError } from '../errors.js'
import { inPython } from '../nn/python.js'
import { tensor } from '../ops/create.js'
import { defaultGenerator, Generator } from '../random/generator.js'
import { integersBelow, integersOf, permutation } from '../random/integers.js'
import { multinomial } from '../random/multinomial.js'
import type { Tensor } from '../tensor.js'

/** The order in which samples are taken: an iterable of positions. */
export interface Sampler<T = number> extends Iterable<T> {
  readonly length: number
}

/** What has a length. */
interface Sized {
  readonly length: number
}

/**
 * One after the other.
 *
 * @see torch.utils.data.SequentialSampler
 * @example
 * [...new data.SequentialSampler([7, 8, 9])]
 * // [ 0, 1, 2 ]
 */
export class SequentialSampler implements Sampler {
  constructor(readonly dataSource: Sized) {}
  get length(): number {
    return this.dataSource.length
  }
  [Symbol.iterator](): Iterator<number> {
    return Array(this.length).keys()
  }
}

export interface RandomSamplerOptions {
  /** Draw every sample from all? Otherwise each comes once before one comes again. */
  replacement?: boolean
  /** How many; as many as there are unless given. */
  numSamples?: number | null
  /** Where the order is drawn from; a generator of its own, seeded from the default one, if left out. */
  generator?: Generator | null
}

/** PyTorch draws with replacement in pieces of so many. */
const PIECE = 32

function checkCount(n: unknown, name: string): number {
  if (typeof n !== 'number' || !Number.isInteger(n) || n <= 0)
    throw new ValueError(`${name} should be a positive integer value, but got ${name}=${inPython(n)}`)
  return n
}

/**
 * In random order, which the same seed gives as PyTorch.
 *
 * @see torch.utils.data.RandomSampler
 * @example
 * manualSeed(0)
 * Array.from(new data.RandomSampler([1, 2, 3]))
 * // [ 0, 1, 2 ]
 */
export class RandomSampler implements Sampler {
  readonly replacement: boolean
  readonly generator: Generator | null
  readonly #numSamples: number | null
  constructor(
    readonly dataSource: Sized,
    { replacement = false, numSamples = null, generator = null }: RandomSamplerOptions = {},
  ) {
    if (typeof replacement !== 'boolean')
      throw new TypeError(`replacement should be a boolean value, but got replacement=${inPython(replacement)}`)
    this.replacement = replacement
    this.generator = generator
    this.#numSamples = numSamples
    checkCount(this.length, 'num_samples')
  }

  get length(): number {
    return this.#numSamples ?? this.dataSource.length
  }

  *[Symbol.iterator](): Generator_<number> {
    const n = this.dataSource.length
    const count = this.length
    const { words } = this.generator ?? new Generator().manualSeed(integersOf('int64', 1, defaultGenerator.words)[0])
    for (let left = count; this.replacement && left > 0; left -= PIECE)
      for (const place of integersBelow(0n, BigInt(n), Math.min(left, PIECE), words)) yield Number(place)
    // A permutation is also drawn where nothing of it is used, as in PyTorch.
    for (let left = count; !this.replacement && left >= 0; left -= n) yield* permutation(n, words).subarray(0, left)
  }
}
/** JavaScript's generators, beside the ones of random numbers. */
type Generator_<T> = globalThis.Generator<T>

/**
 * Some positions, in random order.
 *
 * @see torch.utils.data.SubsetRandomSampler
 * @example
 * manualSeed(0)
 * Array.from(new data.SubsetRandomSampler([4, 5, 6]))
 * // [ 6, 4, 5 ]
 */
export class SubsetRandomSampler implements Sampler {
  readonly generator: Generator | null
  constructor(
    readonly indices: readonly number[],
    { generator = null }: { generator?: Generator | null } = {},
  ) {
    this.generator = generator
  }
  get length(): number {
    return this.indices.length
  }
  *[Symbol.iterator](): Generator_<number> {
    for (const k of permutation(this.length, (this.generator ?? defaultGenerator).words)) yield this.indices[k]
  }
}

export interface WeightedSamplerOptions {
  /** May a sample come again? True unless given. */
  replacement?: boolean
  generator?: Generator | null
}

/**
 * Positions with the probabilities that the weights tell, which need not add up to 1.
 *
 * @see torch.utils.data.WeightedRandomSampler
 * @example
 * manualSeed(0)
 * Array.from(new data.WeightedRandomSampler([0, 1, 3], 4))
 * // [ 2, 2, 2, 2 ]
 */
export class WeightedRandomSampler implements Sampler {
  readonly weights: Tensor
  readonly numSamples: number
  readonly replacement: boolean
  readonly generator: Generator | null
  constructor(
    weights: Tensor | readonly number[],
    numSamples: number,
    { replacement = true, generator = null }: WeightedSamplerOptions = {},
  ) {
    this.numSamples = checkCount(numSamples, 'num_samples')
    if (typeof replacement !== 'boolean')
      throw new ValueError(`replacement should be a boolean value, but got replacement=${inPython(replacement)}`)
    this.weights = tensor(weights, { dtype: 'float64' })
    if (this.weights.ndim !== 1)
      throw new ValueError(
        `weights should be a 1d sequence but given weights have shape ${inPython([...this.weights.sizes])}`,
      )
    this.replacement = replacement
    this.generator = generator
  }
  get length(): number {
    return this.numSamples
  }
  *[Symbol.iterator](): Generator_<number> {
    const { weights, numSamples, replacement, generator } = this
    for (const place of multinomial(weights, numSamples, replacement, { generator }).store.data) yield Number(place)
  }
}

/**
 * The positions of another sampler, `batchSize` at a time.
 *
 * @see torch.utils.data.BatchSampler
 * @example
 * [...new data.BatchSampler(new data.SequentialSampler([1, 2, 3]), 2, false)]
 * // [ [ 0, 1 ], [ 2 ] ]
 */
export class BatchSampler implements Sampler<number[]> {
  readonly batchSize: number
  constructor(
    readonly sampler: Sampler | Iterable<number>,
    batchSize: number,
    /** Leave out a last batch that is smaller? */
    readonly dropLast = false,
  ) {
    this.batchSize = checkCount(batchSize, 'batch_size')
    if (typeof dropLast !== 'boolean')
      throw new ValueError(`drop_last should be a boolean value, but got drop_last=${inPython(dropLast)}`)
  }
  get length(): number {
    const n = (this.sampler as Sampler).length
    return this.dropLast ? Math.floor(n / this.batchSize) : Math.ceil(n / this.batchSize)
  }
  *[Symbol.iterator](): Generator_<number[]> {
    let batch: number[] = []
    for (const place of this.sampler) {
      batch.push(place)
      if (batch.length < this.batchSize) continue
      yield batch
      batch = []
    }
    if (batch.length > 0 && !this.dropLast) yield batch
  }
}
