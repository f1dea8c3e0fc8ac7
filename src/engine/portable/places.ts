import type { Data } from '../../dtype.js'
import type { Loop } from '../engine.js'
import { unpack, walk } from './walk.js'

export function placesOf(
  offsets: Float64Array,
  index: BigInt64Array,
  loop: Loop,
  size: number,
  step: number,
  fromEnd: boolean,
): true | undefined {
  let fits = true
  walk(loop, 2, (n, [o, i], [so, si]) => {
    for (let t = 0; t < n; t++, o += so, i += si) {
      let place = Number(index[i])
      if (fromEnd && place < 0) place += size
      if (place >= 0 && place < size) offsets[o] += place * step
      else fits = false
    }
  })
  return fits ? undefined : true
}

export function nonzero(out: BigInt64Array, a: Data, loop: Loop): void {
  const { sizes } = unpack(loop, 1)
  const rank = sizes.length
  const total = out.length / rank
  const at = new Array<number>(rank).fill(0)
  let found = 0
  walk(loop, 1, (n, [p], [stride]) => {
    for (let t = 0; t < n; t++, p += stride) {
      if (Number(a[p]) !== 0) {
        for (let d = 0; d < rank; d++) out[d * total + found] = BigInt(at[d])
        found++
      }
      for (let d = rank - 1; d >= 0 && ++at[d] === sizes[d]; d--) at[d] = 0
    }
  })
}
