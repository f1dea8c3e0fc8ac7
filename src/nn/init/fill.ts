import { ValueError } from '../../errors.js'
import type { Shape } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { type Drawn, silently, together } from './options.js'

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
