/** torch.nn.init: fills tensors in place, unrecorded, and gives them back. */
import { noGrad } from '../autograd/scopes.js'
import { ValueError } from '../errors.js'
import { binaries } from '../ops/binary.js'
import { where } from '../ops/select.js'
import { defaultGenerator } from '../random/generator.js'
import { permutation } from '../random/integers.js'
import type { Generator } from '../random.js'
import { numelOf } from '../shape/strides.js'
import type { Shape } from '../shape/types/index.js'
import { Tensor } from '../tensor.js'
import { orthonormal } from './orthonormal.js'

export type Nonlinearity =
  | 'linear'
  | 'conv1d'
  | 'conv2d'
  | 'conv3d'
  | 'conv_transpose1d'
  | 'conv_transpose2d'
  | 'conv_transpose3d'
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'leaky_relu'
  | 'selu'
export type FanMode = 'fan_in' | 'fan_out'

interface Drawn {
  /** Where the numbers are drawn from; the default generator if left out. */
  generator?: Generator | null
}

/**
 * By how much a nonlinearity makes the standard deviation smaller: √2 for ReLU, 5/3 for tanh. Errors: ValueError.
 *
 * @see torch.nn.init.calculate_gain
 * @example
 * nn.init.calculateGain('relu')
 * // 1.4142135623730951
 */
export function calculateGain(nonlinearity: Nonlinearity, param?: number | null): number {
  if (/^(linear|conv(_transpose)?[123]d|sigmoid)$/.test(nonlinearity)) return 1
  if (nonlinearity === 'tanh') return 5 / 3
  if (nonlinearity === 'relu') return Math.SQRT2
  if (nonlinearity === 'leaky_relu') {
    const slope = param ?? 0.01
    if (typeof slope !== 'number') throw new ValueError(`negative_slope ${String(param)} not a valid number`)
    return Math.sqrt(2 / (1 + slope ** 2))
  }
  if (nonlinearity === 'selu') return 3 / 4
  throw new ValueError(`Unsupported nonlinearity ${String(nonlinearity)}`)
}

/**
 * [fanIn, fanOut]: how many numbers each output, each input takes part in. Errors: ValueError below 2 dimensions.
 *
 * @see torch.nn.init._calculate_fan_in_and_fan_out
 * @example
 * nn.init.calculateFanInAndFanOut(zeros(50, 784))
 * // [ 784, 50 ]
 */
export function calculateFanInAndFanOut(tensor: Tensor): [fanIn: number, fanOut: number] {
  if (tensor.sizes.length < 2)
    throw new ValueError('Fan in and fan out can not be computed for tensor with fewer than 2 dimensions')
  const field = numelOf(tensor.sizes.slice(2))
  return [tensor.sizes[1] * field, tensor.sizes[0] * field]
}

function fanOf(tensor: Tensor, mode: string): number {
  const wanted = mode.toLowerCase()
  if (wanted !== 'fan_in' && wanted !== 'fan_out')
    throw new ValueError(`Mode ${wanted} not supported, please use one of ['fan_in', 'fan_out']`)
  return calculateFanInAndFanOut(tensor)[wanted === 'fan_in' ? 0 : 1]
}

const silently = <S extends Shape>(tensor: Tensor<S>, fill: (x: Tensor) => unknown): Tensor<S> => {
  noGrad(() => fill(tensor as Tensor))
  return tensor
}

export interface UniformInit extends Drawn {
  a?: number
  b?: number
}
/**
 * Uniform in [a, b), [0, 1) unless given.
 *
 * @see torch.nn.init.uniform_
 * @example
 * manualSeed(0)
 * nn.init.uniform_(zeros(2))
 * // tensor([0.4963, 0.7682])
 */
export const uniform_ = <S extends Shape>(
  tensor: Tensor<S>,
  a?: number | UniformInit,
  b?: number | UniformInit,
  options?: UniformInit,
): Tensor<S> => {
  const o = together<UniformInit>(['a', 'b'], [a, b, options])
  return silently(tensor, (x) => x.uniform_(o.a ?? 0, o.b ?? 1, { generator: o.generator }))
}

export interface NormalInit extends Drawn {
  mean?: number
  std?: number
}
/**
 * Normal; mean 0 and standard deviation 1 unless given.
 *
 * @see torch.nn.init.normal_
 * @example
 * manualSeed(0)
 * nn.init.normal_(zeros(2))
 * // tensor([ 1.5410, -0.2934])
 */
