import { gradMode, needsGrad, record } from '../autograd/graph.js'
import { engine } from '../engine/index.js'
import { RuntimeError } from '../errors.js'
import { broadcastShapes } from '../shape/broadcast.js'
import type { Tensor } from '../tensor.js'
import { sumTo } from './define.js'
import {
  cast,
  commonType,
  elementLoop,
  emptyLike,
  isTensor,
  operands,
  type Scalar,
  type TensorLike,
} from './elementwise.js'
import { nonzero } from './indexing.js'
import { maximum, minimum } from './pointwise.js'

/** condition ? a : b, elementwise; with the condition alone, its positions per dimension. */
export function where(condition: Tensor, a?: TensorLike, b?: TensorLike): Tensor | Tensor[] {
  if (a === undefined || b === undefined) return (nonzero(condition) as Tensor).unbind(1) as Tensor[]
  if (condition.dtype !== 'bool')
    throw new RuntimeError(
      `where expected condition to be a boolean tensor, but got a tensor with dtype ${condition.dtype}`,
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
  const inputs = [a, b].filter(isTensor)
  if (gradMode.enabled && inputs.some(needsGrad))
    record('WhereBackward0', out, inputs, [], (g) => {
      const none = g.newZeros([])
      return inputs.map((t) =>
        sumTo((t === a ? where(condition, g, none) : where(condition, none, g)) as Tensor, t.sizes),
      )
    })
  return out
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
  let out = x.detach() as Tensor
  if (min !== null) out = maximum(out, min)
  if (max !== null) out = minimum(out, max)
  if (gradMode.enabled && needsGrad(x))
    record(isTensor(min) || isTensor(max) ? 'ClampBackward0' : 'ClampBackward1', out, [x], [x], (g) => {
      const inside = (min === null ? x.eq(x) : x.ge(min as Scalar)).logicalAnd(
        max === null ? x.eq(x) : x.le(max as Scalar),
      )
      return [g.mul(inside) as Tensor]
    })
  return out
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
    const out = (bound === 'min' ? maximum : minimum)(x.detach() as Tensor, limit)
    if (gradMode.enabled && needsGrad(x))
      record(node, out, [x], [x], (g) => [
        g.mul(bound === 'min' ? x.ge(limit as Scalar) : x.le(limit as Scalar)) as Tensor,
      ])
    return out
  }
export const clampMin = oneSided('min', 'ClampMinBackward0')
export const clampMax = oneSided('max', 'ClampMaxBackward0')

export interface Tolerance {
  rtol?: number
  atol?: number
  equalNan?: boolean
}

/** |a − b| ≤ atol + rtol·|b|, elementwise. */
export function isclose(a: Tensor, b: Tensor, { rtol = 1e-5, atol = 1e-8, equalNan = false }: Tolerance = {}): Tensor {
  if (a.dtype !== b.dtype) throw new RuntimeError(`${a.dtype} did not match ${b.dtype}`)
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
