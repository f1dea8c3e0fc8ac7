import type { Generator } from '../../random.js'
import type { Shape } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { calculateFanInAndFanOut, calculateGain, type FanMode, fanOf, type Nonlinearity } from './fan.js'
import { normal_, uniform_ } from './fill.js'
import { type Drawn, gainOf, trimmed, type XavierInit } from './options.js'

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
