import { gradMode, needsGrad } from '../autograd/graph.js'
import { dataOf } from '../autograd/leaf.js'
import { RuntimeError, ValueError } from '../errors.js'
import { Tensor } from '../tensor.js'
import { clone, contiguous, copy_, item, to, tolist } from './convert.js'
import { newFull, newOnes, newZeros } from './create.js'
import { constant, nodeName } from './define.js'
import { isTensor, type Scalar, type TensorLike } from './elementwise.js'
import * as extremes from './extremes.js'
import { fill_ } from './fill.js'
import { copyInto } from './in-place.js'
import { at, indexSelect, set } from './indexing.js'
import { broadcastTo, flip, repeat, tile, tril, triu } from './join.js'
import { maskedFill, maskedFill_, maskedSelect, nonzero } from './masks.js'
import { addmm, baddbmm, bmm, dot, matmul, mm, mv, outer } from './matmul.js'
import { logsumexp, norm } from './norm.js'
import * as parts from './parts.js'
import * as pieces from './pieces.js'
import { binaries, binariesInPlace, compares, predicates, unaries, unariesInPlace } from './pointwise.js'
import * as reductions from './reduce.js'
import { cumprod, cumsum } from './scan.js'
import { allclose, clamp, clampMax, clampMin, equal, isclose, where } from './select.js'
import { logSoftmax, softmax } from './softmax.js'
import { std, var_ } from './variance.js'
import * as views from './views.js'

/** A function whose first argument becomes `this`. */
type Op = (x: Tensor, ...args: never[]) => unknown

const { add, sub, mul, div } = binaries

/** `a + alpha · b`, `a − alpha · b` */
const scaledBy =
  (op: typeof add) =>
  (a: TensorLike, b: TensorLike, options?: { alpha?: number }): Tensor =>
    options?.alpha === undefined || options.alpha === 1 ? op(a, b) : op(a, mul(b, options.alpha))

