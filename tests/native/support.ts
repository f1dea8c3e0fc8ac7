import { type Data, type DType, dtypes } from '../../src/dtype.js'
import type { Engine, Loop } from '../../src/engine/engine.js'
import { loadNative } from '../../src/engine/native.js'
import { portable } from '../../src/engine/portable/index.js'

const loaded = loadNative(portable)
if (!loaded.engine) throw new Error(`the addon cannot be loaded: ${loaded.reason}`)
export const native: Engine = loaded.engine
export { portable }

export const floats: readonly DType[] = ['float32', 'float64']
export const integers: readonly DType[] = ['int64', 'int32', 'uint8']
export const all: readonly DType[] = [...floats, ...integers]

export const dataOf = (dtype: DType, n: number): Data =>
  new dtypes[dtype].array(new ArrayBuffer(n * dtypes[dtype].bytes))

/** Park & Miller's generator: tests repeat. */
export function randomNumbers(seed: number): () => number {
  let state = (seed * 48271 + 1) % 2147483647 || 1
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -2.5,
  2,
  -3,
  1e-40,
  -1e-40,
  1e30,
  -1e30,
  88,
  -104,
  Infinity,
  -Infinity,
  Number.NaN,
]
const LIMITS: Partial<Record<DType, readonly bigint[]>> = {
  int64: [0n, 1n, -1n, 2n, -7n, 63n, 64n, 2n ** 63n - 1n, -(2n ** 63n)],
  int32: [0n, 1n, -1n, 2n, -7n, 31n, 32n, 2n ** 31n - 1n, -(2n ** 31n)],
  uint8: [0n, 1n, 2n, 7n, 8n, 127n, 128n, 255n],
}

/** Random elements, every third one of the kind that goes wrong: zeros, limits, NaN. */
export function sample(dtype: DType, n: number, seed = 1): Data {
  const random = randomNumbers(seed)
  const data = dataOf(dtype, n)
  for (let i = 0; i < n; i++) {
    const special = random() < 0.33
    const which = random()
    if (data instanceof BigInt64Array || dtype === 'int32' || dtype === 'uint8') {
      const limits = LIMITS[dtype]!
      const x = special ? limits[Math.floor(which * limits.length)] : BigInt(Math.floor((which - 0.5) * 200))
      data[i] = data instanceof BigInt64Array ? x : Number(x)
    } else data[i] = special ? SPECIAL[Math.floor(which * SPECIAL.length)] : (which - 0.5) * 20
  }
  return data
}

/** Elements of moderate size, none of them special. */
export function plain(dtype: DType, n: number, seed = 1, low = -2, high = 2): Data {
  const random = randomNumbers(seed)
  const data = dataOf(dtype, n)
  for (let i = 0; i < n; i++) {
    const x = low + random() * (high - low)
    data[i] = data instanceof BigInt64Array ? BigInt(Math.round(x)) : x
  }
  return data
}

export interface Layout {
  readonly name: string
  readonly sizes: readonly number[]
  /** Per operand, the output first: offset and strides. */
  readonly operands: readonly { offset: number; strides: readonly number[] }[]
}

export const loopOf = ({ sizes, operands }: Layout): Loop =>
  Float64Array.from([sizes.length, ...sizes, ...operands.flatMap(({ offset, strides }) => [offset, ...strides])])

/** The elements that an operand of this layout needs. */
export function extentOf({ sizes, operands }: Layout, operand: number): number {
  const { offset, strides } = operands[operand]
  if (sizes.includes(0)) return 1
  return offset + 1 + sizes.reduce((most, n, d) => most + Math.max(0, (n - 1) * strides[d]), 0)
}

/** Every offset that an operand visits, in order. */
export function* offsetsOf({ sizes, operands }: Layout, operand: number): Generator<number> {
  const { offset, strides } = operands[operand]
  const index = sizes.map(() => 0)
  const count = sizes.reduce((n, size) => n * size, 1)
  for (let i = 0; i < count; i++) {
    yield index.reduce((at, x, d) => at + x * strides[d], offset)
    for (let d = sizes.length - 1; d >= 0 && ++index[d] === sizes[d]; d--) index[d] = 0
  }
}

/** The shapes that loops come in, for an output and `inputs` more operands. The output's elements are all distinct.
 * Large ones are shared out to several threads. */
