import { type DigitBytes, PIXELS, SIDE } from './mnist-files.js'

/**
 * Digits drawn with strokes, for when MNIST cannot be had: same shapes, same range of values, about the same share of
 * ink, and hard enough that a network has something to learn. The same seed gives the same bytes on every machine: only
 * integer and exactly rounded arithmetic is used.
 */
export function drawnDigits(count: number, seed: number): DigitBytes {
  const random = generator(seed)
  const images = new Uint8Array(count * PIXELS)
  const labels = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const label = random() % 10
    labels[i] = label
    const shapes = GLYPHS[label]
    draw(shapes[random() % shapes.length], random, images.subarray(i * PIXELS, (i + 1) * PIXELS))
  }
  return { images, labels }
}

type Point = readonly [x: number, y: number]
/** Points that a pen passes smoothly. */
type Stroke = readonly Point[]
type Random = () => number

/** Ways to write each digit, in a box from 0 to 1, y downwards. */
// biome-ignore format: one line a way of writing
const GLYPHS: readonly (readonly Stroke[])[][] = [
  // 0
  [
    [[[0.5, 0], [0.2, 0.15], [0.12, 0.5], [0.22, 0.87], [0.5, 1], [0.79, 0.86], [0.88, 0.5], [0.78, 0.14], [0.5, 0]]],
    [[[0.6, 0.03], [0.3, 0.1], [0.1, 0.45], [0.2, 0.85], [0.5, 0.97], [0.82, 0.75], [0.9, 0.4], [0.7, 0.08], [0.45, 0.06]]],
  ],
  // 1
  [
    [[[0.5, 0], [0.5, 0.5], [0.5, 1]]],
    [[[0.3, 0.22], [0.45, 0.1], [0.55, 0]], [[0.55, 0], [0.52, 0.5], [0.5, 1]]],
  ],
  // 2
  [
    [[[0.15, 0.25], [0.3, 0.05], [0.6, 0], [0.83, 0.18], [0.75, 0.45], [0.45, 0.72], [0.12, 1]], [[0.12, 1], [0.5, 0.97], [0.9, 0.98]]],
    [[[0.2, 0.2], [0.45, 0.02], [0.75, 0.15], [0.7, 0.45], [0.35, 0.85], [0.15, 0.92], [0.25, 0.75], [0.55, 0.9], [0.9, 0.95]]],
  ],
  // 3
  [
    [[[0.18, 0.12], [0.45, 0], [0.77, 0.12], [0.74, 0.36], [0.42, 0.48]], [[0.42, 0.48], [0.8, 0.58], [0.83, 0.82], [0.52, 1], [0.15, 0.9]]],
    [[[0.2, 0.02], [0.5, 0.01], [0.8, 0.03]], [[0.8, 0.03], [0.62, 0.22], [0.45, 0.4]], [[0.45, 0.4], [0.82, 0.52], [0.8, 0.85], [0.45, 1], [0.15, 0.88]]],
  ],
  // 4
  [
    [[[0.62, 0], [0.35, 0.35], [0.1, 0.66]], [[0.1, 0.66], [0.5, 0.65], [0.95, 0.64]], [[0.68, 0.3], [0.67, 0.65], [0.65, 1]]],
    [[[0.18, 0.02], [0.15, 0.3], [0.18, 0.5], [0.45, 0.54], [0.78, 0.46]], [[0.82, 0], [0.78, 0.5], [0.72, 1]]],
  ],
  // 5
  [
    [[[0.85, 0.02], [0.5, 0.02], [0.25, 0.04]], [[0.25, 0.04], [0.21, 0.25], [0.2, 0.44]], [[0.2, 0.44], [0.55, 0.38], [0.84, 0.58], [0.78, 0.88], [0.45, 1], [0.12, 0.9]]],
  ],
  // 6
  [
    [[[0.7, 0], [0.38, 0.2], [0.18, 0.55], [0.2, 0.85], [0.5, 1], [0.8, 0.85], [0.78, 0.6], [0.5, 0.5], [0.22, 0.68]]],
    [[[0.45, 0], [0.25, 0.35], [0.18, 0.7], [0.35, 0.97], [0.65, 0.95], [0.8, 0.75], [0.62, 0.58], [0.35, 0.65], [0.22, 0.8]]],
  ],
  // 7
  [
    [[[0.1, 0.05], [0.5, 0.03], [0.88, 0.04]], [[0.88, 0.04], [0.62, 0.45], [0.42, 1]]],
    [[[0.12, 0.08], [0.5, 0.04], [0.86, 0.05]], [[0.86, 0.05], [0.6, 0.5], [0.45, 1]], [[0.3, 0.52], [0.55, 0.5], [0.78, 0.5]]],
  ],
  // 8
  [
    [[[0.55, 0.47], [0.25, 0.3], [0.3, 0.06], [0.55, 0], [0.78, 0.12], [0.7, 0.34], [0.45, 0.5], [0.2, 0.7], [0.28, 0.95], [0.55, 1], [0.8, 0.86], [0.76, 0.64], [0.55, 0.47]]],
    [[[0.75, 0.12], [0.5, 0], [0.25, 0.15], [0.4, 0.4], [0.7, 0.62], [0.75, 0.88], [0.45, 1], [0.22, 0.85], [0.35, 0.6], [0.65, 0.38], [0.76, 0.15]]],
  ],
  // 9
  [
    [[[0.8, 0.2], [0.55, 0], [0.25, 0.1], [0.18, 0.35], [0.42, 0.52], [0.7, 0.4], [0.8, 0.18]], [[0.8, 0.18], [0.76, 0.6], [0.66, 1]]],
    [[[0.75, 0.1], [0.45, 0.02], [0.22, 0.25], [0.38, 0.47], [0.68, 0.35], [0.77, 0.12]], [[0.77, 0.12], [0.78, 0.55], [0.6, 0.9], [0.3, 0.97]]],
  ],
]

