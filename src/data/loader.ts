import { ValueError } from '../errors.js'
import { named } from '../nn/arguments.js'
import { generatorOf } from '../random/fill.js'
import type { Generator } from '../random/generator.js'
import { integersOf } from '../random/integers.js'
import { Tensor } from '../tensor.js'
import { type Collated, defaultCollate, defaultConvert } from './collate.js'
import { isBatching, type SampleOf, type Samples, TensorRows } from './dataset.js'
import { BatchSampler, RandomSampler, SequentialSampler } from './samplers.js'

/** Options as literal types. Their own types stand at the constructor, where the dataset's samples are known. */
type Chosen = { [K in keyof DataLoaderOptions]?: unknown }
/** A sample as a collate function takes it: numbers, where the dataset is known to have 1, 2 and 3. */
type Wide<T> = T extends number ? number : T extends string ? string : T extends boolean ? boolean : T
/** What a collate function is given depends on whether there are batches. */
type OptionsFor<D, T = Wide<Awaited<SampleOf<D>>>> =
  | (DataLoaderOptions<T, T> & { batchSize: null })
  | (DataLoaderOptions<T> & { batchSize?: number })
type Orders = Iterable<number> & { readonly length?: number }
type Batches = Iterable<readonly number[]> & { readonly length?: number }

export interface DataLoaderOptions<T = unknown, S = T[]> {
  /** How many samples a batch has, 1 unless given; null for samples as they are. */
  batchSize?: number | null
  /** In a new random order each time? */
  shuffle?: boolean
  /** The order, instead of `shuffle`. */
  sampler?: Orders | null
  /** The positions of each batch, instead of `batchSize`, `shuffle`, `sampler` and `dropLast`. */
  batchSampler?: Batches | null
  /** Makes a batch of samples, instead of `defaultCollate`. Without batches it is given one sample. */
  collateFn?: ((samples: S) => unknown) | null
  /** Leave out a last batch that is smaller? */
  dropLast?: boolean
  /** Where the order is drawn from; the default generator if left out. */
  generator?: Generator | null
  /** Taken for PyTorch's sake: samples are loaded in this thread, in the same order. */
  numWorkers?: number
  /** Taken for PyTorch's sake. */
  pinMemory?: boolean
}

const DEFAULTS: Required<DataLoaderOptions> = {
  batchSize: 1,
  shuffle: false,
  sampler: null,
  batchSampler: null,
  collateFn: null,
  dropLast: false,
  generator: null,
  numWorkers: 0,
  pinMemory: false,
}

/** What a loader gives, as a type. The size of a batch is known where every batch has it. */
export type BatchOf<D, O> = O extends { collateFn: (...args: never[]) => infer R }
  ? R
  : O extends { batchSize: null }
    ? Awaited<SampleOf<D>>
    : Collated<Awaited<SampleOf<D>>, CountOf<O>>
type CountOf<O> = O extends { batchSampler: object }
  ? number
  : O extends { batchSize: infer N extends number }
    ? O extends { dropLast: true }
      ? N
      : number
    : O extends { batchSize?: undefined }
      ? 1
      : number

/**
 * The samples of a data set (an array, a tensor's rows) in batches: `for (const [xb, yb] of loader)`. Each iteration is an
 * epoch. The same seed gives PyTorch's order. If the samples are promises, iterate with `for await`.
 *
 * Example: `new data.DataLoader(new data.TensorDataset(x, y), {batchSize: 64, shuffle: true})`.
 * Errors: ValueError for options that contradict each other.
 *
 * @see torch.utils.data.DataLoader
 * @example
 * const set = new data.TensorDataset(arange(4))
 * const loader = new data.DataLoader(set, { batchSize: 2 })
 * Array.from(loader)
 * // [ [ tensor([0., 1.]) ], [ tensor([2., 3.]) ] ]
 */
export class DataLoader<const D extends Samples<unknown> | Tensor = Samples<unknown>, const O extends Chosen = Chosen> {
  readonly dataset: D
  readonly batchSize: number | null
  readonly dropLast: boolean
  readonly sampler: Orders
  readonly batchSampler: Batches | null
  readonly generator: Generator | null
  /**
   * Makes a batch of a list of samples.
   *
   * @example
   * new data.DataLoader([1, 2]).collateFn([1, 2])
   * // tensor([1, 2])
   */
  readonly collateFn: (samples: never) => unknown
  readonly #samples: Samples<unknown>

  constructor(dataset: D, options: O & OptionsFor<D> = {} as typeof options) {
    const o = named([options as DataLoaderOptions], DEFAULTS)
    if (o.numWorkers < 0)
      throw new ValueError('num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.')
    if (o.sampler !== null && o.shuffle) throw new ValueError('sampler option is mutually exclusive with shuffle')
    if (o.batchSampler !== null && (o.batchSize !== 1 || o.shuffle || o.sampler !== null || o.dropLast))
      throw new ValueError(
        'batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last',
      )
    if (o.batchSampler === null && o.batchSize === null && o.dropLast)
      throw new ValueError('batch_size=None option disables auto-batching and is mutually exclusive with drop_last')
    this.dataset = dataset
    this.#samples = dataset instanceof Tensor ? new TensorRows(dataset) : dataset
    this.generator = o.generator
    this.dropLast = o.dropLast
    this.batchSize = o.batchSampler === null ? o.batchSize : null
    this.sampler =
      o.sampler ??
      (o.shuffle ? new RandomSampler(this.#samples, { generator: o.generator }) : new SequentialSampler(this.#samples))
    this.batchSampler =
      o.batchSampler ?? (o.batchSize === null ? null : new BatchSampler(this.sampler, o.batchSize, o.dropLast))
    this.collateFn = (o.collateFn ??
      (this.batchSampler === null ? defaultConvert : defaultCollate)) as typeof this.collateFn
  }

  /** How many batches an epoch has. */
  get length(): number {
    const order = this.batchSampler ?? this.sampler
    if (order.length === undefined) throw new TypeError(`object of type '${order.constructor.name}' has no len()`)
    return order.length
  }

  [Symbol.iterator](): IterableIterator<BatchOf<D, O>> {
    this.#begin()
    return this.#batches()
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<BatchOf<D, O>> {
    this.#begin()
    return this.#awaited()
  }

  /** PyTorch draws a seed for workers first, also where there are none; the order's own seed is drawn after it. */
  #begin(): void {
    integersOf('int64', 1, generatorOf(this).words)
  }

  *#batches(): Generator_<BatchOf<D, O>> {
    const { batchSampler, sampler, collateFn } = this
    const samples = this.#samples
    const collate = collateFn as (x: unknown) => BatchOf<D, O>
    if (batchSampler === null) for (const place of sampler) yield collate(samples.at(place))
    else if (collateFn === (defaultCollate as unknown) && isBatching(samples))
      for (const places of batchSampler) yield samples.batchAt(places) as BatchOf<D, O>
    else for (const places of batchSampler) yield collate(Array.from(places, (place) => samples.at(place)))
  }

  async *#awaited(): AsyncGenerator<BatchOf<D, O>> {
    const { batchSampler, sampler, collateFn } = this
    const collate = collateFn as (x: unknown) => BatchOf<D, O>
    const samples = this.#samples
    if (batchSampler === null) for (const place of sampler) yield collate(await samples.at(place))
    else
      for (const places of batchSampler)
        yield collate(await Promise.all(Array.from(places, (place) => samples.at(place))))
  }
}
type Generator_<T> = globalThis.Generator<T>
