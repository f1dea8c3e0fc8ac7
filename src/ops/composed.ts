import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { dtypes, isFloat, isIntegral } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import { broadcastShapes } from '../shape/broadcast.js'
import type { Tensor } from '../tensor.js'
import { add, div, mul, pow, sub } from './binary.js'
import { constant } from './define.js'
import { cast, commonType, isTensor, type TensorLike } from './elementwise.js'

/** Elementwise functions that are made of others: computed on plain tensors, and recorded as one node. */

const plain = <X>(x: X): X => (isTensor(x) ? (x.detach() as Tensor & X) : x)
const floating = (x: Tensor): Tensor => (isFloat(x.dtype) ? x : cast(x, 'float32'))
const wanted = (...xs: unknown[]): boolean => gradMode.enabled && xs.some((x) => isTensor(x) && needsGrad(x))

/** x · factor, of integers as floats. */
const scaled =
  (node: string, factor: number) =>
  (x: Tensor): Tensor => {
    const out = mul(floating(plain(x)), factor)
    if (wanted(x)) record(node, out, [x], [], (g) => [mul(g, factor)])
    return out
  }
export const deg2rad = scaled('Deg2RadBackward0', Math.PI / 180)
export const rad2deg = scaled('Rad2DegBackward0', 180 / Math.PI)

/** ln(x / (1 − x)); with `eps` x is first clamped to [eps, 1 − eps]. */
export function logit(x: Tensor, options?: number | null | { eps?: number | null }): Tensor {
  const eps = (options !== null && typeof options === 'object' ? options.eps : options) ?? null
  const at = floating(plain(x))
  const inside = eps === null ? at : (at.clamp(eps, 1 - eps) as Tensor)
  const out = div(inside, sub(1, inside)).log() as Tensor
  if (wanted(x))
    record('LogitBackward0', out, [x], [x], (g) => {
      const slope = div(g, mul(x, sub(1, x)))
      const [low, high] = eps === null ? [0, 1] : [eps, 1 - eps]
      const within = x.ge(low).logicalAnd(x.le(high)) as Tensor
      return [within.where(slope, eps === null ? Number.NaN : 0) as Tensor]
    })
  return out
}

export interface NanToNumOptions {
  nan?: number | null
  posinf?: number | null
  neginf?: number | null
}

/** What stands for NaN (0) and for the infinities (the largest and the least number of the dtype). */
export function nanToNum(x: Tensor, ...args: unknown[]): Tensor {
  const last = args.at(-1)
  const named = last !== null && typeof last === 'object' ? (last as NanToNumOptions) : {}
  const [nan, posinf, neginf] = args.map((a) => (typeof a === 'number' ? a : null))
  if (isIntegral(x.dtype)) return x.clone() as Tensor
  const most = x.dtype === 'float32' ? 3.4028234663852886e38 : Number.MAX_VALUE
  let out = plain(x)
  out = out.isnan().where(named.nan ?? nan ?? 0, out) as Tensor
  out = out.isposinf().where(named.posinf ?? posinf ?? most, out) as Tensor
  out = out.isneginf().where(named.neginf ?? neginf ?? -most, out) as Tensor
  if (wanted(x)) record('NanToNumBackward0', out, [x], [x], (g) => [x.isfinite().where(g, 0) as Tensor])
  return out
}

/** start + weight · (end − start), reckoned from the nearer end. */
export function lerp(x: Tensor, end: Tensor, weight: Tensor | number): Tensor {
  for (const other of [end, weight])
    if (isTensor(other) && other.dtype !== x.dtype)
      throw new RuntimeError(
        `expected dtype ${dtypes[x.dtype].cName} for \`${other === end ? 'end' : 'weight'}\` but got dtype ${dtypes[other.dtype].cName}`,
      )
  if (isIntegral(x.dtype))
    throw new RuntimeError(
      `"lerp_kernel_${isTensor(weight) ? 'tensor' : 'scalar'}" not implemented for '${dtypes[x.dtype].legacy}'`,
    )
  const [a, b, w] = [plain(x), plain(end), plain(weight)]
  broadcastShapes(a.sizes, b.sizes) // for its message
  const gap = sub(b, a)
  const fromStart = (): Tensor => add(a, mul(gap, w))
  const fromEnd = (): Tensor => sub(b, mul(gap, sub(1, w)))
  const out = isTensor(w)
    ? (w.abs().lt(0.5).where(fromStart(), fromEnd()) as Tensor)
    : Math.abs(w) < 0.5
      ? fromStart()
      : sub(b, mul(gap, 1 - w))
  if (wanted(x, end, weight))
    record(
      `LerpBackward${isTensor(weight) ? 1 : 0}`,
      out,
      isTensor(weight) ? [x, end, weight] : [x, end],
      isTensor(weight) ? [x, end, weight] : [],
      (g) => [mul(g, sub(1, weight)), mul(g, weight), ...(isTensor(weight) ? [mul(g, sub(end, x))] : [])],
    )
  return out
}

