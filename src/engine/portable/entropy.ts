import type { Data } from '../../dtype.js'
import type { Floats } from '../layers.js'

/** What the two functions have in common: where the classes and weights of places lie. */
class Places {
  readonly count: number
  constructor(
    readonly samples: number,
    readonly classes: number,
    readonly inner: number,
    private readonly ignored: number,
    private readonly target: Data,
    private readonly atTarget: number,
    private readonly weight: Data | null,
    private readonly atWeight: number,
  ) {
    this.count = samples * inner
  }
  /** Null: it counts for nothing. */
  classOf(place: number): number | null {
    const c = Number(this.target[this.atTarget + place])
    return c === this.ignored ? null : c
  }
  weightOf(c: number): number {
    return this.weight === null ? 1 : Number(this.weight[this.atWeight + c])
  }
  /** Where class `c` of a place lies in [samples, classes, inner]. */
  at(place: number, c: number): number {
    return (Math.floor(place / this.inner) * this.classes + c) * this.inner + (place % this.inner)
  }
}

export function classLosses(
  losses: Data,
  totals: Float64Array,
  terms: Data | null,
  rates: Data | null,
  x: Data,
  target: Data,
  weight: Data | null,
  meta: Float64Array,
): number {
  const [samples, classes, inner, ignored, logits, atLosses, atTerms, atRates, atX, atTarget, atWeight] = meta
  const places = new Places(samples, classes, inner, ignored, target, atTarget, weight, atWeight)
  for (let i = 0; i < places.count; i++) {
    const c = places.classOf(i)
    if (c !== null && (c < 0 || c >= classes)) return i
  }
  const [each, from] = [losses, x] as Floats[]
  const [kept, inverse] = [terms, rates] as (Floats | null)[]
  totals.fill(0)
  for (let i = 0; i < places.count; i++) {
    let [most, shift] = [0, 0]
    if (logits === 1) {
      most = Number.NEGATIVE_INFINITY
      for (let c = 0; c < classes; c++) most = Math.max(most, from[atX + places.at(i, c)])
      let sum = 0
      for (let c = 0; c < classes; c++) {
        const y = Math.exp(from[atX + places.at(i, c)] - most)
        if (kept) kept[atTerms + places.at(i, c)] = y
        sum += y
      }
      if (inverse) inverse[atRates + i] = 1 / sum
      shift = Math.log(sum)
    }
    const c = places.classOf(i)
    const w = c === null ? 0 : places.weightOf(c)
    each[atLosses + i] = c === null ? 0 : -w * (from[atX + places.at(i, c)] - most - shift)
    totals[0] += each[atLosses + i]
    totals[1] += w
  }
  return -1
}

export function classLossesBackward(
  out: Data,
  g: Data,
  terms: Data | null,
  rates: Data | null,
  target: Data,
  weight: Data | null,
  meta: Float64Array,
): void {
  const [samples, classes, inner, ignored, step, scale, atOut, atG, atTerms, atRates, atTarget, atWeight] = meta
  const places = new Places(samples, classes, inner, ignored, target, atTarget, weight, atWeight)
  const [to, slopes] = [out, g] as Floats[]
  const [kept, inverse] = [terms, rates] as (Floats | null)[]
  for (let i = 0; i < places.count; i++) {
    const own = places.classOf(i)
    const factor = own === null ? 0 : places.weightOf(own) * scale * slopes[atG + i * step]
    for (let c = 0; c < classes; c++) {
      const at = places.at(i, c)
      const share = kept && inverse ? kept[atTerms + at] * inverse[atRates + i] * factor : 0
      to[atOut + at] = c === own ? share - factor : share
    }
  }
}
