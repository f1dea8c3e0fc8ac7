import type { Data } from '../../dtype.js'
import type { Loop, ScanName } from '../engine.js'
import { walk } from './walk.js'

interface Elements<T> {
  [index: number]: T
}

/** How a running value goes on, and what it is before the first element. Sums of floats are in double. */
const running: Record<ScanName, { first: number; step: (y: number, x: number) => number }> = {
  cumsum: { first: 0, step: (y, x) => y + x },
  cumprod: { first: 1, step: (y, x) => y * x },
  logcumsumexp: { first: -Infinity, step: logSum },
}
const runningBigints: Partial<Record<ScanName, { first: bigint; step: (y: bigint, x: bigint) => bigint }>> = {
  cumsum: { first: 0n, step: (y, x) => BigInt.asIntN(64, y + x) },
  cumprod: { first: 1n, step: (y, x) => BigInt.asIntN(64, y * x) },
}

/** ln(eˣ + eʸ), where equal infinities stay (aten/src/ATen/native/cpu/LogAddExp.h). */
function logSum(y: number, x: number): number {
  const high = Math.max(x, y)
  return x === y && !Number.isFinite(x) ? x : Math.log1p(Math.exp(Math.min(x, y) - high)) + high
}

export function scan(op: ScanName, out: Data, a: Data, loop: Loop): void {
  if (a instanceof BigInt64Array) {
    const big = runningBigints[op]
    if (big === undefined) throw new TypeError(`${op} has no loop for ${a.constructor.name}`)
    run(out as BigInt64Array, a, loop, big.first, big.step)
  } else run(out as Elements<number>, a, loop, running[op].first, running[op].step)
}

function run<T>(to: Elements<T>, from: Elements<T>, loop: Loop, first: T, step: (y: T, x: T) => T): void {
  walk(loop, 2, (n, [o, i], [so, si]) => {
    let y = first
    for (let t = 0; t < n; t++, o += so, i += si) {
      y = step(y, from[i])
      to[o] = y
    }
  })
}

export function scanExtremes(values: Data, indices: BigInt64Array, a: Data, loop: Loop, least: boolean): void {
  const [to, from] = [values, a] as Elements<number | bigint>[]
  walk(loop, 3, (n, [o, p, i], [so, sp, si]) => {
    let best = from[i]
    let place = 0
    for (let t = 0; t < n; t++, o += so, p += sp, i += si) {
      const x = from[i]
      // x !== x: NaN stays once it was met.
      if (Number.isNaN(x) || (!Number.isNaN(best) && (least ? x <= best : x >= best))) {
        best = x
        place = t
      }
      to[o] = best
      indices[p] = BigInt(place)
    }
  })
}
