import { Tensor } from '../tensor.js'
import { cast } from './elementwise.js'

/** B₂ₖ / 2k of ψ(x) ~ ln x − 1/2x − Σ B₂ₖ / (2k x²ᵏ) (Abramowitz and Stegun, 6.3.18). */
const SERIES = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12]

/** Where the series has double precision. */
const LARGE = 10

function digammaOf(value: number): number {
  if (value === 0) return Object.is(value, -0) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  if (value < 0) {
    if (Number.isInteger(value)) return Number.NaN
    // The reflection of 6.3.7; the tangent's argument is brought near 0 first.
    return digammaOf(1 - value) - Math.PI / Math.tan(Math.PI * (value - Math.floor(value)))
  }
  let x = value
  let sum = 0
  for (; x < LARGE; x++) sum -= 1 / x
  const inverse = 1 / (x * x)
  let tail = 0
  for (let k = SERIES.length - 1; k >= 0; k--) tail = (tail + SERIES[k]) * inverse
  return sum + Math.log(x) - 0.5 / x - tail
}

/** The derivative of `lgamma`. It is not differentiated again. */
export function digamma(x: Tensor): Tensor {
  const values = cast(x.detach() as Tensor, 'float64').contiguous() as Tensor
  const data = values.store.data.subarray(values.offset, values.offset + values.numel()) as Float64Array
  return cast(Tensor.own(data.map(digammaOf), 'float64', x.sizes), x.dtype)
}
