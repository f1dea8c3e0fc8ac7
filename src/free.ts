import { autogradMethods } from './autograd/methods.js'
import { explaining } from './ops/arguments.js'
import { polygamma } from './ops/binary.js'
import * as create from './ops/create.js'
import { einsum } from './ops/einsum.js'
import * as facts from './ops/facts.js'
import { installOps } from './ops/install.js'
import * as join from './ops/join.js'
import * as limits from './ops/limits.js'
import * as numerics from './ops/numerics.js'
import { chainMatmul } from './ops/products.js'
import { bucketize, isin, searchsorted } from './ops/search.js'
import { where } from './ops/select.js'
import { shared } from './ops/shared.js'
import * as stacks from './ops/stacks.js'
import { var_ } from './ops/variance.js'
import * as random from './random.js'
import { as } from './shape/as.js'
import type { Tensor } from './tensor.js'

installOps({ ...random.randomMethods, as }, autogradMethods)

/** The free functions: every op that PyTorch also has as one, creation, joining. `functions/` types them. */
export const free = explaining({
  ...shared,
  var: var_,
  where,
  polygamma,
  searchsorted,
  bucketize,
  isin,
  dstack: stacks.dstack,
  columnStack: stacks.columnStack,
  rowStack: stacks.rowStack,
  atleast1d: stacks.atleast1d,
  atleast2d: stacks.atleast2d,
  atleast3d: stacks.atleast3d,
  blockDiag: stacks.blockDiag,
  cartesianProd: stacks.cartesianProd,
  combinations: stacks.combinations,
  broadcastShapes: stacks.broadcastShapesOf,
  trilIndices: stacks.trilIndices,
  triuIndices: stacks.triuIndices,
  multiDot: (tensors: readonly Tensor[]) => chainMatmul(tensors),
  resultType: facts.resultTypeOf,
  promoteTypes: facts.promoteTypesOf,
  canCast: facts.canCast,
  isTensor: facts.isTensorAtAll,
  numel: facts.numelOfTensor,
  isFloatingPoint: facts.isFloatingPointOf,
  finfo: limits.finfo,
  iinfo: limits.iinfo,
  getDefaultDtype: limits.getDefaultDtype,
  trapezoid: numerics.trapezoid,
  trapz: numerics.trapezoid,
  cumulativeTrapezoid: numerics.cumulativeTrapezoid,
  vander: numerics.vander,
  unravelIndex: numerics.unravelIndex,
  einsum,
  cat: join.cat,
  concat: join.cat,
  concatenate: join.cat,
  stack: join.stack,
  hstack: join.hstack,
  vstack: join.vstack,
  meshgrid: join.meshgrid,
  broadcastTensors: join.broadcastTensors,
  tensor: create.tensor,
  asTensor: create.asTensor,
  asarray: create.asTensor,
  zeros: create.zeros,
  ones: create.ones,
  empty: create.empty,
  full: create.full,
  zerosLike: create.zerosLike,
  onesLike: create.onesLike,
  emptyLike: create.emptyLikeTensor,
  fullLike: create.fullLike,
  arange: create.arange,
  linspace: create.linspace,
  logspace: create.logspace,
  eye: create.eye,
  fromBuffer: create.fromBuffer,
  rand: random.rand,
  randn: random.randn,
  randint: random.randint,
  randperm: random.randperm,
  randLike: random.randLike,
  randnLike: random.randnLike,
  randintLike: random.randintLike,
  normal: random.normal,
  bernoulli: random.bernoulli,
  multinomial: random.multinomial,
})
