import { isFloat } from '../dtype.js'
import type { BinaryName, UnaryName } from '../engine/engine.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { type BinaryRow, binary, compare, predicate, type UnaryRow, unary } from './define.js'
import { binaryInPlace, unaryInPlace } from './define-in-place.js'
import { digamma } from './digamma.js'
import { commonType, isTensor, type TensorLike } from './elementwise.js'

const noBool = (named: string) => ({ refusal: `"${named}" not implemented for 'Bool'` })

/** The gradient of what jumps. */
const zeros = (g: Tensor): Tensor => g.newZeros([...g.sizes]) as Tensor
const noFloorGradient = (): never => {
  throw new RuntimeError('derivative for aten::floor_divide is not implemented')
}
const BOTH = [
  ['self', 'other'],
  ['self', 'other'],
] as const

/** Elementwise functions: one row each. Gradients are written in ops, so they can be differentiated again. */
const unaryRows: Record<UnaryName, UnaryRow> = {
  neg: {
    kernel: 'neg',
    result: 'same',
    bool: {
      refusal:
        'Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.',
    },
    grad: (g) => g.neg(),
  },
  abs: { kernel: 'abs', result: 'same', bool: noBool('abs_cpu'), grad: (g, x) => g.mul(x.sign()), saves: 'self' },
  sign: { kernel: 'sign', result: 'same', grad: zeros },
  exp: { kernel: 'exp', result: 'float', grad: (g, _x, y) => g.mul(y), saves: 'result' },
  exp2: { kernel: 'exp2', result: 'float', grad: (g, _x, y) => g.mul(y).mul(Math.LN2), saves: 'result' },
  expm1: { kernel: 'expm1', result: 'float', grad: (g, _x, y) => g.mul(y.add(1)), saves: 'result' },
  log: { kernel: 'log', result: 'float', grad: (g, x) => g.div(x), saves: 'self' },
  log2: { kernel: 'log2', result: 'float', grad: (g, x) => g.div(x.mul(Math.LN2)), saves: 'self' },
  log10: { kernel: 'log10', result: 'float', grad: (g, x) => g.div(x.mul(Math.LN10)), saves: 'self' },
  log1p: {
    kernel: 'log1p',
    result: 'float',
    grad: (g, x) => g.div(x.add(1)),
    saves: 'self',
    node: 'Log1PBackward0',
  },
  sqrt: { kernel: 'sqrt', result: 'float', grad: (g, _x, y) => g.div(y.mul(2)), saves: 'result' },
  rsqrt: { kernel: 'rsqrt', result: 'float', grad: (g, _x, y) => g.mul(y.pow(3)).mul(-0.5), saves: 'result' },
  square: {
    kernel: 'square',
    result: 'same',
    bool: 'integer',
    grad: (g, x) => g.mul(x.mul(2)),
    saves: 'self',
    node: 'PowBackward0',
  },
  reciprocal: { kernel: 'reciprocal', result: 'float', grad: (g, _x, y) => g.mul(y.mul(y)).neg(), saves: 'result' },
  sin: { kernel: 'sin', result: 'float', grad: (g, x) => g.mul(x.cos()), saves: 'self' },
  cos: { kernel: 'cos', result: 'float', grad: (g, x) => g.mul(x.sin()).neg(), saves: 'self' },
  tan: { kernel: 'tan', result: 'float', grad: (g, _x, y) => g.mul(y.square().add(1)), saves: 'result' },
  asin: { kernel: 'asin', result: 'float', grad: (g, x) => g.mul(x.square().rsub(1).rsqrt()), saves: 'self' },
  acos: { kernel: 'acos', result: 'float', grad: (g, x) => g.mul(x.square().rsub(1).rsqrt()).neg(), saves: 'self' },
  atan: { kernel: 'atan', result: 'float', grad: (g, x) => g.div(x.square().add(1)), saves: 'self' },
  sinh: { kernel: 'sinh', result: 'float', grad: (g, x) => g.mul(x.cosh()), saves: 'self' },
  cosh: { kernel: 'cosh', result: 'float', grad: (g, x) => g.mul(x.sinh()), saves: 'self' },
  tanh: { kernel: 'tanh', result: 'float', grad: (g, _x, y) => g.mul(y.square().rsub(1)), saves: 'result' },
  asinh: { kernel: 'asinh', result: 'float', grad: (g, x) => g.mul(x.square().add(1).rsqrt()), saves: 'self' },
  acosh: { kernel: 'acosh', result: 'float', grad: (g, x) => g.mul(x.square().sub(1).rsqrt()), saves: 'self' },
  atanh: { kernel: 'atanh', result: 'float', grad: (g, x) => g.div(x.square().rsub(1)), saves: 'self' },
  sigmoid: { kernel: 'sigmoid', result: 'float', grad: (g, _x, y) => g.mul(y.mul(y.rsub(1))), saves: 'result' },
  relu: {
    kernel: 'relu',
    result: 'same',
    bool: { refusal: 'Boolean inputs not supported for relu' },
    grad: (g, _x, y) => y.le(0).where(0, g) as Tensor,
    saves: 'result',
  },
  floor: { kernel: 'floor', result: 'same', bool: noBool('floor_vml_cpu'), grad: zeros },
  ceil: { kernel: 'ceil', result: 'same', bool: noBool('ceil_vml_cpu'), grad: zeros },
  round: { kernel: 'round', result: 'same', bool: noBool('round_vml_cpu'), grad: zeros },
  trunc: { kernel: 'trunc', result: 'same', bool: noBool('trunc_vml_cpu'), grad: zeros },
  frac: { kernel: 'frac', result: 'same', only: { kind: 'float', named: 'frac_cpu' }, grad: (g) => g },
  erf: {
    kernel: 'erf',
    result: 'float',
    grad: (g, x) => g.mul(x.square().neg().exp()).mul(2 / Math.sqrt(Math.PI)),
    saves: 'self',
  },
  erfc: {
    kernel: 'erfc',
    result: 'float',
    grad: (g, x) => g.mul(x.square().neg().exp()).mul(-2 / Math.sqrt(Math.PI)),
    saves: 'self',
  },
  lgamma: { kernel: 'lgamma', result: 'float', grad: (g, x) => g.mul(digamma(x)), saves: 'self' },
  bitwiseNot: {
    kernel: 'bitwiseNot',
    result: 'same',
    bool: 'logicalNot',
    only: { kind: 'integer', named: 'bitwise_not_cpu' },
  },
}

