import { gradMode, needsGrad } from '../autograd/graph.js'
import { dataOf } from '../autograd/leaf.js'
import { ValueError } from '../errors.js'
import { Tensor } from '../tensor.js'
import { explained, withTensors, written } from './arguments.js'
import { polygamma } from './binary.js'
import { contiguous, copy_, item, to, tolist } from './convert.js'
import { newFull, newOnes, newZeros } from './create.js'
import type { Scalar, TensorLike } from './elementwise.js'
import * as facts from './facts.js'
import { fill_, fillDiagonal_ } from './fill.js'
import { indexAdd_, indexCopy_, indexFill_, indexPut_, maskedScatter_, put_ } from './index-write.js'
import { at, set } from './indexing.js'
import { numpy, toJson } from './interop.js'
import { repeat } from './join.js'
import { isOptions, parametersOfMethod, placed } from './keywords.js'
import { maskedFill_ } from './masks.js'
import * as operators from './operators.js'
import * as parts from './parts.js'
import * as pieces from './pieces.js'
import { scatter_, scatterAdd_, scatterReduce_ } from './scatter.js'
import { where } from './select.js'
import { type Op, shared } from './shared.js'
import { softmax } from './softmax.js'
import { diff, sumToSize } from './summaries.js'
import { inPlace } from './twins.js'
import { var_ } from './variance.js'
import * as views from './views.js'

/** What only a tensor can be asked. */
const methods = {
  var: var_,
  rdiv: operators.rdiv,
  rpow: operators.rpow,
  polygamma: (x: Tensor, n: number) => polygamma(n, x),
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
  nelement: facts.numelOfTensor,
  ndimension: facts.ndimension,
  elementSize: facts.elementSize,
  dataPtr: facts.dataPtr,
  isSetTo: facts.isSetTo,
  typeAs: facts.typeAs,
  newTensor: facts.newTensor,
  sumToSize,
  diff,
  fillDiagonal_,
  tolist,
  toArray: tolist,
  numpy,
  toJSON: toJson,
  newZeros,
  newOnes,
  newFull,
  fill_: (x: Tensor, value: Tensor | Scalar) => fill_(x, value),
  zero_: (x: Tensor) => fill_(x, 0, 'ZeroBackward0'),
  copy_,
  maskedFill_,
  scatter_,
  scatterAdd_,
  scatterReduce_,
  indexAdd_,
  indexCopy_,
  indexFill_,
  indexPut_,
  put_,
  maskedScatter_,
  softmax,
} as const satisfies Record<string, Op>

function method(name: string, op: Op, explain: typeof explained): void {
  const call = withTensors(name, op, 'method') as (x: Tensor, a?: unknown, b?: unknown, ...rest: unknown[]) => unknown
  const parameters = parametersOfMethod(name)
  // Most calls pass one argument: no array is made for those.
  const value = {
    [name](this: Tensor, a?: unknown, b?: unknown, ...rest: unknown[]): unknown {
      try {
        if (parameters !== undefined && isOptions(rest.length > 0 ? rest.at(-1) : (b ?? a)))
          return call(this, ...placed(name, parameters, written([a, b, ...rest])))
        if (rest.length > 0) return call(this, a, b, ...rest)
        if (b !== undefined) return call(this, a, b)
        return a !== undefined ? call(this, a) : call(this)
      } catch (error) {
        throw explain(error, name, [a, b, ...rest])
      }
    },
  }[name]
  Object.defineProperty(Tensor.prototype, name, { value, writable: true, configurable: true, enumerable: false })
}

/** PyTorch has these as free functions alone. */
const { stdMean: _s, varMean: _v, tensordot: _t, chainMatmul: _c, cdist: _d, ...onTensors } = shared

/** Puts every op of the tables on the prototype, and `more`; `callers` call what users wrote, whose errors are theirs. */
export function installOps(more: Record<string, Op> = {}, callers: Record<string, Op> = {}): void {
  for (const [name, op] of Object.entries({ ...onTensors, ...methods, ...inPlace, ...more }))
    method(name, op as Op, explained)
  for (const [name, op] of Object.entries(callers)) method(name, op, (error) => error)
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
  getter('mH', views.mT)
  getter('H', (x) => views.t(x))
  getter('nbytes', facts.nbytes)
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
