import type { DType } from '../../src/dtype.js'
import type * as tsgrad from '../../src/index.js'
import { ulps } from '../native/support.js'
import { call, Drawn, type Runtime } from './draw.js'

export interface Case {
  /** The tensor whose method it is; without one it is a free function, of `nn.functional` if it begins with `F.`. */
  self?: Drawn
  name: string
  args: readonly unknown[]
  bound: Bound
}

/**
 * How far apart the engines may be. `exact`: not a bit. `extreme`: of 0 and −0 either may be the larger. `function`: each is within 4 units in the last place of the truth
 * (glibc's promise for its vector functions), so they are within 8 of each other. `sum`: both add the same terms in orders
 * of their own; each order of n terms errs by at most n·ε·Σ|terms|.
 */
export type Bound = 'exact' | 'extreme' | 'function' | 'sum'

export interface Values {
  dtype: DType
  shape: number[]
  stride: number[]
  data: number[]
}
export type Outcome = { error: string; native?: boolean } | { values: Values[]; text?: string }

const CLASSES = ['RuntimeError', 'IndexError', 'ValueError', 'TypeError']

/** What a runtime makes of a case, and what all the memory that it could have written to holds then; of a layer, gradients too. */
export function outcomeOf(tg: Runtime, { self, name, args }: Case): { result: Outcome; memory: Outcome } {
  const bases: unknown[] = []
  const leaves: tsgrad.Tensor[] = []
  const isLayer = self === undefined && name.startsWith('F.')
  const made = (arg: unknown): unknown => {
    if (Array.isArray(arg)) return arg.map(made)
    if (!(arg instanceof Drawn)) return arg
    const { base, x } = arg.make(tg)
    bases.push(base)
    if (!isLayer || !x.isFloatingPoint()) return x
    leaves.push(x.detach().requiresGrad_())
    return leaves[leaves.length - 1]
  }
  const x = self === undefined ? (isLayer ? tg.F : tg) : (made(self) as object)
  const values = args.map(made)
  const result = attempt(tg, () => {
    if (!isLayer) return call(x, name, values)
    const out = call(x, name.slice(2), values)
    if (out instanceof tg.Tensor && out.requiresGrad && out.numel() > 0) {
      // Gradients of slopes that differ from place to place.
      const slopes = tg.linspace(-1, 2, out.numel(), { dtype: out.dtype }).view([...out.shape]) as tsgrad.Tensor
      out.backward(slopes)
      return out.detach()
    }
    return out
  })
  return { result, memory: attempt(tg, () => [...bases, ...leaves.flatMap((leaf) => leaf.grad ?? [])]) }
}

export function attempt(tg: Runtime, run: () => unknown): Outcome {
  try {
    return valuesOf(tg, run())
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { error: `${error.name}: ${error.message}`, native: !CLASSES.includes(error.name) }
  }
}

function valuesOf(tg: Runtime, value: unknown): Outcome {
  if (value instanceof tg.Tensor)
    return {
      values: [
        {
          dtype: value.dtype,
          shape: [...value.shape],
          stride: value.stride() as number[],
          data: value.double().reshape([-1]).tolist() as number[],
        },
      ],
      // A double does not hold every int64.
      ...(value.dtype === 'int64' && { text: String(value.reshape([-1]).tolist()) }),
    }
  if (value !== null && typeof value === 'object' && Symbol.iterator in value && typeof value !== 'string') {
    const parts = [...(value as Iterable<unknown>)].map((part) => valuesOf(tg, part))
    return {
      values: parts.flatMap((part) => ('values' in part ? part.values : [])),
      text: parts.map((part) => ('text' in part ? part.text : '')).join(';'),
    }
  }
  return { values: [], text: String(value) }
}

/** What differs, for people; undefined: nothing. */
export function difference(x: Outcome, y: Outcome, bound: Bound, scale: number): string | undefined {
  if ('error' in x || 'error' in y) {
    const [a, b] = [x, y].map((o) => ('error' in o ? o.error : 'no error'))
    if (a !== b) return `native: ${a}\nportable: ${b}`
    return 'native' in x && x.native ? `not one of PyTorch's errors: ${a}` : undefined
  }
  const shapes = [x, y].map((o) => JSON.stringify(o.values.map(({ dtype, shape, stride }) => [dtype, shape, stride])))
  if (shapes[0] !== shapes[1]) return `native: ${shapes[0]}\nportable: ${shapes[1]}`
  for (const [i, { dtype, data }] of x.values.entries())
    for (const [j, a] of data.entries()) {
      const b = y.values[i].data[j]
      if (!within(a, b, dtype, bound, scale)) return `tensor ${i} (${dtype}), element ${j}: native ${a}, portable ${b}`
    }
  if (bound === 'exact' && x.text !== y.text) return `native: ${x.text}\nportable: ${y.text}`
  return undefined
}

function within(a: number, b: number, dtype: DType, bound: Bound, scale: number): boolean {
  if (Object.is(a, b)) return true
  if (bound === 'extreme') return a === b
  if (bound === 'exact') return false
  if (ulps(a, b, dtype === 'float64' ? 'float64' : 'float32') <= 8) return true
  return bound === 'sum' && Math.abs(a - b) <= scale * (dtype === 'float64' ? 2 ** -52 : 2 ** -23)
}
