import type { DType } from '../../dtype.js'
import { logSoftmax as logSoftmaxOf, softmax as softmaxOf } from '../../ops/softmax.js'
import type { Shape } from '../../shape/types/index.js'
import type { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'

export interface SoftmaxOptions {
  /** Along which dimension. */
  dim?: number | null
  /** The dtype to compute in. */
  dtype?: DType | null
}

/** Without a dim PyTorch guesses one, as it did before 0.3, and warns. */
function guessedDim(name: string, x: Tensor): number {
  console.warn(
    `UserWarning: Implicit dimension choice for ${name} has been deprecated. Change the call to include dim=X as an argument.`,
  )
  const rank = x.sizes.length
  return rank === 0 || rank === 1 || rank === 3 ? 0 : 1
}

type Along = <S extends Shape>(
  input: Tensor<S>,
  ...options: [dim?: number | null | SoftmaxOptions, options?: SoftmaxOptions]
) => Tensor<S>

const along =
  (name: string, op: typeof softmaxOf): Along =>
  <S extends Shape>(input: Tensor<S>, ...options: readonly unknown[]) => {
    const { dim, dtype } = named(options, { dim: null, dtype: null } as SoftmaxOptions)
    const d = dim ?? guessedDim(name, input as Tensor)
    return op(input as Tensor, d, dtype ? { dtype } : {}) as Tensor<S>
  }

/**
 * exp(x) / Σ exp(x) along `dim`.
 *
 * @see torch.nn.functional.softmax
 * @example
 * F.softmax(tensor([1, 2, 3]), 0)
 * // tensor([0.0900, 0.2447, 0.6652])
 */
export const softmax: Along = along('softmax', softmaxOf)
/**
 * log softmax(x) along `dim`.
 *
 * @see torch.nn.functional.log_softmax
 * @example
 * F.logSoftmax(tensor([1, 2, 3]), 0)
 * // tensor([-2.4076, -1.4076, -0.4076])
 */
export const logSoftmax: Along = along('log_softmax', logSoftmaxOf)
/**
 * softmax(−x) along `dim`.
 *
 * @see torch.nn.functional.softmin
 * @example
 * F.softmin(tensor([1, 2, 3]), 0)
 * // tensor([0.6652, 0.2447, 0.0900])
 */
export const softmin: Along = (input, ...options) => softmax(input.neg(), ...options)
