/**
 * PyTorch's names of positional parameters, of ops that do not read an options object themselves. The options object may
 * follow any number of positional arguments: `x.flatten({startDim: 1})`, `x.topk(2, {dim: 0, largest: false})`.
 */

type Names = Readonly<Record<string, string>>

/** Behind the tensor: methods have it as `this`, free functions as `input`. What must be a tensor is marked. */
const ofTensors: Names = {
  // Views and parts.
  asStrided: 'size stride storageOffset',
  broadcastTo: 'size',
  chunk: 'chunks dim',
  diag: 'diagonal',
  diagEmbed: 'offset dim1 dim2',
  diagflat: 'offset',
  diagonal: 'offset dim1 dim2',
  expand: 'size',
  flatten: 'startDim endDim',
  flip: 'dims',
  moveaxis: 'source destination',
  movedim: 'source destination',
  narrow: 'dim start length',
  narrowCopy: 'dim start length',
  permute: 'dims',
  repeat: 'repeats',
  repeatInterleave: 'repeats dim',
  reshape: 'shape',
  roll: 'shifts dims',
  rot90: 'k dims',
  select: 'dim index',
  split: 'splitSize dim',
  splitWithSizes: 'splitSizes dim',
  squeeze: 'dim',
  swapaxes: 'axis0 axis1',
  swapdims: 'dim0 dim1',
  tensorSplit: 'indicesOrSections dim',
  tile: 'dims',
  transpose: 'dim0 dim1',
  tril: 'diagonal',
  triu: 'diagonal',
  unflatten: 'dim sizes',
  unfold: 'dimension size step',
  unsqueeze: 'dim',
  view: 'size',
  // Indices.
  diagonalScatter: 'src offset dim1 dim2',
  gather: 'dim index',
  indexAdd: 'dim index source',
  indexCopy: 'dim index source',
  indexFill: 'dim index value',
  indexPut: 'indices values accumulate',
  indexSelect: 'dim index',
  maskedFill: 'mask value',
  maskedScatter: 'mask source',
  maskedSelect: 'mask',
  put: 'index source accumulate',
  scatter: 'dim index src|value',
  scatterAdd: 'dim index src',
  scatterReduce: 'dim index src reduce',
  selectScatter: 'src dim index',
  sliceScatter: 'src dim start end step',
  take: 'index',
  takeAlongDim: 'indices dim',
  // Arithmetic.
  add: 'other',
  addcdiv: 'tensor1 tensor2',
  addcmul: 'tensor1 tensor2',
  arctan2: 'other:Tensor',
  atan2: 'other:Tensor',
  copy: 'src',
  dist: 'other p',
  div: 'other',
  eq: 'other',
  fill: 'value',
  fillDiagonal: 'fillValue wrap',
  floorDivide: 'other',
  fmod: 'other',
  ge: 'other',
  gt: 'other',
  le: 'other',
  fmax: 'other:Tensor',
  fmin: 'other:Tensor',
  gcd: 'other:Tensor',
  heaviside: 'values:Tensor',
  hypot: 'other:Tensor',
  igamma: 'other:Tensor',
  igammac: 'other:Tensor',
  lcm: 'other:Tensor',
  ldexp: 'other:Tensor',
  logaddexp: 'other:Tensor',
  logaddexp2: 'other:Tensor',
  logicalAnd: 'other:Tensor',
  logicalOr: 'other:Tensor',
  logicalXor: 'other:Tensor',
  nextafter: 'other:Tensor',
  copysign: 'other',
  xlogy: 'other',
  bitwiseAnd: 'other',
  bitwiseOr: 'other',
  bitwiseXor: 'other',
  lerp: 'end weight',
  lt: 'other',
  maximum: 'other:Tensor',
  minimum: 'other:Tensor',
  mul: 'other',
  ne: 'other',
  pow: 'exponent',
  remainder: 'other',
  sub: 'other',
  trueDivide: 'other',
  // Products.
  addmm: 'mat1:Tensor mat2:Tensor',
  addmv: 'mat:Tensor vec:Tensor',
  addr: 'vec1:Tensor vec2:Tensor',
  baddbmm: 'batch1:Tensor batch2:Tensor',
  bmm: 'mat2:Tensor',
  dot: 'tensor:Tensor',
  inner: 'other:Tensor',
  kron: 'other:Tensor',
  matmul: 'other:Tensor',
  matrixPower: 'n',
  mm: 'mat2:Tensor',
  mv: 'vec:Tensor',
  outer: 'vec2:Tensor',
  // Orders, scans and norms.
  cummax: 'dim',
  cummin: 'dim',
  cumprod: 'dim',
  cumsum: 'dim',
  logcumsumexp: 'dim',
  kthvalue: 'k dim keepdim',
  nanquantile: 'q dim keepdim',
  quantile: 'q dim keepdim',
  renorm: 'p dim maxnorm',
  topk: 'k dim largest sorted',
}