/** x + value · tensor1 · tensor2 */
export function addcmul(x: Tensor, tensor1: Tensor, tensor2: Tensor, options: { value?: number } = {}): Tensor {
  const { value = 1 } = options
  const out = add(plain(x), mul(mul(plain(tensor1), value), plain(tensor2)))
  if (wanted(x, tensor1, tensor2))
    record('AddcmulBackward0', out, [x, tensor1, tensor2], [tensor1, tensor2], (g) => [
      g,
      mul(g, mul(tensor2, value)),
      mul(g, mul(tensor1, value)),
    ])
  return out
}

/** x + value · tensor1 / tensor2 */
export function addcdiv(x: Tensor, tensor1: Tensor, tensor2: Tensor, options: { value?: number } = {}): Tensor {
  const { value = 1 } = options
  if (isIntegral(commonType(tensor1, tensor2)))
    throw new RuntimeError(
      'Integer division with addcdiv is no longer supported, and in a future  release addcdiv will perform a true division of tensor1 and tensor2. ' +
        'The historic addcdiv behavior can be implemented as (input + value * torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer inputs and as ' +
        '(input + value * tensor1 / tensor2) for float inputs. The future addcdiv behavior is just the latter implementation: (input + value * tensor1 / tensor2), for all dtypes.',
    )
  const out = add(plain(x), div(mul(plain(tensor1), value), plain(tensor2)))
  if (wanted(x, tensor1, tensor2))
    record('AddcdivBackward0', out, [x, tensor1, tensor2], [tensor1, tensor2], (g) => [
      g,
      mul(g, div(value, tensor2)),
      mul(g, div(mul(tensor1, -value), mul(tensor2, tensor2))),
    ])
  return out
}

/** aᵇ in float64. */
export const floatPower = (a: TensorLike, b: TensorLike): Tensor => pow(inDouble(a), inDouble(b))
const inDouble = (x: TensorLike): TensorLike => (isTensor(x) ? (x.to('float64') as Tensor) : x)

/** x · 2^other */
export function ldexp(x: Tensor, other: TensorLike): Tensor {
  const power = (exponent: TensorLike): TensorLike =>
    isTensor(exponent) ? (floating(exponent).exp2() as Tensor) : 2 ** Number(exponent)
  const out = mul(floating(plain(x)), power(plain(other)))
  if (wanted(x, other)) {
    const inputs = [x, other].filter(isTensor)
    record('LdexpBackward0', out, inputs, inputs, (g) => [
      mul(g, power(other)),
      ...(isTensor(other) ? [mul(mul(g, x), mul(power(other), Math.LN2))] : []),
    ])
  }
  return out
}

/** Itself; bools refuse. */
export function positive(x: Tensor): Tensor {
  if (x.dtype === 'bool') throw new RuntimeError('The `+` operator, on a bool tensor is not supported.')
  return x
}

/** `sign`, under the name of the complex function. */
export const sgn = (x: Tensor): Tensor => constant('SgnBackward0', [x], plain(x).sign() as Tensor)

/** The angle of a real number: π below 0, else 0. */
export function angle(x: Tensor): Tensor {
  const at = floating(plain(x))
  const zeros = at.newZeros([...x.sizes]) as Tensor
  const out = at.isnan().where(at, at.lt(0).where(Math.PI, zeros) as Tensor) as Tensor
  return constant('AngleBackward0', [x], out)
}

/** No element has an imaginary part. */
export const isreal = (x: Tensor): Tensor => x.eq(x).bitwiseOr(true) as Tensor

/** The logarithm of the gamma function of p variables: p(p − 1)/4 · ln π + Σ ln Γ(x − j/2)   (DLMF 35.3.4) */
export function mvlgamma(x: Tensor, p: number): Tensor {
  if (p < 1) throw new RuntimeError('p has to be greater than or equal to 1')
  const shifts = Array.from({ length: p }, (_, j) => j / 2)
  const start = (p * (p - 1) * Math.log(Math.PI)) / 4
  const at = floating(plain(x))
  const out = shifts.reduce((sum, shift) => add(sum, sub(at, shift).lgamma()), mul(at, 0).add(start) as Tensor)
  if (wanted(x))
    record('MvlgammaBackward0', out, [x], [x], (g) => [
      mul(
        g,
        shifts.map((shift) => sub(x, shift).digamma() as Tensor).reduce((sum, term) => add(sum, term)),
      ),
    ])
  return out
}
