import { gradMode, needsGrad, record } from '../../autograd/graph.js'
import { RuntimeError } from '../../errors.js'
import { matmul } from '../../ops/matmul.js'
import type { AdaptivePool, Extent, Pool, Result, ShapeOf } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import { type Extents, type Two, two } from './extents.js'

export interface PoolOptions {
  /** As the kernel unless given. */
  stride?: Extents | null
  padding?: Extents
  dilation?: Extents
  /** Count windows that begin inside and end outside. */
  ceilMode?: boolean
}

/** One dimension of the windows: where each begins and ends, in the input. */
type Spans = readonly (readonly [from: number, to: number])[]

/** How many windows there are (aten/src/ATen/native/Pool.h, pooling_output_shape): the last must begin inside. */
function count(n: number, kernel: number, stride: number, padding: number, dilation: number, ceil: boolean): number {
  const space = n + 2 * padding - dilation * (kernel - 1) - 1
  const found = Math.floor((space + (ceil ? stride - 1 : 0)) / stride) + 1
  return ceil && (found - 1) * stride >= n + padding ? found - 1 : found
}

interface Places {
  /** For each place of the output: the input's places in its window. */
  readonly rows: readonly (readonly number[])[]
  readonly columns: readonly (readonly number[])[]
}

/** `[N, C, H, W]` of an image or a batch. */
function batched(x: Tensor, name: string): Tensor {
  if (x.sizes.length !== 3 && x.sizes.length !== 4)
    throw new RuntimeError(
      `${name}: Expected 3D or 4D (batch mode) tensor, but got input of size: [${x.sizes.join(', ')}]`,
    )
  return x.sizes.length === 3 ? (x.unsqueeze(0) as Tensor) : x
}

function checkOutput(x: Tensor, oh: number, ow: number): void {
  if (oh >= 1 && ow >= 1) return
  const [c, h, w] = x.sizes.slice(-3)
  throw new RuntimeError(
    `Given input size: (${c}x${h}x${w}). Calculated output size: (${c}x${Math.max(oh, 0)}x${Math.max(ow, 0)}). Output size is too small`,
  )
}

/** The largest of each window, and where it lies in its image; NaN wins. The node hands g to those places. */
function largest(node: string, x: Tensor, { rows, columns }: Places): { values: Tensor; indices: Tensor } {
  const [n, c, h, w] = x.sizes
  const [oh, ow] = [rows.length, columns.length]
  const plain = x.detach().contiguous() as Tensor
  const data = plain.store.data as Float32Array
  const values = Tensor.empty([n, c, oh, ow], x.dtype)
  const places = new Float64Array(n * c * oh * ow)
  const out = values.store.data as Float32Array
  let at = 0
  for (let image = 0; image < n * c; image++) {
    const base = plain.offset + image * h * w
    for (let i = 0; i < oh; i++)
      for (let j = 0; j < ow; j++) {
        let best = Number.NEGATIVE_INFINITY
        let place = rows[i][0] * w + columns[j][0]
        for (const y of rows[i])
          for (const k of columns[j]) {
            const value = data[base + y * w + k]
            if (value > best || Number.isNaN(value)) {
              best = value
              place = y * w + k
            }
          }
        out[at] = best
        places[at++] = place
      }
  }
  const indices = Tensor.own(BigInt64Array.from(places, BigInt), 'int64', [n, c, oh, ow])
  if (gradMode.enabled && needsGrad(x))
    record(node, values, [x], [], (g) => {
      const full = Tensor.empty([...x.sizes], x.dtype).zero_() as Tensor
      const to = full.store.data as Float32Array
      const from = g.contiguous() as Tensor
      const slopes = from.store.data as Float32Array
      const each = oh * ow
      for (let i = 0; i < places.length; i++) to[Math.floor(i / each) * h * w + places[i]] += slopes[from.offset + i]
      return [full]
    })
  return { values, indices }
}

const unbatched = (x: Tensor, like: Tensor): Tensor => (like.sizes.length === 3 ? (x.squeeze(0) as Tensor) : x)
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

const MAX_DEFAULTS: Required<PoolOptions> = { stride: null, padding: 0, dilation: 1, ceilMode: false }

/** @internal `maxPool2d` with the places. */
export function maxPooled(
  input: Tensor,
  kernelSize: Extents,
  options: PoolOptions = {},
): { values: Tensor; indices: Tensor } {
  const o = named([options], MAX_DEFAULTS)
  const kernel = two(kernelSize, 'kernel_size')
  const stride = two(o.stride ?? kernel, 'stride')
  const padding = two(o.padding, 'padding')
  const dilation = two(o.dilation, 'dilation')
  const x = batched(input, 'max_pool2d')
  if (padding.some((p, d) => p > kernel[d] / 2))
    throw new RuntimeError(
      `pad should be at most half of effective kernel size, but got pad=${padding[0]}, kernel_size=${kernel[0]} and dilation=${dilation[0]}`,
    )
  const size = [x.sizes[2], x.sizes[3]]
  const [rows, columns] = [0, 1].map((d) =>
    range(Math.max(0, count(size[d], kernel[d], stride[d], padding[d], dilation[d], o.ceilMode))).map((i) =>
      range(kernel[d])
        .map((k) => i * stride[d] - padding[d] + k * dilation[d])
        .filter((place) => place >= 0 && place < size[d]),
    ),
  )
  checkOutput(x, rows.length, columns.length)
  const { values, indices } = largest('MaxPool2DWithIndicesBackward0', x, { rows, columns })
  return { values: unbatched(values, input), indices: unbatched(indices, input) }
}

