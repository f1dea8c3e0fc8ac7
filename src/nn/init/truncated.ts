import { binaries } from '../../ops/binary.js'
import { where } from '../../ops/select.js'
import type { Generator } from '../../random.js'
import type { Shape } from '../../shape/types/index.js'
import { Tensor } from '../../tensor.js'
import type { NormalInit } from './fill.js'
import { silently, together } from './options.js'

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
