import type { Data } from '../../dtype.js'
import type { Floats } from '../layers.js'

interface Axis {
  readonly size: number
  readonly windows: number
  readonly step: number
  /** For each window: where it begins, how many places it sees, its factor. */
  readonly spans: Float64Array
}

interface Geometry {
  readonly images: number
  readonly down: Axis
  readonly across: Axis
  /** What stands behind: where the arrays begin. */
  readonly offsets: Float64Array
}

function geometryOf(meta: Float64Array): Geometry {
  let at = 1
  const axis = (): Axis => {
    const [size, windows, step] = meta.subarray(at)
    const spans = meta.subarray(at + 3, at + 3 + 3 * windows)
    at += 3 + 3 * windows
    return { size, windows, step, spans }
  }
  const [down, across] = [axis(), axis()]
  return { images: meta[0], down, across, offsets: meta.subarray(at) }
}

/** Every window: its number, its image's first element, its first place there, how many rows and columns, its factor. */
function windows(
  { images, down, across }: Geometry,
  body: (o: number, image: number, place: number, rows: number, columns: number, factor: number) => void,
): void {
  let o = 0
  for (let image = 0; image < images; image++)
    for (let i = 0; i < down.windows; i++)
      for (let j = 0; j < across.windows; j++) {
        const [top, rows, high] = down.spans.subarray(3 * i)
        const [left, columns, wide] = across.spans.subarray(3 * j)
        body(o++, image * down.size * across.size, top * across.size + left, rows, columns, high * wide)
      }
}

export function maxPool(out: Data, places: Int32Array, x: Data, meta: Float64Array): void {
  const at = geometryOf(meta)
  const [toOut, fromX] = at.offsets
  const [to, from] = [out, x] as Floats[]
  windows(at, (o, image, first, rows, columns) => {
    let [best, place] = [Number.NEGATIVE_INFINITY, first]
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const p = first + i * at.down.step * at.across.size + j * at.across.step
        const value = from[fromX + image + p]
        if (value > best || Number.isNaN(value)) [best, place] = [value, p]
      }
    to[toOut + o] = best
    places[o] = place
  })
}

export function maxPoolBackward(out: Data, g: Data, places: Int32Array, meta: Float64Array): void {
  const [images, elements, each, toOut, fromG] = meta
  const [to, slopes] = [out, g] as Floats[]
  to.fill(0, toOut, toOut + images * elements)
  for (let o = 0; o < images * each; o++) to[toOut + Math.floor(o / each) * elements + places[o]] += slopes[fromG + o]
}

export function meanPool(out: Data, x: Data, meta: Float64Array): void {
  const at = geometryOf(meta)
  const [toOut, fromX] = at.offsets
  const [to, from] = [out, x] as Floats[]
  windows(at, (o, image, first, rows, columns, factor) => {
    let sum = 0
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        sum += from[fromX + image + first + i * at.down.step * at.across.size + j * at.across.step]
    to[toOut + o] = sum * factor
  })
}

export function meanPoolBackward(out: Data, g: Data, meta: Float64Array): void {
  const at = geometryOf(meta)
  const [toOut, fromG] = at.offsets
  const [to, slopes] = [out, g] as Floats[]
  to.fill(0, toOut, toOut + at.images * at.down.size * at.across.size)
  windows(at, (o, image, first, rows, columns, factor) => {
    const share = slopes[fromG + o] * factor
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        to[toOut + image + first + i * at.down.step * at.across.size + j * at.across.step] += share
  })
}
