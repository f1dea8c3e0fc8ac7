import { inspect } from 'node:util'

/** IPython's line width for what a cell shows. */
const WIDTH = 79
/** As in `util.inspect`. */
const MOST_ITEMS = 100
const MOST_DEPTH = 6

/**
 * A value as text, without colours: as `util.inspect` prints it, except that arrays and objects that hold tensors (or
 * sizes, parameters, modules) are laid out as IPython lays out lists and dicts, so that the tensors stand aligned:
 *
 *     [tensor([[10.],
 *             [ 6.]]),
 *      tensor([2., 8., 7.])]
 */
export function textOf(value: unknown): string {
  return shortened(
    holdsPrinted(value, [])
      ? layOut(value, { indent: 0, column: 0, trailing: 0, above: [] })
      : inspect(value, { colors: false }),
  )
}

/** More is no reading any more, and slows a notebook down. */
const MOST_LINES = 1000
const MOST_CHARACTERS = 100_000

/** The first lines of a long text, and how much is left out. */
function shortened(text: string): string {
  if (text.length <= MOST_LINES) return text
  const lines = text.split('\n')
  const kept = (lines.length > MOST_LINES ? lines.slice(0, MOST_LINES).join('\n') : text).slice(0, MOST_CHARACTERS)
  if (kept.length === text.length) return text
  const left = lines.length - kept.split('\n').length
  return `${kept}\n… ${left > 0 ? `${left} more lines` : `${text.length - kept.length} more characters`}`
}

/** The runtime's own values: `util.inspect` prints them as `String` does. Node's own classes that print themselves differ there. */
function isPrinted(value: unknown): boolean {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false
  const custom = (value as { [inspect.custom]?: unknown })[inspect.custom]
  return (
    typeof custom === 'function' && value.toString !== Object.prototype.toString && inspect(value) === String(value)
  )
}

/** Does a plain container hold such a value, at any depth? */
function holdsPrinted(value: unknown, above: object[]): boolean {
  if (!isContainer(value) || above.includes(value) || above.length > MOST_DEPTH) return false
  const inside = [...above, value]
  return entries(value).some(([, item]) => (isContainer(item) ? holdsPrinted(item, inside) : isPrinted(item)))
}

type Container = unknown[] | Record<string, unknown> | Map<unknown, unknown> | Set<unknown>

function isContainer(value: unknown): value is Container {
  if (typeof value !== 'object' || value === null || inspect.custom in value) return false
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true
  const prototype = Object.getPrototypeOf(value) as unknown
  return prototype === Object.prototype || prototype === null
}

/** What stands before each item, and the item. At most as many as are printed. */
function entries(value: Container): [string, unknown][] {
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => ['', item])
  if (value instanceof Set) return [...value].slice(0, MOST_ITEMS).map((item) => ['', item])
  if (value instanceof Map) return [...value].slice(0, MOST_ITEMS).map(([key, item]) => [`${inspect(key)} => `, item])
  return Object.keys(value).slice(0, MOST_ITEMS).map((key) => [`${/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : inspect(key)}: `, value[key]]) // biome-ignore format: one row a kind
}

function sizeOf(value: Container): number {
  if (Array.isArray(value)) return value.length
  return value instanceof Map || value instanceof Set ? value.size : Object.keys(value).length
}

interface Place {
  /** Column of continuation lines of what is around. */
  indent: number
  /** Where the text begins. */
  column: number
  /** Characters that will follow on the last line. */
  trailing: number
  /** The containers around, to notice a circle. */
  above: object[]
}

/** Where anything fits: to see what a container would be on one line. */
const ANYWHERE = { indent: 0, column: 0, trailing: -Infinity }

/**
 * IPython's layout: all on one line if that fits and no item has several lines; otherwise an item a line, one column
 * further in than the bracket's line.
 */
function layOut(value: unknown, { indent, column, trailing, above }: Place): string {
  if (!isContainer(value) || !holdsPrinted(value, [])) return indentLines(inspect(value, { colors: false }), indent)
  if (above.includes(value)) return '[Circular]'
  const inside = [...above, value]
  const name = value instanceof Map ? `Map(${value.size}) ` : value instanceof Set ? `Set(${value.size}) ` : ''
  const [open, close] = Array.isArray(value) ? ['[', ']'] : [`${name}{`, '}']
  const items = entries(value)
  const left = sizeOf(value) - items.length
  const more = left > 0 ? [`... ${left} more item${left === 1 ? '' : 's'}`] : []
  const flat = items.map(([key, item]) => key + layOut(item, { ...ANYWHERE, above: inside }))
  const oneLine = open + [...flat, ...more].join(', ') + close
  if (!oneLine.includes('\n') && column + oneLine.length + trailing <= WIDTH) return oneLine
  const inner = indent + 1
  const lines = items.map(([key, item], i) => {
    const last = i === items.length - 1 && more.length === 0
    const start = (i === 0 ? column + open.length : inner) + key.length
    const after = last ? close.length + trailing : 1
    return key + layOut(item, { indent: inner, column: start, trailing: after, above: inside })
  })
  return open + [...lines, ...more].join(`,\n${' '.repeat(inner)}`) + close
}

function indentLines(text: string, indent: number): string {
  return indent > 0 ? text.replaceAll('\n', `\n${' '.repeat(indent)}`) : text
}
