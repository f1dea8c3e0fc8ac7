import { gradMode } from '../autograd/graph.js'
import type { Tensor } from '../tensor.js'
import { cat } from './join.js'

/** Sums from the end along `d`: the gradient of `cumsum`. */
export const reversedCumsum = (g: Tensor, d: number): Tensor => (g.flip(d).cumsum(d) as Tensor).flip(d)

/** For each element the product of all others along `d`, also where some are 0. */
export function productsOfOthers(x: Tensor, d: number): Tensor {
  const n = x.sizes[d]
  if (n === 0) return x
  if (!gradMode.enabled) {
    // What stands before, times what stands behind.
    const one = x.narrow(d, 0, 1).newOnes([...x.sizes].fill(1, d, d + 1)) as Tensor
    const before = cat([one, x.narrow(d, 0, n - 1) as Tensor], d).cumprod(d) as Tensor
    const behind = (cat([one, x.flip(d).narrow(d, 0, n - 1) as Tensor], d).cumprod(d) as Tensor).flip(d)
    return before.mul(behind) as Tensor
  }
  // To be differentiated again: products of parts, whose own gradients mind their zeros.
  const part = (from: number, to: number): Tensor => (x.narrow(d, from, to - from) as Tensor).prod(d, true) as Tensor
  return cat(
    Array.from({ length: n }, (_, k) => part(0, k).mul(part(k + 1, n)) as Tensor),
    d,
  )
}

/** Σ_{i ≥ k} gᵢ Π_{j ≤ i, j ≠ k} xⱼ; the product is yᵢ / xₖ, where nothing is 0 (PyTorch's cumprod_backward). */
export function cumprodGradient(g: Tensor, x: Tensor, y: Tensor, d: number): Tensor {
  if (!(x.eq(0).any() as Tensor).item()) return reversedCumsum(g.mul(y) as Tensor, d).div(x) as Tensor
  const n = x.sizes[d]
  const range = (t: Tensor, from: number, to: number): Tensor => t.narrow(d, from, to - from) as Tensor
  const parts = Array.from({ length: n }, (_, k) => {
    const before = range(x, 0, k).prod(d, true) as Tensor
    const rest = k + 1 < n ? [before.mul(range(x, k + 1, n).cumprod(d) as Tensor) as Tensor] : []
    return range(g, k, n)
      .mul(cat([before, ...rest], d))
      .sum(d, true) as Tensor
  })
  return cat(parts, d)
}

/**
 * Σ_{i ≥ k} gᵢ exp(xₖ − yᵢ): the positive and the negative gᵢ apart, each summed as logarithms (logcumsumexp_backward).
 * To be differentiated again, where the logarithm of 0 has no slope, the sum as it stands.
 */
export function logcumsumexpGradient(g: Tensor, x: Tensor, y: Tensor, d: number): Tensor {
  if (gradMode.enabled) {
    const most = y.detach().narrow(d, x.sizes[d] - 1, 1) as Tensor
    return reversedCumsum(g.mul(most.sub(y).exp()) as Tensor, d).mul(x.sub(most).exp()) as Tensor
  }
  const part = (size: Tensor): Tensor =>
    ((size.log().sub(y).flip(d) as Tensor).logcumsumexp(d).flip(d) as Tensor).add(x).exp() as Tensor
  // The logarithm of what has the other sign is −inf, which adds nothing.
  return part(g.gt(0).where(g, 0) as Tensor).sub(part(g.lt(0).where(g.neg(), 0) as Tensor)) as Tensor
}

/** The gradient of the p-norm; 0 where the norm has no slope (torch/csrc/autograd/FunctionsManual.cpp, norm_backward). */
export function normGradient(g: Tensor, x: Tensor, norm: Tensor, p: number, dims: readonly number[]): Tensor | null {
  const zeroAt = (mask: Tensor, value: Tensor): Tensor => mask.where(0, value) as Tensor
  if (p === 0) return null
  if (p === 1) return x.sign().mul(g) as Tensor
  if (p === 2) return x.mul(zeroAt(norm.eq(0) as Tensor, g.div(norm) as Tensor)) as Tensor
  if (!Number.isFinite(p)) {
    const mask = x.abs().eq(norm).to(g.dtype) as Tensor
    return x.sign().mul(mask.div(mask.sum([...dims], true) as Tensor).mul(g)) as Tensor
  }
  if (p < 2) {
    const slope = zeroAt(x.eq(0) as Tensor, x.sign().mul(x.abs().pow(p - 1)) as Tensor)
    return slope.mul(zeroAt(norm.eq(0) as Tensor, g.mul(norm.pow(1 - p)) as Tensor)) as Tensor
  }
  return x.mul(x.abs().pow(p - 2)).mul(zeroAt(norm.eq(0) as Tensor, g.div(norm.pow(p - 1)) as Tensor)) as Tensor
}