const isBool = (x: TensorLike): boolean => (isTensor(x) ? x.dtype === 'bool' : typeof x === 'boolean')

function noBoolSubtraction(a: TensorLike, b: TensorLike): void {
  if (isBool(a) !== isBool(b))
    throw new RuntimeError(
      'Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.',
    )
}

/** A negative number as the exponent of integers; negative tensors give truncated fractions. */
function noNegativePower(a: TensorLike, b: TensorLike): void {
  if (isTensor(b) || !(Number(b) < 0) || isFloat(commonType(a, b))) return
  throw new RuntimeError('Integers to negative integer powers are not allowed.')
}

const binaryRows: Record<BinaryName, BinaryRow> = {
  add: { kernel: 'add', result: 'same', bool: 'logicalOr', grad: [(g) => g, (g) => g] },
  sub: {
    kernel: 'sub',
    result: 'same',
    check: noBoolSubtraction,
    refusal:
      'Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.',
    grad: [(g) => g, (g) => g.neg()],
    node: (a) => (isTensor(a) ? 'SubBackward0' : 'RsubBackward1'),
  },
  mul: {
    kernel: 'mul',
    result: 'same',
    bool: 'logicalAnd',
    grad: [(g, _a, b) => g.mul(b), (g, a) => g.mul(a)],
    saves: [['other'], ['self']],
  },
  div: {
    kernel: 'div',
    result: 'float',
    grad: [(g, _a, b) => g.div(b), (g, a, b) => g.neg().mul(div(div(a, b), b))],
    saves: [['other'], ['self', 'other']],
  },
  pow: {
    kernel: 'pow',
    result: 'same',
    check: noNegativePower,
    grad: [(g, a, b) => g.mul(mulPow(a as Tensor, b)), (g, a, b, y) => g.mul(powLog(a, b as Tensor, y))],
    saves: [
      ['self', 'other'],
      ['self', 'other', 'result'],
    ],
    node: (a, b) => `PowBackward${isTensor(a) ? Number(isTensor(b)) : 2}`,
  },
  floorDivide: {
    kernel: 'floorDivide',
    result: 'same',
    named: 'div_floor_cpu',
    grad: [noFloorGradient, noFloorGradient],
    node: 'torch::autograd::NotImplemented',
  },
  remainder: {
    kernel: 'remainder',
    result: 'same',
    named: 'remainder_cpu',
    grad: [(g) => g, (g, a, b) => g.neg().mul(rounded(floorDivide, a, b))],
    saves: [[], ['self', 'other']],
    node: (_a, b) => (isTensor(b) ? 'RemainderBackward1' : 'RemainderBackward0'),
  },
  fmod: {
    kernel: 'fmod',
    result: 'same',
    named: 'fmod_cpu',
    grad: [(g) => g, (g, a, b) => g.neg().mul(rounded(truncDivide, a, b))],
    saves: [[], ['self', 'other']],
    node: (_a, b) => (isTensor(b) ? 'FmodBackward1' : 'FmodBackward0'),
  },
  truncDivide: {
    kernel: 'truncDivide',
    result: 'same',
    named: 'div_trunc_cpu',
    grad: [zeros, zeros],
    node: 'DivBackward2',
  },
  maximum: {
    kernel: 'maximum',
    result: 'same',
    bool: 'logicalOr',
    grad: [(g, a, b) => shareOf(g, lt(a, b), eq(a, b)), (g, a, b) => shareOf(g, lt(b, a), eq(a, b))],
    saves: BOTH,
  },
  minimum: {
    kernel: 'minimum',
    result: 'same',
    bool: 'logicalAnd',
    grad: [(g, a, b) => shareOf(g, gt(a, b), eq(a, b)), (g, a, b) => shareOf(g, gt(b, a), eq(a, b))],
    saves: BOTH,
  },
  atan2: {
    kernel: 'atan2',
    result: 'float',
    grad: [
      (g, a, b) => g.mul(div(b, add(mul(a, a), mul(b, b)))),
      (g, a, b) => g.mul(div(a, add(mul(a, a), mul(b, b)))).neg(),
    ],
    saves: BOTH,
  },
  hypot: {
    kernel: 'hypot',
    result: 'same',
    only: 'float',
    named: 'hypot_cpu',
    grad: [(g, a, _b, y) => g.mul(div(a, y)), (g, _a, b, y) => g.mul(div(b, y))],
    saves: [
      ['self', 'result'],
      ['other', 'result'],
    ],
  },
  bitwiseAnd: { kernel: 'bitwiseAnd', result: 'same', bool: 'integer', only: 'integer', named: 'bitwise_and_cpu' },
  bitwiseOr: { kernel: 'bitwiseOr', result: 'same', bool: 'integer', only: 'integer', named: 'bitwise_or_cpu' },
  bitwiseXor: { kernel: 'bitwiseXor', result: 'same', bool: 'integer', only: 'integer', named: 'bitwise_xor_cpu' },
  bitwiseLeftShift: { kernel: 'bitwiseLeftShift', result: 'same', only: 'integer', named: 'lshift_cpu' },
  bitwiseRightShift: { kernel: 'bitwiseRightShift', result: 'same', only: 'integer', named: 'rshift_cpu' },
}

