import { dtypes } from '../../dtype.js'
import { RuntimeError } from '../../errors.js'
import type { Arg, Conv, Extent, Result, ShapeOf } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { type Given, named } from '../arguments.js'
import { convolve } from './convolve.js'
import { type Extents, two, type Windows } from './extents.js'
import { padded } from './pad.js'

export interface ConvOptions {
  stride?: Extents
  /** Zeros on each side; `'same'` keeps the size (stride 1), `'valid'` is none. */
  padding?: Extents | 'same' | 'valid'
  dilation?: Extents
  /** The channels fall into so many groups that do not see each other. */
  groups?: number
}
/** Options of the functions: the bias may stand among them. */
export interface ConvFunctionOptions extends ConvOptions {
  bias?: Tensor | null
}
export const CONV_DEFAULTS: Required<ConvOptions> = { stride: 1, padding: 0, dilation: 1, groups: 1 }

/** Images `[N, C, H, W]` or `[C, H, W]` with a weight `[O, C / groups, KH, KW]`, all checked as PyTorch does. */
function checkShapes(x: Tensor, weight: Tensor, bias: Tensor | null, groups: number, rank: 1 | 2): void {
  if (x.sizes.length !== rank + 1 && x.sizes.length !== rank + 2)
    throw new RuntimeError(
      `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to conv${rank}d, but got input of size: [${x.sizes.join(', ')}]`,
    )
  const channels = x.sizes[x.sizes.length - rank - 1]
  const shown = x.sizes.length === rank + 1 ? [1, ...x.sizes] : x.sizes
  if (weight.sizes[1] * groups !== channels)
    throw new RuntimeError(
      `Given groups=${groups}, weight of size [${weight.sizes.join(', ')}], expected input[${shown.join(', ')}] to have ${weight.sizes[1] * groups} channels, but got ${channels} channels instead`,
    )
  if (weight.sizes[0] % groups !== 0)
    throw new RuntimeError(
      `Given groups=${groups}, expected weight to be divisible by ${groups} at dimension 0, but got weight of size [${weight.sizes.join(', ')}] instead`,
    )
  if (bias !== null && (bias.sizes.length !== 1 || bias.sizes[0] !== weight.sizes[0]))
    throw new RuntimeError(
      `Given weight of size [${weight.sizes.join(', ')}], expected bias to be 1-dimensional with ${weight.sizes[0]} elements, but got bias of size [${bias.sizes.join(', ')}] instead`,
    )
  if (x.dtype !== weight.dtype)
    throw new RuntimeError(
      `Input type (${dtypes[x.dtype].cName}) and bias type (${dtypes[(bias ?? weight).dtype].cName}) should be the same`,
    )
}

function checkFits(x: Tensor, at: Windows, rank: 1 | 2): void {
  if (at.padding.some((p) => p < 0)) throw new RuntimeError('negative padding is not supported')
  if (at.stride.some((s) => s <= 0)) throw new RuntimeError('non-positive stride is not supported')
  if (at.dilation.some((d) => d <= 0)) throw new RuntimeError('dilation should be greater than zero')
  const [h, w] = x.sizes.slice(-2)
  const full = [h + 2 * at.padding[0], w + 2 * at.padding[1]]
  const covered = [0, 1].map((d) => at.dilation[d] * (at.kernel[d] - 1) + 1)
  if (full[0] < covered[0] || full[1] < covered[1])
    throw new RuntimeError(
      `Calculated padded input size per channel: (${full.slice(2 - rank).join(' x ')}). Kernel size: (${covered.slice(2 - rank).join(' x ')}). Kernel size can't be greater than actual input size`,
    )
}

/** `'same'`: what a dilated kernel loses, spread over both sides; the odd one goes to the right. */
function paddingOf(
  x: Tensor,
  padding: Extents | 'same' | 'valid',
  kernel: readonly number[],
  dilation: Extents,
  stride: Extents,
): [Tensor, Extents] {
  if (padding === 'valid') return [x, 0]
  if (padding !== 'same') return [x, padding]
  if (two(stride, 'stride').some((s) => s !== 1))
    throw new RuntimeError("padding='same' is not supported for strided convolutions")
  const d = two(dilation, 'dilation')
  const total = kernel.map((k, i) => (k - 1) * d[kernel.length === 1 ? 1 : i])
  const extra = total.map((t) => t % 2)
  const each = total.map((t) => (t - (t % 2)) / 2)
  // F.pad counts from the last dimension: [left, right, top, bottom].
  const sides = [...extra].reverse().flatMap((e) => [0, e])
  const wide = extra.some((e) => e > 0) ? padded(x, sides, 0) : x
  return [wide, each.length === 1 ? [0, each[0]] : each]
}

