import type { Data } from '../../dtype.js'

export function searchSorted(
  out: BigInt64Array,
  sorted: Data,
  values: Data,
  n: number,
  width: number,
  right: boolean,
): void {
  for (let i = 0; i < values.length; i++) {
    const start = sorted.length === n ? 0 : Math.floor(i / width) * n
    const value = values[i]
    let [low, high] = [0, n]
    while (low < high) {
      const middle = (low + high) >> 1
      const x = sorted[start + middle]
      // As PyTorch: a NaN on either side is passed.
      if (right ? !(x > value) : !(x >= value)) low = middle + 1
      else high = middle
    }
    out[i] = BigInt(low)
  }
}

export function bincount(out: Data, a: BigInt64Array, weights: Data): void {
  if (out instanceof BigInt64Array) for (const bin of a) out[Number(bin)]++
  else for (let i = 0; i < a.length; i++) out[Number(a[i])] += weights[i] as number
}

/** As PyTorch, the place is reckoned in the elements' own precision. */
export function histc(out: Data, a: Data, low: number, high: number): void {
  const round = out instanceof Float32Array ? Math.fround : Number
  const [bins, least, most] = [out.length, round(low), round(high)]
  const width = round(most - least)
  const counts = out as Float64Array
  for (const x of a as Float64Array) {
    if (!(x >= least && x <= most)) continue
    const bin = Math.trunc(round(round(round(x - least) / width) * bins))
    counts[Math.min(bin, bins - 1)]++
  }
}
