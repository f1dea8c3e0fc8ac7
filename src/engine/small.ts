import type { Data } from '../dtype.js'
import type { BinaryName, Loop } from './engine.js'
import { binaryScalars } from './portable/scalars.js'

/** Up to so many elements a loop in JavaScript takes less time than the way into the addon (about 0.2 µs). */
const SMALL = 16

/** Float arithmetic that IEEE 754 rounds in one way only, so that both engines give the same bits. */
const exact = new Map(
  (['add', 'sub', 'mul', 'div'] as const satisfies BinaryName[]).map((name) => [
    name as BinaryName,
    binaryScalars[name],
  ]),
)

/** Does a walk of `n` steps stay within `data`? What does not is the addon's to refuse, with its words. */
const within = (data: Data, offset: number, step: number, n: number): boolean =>
  (offset | 0) === offset && (step | 0) === step && offset >= 0 && step >= 0 && offset + (n - 1) * step < data.length

/** Computes a short flat loop over floats, if it is one; false if the engine has to. */
export function smallBinary(op: BinaryName, out: Data, a: Data, b: Data, loop: Loop): boolean {
  const n = loop[1]
  if (loop[0] !== 1 || !(n >= 1 && n <= SMALL && (n | 0) === n)) return false
  if (!(out instanceof Float32Array || out instanceof Float64Array)) return false
  const f = exact.get(op)
  if (f === undefined || a.constructor !== out.constructor || b.constructor !== out.constructor) return false
  const [x, y] = [a as Float32Array, b as Float32Array]
  const [step0, step1, step2] = [loop[3], loop[5], loop[7]]
  let i = loop[2]
  let j = loop[4]
  let k = loop[6]
  if (!(within(out, i, step0, n) && within(a, j, step1, n) && within(b, k, step2, n))) return false
  for (let left = n; left > 0; left--) {
    out[i] = f(x[j], y[k])
    i += step0
    j += step1
    k += step2
  }
  return true
}
