import type { NumberData } from './elementwise.js'

/**
 * Sums of floats in PyTorch's order (aten/src/ATen/native/cpu/SumKernel.cpp, cascade_sum), so that the last bit is the same:
 * four accumulators, of as many lanes as 32 bytes hold, and levels of partial sums, each of which takes in 16 of the one
 * below, so that rounding errors grow with the logarithm of the length.
 */

/** Larger work is shared among threads there, and the order with it; up to here it never is. */
export const SHARED_FROM = 1 << 15

const LEVELS = 4
const WAYS = 4

const rounding = (a: NumberData): ((x: number) => number) => (a instanceof Float32Array ? Math.fround : (x) => x)
export const lanesOf = (a: NumberData): number => 32 / a.BYTES_PER_ELEMENT

/** A level takes in 2^this sums of the one below. */
const levelPower = (n: number): number => Math.max(4, Math.floor(Math.ceil(Math.log2(Math.max(n, 2))) / LEVELS))

/** The sum of `n` elements that are `stride` apart, level by level. */
function column(a: NumberData, start: number, stride: number, n: number): number {
  const round = rounding(a)
  const power = levelPower(n)
  const step = 2 ** power
  const level = [0, 0, 0, 0]
  let at = start
  let i = 0
  while (i + step <= n) {
    for (const stop = i + step; i < stop; i++, at += stride) level[0] = round(level[0] + a[at])
    for (let j = 1; j < LEVELS; j++) {
      level[j] = round(level[j] + level[j - 1])
      level[j - 1] = 0
      if (Math.floor(i / 2 ** (j * power)) % step !== 0) break
    }
  }
  for (; i < n; i++, at += stride) level[0] = round(level[0] + a[at])
  return level.reduce((sum, part) => round(sum + part))
}

/** Four columns of every fourth element. */
function apart(a: NumberData, start: number, stride: number, n: number): number {
  const round = rounding(a)
  const rows = Math.floor(n / WAYS)
  const sums = [0, 1, 2, 3].map((way) => column(a, start + way * stride, WAYS * stride, rows))
  for (let i = rows * WAYS; i < n; i++) sums[0] = round(sums[0] + a[start + i * stride])
  return sums.reduce((sum, part) => round(sum + part))
}

/** Adjacent elements: lanes of four vectors. */
function adjacent(a: NumberData, start: number, n: number): number {
  const round = rounding(a)
  const lanes = lanesOf(a)
  const vectors = Math.floor(n / lanes)
  const rows = Math.floor(vectors / WAYS)
  const sums = Array.from({ length: lanes }, (_, l) => {
    const ways = [0, 1, 2, 3].map((way) => column(a, start + way * lanes + l, WAYS * lanes, rows))
    for (let v = rows * WAYS; v < vectors; v++) ways[0] = round(ways[0] + a[start + v * lanes + l])
    return ways.reduce((sum, part) => round(sum + part))
  })
  let total = 0
  for (let k = vectors * lanes; k < n; k++) total = round(total + a[start + k])
  return sums.reduce((sum, part) => round(sum + part), total)
}

/** Elements of one row. */
export const rowSum = (a: NumberData, start: number, stride: number, n: number): number =>
  stride === 1 && n >= lanesOf(a) ? adjacent(a, start, n) : apart(a, start, stride, n)

/** What lies in the two innermost dimensions: `n` elements make one of `wide` results, which they are added to. */
export function addPlane(
  out: NumberData,
  to: number,
  step: number,
  a: NumberData,
  start: number,
  inner: { readonly stride: number; readonly n: number },
  across: { readonly stride: number; readonly wide: number },
): void {
  const round = rounding(a)
  const { stride, n } = inner
  const { stride: next, wide } = across
  const lanes = lanesOf(a)
  const adds = stride === 1 && n >= lanes
  // Whole blocks of neighbouring columns are summed straight down.
  const block = adds ? 0 : next === 1 && wide >= lanes ? WAYS * lanes : stride >= next ? WAYS : 0
  const straight = block === 0 ? 0 : wide - (wide % block)
  for (let j = 0; j < wide; j++) {
    const from = start + j * next
    const sum = j < straight ? column(a, from, stride, n) : rowSum(a, from, stride, n)
    out[to + j * step] = round(out[to + j * step] + sum)
  }
}
