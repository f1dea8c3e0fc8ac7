import { ValueError } from '../errors.js'
import { Tensor } from '../tensor.js'
import { type ColorMap, checkColorMap, scaleRange } from './colors.js'
import type { Figure } from './figure.js'
import { asImage, type ColorLimits, dataUrl, encodeImage, type Image, limitsOf, thinned } from './image.js'
import { gridLayout } from './layout.js'
import { rounder, showRange } from './numbers.js'
import { checkColumns, figure } from './spec.js'
import { hairline, ink, labelSize } from './theme.js'
import { toNumbers, type Values } from './values.js'

export interface ImshowOptions {
  /** Colours for the values of `[height, width]` images. Default `'gray'`: the smallest value black, the largest white. */
  cmap?: ColorMap
  /** The value of the first colour. Default: the smallest of all images. */
  vmin?: number
  /** The value of the last colour. Default: the largest of all images. */
  vmax?: number
  /** Each image takes its colours from its own smallest and largest value. Default false: one scale for all. */
  each?: boolean
  /** `'nearest'` (default) draws each value as a square, `'bilinear'` blurs between them. */
  interpolation?: 'nearest' | 'bilinear'
  /** A title above everything. */
  title?: string
  /** A title above each image; numbers and tensors of one element are written out. */
  titles?: Values | readonly string[]
  /** Images beside each other in a grid. Default: as many as look well. */
  columns?: number
  /** A bar that tells which value has which colour. Default false. */
  colorbar?: boolean
  /** Longer side of an image in pixels. Default: as large as fits. */
  size?: number
}

/**
 * Draw a matrix as an image, or several in a grid: `imshow(x.at(0).view(28, 28))`, `imshow([a, b, c], {columns: 3})`.
 *
 * Of images with more than 1024 rows or columns every n-th is drawn.
 *
 * @param images `[height, width]`, or `[height, width, 3 | 4]` in colour (0…1, or 0…255 if the dtype is integral);
 *   an array of images makes a grid
 *
 * Errors: TypeError for another shape; ValueError for empty images, values that are not finite, titles that do not
 * match the images, or options that make no sense.
 * @example
 * plot.imshow(zeros(28, 28)).constructor.name
 * // 'Figure'
 */
export function imshow(images: Values, options: ImshowOptions = {}): Figure {
  const { cmap = 'gray', interpolation = 'nearest', each = false, colorbar = false } = options
  const pictures = readImages(images)
  const titles = readTitles(options.titles, pictures.length)
  checkColorMap(cmap)
  checkOptions(options)
  const common = limits(pictures, options)
  const { width, height, cells } = gridLayout(pictures, {
    columns: options.columns,
    size: options.size,
    titled: titles !== undefined,
  })

  const values = pictures.map((image, i) => ({
    ...cells[i],
    url: dataUrl(encodeImage(thinned(image), cmap, each ? limits([image], options) : common)),
    ...(titles && { title: titles[i] }),
  }))
  return figure(
    {
      width,
      height,
      data: { values },
      layer: [
        { mark: { type: 'rect', aria: false, fill: null, stroke: hairline, strokeWidth: 1 }, encoding: box },
        {
          mark: { type: 'image', aria: false, aspect: false, smooth: interpolation !== 'nearest' },
          encoding: { ...box, url: { field: 'url', type: 'nominal' } },
        },
        ...(titles ? [titleLayer] : []),
        ...(colorbar ? [colorBar(cmap, common, height)] : []),
      ],
    },
    options.title,
    summary(pictures),
  )
}

/** Positions are pixels: no scale, no axis. */
const pixels = { type: 'quantitative', scale: null, axis: null } as const
const box = {
  x: { field: 'x', ...pixels },
  x2: { field: 'x2' },
  y: { field: 'y', ...pixels },
  y2: { field: 'y2' },
} as const

const titleLayer = {
  mark: { type: 'text', baseline: 'bottom', dy: -3, color: ink, fontSize: labelSize },
  encoding: {
    x: { field: 'middle', ...pixels },
    y: { field: 'y', ...pixels },
    text: { field: 'title', type: 'nominal' },
  },
} as const

/** A layer that draws nothing but has a legend: points without ink, coloured by the value. */
function colorBar(cmap: ColorMap, limits: ColorLimits, height: number) {
  const round = rounder(limits)
  const domain = limits.map(round)
  return {
    data: { values: domain.map((value) => ({ value })) },
    mark: { type: 'point', opacity: 0 },
    encoding: {
      x: { value: 0 },
      y: { value: 0 },
      color: {
        field: 'value',
        type: 'quantitative',
        scale: { domain, ...scaleRange(cmap) },
        legend: { title: null, gradientLength: height, gradientOpacity: 1 },
      },
    },
  } as const
}

/** One image, or several: an array of tensors, or of nested arrays that are images themselves. */
function readImages(images: Values): Image[] {
  if (Array.isArray(images) && images.length === 0)
    throw new ValueError('imshow has no image to draw: the array is empty')
  if (Array.isArray(images) && images.every((image) => image instanceof Tensor && image.dim() > 0))
    return readGrid(images)
  const whole = toNumbers(images, 'the image')
  const isNested = Array.isArray(images) && Array.isArray(images[0])
  const isGrid = isNested && (whole.shape.length > 3 || (whole.shape.length === 3 && ![3, 4].includes(whole.shape[2])))
  return isGrid ? readGrid(images as readonly Values[]) : [asImage(whole, 'the image')]
}

const readGrid = (images: readonly Values[]): Image[] =>
  images.map((image, i) => asImage(toNumbers(image, `image [${i}]`), `image [${i}]`))

function readTitles(titles: ImshowOptions['titles'], count: number): string[] | undefined {
  if (titles === undefined) return undefined
  const isText = Array.isArray(titles) && titles.some((title) => typeof title === 'string')
  const list = isText ? titles.map(String) : Array.from(toNumbers(titles as Values, 'titles').data, String)
  if (list.length !== count) throw new ValueError(`imshow has ${count} images but ${list.length} titles`)
  return list
}

function checkOptions({ vmin, vmax, columns, size, interpolation }: ImshowOptions): void {
  for (const [name, value] of Object.entries({ vmin, vmax }))
    if (value !== undefined && !Number.isFinite(value))
      throw new ValueError(`${name} must be a finite number, got ${value}`)
  checkColumns(columns)
  if (size !== undefined && !(Number.isInteger(size) && size > 0))
    throw new ValueError(`size must be a whole number of pixels above 0, got ${size}`)
  if (interpolation !== undefined && interpolation !== 'nearest' && interpolation !== 'bilinear')
    throw new ValueError(`interpolation must be 'nearest' or 'bilinear', got '${interpolation}'`)
}

function limits(images: readonly Image[], { vmin, vmax }: ImshowOptions): ColorLimits {
  const [low, high] = limitsOf(images) ?? [0, 1]
  const result = [vmin ?? low, vmax ?? high] as const
  if (result[0] > result[1]) throw new ValueError(`vmin must not be above vmax, got ${result[0]} and ${result[1]}`)
  return result
}

function summary(images: readonly Image[]): string {
  const sizes = new Set(images.map(({ height, width }) => `${height}×${width}`))
  const count = images.length === 1 ? '' : ` ${images.length} images`
  const size = sizes.size === 1 ? ` ${[...sizes][0]}` : ''
  const range = limitsOf(images)
  return `imshow${count}${size}${range ? `, ${showRange(range)}` : ' in colour'}`
}