/** What has no tensor in front, or another name for it. */
const freely: Names = {
  bucketize: 'input boundaries',
  cat: 'tensors dim',
  concat: 'tensors dim',
  concatenate: 'tensors dim',
  eye: 'n m',
  full: 'size fillValue',
  isin: 'elements testElements',
  linspace: 'start end steps',
  logspace: 'start end steps base',
  multinomial: 'input numSamples',
  normal: 'mean std size',
  randperm: 'n',
  searchsorted: 'sortedSequence input',
  stack: 'tensors dim',
  where: 'condition input other',
}

type Parameters = readonly (readonly string[])[]
/** Numpy's words, which PyTorch takes as well. */
const NUMPYS: Readonly<Record<string, string>> = { dim: 'axis', keepdim: 'keepdims' }
const MARK = ':Tensor'
const parsed = (names: string): Parameters =>
  names
    .replaceAll(MARK, '')
    .split(' ')
    .map((name) => (Object.hasOwn(NUMPYS, name) ? [name, NUMPYS[name]] : name.split('|')))
/** `add_` has the parameters of `add`. */
const plainName = (name: string): string => name.replace(/_$/, '')

const namesOf = (name: string): string | undefined =>
  Object.hasOwn(ofTensors, plainName(name)) ? ofTensors[plainName(name)] : undefined

/** The parameters behind the tensor that are tensors and nothing else, with their places. */
export const tensorParameters = (name: string): [place: number, name: string][] =>
  (namesOf(name) ?? '')
    .split(' ')
    .flatMap((n, i): [number, string][] => (n.endsWith(MARK) ? [[i, n.slice(0, -MARK.length)]] : []))

/** Behind the tensor of a method. */
export function parametersOfMethod(name: string): Parameters | undefined {
  const names = namesOf(name)
  return names === undefined ? undefined : parsed(names)
}
/** Of a free function. */
export function parametersOfFunction(name: string): Parameters | undefined {
  if (Object.hasOwn(freely, name)) return parsed(freely[name])
  const behind = parametersOfMethod(name)
  return behind && [['input', 'self'], ...behind]
}

/** An object that was written as options: no tensor, no list, no instance of a class. */
export const isOptions = (x: unknown): x is Record<string, unknown> =>
  typeof x === 'object' && x !== null && Object.getPrototypeOf(x) === Object.prototype

/** Arguments whose last is an options object, with those of its values in place that have one. Others stay options. */
export function placed(name: string, parameters: Parameters, args: readonly unknown[]): unknown[] {
  const given = args.length - 1
  const rest = { ...(args[given] as Record<string, unknown>) }
  const out = args.slice(0, given)
  for (const [i, names] of parameters.entries()) {
    const named = names.find((n) => Object.hasOwn(rest, n))
    if (named === undefined) continue
    if (i < given) throw new TypeError(`${name}() got multiple values for argument '${named}'`)
    out[i] = rest[named]
    delete rest[named]
  }
  // Behind the last name the op's own options follow, wherever they may stand.
  if (Object.keys(rest).length > 0) out.push(rest)
  return Array.from(out)
}
