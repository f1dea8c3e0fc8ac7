/** The gamma function and its relatives, in double precision. */
import { absSinPi } from './special.js'

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

/** B₂ₖ / 2k of ψ(x) ~ ln x − 1/2x − Σ B₂ₖ / (2k x²ᵏ) (Abramowitz and Stegun, 6.3.18). */
const DIGAMMA = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12]

/** Where the series has double precision. */
const LARGE = 10

/** ψ(x), the derivative of lgamma. */
export function digamma(value: number): number {
  if (value === 0) return Object.is(value, -0) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  if (value < 0) {
    if (Number.isInteger(value) || value === -Infinity) return Number.NaN
    // The reflection of 6.3.7; the tangent's argument is brought near 0 first.
    return digamma(1 - value) - Math.PI / Math.tan(Math.PI * (value - Math.floor(value)))
  }
  if (value === Infinity) return value
  let x = value
  let sum = 0
  for (; x < LARGE; x++) sum -= 1 / x
  const inverse = 1 / (x * x)
  let tail = 0
  for (let k = DIGAMMA.length - 1; k >= 0; k--) tail = (tail + DIGAMMA[k]) * inverse
  return sum + Math.log(x) - 0.5 / x - tail
}

/** ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹ n! ζ(n + 1, x)   (DLMF 5.15.1, 25.11.12) */
export function polygamma(n: number, x: number): number {
  if (n === 0) return digamma(x)
  if (n === 1 && x < 0.5 && !Number.isInteger(x)) {
    // ψ′(1 − x) + ψ′(x) = π² / sin² πx   (DLMF 5.15.6)
    return (Math.PI / absSinPi(x)) ** 2 - polygamma(1, 1 - x)
  }
  return (n % 2 === 0 ? -1 : 1) * Math.exp(lgamma(n + 1)) * hurwitzZeta(n + 1, x)
}

/** B₂ₖ / (2k)! */
const ZETA = [1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000, 1 / 74724249600]

/** Σ (q + k)⁻ˢ for s > 1: the first terms, and Euler and Maclaurin's formula for the rest (DLMF 25.11.28). */
function hurwitzZeta(s: number, q: number): number {
  if (q <= 0 && Number.isInteger(q)) return Infinity
  let sum = 0
  let a = q
  for (; a < 12; a++) {
    const term = a ** -s
    sum += term
    // Far below 0 the terms vanish long before a comes near 12, if adding 1 moves it at all.
    if (Math.abs(term) < 1e-17 * Math.abs(sum) || a + 1 === a) return sum
  }
  sum += a ** (1 - s) / (s - 1) + a ** -s / 2
  let factor = s * a ** (-s - 1)
  for (let k = 0; k < ZETA.length; k++) {
    sum += ZETA[k] * factor
    factor *= ((s + 2 * k + 1) * (s + 2 * k + 2)) / (a * a)
  }
  return sum
}

/** P(a, x) = γ(a, x) / Γ(a), the regularised lower incomplete gamma function. */
export function lowerGamma(a: number, x: number): number {
  const edge = incompleteEdge(a, x)
  if (edge !== null) return edge
  return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
}

/** Q(a, x) = 1 − P(a, x) */
export function upperGamma(a: number, x: number): number {
  const edge = incompleteEdge(a, x)
  if (edge !== null) return 1 - edge
  return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
}

/** P where no series is needed. */
function incompleteEdge(a: number, x: number): number | null {
  if (Number.isNaN(a) || Number.isNaN(x) || a < 0 || x < 0) return Number.NaN
  if (a === 0) return x > 0 ? 1 : Number.NaN
  if (x === 0) return 0
  if (a === Infinity) return x === Infinity ? Number.NaN : 0
  return x === Infinity ? 1 : null
}

/** xᵃ e⁻ˣ / Γ(a + 1) */
const gammaPrefix = (a: number, x: number): number => Math.exp(a * Math.log(x) - x - lgamma(a + 1))

/** xᵃ e⁻ˣ / Γ(a + 1) · Σ xⁿ / ((a + 1) … (a + n))   (DLMF 8.11.4) */
function gammaSeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum * gammaPrefix(a, x)
}

/** Legendre's continued fraction by Lentz's method (DLMF 8.9.2; Numerical Recipes, 6.2). */
function gammaFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - a)
    b += 2
    d = an * d + b
    if (Math.abs(d) < tiny) d = tiny
    c = b + an / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const factor = d * c
    value *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return value * a * gammaPrefix(a, x)
}