export const normal_ = <S extends Shape>(
  tensor: Tensor<S>,
  mean?: number | NormalInit,
  std?: number | NormalInit,
  options?: NormalInit,
): Tensor<S> => {
  const o = together<NormalInit>(['mean', 'std'], [mean, std, options])
  return silently(tensor, (x) => x.normal_(o.mean ?? 0, o.std ?? 1, { generator: o.generator }))
}
/** Arguments by position and by name, as one object. */
function together<O extends object>(names: readonly (keyof O)[], args: readonly (number | O | undefined)[]): O {
  const positional = args.map((x, i): Partial<O> => (typeof x === 'number' ? ({ [names[i]]: x } as Partial<O>) : {}))
  return Object.assign({}, ...positional, ...args.filter((x) => typeof x === 'object')) as O
}

/**
 * One value everywhere.
 *
 * @see torch.nn.init.constant_
 * @example
 * nn.init.constant_(zeros(2), 3)
 * // tensor([3., 3.])
 */
export const constant_ = <S extends Shape>(tensor: Tensor<S>, val: number): Tensor<S> =>
  silently(tensor, (x) => x.fill_(val))
/**
 * Fills with 1, in place.
 *
 * @see torch.nn.init.ones_
 * @example
 * nn.init.ones_(zeros(2))
 * // tensor([1., 1.])
 */
export const ones_ = <S extends Shape>(tensor: Tensor<S>): Tensor<S> => constant_(tensor, 1)
/**
 * Fills with 0, in place.
 *
 * @see torch.nn.init.zeros_
 * @example
 * nn.init.zeros_(ones(2))
 * // tensor([0., 0.])
 */
export const zeros_ = <S extends Shape>(tensor: Tensor<S>): Tensor<S> => constant_(tensor, 0)

/**
 * Ones on the diagonal of a matrix, zeros elsewhere. Errors: ValueError unless it has 2 dimensions.
 *
 * @see torch.nn.init.eye_
 * @example
 * nn.init.eye_(zeros(2, 2))
 * // tensor([[1., 0.],
 * //         [0., 1.]])
 */
export const eye_ = <S extends Shape>(tensor: Tensor<S>): Tensor<S> => {
  if (tensor.ndim !== 2) throw new ValueError('Only tensors with 2 dimensions are supported')
  return silently(tensor, (x) => {
    x.zero_()
    ;(x.detach().diagonal() as Tensor).fill_(1)
  })
}

/**
 * Convolutions that pass their input on: a 1 in the middle of the kernel from channel d to channel d.
 *
 * @see torch.nn.init.dirac_
 * @example
 * nn.init.dirac_(zeros(1, 1, 3))
 * // tensor([[[0., 1., 0.]]])
 */
export const dirac_ = <S extends Shape>(tensor: Tensor<S>, groups: number | { groups?: number } = 1): Tensor<S> => {
  const parts = typeof groups === 'number' ? groups : (groups.groups ?? 1)
  const { sizes } = tensor
  if (sizes.length < 3 || sizes.length > 5)
    throw new ValueError('Only tensors with 3, 4, or 5 dimensions are supported')
  if (sizes[0] % parts !== 0) throw new ValueError('dim 0 must be divisible by groups')
  const each = sizes[0] / parts
  const middle = sizes.slice(2).map((n) => Math.floor(n / 2))
  return silently(tensor, (x) => {
    x.zero_()
    for (let g = 0; g < parts; g++)
      for (let d = 0; d < Math.min(each, sizes[1]); d++) x.detach().set([g * each + d, d, ...middle], 1)
  })
}

export interface XavierInit extends Drawn {
  gain?: number
}
const gainOf = (gain: number | XavierInit | undefined, o?: XavierInit): XavierInit & { gain: number } => ({
  ...(typeof gain === 'object' ? gain : {}),
  ...o,
  gain: o?.gain ?? (typeof gain === 'object' ? gain.gain : gain) ?? 1,
})
/** Draws numbers of mean 0 with a standard deviation. */
type Draw = <S extends Shape>(tensor: Tensor<S>, std: number, generator?: Generator | null) => Tensor<S>
const uniformly: Draw = (tensor, std, generator) =>
  uniform_(tensor, -Math.sqrt(3) * std, Math.sqrt(3) * std, { generator })
const normally: Draw = (tensor, std, generator) => normal_(tensor, 0, std, { generator })

export type XavierFunction = <S extends Shape>(
  tensor: Tensor<S>,
  gain?: number | XavierInit,
  options?: XavierInit,
) => Tensor<S>
const xavier =
  (draw: Draw): XavierFunction =>
  (tensor, gain, options) => {
    const o = gainOf(gain, options)
    const [fanIn, fanOut] = calculateFanInAndFanOut(tensor as Tensor)
    return draw(tensor, o.gain * Math.sqrt(2 / (fanIn + fanOut)), o.generator)
  }
