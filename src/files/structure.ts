import { ValueError } from '../errors.js'
import { Tensor } from '../tensor.js'

/**
 * A checkpoint is more than tensors by name: `{model: model.stateDict(), optimizer: opt.stateDict(), epoch: 3}`. Its tensors
 * go into the file under dotted names (`model.0.weight`), so that other programs can read them; what lies around them is
 * kept as JSON beside them.
 */
export interface Flat {
  readonly tensors: readonly (readonly [name: string, x: Tensor])[]
  /** Null where the value is just tensors by name. */
  readonly outline: string | null
}

/** What may stand in the outline beside plain JSON: a tensor by its name, and numbers that JSON cannot say. */
type Special = { $tensor: string } | { $number: string } | { $bigint: string } | { $object: [string, unknown][] }

/** No sane checkpoint is nested deeper. */
const MOST_LEVELS = 100

const isPlain = (x: unknown): x is Record<string, unknown> =>
  typeof x === 'object' && x !== null && [Object.prototype, null].includes(Object.getPrototypeOf(x))

/** Errors: TypeError for what is neither a tensor nor plain data. */
export function flatten(value: unknown): Flat {
  if (isPlain(value) && !Object.hasOwn(value, '__metadata__') && Object.values(value).every((x) => x instanceof Tensor))
    return { tensors: Object.entries(value) as [string, Tensor][], outline: null }
  const tensors = new Map<string, Tensor>()
  const outlineOf = (x: unknown, path: string, level: number): unknown => {
    if (level > MOST_LEVELS) throw new ValueError(`${path}: nested too deep to be saved`)
    if (x instanceof Tensor) {
      const name = freeName(path === '' ? 'tensor' : path, tensors)
      tensors.set(name, x)
      return { $tensor: name } satisfies Special
    }
    if (x === null || typeof x === 'string' || typeof x === 'boolean') return x
    if (typeof x === 'number')
      return Number.isFinite(x) && !Object.is(x, -0)
        ? x
        : ({ $number: Object.is(x, -0) ? '-0' : String(x) } satisfies Special)
    if (typeof x === 'bigint') return { $bigint: String(x) } satisfies Special
    const inner = (key: string | number): string => (path === '' ? String(key) : `${path}.${key}`)
    if (Array.isArray(x)) return x.map((item, i) => outlineOf(item, inner(i), level + 1))
    if (!isPlain(x))
      throw new TypeError(`${path || 'a value'} cannot be saved: a ${typeof x} is neither a tensor nor plain data`)
    const entries = Object.entries(x)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]): [string, unknown] => [key, outlineOf(item, inner(key), level + 1)])
    // Keys that could be taken for something special are written as pairs.
    return entries.some(([key]) => key.startsWith('$')) ? { $object: entries } : Object.fromEntries(entries)
  }
  const outline = JSON.stringify(outlineOf(value, '', 0))
  return { tensors: [...tensors], outline }
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  let free = name === '__metadata__' ? 'metadata' : name
  for (let i = 2; taken.has(free); i++) free = `${name}#${i}`
  return free
}

/** The value that `flatten` took apart. Errors: ValueError if the outline is none. */
export function restore(tensors: readonly (readonly [string, Tensor])[], outline: string, file: string): unknown {
  const byName = new Map(tensors)
  const wrong = (): ValueError => new ValueError(`${file}: the outline of what was saved is damaged`)
  const restored = (x: unknown, level: number): unknown => {
    if (level > MOST_LEVELS * 2) throw wrong()
    if (typeof x !== 'object' || x === null) return x
    if (Array.isArray(x)) return x.map((item) => restored(item, level + 1))
    const [first, ...more] = Object.entries(x)
    if (first === undefined || !first[0].startsWith('$') || more.length > 0)
      return Object.fromEntries(Object.entries(x).map(([key, item]) => [key, restored(item, level + 1)]))
    const [kind, content] = first
    if (kind === '$tensor' && byName.has(content)) return byName.get(content)
    if (kind === '$number' && ['NaN', 'Infinity', '-Infinity', '-0'].includes(content)) return Number(content)
    if (kind === '$bigint' && typeof content === 'string' && /^-?\d{1,40}$/.test(content)) return BigInt(content)
    if (kind === '$object' && Array.isArray(content) && content.every((e) => Array.isArray(e) && e.length === 2))
      return Object.fromEntries(content.map(([key, item]) => [String(key), restored(item, level + 1)]))
    throw wrong()
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(outline)
  } catch {
    throw wrong()
  }
  return restored(parsed, 0)
}
