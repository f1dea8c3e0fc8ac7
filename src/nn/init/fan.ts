import { ValueError } from '../../errors.js'
import { numelOf } from '../../shape/strides.js'
import type { Tensor } from '../../tensor.js'

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

/** The fan of a mode, as a number. Errors: ValueError. */
export function fanOf(tensor: Tensor, mode: string): number {
  const wanted = mode.toLowerCase()
  if (wanted !== 'fan_in' && wanted !== 'fan_out')
    throw new ValueError(`Mode ${wanted} not supported, please use one of ['fan_in', 'fan_out']`)
  return calculateFanInAndFanOut(tensor)[wanted === 'fan_in' ? 0 : 1]
}
