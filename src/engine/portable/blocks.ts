import type { Data } from '../../dtype.js'
import type { Loop } from '../engine.js'
import type { NumberData } from './elementwise.js'
import { unpack, walkDims } from './walk.js'

/** Numbers or bigints: both arrays are of one class, so the language moves and adds either. */
const both = (out: Data, a: Data): [NumberData, NumberData] => [out as NumberData, a as NumberData]

export function gatherBlocks(out: Data, a: Data, offsets: Float64Array, blockStride: number, loop: Loop): void {
  const [to, from] = both(out, a)
  eachBlock(loop, offsets, 1, blockStride, (n, [o, i], [so, si]) => {
    for (let t = 0; t < n; t++, o += so, i += si) to[o] = from[i]
  })
}

export function scatterBlocks(
  out: Data,
  a: Data,
  offsets: Float64Array,
  blockStride: number,
  loop: Loop,
  accumulate: boolean,
): void {
  const [to, from] = both(out, a)
  eachBlock(loop, offsets, 0, blockStride, (n, [o, i], [so, si]) => {
    if (accumulate) for (let t = 0; t < n; t++, o += so, i += si) to[o] += from[i]
    else for (let t = 0; t < n; t++, o += so, i += si) to[o] = from[i]
  })
}

/** Operand `indexed` of (out, a) is shifted by the block's offset, the other by the block's number. */
function eachBlock(
  loop: Loop,
  offsets: Float64Array,
  indexed: 0 | 1,
  blockStride: number,
  row: Parameters<typeof walkDims>[5],
): void {
  const { sizes, at, strides } = unpack(loop, 2)
  const [first, start] = [at.slice(), at]
  for (let b = 0; b < offsets.length; b++) {
    start[indexed] = first[indexed] + offsets[b]
    start[1 - indexed] = first[1 - indexed] + b * blockStride
    walkDims(sizes, start, strides, 0, sizes.length, row)
  }
}
