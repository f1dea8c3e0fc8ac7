import type { Data } from '../../dtype.js'
import { type Loop, SCATTERS, type ScatterName } from '../engine.js'
import type { NumberData } from './elementwise.js'
import { walk } from './walk.js'

/** Are all indices within a dimension of `size`? */
function inRange(index: BigInt64Array, loop: Loop, size: number): boolean {
  let fits = true
  walk(loop, 3, (n, [, , i], [, , si]) => {
    for (let t = 0; t < n; t++, i += si) if (!(index[i] >= 0n && index[i] < size)) fits = false
  })
  return fits
}

export function gatherAlong(
  out: Data,
  a: Data,
  index: BigInt64Array,
  loop: Loop,
  stride: number,
  size: number,
): true | undefined {
  if (!inRange(index, loop, size)) return true
  const [to, from] = [out, a] as NumberData[]
  walk(loop, 3, (n, [o, p, i], [so, sp, si]) => {
    for (let t = 0; t < n; t++, o += so, p += sp, i += si) to[o] = from[p + Number(index[i]) * stride]
  })
}

/** Larger and smaller with NaN above both, for numbers and bigints. */
const larger = <T>(x: T, y: T): T => (Number.isNaN(x) || x >= y ? x : y)
const smaller = <T>(x: T, y: T): T => (Number.isNaN(x) || x <= y ? x : y)

const combine: Record<ScatterName, (x: never, y: never) => unknown> = {
  set: (_x, y) => y,
  add: (x: number, y: number) => x + y,
  multiply: (x: number, y: number) => x * y,
  amax: larger,
  amin: smaller,
}

export function scatterAlong(
  out: Data,
  a: Data,
  index: BigInt64Array,
  loop: Loop,
  stride: number,
  size: number,
  how: number,
): true | undefined {
  if (!inRange(index, loop, size)) return true
  const [to, from] = [out, a] as NumberData[]
  const f = combine[SCATTERS[how]] as (x: number, y: number) => number
  walk(loop, 3, (n, [o, p, i], [so, sp, si]) => {
    for (let t = 0; t < n; t++, o += so, p += sp, i += si) {
      const at = o + Number(index[i]) * stride
      to[at] = f(to[at], from[p])
    }
  })
}