/** d(aᵇ)/da = b·aᵇ⁻¹, and 0 where b is 0 (also at a = 0). */
const mulPow = (a: Tensor, b: TensorLike): Tensor => {
  if (!isTensor(b)) return b === 0 ? zeros(a) : a.pow(Number(b) - 1).mul(Number(b))
  return b.eq(0).where(0, b.mul(pow(a, b.sub(1)))) as Tensor
}

/** d(aᵇ)/db = aᵇ ln a, and 0 at a = 0 where aᵇ stays 0. */
const powLog = (a: TensorLike, b: Tensor, y: Tensor): Tensor => {
  if (!isTensor(a))
    return Number(a) === 0 ? (b.ge(0).where(0, y.mul(Number.NEGATIVE_INFINITY)) as Tensor) : y.mul(Math.log(Number(a)))
  return a.eq(0).logicalAnd(b.ge(0)).where(0, y.mul(a.log())) as Tensor
}

/** Both operands of a tie get half of the gradient; the `other` one's part has none. */
const shareOf = (g: Tensor, others: Tensor, tie: Tensor): Tensor =>
  others.where(0, tie.where(g.div(2), g) as Tensor) as Tensor

/** A quotient whose own gradient is 0, if it is differentiated again. */
const rounded = (divide: Fn2, a: TensorLike, b: TensorLike): Tensor =>
  divide(isTensor(a) ? a.detach() : a, isTensor(b) ? b.detach() : b)

type Fn1 = (x: Tensor) => Tensor
type Fn2 = (a: TensorLike, b: TensorLike) => Tensor
const mapRows = <K extends string, R, F>(rows: Record<K, R>, make: (name: string, row: R) => F): Record<K, F> =>
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, make(name, row as R)])) as Record<K, F>

export const unaries: Record<UnaryName, Fn1> = mapRows(unaryRows, unary)
export const unariesInPlace: Record<UnaryName, Fn1> = mapRows(unaryRows, unaryInPlace)
export const binaries: Record<BinaryName, Fn2> = mapRows(binaryRows, binary)
export const binariesInPlace: Record<BinaryName, (a: Tensor, b: TensorLike) => Tensor> = mapRows(
  binaryRows,
  binaryInPlace,
)
export const compares = {
  eq: compare('eq'),
  ne: compare('ne'),
  lt: compare('lt'),
  le: compare('le'),
  gt: compare('gt'),
  ge: compare('ge'),
  logicalAnd: compare('logicalAnd'),
  logicalOr: compare('logicalOr'),
  logicalXor: compare('logicalXor'),
} as const
export const predicates = {
  isnan: predicate('isnan'),
  isinf: predicate('isinf'),
  isfinite: predicate('isfinite'),
  logicalNot: predicate('logicalNot'),
} as const

export const { add, sub, mul, div, pow, floorDivide, truncDivide, maximum, minimum } = binaries
const { eq, gt, lt } = compares
