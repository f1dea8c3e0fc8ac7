import { RuntimeError } from '../../errors.js'
import type { BinaryName, UnaryName } from '../engine.js'

/**
 * Integer arithmetic. int32 and uint8 are numbers, int64 bigints; storing into the typed array wraps as the dtype
 * does, so a function need not, as long as the value it gives is exact modulo the dtype's range.
 */
type Functions<T, Name extends string> = Partial<Record<Name, (x: T) => T>>
type Functions2<T, Name extends string> = Partial<Record<Name, (x: T, y: T) => T>>

/** What divides: no element of the second operand may be 0, which `checkDivisor` says before anything is written. */
export const divisions: ReadonlySet<BinaryName> = new Set(['floorDivide', 'remainder', 'fmod', 'truncDivide'])

export function checkDivisor(y: number | bigint): void {
  // PyTorch's words, a RuntimeError all the same.
  if (y === 0 || y === 0n) throw new RuntimeError('ZeroDivisionError')
}

const same = <T>(x: T): T => x

export const unaryIntegers: Functions<number, UnaryName> = {
  neg: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  square: (x) => Math.imul(x, x),
  relu: (x) => Math.max(x, 0),
  floor: same,
  ceil: same,
  round: same,
  trunc: same,
  bitwiseNot: (x) => ~x,
}

export const unaryBigints: Functions<bigint, UnaryName> = {
  neg: (x) => -x,
  abs: (x) => (x < 0n ? -x : x),
  sign: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
  square: (x) => x * x,
  relu: (x) => (x < 0n ? 0n : x),
  floor: same,
  ceil: same,
  round: same,
  trunc: same,
  bitwiseNot: (x) => ~x,
}

/** Shifts by less than 0 or by the whole width move every bit out, instead of C++'s undefined behaviour. */
const integers = (bits: number, signBits: number): Functions2<number, BinaryName> => ({
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: Math.imul,
  pow: intPow,
  floorDivide: (x, y) => Math.floor(x / y),
  remainder: (x, y) => {
    const mod = x % y
    return mod !== 0 && y < 0 !== mod < 0 ? mod + y : mod
  },
  fmod: (x, y) => x % y,
  truncDivide: (x, y) => Math.trunc(x / y),
  maximum: Math.max,
  minimum: Math.min,
  bitwiseAnd: (x, y) => x & y,
  bitwiseOr: (x, y) => x | y,
  bitwiseXor: (x, y) => x ^ y,
  bitwiseLeftShift: (x, y) => (y < 0 || y >= bits ? 0 : x << y),
  bitwiseRightShift: (x, y) => x >> (y < 0 || y >= bits ? bits - signBits : y),
  fmax: Math.max,
  fmin: Math.min,
  heaviside: (x, y) => (x === 0 ? y : x > 0 ? 1 : 0),
  gcd: commonDivisor,
  lcm: (x, y) => (x === 0 ? 0 : Math.abs(Math.imul(x / commonDivisor(x, y), y))),
})

/** Euclid's algorithm. */
function commonDivisor(x: number, y: number): number {
  while (y !== 0) [x, y] = [y, x % y]
  return Math.abs(x)
}

function commonBigDivisor(x: bigint, y: bigint): bigint {
  while (y !== 0n) [x, y] = [y, x % y]
  return x < 0n ? -x : x
}

const magnitude = (x: bigint): bigint => (x < 0n ? -x : x)

export const binaryInt32 = integers(32, 1)
export const binaryUint8 = integers(8, 0)

export const binaryBigints: Functions2<bigint, BinaryName> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  pow: bigPow,
  floorDivide: (x, y) => {
    const quotient = x / y
    return x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient
  },
  remainder: (x, y) => {
    const mod = x % y
    return mod !== 0n && y < 0n !== mod < 0n ? mod + y : mod
  },
  fmod: (x, y) => x % y,
  truncDivide: (x, y) => x / y,
  maximum: larger,
  minimum: (x, y) => (larger(x, y) === x ? y : x),
  bitwiseAnd: (x, y) => x & y,
  bitwiseOr: (x, y) => x | y,
  bitwiseXor: (x, y) => x ^ y,
  bitwiseLeftShift: (x, y) => (y < 0n || y >= 64n ? 0n : x << y),
  bitwiseRightShift: (x, y) => x >> (y < 0n || y >= 64n ? 63n : y),
  fmax: larger,
  fmin: (x, y) => (larger(x, y) === x ? y : x),
  heaviside: (x, y) => (x === 0n ? y : x > 0n ? 1n : 0n),
  gcd: commonBigDivisor,
  lcm: (x, y) => (x === 0n ? 0n : magnitude(BigInt.asIntN(64, (x / commonBigDivisor(x, y)) * y))),
}

/** Math.max takes no bigints. */
function larger(x: bigint, y: bigint): bigint {
  if (x > y) return x
  return y
}

/** By squaring, wrapping as int32. A negative exponent gives the truncated fraction. */
function intPow(x: number, y: number): number {
  if (y < 0) return x === 1 ? 1 : x === -1 ? (y % 2 === 0 ? 1 : -1) : 0
  let result = 1
  for (let base = x, rest = y; rest > 0; rest = Math.floor(rest / 2), base = Math.imul(base, base))
    if (rest % 2 === 1) result = Math.imul(result, base)
  return result
}

function bigPow(x: bigint, y: bigint): bigint {
  if (y < 0n) return x === 1n ? 1n : x === -1n ? (y % 2n === 0n ? 1n : -1n) : 0n
  let result = 1n
  for (let base = x, rest = y; rest > 0n; rest >>= 1n, base = BigInt.asIntN(64, base * base))
    if (rest & 1n) result = BigInt.asIntN(64, result * base)
  return result
}
