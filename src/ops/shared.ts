import type { Tensor } from '../tensor.js'
import { aliases } from './aliases.js'
import { binaries } from './binary.js'
import { compares, predicates } from './compares.js'
import * as composed from './composed.js'
import { clone } from './convert.js'
import type { TensorLike } from './elementwise.js'
import * as extremes from './extremes.js'
import { indexSelect } from './indexing.js'
import { broadcastTo, flip, tile, tril, triu } from './join.js'
import { maskedFill, maskedSelect, nonzero } from './masks.js'
import { addmm, baddbmm, bmm, dot, matmul, mm, mv, outer } from './matmul.js'
import { logsumexp, norm } from './norm.js'
import * as operators from './operators.js'
import * as parts from './parts.js'
import * as pieces from './pieces.js'
import * as reductions from './reduce.js'
import { cumprod, cumsum } from './scan.js'
import { allclose, clamp, clampMax, clampMin, equal, isclose } from './select.js'
import { logSoftmax, softmax } from './softmax.js'
import { unaries } from './unary.js'
import { std } from './variance.js'
import * as views from './views.js'

/** A function whose first argument becomes `this`. */
export type Op = (x: Tensor, ...args: never[]) => unknown

/** The functions that are a method and a free function alike. `truncDivide` is `div` with a mode. */
const { truncDivide: _kernel, ...arithmetic } = binaries
export const shared = {
  ...unaries,
  ...arithmetic,
  ...compares,
  ...predicates,
  add: operators.plus,
  sub: operators.minus,
  div: operators.divide,
  round: operators.round,
  subtract: operators.minus,
  multiply: arithmetic.mul,
  divide: operators.divide,
  negative: unaries.neg,
  absolute: unaries.abs,
  greater: compares.gt,
  less: compares.lt,
  ...aliases,
  ...composed,
  rsub: operators.rsub,
  sum: reductions.sum,
  mean: reductions.mean,
  prod: reductions.prod,
  std,
  max: extremes.max,
  min: extremes.min,
  amax: extremes.amax,
  amin: extremes.amin,
  argmax: extremes.argmax,
  argmin: extremes.argmin,
  any: reductions.any,
  all: reductions.all,
  cumsum,
  cumprod,
  countNonzero: reductions.countNonzero,
  norm,
  logsumexp,
  softmax,
  logSoftmax,
  clamp,
  clip: clamp,
  clampMin,
  clampMax,
  isclose,
  allclose,
  equal,
  matmul,
  mm,
  bmm,
  mv,
  dot,
  outer,
  addmm,
  baddbmm,
  reshape: views.reshape,
  flatten: views.flatten,
  unflatten: views.unflatten,
  t: views.t,
  transpose: views.transpose,
  permute: views.permute,
  movedim: views.movedim,
  squeeze: views.squeeze,
  unsqueeze: views.unsqueeze,
  narrow: parts.narrow,
  split: pieces.split,
  chunk: pieces.chunk,
  unbind: pieces.unbind,
  diagonal: parts.diagonal,
  asStrided: parts.asStrided,
  broadcastTo,
  clone,
  flip,
  tile,
  tril,
  triu,
  nonzero,
  indexSelect,
  maskedSelect,
  maskedFill,
} as const satisfies Record<string, Op | ((a: TensorLike, b: TensorLike) => Tensor)>
