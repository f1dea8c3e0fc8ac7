import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { dtypes } from '../dtype.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { broadcastShapes } from '../shape/broadcast.js'
import type { Tensor } from '../tensor.js'
import { kindOf } from './arguments.js'
import { maximum, minimum } from './binary.js'
import { cast, commonType, elementLoop, emptyLike, isTensor, operands, type TensorLike } from './elementwise.js'
import { isOptions } from './keywords.js'
import { nonzero } from './masks.js'

/** condition ? a : b, elementwise; with the condition alone, its positions per dimension. */
export function where(condition: Tensor, a?: TensorLike, b?: TensorLike): Tensor | Tensor[] {
  if (a === undefined || b === undefined) return (nonzero(condition) as Tensor).unbind(1) as Tensor[]
  // PyTorch still takes bytes for bools.
  if (condition.dtype !== 'bool' && condition.dtype !== 'uint8')
    throw new RuntimeError(
      `where expected condition to be a boolean tensor, but got a tensor with dtype ${dtypes[condition.dtype].legacy}`,
    )
  const dtype = commonType(a, b)
  // Two numbers have no tensor to say what int64 means here: whole numbers stand for floats, as in `tensor`.
  const type = !isTensor(a) && !isTensor(b) && typeof a === 'number' ? 'float32' : dtype
  const [x, y] = operands(a, b, type)
  const sizes = broadcastShapes(broadcastShapes(condition.sizes, x.sizes), y.sizes)
  const out = emptyLike(sizes, type, condition)
  const conditions = cast(condition, 'bool')
  engine.where(
    out.store.data,
    conditions.store.data as Uint8Array,
    x.store.data,
    y.store.data,
    elementLoop(out, conditions, x, y),
  )
  const [inA, inB] = [isTensor(a) && needsGrad(a), isTensor(b) && needsGrad(b)]
  if (gradMode.enabled && (inA || inB)) {
    const inputs = [a, b].filter(isTensor)
    record(
      'WhereBackward0',
      out,
      inputs,
      [condition],
      picked(condition, isTensor(a) ? inA : null, isTensor(b) ? inB : null),
    )
  }
  return out
}

/** The gradient of each side is g where that side was picked. Per side: wanted, not wanted, or (null) no tensor. */
const picked = (condition: Tensor, a: boolean | null, b: boolean | null) => (g: Tensor) => {
  const grads: (Tensor | null)[] = []
  if (a !== null) grads.push(a ? (where(condition, g, 0) as Tensor) : null)
  if (b !== null) grads.push(b ? (where(condition, 0, g) as Tensor) : null)
  return grads
}

export interface ClampOptions {
  min?: TensorLike | null
  max?: TensorLike | null
}

/** Values outside [min, max] become the bound; NaN stays. */
export function clamp(x: Tensor, ...args: unknown[]): Tensor {
  const { min, max } = clampArgs(args)
  if (min === null && max === null)
    throw new RuntimeError("torch.clamp: At least one of 'min' or 'max' must not be None")
  if (min !== null && max !== null && isTensor(min) !== isTensor(max)) throw mixedBounds(args)
  if (x.dtype === 'bool' && [min, max].every((bound) => bound === null || typeof bound === 'boolean'))
    throw new RuntimeError(
      `"clamp_${max === null ? 'min_' : min === null ? 'max_' : ''}scalar_cpu" not implemented for 'Bool'`,
    )
  for (const bound of [min, max]) if (!isTensor(bound) && bound !== null) checkBound(bound, x)
  let out = x.detach() as Tensor
  if (min !== null) out = maximum(out, plainOf(min) as TensorLike)
  if (max !== null) out = minimum(out, plainOf(max) as TensorLike)
  const bounds = [min, max].filter(isTensor)
  if (gradMode.enabled && [x, ...bounds].some(needsGrad))
    record(
      bounds.length > 0 ? 'ClampBackward0' : 'ClampBackward1',
      out,
      [x, ...bounds],
      [x, ...bounds],
      bounded(x, plainOf(min), plainOf(max)),
    )
  return out
}

