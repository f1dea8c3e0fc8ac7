import { ValueError } from '../errors.js'
import { Drawing, escaped } from './drawing.js'
import { textWidth } from './fonts.js'
import { hairline, ink, palette, paper, titleSize } from './theme.js'

/** What has a shape, or a shape itself. */
export type Shaped = { readonly shape: readonly number[] } | readonly number[]

const BOX = { width: 64, height: 30, gap: 8 }
const MARGIN = 12
const failed = palette[1]

/**
 * Draw how shapes line up from the right when tensors are combined: `broadcast({image, scale})`. A size of 1 that is
 * repeated is dashed, sizes that do not fit are red; below stands the shape of the result.
 *
 * Errors: ValueError for no shape, or one with a size that is no whole number from 0.
 *
 * @example
 * plot.broadcast({ a: [3, 1], b: [3] }).constructor.name
 * // 'Drawing'
 */
export function broadcast(shapes: { readonly [name: string]: Shaped }): Drawing {
  const rows = Object.entries(shapes).map(([name, x]) => ({ name, sizes: sizesOf(name, x) }))
  if (rows.length === 0) throw new ValueError('broadcast needs a shape to draw')
  const rank = Math.max(...rows.map(({ sizes }) => sizes.length))
  const columns = Array.from({ length: rank }, (_, i) => meet(rows.map(({ sizes }) => sizes[sizes.length - rank + i])))
  const fits = columns.every((size) => size !== undefined)

  const label = Math.max(
    ...[...rows.map(({ name }) => name), 'result'].map((name) => textWidth(name, { size: titleSize })),
  )
  const left = MARGIN + Math.ceil(label) + 16
  const width = left + Math.max(rank, 1) * (BOX.width + BOX.gap) + MARGIN + 20
  const height = MARGIN * 2 + (rows.length + 1) * (BOX.height + BOX.gap) + 8
  const x = (column: number): number => left + column * (BOX.width + BOX.gap)
  const y = (row: number): number => MARGIN + row * (BOX.height + BOX.gap) + (row === rows.length ? 10 : 0)

  const parts = rows.flatMap(({ name, sizes }, row) => [
    text(left - 16, y(row), name, ink, 'end'),
    ...columns.flatMap((size, column) => {
      const own = sizes[sizes.length - rank + column]
      if (own === undefined) return [box(x(column), y(row), '', 'missing')]
      const kind = size === undefined ? 'failed' : own === size ? 'plain' : 'repeated'
      return [box(x(column), y(row), String(own), kind)]
    }),
  ])
  const line = y(rows.length) - 9
  parts.push(`<path d="M${MARGIN} ${line}H${width - MARGIN}" stroke="${hairline}"/>`)
  parts.push(text(left - 16, y(rows.length), 'result', ink, 'end'))
  columns.forEach((size, column) => {
    parts.push(
      box(x(column), y(rows.length), size === undefined ? '✗' : String(size), size === undefined ? 'failed' : 'plain'),
    )
  })
  const result = fits ? `[${columns.join(', ')}]` : 'they do not fit'
  const summary = `${rows.map(({ name, sizes }) => `${name} [${sizes.join(', ')}]`).join(' with ')}: ${result}`
  return new Drawing(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans, sans-serif" font-size="${titleSize}" role="img" aria-label="${escaped(summary)}">` +
      `<rect width="${width}" height="${height}" fill="${paper}"/>${parts.join('')}</svg>`,
    summary,
  )
}

function sizesOf(name: string, x: Shaped): readonly number[] {
  const sizes = 'shape' in x ? x.shape : x
  const bad = sizes.find((size) => !(Number.isInteger(size) && size >= 0))
  if (bad !== undefined) throw new ValueError(`${name} has a size of ${bad}: sizes are whole numbers from 0`)
  return sizes
}

/** The size of a dimension of the result; undefined if the sizes do not fit. Missing ones count as 1. */
function meet(sizes: readonly (number | undefined)[]): number | undefined {
  const [size = 1, ...others] = new Set(sizes.filter((size) => size !== undefined && size !== 1))
  return others.length === 0 ? size : undefined
}

type Kind = 'plain' | 'repeated' | 'missing' | 'failed'

/** Fill, stroke and dashes of a box. */
const looks: Record<Kind, [fill: string, stroke: string, dashes: string]> = {
  plain: ['#e6f1f8', palette[0], ''],
  repeated: [paper, palette[0], ' stroke-dasharray="4 3"'],
  missing: [paper, hairline, ' stroke-dasharray="2 4"'],
  failed: ['#fbe9df', failed, ''],
}

function box(x: number, y: number, label: string, kind: Kind): string {
  const [fill, stroke, dashes] = looks[kind]
  return (
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="4" fill="${fill}" stroke="${stroke}"${dashes}/>` +
    text(x + BOX.width / 2, y, label, kind === 'failed' ? failed : ink, 'middle')
  )
}

const text = (x: number, y: number, label: string, color: string, anchor: 'middle' | 'end'): string =>
  `<text x="${x}" y="${y + BOX.height / 2 + 5}" text-anchor="${anchor}" fill="${color}">${escaped(label)}</text>`
