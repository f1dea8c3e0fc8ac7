import { dtypes, isFloat, isIntegral } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { Tensor } from '../tensor.js'
import { gather } from './along.js'
import { newZeros } from './create.js'
import { cast, commonType, fittingOperand, isTensor, type Scalar } from './elementwise.js'

export interface SearchOptions {
  /** The place behind equal values, not before them. */
  right?: boolean
  side?: 'left' | 'right'
  outInt32?: boolean
  sorter?: Tensor | null
}

/** Where values would stand in sorted rows, so that these stay sorted. */
export function searchsorted(sorted: Tensor, values: Tensor | Scalar, options: SearchOptions = {}): Tensor {
  return search('torch.searchsorted()', sorted, values, options)
}

/** The number of the bucket, between ascending boundaries, of each value. */
export const bucketize = (values: Tensor | Scalar, boundaries: Tensor, options: SearchOptions = {}): Tensor => {
  if (boundaries.sizes.length !== 1)
    throw new RuntimeError(
      `bucketize(): boundaries tensor must be 1 dimension, but got dim(${boundaries.sizes.length})`,
    )
  return search('torch.searchsorted()', boundaries, values, options)
}

function search(op: string, sorted: Tensor, given: Tensor | Scalar, options: SearchOptions): Tensor {
  const { side, sorter, outInt32 = false } = options
  if (side !== undefined && side !== 'left' && side !== 'right')
    throw new RuntimeError(`${op}: side can only be 'left' or 'right' but got ${side}`)
  if (side === 'left' && options.right === true)
    throw new RuntimeError(`${op}: side and right can't be set to opposites, got side of left while right was True`)
  const values = isTensor(given) ? given : (fittingOperand(given, sorted.dtype).clone() as Tensor)
  if (sorted.sizes.length === 0)
    throw new RuntimeError(`${op}: boundaries tensor should have positive dimension, but got 0 dimension`)
  const lead = sorted.sizes.slice(0, -1)
  if (
    sorted.sizes.length !== 1 &&
    (values.sizes.length !== sorted.sizes.length || lead.some((n, d) => n !== values.sizes[d]))
  )
    throw new RuntimeError(
      `${op}: boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor [${sorted.sizes.join(', ')}] and input value tensor [${values.sizes.join(', ')}]`,
    )
  const rows = sorter ? gather(sorted.detach() as Tensor, -1, sorter) : sorted
  const dtype = commonType(rows, values)
  const [a, b] = [cast(rows, dtype), cast(values, dtype)].map((t) => whole(t))
  const out = new BigInt64Array(values.numel())
  const n = sorted.sizes[sorted.sizes.length - 1]
  const width = sorted.sizes.length === 1 ? values.numel() : (values.sizes.at(-1) ?? 1)
  if (out.length > 0) engine.searchSorted(out, a, b, n, width, side === 'right' || options.right === true)
  const places = Tensor.own(out, 'int64', values.sizes)
  return outInt32 ? (places.to('int32') as Tensor) : places
}

/** The elements in row-major order, and nothing else. */
const whole = (x: Tensor): Tensor['store']['data'] => {
  const flat = (x.detach() as Tensor).contiguous() as Tensor
  return flat.store.data.subarray(flat.offset, flat.offset + flat.numel())
}

