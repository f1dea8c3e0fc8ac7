import { describe, expect, test } from 'vitest'
import { free } from '../../src/free.js'
import * as tg from '../../src/index.js'

const { autograd, tensor } = tg
type T = tg.Tensor
/** A function and what it is held against: where it is smooth, so that central differences know its slope. */
interface Check {
  f: (...xs: T[]) => T | readonly T[]
  inputs: () => T[]
  /** Its second derivative is 0 everywhere, or is not written. */
  once?: true
}

const leaf = (data: Parameters<typeof tensor>[0]): T => tensor(data, { dtype: 'float64', requiresGrad: true })
const plain = (data: Parameters<typeof tensor>[0]): T => tensor(data, { dtype: 'float64' })
const index = (data: number[]): T => tensor(data, { dtype: 'int64' })

const vector = (): T[] => [leaf([-1.3, 0.4, 2.2, -0.6])]
const positive = (): T[] => [leaf([0.3, 1.7, 2.2, 0.9])]
const unit = (): T[] => [leaf([0.3, -0.7, 0.2, 0.9])]
const matrix = (): T[] => [
  leaf([
    [0.3, -1.7, 2.2],
    [1.9, -0.4, 0.8],
  ]),
]
const broad = (): T[] => [
  leaf([
    [1.3, -1.7, 2.2],
    [0.9, 0.4, -0.8],
  ]),
  leaf([0.7, 1.5, -2.4]),
]
const positives = (): T[] => [
  leaf([
    [1.3, 1.7],
    [0.9, 0.4],
  ]),
  leaf([0.7, 1.5]),
]
const square = (): T[] => [
  leaf([
    [0.3, -1.7],
    [1.9, -0.4],
  ]),
  leaf([
    [1.1, 0.2],
    [-0.6, 0.5],
  ]),
]
const batches = (): T[] => [
  leaf([
    [
      [0.3, -1.7],
      [1.9, -0.4],
    ],
    [
      [0.5, 0.1],
      [0.2, -0.9],
    ],
  ]),
  leaf([
    [
      [1.1, 0.2],
      [-0.6, 0.5],
    ],
    [
      [0.7, 1.2],
      [-1.6, 0.3],
    ],
  ]),
]

const of = (f: Check['f'], inputs: () => T[] = vector): Check => ({ f, inputs })
const once = (f: Check['f'], inputs: () => T[] = vector): Check => ({ f, inputs, once: true })
const each = (f: Check['f'], ...inputs: (() => T[])[]): Check[] => inputs.map((i) => of(f, i))
const cond = (): T => tensor([true, false, true, false])