/**
 * Glorot: uniform in ±gain √(6 / (fanIn + fanOut)).
 *
 * @see torch.nn.init.xavier_uniform_
 * @example
 * manualSeed(0)
 * nn.init.xavierUniform_(zeros(1, 2))
 * // tensor([[-0.0106,  0.7586]])
 */
export const xavierUniform_: XavierFunction = xavier(uniformly)
/**
 * Glorot: normal with standard deviation gain √(2 / (fanIn + fanOut)).
 *
 * @see torch.nn.init.xavier_normal_
 * @example
 * manualSeed(0)
 * nn.init.xavierNormal_(zeros(1, 2))
 * // tensor([[ 1.2582, -0.2396]])
 */
export const xavierNormal_: XavierFunction = xavier(normally)

export interface KaimingInit extends Drawn {
  /** The slope of leaky ReLU below 0; 0 unless given. */
  a?: number
  /** Keep the size of values on the way forward (`'fan_in'`, unless given) or of gradients on the way back. */
  mode?: FanMode
  /** What follows the layer; `'leaky_relu'` unless given. */
  nonlinearity?: Nonlinearity
}

export type KaimingFunction = <S extends Shape>(
  tensor: Tensor<S>,
  a?: number | KaimingInit,
  mode?: FanMode | KaimingInit,
  nonlinearity?: Nonlinearity | KaimingInit,
  options?: KaimingInit,
) => Tensor<S>
const kaiming =
  (draw: Draw): KaimingFunction =>
  (tensor, ...given) => {
    if (tensor.sizes.includes(0)) {
      console.warn('UserWarning: Initializing zero-element tensors is a no-op')
      return tensor
    }
    const args = trimmed(given)
    const last = args.at(-1)
    const o: KaimingInit = typeof last === 'object' ? last : {}
    const [a, mode, nonlinearity] = args.map((x) => (typeof x === 'object' ? undefined : x))
    const slope = o.a ?? (a as number | undefined) ?? 0
    const fan = fanOf(tensor as Tensor, o.mode ?? (mode as string | undefined) ?? 'fan_in')
    const gain = calculateGain(o.nonlinearity ?? (nonlinearity as Nonlinearity | undefined) ?? 'leaky_relu', slope)
    return draw(tensor, gain / Math.sqrt(fan), o.generator)
  }
/**
 * He: uniform in ±gain √(3 / fan).
 *
 * @see torch.nn.init.kaiming_uniform_
 * @example
 * manualSeed(0)
 * nn.init.kaimingUniform_(zeros(1, 2))
 * // tensor([[-0.0130,  0.9291]])
 */
export const kaimingUniform_: KaimingFunction = kaiming(uniformly)
/**
 * He: normal with standard deviation gain / √fan.
 *
 * @see torch.nn.init.kaiming_normal_
 * @example
 * manualSeed(0)
 * nn.init.kaimingNormal_(zeros(1, 2))
 * // tensor([[ 1.5410, -0.2934]])
 */
export const kaimingNormal_: KaimingFunction = kaiming(normally)
/** Without the arguments at the end that were left out, so that options stand last. */
const trimmed = <X>(args: readonly X[]): X[] => {
  let n = args.length
  while (n > 0 && args[n - 1] === undefined) n--
  return args.slice(0, n)
}

/**
 * Rows (or columns, if there are fewer) that are orthonormal, times `gain`. Errors: ValueError below 2 dimensions.
 *
 * @see torch.nn.init.orthogonal_
 * @example
 * manualSeed(0)
 * nn.init.orthogonal_(zeros(3, 2)).shape
 * // torch.Size([3, 2])
 */
export const orthogonal_ = <S extends Shape>(
  tensor: Tensor<S>,
  gain: number | XavierInit = 1,
  options?: XavierInit,
): Tensor<S> => {
  if (tensor.ndim < 2) throw new ValueError('Only tensors with 2 or more dimensions are supported')
  if (tensor.numel() === 0) return tensor
  const o = gainOf(gain, options)
  const rows = tensor.sizes[0]
  const cols = tensor.numel() / rows
  return silently(tensor, (x) => {
    const drawn = Tensor.empty([rows, cols], x.dtype).normal_(0, 1, { generator: o.generator }) as Tensor
    const q = orthonormal(drawn.to('float64') as Tensor)
    x.copy_((q.view([...x.sizes]) as Tensor).mul(o.gain) as Tensor)
  })
}

