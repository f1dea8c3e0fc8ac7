/** The modified Bessel functions I₀ and I₁, in double precision. */

/** From here on Hankel's expansion has double precision. */
const LARGE = 30

/** Iₙ(x) = Σ (x²/4)ᵏ / (k! (k + n)!), times (x/2)ⁿ: positive terms only (DLMF 10.25.2). */
function series(order: 0 | 1, x: number): number {
  const quarter = (x * x) / 4
  let term = order === 0 ? 1 : x / 2
  let sum = term
  for (let k = 1; Math.abs(term) > Math.abs(sum) * 1e-17; k++) {
    term *= quarter / (k * (k + order))
    sum += term
  }
  return sum
}

/** Iₙ(x) ~ eˣ / √(2πx) · Σ (−1)ᵏ aₖ(n) / xᵏ   (DLMF 10.40.1) */
function expansion(order: 0 | 1, x: number): number {
  const mu = 4 * order * order
  let term = 1
  let sum = 1
  for (let k = 1; k < 30 && Math.abs(term) > 1e-17; k++) {
    term *= -(mu - (2 * k - 1) ** 2) / (k * 8 * x)
    sum += term
  }
  // Halves of the exponent, so that eˣ does not overflow before the result does.
  const half = Math.exp(x / 2)
  return (half / Math.sqrt(2 * Math.PI * x)) * sum * half
}

export function besselI0(x: number): number {
  const size = Math.abs(x)
  if (size === Infinity) return Number.NaN // as PyTorch
  return size < LARGE ? series(0, size) : expansion(0, size)
}

export function besselI1(x: number): number {
  const size = Math.abs(x)
  if (size === Infinity) return Number.NaN
  const value = size < LARGE ? series(1, size) : expansion(1, size)
  return x < 0 ? -value : value
}
