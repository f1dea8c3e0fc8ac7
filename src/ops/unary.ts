import type { UnaryName } from '../engine/engine.js'
import type { Tensor } from '../tensor.js'
import { type UnaryRow, unary } from './define.js'
import { unaryInPlace } from './define-in-place.js'
import { mapRows } from './rows.js'

type Fn = (x: Tensor) => Tensor
/** What only gradients need. */
type SpecialName = 'i1'

const noBool = (named: string) => ({ refusal: `"${named}" not implemented for 'Bool'` })

/** The gradient of what jumps. */
const zeros = (g: Tensor): Tensor => g.newZeros([...g.sizes]) as Tensor

/** Elementwise functions: one row each. Gradients are written in ops, so they can be differentiated again. */
const unaryRows: Record<Exclude<UnaryName, SpecialName>, UnaryRow> = {
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
  lgamma: { kernel: 'lgamma', result: 'float', grad: (g, x) => g.mul(x.digamma()), saves: 'self' },
  digamma: { kernel: 'digamma', result: 'float', grad: (g, x) => g.mul(x.polygamma(1)), saves: 'self' },
  erfinv: {
    kernel: 'erfinv',
    result: 'float',
    grad: (g, _x, y) => g.mul(y.square().exp()).mul(Math.sqrt(Math.PI) / 2),
    saves: 'result',
  },
  i0: { kernel: 'i0', result: 'float', grad: (g, x) => g.mul(i1(x)), saves: 'self' },
  sinc: { kernel: 'sinc', result: 'float', grad: (g, x) => g.mul(sincSlope(x)), saves: 'self' },
  bitwiseNot: {
    kernel: 'bitwiseNot',
    result: 'same',
    bool: 'logicalNot',
    only: { kind: 'integer', named: 'bitwise_not_cpu' },
  },
}

/** I₁, the derivative of I₀. */
const i1: Fn = unary('specialModifiedBesselI1', {
  kernel: 'i1',
  result: 'float',
  grad: (g, x) => g.mul(x.eq(0).where(0.5, x.i0().sub(i1(x).div(x))) as Tensor),
  saves: 'self',
  node: 'SpecialI1Backward0',
})

/** d sinc x/dx = (cos πx − sinc x) / x, and 0 at 0. */
const sincSlope: Fn = (x) => x.eq(0).where(0, x.mul(Math.PI).cos().sub(x.sinc()).div(x)) as Tensor

export const unaries: Record<keyof typeof unaryRows, Fn> = mapRows(unaryRows, unary)
export const unariesInPlace: Record<keyof typeof unaryRows, Fn> = mapRows(unaryRows, unaryInPlace)
