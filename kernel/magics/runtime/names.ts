import { inspect } from 'node:util'
import { bytesOf, countOf, isShaped } from '../../../src/display/shaped.js'

/** A row of `%whos`. */
interface Described {
  name: string
  type: string
  shape: string
  size: string
  value: string
}

const WIDEST_VALUE = 48

/** `%who`: the names, four to a line or so. */
export function listNames(names: Map<string, unknown>, types: readonly string[]): string {
  const rows = described(names, types)
  if (rows.length === 0) return nothing(types)
  const width = Math.max(...rows.map(({ name }) => name.length)) + 2
  const perLine = Math.max(1, Math.floor(80 / width))
  const lines: string[] = []
  for (let i = 0; i < rows.length; i += perLine)
    lines.push(rows.slice(i, i + perLine).map(({ name }) => name.padEnd(width)).join('').trimEnd()) // biome-ignore format: one line's making
  return `${lines.join('\n')}\n`
}

/** `%whos`: a table of names, types, shapes, sizes and values. */
export function tableOfNames(names: Map<string, unknown>, types: readonly string[]): string {
  const rows = described(names, types)
  if (rows.length === 0) return nothing(types)
  const head: Described = { name: 'Name', type: 'Type', shape: 'Shape', size: 'Size', value: 'Value' }
  const columns = (['name', 'type', 'shape', 'size', 'value'] as const).filter(
    (column) => column === 'name' || rows.some((row) => row[column] !== ''),
  )
  const widths = columns.map((column) => Math.max(...[head, ...rows].map((row) => row[column].length)))
  const line = (row: Described): string =>
    columns.map((column, i) => row[column][column === 'size' ? 'padStart' : 'padEnd'](widths[i] as number)).join('  ').trimEnd() // biome-ignore format: one line's making
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2))
  return `${[line(head), rule, ...rows.map(line)].join('\n')}\n`
}

function nothing(types: readonly string[]): string {
  return types.length === 0 ? 'No names yet.\n' : `No names of type ${types.join(', ')}.\n`
}

function described(names: Map<string, unknown>, types: readonly string[]): Described[] {
  const all = [...names].map(([name, value]) => ({ name, ...describe(value) }))
  const wanted = types.map((type) => type.toLowerCase())
  return all
    .filter(({ type }) => wanted.length === 0 || wanted.includes(type.toLowerCase()))
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
}

function describe(value: unknown): Omit<Described, 'name'> {
  try {
    return { type: typeName(value), ...measures(value), value: short(value) }
  } catch {
    return { type: typeof value, shape: '', size: '', value: '' } // something that throws when it is looked at
  }
}

/** `Tensor`, `number`, `class`, `function`, `Map` …: what the value is when the program runs. */
function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'function')
    return /^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : 'function'
  if (typeof value !== 'object') return typeof value
  const { constructor: made } = value as { constructor?: unknown }
  return typeof made === 'function' && made.name ? made.name : 'object'
}

/** Shape of what has one, length of what is counted; bytes of numbers in memory. */
function measures(value: unknown): { shape: string; size: string } {
  if (isShaped(value)) {
    const { shape, dtype } = value
    const bytes = bytesOf(value)
    return {
      shape: `[${shape.join(', ')}]${dtype === undefined ? '' : ` ${String(dtype)}`}`,
      size: bytes === undefined ? String(countOf(value)) : byteSize(bytes),
    }
  }
  if (ArrayBuffer.isView(value))
    return { shape: 'length' in value ? `[${String(value.length)}]` : '', size: byteSize(value.byteLength) }
  if (value instanceof ArrayBuffer) return { shape: '', size: byteSize(value.byteLength) }
  if (Array.isArray(value)) return { shape: `[${value.length}]`, size: '' }
  if (value instanceof Map || value instanceof Set) return { shape: `[${value.size}]`, size: '' }
  if (typeof value === 'string') return { shape: `[${value.length}]`, size: '' }
  return { shape: '', size: '' }
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes as people read them, by thousands. */
function byteSize(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  const number = bytes / 1000 ** power
  return `${power === 0 || number >= 100 ? Math.round(number) : number.toFixed(1)} ${UNITS[power]}`
}

/** Big values say enough by type and shape. */
function short(value: unknown): string {
  if (typeof value === 'function' || isShaped(value) || ArrayBuffer.isView(value)) return ''
  const text = inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 8, maxStringLength: WIDEST_VALUE })
  const line = text.replace(/\s*\n\s*/g, ' ')
  return line.length > WIDEST_VALUE ? `${line.slice(0, WIDEST_VALUE - 1)}…` : line
}
