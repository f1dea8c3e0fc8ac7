import { isFloat } from '../dtype.js'
import type { BinaryName } from '../engine/engine.js'
import { RuntimeError } from '../errors.js'
import type { Tensor } from '../tensor.js'
import { compares } from './compares.js'
import { type BinaryRow, binary } from './define.js'
import { binaryInPlace } from './define-in-place.js'
import { commonType, isTensor, type TensorLike } from './elementwise.js'
import { mapRows } from './rows.js'

type Fn2 = (a: TensorLike, b: TensorLike) => Tensor

/** The gradient of what jumps. */
const zeros = (g: Tensor): Tensor => g.newZeros([...g.sizes]) as Tensor
const noGradient = (named: string) => (): never => {
  throw new RuntimeError(`derivative for aten::${named} is not implemented`)
}
const noShapeGradient = (named: string) => (): never => {
  throw new RuntimeError(`the derivative for '${named}: input' is not implemented.`)
}
/** The node's number, beside a tensor and beside a number. */
const overload = (name: string, ofNumber: number, ofTensor: number) => (_a: TensorLike, b: TensorLike) =>
  `${name}Backward${isTensor(b) ? ofTensor : ofNumber}`
const BOTH = [
  ['self', 'other'],
  ['self', 'other'],
] as const

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

function sameTypes(a: TensorLike, b: TensorLike): void {
  if (isTensor(a) && isTensor(b) && a.dtype !== b.dtype)
    throw new RuntimeError('heaviside is not yet implemented for tensors with different dtypes.')
}

const binaryRows: Record<Exclude<BinaryName, 'polygamma'>, BinaryRow> = {
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
    grad: [noGradient('floor_divide'), noGradient('floor_divide')],
    node: 'torch::autograd::NotImplemented',
  },
  remainder: {
    kernel: 'remainder',
    result: 'same',
    named: 'remainder_cpu',
    grad: [(g) => g, (g, a, b) => g.neg().mul(rounded(floorDivide, a, b))],
    saves: [[], ['self', 'other']],
    node: overload('Remainder', 0, 1),
  },
  fmod: {
    kernel: 'fmod',
    result: 'same',
    named: 'fmod_cpu',
    grad: [(g) => g, (g, a, b) => g.neg().mul(rounded(truncDivide, a, b))],
    saves: [[], ['self', 'other']],
    node: overload('Fmod', 0, 1),
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
  copysign: {
    kernel: 'copysign',
    result: 'float',
    grad: [(g, a, _b, y) => g.mul(eq(a, 0).where(0, div(y, a))), (g) => zeros(g)],
    saves: [['self', 'result'], []],
    node: overload('Copysign', 1, 0),
  },
  nextafter: {
    kernel: 'nextafter',
    result: 'same',
    only: 'float',
    named: 'nextafter_cpu',
    grad: [(g, a, b) => eq(a, b).where(0, g) as Tensor, (g) => zeros(g)],
    saves: [['self', 'other'], []],
  },
  heaviside: {
    kernel: 'heaviside',
    result: 'same',
    bool: 'integer',
    check: sameTypes,
    grad: [noGradient('heaviside'), noGradient('heaviside')],
    node: 'torch::autograd::NotImplemented',
  },
  xlogy: {
    kernel: 'xlogy',
    result: 'float',
    grad: [
      (g, a, b) => g.mul(eq(a, 0).logicalAnd(le(b, 0)).where(0, logarithm(b)) as Tensor),
      (g, a, b) => g.mul(div(a, b)),
    ],
    saves: [
      ['self', 'other'],
      ['self', 'other'],
    ],
    node: (a, b) => `XlogyBackward${isTensor(a) ? (isTensor(b) ? 0 : 2) : 1}`,
  },
  logaddexp: {
    kernel: 'logaddexp',
    result: 'same',
    only: 'float',
    named: 'logaddexp_cpu',
    grad: [(g, a, _b, y) => g.mul(sub(a, y).exp()), (g, _a, b, y) => g.mul(sub(b, y).exp())],
    saves: [
      ['self', 'result'],
      ['other', 'result'],
    ],
  },
  logaddexp2: {
    kernel: 'logaddexp2',
    result: 'same',
    only: 'float',
    named: 'logaddexp2_cpu',
    grad: [(g, a, _b, y) => g.mul(sub(a, y).exp2()), (g, _a, b, y) => g.mul(sub(b, y).exp2())],
    saves: [
      ['self', 'result'],
      ['other', 'result'],
    ],
  },
  fmax: {
    kernel: 'fmax',
    result: 'same',
    bool: 'logicalOr',
    grad: [
      (g, a, b) => takesFirst(ge, a, b).where(g, 0) as Tensor,
      (g, a, b) => takesFirst(ge, a, b).where(0, g) as Tensor,
    ],
    saves: BOTH,
  },
  fmin: {
    kernel: 'fmin',
    result: 'same',
    bool: 'logicalAnd',
    grad: [
      (g, a, b) => takesFirst(le, a, b).where(g, 0) as Tensor,
      (g, a, b) => takesFirst(le, a, b).where(0, g) as Tensor,
    ],
    saves: BOTH,
  },
  gcd: { kernel: 'gcd', result: 'same', only: 'integer', named: 'gcd_cpu' },
  lcm: { kernel: 'lcm', result: 'same', only: 'integer', named: 'lcm_cpu' },
  igamma: {
    kernel: 'igamma',
    result: 'same',
    only: 'float',
    named: 'igamma_cpu',
    grad: [noShapeGradient('igamma'), (g, a, b) => g.mul(gammaDensity(a, b))],
    saves: BOTH,
  },
  igammac: {
    kernel: 'igammac',
    result: 'same',
    only: 'float',
    named: 'igammac_cpu',
    grad: [noShapeGradient('igammac'), (g, a, b) => g.mul(gammaDensity(a, b)).neg()],
    saves: BOTH,
  },
}