/** The positional and the named form of pooling's options. */
type PoolArguments<S, P> = readonly [
  stride?: S | null | PoolTypes<S, P>,
  padding?: P | PoolTypes<S, P>,
  ...rest: unknown[],
]
interface PoolTypes<S, P> extends Omit<PoolOptions, 'stride' | 'padding'> {
  stride?: S
  padding?: P
  countIncludePad?: boolean
  divisorOverride?: number | null
}

/** The largest of each window of `[N, C, H, W]`; the stride is the kernel's size unless given. */
export const maxPool2d = <
  T extends Tensor,
  const K extends Extent,
  const S extends Extent = K,
  const P extends Extent = 0,
>(
  input: T,
  kernelSize: K,
  ...options: PoolArguments<S, P>
): Result<Pool<ShapeOf<T>, 2, K, S, P>> =>
  maxPooled(input, kernelSize, named(options, MAX_DEFAULTS)).values as Result<Pool<ShapeOf<T>, 2, K, S, P>>

export interface AvgPoolOptions {
  stride?: Extents | null
  padding?: Extents
  ceilMode?: boolean
  /** Do zeros of the padding count? True unless given. */
  countIncludePad?: boolean
  /** Divide by this instead. */
  divisorOverride?: number | null
}
const AVG_DEFAULTS: Required<AvgPoolOptions> = {
  stride: null,
  padding: 0,
  ceilMode: false,
  countIncludePad: true,
  divisorOverride: null,
}

/** Sums over the spans of one dimension as a matrix [output, input]; a product with it does the work, both ways. */
function summing(spans: Spans, n: number, like: Tensor, weights: (i: number) => number): Tensor {
  const out = Tensor.empty([spans.length, n], like.dtype).zero_() as Tensor
  const data = out.store.data as Float32Array
  for (const [i, [from, to]] of spans.entries()) for (let k = from; k < to; k++) data[i * n + k] = weights(i)
  return out
}

/** A · x · Bᵀ for each image: rows and columns are summed apart. One node; its gradient is Aᵀ · g · B. */
function apart(node: string, x: Tensor, a: Tensor, b: Tensor): Tensor {
  const run = (t: Tensor, left: Tensor, right: Tensor): Tensor => matmul(matmul(left, t), right.mT as Tensor)
  const out = run(x.detach() as Tensor, a, b)
  if (gradMode.enabled && needsGrad(x))
    record(node, out, [x], [], (g) => [run(g.contiguous() as Tensor, a.mT as Tensor, b.mT as Tensor)])
  return out
}

/** @internal */
export function avgPooled(input: Tensor, kernelSize: Extents, options: AvgPoolOptions = {}): Tensor {
  const o = named([options], AVG_DEFAULTS)
  const kernel = two(kernelSize, 'kernel_size')
  const stride = two(o.stride ?? kernel, 'stride')
  const padding = two(o.padding, 'padding')
  if (o.divisorOverride === 0) throw new RuntimeError('divisor must be not zero')
  const x = batched(input, 'avg_pool2d')
  if (padding.some((p, d) => p > kernel[d] / 2))
    throw new RuntimeError(
      `pad should be at most half of effective kernel size, but got pad=${padding[0]}, kernel_size=${kernel[0]} and dilation=1`,
    )
  const size = [x.sizes[2], x.sizes[3]]
  const parts = [0, 1].map((d) => {
    const windows = Math.max(0, count(size[d], kernel[d], stride[d], padding[d], 1, o.ceilMode))
    const full = range(windows).map((i): [number, number] => {
      const from = i * stride[d] - padding[d]
      return [from, Math.min(from + kernel[d], size[d] + padding[d])]
    })
    const inside = full.map(([from, to]): [number, number] => [Math.max(0, from), Math.min(to, size[d])])
    const lengths = (o.countIncludePad ? full : inside).map(([from, to]) => to - from)
    return { inside, lengths }
  })
  checkOutput(x, parts[0].inside.length, parts[1].inside.length)
  const [a, b] = parts.map(({ inside, lengths }, d) =>
    summing(inside, size[d], x, (i) =>
      o.divisorOverride === null ? 1 / lengths[i] : d === 0 ? 1 / o.divisorOverride : 1,
    ),
  )
  return unbatched(apart('AvgPool2DBackward0', x, a, b), input)
}

