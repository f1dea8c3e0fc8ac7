import { isFloat } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { wrapDim } from '../shape/dims.js'
import { contiguousStrides } from '../shape/strides.js'
import type { Tensor } from '../tensor.js'
import { add, mul, sub } from './binary.js'
import { isTensor } from './elementwise.js'
import { stack } from './join.js'
import { isOptions } from './keywords.js'

/** Numerical helpers: areas under sampled curves, powers, places. */

interface Spaced {
  x: Tensor | null
  dx: number
  dim: number
}

/** `(y)`, `(y, x)`, `(y, {x, dx, dim})` */
function spacing(args: readonly unknown[]): Spaced {
  const last = args.at(-1)
  const named = (isOptions(last) ? last : {}) as Partial<Spaced>
  const x = isTensor(args[0]) ? args[0] : (named.x ?? null)
  return { x, dx: named.dx ?? 1, dim: named.dim ?? -1 }
}

const without = (y: Tensor, dim: number, edge: 'first' | 'last'): Tensor =>
  y.narrow(dim, edge === 'first' ? 1 : 0, Math.max(0, y.sizes[dim] - 1)) as Tensor

/** The area of each trapezoid, along `dim`. */
function trapezoids(name: string, y: Tensor, args: readonly unknown[]): { areas: Tensor; dim: number } {
  const { x, dx, dim } = spacing(args)
  const d = wrapDim(dim, y.sizes.length)
  const heights = add(without(y, d, 'first'), without(y, d, 'last'))
  if (x === null) return { areas: mul(heights, dx / 2), dim: d }
  if (x.sizes.length === 0) throw new RuntimeError(`${name}: There must be one \`x\` value for each sample point`)
  const along = x.sizes.length === 1 ? 0 : wrapDim(dim, x.sizes.length)
  if (x.sizes[along] !== y.sizes[d])
    throw new RuntimeError(`${name}: There must be one \`x\` value for each sample point`)
  const widths = sub(without(x, along, 'first'), without(x, along, 'last'))
  // A vector of places lies along `dim`.
  const shaped = x.sizes.length === 1 ? (widths.view(y.sizes.map((_, k) => (k === d ? -1 : 1))) as Tensor) : widths
  return { areas: mul(mul(heights, shaped), 0.5), dim: d }
}

/** The trapezoidal rule: Σ (yᵢ + yᵢ₊₁) / 2 · (xᵢ₊₁ − xᵢ). */
export function trapezoid(y: Tensor, ...args: unknown[]): Tensor {
  const { areas, dim } = trapezoids('trapezoid', y, args)
  return areas.sum(dim) as Tensor
}

/** The same up to each sample. */
export function cumulativeTrapezoid(y: Tensor, ...args: unknown[]): Tensor {
  const { areas, dim } = trapezoids('cumulative_trapezoid', y, args)
  return areas.cumsum(dim) as Tensor
}

/** Powers of a vector as columns: Vandermonde's matrix, the highest first unless `increasing`. */
export function vander(x: Tensor, ...args: unknown[]): Tensor {
  const last = args.at(-1)
  const named = (isOptions(last) ? last : {}) as { N?: number | null; increasing?: boolean }
  const n = named.N ?? (typeof args[0] === 'number' ? args[0] : x.sizes[0])
  const increasing = named.increasing ?? args[1] === true
  if (x.sizes.length !== 1) throw new RuntimeError('x must be a one-dimensional tensor.')
  if (n < 0) throw new RuntimeError('N must be non-negative.')
  const powers = Array.from({ length: n }, (_, i) => x.pow(increasing ? i : n - 1 - i) as Tensor)
  return n === 0 ? (x.newZeros([x.sizes[0], 0]) as Tensor) : stack(powers, 1)
}

/** Places in a flat tensor as places along each dimension of `shape`. */
export function unravelIndex(indices: Tensor, shape: number | readonly number[]): Tensor[] {
  const sizes = typeof shape === 'number' ? [shape] : shape
  if (isFloat(indices.dtype) || indices.dtype === 'bool')
    throw new TypeError(`expected 'indices' to be integer dtype, but got torch.${indices.dtype}`)
  const steps = contiguousStrides(sizes)
  const places = sizes.map((n, d) => indices.floorDivide(steps[d]).remainder(n) as Tensor)
  return stack(places, -1).unbind(-1) as Tensor[]
}