export interface SparseInit extends Drawn {
  std?: number
}
/**
 * A matrix of normals (std 0.01 unless given) in whose columns the share `sparsity` is 0. Errors: ValueError.
 *
 * @see torch.nn.init.sparse_
 * @example
 * manualSeed(0)
 * nn.init.sparse_(zeros(4, 2), 0.5).countNonzero()
 * // tensor(4)
 */
export const sparse_ = <S extends Shape>(
  tensor: Tensor<S>,
  sparsity: number,
  std?: number | SparseInit,
  options?: SparseInit,
): Tensor<S> => {
  if (tensor.ndim !== 2) throw new ValueError('Only tensors with 2 dimensions are supported')
  const o = together<SparseInit>(['std'], [std, options])
  const [rows, cols] = tensor.sizes
  const zeros = Math.ceil(sparsity * rows)
  return silently(tensor, (x) => {
    x.normal_(0, o.std ?? 0.01, { generator: o.generator })
    // As in PyTorch, which rows go is drawn from the default generator.
    for (let c = 0; c < cols; c++)
      for (const r of permutation(rows, defaultGenerator.words).subarray(0, zeros)) x.detach().set([r, c], 0)
  })
}

export interface TruncNormalInit extends NormalInit {
  /** The bounds, −2 and 2 unless given. */
  a?: number
  b?: number
}
/**
 * Normal numbers, of which those outside [a, b] are drawn again.
 *
 * @see torch.nn.init.trunc_normal_
 * @example
 * manualSeed(0)
 * nn.init.truncNormal_(zeros(2))
 * // tensor([ 1.5410, -0.2934])
 */
export const truncNormal_ = <S extends Shape>(
  tensor: Tensor<S>,
  mean?: number | TruncNormalInit,
  std?: number | TruncNormalInit,
  a?: number | TruncNormalInit,
  b?: number | TruncNormalInit,
  options?: TruncNormalInit,
): Tensor<S> => {
  const o = together<TruncNormalInit>(['mean', 'std', 'a', 'b'], [mean, std, a, b, options])
  const [m, s, low, high] = [o.mean ?? 0, o.std ?? 1, o.a ?? -2, o.b ?? 2]
  if (m < low - 2 * s || m > high + 2 * s)
    console.warn(
      'UserWarning: mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values may be incorrect.',
    )
  const share = cdf((high - m) / s) - cdf((low - m) / s)
  return silently(tensor, (x) =>
    share > 0.3 ? redraw(x, m, s, low, high, o.generator) : reject(x, m, s, low, high, o.generator),
  )
}

/** The share of a standard normal below x; erf in double, as the engine computes it. */
const cdf = (x: number): number => {
  const z = Tensor.own(Float64Array.of(x / Math.SQRT2), 'float64', [])
  return (1 + Number(z.erf().item())) / 2
}

/** Most of the normal lies within the bounds: what does not is drawn again, always a whole tensor at a time. */
function redraw(x: Tensor, mean: number, std: number, a: number, b: number, generator?: Generator | null): void {
  const [low, high] = x.dtype === 'float32' ? [Math.fround(a), Math.fround(b)] : [a, b]
  let result = x.normal_(mean, std, { generator }) as Tensor
  for (;;) {
    const outside = (result.lt(low) as Tensor).logicalOr(result.gt(high)) as Tensor
    if (!outside.any().item<boolean>()) break
    const again = Tensor.empty(result.sizes, result.dtype).normal_(mean, std, { generator }) as Tensor
    result = where(outside, again, result) as Tensor
  }
  if (result !== x) x.copy_(result)
}

/** Little of the normal lies within: uniform candidates are kept with the probability that the density tells. */
function reject(x: Tensor, mean: number, std: number, a: number, b: number, generator?: Generator | null): void {
  const mode = Math.max(a, Math.min(mean, b))
  const peak = -0.5 * ((mode - mean) / std) ** 2
  const fresh = (): Tensor => Tensor.empty(x.sizes, x.dtype)
  const refused = (candidates: Tensor): Tensor => {
    const density = binaries.sub(candidates.sub(mean).div(std).pow(2).mul(-0.5) as Tensor, peak)
    return (fresh().uniform_(0, 1, { generator }) as Tensor).log_().gt(density) as Tensor
  }
  let result = (x.uniform_(a, b, { generator }) as Tensor).clone() as Tensor
  let pending = refused(result)
  while (pending.any().item<boolean>()) {
    const candidates = fresh().uniform_(a, b, { generator }) as Tensor
    result = where(pending, candidates, result) as Tensor
    const again = refused(candidates)
    pending = pending.logicalAnd(again) as Tensor
  }
  x.copy_(result)
}