/** Division, rounded if asked: `trunc` towards zero, `floor` down. */
const divide = (a: TensorLike, b: TensorLike, options?: { roundingMode?: 'trunc' | 'floor' | null }): Tensor => {
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
const rsub = (a: Tensor, b: TensorLike): Tensor => sub(b, a)
// As PyTorch rounds it: 2 / a is 2 · (1 / a).
const rdiv = (a: Tensor, b: TensorLike): Tensor => (isTensor(b) ? div(b, a) : mul(unaries.reciprocal(a), b))
const rpow = (a: Tensor, b: TensorLike): Tensor => binaries.pow(b, a)

const round = (x: Tensor, options?: { decimals?: number }): Tensor => {
  const decimals = options?.decimals ?? 0
  if (decimals === 0) return unaries.round(x)
  const scale = 10 ** Math.abs(decimals)
  return decimals > 0 ? div(unaries.round(mul(x, scale)), scale) : mul(unaries.round(div(x, scale)), scale)
}

/** The functions that are a method and a free function alike. `truncDivide` is `div` with a mode. */
const { truncDivide: _kernel, ...arithmetic } = binaries
const { truncDivide: _kernelInPlace, ...arithmeticInPlace } = binariesInPlace
export const shared = {
  ...unaries,
  ...arithmetic,
  ...compares,
  ...predicates,
  add: scaledBy(add),
  sub: scaledBy(sub),
  div: divide,
  round,
  subtract: scaledBy(sub),
  multiply: mul,
  divide,
  negative: unaries.neg,
  absolute: unaries.abs,
  greater: compares.gt,
  less: compares.lt,
  rsub,
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

/** What only a tensor can be asked. */
const methods = {
  var: var_,
  rdiv,
  rpow,
  where: (self: Tensor, a: TensorLike, b: TensorLike) =>
    self.dtype === 'bool' ? where(self, a, b) : where(a as Tensor, self, b),
  view: views.view,
  viewAs: views.viewAs,
  reshapeAs: views.reshapeAs,
  expand: views.expand,
  expandAs: views.expandAs,
  unfold: parts.unfold,
  repeat,
  contiguous,
  at,
  set,
  to,
  float: (x: Tensor) => to(x, 'float32'),
  double: (x: Tensor) => to(x, 'float64'),
  long: (x: Tensor) => to(x, 'int64'),
  int: (x: Tensor) => to(x, 'int32'),
  byte: (x: Tensor) => to(x, 'uint8'),
  bool: (x: Tensor) => to(x, 'bool'),
  item,
  tolist,
  newZeros,
  newOnes,
  newFull,
  fill_: (x: Tensor, value: Tensor | Scalar) => fill_(x, value),
  zero_: (x: Tensor) => fill_(x, 0, 'ZeroBackward0'),
  copy_,
  maskedFill_,
  clamp_: (x: Tensor, ...args: never[]) => copyInto(x, (was) => clamp(was, ...args), args[0]),
  clampMin_: (x: Tensor, limit: TensorLike) => copyInto(x, (was) => clampMin(was, limit), limit),
  clampMax_: (x: Tensor, limit: TensorLike) => copyInto(x, (was) => clampMax(was, limit), limit),
  softmax,
} as const satisfies Record<string, Op>

const inPlace = {
  ...withUnderscore(unariesInPlace),
  ...withUnderscore(arithmeticInPlace),
  ...withUnderscore(
    Object.fromEntries(
      Object.entries(compares).map(([name, op]) => [
        name,
        (x: Tensor, y: TensorLike) =>
          copyInto(x, (was) => constant(nodeName(name), [was], op(was, y).to(x.dtype) as Tensor)),
      ]),
    ),
  ),
  add_: (x: Tensor, y: TensorLike, o?: { alpha?: number }) =>
    binariesInPlace.add(x, o?.alpha === undefined ? y : mul(y, o.alpha)),
  sub_: (x: Tensor, y: TensorLike, o?: { alpha?: number }) =>
    binariesInPlace.sub(x, o?.alpha === undefined ? y : mul(y, o.alpha)),
}

function withUnderscore(ops: Record<string, (x: Tensor, y: TensorLike) => Tensor>): Record<string, Op> {
  return Object.fromEntries(Object.entries(ops).map(([name, op]) => [`${name}_`, op as Op]))
}

function method(name: string, op: Op): void {
  const call = op as (x: Tensor, a?: unknown, b?: unknown, ...rest: unknown[]) => unknown
  // Most calls pass one argument: no array is made for those.
  const value = {
    [name](this: Tensor, a?: unknown, b?: unknown, ...rest: unknown[]): unknown {
      if (rest.length > 0) return call(this, a, b, ...rest)
      if (b !== undefined) return call(this, a, b)
      return a !== undefined ? call(this, a) : call(this)
    },
  }[name]
  Object.defineProperty(Tensor.prototype, name, { value, writable: true, configurable: true, enumerable: false })
}

/** Puts every op of the tables on the prototype. */
export function installOps(more: Record<string, Op> = {}): void {
  for (const [name, op] of Object.entries({ ...shared, ...methods, ...inPlace, ...more })) method(name, op as Op)
  const getter = (name: string, get: (x: Tensor) => unknown): void => {
    Object.defineProperty(Tensor.prototype, name, {
      get(this: Tensor) {
        return get(this)
      },
      configurable: true,
    })
  }
  getter('T', views.reversed)
  getter('mT', views.mT)
  getter('data', dataOf)
  Object.defineProperty(Tensor.prototype, Symbol.iterator, { value: iterate, writable: true, configurable: true })
  Object.defineProperty(Tensor.prototype, Symbol.toPrimitive, {
    value: toPrimitive,
    writable: true,
    configurable: true,
  })
}

function* iterate(this: Tensor): Generator<Tensor> {
  if (this.sizes.length === 0) throw new TypeError('iteration over a 0-d tensor')
  // Autograd lets none of several views be changed in place.
  if (gradMode.enabled && needsGrad(this)) yield* pieces.unbind(this)
  else for (let i = 0; i < this.sizes[0]; i++) yield at(this, i)
}

/** A one-element tensor is its item wherever JavaScript wants a number; text is what PyTorch prints. */
function toPrimitive(this: Tensor, hint: string): unknown {
  if (hint === 'string') return this.toString()
  if (this.numel() !== 1) throw new ValueError('only one element tensors can be converted to Python scalars')
  return item(this)
}