/** How often each of 0, 1, 2 … occurs, or the sum of the weights where it does. */
export function bincount(x: Tensor, ...args: unknown[]): Tensor {
  const last = args.at(-1)
  const named = (last !== null && typeof last === 'object' && !isTensor(last) ? last : {}) as {
    weights?: Tensor | null
    minlength?: number
  }
  const weights = named.weights ?? (isTensor(args[0]) ? args[0] : null)
  const minlength = named.minlength ?? (typeof args[1] === 'number' ? args[1] : 0)
  if (!isIntegral(x.dtype) || x.dtype === 'bool')
    throw new RuntimeError(`"bincount_cpu" not implemented for '${dtypes[x.dtype].legacy}'`)
  if (minlength < 0) throw new RuntimeError('minlength should be >= 0')
  if (x.sizes.length === 1 && x.numel() === 0) return newZeros(x, [minlength], { dtype: 'int64' })
  const values = whole(cast(x, 'int64')) as BigInt64Array
  if (x.sizes.length !== 1 || (x.min() as Tensor).item<number>() < 0)
    throw new RuntimeError('bincount only supports 1-d non-negative integral inputs.')
  if (weights !== null && (weights.sizes.length !== 1 || weights.numel() !== x.numel()))
    throw new RuntimeError('weights should be 1-d and have the same length as input')
  const bins = Math.max(minlength, Number((x.max() as Tensor).item()) + 1)
  const dtype = weights === null ? 'int64' : weights.dtype === 'float32' ? 'float32' : 'float64'
  const out = cast(Tensor.empty([bins], dtype).fill_(0), dtype)
  engine.bincount(
    out.store.data.subarray(0, bins),
    values,
    weights === null ? out.store.data.subarray(0, bins) : whole(cast(weights, dtype)),
  )
  return out
}

/** Counts of the elements in `bins` equal bins from `min` to `max`, or over the elements' own range. */
export function histc(x: Tensor, ...args: unknown[]): Tensor {
  const last = args.at(-1)
  const named = (last !== null && typeof last === 'object' ? last : {}) as { bins?: number; min?: number; max?: number }
  const number = (i: number): number | undefined => (typeof args[i] === 'number' ? (args[i] as number) : undefined)
  const bins = named.bins ?? number(0) ?? 100
  let low = named.min ?? number(1) ?? 0
  let high = named.max ?? number(2) ?? 0
  if (!isFloat(x.dtype)) throw new RuntimeError(`"histogram_cpu" not implemented for '${dtypes[x.dtype].legacy}'`)
  if (!(bins > 0)) throw new RuntimeError(`torch.histogram(): bins must be > 0, but got ${bins} for dimension 0`)
  if (low === high && x.numel() > 0) {
    low = (x.min() as Tensor).item()
    high = (x.max() as Tensor).item()
  }
  // The sign that x86 gives a NaN, and the stream prints.
  const text = (v: number): string => (Number.isNaN(v) ? '-nan' : String(v).replace('Infinity', 'inf'))
  if (!Number.isFinite(low) || !Number.isFinite(high))
    throw new RuntimeError(`torch.histc: range of [${text(low)}, ${text(high)}] is not finite`)
  if (low > high) throw new RuntimeError('torch.histc: max must be larger than min')
  if (low === high) {
    low -= 1
    high += 1
  }
  const out = Tensor.empty([bins], x.dtype).fill_(0) as Tensor
  engine.histc(out.store.data.subarray(out.offset, out.offset + bins), whole(x), low, high)
  return out
}

export interface IsinOptions {
  assumeUnique?: boolean
  invert?: boolean
}

/** Is each element one of `test`? */
export function isin(elements: Tensor | Scalar, test: Tensor | Scalar, options: IsinOptions = {}): Tensor {
  const dtype = commonType(elements, test)
  const tensor = (x: Tensor | Scalar): Tensor =>
    isTensor(x) ? cast(x, dtype) : (fittingOperand(x, dtype).clone() as Tensor)
  if (dtype === 'bool') throw new RuntimeError('Unsupported input type encountered for isin(): Bool')
  const [a, b] = [tensor(elements), tensor(test)]
  const known = new Set<number | bigint>(whole(b) as Float64Array)
  known.delete(Number.NaN) // NaN equals nothing
  const { invert = false } = options
  const found = Uint8Array.from(whole(a) as Float64Array, (v) => Number(known.has(v) !== invert))
  return Tensor.own(found, 'bool', a.sizes)
}
