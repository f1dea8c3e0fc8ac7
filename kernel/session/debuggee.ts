import { inspect } from 'node:util'
import { bundleOf } from '../../src/display/bundle.js'
import { textOf } from '../../src/display/text.js'
import { DEBUGGEE_SYMBOL, type Debuggee } from '../debuggee.js'
import type { Scope } from './scope.js'
import { safely } from './stacks.js'

/** A line in the debugger's tree of variables. */
const WIDTH = 160
/** So many rows of a tensor unfold. */
const MOST_ROWS = 100

/** What of a tensor the debugger reads. */
interface TensorLike {
  readonly shape: readonly number[]
  readonly dtype: string
  readonly requiresGrad: boolean
  readonly isLeaf: boolean
  readonly grad: unknown
  readonly gradFn: { name(): string } | null
  item(): number
  detach(): TensorLike
  at(index: number): TensorLike
}

/** Lets a debugger look at the session's values (see `Debuggee`). */
export function exposeToDebugger(scope: Scope): { release(): void } {
  const hits = new Map<number, number>()
  const asTensor = (value: unknown): TensorLike | undefined => {
    // Without the runtime there is no tensor, and looking must not load it.
    const tensor = scope.isLoaded ? scope.runtime.Tensor : undefined
    return typeof tensor === 'function' && value instanceof tensor ? (value as TensorLike) : undefined
  }
  const line = (value: unknown): string => {
    const tensor = asTensor(value)
    const text = tensor ? tensorLine(tensor) : plainLine(value)
    return text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text
  }
  const debuggee: Debuggee = {
    bindings: scope.exports,
    describe: (values) => values.map((value) => safely(() => line(value)) ?? '<cannot be shown>'),
    children(value) {
      const tensor = asTensor(value)
      return tensor && tensorParts(tensor)
    },
    bundle(value) {
      const shown = bundleOf(value)
      return shown instanceof Promise ? { data: { 'text/plain': textOf(value) }, metadata: {} } : shown
    },
    names: (frame) => notebookNames(scope.exports, frame),
    hit(breakpoint) {
      const times = (hits.get(breakpoint) ?? 0) + 1
      hits.set(breakpoint, times)
      return times
    },
  }
  Object.defineProperty(globalThis, DEBUGGEE_SYMBOL, { value: debuggee, configurable: true, enumerable: false })
  return {
    release: () => {
      Reflect.deleteProperty(globalThis, DEBUGGEE_SYMBOL)
    },
  }
}

/** `Tensor<[2, 2]> [[1., 2.], [3., 4.]]`, as types and PyTorch write them. */
function tensorLine(tensor: TensorLike): string {
  const printed = String(tensor).replace(/\s+/g, ' ')
  const values = /^\w+\((.*)\)$/.exec(printed)?.[1] ?? printed
  return `Tensor<[${[...tensor.shape].join(', ')}]> ${values}`
}

function tensorParts(tensor: TensorLike): object {
  const { shape, dtype, requiresGrad, isLeaf, gradFn } = tensor
  const parts: Record<string, unknown> = { shape: [...shape], dtype, requiresGrad }
  // Reading the gradient of an inner tensor warns.
  if (requiresGrad) Object.assign(parts, isLeaf ? { grad: tensor.grad } : { gradFn: gradFn?.name() })
  if (shape.length === 0) parts.item = tensor.item()
  // Looking is nothing for autograd to record.
  const rows = tensor.detach()
  for (let row = 0; row < Math.min(shape[0] ?? 0, MOST_ROWS); row++) {
    const selected = rows.at(row)
    parts[`[${row}]`] = selected.shape.length === 0 ? selected.item() : selected
  }
  return parts
}

function plainLine(value: unknown): string {
  const options = { depth: 1, breakLength: Number.POSITIVE_INFINITY, compact: true, maxArrayLength: 8 } as const
  const text = inspect(value, { ...options, maxStringLength: WIDTH, colors: false })
  return text.replace(/\s*\n\s*/g, ' ')
}

/**
 * A cell's top-level names are properties of the notebook's object in the JavaScript that runs, so V8 does not know them
 * by their names. Names of the frame win over them, and they win over globals.
 */
function notebookNames(bindings: Record<string, unknown>, frame: Record<string, () => unknown>): object {
  const own = new Set(Object.keys(frame).filter((name) => knows(name, frame[name]!)))
  return new Proxy(bindings, {
    has: (target, name) => typeof name === 'string' && name in target && !own.has(name),
    // `with` asks for it before it reads anything.
    get: (target, name) => (name === Symbol.unscopables ? undefined : Reflect.get(target, name)),
  })
}

function knows(name: string, read: () => unknown): boolean {
  try {
    const value = read()
    return !(name in globalThis) || (globalThis as unknown as Record<string, unknown>)[name] !== value
  } catch (error) {
    // Declared in the frame, but not there yet.
    return /before initialization/.test(String((error as Error).message))
  }
}
