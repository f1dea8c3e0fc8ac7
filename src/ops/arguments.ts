import { isTensor } from './elementwise.js'
import { isOptions, parametersOfFunction, placed, tensorParameters } from './keywords.js'

/** What an op says of arguments of a kind that it was never written for. */

/** V8's own words where a value is not what the code took it for: they would tell a user nothing. */
const UNEXPECTED = [
  /^Cannot (?:read|set) propert/,
  /^Cannot (?:convert|mix) /,
  / is not (?:a function|iterable|a constructor)/,
  /^undefined is not /,
]

type Fn = (...args: never[]) => unknown

/** PyTorch's names of types. */
export function kindOf(x: unknown): string {
  if (x === undefined || x === null) return 'NoneType'
  if (Array.isArray(x)) return 'list'
  if (isTensor(x)) return 'Tensor'
  if (typeof x === 'number') return Number.isInteger(x) ? 'int' : 'float'
  if (Object.getPrototypeOf(x) === Object.prototype) return 'dict'
  const names: Record<string, string> = { string: 'str', boolean: 'bool', bigint: 'int', function: 'function' }
  return names[typeof x] ?? (typeof x === 'object' ? (x.constructor?.name ?? 'object') : typeof x)
}

/** PyTorch's sentence in the place of V8's; any other error as it is. */
export function explained(error: unknown, name: string, args: readonly unknown[]): unknown {
  // No op throws a RangeError of its own: it is V8's or the addon's.
  const unexpected =
    error instanceof RangeError || (error instanceof TypeError && UNEXPECTED.some((words) => words.test(error.message)))
  if (!unexpected) return error
  const kinds = written(args).map(kindOf).join(', ')
  return new TypeError(`${name}() received an invalid combination of arguments - got (${kinds})`, { cause: error })
}

/** The op, which refuses what is no tensor where PyTorch takes tensors alone: `(x: Tensor, …)` as `kind` names them. */
export function withTensors<F extends Fn>(name: string, op: F, kind: 'method' | 'function'): F {
  const names = tensorParameters(name)
  if (names.length === 0) return op
  const ahead = kind === 'function' ? 1 : 0
  const call = op as unknown as (...args: unknown[]) => unknown
  const checked = (x: unknown, a?: unknown, b?: unknown, ...rest: unknown[]): unknown => {
    if (ahead === 1) checkTensor(name, 'input', 1, x)
    for (const [place, argument] of names)
      checkTensor(name, argument, place + ahead + 1, place === 0 ? a : place === 1 ? b : rest[place - 2])
    return rest.length > 0 ? call(x, a, b, ...rest) : b !== undefined ? call(x, a, b) : call(x, a)
  }
  return checked as unknown as F
}

/** Functions that PyTorch has in several forms: it cannot tell which argument is missing. */
const OVERLOADED: ReadonlySet<string> = new Set(['mm', 'bmm'])

/** @throws TypeError with PyTorch's words if `x` is no tensor */
export function checkTensor(name: string, argument: string, position: number, x: unknown): void {
  if (isTensor(x)) return
  const op = snakeCase(name)
  if (x === undefined && position === 2 && OVERLOADED.has(name))
    throw new TypeError(`${op}() received an invalid combination of arguments - got (Tensor), but expected one of:`)
  if (x === undefined) throw new TypeError(`${op}() missing 1 required positional arguments: "${argument}"`)
  throw new TypeError(`${op}(): argument '${argument}' (position ${position}) must be Tensor, not ${kindOf(x)}`)
}

/** PyTorch's name of a function or an option. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

/** The functions, their errors explained. */
export function explaining<T extends Record<string, Fn>>(functions: T): T {
  const wrapped = Object.entries(functions).map(([name, f]) => {
    const call = withTensors(name, f, 'function') as (...args: unknown[]) => unknown
    const parameters = parametersOfFunction(name)
    // Most calls pass one argument or two: no array is made for those.
    const value = (a?: unknown, b?: unknown, c?: unknown, ...rest: unknown[]): unknown => {
      try {
        const last = rest.length > 0 ? rest.at(-1) : (c ?? b ?? a)
        if (parameters !== undefined && isOptions(last))
          return call(...placed(name, parameters, written([a, b, c, ...rest])))
        if (rest.length > 0) return call(a, b, c, ...rest)
        if (c !== undefined) return call(a, b, c)
        if (b !== undefined) return call(a, b)
        return a !== undefined ? call(a) : call()
      } catch (error) {
        throw explained(error, name, [a, b, c, ...rest])
      }
    }
    return [name, Object.defineProperty(value, 'name', { value: name })]
  })
  return Object.fromEntries(wrapped) as T
}

/** Arguments as they were written: without the missing ones at the end. */
export function written(args: readonly unknown[]): readonly unknown[] {
  let n = args.length
  while (n > 0 && args[n - 1] === undefined) n--
  return args.slice(0, n)
}
