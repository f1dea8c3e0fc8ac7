import { inspect } from 'node:util'
import { escapeHTML } from './escape.js'
import { Rich } from './rich.js'
import { textOf } from './text.js'

export interface TableOptions {
  /** Which columns, in this order; all of them in the order of their first row if left out. */
  columns?: readonly string[]
  /** Rows that are shown, 60 by default: the first and the last half of them. */
  maxRows?: number
}

const MOST_ROWS = 60
const WIDEST_CELL = 60
/** The column of values that are no objects, as `console.table` calls it. */
const VALUES = 'value'

/** Rows of cells, all as text. */
interface Grid {
  columns: string[]
  /** Name or number of the row; undefined for the row of dots between the first and the last ones. */
  rows: { key: string | undefined; cells: Cell[] }[]
  /** Columns that hold nothing but numbers stand to the right. */
  numeric: boolean[]
  count: number
}

interface Cell {
  text: string
  isNumber: boolean
}

/**
 * A table of rows: an array of objects (a column for each property) or of arrays, a Map or an object of rows. As HTML, and
 * as text where there is none.
 * Errors: TypeError for a value without rows.
 *
 * @example
 * display(table([{ epoch: 1, loss: 0.5 }]))
 */
export function table(rows: object, { columns, maxRows = MOST_ROWS }: TableOptions = {}): Rich {
  const grid = gridOf(rows, columns, maxRows)
  return new Rich({ 'text/html': asHTML(grid), 'text/plain': tableText(grid) })
}

/** Is it rows, so that `console.table` makes a table of it? */
export function isTabular(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function gridOf(rows: object, wanted: readonly string[] | undefined, maxRows: number): Grid {
  if (!isTabular(rows)) throw new TypeError(`table: rows are needed, such as an array of objects; got ${textOf(rows)}`)
  const entries = entriesOf(rows)
  const records = entries.map(([key, row]) => [key, recordOf(row)] as const)
  const columns = wanted ? [...wanted] : [...new Set(records.flatMap(([, record]) => [...record.keys()]))]
  const all = records.map(([key, record]) => ({
    key: key as string | undefined,
    cells: columns.map(
      (column): Cell => (record.has(column) ? cellOf(record.get(column)) : { text: '', isNumber: false }),
    ),
  }))
  const dots = { key: undefined, cells: columns.map(() => ({ text: '…', isNumber: false })) }
  const head = Math.ceil(maxRows / 2)
  const shown = all.length > maxRows ? [...all.slice(0, head), dots, ...all.slice(all.length - (maxRows - head))] : all
  const numeric = columns.map(
    (_, i) => all.length > 0 && all.every(({ cells }) => cells[i]?.isNumber || cells[i]?.text === ''),
  )
  return { columns, rows: shown, numeric, count: all.length }
}

function entriesOf(rows: object): [string, unknown][] {
  if (rows instanceof Map) return [...rows].map(([key, row]) => [typeof key === 'string' ? key : inspect(key), row])
  if (Array.isArray(rows) || ArrayBuffer.isView(rows) || Symbol.iterator in rows)
    return [...(rows as Iterable<unknown>)].map((row, i) => [String(i), row])
  return Object.entries(rows)
}

function recordOf(row: unknown): Map<string, unknown> {
  if (row instanceof Map) return new Map([...row].map(([key, value]) => [String(key), value]))
  if (Array.isArray(row)) return new Map(row.map((value, i) => [String(i), value]))
  // What prints itself, such as a tensor, is one value.
  if (typeof row !== 'object' || row === null || inspect.custom in row || row instanceof Date)
    return new Map([[VALUES, row]])
  return new Map(Object.entries(row))
}

function cellOf(value: unknown): Cell {
  const isNumber = typeof value === 'number' || typeof value === 'bigint'
  if (typeof value === 'string') return { text: cut(value), isNumber }
  if (value === undefined) return { text: '', isNumber }
  if (typeof value !== 'object' || value === null) return { text: String(value), isNumber }
  return { text: cut(inspect(value, { depth: 1, breakLength: Infinity }).replace(/\s*\n\s*/g, ' ')), isNumber }
}

const cut = (text: string): string => (text.length > WIDEST_CELL ? `${text.slice(0, WIDEST_CELL - 1)}…` : text)

function asHTML({ columns, rows, numeric, count }: Grid): string {
  const align = (i: number): string => (numeric[i] ? '' : ' style="text-align: left"')
  const head = columns.map((column, i) => `<th${align(i)}>${escapeHTML(column)}</th>`).join('')
  const body = rows.map(({ key, cells }) => {
    const values = cells.map(({ text }, i) => `<td${align(i)}>${escapeHTML(text)}</td>`).join('')
    return `<tr><th>${key === undefined ? '…' : escapeHTML(key)}</th>${values}</tr>`
  })
  const table = `<table>\n<thead><tr><th></th>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`
  return isCut(rows) ? `${table}\n<p>${count} rows × ${columns.length} columns</p>` : table
}

/** The text of a table: columns apart by two spaces, numbers to the right. */
function tableText({ columns, rows, numeric, count }: Grid): string {
  const lines = [['', ...columns], ...rows.map(({ key, cells }) => [key ?? '…', ...cells.map(({ text }) => text)])].map((line) => line.map((text) => text.replace(/\n/g, '↵'))) // biome-ignore format: one step
  const widths = ['', ...columns].map((_, i) => Math.max(...lines.map((line) => width(line[i] ?? ''))))
  const text = lines.map(
    (line) =>
    line.map((cell, i) => {
      const space = ' '.repeat((widths[i] ?? 0) - width(cell))
      return i > 0 && numeric[i - 1] ? space + cell : cell + space
    }).join('  ').trimEnd(), // biome-ignore format: one line of the table
  )
  return [...text, ...(isCut(rows) ? ['', `[${count} rows × ${columns.length} columns]`] : [])].join('\n')
}

const isCut = (rows: Grid['rows']): boolean => rows.some(({ key }) => key === undefined)

/** Characters, not UTF-16 units. */
const width = (text: string): number => [...text].length