/** ψ⁽ⁿ⁾(x), the n-th derivative of digamma; `n` is a number. */
const derivative = binary('polygamma', {
  kernel: 'polygamma',
  result: 'float',

  grad: [(g, x, n) => g.mul(polygamma(Number(n) + 1, x as Tensor)), null],
  saves: [['self', 'other'], []],
  node: 'PolygammaBackward0',
})

/** The n-th derivative of `digamma`. */
export function polygamma(n: number, x: Tensor): Tensor {
  if (!Number.isInteger(n)) throw new TypeError("polygamma(): argument 'n' must be int")
  if (n < 0) throw new RuntimeError('polygamma(n, x) does not support negative n.')
  return n === 0 ? (x.digamma() as Tensor) : derivative(x, n)
}

/** Of two the first is the result where the other is no larger (no smaller), or NaN. */
const takesFirst = (compare: (a: TensorLike, b: TensorLike) => Tensor, a: TensorLike, b: TensorLike): Tensor =>
  isTensor(b) ? (compare(a, b).logicalOr(b.isnan()) as Tensor) : compare(a, b)

const logarithm = (x: TensorLike): TensorLike => (isTensor(x) ? (x.log() as Tensor) : Math.log(Number(x)))

/** dP(a, x)/dx = x^(a − 1) e⁻ˣ / Γ(a) */
const gammaDensity = (a: TensorLike, x: TensorLike): Tensor => {
  const [shape, at] = [a as Tensor, x as Tensor]
  return sub(mul(sub(shape, 1), at.log()), add(at, shape.lgamma())).exp() as Tensor
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

const { eq, ge, gt, le, lt } = compares

export const binaries: Record<keyof typeof binaryRows, Fn2> = mapRows(binaryRows, binary)
export const binariesInPlace: Record<keyof typeof binaryRows, (a: Tensor, b: TensorLike) => Tensor> = mapRows(
  binaryRows,
  binaryInPlace,
)
export const { add, sub, mul, div, pow, floorDivide, truncDivide, maximum, minimum } = binaries