export function layouts(inputs: number, kind: 'small' | 'large' = 'small'): Layout[] {
  const flat = (n: number): Layout => ({
    name: `${n} adjacent`,
    sizes: [n],
    operands: Array.from({ length: inputs + 1 }, (_, i) => ({ offset: i, strides: [1] })),
  })
  const one = (
    name: string,
    sizes: readonly number[],
    out: readonly number[],
    ...others: (readonly number[])[]
  ): Layout => ({
    name,
    sizes,
    operands: [out, ...Array.from({ length: inputs }, (_, i) => others[i % others.length])].map((strides) => ({
      // Negative strides start at the far end.
      offset: 3 + sizes.reduce((from, n, d) => from + Math.max(0, (n - 1) * -strides[d]), 0),
      strides,
    })),
  })
  if (kind === 'large')
    return [
      one('large, adjacent', [70_001], [1], [1], [1]),
      one('large rows', [23, 3000], [3000, 1], [3000, 1], [0, 1]),
      one('large, strided', [70_001], [1], [2], [0]),
      one('long rows', [2, 70_000], [70_000, 1], [1, 3], [0, 1]),
    ]
  return [
    ...[0, 1, 2, 3, 15, 16, 17, 31, 33, 100, 255, 257, 1000].map(flat),
    one('every second, third', [77], [1], [2], [3]),
    one('into every second', [300], [2], [1], [1]),
    one('backwards', [270], [-1], [-1], [1]),
    one('a repeated value', [530], [1], [1], [0]),
    one('a repeated value first', [530], [1], [0], [1]),
    one('all repeated', [19], [1], [0], [0]),
    one('row by row', [7, 40], [40, 1], [40, 1], [0, 1]),
    one('column by column', [40, 7], [7, 1], [7, 1], [1, 0]),
    one('transposed', [33, 35], [35, 1], [1, 33], [35, 1]),
    one('transposed output', [20, 18], [1, 20], [18, 1], [1, 20]),
    one('three dimensions', [3, 4, 5], [40, 5, 1], [1, 15, 3], [0, 1, 4]),
    one('padded rows', [6, 300], [310, 1], [305, 1], [300, 1]),
    one('rows that come back', [5, 2, 2, 28], [112, 56, 28, 1], [112, 0, 28, 1], [0, 30, 0, 1]),
    one('narrow rows', [90, 10], [10, 1], [10, 1], [0, 1]),
    one('narrow columns', [90, 10], [10, 1], [10, 1], [1, 0]),
    one('narrow, transposed', [70, 3], [3, 1], [1, 70], [4, 1]),
    one('narrow, into padded rows', [70, 5], [8, 1], [5, 1], [1, 0]),
    one('four dimensions', [2, 3, 2, 17], [102, 34, 17, 1], [51, -17, 0, 1], [0, 0, 1, 2]),
  ]
}

/** The distance between two floats in units of the last place of `dtype`. */
export function ulps(x: number, y: number, dtype: DType): number {
  if (Object.is(x, y) || x === y || (Number.isNaN(x) && Number.isNaN(y))) return 0
  if (!Number.isFinite(x) || !Number.isFinite(y)) return Infinity
  const [digits, least] = dtype === 'float32' ? [23, -126] : [52, -1022]
  const exponent = Math.max(least, Math.floor(Math.log2(Math.max(Math.abs(x), Math.abs(y)))))
  return Math.abs(x - y) / 2 ** (exponent - digits)
}

/** The first place where the arrays differ, or −1. NaN equals NaN; 0 and −0 differ unless `zeros` are one. */
export function firstDifference(x: Data, y: Data, zeros: 'apart' | 'one' = 'apart'): number {
  for (let i = 0; i < Math.max(x.length, y.length); i++)
    if (!(Object.is(x[i], y[i]) || (zeros === 'one' && x[i] === y[i]))) return i
  return -1
}

/** Calls `run` for both engines on copies of `out`; returns both results. */
export function both<T extends Data>(out: T, run: (engine: Engine, out: T) => void): [native: T, portable: T] {
  const [x, y] = [out.slice() as T, out.slice() as T]
  run(native, x)
  run(portable, y)
  return [x, y]
}
