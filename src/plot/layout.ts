/** Where each image of a grid lies, in pixels. `middle` is where its title is centred. */
export interface Cell {
  x: number
  x2: number
  y: number
  y2: number
  middle: number
}

interface Size {
  width: number
  height: number
}

interface GridOptions {
  columns?: number
  /** Longer side of an image. */
  size?: number
  /** Leave room for a title above each image. */
  titled: boolean
}

/** With a colour bar beside it, what a notebook's column holds without scrolling. */
const GRID_WIDTH = 600
const GAP = 8
const TITLE_HEIGHT = 18
const SINGLE_SIZE = 280
const LARGEST_CELL = 160
const SMALLEST_CELL = 28

/** Images row by row, each in a cell of the same size, each value a whole number of pixels wide where it can be. */
export function gridLayout(images: readonly Size[], options: GridOptions): Size & { cells: Cell[] } {
  const columns = Math.min(options.columns ?? goodColumns(images.length), images.length)
  const target = options.size ?? (images.length === 1 ? SINGLE_SIZE : cellSize(columns))
  const drawn = images.map((image) => scaled(image, target))
  const cell = { width: Math.max(...drawn.map((s) => s.width)), height: Math.max(...drawn.map((s) => s.height)) }
  const above = options.titled ? TITLE_HEIGHT : 0
  const rows = Math.ceil(images.length / columns)
  const cells = drawn.map(({ width, height }, i) => {
    const left = (i % columns) * (cell.width + GAP)
    const top = Math.floor(i / columns) * (cell.height + above + GAP) + above
    const x = left + Math.floor((cell.width - width) / 2)
    const y = top + Math.floor((cell.height - height) / 2)
    return { x, x2: x + width, y, y2: y + height, middle: left + cell.width / 2 }
  })
  return {
    width: columns * (cell.width + GAP) - GAP,
    height: rows * (cell.height + above + GAP) - GAP,
    cells,
  }
}

/** The most columns up to ten that fill every row; eight if none do. */
function goodColumns(count: number): number {
  if (count <= 8) return count
  for (let columns = 10; columns >= 5; columns--) if (count % columns === 0) return columns
  return 8
}

const cellSize = (columns: number): number =>
  Math.min(LARGEST_CELL, Math.max(SMALLEST_CELL, Math.floor((GRID_WIDTH + GAP) / columns) - GAP))

/** Fit the longer side into `target`; whole pixels per value while the image is smaller than that. */
function scaled({ width, height }: Size, target: number): Size {
  const factor = target / Math.max(width, height)
  const whole = factor >= 1 ? Math.floor(factor) : factor
  return { width: Math.max(1, Math.round(width * whole)), height: Math.max(1, Math.round(height * whole)) }
}