function draw(strokes: readonly Stroke[], random: Random, pixels: Uint8Array): void {
  const place = placement(random)
  const pen = 0.3 + 0.65 * uniform(random)
  for (const stroke of strokes) {
    const points = stroke.map(([x, y]) => place(x + WOBBLE * spread(random), y + WOBBLE * spread(random)))
    for (let i = 0; i + 1 < points.length; i++)
      curve(
        points[Math.max(0, i - 1)],
        points[i],
        points[i + 1],
        points[Math.min(points.length - 1, i + 2)],
        pen,
        pixels,
      )
  }
}

/** How far a point strays, as a share of the digit's height. */
const WOBBLE = 0.12

/** From the box to the image: the digit is slanted, turned, stretched and shifted a little. */
function placement(random: Random): (x: number, y: number) => Point {
  const height = 18 + 2.4 * spread(random)
  const width = 14.5 + 4.5 * spread(random)
  const slant = 0.12 + 0.45 * spread(random)
  const turn = 0.3 * spread(random)
  const shiftX = 13.5 + 1.4 * spread(random)
  const shiftY = 13.5 + 1.4 * spread(random)
  return (x, y) => {
    const across = (x - 0.5) * width
    const down = (y - 0.5) * height
    // The turn is small: its sine is the angle, its cosine 1.
    return [shiftX + across - slant * down - turn * down, shiftY + down + turn * across]
  }
}

/** A Catmull-Rom curve from b to c, drawn by setting the pen down every half pixel. */
function curve(a: Point, b: Point, c: Point, d: Point, pen: number, pixels: Uint8Array): void {
  const steps = Math.ceil(2 * (Math.abs(c[0] - b[0]) + Math.abs(c[1] - b[1]))) + 1
  for (let step = 0; step <= steps; step++) {
    const t = step / steps
    dab(catmullRom(a[0], b[0], c[0], d[0], t), catmullRom(a[1], b[1], c[1], d[1], t), pen, pixels)
  }
}

/** https://en.wikipedia.org/wiki/Catmull%E2%80%93Rom_spline, uniform */
const catmullRom = (a: number, b: number, c: number, d: number, t: number): number =>
  b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))

/** A round spot of ink, dark to the radius `pen` and fading over the next pixel. */
function dab(x: number, y: number, pen: number, pixels: Uint8Array): void {
  const reach = pen + 1
  const fade = 255 / (reach * reach - pen * pen)
  const top = Math.max(0, Math.ceil(y - reach))
  const bottom = Math.min(SIDE - 1, Math.floor(y + reach))
  const left = Math.max(0, Math.ceil(x - reach))
  const right = Math.min(SIDE - 1, Math.floor(x + reach))
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const distance = (row - y) * (row - y) + (column - x) * (column - x)
      const ink = Math.min(255, (reach * reach - distance) * fade) | 0
      const at = row * SIDE + column
      if (ink > pixels[at]) pixels[at] = ink
    }
}

/** Mulberry32 (T. Ettinger, public domain): 32-bit integers. Its own, so that the user's random numbers stay untouched. */
function generator(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
}

/** Evenly from 0 to 1. */
const uniform = (random: Random): number => random() / 2 ** 32

/** Around 0, mostly within ±1: the sum of three even draws. */
const spread = (random: Random): number => uniform(random) + uniform(random) + uniform(random) - 1.5
