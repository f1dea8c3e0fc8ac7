/** Special functions that JavaScript's `Math` lacks, in double precision. */

const SQRT_PI = Math.sqrt(Math.PI)

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
 * erfc for x ≥ 1/2 by its continued fraction, evaluated from the back:
 * erfc x = e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …))))   (DLMF 7.9.1)
 * n terms are right to about e^(−2x√(2n)), which 250/x² of them make 1e−19.
 */
function erfcFraction(x: number): number {
  if (x > 28) return 0 // below the smallest double
  let tail = x
  for (let k = Math.ceil(250 / (x * x)) + 4; k > 0; k--) tail = x + k / 2 / tail
  return expMinusSquare(x) / (SQRT_PI * tail)
}

export function erf(x: number): number {
  if (Number.isNaN(x) || x === 0) return x
  if (Math.abs(x) < 1) return erfSeries(x)
  return x > 0 ? 1 - erfcFraction(x) : erfcFraction(-x) - 1
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return x
  if (x >= 0.5) return erfcFraction(x)
  return x <= -0.5 ? 2 - erfcFraction(-x) : 1 - erfSeries(x)
}

// B₂ₖ / (2k (2k − 1)) for k = 1 … 8
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400]

/** log |Γ(x)|: Taylor's series around 2, and Stirling's (DLMF 5.11.1) from where that is exact to double precision. */
export function lgamma(x: number): number {
  if (x <= 0) {
    if (Number.isInteger(x) || x === -Infinity) return Infinity
    // Γ(x) Γ(1 − x) = π / sin πx   (DLMF 5.5.3)
    return Math.log(Math.PI / absSinPi(x)) - lgamma(1 - x)
  }
  // Near its zeros 1 and 2, and below: log Γ(1 + z) = log Γ(2 + z) − log(1 + z).
  if (x < 0.5) return lgammaFrom2(x) - Math.log1p(x) - Math.log(x)
  if (x < 1.5) return lgammaFrom2(x - 1) - Math.log1p(x - 1)
  if (x < 2.5) return lgammaFrom2(x - 2)
  if (Number.isNaN(x) || x === Infinity) return x
  if (x < 12) {
    // Γ(x) = (x − 1)(x − 2) … Γ(2 + z)
    let product = 1
    let y = x
    while (y >= 2.5) product *= --y
    return Math.log(product) + lgammaFrom2(y - 2)
  }
  let series = 0
  for (let k = STIRLING.length - 1; k >= 0; k--) series = series / (x * x) + STIRLING[k]
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series / x
}

const EULER_GAMMA = 0.5772156649015329

/** log Γ(2 + z) = (1 − γ) z + Σ (−1)ᵏ (ζ(k) − 1) zᵏ / k for |z| ≤ 1/2   (DLMF 5.7.3) */
function lgammaFrom2(z: number): number {
  coefficients ??= Array.from({ length: TERMS }, (_, i) => ((-1) ** i * zetaMinusOne(i + 2)) / (i + 2))
  let sum = 0
  for (let i = TERMS - 1; i >= 0; i--) sum = sum * z + coefficients[i]
  return z * (1 - EULER_GAMMA + z * sum)
}
// The k-th term is below 4⁻ᵏ.
const TERMS = 26
let coefficients: number[] | undefined

/** ζ(k) − 1 by its sum, the tail by Euler and Maclaurin (DLMF 25.2.9). */
function zetaMinusOne(k: number): number {
  const N = 200
  let sum = N ** (1 - k) / (k - 1) - N ** -k / 2 + (k * N ** (-k - 1)) / 12
  sum -= (k * (k + 1) * (k + 2) * N ** (-k - 3)) / 720
  for (let n = N; n >= 2; n--) sum += n ** -k
  return sum
}

/** |sin πx| without losing x's fraction to the multiplication by π: x − ⌊x⌉ is exact, also beside whole numbers. */
const absSinPi = (x: number): number => Math.sin(Math.PI * Math.abs(x - Math.round(x)))