/** PyTorch has `clamp` with two numbers and with two tensors. */
function mixedBounds(args: readonly unknown[]): TypeError {
  const [first] = args
  const given = isOptions(first)
    ? `max=${kindOf(first.max)}, min=${kindOf(first.min)}, `
    : args.slice(0, 2).map(kindOf).join(', ')
  return new TypeError(`clamp() received an invalid combination of arguments - got (${given}), but expected one of:`)
}

/** A number that the dtype of bytes cannot hold is refused; other integers become what they become. */
function checkBound(bound: TensorLike, x: Tensor): void {
  if (x.dtype === 'uint8' && Number.isInteger(Number(bound)) && !(Number(bound) >= -255 && Number(bound) <= 255))
    throw new RuntimeError('value cannot be converted to type uint8_t without overflow')
}

const plainOf = (x: TensorLike | null): TensorLike | null => (isTensor(x) ? (x.detach() as Tensor) : x)

/** g goes to the bound where it was taken, else to x. Where the bounds cross, the upper one is the result. */
const bounded = (x: Tensor, min: TensorLike | null, max: TensorLike | null) => (g: Tensor) => {
  const below = min === null ? null : (x.lt(min as Tensor) as Tensor)
  const above =
    max === null
      ? null
      : min === null
        ? (x.gt(max as Tensor) as Tensor)
        : (maximum(x.detach() as Tensor, min).gt(max as Tensor) as Tensor)
  const outside = below === null ? above : above === null ? below : (below.logicalOr(above) as Tensor)
  const grads: (Tensor | null)[] = [where(outside as Tensor, 0, g) as Tensor]
  if (isTensor(min))
    grads.push(where((above === null ? below : below?.logicalAnd(above.logicalNot())) as Tensor, g, 0) as Tensor)
  if (isTensor(max)) grads.push(where(above as Tensor, g, 0) as Tensor)
  return grads
}

const clampArgs = (args: readonly unknown[]): { min: TensorLike | null; max: TensorLike | null } => {
  const [first] = args
  if (first !== null && typeof first === 'object' && !isTensor(first)) {
    const { min = null, max = null } = first as ClampOptions
    return { min, max }
  }
  return { min: (first ?? null) as TensorLike | null, max: (args[1] ?? null) as TensorLike | null }
}

const oneSided =
  (bound: 'min' | 'max', node: string) =>
  (x: Tensor, limit: TensorLike): Tensor => {
    const out = (bound === 'min' ? maximum : minimum)(x.detach() as Tensor, plainOf(limit) as TensorLike)
    const inputs = isTensor(limit) ? [x, limit] : [x]
    if (gradMode.enabled && inputs.some(needsGrad)) {
      const [min, max] = bound === 'min' ? [plainOf(limit), null] : [null, plainOf(limit)]
      record(`${node}${inputs.length - 1}`, out, inputs, inputs, bounded(x, min, max))
    }
    return out
  }
export const clampMin = oneSided('min', 'ClampMinBackward')
export const clampMax = oneSided('max', 'ClampMaxBackward')

export interface Tolerance {
  rtol?: number
  atol?: number
  equalNan?: boolean
}

/** |a − b| ≤ atol + rtol·|b|, elementwise. */
export function isclose(a: Tensor, b: Tensor, { rtol = 1e-5, atol = 1e-8, equalNan = false }: Tolerance = {}): Tensor {
  if (a.dtype !== b.dtype) throw new RuntimeError(`${dtypes[a.dtype].legacy} did not match ${dtypes[b.dtype].legacy}`)
  const near = (a.sub(b) as Tensor).abs().le((b.abs().mul(rtol) as Tensor).add(atol)) as Tensor
  const close = (near.logicalAnd((a.sub(b) as Tensor).isfinite()) as Tensor).logicalOr(a.eq(b)) as Tensor
  return equalNan ? (close.logicalOr((a.isnan() as Tensor).logicalAnd(b.isnan())) as Tensor) : close
}

export const allclose = (a: Tensor, b: Tensor, options: Tolerance = {}): boolean =>
  isclose(a, b, options).all().item<boolean>()

/** The same shape and the same values. */
export const equal = (a: Tensor, b: Tensor): boolean =>
  a.sizes.length === b.sizes.length &&
  a.sizes.every((n, d) => n === b.sizes[d]) &&
  (a.eq(b) as Tensor).all().item<boolean>()
