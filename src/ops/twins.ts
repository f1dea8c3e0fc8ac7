import { dtypes } from '../dtype.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { inPlaceAliases } from './aliases.js'
import { binariesInPlace, mul, polygamma } from './binary.js'
import { compares, predicates } from './compares.js'
import * as composed from './composed.js'
import { constant, nodeName } from './define.js'
import { isTensor, type TensorLike } from './elementwise.js'
import { copyInto } from './in-place.js'
import * as views from './in-place-views.js'
import { tril, triu } from './join.js'
import { addmm, baddbmm } from './matmul.js'
import * as operators from './operators.js'
import { addbmm, addmv, addr } from './products.js'
import { cumprod, cumsum } from './scan.js'
import { clamp, clampMax, clampMin } from './select.js'
import type { Op } from './shared.js'
import { renorm } from './summaries.js'
import { unariesInPlace } from './unary.js'

const { positive: _same, isreal: _bool, angle: _angle, ...composedTwins } = composed

/** The in-place twins of functions that have no kernel of their own: computed afresh, and copied in. */
const twinsOf = (ops: Record<string, Op>): Record<string, Op> =>
  Object.fromEntries(
    Object.entries(ops).map(([name, op]) => [
      `${name}_`,
      (x: Tensor, ...args: never[]) => copyInto(x, (was) => op(was, ...args) as Tensor, args.find(isTensor)),
    ]),
  )

// PyTorch has none of these.
const { truncDivide: _t, logaddexp: _e, logaddexp2: _2, fmax: _x, fmin: _n, ...arithmetic } = binariesInPlace

const table: Record<string, Op> = {
  ...withUnderscore(unariesInPlace),
  ...withUnderscore(arithmetic),
  ...withUnderscore(
    Object.fromEntries(
      Object.entries(compares).map(([name, op]) => [
        name,
        (x: Tensor, y: TensorLike) =>
          copyInto(x, (was) => constant(nodeName(name), [was], op(was, y).to(x.dtype) as Tensor)),
      ]),
    ),
  ),
  ...twinsOf({
    clamp,
    clampMin,
    clampMax,
    ...composedTwins,
    cumsum,
    cumprod,
    tril,
    triu,
    renorm,
    addmm,
    addmv,
    addbmm,
    addr,
    baddbmm,
    logicalNot: (x: Tensor) => constant('LogicalNotBackward0', [x], predicates.logicalNot(x).to(x.dtype) as Tensor),
    polygamma: (x: Tensor, n: number) => polygamma(n, x),
    floatPower: (x: Tensor, exponent: TensorLike) => {
      if (x.dtype !== 'float64')
        throw new RuntimeError(
          `the base given to float_power_ has dtype ${dtypes[x.dtype].legacy} but the operation's result requires dtype Double`,
        )
      return composed.floatPower(x, exponent)
    },
  }),
  round_: (x: Tensor, options?: { decimals?: number }) =>
    options?.decimals ? copyInto(x, (was) => operators.round(was, options)) : unariesInPlace.round(x),
  div_: (x: Tensor, y: TensorLike, options?: { roundingMode?: 'trunc' | 'floor' | null }) =>
    options?.roundingMode ? copyInto(x, (was) => operators.divide(was, y, options), y) : binariesInPlace.div(x, y),
  add_: (x: Tensor, y: TensorLike, o?: { alpha?: number }) =>
    binariesInPlace.add(x, o?.alpha === undefined ? y : mul(y, o.alpha)),
  sub_: (x: Tensor, y: TensorLike, o?: { alpha?: number }) =>
    binariesInPlace.sub(x, o?.alpha === undefined ? y : mul(y, o.alpha)),
}

function withUnderscore(ops: Record<string, (x: Tensor, y: TensorLike) => Tensor>): Record<string, Op> {
  return Object.fromEntries(Object.entries(ops).map(([name, op]) => [`${name}_`, op as Op]))
}

/** Every op that changes its tensor and has a twin that does not. */
export const inPlace: Record<string, Op> = {
  ...table,
  ...views,
  ...Object.fromEntries(Object.entries(inPlaceAliases).map(([alias, name]) => [alias, table[name]])),
}
