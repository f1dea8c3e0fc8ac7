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

/** |sin πx| without losing x's fraction to the multiplication by π: x − ⌊x⌉ is exact, also beside whole numbers. */
export const absSinPi = (x: number): number => Math.sin(Math.PI * Math.abs(x - Math.round(x)))

/** sin πx / πx */
export function sinc(x: number): number {
  if (x === 0) return 1
  // As PyTorch: near whole numbers the rounding of πx shows.
  const angle = Math.PI * x
  return Math.sin(angle) / angle
}

/** The same with πx rounded to float32. */
export function sincSingle(x: number): number {
  if (x === 0) return 1
  const angle = Math.fround(Math.fround(Math.PI) * x)
  return Math.sin(angle) / angle
}

/**
 * The inverse of erf: Winitzki's approximation, made exact by Halley's steps. Beyond 1/2 these look at erfc,
 * which keeps the digits of 1 − |x|.
 */
export function erfinv(x: number): number {
  const size = Math.abs(x)
  if (!(size < 1)) return size === 1 ? x * Infinity : Number.NaN
  if (size < 1e-9) return (x * SQRT_PI) / 2
  const A = 0.147
  const log = Math.log1p(-size * size)
  const half = 2 / (Math.PI * A) + log / 2
  let y = Math.sqrt(Math.sqrt(half * half - log / A) - half)
  for (let step = 0; step < 3; step++) {
    const error = size > 0.5 ? 1 - size - erfc(y) : erf(y) - size
    const newton = error / ((2 / SQRT_PI) * Math.exp(-y * y))
    y -= newton / (1 + y * newton)
  }
  return x < 0 ? -y : y
}
