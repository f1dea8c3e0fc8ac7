import type { DType } from '../../src/dtype.js'
import type * as tsgrad from '../../src/index.js'
import { randomNumbers } from '../native/support.js'

export type Runtime = typeof tsgrad
export type View = readonly [method: string, ...args: unknown[]]

const FLOATS: readonly DType[] = ['float32', 'float64']
export const DTYPES: readonly DType[] = [...FLOATS, 'float32', 'int64', 'int32', 'uint8', 'bool']
const SPECIAL = [0, -0, 1, -1, 0.5, 2.5, 3, -7, 1e-40, 1e30, -1e30, 88, Infinity, -Infinity, Number.NaN]
const WHOLE = [0, 1, -1, 2, 7, 31, 32, 63, 64, 127, 128, 255, 2 ** 31 - 1, -(2 ** 31)]

/** A tensor as data, so that either runtime can make it: elements, then the views that lead to it. */
export class Drawn {
  constructor(
    readonly dtype: DType,
    readonly base: readonly number[],
    readonly values: readonly number[],
    readonly views: readonly View[],
    /** Its shape, after the views. */
    readonly sizes: readonly number[],
  ) {}

  /** The base, which holds all of the memory, and the tensor. */
  make(tg: Runtime): { base: tsgrad.Tensor; x: tsgrad.Tensor } {
    const base = tg
      .tensor(this.values, { dtype: 'float64' })
      .to(this.dtype)
      .view([...this.base])
    return { base, x: this.views.reduce((x, [method, ...args]) => call(x, method, args) as tsgrad.Tensor, base) }
  }

  get numel(): number {
    return this.sizes.reduce((n, size) => n * size, 1)
  }

  toJSON(): unknown {
    return { dtype: this.dtype, base: this.base, views: this.views, values: this.values.map(String) }
  }
}

export const call = (x: object, name: string, args: readonly unknown[]): unknown =>
  (x as Record<string, (...args: readonly unknown[]) => unknown>)[name](...args)

/** Draws cases; the same seed draws the same ones. */
export class Draw {
  readonly #random: () => number
  constructor(
    seed: number,
    private readonly tg: Runtime,
  ) {
    this.#random = randomNumbers(seed)
    // Seeds that are near each other begin alike.
    for (let i = 0; i < 4; i++) this.#random()
  }

  below(n: number): number {
    return Math.min(n - 1, Math.floor(this.#random() * n))
  }
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }
  chance(p: number): boolean {
    return this.#random() < p
  }
  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)]
  }
  times<T>(n: number, draw: (i: number) => T): T[] {
    return Array.from({ length: n }, (_, i) => draw(i))
  }

  dtype(): DType {
    return this.one(DTYPES)
  }
  float(): DType {
    return this.one(FLOATS)
  }

  /** Mostly small; now and then none, and long enough for vectors and threads. */
  size(): number {
    return this.chance(0.03) ? 0 : this.chance(0.05) ? this.between(17, 70) : this.between(1, 5)
  }
  shape(rank: number = this.one([0, 1, 1, 2, 2, 2, 3, 3, 4])): number[] {
    return this.times(rank, () => this.size())
  }

  /** `plain`: between −2 and 2. Otherwise zeros, limits, infinities and nan are among them. */
  values(n: number, dtype: DType, plain: boolean): number[] {
    const whole = !FLOATS.includes(dtype)
    return this.times(n, () => {
      if (!plain && this.chance(0.2)) return dtype === 'uint8' ? this.below(256) : this.one(whole ? WHOLE : SPECIAL)
      const x = (this.#random() - 0.5) * 4
      return dtype === 'uint8' ? this.below(6) : whole ? Math.round(x * 2) : x
    })
  }

  tensor(options: { dtype?: DType; sizes?: readonly number[]; plain?: boolean; views?: boolean } = {}): Drawn {
    const { dtype = this.dtype(), sizes = this.shape(), plain = false, views = options.sizes === undefined } = options
    const values = this.values(
      sizes.reduce((n, size) => n * size, 1),
      dtype,
      plain,
    )
    let drawn = new Drawn(dtype, sizes, values, [], sizes)
    if (views) for (let i = this.below(3); i > 0; i--) drawn = this.viewOf(drawn)
    else if (sizes.length > 1 && this.chance(0.3)) drawn = this.stored(drawn)
    return drawn
  }

  /** A tensor of exactly these sizes that is stored in another order. */
  private stored({ dtype, values, sizes }: Drawn): Drawn {
    const [i, j] = [this.below(sizes.length), this.below(sizes.length)]
    const base = [...sizes]
    ;[base[i], base[j]] = [sizes[j], sizes[i]]
    return new Drawn(dtype, base, values, [['transpose', i, j]], sizes)
  }

  private viewOf(x: Drawn): Drawn {
    const rank = x.sizes.length
    const d = this.below(Math.max(1, rank))
    const size = x.sizes[d] ?? 1
    const views: (View | false)[] = [
      ['unsqueeze', this.between(-rank - 1, rank)],
      rank > 0 && ['transpose', d, this.below(rank)],
      rank > 0 && ['narrow', d, size > 0 ? this.below(size) : 0, size > 0 ? 1 : 0],
      rank > 0 && ['at', ...x.sizes.slice(0, d).map(() => ':'), `${this.below(3)}::${this.between(1, 3)}`],
      rank > 0 && size > 0 && ['at', ...x.sizes.slice(0, d).map(() => ':'), this.below(size)],
      rank > 0 && size === 1 && ['expand', ...x.sizes.map((n, i) => (i === d ? 3 : n))],
      rank > 1 && ['diagonal', this.between(-1, 1)],
      rank > 0 && size > 1 && ['unfold', d, 2, 1],
      ['expand', 2, ...x.sizes],
    ]
    const view = this.one(views.filter((v) => v !== false))
    const next = new Drawn(x.dtype, x.base, x.values, [...x.views, view], x.sizes)
    return new Drawn(next.dtype, next.base, next.values, next.views, [...next.make(this.tg).x.shape])
  }

  /** One that broadcasts with `sizes`, but now and then. */
  operand(sizes: readonly number[], options: { dtype?: DType; plain?: boolean } = {}): Drawn {
    const own = sizes.slice(this.chance(0.3) ? this.below(sizes.length + 1) : 0).map((n) => (this.chance(0.2) ? 1 : n))
    if (own.length > 0 && this.chance(0.03)) own[this.below(own.length)] += 1
    return this.tensor({ ...options, sizes: own })
  }
  scalar(): number | boolean | bigint {
    return this.one<number | boolean | bigint>([0, 1, 2, -1, 3, 0.5, -2.5, true, false, 7n, 1e10, Number.NaN, Infinity])
  }
  /** A dimension of the rank; now and then one that does not exist. */
  dim(rank: number): number {
    return this.chance(0.03) ? this.one([rank, -rank - 1, 9]) : this.between(-Math.max(1, rank), Math.max(0, rank - 1))
  }
}