/** Every method and free function that can have a gradient, by name. */
const CHECKS: Record<string, Check | Check[]> = {
  // Pointwise, one operand.
  ...Object.fromEntries(
    [
      'neg',
      'abs',
      'exp',
      'exp2',
      'expm1',
      'sin',
      'cos',
      'tan',
      'sinh',
      'cosh',
      'tanh',
      'asinh',
      'atan',
      'sigmoid',
      'erf',
      'erfc',
      'square',
      'relu',
      'frac',
      'reciprocal',
      'negative',
      'absolute',
    ].map((name) => [name, of((x) => call(x, name))]),
  ),
  ...Object.fromEntries(
    ['log', 'log2', 'log10', 'log1p', 'sqrt', 'rsqrt'].map((name) => [name, of((x) => call(x, name), positive)]),
  ),
  ...Object.fromEntries(['asin', 'acos', 'atanh'].map((name) => [name, of((x) => call(x, name), unit)])),
  acosh: of(
    (x) => x.acosh(),
    () => [leaf([1.3, 2.7, 5])],
  ),
  lgamma: once(
    (x) => x.lgamma(),
    () => [leaf([0.3, 1.7, 5, -0.4, 12])],
  ),
  ...Object.fromEntries(
    ['digamma', 'i0', 'sinc', 'deg2rad', 'rad2deg', 'nanToNum', 'arctan', 'arcsinh', 'positive'].map((name) => [
      name,
      of((x) => call(x, name)),
    ]),
  ),
  ...Object.fromEntries(
    ['erfinv', 'arcsin', 'arccos', 'arctanh'].map((name) => [name, of((x) => call(x, name), unit)]),
  ),
  logit: [
    of(
      (x) => x.logit(),
      () => [leaf([0.3, 0.7, 0.2, 0.9])],
    ),
    of(
      (x) => x.logit(0.25),
      () => [leaf([0.3, 0.7, 0.1, 0.9])],
    ),
  ],
  mvlgamma: of((x) => x.add(3).mvlgamma(2)),
  polygamma: [1, 2].map((n) => of((x) => x.polygamma(n), positive)),
  arccosh: of(
    (x) => x.arccosh(),
    () => [leaf([1.3, 2.7, 5])],
  ),
  copysign: [of((x, y) => x.copysign(y), broad), of((x) => x.copysign(-1))],
  xlogy: [of((x, y) => x.xlogy(y), positives), of((x) => x.xlogy(1.7)), of((x) => tg.xlogy(1.7, x), positive)],
  ldexp: of((x, y) => x.ldexp(y), broad),
  floatPower: [...each((x, y) => x.floatPower(y), positives), of((x) => x.floatPower(3))],
  ...Object.fromEntries(
    ['logaddexp', 'logaddexp2', 'fmax', 'fmin', 'arctan2', 'trueDivide'].map((name) => [
      name,
      of((x, y) => call(x, name, y), broad),
    ]),
  ),
  nextafter: once((x, y) => x.nextafter(y), broad),
  igamma: once((x) => plain([0.7, 1.5, 2, 3]).igamma(x), positive),
  igammac: once((x) => plain([0.7, 1.5, 2, 3]).igammac(x), positive),
  lerp: [of((x, y) => x.lerp(y, 0.3), broad), of((x, y) => x.lerp(y, y.mul(0.3)), broad)],
  addcmul: of((x, y) => x.addcmul(y, x, { value: 2 }), broad),
  addcdiv: of((x, y) => x.addcdiv(x, y, { value: 2 }), broad),
  lerp_: of((x, y) => changed(x, (z) => z.lerp_(y, 0.3)), broad),
  addcmul_: of((x, y) => changed(x, (z) => z.addcmul_(y, x)), broad),
  addcdiv_: of((x, y) => changed(x, (z) => z.addcdiv_(x, y)), broad),
  igamma_: once((x) => plain([0.7, 1.5, 2, 3]).igamma_(x), positive),
  igammac_: once((x) => plain([0.7, 1.5, 2, 3]).igammac_(x), positive),
  clip_: of((x) => changed(x, (y) => y.clip_(-1, 1)), matrix),
  floatPower_: of((x) => changed(x, (z) => z.floatPower_(3)), positive),
  mvlgamma_: of((x) => changed(x.add(3), (z) => z.mvlgamma_(2))),
  polygamma_: of((x) => changed(x, (z) => z.polygamma_(1)), positive),
  // Steps: their gradient is 0.
  ...Object.fromEntries(
    ['sign', 'floor', 'ceil', 'round', 'trunc', 'fix', 'sgn', 'angle'].map((name) => [
      name,
      once((x) => call(x, name)),
    ]),
  ),
  // Two operands: broadcast, beside numbers, on both sides.
  ...Object.fromEntries(
    [
      'add',
      'sub',
      'subtract',
      'mul',
      'multiply',
      'div',
      'divide',
      'rsub',
      'rdiv',
      'maximum',
      'minimum',
      'atan2',
      'hypot',
      'fmod',
      'remainder',
    ].map((name) => [
      name,
      [
        of((x, y) => call(x, name, y), broad),
        ...(['maximum', 'minimum', 'atan2', 'hypot'].includes(name) ? [] : [of((x) => call(x, name, 1.7))]),
      ],
    ]),
  ),
  pow: [
    ...each((x, y) => x.pow(y), positives),
    of((x) => x.pow(3)),
    of((x) => x.pow(-1.5), positive),
    of((x) => tg.pow(2.5, x)),
  ],
  rpow: [...each((x, y) => x.rpow(y), positives), of((x) => x.rpow(3))],
  clamp: [
    of((x) => x.clamp(-1, 1)),
    of((x) => x.clamp({ min: 0 })),
    of((x, y) => x.clamp(y.sub(5), y), broad),
    of((x, y) => x.clamp({ max: y }), broad),
  ],
  clip: of((x) => x.clip(-1, 1)),
  clampMin: [of((x) => x.clampMin(0)), of((x, y) => x.clampMin(y), broad)],
  clampMax: [of((x) => x.clampMax(0)), of((x, y) => x.clampMax(y), broad)],
  where: [
    of((x) => tg.where(cond(), x, x.mul(2)) as T),
    of((x) => x.where(cond(), 3)),
    of((x) => tg.where(cond(), 3, x) as T),
  ],
  // Reductions.
  sum: [of((x) => x.sum(), matrix), of((x) => x.sum(0), matrix), of((x) => x.sum([0, 1], true), matrix)],
  mean: [of((x) => x.mean(), matrix), of((x) => x.mean(1, true), matrix)],
  prod: [
    of((x) => x.prod(), matrix),
    of((x) => x.prod(1), matrix),
    of(
      (x) => x.prod(),
      () => [leaf([0, 2, 3])],
    ),
    of(
      (x) => x.prod(0),
      () => [
        leaf([
          [0, 2],
          [0, 3],
          [1.5, 4],
        ]),
      ],
    ),
  ],
  std: [
    of((x) => x.std(), matrix),
    of((x) => x.std(1), matrix),
    of((x) => x.std(0, { correction: 0, keepdim: true }), matrix),
  ],
  var: [of((x) => x.var(), matrix), of((x) => x.var(1, { unbiased: false }), matrix)],
  max: [
    of((x) => x.max(), matrix),
    of((x) => x.max(1)[0], matrix),
    of((x) => x.max(0, true)[0], matrix),
    of((x, y) => x.max(y), broad),
  ],
  min: [of((x) => x.min(), matrix), of((x) => x.min(1)[0], matrix)],
  amax: [of((x) => x.amax(), matrix), of((x) => x.amax(1), matrix)],
  amin: of((x) => x.amin([0, 1], true), matrix),
  norm: [1, 2, 3, 1.5, 0.5, Number.POSITIVE_INFINITY].flatMap((p) => [
    of((x) => x.norm(p), matrix),
    of((x) => x.norm(p, 1), matrix),
  ]),
  logsumexp: [of((x) => x.logsumexp(1), matrix), of((x) => x.logsumexp([0, 1], true), matrix)],
  cumsum: [of((x) => x.cumsum(0), matrix), of((x) => x.cumsum(1), matrix)],
  cumprod: [
    of((x) => x.cumprod(1), matrix),
    of(
      (x) => x.cumprod(0),
      () => [leaf([2, 0, 3, 0, 4])],
    ),
  ],
  softmax: [of((x) => x.softmax(1), matrix), of((x) => x.softmax(0), matrix)],
  cummax: of((x) => x.cummax(1)[0], matrix),
  cummin: of((x) => x.cummin(0)[0], matrix),
  logcumsumexp: [of((x) => x.logcumsumexp(1), matrix), of((x) => x.logcumsumexp(0), matrix)],
  // Elements in other places.
  ...Object.fromEntries(
    (
      [
        ['roll', [1, 0]],
        ['rot90', []],
        ['fliplr', []],
        ['flipud', []],
        ['repeatInterleave', [2, 1]],
        ['ravel', []],
        ['moveaxis', [0, 1]],
        ['swapaxes', [0, 1]],
        ['swapdims', [0, 1]],
        ['adjoint', []],
        ['diag', [1]],
        ['diagEmbed', [1]],
        ['diagflat', []],
        ['select', [0, 1]],
        ['tensorSplit', [2, 1]],
        ['hsplit', [3]],
        ['vsplit', [2]],
        ['unsafeSplit', [1]],
        ['unsafeChunk', [2]],
        ['splitWithSizes', [[1, 1]]],
        ['narrowCopy', [1, 0, 2]],
        ['nansum', [1]],
        ['nanmean', [1]],
        ['diff', []],
        ['renorm', [2, 0, 1]],
        ['sumToSize', [1, 3]],
      ] as [string, unknown[]][]
    ).map(([name, args]) => [name, of((x) => call(x, name, ...args), matrix)]),
  ),
  dsplit: of(
    (x) => x.dsplit(2),
    () => [batches()[0]],
  ),
  mH: of((x) => x.mH, matrix),
  H: of((x) => x.H, matrix),
  typeAs: of((x) => x.typeAs(plain([1])).mul(x), matrix),
  aminmax: [of((x) => [...x.aminmax()], matrix), of((x) => [...x.aminmax({ dim: 1 })], matrix)],
  stdMean: [of((x) => tg.stdMean(x), matrix), of((x) => tg.stdMean(x, 1), matrix)],
  varMean: of((x) => tg.varMean(x, 1, { correction: 0 }), matrix),
  selectScatter: of((x, y) => x.selectScatter(y.at(0), 0, 1), square),
  sliceScatter: of((x, y) => x.sliceScatter(y.at(':1'), 0, 1), square),
  diagonalScatter: of((x, y) => x.diagonalScatter(y.at(0)), square),
  cov: [of((x) => x.cov(), matrix), of((x) => x.cov({ aweights: plain([1, 2, 1]), correction: 0 }), matrix)],
  corrcoef: of((x) => x.corrcoef(), matrix),
  trapezoid: [of((x) => tg.trapezoid(x), matrix), of((x) => tg.trapezoid(x, plain([0, 1, 3])), matrix)],
  trapz: of((x) => tg.trapz(x, { dx: 2, dim: 0 }), matrix),
  cumulativeTrapezoid: of((x) => tg.cumulativeTrapezoid(x), matrix),
  vander: of((x) => tg.vander(x.at(0)), matrix),
  concatenate: of((x, y) => tg.concatenate([x, y], 1), square),
  asTensor: of((x) => tg.asTensor(x).mul(x), matrix),
  asarray: of((x) => tg.asarray(x).mul(x), matrix),
  kron: of((x, y) => x.kron(y), square),
  tensordot: of((x, y) => tg.tensordot(x, y, 1), square),
  inner: of((x, y) => x.inner(y), square),
  vdot: of((x, y) => x.at(0).vdot(y.at(1)), square),
  ger: of((x, y) => x.at(0).ger(y.at(1)), square),
  chainMatmul: of((x, y) => tg.chainMatmul(x, y, x), square),
  multiDot: of((x, y) => tg.multiDot([x, y, x]), square),
  matrixPower: of(
    (x) => x.matrixPower(3),
    () => [square()[0]],
  ),
  cross: of((x, y) => x.cross(y, 1), broad),
  dist: [1, 2, 3].map((p) => of((x, y) => x.dist(y, p), square)),
  cdist: [1, 2, 3].map((p) => of((x, y) => tg.cdist(x, y, p), square)),
  trace: of((x) => x.trace(), matrix),
  addmv: of((x, y) => x.at(0).addmv(x, y.at(1), { alpha: 2, beta: 3 }), square),
  addbmm: of((x, y) => x.at(0).addbmm(x, y, { alpha: 2, beta: 3 }), batches),
  addr: of((x, y) => x.addr(y.at(0), y.at(1), { alpha: 2, beta: 3 }), square),
  ...Object.fromEntries(
    ['dstack', 'columnStack', 'rowStack', 'atleast1d', 'atleast2d', 'atleast3d'].map((name) => [
      name,
      of((x, y) => (tg as unknown as Record<string, (l: T[]) => T>)[name]([x, y]), square),
    ]),
  ),
  blockDiag: of((x, y) => tg.blockDiag(x, y), square),
  cartesianProd: of((x, y) => tg.cartesianProd(x.at(0), y.at(0)), square),
  combinations: of((x) => tg.combinations(x.at(0)), matrix),
  t_: of((x) => x.mul(2).t_().mul(x.t()), matrix),
  transpose_: of((x) => x.mul(2).transpose_(0, 1).mul(x.t()), matrix),
  swapaxes_: of((x) => x.mul(2).swapaxes_(0, 1).mul(x.t()), matrix),
  swapdims_: of((x) => x.mul(2).swapdims_(0, -1).mul(x.t()), matrix),
  squeeze_: of((x) => x.unsqueeze(0).mul(2).squeeze_().mul(x), matrix),
  unsqueeze_: of((x) => x.mul(2).unsqueeze_(1).mul(x.unsqueeze(1)), matrix),
  cumsum_: of((x) => changed(x, (z) => z.cumsum_(0)), matrix),
  cumprod_: of((x) => changed(x, (z) => z.cumprod_(1)), matrix),
  renorm_: of((x) => changed(x, (z) => z.renorm_(2, 0, 1)), matrix),
  fillDiagonal_: of((x) => changed(x, (z) => z.fillDiagonal_(3)), matrix),
  addmm_: of((x, y) => changed(x, (z) => z.addmm_(x, y)), square),
  addmv_: of((x, y) => changed(x.at(0), (z) => z.addmv_(x, y.at(1))), square),
  addr_: of((x, y) => changed(x, (z) => z.addr_(y.at(0), y.at(1))), square),
  addbmm_: of((x, y) => changed(x.at(0), (z) => z.addbmm_(x, y)), batches),
  baddbmm_: of((x, y) => changed(x, (z) => z.baddbmm_(x, y)), batches),
  // Order.
  sort: of((x) => x.sort(1)[0], matrix),
  msort: of((x) => x.msort(), matrix),
  topk: of((x) => x.topk(2)[0], matrix),
  kthvalue: of((x) => x.kthvalue(2, 1)[0], matrix),
  median: [of((x) => x.median(), matrix), of((x) => x.median(1)[0], matrix)],
  nanmedian: [of((x) => x.nanmedian(), matrix), of((x) => x.nanmedian(1, true)[0], matrix)],
  mode: of((x) => x.mode(1)[0], matrix),
  quantile: [of((x) => x.quantile(0.3), matrix), of((x) => x.quantile(plain([0.1, 0.7]), 1), matrix)],
  nanquantile: of((x) => x.nanquantile(0.3, 0, true), matrix),
  // Places named by an index tensor.
  gather: of(
    (x) =>
      x.gather(
        1,
        tensor([
          [0n, 0n],
          [2n, 1n],
        ]),
      ),
    matrix,
  ),
  takeAlongDim: of((x) => x.takeAlongDim(tensor([[1n], [2n]]), 1), matrix),
  take: of((x) => x.take(index([0, -1, 0])), matrix),
  scatter: [
    of((x, y) => x.scatter(1, tensor([[0n], [1n]]), y), square),
    of((x) => x.scatter(1, tensor([[0n], [1n]]), 5), matrix),
  ],
  scatterAdd: of(
    (x, y) =>
      x.scatterAdd(
        1,
        tensor([
          [0n, 0n],
          [1n, 0n],
        ]),
        y,
      ),
    square,
  ),
  scatterReduce: (['sum', 'prod', 'mean', 'amax', 'amin'] as const).flatMap((how) =>
    [true, false].map((includeSelf) =>
      of(
        (x, y) =>
          x.scatterReduce(
            1,
            tensor([
              [0n, 0n],
              [1n, 0n],
            ]),
            y,
            how,
            { includeSelf },
          ),
        square,
      ),
    ),
  ),
  indexAdd: of((x, y) => x.indexAdd(0, index([1, 1]), y, { alpha: 2 }), square),
  indexCopy: of((x, y) => x.indexCopy(0, index([1, 0]), y), square),
  indexFill: [
    of((x) => x.indexFill(1, index([1, -1]), 3), matrix),
    of((x, y) => x.indexFill(1, index([1]), y.sum()), square),
  ],
  indexPut: [
    of((x, y) => x.indexPut([index([1, 0])], y), square),
    of((x, y) => x.indexPut([index([1, 1])], y, true), square),
  ],
  put: [of((x, y) => x.put(index([3, 0]), y.at(0)), square), of((x, y) => x.put(index([3, 3]), y.at(0), true), square)],
  maskedScatter: of(
    (x, y) =>
      x.maskedScatter(
        tensor([
          [true, false],
          [true, true],
        ]),
        y,
      ),
    square,
  ),
  scatter_: of((x, y) => changed(x, (z) => z.scatter_(1, tensor([[0n], [1n]]), y)), square),
  scatterAdd_: of(
    (x, y) =>
      changed(x, (z) =>
        z.scatterAdd_(
          1,
          tensor([
            [0n, 0n],
            [1n, 0n],
          ]),
          y,
        ),
      ),
    square,
  ),
  scatterReduce_: of(
    (x, y) =>
      changed(x, (z) =>
        z.scatterReduce_(
          1,
          tensor([
            [0n, 0n],
            [1n, 0n],
          ]),
          y,
          'prod',
        ),
      ),
    square,
  ),
  indexAdd_: of((x, y) => changed(x, (z) => z.indexAdd_(0, index([1, 1]), y)), square),
  indexCopy_: of((x, y) => changed(x, (z) => z.indexCopy_(0, index([1, 0]), y)), square),
  indexFill_: of((x) => changed(x, (z) => z.indexFill_(1, index([1, -1]), 3)), matrix),
  indexPut_: [
    of((x, y) => changed(x, (z) => z.indexPut_([index([1, 0])], y)), square),
    of((x, y) => changed(x, (z) => z.indexPut_([index([1, 1])], y, true)), square),
  ],
  put_: of((x, y) => changed(x, (z) => z.put_(index([3, 0]), y.at(0))), square),
  maskedScatter_: of(
    (x, y) =>
      changed(x, (z) =>
        z.maskedScatter_(
          tensor([
            [true, false],
            [true, true],
          ]),
          y,
        ),
      ),
    square,
  ),
  logSoftmax: of((x) => x.logSoftmax(1), matrix),
  // Products.
  matmul: [
    ...each((x, y) => x.matmul(y), square, batches),
    of(
      (x, y) => x.matmul(y),
      () => [batches()[0], square()[0]],
    ),
    of(
      (x, y) => x.matmul(y),
      () => [leaf([1, 2]), square()[0]],
    ),
    of((x, y) => x.matmul(y.at(0)), square),
  ],
  mm: of((x, y) => x.mm(y.t()), square),
  bmm: of((x, y) => x.bmm(y), batches),
  mv: of((x, y) => x.mv(y.at(0)), square),
  dot: of((x, y) => x.at(0).dot(y.at(1)), square),
  outer: of((x, y) => x.at(0).outer(y.at(1)), square),
  addmm: of((x, y) => x.at(0).addmm(x, y, { alpha: 2, beta: 3 }), square),
  baddbmm: of((x, y) => x.at(0).baddbmm(x, y, { alpha: 2, beta: 3 }), batches),
  einsum: ['ij,jk->ik', 'ij,ij->j', 'ij,kj->ki', 'ij,kl->ijkl', 'ii,ij->j'].map((eq) =>
    of((x, y) => tg.einsum(eq, x, y) as T, square),
  ),
  // Views and copies.
  ...Object.fromEntries(
    (
      [
        ['view', [3, 2]],
        ['reshape', [6]],
        ['flatten', []],
        ['unflatten', [1, [3, 1]]],
        ['t', []],
        ['transpose', [0, 1]],
        ['permute', [1, 0]],
        ['movedim', [0, 1]],
        ['unsqueeze', [1]],
        ['squeeze', []],
        ['expand', [2, 2, 3]],
        ['broadcastTo', [2, 2, 3]],
        ['narrow', [1, 1, 2]],
        ['split', [2, 1]],
        ['chunk', [2, 1]],
        ['unbind', [1]],
        ['diagonal', [1]],
        ['unfold', [1, 2, 1]],
        [
          'asStrided',
          [
            [2, 2],
            [1, 1],
          ],
        ],
        ['repeat', [2, 2]],
        ['tile', [2]],
        ['flip', [0, 1]],
        ['tril', []],
        ['triu', [1]],
        ['clone', []],
        ['contiguous', []],
        ['at', [[0, 1, 0]]],
        ['double', []],
      ] as [string, unknown[]][]
    ).map(([name, args]) => [name, of((x) => call(x, name, ...args), matrix)]),
  ),
  T: of((x) => x.T, matrix),
  mT: of((x) => x.mT, matrix),
  expandAs: of((x, y) => y.expandAs(x), broad),
  viewAs: of((x) => x.viewAs(plain([1, 2, 3, 4, 5, 6])), matrix),
  reshapeAs: of((x) => x.t().reshapeAs(plain([1, 2, 3, 4, 5, 6])), matrix),
  indexSelect: of((x) => x.indexSelect(1, index([2, 0, 2])), matrix),
  maskedSelect: of((x) => x.maskedSelect(x.gt(0)), matrix),
  maskedFill: [of((x) => x.maskedFill(x.gt(0), 3), matrix), of((x, y) => x.maskedFill(x.gt(0), y.at(0)), broad)],
  to: of((x) => x.to('float64', { copy: true }).mul(x), matrix),
  cat: of((x, y) => tg.cat([x, y, x], 1) as T, square),
  concat: of((x, y) => tg.concat([x, y]) as T, square),
  stack: of((x, y) => tg.stack([x, y, x], 1) as T, square),
  hstack: of((x, y) => tg.hstack([x, y]) as T, square),
  vstack: of((x, y) => tg.vstack([x, y]) as T, square),
  meshgrid: of((x, y) => tg.meshgrid([x.at(0), y.at(0)]) as T[], square),
  broadcastTensors: of((x, y) => tg.broadcastTensors(x, y) as T[], broad),
  as: of((x) => x.as([2, 3]), matrix),
  // In place; those that are not here are checked as their twins.
  pow_: [of((x, y) => changed(x, (z) => z.pow_(y)), positives), of((x) => changed(x, (z) => z.pow_(3)))],
  set: [
    of((x) => changed(x, (y) => y.set([0], 5)), matrix),
    of((x) => changed(x, (y) => y.set(['1:', ':'], x.at(0))), matrix),
    of(
      (x) =>
        changed(x, (y) =>
          y.set(
            [
              [0, 0],
              [1, 2],
            ],
            x.at(1, ':2'),
          ),
        ),
      matrix,
    ),
    of((x) => changed(x, (y) => y.set([x.gt(0)], 7)), matrix),
  ],
  copy_: of((x) => changed(x, (y) => y.t().copy_(x.t().mul(x.t()))), matrix),
  fill_: of((x) => changed(x, (y) => y.at(0).fill_(x.at(1, 1))), matrix),
  zero_: of((x) => changed(x, (y) => y.at(0).zero_()), matrix),
  maskedFill_: of((x) => changed(x, (y) => y.maskedFill_(x.gt(0), x.at(0, 0))), matrix),
  clamp_: of((x) => changed(x, (y) => y.clamp_(-1, 1)), matrix),
  clampMin_: of((x) => changed(x, (y) => y.clampMin_(0)), matrix),
  clampMax_: of((x) => changed(x, (y) => y.at(1).clampMax_(0)), matrix),
}

