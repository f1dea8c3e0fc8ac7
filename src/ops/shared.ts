import type { Tensor } from '../tensor.js'
import { aliases } from './aliases.js'
import { gather, takeAlongDim } from './along.js'
import { binaries } from './binary.js'
import { compares, predicates } from './compares.js'
import * as composed from './composed.js'
import { clone } from './convert.js'
import { corrcoef, cov } from './covariance.js'
import type { TensorLike } from './elementwise.js'
import * as extremes from './extremes.js'
import * as facts from './facts.js'
import * as writes from './index-write.js'
import { indexSelect } from './indexing.js'
import { broadcastTo, flip, tile, tril, triu } from './join.js'
import { maskedFill, maskedSelect, nonzero, nonzeroOf } from './masks.js'
import { addmm, baddbmm, bmm, dot, matmul, mm, mv, outer } from './matmul.js'
import { median, mode, nanmedian } from './median.js'
import { logsumexp, norm } from './norm.js'
import * as operators from './operators.js'
import * as partWrites from './part-write.js'
import * as parts from './parts.js'
import * as pieces from './pieces.js'
import * as products from './products.js'
import { nanquantile, quantile } from './quantile.js'
import * as rearranged from './rearrange.js'
import * as reductions from './reduce.js'
import * as scans from './scan.js'
import * as scatters from './scatter.js'
import { bincount, histc } from './search.js'
import { allclose, clamp, clampMax, clampMin, equal, isclose } from './select.js'
import { logSoftmax, softmax } from './softmax.js'
import { argsort, kthvalue, msort, sort, topk } from './sort.js'
import * as allSummaries from './summaries.js'
import { unaries } from './unary.js'
import { unique, uniqueConsecutive } from './unique.js'
import { std, stdMean, varMean } from './variance.js'
import * as views from './views.js'

/** A function whose first argument becomes `this`. */
export type Op = (x: Tensor, ...args: never[]) => unknown

/** The functions that are a method and a free function alike. `truncDivide` is `div` with a mode. */
const { truncDivide: _kernel, ...arithmetic } = binaries
// `diff` without a tensor is the derivative of a formula.
const { sumToSize: _ss, diff: _d, ...summaries } = allSummaries
const { scatter_: _s, scatterAdd_: _a, scatterReduce_: _r, ...scattersApart } = scatters
const {
  indexAdd_: _ia,
  indexCopy_: _ic,
  indexFill_: _if,
  indexPut_: _ip,
  put_: _p,
  maskedScatter_: _m,
  ...writesApart
} = writes
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
  ...scans,
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
  nonzero: nonzeroOf,
  indexSelect,
  maskedSelect,
  maskedFill,
  ...scattersApart,
  ...writesApart,
  gather,
  takeAlongDim,
  sort,
  argsort,
  msort,
  topk,
  kthvalue,
  median,
  nanmedian,
  mode,
  quantile,
  nanquantile,
  unique,
  uniqueConsecutive,
  ...rearranged,
  ...partWrites,
  ...products,
  ...summaries,
  stdMean,
  varMean,
  argwhere: nonzero,
  unsafeSplit: pieces.split,
  unsafeChunk: pieces.chunk,
  splitWithSizes: pieces.split,
  narrowCopy: (x: Tensor, dim: number, start: number, length: number) => parts.narrow(x, dim, start, length).clone(),
  isNonzero: facts.isNonzero,
  isSameSize: facts.isSameSize,
  isSigned: facts.isSigned,
  isComplex: facts.isComplex,
  bincount,
  histc,
  cov,
  corrcoef,
} as const satisfies Record<string, Op | ((a: TensorLike, b: TensorLike) => Tensor)>
