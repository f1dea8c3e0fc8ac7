/** The names that the tables of expressions see: tests/oracle/table.py, `fresh`. */
export const prelude = `
import * as tsgrad from '../../../src/index.js'
import { assertShape, type DataShape, type DType, type Nested, type Shape, type Tensor, Generator } from '../../../src/index.js'
const {
  abs, add, addmm, all, allclose, amax, amin, any, arange, argmax, argmin, asStrided, atan2, baddbmm, bernoulli, bmm,
  broadcastTensors, broadcastTo, cat, ceil, chunk, clamp, clampMin, clone, concat, cos, cumsum, diagonal, div, dot,
  einsum, empty, emptyLike, eq, equal, exp, eye, flatten, flip, floorDivide, fromBuffer, full, fullLike, ge, gt, hstack,
  indexSelect, isclose, isfinite, isinf, isnan, le, linspace, log, logSoftmax, logspace, logsumexp, lt, manualSeed, initialSeed, randLike, randnLike, randintLike,
  maskedFill, maskedSelect, matmul, max, maximum, mean, meshgrid, min, mm, movedim, mul, mv, narrow, ne, neg, nonzero,
  norm, normal, ones, onesLike, outer, permute, pow, prod, rand, randint, randn, randperm, relu, remainder, reshape,
  round, rsub, sigmoid, softmax, split, sqrt, square, squeeze, stack, std, sub, sum, t, tanh, tensor, tile, transpose,
  tril, triu, nn, F, init, optim, unbind, unflatten, unsqueeze, vstack, where, zeros, zerosLike, noGrad,
} = tsgrad
type Maker = <const D extends Nested>(data: D) => Tensor<DataShape<D>>
declare const f: Maker, d: Maker, i: Maker, s: Maker, u: Maker, b: Maker
declare const shares: (x: Tensor, y: Tensor) => boolean
declare const inf: number, nan: number
declare const plain: Tensor, n: number, list: number[]
const m = arange(12).view(3, 4)
const k = m.long()
`