/** The mean of each window of `[N, C, H, W]`; the stride is the kernel's size unless given. */
export const avgPool2d = <
  T extends Tensor,
  const K extends Extent,
  const S extends Extent = K,
  const P extends Extent = 0,
>(
  input: T,
  kernelSize: K,
  ...options: PoolArguments<S, P>
): Result<Pool<ShapeOf<T>, 2, K, S, P>> =>
  avgPooled(input, kernelSize, named(options, AVG_DEFAULTS)) as Result<Pool<ShapeOf<T>, 2, K, S, P>>

/** `[H, W]` to come out; null keeps a size. */
export type OutputSize = number | null | readonly (number | null)[]
const outputOf = (size: OutputSize, x: Tensor): Two => {
  const [h, w] = x.sizes.slice(-2)
  const list = typeof size === 'number' || size === null ? [size, size] : size
  return [list[0] ?? h, list[1] ?? w]
}
/** Window i of o over n: from ⌊i n / o⌋ to ⌈(i + 1) n / o⌉. */
const adaptiveSpans = (n: number, o: number): Spans =>
  range(o).map((i) => [Math.floor((i * n) / o), Math.ceil(((i + 1) * n) / o)])

/** @internal */
export function adaptiveAvgPooled(input: Tensor, size: OutputSize): Tensor {
  const x = batched(input, 'adaptive_avg_pool2d')
  const [oh, ow] = outputOf(size, x)
  if (oh === 1 && ow === 1) return input.mean([-1, -2], true) as Tensor
  const [a, b] = [oh, ow].map((o, d) => {
    const spans = adaptiveSpans(x.sizes[2 + d], o)
    return summing(spans, x.sizes[2 + d], x, (i) => 1 / (spans[i][1] - spans[i][0]))
  })
  return unbatched(apart('AdaptiveAvgPool2DBackward0', x, a, b), input)
}

/** Means over as many windows as the output has places, whatever the input's size. */
export const adaptiveAvgPool2d = <T extends Tensor, const O extends OutputSize>(
  input: T,
  outputSize: O,
): Result<AdaptivePool<ShapeOf<T>, 2, O>> =>
  adaptiveAvgPooled(input, outputSize) as Result<AdaptivePool<ShapeOf<T>, 2, O>>

/** @internal */
export function adaptiveMaxPooled(input: Tensor, size: OutputSize): Tensor {
  const x = batched(input, 'adaptive_max_pool2d')
  const [rows, columns] = outputOf(size, x).map((o, d) =>
    adaptiveSpans(x.sizes[2 + d], o).map(([from, to]) => range(to - from).map((k) => from + k)),
  )
  return unbatched(largest('AdaptiveMaxPool2DBackward0', x, { rows, columns }).values, input)
}

/** The largest of as many windows as the output has places, whatever the input's size. */
export const adaptiveMaxPool2d = <T extends Tensor, const O extends OutputSize>(
  input: T,
  outputSize: O,
): Result<AdaptivePool<ShapeOf<T>, 2, O>> =>
  adaptiveMaxPooled(input, outputSize) as Result<AdaptivePool<ShapeOf<T>, 2, O>>

export interface InterpolateOptions {
  /** The sizes to come out, or `scaleFactor` times those that go in. */
  size?: Extents | null
  scaleFactor?: number | readonly number[] | null
  mode?: 'nearest'
}

/** `[N, C, H, W]` enlarged or reduced: each place takes the nearest one's value. */
export function interpolate(input: Tensor, options: InterpolateOptions = {}): Tensor {
  const { size, scaleFactor, mode } = named([options], {
    size: null,
    scaleFactor: null,
    mode: 'nearest',
  } as Required<InterpolateOptions>)
  if (mode !== 'nearest') throw new RuntimeError(`interpolate: only mode='nearest' is there, but got '${String(mode)}'`)
  if (input.sizes.length !== 4)
    throw new RuntimeError(`interpolate: expected 4D input, but got input of size: [${input.sizes.join(', ')}]`)
  if ((size === null) === (scaleFactor === null))
    throw new RuntimeError(
      size === null
        ? 'either size or scale_factor should be defined'
        : 'only one of size or scale_factor should be defined',
    )
  const [h, w] = [input.sizes[2], input.sizes[3]]
  const scales = typeof scaleFactor === 'number' ? [scaleFactor, scaleFactor] : scaleFactor
  const target =
    size !== null
      ? two(size, 'size')
      : [Math.floor(h * (scales as number[])[0]), Math.floor(w * (scales as number[])[1])]
  const [a, b] = target.map((o, d) => {
    const n = d === 0 ? h : w
    // PyTorch steps by 1 / scale if a scale was given, else by the ratio of the sizes, in float32.
    const step = Math.fround(scales ? 1 / scales[d] : n / o)
    const spans = range(o).map((i): [number, number] => {
      const from = Math.min(Math.floor(Math.fround(i * step)), n - 1)
      return [from, from + 1]
    })
    return summing(spans, n, input, () => 1)
  })
  return apart('UpsampleNearest2DBackward0', input, a, b)
}
