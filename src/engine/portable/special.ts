/** Special functions that JavaScript's `Math` lacks, in double precision. */

const SQRT_PI = Math.sqrt(Math.PI)

/** From here on the continued fraction of erfc converges faster than the series of erf. */
const CROSSOVER = 2.25

/**
 * erf by its series with positive terms only, so nothing cancels:
 * erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1))   (DLMF 7.6.2)
 */
function erfSeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / SQRT_PI) * Math.exp(-x * x) * sum
}

/** e^(−x²), with the square's rounding error taken along: x² = h² + (x − h)(x + h), where h has few bits. */
function expMinusSquare(x: number): number {
  const h = Math.trunc(x * 16) / 16
  return Math.exp(-h * h) * Math.exp(-(x - h) * (x + h))
}

/**
 * erfc for x ≥ CROSSOVER by its continued fraction, evaluated from the back:
 * erfc x = e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …))))   (DLMF 7.9.1)
 */
function erfcFraction(x: number): number {
  if (x > 28) return 0 // below the smallest double
  let tail = x
  for (let k = 80; k > 0; k--) tail = x + k / 2 / tail
  return expMinusSquare(x) / (SQRT_PI * tail)
}

export function erf(x: number): number {
  if (Math.abs(x) < CROSSOVER) return x === 0 ? x : erfSeries(x)
  if (Number.isNaN(x)) return x
  return x > 0 ? 1 - erfcFraction(x) : erfcFraction(-x) - 1
}

export function erfc(x: number): number {
  if (x >= CROSSOVER) return erfcFraction(x)
  if (x <= -CROSSOVER) return 2 - erfc(-x)
  return Number.isNaN(x) ? x : 1 - erfSeries(x)
}

// B₂ₖ / (2k (2k − 1)) for k = 1 … 8
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400]

/** log |Γ(x)|, by Stirling's series (DLMF 5.11.1) after shifting x up to where it is exact to double precision. */
export function lgamma(x: number): number {
  if (x <= 0) {
    if (Number.isInteger(x) || x === -Infinity) return Infinity
    // Γ(x) Γ(1 − x) = π / sin πx   (DLMF 5.5.3)
    return Math.log(Math.PI / Math.abs(sinPi(x))) - lgamma(1 - x)
  }
  if (x === 1 || x === 2) return 0
  if (x === Infinity || Number.isNaN(x)) return x
  let shift = 1
  let z = x
  while (z < 12) shift *= z++
  let series = 0
  for (let k = STIRLING.length - 1; k >= 0; k--) series = series / (z * z) + STIRLING[k]
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series / z - Math.log(shift)
}

/** sin πx without losing x's fraction to the multiplication by π. */
const sinPi = (x: number): number => Math.sin(Math.PI * (x - 2 * Math.round(x / 2)))
