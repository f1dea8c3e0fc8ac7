import type { Data } from '../../dtype.js'
import type { Floats } from '../layers.js'

/** The group of statistics that each element of [samples, channels, places] belongs to. */
interface Layout {
  readonly samples: number
  readonly channels: number
  readonly places: number
  readonly count: number
  /** How many statistics there are, and which are those of a channel of a sample. */
  readonly statistics: number
  of(sample: number, channel: number): number
}

function layoutOf([samples, channels, places, groups]: Float64Array): Layout {
  const width = channels / groups
  return {
    samples,
    channels,
    places,
    count: groups === 0 ? samples * places : width * places,
    statistics: groups === 0 ? channels : samples * groups,
    of: (sample, channel) => (groups === 0 ? channel : sample * groups + Math.floor(channel / width)),
  }
}

/** Every run of places: its channel, its statistics, and where it begins. */
function runs(at: Layout, body: (channel: number, k: number, from: number) => void): void {
  for (let i = 0; i < at.samples; i++)
    for (let c = 0; c < at.channels; c++) body(c, at.of(i, c), (i * at.channels + c) * at.places)
}

export function moments(statistics: Float64Array, x: Data, meta: Float64Array): void {
  const at = layoutOf(meta)
  const from = x as Floats
  const [, , , , offset, eps] = meta
  const n = at.statistics
  statistics.fill(0, 0, 3 * n)
  runs(at, (_, k, start) => {
    for (let j = 0; j < at.places; j++) statistics[k] += from[offset + start + j]
  })
  for (let k = 0; k < n; k++) statistics[k] /= at.count
  runs(at, (_, k, start) => {
    for (let j = 0; j < at.places; j++) statistics[n + k] += (from[offset + start + j] - statistics[k]) ** 2
  })
  for (let k = 0; k < n; k++) {
    statistics[n + k] /= at.count
    statistics[2 * n + k] = 1 / Math.sqrt(statistics[n + k] + eps)
  }
}

export function normalize(
  out: Data,
  x: Data,
  statistics: Float64Array,
  weight: Data | null,
  bias: Data | null,
  meta: Float64Array,
): void {
  const at = layoutOf(meta)
  const [to, from] = [out, x] as Floats[]
  const [samples, channels, places, groups, own, eps, offsetOut, offsetX, offsetWeight, offsetBias] = meta
  if (own === 1) moments(statistics, x, Float64Array.of(samples, channels, places, groups, offsetX, eps))
  runs(at, (c, k, start) => {
    const factor = statistics[2 * at.statistics + k] * (weight ? Number(weight[offsetWeight + c]) : 1)
    const shift = bias ? Number(bias[offsetBias + c]) : 0
    for (let j = start; j < start + at.places; j++)
      to[offsetOut + j] = (from[offsetX + j] - statistics[k]) * factor + shift
  })
}

export function normalizeBackward(
  gradX: Data | null,
  gradWeight: Data | null,
  gradBias: Data | null,
  g: Data,
  x: Data,
  statistics: Float64Array,
  weight: Data | null,
  meta: Float64Array,
): void {
  const at = layoutOf(meta)
  const [slopes, from] = [g, x] as Floats[]
  const [, , , , fixed, toX, toWeight, toBias, offsetG, offsetX, offsetWeight] = meta
  const rate = (k: number): number => statistics[2 * at.statistics + k]
  const weightOf = (c: number): number => (weight ? Number(weight[offsetWeight + c]) : 1)
  // Σ g and Σ g x̂ of each channel, and of each group of statistics with the weights.
  const [plain, along] = [new Float64Array(at.channels), new Float64Array(at.channels)]
  const [groupPlain, groupAlong] = [new Float64Array(at.statistics), new Float64Array(at.statistics)]
  runs(at, (c, k, start) => {
    let [p, a] = [0, 0]
    for (let j = start; j < start + at.places; j++) {
      p += slopes[offsetG + j]
      a += slopes[offsetG + j] * (from[offsetX + j] - statistics[k])
    }
    a *= rate(k)
    plain[c] += p
    along[c] += a
    groupPlain[k] += p * weightOf(c)
    groupAlong[k] += a * weightOf(c)
  })
  for (let c = 0; c < at.channels; c++) {
    if (gradWeight) (gradWeight as Floats)[toWeight + c] = along[c]
    if (gradBias) (gradBias as Floats)[toBias + c] = plain[c]
  }
  if (!gradX) return
  const to = gradX as Floats
  runs(at, (c, k, start) => {
    const constant = fixed ? 0 : groupPlain[k] / at.count
    const slope = fixed ? 0 : groupAlong[k] / at.count
    for (let j = start; j < start + at.places; j++) {
      const hat = (from[offsetX + j] - statistics[k]) * rate(k)
      to[toX + j] = (slopes[offsetG + j] * weightOf(c) - constant - hat * slope) * rate(k)
    }
  })
}