/** Names whose result carries no gradient, whatever the operands: bools, integers, strings, what is drawn, the graph's own. */
const NONE = new Set(
  (
    'finfo iinfo getDefaultDtype unravelIndex ' +
    'argwhere isNonzero isSameSize isSigned isComplex nelement ndimension elementSize dataPtr isSetTo nbytes broadcastShapes trilIndices triuIndices resultType promoteTypes canCast isTensor numel argsort unique uniqueConsecutive bincount histc searchsorted bucketize isin eq ne lt le gt ge greater less greaterEqual lessEqual notEqual isposinf isneginf signbit isreal gcd lcm heaviside logicalAnd logicalOr logicalXor logicalNot isnan isinf isfinite isclose allclose equal argmax argmin any all countNonzero nonzero ' +
    'bitwiseNot bitwiseAnd bitwiseOr bitwiseXor bitwiseLeftShift bitwiseRightShift floorDivide long int byte bool float item tolist toArray numpy toJSON isInference newZeros newOnes newFull newTensor detach detach_ data requiresGrad_ retainGrad ' +
    'registerHook registerPostAccumulateGradHook backward toString dim size numel stride storageOffset storage isContiguous type isFloatingPoint ensureMeta alias constructor shape dtype device ndim requiresGrad grad gradFn isLeaf data_ ' +
    'uniform_ normal_ random_ bernoulli_ exponential_ cauchy_ logNormal_ geometric_ bernoulli multinomial tensor zeros ones empty full zerosLike onesLike emptyLike fullLike arange linspace logspace eye fromBuffer rand randn randint randperm randLike randnLike randintLike normal'
  ).split(' '),
)

