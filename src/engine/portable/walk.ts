import type { Loop } from '../engine.js'

/**
 * One row of a loop: `n` elements, operand `p` starting at `at[p]` and going on by `step[p]`. The arrays are scratch.
 */
export type Row = (n: number, at: Float64Array, step: Float64Array) => void

/** Sizes, offsets and strides of a packed loop over `operands` operands, taken apart. */
export function unpack(
  loop: Loop,
  operands: number,
): { sizes: Float64Array; at: Float64Array; strides: Float64Array[] } {
  const rank = loop[0]
  const at = new Float64Array(operands)
  const strides: Float64Array[] = []
  for (let p = 0, i = 1 + rank; p < operands; p++, i += rank + 1) {
    at[p] = loop[i]
    strides.push(loop.slice(i + 1, i + 1 + rank))
  }
  return { sizes: loop.slice(1, 1 + rank), at, strides }
}

/** Calls `row` for each row along the last dimension, in row-major order. */
export function walk(loop: Loop, operands: number, row: Row): void {
  const { sizes, at, strides } = unpack(loop, operands)
  walkDims(sizes, at, strides, 0, sizes.length, row)
}

/**
 * Calls `row` for each row along dimension `end − 1`, the dimensions `from … end − 2` around it counting up like an
 * odometer. `at` is moved on the way and is back where it was at the end.
 */
export function walkDims(
  sizes: Float64Array,
  at: Float64Array,
  strides: readonly Float64Array[],
  from: number,
  end: number,
  row: Row,
): void {
  const operands = at.length
  const step = new Float64Array(operands)
  if (from === end) {
    row(1, at, step)
    return
  }
  for (let d = from; d < end; d++) if (sizes[d] === 0) return
  const last = end - 1
  for (let p = 0; p < operands; p++) step[p] = strides[p][last]
  const n = sizes[last]
  const index = new Float64Array(end)
  for (;;) {
    row(n, at, step)
    let d = last - 1
    for (; d >= from; d--) {
      for (let p = 0; p < operands; p++) at[p] += strides[p][d]
      if (++index[d] < sizes[d]) break
      for (let p = 0; p < operands; p++) at[p] -= strides[p][d] * sizes[d]
      index[d] = 0
    }
    if (d < from) return
  }
}
