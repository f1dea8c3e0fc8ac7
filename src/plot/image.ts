import { createRequire } from 'node:module'
import { ValueError } from '../errors.js'
import { type ColorMap, type ColorTable, colorTable, isGrey } from './colors.js'
import { extent } from './numbers.js'
import { type NumberArray, type Numbers, showShape } from './values.js'

const require = createRequire(import.meta.url)

/** An image as it was given: rows of pixels of one number, or of red, green, blue and perhaps alpha. */
export interface Image {
  height: number
  width: number
  channels: 1 | 3 | 4
  data: Numbers
  /** Colour channels count to 255, otherwise to 1. */
  bytes: boolean
}

/**
 * Take `[height, width]`, `[height, width, 3]` or `[height, width, 4]` for an image.
 * Errors: TypeError for another shape (as matplotlib says it), ValueError for an empty image or one that holds NaN or
 * infinities.
 */
export function asImage({ shape, data, integral }: NumberArray, what: string): Image {
  const [height, width, channels = 1] = shape
  const fits = shape.length === 2 || (shape.length === 3 && (channels === 3 || channels === 4))
  if (!fits) throw new TypeError(`Invalid shape ${showShape(shape)} for image data: ${what} must be ${hint(shape)}`)
  if (data.length === 0) throw new ValueError(`${what} is empty: its shape is ${showShape(shape)}`)
  const bad = data.findIndex((x) => !Number.isFinite(x))
  if (bad >= 0) {
    const pixel = Math.floor(bad / channels)
    const place = `row ${Math.floor(pixel / width)}, column ${pixel % width}`
    throw new ValueError(`${what} holds ${data[bad]} (at ${place}): an image needs finite values`)
  }
  return { height, width, channels: channels as Image['channels'], data, bytes: integral }
}

function hint(shape: readonly number[]): string {
  const side = Math.sqrt(shape.at(-1) ?? 0)
  if (shape.length === 1 && side > 1 && Number.isInteger(side))
    return `(height, width), such as x.view(${side}, ${side})`
  if (shape.length === 3 && shape[0] <= 4) return '(height, width) or (height, width, 3): move the channels to the end'
  if (shape.length >= 3) return 'one image, (height, width); for several give an array, such as [...x]'
  return '(height, width) or (height, width, 3)'
}

/** Longest side of an embedded image: finer than a notebook shows, and small enough to be stored in it. */
const LONGEST_SIDE = 1024

/** A large image, shown by every n-th row and column. */
export function thinned(image: Image): Image {
  const step = Math.ceil(Math.max(image.width, image.height) / LONGEST_SIDE)
  if (step === 1) return image
  const width = Math.ceil(image.width / step)
  const height = Math.ceil(image.height / step)
  const { channels } = image
  const data = new Float64Array(width * height * channels)
  let i = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++) data[i++] = image.data[(y * step * image.width + x * step) * channels + c]
  return { ...image, width, height, data }
}

/** The values that are drawn with the first and the last colour of the map. */
export type ColorLimits = readonly [low: number, high: number]

/** The limits of several images together; colour images have none. */
export function limitsOf(images: readonly Image[]): ColorLimits | undefined {
  const ends = images.filter((image) => image.channels === 1).flatMap((image) => extent(image.data)!)
  return extent(ends)
}

/** An image as a PNG with one pixel per value. The same values give the same bytes on every machine. */
export function encodeImage(image: Image, map: ColorMap, limits: ColorLimits): Uint8Array {
  // Not node's zlib: its output differs between versions, and a specification has to stay the same.
  const { encode } = require('fast-png') as typeof import('fast-png')
  const { width, height } = image
  if (image.channels > 1)
    return encode({ width, height, channels: image.channels, data: colorBytes(image) }, compression)
  const levels = toLevels(image.data, limits)
  const table = colorTable(map)
  if (isGrey(map))
    return encode({ width, height, channels: 1, data: levels.map((level) => table[3 * level]) }, compression)
  return encode({ width, height, channels: 3, data: paint(levels, table) }, compression)
}

export const dataUrl = (png: Uint8Array): string => `data:image/png;base64,${Buffer.from(png).toString('base64')}`

const compression = { zlib: { level: 9 } } as const

/** 0…255 for low…high; what lies outside takes the nearest end. A flat image is all 0, as in matplotlib. */
function toLevels(data: Numbers, [low, high]: ColorLimits): Uint8ClampedArray {
  const levels = new Uint8ClampedArray(data.length)
  if (high <= low) return levels
  const factor = 255 / (high - low)
  // A clamped array rounds and clips by itself.
  for (let i = 0; i < data.length; i++) levels[i] = (data[i] - low) * factor
  return levels
}

function paint(levels: Uint8ClampedArray, table: ColorTable): Uint8Array {
  const pixels = new Uint8Array(3 * levels.length)
  for (let i = 0; i < levels.length; i++) {
    const color = 3 * levels[i]
    pixels[3 * i] = table[color]
    pixels[3 * i + 1] = table[color + 1]
    pixels[3 * i + 2] = table[color + 2]
  }
  return pixels
}

function colorBytes({ data, bytes }: Image): Uint8ClampedArray {
  const factor = bytes ? 1 : 255
  return Uint8ClampedArray.from(data, (x) => x * factor)
}
