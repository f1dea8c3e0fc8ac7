import { dtypes, isFloat } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { emptyLike } from '../ops/elementwise.js'
import { Tensor } from '../tensor.js'
import { exponential_, generatorOf, parse, type RandomOptions } from './fill.js'

export interface MultinomialOptions extends RandomOptions {
  /** May a category come again? False unless given. */
  replacement?: boolean
}

/** Categories are counted in float32, as in PyTorch. */
const MOST = 2 ** 24

/**
 * `numSamples` categories for each row of probabilities (`[C]` or `[N, C]`, which need not add up to 1), as int64. Drawn as
 * ATen/native/Distributions.cpp does: with replacement by a search in the running sum, else by the largest p / q with
 * exponential q. Errors: RuntimeError for probabilities that are none, or too many samples.
 */
export function multinomial(x: Tensor, numSamples: number, ...args: unknown[]): Tensor {
  const [first] = args
  const { options } = parse(typeof first === 'boolean' ? args.slice(1) : args)
  const replacement = typeof first === 'boolean' ? first : ((options as MultinomialOptions).replacement ?? false)
  if (x.ndim !== 1 && x.ndim !== 2) throw new RuntimeError('prob_dist must be 1 or 2 dim')
  if (!isFloat(x.dtype))
    throw new RuntimeError(`multinomial only supports floating-point dtypes for input, got: ${dtypes[x.dtype].legacy}`)
  if (!(numSamples > 0)) throw new RuntimeError('cannot sample n_sample <= 0 samples')
  const categories = x.sizes[x.ndim - 1]
  if (!replacement && numSamples > categories)
    throw new RuntimeError('cannot sample n_sample > prob_dist.size(-1) samples without replacement')
  if (categories > MOST) throw new RuntimeError('number of categories cannot exceed 2^24')
  const rows = x.ndim === 2 ? x.sizes[0] : 1
  const out = Tensor.empty(x.ndim === 2 ? [rows, numSamples] : [numSamples], 'int64')
  if (out.numel() === 0) return out
  const found = out.store.data as BigInt64Array
  const p = elementsOf(x)
  const place = (row: number): BigInt64Array => found.subarray(row * numSamples, (row + 1) * numSamples)
  const part = (row: number): Floats => p.subarray(row * categories, (row + 1) * categories)
  if (replacement && numSamples > 1) {
    for (let row = 0; row < rows; row++) search(place(row), part(row), generatorOf(options).words)
    return out
  }
  check(p, rows, categories)
  // Drawn in the order of x's memory.
  const q = elementsOf(exponential_(emptyLike(x.sizes, x.dtype, x), options))
  for (let k = 0; k < p.length; k++) q[k] = p[k] / q[k]
  for (let row = 0; row < rows; row++) largest(place(row), q.subarray(row * categories, (row + 1) * categories))
  return out
}

type Floats = Float32Array | Float64Array

function elementsOf(x: Tensor): Floats {
  const dense = x.detach().contiguous() as Tensor
  return dense.store.data.subarray(dense.offset, dense.offset + dense.numel()) as Floats
}

function check(p: Floats, rows: number, categories: number): void {
  for (const v of p)
    if (!(v >= 0 && v < Number.POSITIVE_INFINITY))
      throw new RuntimeError('probability tensor contains either `inf`, `nan` or element < 0')
  for (let row = 0; row < rows; row++)
    if (p.subarray(row * categories, (row + 1) * categories).every((v) => v === 0))
      throw new RuntimeError('invalid multinomial distribution (sum of probabilities <= 0)')
}

/** The places of the largest, largest first. */
function largest(out: BigInt64Array, scores: Floats): void {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a] || a - b)
  for (let k = 0; k < out.length; k++) out[k] = BigInt(order[k])
}

/** The categories whose part of the running sum the uniform numbers fall into. */
function search(out: BigInt64Array, p: Floats, words: Uint32Array): void {
  const sums = p.slice()
  const total = new (sums.constructor as new (n: number) => Floats)(1) // rounds as the dtype does
  for (let k = 0; k < p.length; k++) {
    if (p[k] < 0) throw new RuntimeError('invalid multinomial distribution (encountering probability entry < 0)')
    if (!Number.isFinite(p[k]))
      throw new RuntimeError('invalid multinomial distribution (encountering probability entry = infinity or NaN)')
    total[0] += p[k]
    sums[k] = total[0]
  }
  if (!(total[0] > 0)) throw new RuntimeError('invalid multinomial distribution (sum of probabilities <= 0)')
  for (let k = 0; k < sums.length; k++) sums[k] /= total[0]
  sums[sums.length - 1] = 1
  const draws = new Float64Array(out.length)
  engine.random('uniform', draws, words, 0, 1)
  for (let k = 0; k < out.length; k++) {
    let [low, high] = [0, sums.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle] < draws[k]) low = middle + 1
      else high = middle
    }
    out[k] = BigInt(low)
  }
}
