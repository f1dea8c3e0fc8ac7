import { IndexError, ValueError } from '../errors.js'
import type { Row, Shape, ShapeOf } from '../shape/types/index.js'
import { Tensor } from '../tensor.js'
import { type Positions, rowsOf } from './rows.js'

/**
 * What samples can be taken from: anything with a length that gives one by its position. Arrays are.
 * `at` may give a promise: then a loader is iterated with `for await`.
 */
export interface Samples<T> {
  readonly length: number
  at(index: number): T
}

/** A data set that gives many samples faster together than one by one: already as a batch, as `defaultCollate` makes it. */
interface Batching {
  /** @internal */
  batchAt(positions: Positions): unknown
}

/** @internal What gives batches itself. */
export const isBatching = (x: unknown): x is Batching => typeof (x as Batching).batchAt === 'function'

/** A sample of a data set, as a type. */
export type SampleOf<D> = D extends Tensor ? Tensor<Row<ShapeOf<D>>> : D extends Samples<infer T> ? Present<T> : never
/** An array's `at` may miss; a data set's does not. */
type Present<T> = unknown extends T ? T : Exclude<T, undefined>

/**
 * The base of data sets. Write `length` and `at(index)`; iterating gives all samples in order.
 *
 * ```ts
 * class Squares extends data.Dataset<[Tensor<[]>, number]> {
 *   get length() { return 100 }
 *   at(i: number): [Tensor<[]>, number] { return [tensor(i), i * i] }
 * }
 * ```
 *
 * @see torch.utils.data.Dataset
 * @example
 * class Squares extends data.Dataset {
 *   get length() {
 *     return 4
 *   }
 *   at(i) {
 *     return i * i
 *   }
 * }
 * Array.from(new data.DataLoader(new Squares(), { batchSize: 2 }))
 * // [ tensor([0, 1]), tensor([4, 9]) ]
 */
export abstract class Dataset<out T> implements Samples<T> {
  /** How many samples there are. */
  abstract get length(): number
  /**
   * One sample. Errors: IndexError if there is none at this position.
   *
   * @see torch.utils.data.Dataset.__getitem__
   * @example
   * new data.TensorDataset(arange(4)).at(2)
   * // [ tensor(2.) ]
   */
  abstract at(index: number): T

  *[Symbol.iterator](): Generator<T> {
    for (let i = 0; i < this.length; i++) yield this.at(i)
  }
}

type Sample<L extends readonly Tensor[]> = { -readonly [I in keyof L]: Tensor<Row<ShapeOf<L[I]>>> }

/**
 * Tensors side by side: sample i holds row i of each. Errors: ValueError if they have different numbers of rows.
 *
 * @see torch.utils.data.TensorDataset
 * @example
 * new data.TensorDataset(arange(4), arange(4).neg()).at(1)
 * // [ tensor(1.), tensor(-1.) ]
 */
export class TensorDataset<const L extends readonly Tensor[] = readonly Tensor[]> extends Dataset<Sample<L>> {
  readonly tensors: L
  constructor(...tensors: L) {
    super()
    for (const x of tensors)
      if (!(x instanceof Tensor)) throw new TypeError(`a TensorDataset takes tensors, but got ${typeof x}`)
    if (tensors.length === 0) throw new ValueError('a TensorDataset takes at least one tensor')
    if (tensors.some((x) => x.size(0) !== tensors[0].size(0))) throw new ValueError('Size mismatch between tensors')
    this.tensors = tensors
  }

  get length(): number {
    return this.tensors[0].sizes[0]
  }

  at(index: number): Sample<L> {
    return this.tensors.map((x) => x.at(index)) as Sample<L>
  }

  /** @internal One copy of rows for each tensor. */
  batchAt(positions: Positions): Tensor[] {
    return this.tensors.map((x) => rowsOf(x, positions))
  }
}

/**
 * Some samples of a data set, by their positions in it.
 *
 * @see torch.utils.data.Subset
 * @example
 * new data.Subset([10, 20, 30], [2, 0]).at(0)
 * // 30
 */
export class Subset<const D extends Samples<unknown>> extends Dataset<SampleOf<D>> {
  constructor(
    readonly dataset: D,
    readonly indices: Positions,
  ) {
    super()
  }

  get length(): number {
    return this.indices.length
  }

  at(index: number): SampleOf<D> {
    const place = this.indices.at(index)
    if (place === undefined) throw new IndexError('list index out of range')
    return this.dataset.at(place) as SampleOf<D>
  }

  /** @internal */
  get batchAt(): ((positions: Positions) => unknown) | undefined {
    const { dataset, indices } = this
    if (!isBatching(dataset)) return undefined
    return (positions) => dataset.batchAt(Array.from(positions, (k) => indices[k]))
  }
}

/**
 * Data sets one after the other. Errors: ValueError if there are none.
 *
 * @see torch.utils.data.ConcatDataset
 * @example
 * new data.ConcatDataset([[1, 2], [3]]).length
 * // 3
 */
export class ConcatDataset<const L extends readonly Samples<unknown>[]> extends Dataset<SampleOf<L[number]>> {
  readonly datasets: L
  /** How many samples there are up to the end of each. */
  readonly cumulativeSizes: readonly number[]
  constructor(datasets: L) {
    super()
    if (datasets.length === 0) throw new ValueError('datasets should not be an empty iterable')
    this.datasets = datasets
    let sum = 0
    this.cumulativeSizes = datasets.map((d) => {
      sum += d.length
      return sum
    })
  }

  get length(): number {
    return this.cumulativeSizes.at(-1) as number
  }

  at(index: number): SampleOf<L[number]> {
    if (-index > this.length) throw new ValueError('absolute value of index should not exceed dataset length')
    const place = index < 0 ? index + this.length : index
    const which = this.cumulativeSizes.findIndex((end) => place < end)
    const before = which > 0 ? this.cumulativeSizes[which - 1] : 0
    if (which < 0) throw new IndexError('list index out of range')
    return this.datasets[which].at(place - before) as SampleOf<L[number]>
  }
}

/** @internal A tensor as a data set of its rows. */
export class TensorRows<S extends Shape> extends Dataset<Tensor<Row<S>>> {
  constructor(readonly tensor: Tensor<S>) {
    super()
  }
  get length(): number {
    return (this.tensor as Tensor).size(0) as number
  }
  at(index: number): Tensor<Row<S>> {
    return (this.tensor as Tensor).at(index) as Tensor<Row<S>>
  }
  batchAt(positions: Positions): Tensor {
    return rowsOf(this.tensor as Tensor, positions)
  }
}
