import { dtypes, isFloat, isIntegral } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { binaries } from './binary.js'
import { constant } from './define.js'
import { commonType, isTensor, type TensorLike } from './elementwise.js'
import { unaries } from './unary.js'

/** Arithmetic with PyTorch's options, and with the tensor on the right. */

const { add, sub, mul, div } = binaries

/** `a + alpha · b`, `a − alpha · b` */
const scaledBy =
  (op: typeof add) =>
  (a: TensorLike, b: TensorLike, options?: { alpha?: number }): Tensor => {
    const alpha = options?.alpha
    if (alpha === undefined || alpha === 1) return op(a, b)
    if (!Number.isInteger(Number(alpha)) && isIntegral(commonType(a, b)))
      throw new RuntimeError('For integral input tensors, argument alpha must not be a floating point number.')
    return op(a, mul(b, alpha))
  }

export const plus = scaledBy(add)
export const minus = scaledBy(sub)

/** Division, rounded if asked: `trunc` towards zero, `floor` down. */
export const divide = (a: TensorLike, b: TensorLike, options?: { roundingMode?: 'trunc' | 'floor' | null }): Tensor => {
  const mode = options?.roundingMode ?? null
  if (mode === null) return div(a, b)
  if (mode === 'floor') return flooredDivision(a, b)
  if (mode === 'trunc') return binaries.truncDivide(a, b)
  throw new RuntimeError(
    `div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '${String(mode)}'`,
  )
}

/** `floorDivide` with a gradient, which is 0. */
const flooredDivision = (a: TensorLike, b: TensorLike): Tensor => {
  const out = binaries.floorDivide(isTensor(a) ? a.detach() : a, isTensor(b) ? b.detach() : b)
  return constant('DivBackward2', [a, b].filter(isTensor), out)
}

/** Operators whose tensor stands on the right. */
export const rsub = (a: Tensor, b: TensorLike, options?: { alpha?: number }): Tensor =>
  options === undefined ? sub(b, a) : minus(b, a, options)
// As PyTorch rounds it: 2 / a is 2 · (1 / a).
export const rdiv = (a: Tensor, b: TensorLike): Tensor => (isTensor(b) ? div(b, a) : mul(unaries.reciprocal(a), b))
export const rpow = (a: Tensor, b: TensorLike): Tensor => binaries.pow(b, a)

export const round = (x: Tensor, options?: { decimals?: number }): Tensor => {
  const decimals = options?.decimals ?? 0
  if (decimals === 0) return unaries.round(x)
  if (!isFloat(x.dtype)) throw new RuntimeError(`"round_cpu" not implemented for '${dtypes[x.dtype].legacy}'`)
  const scale = 10 ** Math.abs(decimals)
  return decimals > 0 ? div(unaries.round(mul(x, scale)), scale) : mul(unaries.round(div(x, scale)), scale)
}
