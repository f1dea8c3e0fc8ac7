import { RuntimeError } from '../../errors.js'
import { isOptions } from '../../ops/keywords.js'
import type { AdaptivePool, Extent, Pool, Result, ShapeOf } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { named, required } from '../arguments.js'
import { type Extents, type Two, two } from './extents.js'
import { type Axis, largest, means, type Span } from './pooling.js'

export interface PoolOptions {
  /** As the kernel unless given. */
  stride?: Extents | null
  padding?: Extents
  dilation?: Extents
  /** Count windows that begin inside and end outside. */
  ceilMode?: boolean
}

/** How many windows there are (aten/src/ATen/native/Pool.h, pooling_output_shape): the last must begin inside. */
function count(n: number, kernel: number, stride: number, padding: number, dilation: number, ceil: boolean): number {
  const space = n + 2 * padding - dilation * (kernel - 1) - 1
  const found = Math.floor((space + (ceil ? stride - 1 : 0)) / stride) + 1
  return ceil && (found - 1) * stride >= n + padding ? found - 1 : found
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

const unbatched = (x: Tensor, like: Tensor): Tensor => (like.sizes.length === 3 ? (x.squeeze(0) as Tensor) : x)
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

const MAX_DEFAULTS: Required<PoolOptions> = { stride: null, padding: 0, dilation: 1, ceilMode: false }

/** @internal `maxPool2d` with the places. */
export function maxPooled(
  input: Tensor,
  kernelSize: Extents,
  options: PoolOptions = {},
): { values: Tensor; readonly indices: Tensor } {
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
  const axes = [0, 1].map((d): Axis => {
    const windows = Math.max(0, count(size[d], kernel[d], stride[d], padding[d], dilation[d], o.ceilMode))
    const spans = range(windows).map((i): Span => {
      const start = i * stride[d] - padding[d]
      // The places inside: those of the padding are never the largest.
      const skipped = start < 0 ? Math.ceil(-start / dilation[d]) : 0
      const end = Math.min(kernel[d], Math.ceil((size[d] - start) / dilation[d]))
      return [start + skipped * dilation[d], end - skipped, 1]
    })
    return { size: size[d], step: dilation[d], spans }
  })
  checkOutput(x, axes[0].spans.length, axes[1].spans.length)
  const pooled = largest('MaxPool2DWithIndicesBackward0', x, axes[0], axes[1])
  return {
    values: unbatched(pooled.values, input),
    get indices() {
      return unbatched(pooled.indices, input)
    },
  }
}

/** The kernel and the options, where the kernel may stand among them. */
function kernelAnd<O extends object>(kernel: unknown, options: readonly unknown[], defaults: O): [Extents, O] {
  if (!isOptions(kernel)) return [kernel as Extents, named(options, defaults)]
  const { kernelSize, ...rest } = kernel
  return [kernelSize as Extents, named([rest, ...options], defaults)]
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

/**
 * The largest of each window of `[N, C, H, W]`; the stride is the kernel's size unless given.
 *
 * @see torch.nn.functional.max_pool2d
 * @example
 * F.maxPool2d(arange(4).float().view(1, 1, 2, 2), 2)
 * // tensor([[[[3.]]]])
 */
export const maxPool2d = <
  T extends Tensor,
  const K extends Extent,
  const S extends Extent = K,
  const P extends Extent = 0,
>(
  input: T,
  kernelSize: K | ({ kernelSize: K } & PoolTypes<S, P>),
  ...options: PoolArguments<S, P>
): Result<Pool<ShapeOf<T>, 2, K, S, P>> =>
  maxPooled(input, ...kernelAnd(kernelSize, options, MAX_DEFAULTS)).values as Result<Pool<ShapeOf<T>, 2, K, S, P>>

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
  const axes = [0, 1].map((d): Axis => {
    const windows = Math.max(0, count(size[d], kernel[d], stride[d], padding[d], 1, o.ceilMode))
    const spans = range(windows).map((i): Span => {
      const from = i * stride[d] - padding[d]
      const to = Math.min(from + kernel[d], size[d] + padding[d])
      const [first, end] = [Math.max(0, from), Math.min(to, size[d])]
      const counted = o.countIncludePad ? to - from : end - first
      const factor = o.divisorOverride === null ? 1 / counted : d === 0 ? 1 / o.divisorOverride : 1
      return [first, Math.max(0, end - first), factor]
    })
    return { size: size[d], step: 1, spans }
  })
  checkOutput(x, axes[0].spans.length, axes[1].spans.length)
  return unbatched(means('AvgPool2DBackward0', x, axes[0], axes[1]), input)
}

/**
 * The mean of each window of `[N, C, H, W]`; the stride is the kernel's size unless given.
 *
 * @see torch.nn.functional.avg_pool2d
 * @example
 * F.avgPool2d(arange(4).float().view(1, 1, 2, 2), 2)
 * // tensor([[[[1.5000]]]])
 */
export const avgPool2d = <
  T extends Tensor,
  const K extends Extent,
  const S extends Extent = K,
  const P extends Extent = 0,
>(
  input: T,
  kernelSize: K | ({ kernelSize: K } & PoolTypes<S, P>),
  ...options: PoolArguments<S, P>
): Result<Pool<ShapeOf<T>, 2, K, S, P>> =>
  avgPooled(input, ...kernelAnd(kernelSize, options, AVG_DEFAULTS)) as Result<Pool<ShapeOf<T>, 2, K, S, P>>

/** `[H, W]` to come out; null keeps a size. */
export type OutputSize = number | null | readonly (number | null)[]
const outputOf = (size: OutputSize, x: Tensor): Two => {
  const [h, w] = x.sizes.slice(-2)
  const list = typeof size === 'number' || size === null ? [size, size] : size
  return [list[0] ?? h, list[1] ?? w]
}
/** Window i of o over n: from ⌊i n / o⌋ to ⌈(i + 1) n / o⌉. */
const adaptiveAxis = (size: number, windows: number): Axis => {
  const spans = range(windows).map((i): Span => {
    const [from, to] = [Math.floor((i * size) / windows), Math.ceil(((i + 1) * size) / windows)]
    return [from, to - from, 1 / (to - from)]
  })
  return { size, step: 1, spans }
}

/** @internal */
export function adaptiveAvgPooled(input: Tensor, size: OutputSize): Tensor {
  const x = batched(input, 'adaptive_avg_pool2d')
  const [oh, ow] = outputOf(size, x)
  if (oh === 1 && ow === 1) return input.mean([-1, -2], true) as Tensor
  const [down, across] = [oh, ow].map((o, d) => adaptiveAxis(x.sizes[2 + d], o))
  return unbatched(means('AdaptiveAvgPool2DBackward0', x, down, across), input)
}

/**
 * Means over as many windows as the output has places, whatever the input's size.
 *
 * @see torch.nn.functional.adaptive_avg_pool2d
 * @example
 * F.adaptiveAvgPool2d(arange(4).float().view(1, 1, 2, 2), 1)
 * // tensor([[[[1.5000]]]])
 */
export const adaptiveAvgPool2d = <T extends Tensor, const O extends OutputSize>(
  input: T,
  outputSize: O | { outputSize: O },
): Result<AdaptivePool<ShapeOf<T>, 2, O>> =>
  adaptiveAvgPooled(input, named([outputSize], { outputSize: required<O>() }).outputSize) as Result<
    AdaptivePool<ShapeOf<T>, 2, O>
  >

/** @internal */
export function adaptiveMaxPooled(input: Tensor, size: OutputSize): Tensor {
  const x = batched(input, 'adaptive_max_pool2d')
  const [down, across] = outputOf(size, x).map((o, d) => adaptiveAxis(x.sizes[2 + d], o))
  return unbatched(largest('AdaptiveMaxPool2DBackward0', x, down, across).values, input)
}

/**
 * The largest of as many windows as the output has places, whatever the input's size.
 *
 * @see torch.nn.functional.adaptive_max_pool2d
 * @example
 * F.adaptiveMaxPool2d(arange(4).float().view(1, 1, 2, 2), 1)
 * // tensor([[[[3.]]]])
 */
export const adaptiveMaxPool2d = <T extends Tensor, const O extends OutputSize>(
  input: T,
  outputSize: O | { outputSize: O },
): Result<AdaptivePool<ShapeOf<T>, 2, O>> =>
  adaptiveMaxPooled(input, named([outputSize], { outputSize: required<O>() }).outputSize) as Result<
    AdaptivePool<ShapeOf<T>, 2, O>
  >
