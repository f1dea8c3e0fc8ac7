import type { BinaryName, CompareName, PredicateName, UnaryName } from '../engine.js'
import { besselI0, besselI1 } from './bessel.js'
import { digamma, lgamma, lowerGamma, polygamma, upperGamma } from './gamma.js'
import { erf, erfc, erfinv, sinc, sincSingle } from './special.js'

/** What each op does to one element of a floating-point tensor. Rounding to float32 is left to the store. */
export const unaryScalars: Record<UnaryName, (x: number) => number> = {
  neg: (x) => -x,
  abs: Math.abs,
  sign: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0), // of NaN and of −0 too
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  rsqrt: (x) => 1 / Math.sqrt(x),
  square: (x) => x * x,
  reciprocal: (x) => 1 / x,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  relu,
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundHalfEven,
  trunc: Math.trunc,
  frac: (x) => x - Math.trunc(x),
  erf,
  erfc,
  lgamma,
  digamma,
  erfinv,
  i0: besselI0,
  i1: besselI1,
  sinc,
  bitwiseNot: (x) => ~x,
}

/** NaN and −0 pass, as in PyTorch; Math.max would make 0 of −0. */
function relu(x: number): number {
  if (x < 0) return 0
  return x
}

/** Halves go to the even neighbour; what rounds to zero keeps its sign. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x)
  const above = x - floor
  if (above < 0.5 || (above === 0.5 && floor % 2 === 0)) return floor
  return floor === -1 ? -0 : floor + 1
}

/** Elementwise functions of two floating-point numbers, as C++ and PyTorch define them. */
export const binaryScalars: Record<BinaryName, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  pow,
  floorDivide,
  remainder,
  fmod: (x, y) => x % y,
  truncDivide: (x, y) => Math.trunc(x / y),
  // The first of equals, which shows where both are zeros.
  maximum: (x, y) => (Number.isNaN(x) || x >= y ? x : y),
  minimum: (x, y) => (Number.isNaN(x) || x <= y ? x : y),
  atan2: Math.atan2,
  hypot: Math.hypot,
  copysign: (x, y) => (isNegative(y) ? -Math.abs(x) : Math.abs(x)),
  nextafter: nextDouble,
  heaviside: (x, y) => (x === 0 ? y : x > 0 ? 1 : 0), // NaN counts as negative
  xlogy: (x, y) => (Number.isNaN(y) ? y : x === 0 ? 0 : x * Math.log(y)),
  logaddexp: (x, y) => (x === y && !Number.isFinite(x) ? x : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)))),
  logaddexp2: (x, y) =>
    x === y && !Number.isFinite(x) ? x : Math.max(x, y) + Math.log1p(2 ** -Math.abs(x - y)) / Math.LN2,
  fmax: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y)),
  fmin: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y)),
  gcd: (x, y) => commonDivisor(x, y),
  lcm: (x, y) => (x === 0 ? 0 : Math.abs((x / commonDivisor(x, y)) * y)),
  polygamma: (x, n) => polygamma(n, x),
  igamma: lowerGamma,
  igammac: upperGamma,
  bitwiseAnd: (x, y) => x & y,
  bitwiseOr: (x, y) => x | y,
  bitwiseXor: (x, y) => x ^ y,
  bitwiseLeftShift: (x, y) => x * 2 ** y,
  bitwiseRightShift: (x, y) => x / 2 ** y,
}

/** C's pow: 1 to any power is 1, and (−1) to an infinite one too, where JavaScript says NaN. */
function pow(x: number, y: number): number {
  if (x === 1 || (x === -1 && (y === Infinity || y === -Infinity))) return 1
  return x ** y
}

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0)

function commonDivisor(x: number, y: number): number {
  while (y !== 0) [x, y] = [y, x % y]
  return Math.abs(x)
}

const double = new Float64Array(1)
const doubleBits = new BigInt64Array(double.buffer)
/** The next double after x towards y: of one sign, doubles follow each other as their bits do. */
function nextDouble(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (x === y) return y
  double[0] = x
  if (x === 0) doubleBits[0] = y > 0 ? 1n : -(2n ** 63n) + 1n
  else doubleBits[0] += y > x === x > 0 ? 1n : -1n
  return double[0]
}

const single = new Float32Array(1)
const singleBits = new Int32Array(single.buffer)
function nextSingle(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (x === y) return y
  single[0] = x
  if (x === 0) singleBits[0] = y > 0 ? 1 : -(2 ** 31) + 1
  else singleBits[0] += y > x === x > 0 ? 1 : -1
  return single[0]
}

/** Functions that look at how many bits a float has. */
export const unarySingles: Partial<Record<UnaryName, (x: number) => number>> = { sinc: sincSingle }
export const binarySingles: Partial<Record<BinaryName, (x: number, y: number) => number>> = { nextafter: nextSingle }

/** Python's %: the sign is the divisor's. */
function remainder(x: number, y: number): number {
  const mod = x % y
  return mod !== 0 && y < 0 !== mod < 0 ? mod + y : mod
}

/** Python's //, which rounds the exact quotient (c10/util/generic_math.h, div_floor_floating). */
function floorDivide(x: number, y: number): number {
  if (y === 0) return x / y
  const mod = x % y
  let quotient = (x - mod) / y
  if (mod !== 0 && y < 0 !== mod < 0) quotient -= 1
  if (quotient === 0) return x / y < 0 || Object.is(x / y, -0) ? -0 : 0
  const floor = Math.floor(quotient)
  return quotient - floor > 0.5 ? floor + 1 : floor
}

/** Comparisons hold for numbers and bigints alike. */
export const compareScalars: Record<CompareName, (x: number | bigint, y: number | bigint) => boolean> = {
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
  lt: (x, y) => x < y,
  le: (x, y) => x <= y,
  gt: (x, y) => x > y,
  ge: (x, y) => x >= y,
  // `!x` would take NaN for false: only zeros are.
  logicalAnd: (x, y) => truthy(x) && truthy(y),
  logicalOr: (x, y) => truthy(x) || truthy(y),
  logicalXor: (x, y) => truthy(x) !== truthy(y),
}

const truthy = (x: number | bigint): boolean => x !== 0 && x !== 0n

export const predicateScalars: Record<PredicateName, (x: number | bigint) => boolean> = {
  isnan: (x) => Number.isNaN(x),
  isinf: (x) => x === Infinity || x === -Infinity,
  isfinite: (x) => typeof x === 'bigint' || Number.isFinite(x),
  isposinf: (x) => x === Infinity,
  isneginf: (x) => x === -Infinity,
  signbit: (x) => x < 0 || Object.is(x, -0),
  logicalNot: (x) => !truthy(x),
}