/** Calls a method by name. */
function call(x: T, name: string, ...args: unknown[]): T {
  return (x as unknown as Record<string, (...a: unknown[]) => T>)[name](...args)
}

/** What an in-place op makes of a copy; several results of it are used. */
function changed(x: T, f: (y: T) => unknown): T {
  const y = x.mul(1)
  const beside = y.mul(3)
  f(y)
  return y.mul(y).add(beside)
}

/** The op behind an in-place one: `add_` has the checks of `add`. */
const twin = (name: string): string => name.slice(0, -1)

const names = [...new Set([...Object.getOwnPropertyNames(tg.Tensor.prototype), ...Object.keys(free)])]

function checksOf(name: string): Check[] | null {
  const own = CHECKS[name]
  if (own !== undefined) return [own].flat()
  const base = name.endsWith('_') ? CHECKS[twin(name)] : undefined
  if (base === undefined) return null
  // Beside a number, where the op takes two.
  const takesTwo = [base].flat().some(({ inputs }) => inputs().length > 1)
  return [base].flat().map(({ inputs, once: flat }) => ({
    inputs,
    f: (x, y) => changed(x, (z) => call(z, name, ...(takesTwo ? [y ?? 1.7] : []))),
    ...(flat && { once: flat }),
  }))
}

describe('every op that has a gradient has the right one', () => {
  for (const name of names) {
    if (NONE.has(name) || (name.endsWith('_') && NONE.has(twin(name)))) continue
    const checks = checksOf(name)
    test(name, () => {
      expect(checks, `${name} has no check: add one, or say that it has no gradient`).not.toBeNull()
      expect(checks?.length).toBeGreaterThan(0)
      for (const { f, inputs, once: first } of checks ?? []) {
        expect(autograd.gradcheck(f, inputs())).toBe(true)
        if (!first) expect(autograd.gradgradcheck(f, inputs())).toBe(true)
      }
    })
  }
})

test('no check is left of an op that has gone', () => {
  const known = new Set(names)
  expect([...Object.keys(CHECKS), ...NONE].filter((name) => !known.has(name) && name !== '')).toEqual([])
})
