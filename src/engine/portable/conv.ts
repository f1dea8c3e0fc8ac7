import type { Data } from '../../dtype.js'
import type { Floats } from '../layers.js'

interface Axis {
  readonly size: number
  readonly kernel: number
  readonly stride: number
  readonly padding: number
  readonly dilation: number
  /** How many places the output has. */
  readonly places: number
}

interface Geometry {
  readonly images: number
  readonly channels: number
  readonly filters: number
  readonly groups: number
  readonly down: Axis
  readonly across: Axis
}

/** Numbers of the geometry, in front of the offsets. */
const GEOMETRY = 14

function geometryOf(meta: Float64Array): Geometry {
  const [images, channels, height, width, filters, groups] = meta
  const axis = (size: number, at: number): Axis => {
    const [kernel, stride, padding, dilation] = meta.subarray(at)
    const places = Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
    return { size, kernel, stride, padding, dilation, places }
  }
  return { images, channels, filters, groups, down: axis(height, 6), across: axis(width, 10) }
}

/** The outputs whose window has a place inside for tap k: from … to. */
function inside({ size, stride, padding, dilation, places }: Axis, k: number): [from: number, to: number] {
  const shift = k * dilation - padding
  return [Math.max(0, Math.ceil(-shift / stride)), Math.min(places, Math.floor((size - 1 - shift) / stride) + 1)]
}

/**
 * Calls `row` for every row of products out[o + j] ~ x[i + j · stride] · weight[w], j < n: the same ones forward and
 * backward, in an order that goes through memory forwards.
 */
function products(at: Geometry, row: (o: number, i: number, w: number, n: number, step: number) => void): void {
  const { down, across } = at
  const [depth, filters] = [at.channels / at.groups, at.filters / at.groups]
  for (let image = 0; image < at.images; image++)
    for (let f = 0; f < at.filters; f++)
      for (let d = 0; d < depth; d++) {
        const c = Math.floor(f / filters) * depth + d
        const from = (image * at.channels + c) * down.size * across.size
        const to = (image * at.filters + f) * down.places * across.places
        for (let ki = 0; ki < down.kernel; ki++)
          for (let kj = 0; kj < across.kernel; kj++) {
            const w = ((f * depth + d) * down.kernel + ki) * across.kernel + kj
            const [top, bottom] = inside(down, ki)
            const [left, right] = inside(across, kj)
            const x = left * across.stride + kj * across.dilation - across.padding
            for (let y = top; y < bottom; y++) {
              const line = y * down.stride + ki * down.dilation - down.padding
              row(to + y * across.places + left, from + line * across.size + x, w, right - left, across.stride)
            }
          }
      }
}

const outputsOf = (at: Geometry): number => at.images * at.filters * at.down.places * at.across.places

export function convolve(out: Data, x: Data, weight: Data, bias: Data | null, meta: Float64Array): void {
  const at = geometryOf(meta)
  const [toOut, fromX, fromWeight, fromBias] = meta.subarray(GEOMETRY)
  // Sums in double, rounded once.
  const sums = new Float64Array(outputsOf(at))
  const places = at.down.places * at.across.places
  if (bias)
    for (let i = 0; i < sums.length; i++) sums[i] = Number(bias[fromBias + (Math.floor(i / places) % at.filters)])
  const [images, filters] = [x, weight] as Floats[]
  products(at, (o, i, w, n, step) => {
    const factor = filters[fromWeight + w]
    for (let j = 0, k = fromX + i; j < n; j++, k += step) sums[o + j] += images[k] * factor
  })
  ;(out as Floats).set(sums, toOut)
}

export function convolveImages(out: Data, g: Data, weight: Data, meta: Float64Array): void {
  const at = geometryOf(meta)
  const [toOut, fromG, fromWeight] = meta.subarray(GEOMETRY)
  const sums = new Float64Array(at.images * at.channels * at.down.size * at.across.size)
  const [slopes, filters] = [g, weight] as Floats[]
  products(at, (o, i, w, n, step) => {
    const factor = filters[fromWeight + w]
    for (let j = 0, k = i; j < n; j++, k += step) sums[k] += slopes[fromG + o + j] * factor
  })
  ;(out as Floats).set(sums, toOut)
}

export function convolveFilters(out: Data, bias: Data | null, g: Data, x: Data, meta: Float64Array): void {
  const at = geometryOf(meta)
  const [toOut, toBias, fromG, fromX] = meta.subarray(GEOMETRY)
  const [slopes, images] = [g, x] as Floats[]
  const sums = new Float64Array((at.filters * at.channels * at.down.kernel * at.across.kernel) / at.groups)
  products(at, (o, i, w, n, step) => {
    let sum = 0
    for (let j = 0, k = fromX + i; j < n; j++, k += step) sum += slopes[fromG + o + j] * images[k]
    sums[w] += sum
  })
  ;(out as Floats).set(sums, toOut)
  if (!bias) return
  const places = at.down.places * at.across.places
  const all = new Float64Array(at.filters)
  for (let i = 0; i < outputsOf(at); i++) all[Math.floor(i / places) % at.filters] += slopes[fromG + i]
  ;(bias as Floats).set(all, toBias)
}