export function conv2dOf(x: Tensor, weight: Tensor, bias: Tensor | null, options: Required<ConvOptions>): Tensor {
  const { stride, dilation, groups } = options
  checkShapes(x, weight, bias, groups, 2)
  const kernel = two(weight.sizes.slice(2), 'kernel_size')
  const [wide, padding] = paddingOf(x, options.padding, kernel, dilation, stride)
  const at = {
    kernel,
    stride: two(stride, 'stride'),
    padding: two(padding, 'padding'),
    dilation: two(dilation, 'dilation'),
  }
  checkFits(wide, at, 2)
  if (wide.sizes.length === 3)
    return convolve(wide.unsqueeze(0) as Tensor, weight, bias, at, groups).squeeze(0) as Tensor
  return convolve(wide, weight, bias, at, groups)
}

const single = (value: Extents): number => (typeof value === 'number' ? value : value[0])

export function conv1dOf(x: Tensor, weight: Tensor, bias: Tensor | null, options: Required<ConvOptions>): Tensor {
  const { stride, dilation, groups } = options
  checkShapes(x, weight, bias, groups, 1)
  const [wide, padding] = paddingOf(x, options.padding, [weight.sizes[2]], dilation, stride)
  const at: Windows = {
    kernel: [1, weight.sizes[2]],
    stride: [1, single(stride)],
    padding: [0, typeof padding === 'number' ? padding : (padding.at(-1) as number)],
    dilation: [1, single(dilation)],
  }
  const batch = (wide.sizes.length === 2 ? wide.unsqueeze(0) : wide) as Tensor
  checkFits(batch.unsqueeze(-2) as Tensor, at, 1)
  const out = convolve(batch.unsqueeze(-2) as Tensor, weight.unsqueeze(-2) as Tensor, bias, at, groups)
  const flat = out.squeeze(-2) as Tensor
  flat.gradFn?.rename('ConvolutionBackward0') // PyTorch's node takes rows as they are
  return wide.sizes.length === 2 ? (flat.squeeze(0) as Tensor) : flat
}

/** What the types know of a padding: numbers; names are left to the run time. */
type Numeric<P> = P extends string ? number : P

type Padding = Extent | 'same' | 'valid'
/** What may stand behind the weight: the bias, then options by position or by name. */
export type ConvArguments = readonly [
  bias?: Tensor | null | ConvFunctionOptions,
  stride?: Extent | ConvOptions,
  padding?: Padding | ConvOptions,
  dilation?: Extent | ConvOptions,
  groups?: number,
]
type Sized<T extends Tensor, W extends Tensor, A extends ConvArguments> = Conv<
  ShapeOf<T>,
  ShapeOf<W>,
  Given<A, 'stride', 1, 1>,
  Numeric<Given<A, 'padding', 2, 0>>,
  Given<A, 'dilation', 3, 1>,
  Given<A, 'groups', 4, 1> & number
>

/**
 * Images `[N, C, H, W]` (or `[C, H, W]`) with filters `[O, C / groups, KH, KW]`: `[N, O, H', W']`.
 * Errors: RuntimeError for channels or sizes that do not fit.
 *
 * @see torch.nn.functional.conv2d
 * @example
 * F.conv2d(ones(1, 1, 3, 3), ones(1, 1, 2, 2))
 * // tensor([[[[4., 4.],
 * //           [4., 4.]]]])
 */
export const conv2d = <T extends Tensor, W extends Tensor, const A extends ConvArguments = []>(
  input: T,
  weight: Arg<Sized<T, W, A>, W>,
  ...options: A
): Result<Sized<T, W, A>> => {
  const [bias, rest] = biasAndOptions(options)
  return conv2dOf(input, weight as Tensor, bias, rest) as Result<Sized<T, W, A>>
}

/**
 * Rows `[N, C, L]` (or `[C, L]`) with filters `[O, C / groups, K]`: `[N, O, L']`.
 *
 * @see torch.nn.functional.conv1d
 * @example
 * F.conv1d(ones(1, 1, 4), ones(1, 1, 2))
 * // tensor([[[2., 2., 2.]]])
 */
export const conv1d = <T extends Tensor, W extends Tensor, const A extends ConvArguments = []>(
  input: T,
  weight: Arg<Sized<T, W, A>, W>,
  ...options: A
): Result<Sized<T, W, A>> => {
  const [bias, rest] = biasAndOptions(options)
  return conv1dOf(input, weight as Tensor, bias, rest) as Result<Sized<T, W, A>>
}

function biasAndOptions([bias, ...options]: readonly unknown[]): [Tensor | null, Required<ConvOptions>] {
  if (bias === null || bias === undefined) return [null, named(options, CONV_DEFAULTS)]
  if (typeof bias === 'object' && 'sizes' in bias) return [bias as Tensor, named(options, CONV_DEFAULTS)]
  const { bias: among = null, ...rest } = bias as ConvFunctionOptions
  return [among, named([rest], CONV_DEFAULTS)]
}
