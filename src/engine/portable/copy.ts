import type { Data } from '../../dtype.js'
import type { Loop } from '../engine.js'
import { isFloatData, type NumberData } from './elementwise.js'
import { walk } from './walk.js'

const INT32_MIN = -(2 ** 31)
const INT64_MIN = -(2n ** 63n)

export function copy(out: Data, a: Data, loop: Loop, toBool: boolean): void {
  if (toBool) convert(out as Uint8Array, a, loop, (x: number | bigint) => (x === 0 || x === 0n ? 0 : 1))
  else if (out instanceof BigInt64Array) {
    if (a instanceof BigInt64Array) move(out, a, loop)
    else convert(out, a, loop, toInt64)
  } else if (a instanceof BigInt64Array) {
    if (isFloatData(out)) convert(out, a, loop, Number)
    else convert(out, a, loop, (x: bigint) => Number(BigInt.asIntN(32, x)))
  } else if (out instanceof Int32Array && isFloatData(a)) convert(out, a, loop, toInt32)
  else move(out, a, loop)
}

export function fill(out: Data, value: number | bigint, loop: Loop): void {
  const to = out as { [index: number]: number | bigint; fill(x: number | bigint, from: number, to: number): void }
  const x = out instanceof BigInt64Array ? BigInt(value) : Number(value)
  walk(loop, 1, (n, at, step) => {
    if (step[0] === 1) to.fill(x, at[0], at[0] + n)
    else for (let t = 0, o = at[0]; t < n; t++, o += step[0]) to[o] = x
  })
}

/** What does not fit becomes the smallest integer, as x86 converts; PyTorch shows the same. */
const toInt64 = (x: number): bigint => (x >= -(2 ** 63) && x < 2 ** 63 ? BigInt(Math.trunc(x)) : INT64_MIN)
const toInt32 = (x: number): number => (x > INT32_MIN - 1 && x < 2 ** 31 ? x : INT32_MIN)

function convert<A extends number | bigint, O>(out: { [i: number]: O }, a: Data, loop: Loop, f: (x: A) => O): void {
  const from = a as unknown as { [i: number]: A }
  walk(loop, 2, (n, at, step) => {
    let [o, i] = at
    const [so, si] = step
    for (let t = 0; t < n; t++, o += so, i += si) out[o] = f(from[i])
  })
}

/** Between arrays that the language converts as PyTorch does: also float → uint8, modulo 256 after truncation. */
function move(out: Data, a: Data, loop: Loop): void {
  const [to, from] = [out, a] as NumberData[]
  const sameKind = out.constructor === a.constructor
  walk(loop, 2, (n, at, step) => {
    let [o, i] = at
    const [so, si] = step
    if (sameKind && so === 1 && si === 1 && n > 16) to.set(from.subarray(i, i + n), o)
    else for (let t = 0; t < n; t++, o += so, i += si) to[o] = from[i]
  })
}
