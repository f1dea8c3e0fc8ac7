import type { Data } from '../../dtype.js'
import type { BinaryName, CompareName, Loop, PredicateName, UnaryName } from '../engine.js'
import {
  binaryBigints,
  binaryInt32,
  binaryUint8,
  checkDivisor,
  divisions,
  unaryBigints,
  unaryIntegers,
} from './integers.js'
import {
  binaryScalars,
  binarySingles,
  compareScalars,
  predicateScalars,
  unaryScalars,
  unarySingles,
} from './scalars.js'
import { unpack, walk } from './walk.js'

/** Arrays whose elements are numbers, and the indexed view of any array that the generic loops need. */
export type NumberData = Exclude<Data, BigInt64Array>
interface Elements<T> {
  [index: number]: T
}

export const isFloatData = (a: Data): a is Float32Array | Float64Array =>
  a instanceof Float32Array || a instanceof Float64Array

const missing = (op: string, a: Data): never => {
  throw new TypeError(`${op} has no loop for ${a.constructor.name}`)
}

export function unary(op: UnaryName, out: Data, a: Data, loop: Loop): void {
  if (a instanceof BigInt64Array) map<bigint, bigint>(unaryBigints[op] ?? missing(op, a), out as BigInt64Array, a, loop)
  else
    map<number, number>(
      (isFloatData(a) ? floatUnary(op, a) : unaryIntegers[op]) ?? missing(op, a),
      out as NumberData,
      a,
      loop,
    )
}

/** Float32 has a function of its own where the number of bits matters. */
const floatUnary = (op: UnaryName, a: Data): ((x: number) => number) =>
  (a instanceof Float32Array ? unarySingles[op] : undefined) ?? unaryScalars[op]
const floatBinary = (op: BinaryName, a: Data): ((x: number, y: number) => number) =>
  (a instanceof Float32Array ? binarySingles[op] : undefined) ?? binaryScalars[op]

export function predicate(op: PredicateName, out: Uint8Array, a: Data, loop: Loop): void {
  const f = predicateScalars[op]
  map<number | bigint, number>((x) => (f(x) ? 1 : 0), out, a, loop)
}

export function binary(op: BinaryName, out: Data, a: Data, b: Data, loop: Loop): void {
  if (divisions.has(op) && !isFloatData(a)) each(checkDivisor, b, loop, 2)
  if (a instanceof BigInt64Array) {
    const f = binaryBigints[op] ?? missing(op, a)
    zip<bigint, bigint>(f, out as BigInt64Array, a, b as BigInt64Array, loop)
  } else if (isFloatData(a)) {
    const root = op === 'pow' ? rootFor(b as NumberData, loop) : undefined
    if (root) zip<number, number>(root, out as NumberData, a, b as NumberData, loop)
    else if (!arithmetic(op, out as NumberData, a, b as NumberData, loop))
      zip<number, number>(floatBinary(op, a), out as NumberData, a, b as NumberData, loop)
  } else {
    const f = (a instanceof Int32Array ? binaryInt32 : binaryUint8)[op] ?? missing(op, a)
    zip<number, number>(f, out as NumberData, a, b as NumberData, loop)
  }
}

export function compare(op: CompareName, out: Uint8Array, a: Data, b: Data, loop: Loop): void {
  const f = compareScalars[op]
  zip<number | bigint, number>((x, y) => (f(x, y) ? 1 : 0), out, a, b, loop)
}

export function where(out: Data, condition: Uint8Array, a: Data, b: Data, loop: Loop): void {
  const [to, x, y] = [out, a, b] as Elements<number | bigint>[]
  walk(loop, 4, (n, at, step) => {
    let [o, c, i, j] = at
    const [so, sc, si, sj] = step
    for (let t = 0; t < n; t++, o += so, c += sc, i += si, j += sj) to[o] = condition[c] ? x[i] : y[j]
  })
}

/** Powers by the one number ±½ are roots in PyTorch (aten/src/ATen/native/cpu/PowKernel.cpp): of −∞ they are nan. */
function rootFor(b: NumberData, loop: Loop): ((x: number) => number) | undefined {
  const { sizes, at, strides } = unpack(loop, 3)
  if (sizes.some((n, d) => n === 0 || (n > 1 && strides[2][d] !== 0))) return undefined
  const exponent = b[at[2]]
  if (exponent === 0.5) return Math.sqrt
  return exponent === -0.5 ? unaryScalars.rsqrt : undefined
}

/** Calls `f` with each element of one operand of a loop of three. */
function each(f: (x: number | bigint) => void, data: Elements<number | bigint>, loop: Loop, operand: number): void {
  walk(loop, 3, (n, at, step) => {
    for (let t = 0, i = at[operand]; t < n; t++, i += step[operand]) f(data[i])
  })
}

function map<A, O>(f: (x: A) => O, out: Elements<O>, a: Elements<A>, loop: Loop): void {
  walk(loop, 2, (n, at, step) => {
    let [o, i] = at
    const [so, si] = step
    for (let t = 0; t < n; t++, o += so, i += si) out[o] = f(a[i])
  })
}

function zip<A, O>(f: (x: A, y: A) => O, out: Elements<O>, a: Elements<A>, b: Elements<A>, loop: Loop): void {
  walk(loop, 3, (n, at, step) => {
    let [o, i, j] = at
    const [so, si, sj] = step
    for (let t = 0; t < n; t++, o += so, i += si, j += sj) out[o] = f(a[i], b[j])
  })
}

/** The four operations of floats, written out: a call through a table costs five times the arithmetic. */
function arithmetic(op: BinaryName, out: NumberData, a: NumberData, b: NumberData, loop: Loop): boolean {
  if (op !== 'add' && op !== 'sub' && op !== 'mul' && op !== 'div') return false
  walk(loop, 3, (n, at, step) => {
    let [o, i, j] = at
    const [so, si, sj] = step
    if (op === 'add') for (let t = 0; t < n; t++, o += so, i += si, j += sj) out[o] = a[i] + b[j]
    else if (op === 'sub') for (let t = 0; t < n; t++, o += so, i += si, j += sj) out[o] = a[i] - b[j]
    else if (op === 'mul') for (let t = 0; t < n; t++, o += so, i += si, j += sj) out[o] = a[i] * b[j]
    else for (let t = 0; t < n; t++, o += so, i += si, j += sj) out[o] = a[i] / b[j]
  })
  return true
}
