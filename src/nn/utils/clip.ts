import { noGrad } from '../../autograd/scopes.js'
import { RuntimeError } from '../../errors.js'
import { stack } from '../../ops/join.js'
import { Tensor } from '../../tensor.js'
import { named } from '../arguments.js'
import { pythonFloat } from '../python.js'

export interface ClipOptions {
  /** Which norm: 2 unless given, `Infinity` for the largest element. */
  normType?: number
  /** Throw if the norm is not finite, instead of scaling by it. */
  errorIfNonfinite?: boolean
}

const gradientsOf = (parameters: Tensor | Iterable<Tensor>): Tensor[] => {
  const list = parameters instanceof Tensor ? [parameters] : [...parameters]
  return list.map((p) => p.grad).filter((g) => g !== null) as Tensor[]
}

/**
 * The norm of all tensors together, as if they were one vector.
 *
 * @see torch.nn.utils.get_total_norm
 * @example
 * nn.utils.getTotalNorm([tensor([3]), tensor([4])])
 * // tensor(5.)
 */
export function getTotalNorm(tensors: Iterable<Tensor>, ...options: [normType?: number | ClipOptions]): Tensor {
  const { normType } = named(options, { normType: 2, errorIfNonfinite: false } as Required<ClipOptions>)
  const norms = [...tensors].map((g) => g.norm(normType) as Tensor)
  if (norms.length === 0) return Tensor.empty([], 'float32').zero_() as Tensor
  return stack(norms).norm(normType) as Tensor
}

/**
 * Scales all gradients so that their norm, taken together, is at most `maxNorm`. Gives the norm that they had.
 * Errors: RuntimeError with `errorIfNonfinite`.
 *
 * @see torch.nn.utils.clip_grad_norm_
 * @example
 * const x = tensor([3, 4], { requiresGrad: true })
 * x.square().sum().div(2).backward()
 * nn.utils.clipGradNorm_([x], 1)
 * x.grad
 * // tensor([0.6000, 0.8000])
 */
export function clipGradNorm_(
  parameters: Tensor | Iterable<Tensor>,
  maxNorm: number,
  ...options: [normType?: number | ClipOptions, options?: ClipOptions]
): Tensor {
  const { normType, errorIfNonfinite } = named(options, {
    normType: 2,
    errorIfNonfinite: false,
  } as Required<ClipOptions>)
  const gradients = gradientsOf(parameters)
  return noGrad(() => {
    const total = getTotalNorm(gradients, normType)
    if (errorIfNonfinite && !Number.isFinite(total.item()))
      throw new RuntimeError(
        `The total norm of order ${pythonFloat(normType)} for gradients from \`parameters\` is non-finite, so it cannot be clipped. To disable this error and scale the gradients by the non-finite norm anyway, set \`error_if_nonfinite=False\``,
      )
    const scale = (total.add(1e-6) as Tensor).rdiv(maxNorm).clamp(null, 1) as Tensor
    for (const g of gradients) g.mul_(scale)
    return total
  })
}

/**
 * Cuts every element of all gradients off at ±`clipValue`.
 *
 * @see torch.nn.utils.clip_grad_value_
 * @example
 * const x = tensor([3, 4], { requiresGrad: true })
 * x.square().sum().backward()
 * nn.utils.clipGradValue_([x], 1)
 * x.grad
 * // tensor([1., 1.])
 */
export function clipGradValue_(parameters: Tensor | Iterable<Tensor>, clipValue: number): void {
  noGrad(() => {
    for (const g of gradientsOf(parameters)) g.clamp_(-clipValue, clipValue)
  })
}
