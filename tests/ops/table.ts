import { describe, expect, test } from 'vitest'
import type { DType } from '../../src/dtype.js'
import * as tg from '../../src/index.js'
import { type NestedData, tensor } from '../../src/ops/create.js'
import { ReturnTypes } from '../../src/ops/return-types.js'
import { fixture, numberOf, type Plain } from '../fixture.js'

/** What PyTorch made of an expression: tests/oracle/table.py, `describe`. */
interface Outcome {
  tensor?: string
  dtype?: DType
  shape?: number[]
  stride?: number[]
  offset?: number
  /** String of a size or of a named tuple. */
  text?: string
  list?: Outcome[]
  value?: Plain | null
  error?: [string, string]
}
type Row = [python: string, typescript: string, outcome: Outcome]

const maker = (dtype: DType) => (data: NestedData) => tensor(data, { dtype })

// A reserved word cannot be a parameter.
const { var: _, ...names } = tg

/** The names that the expressions see: tests/oracle/table.py, `fresh`. */
function fresh(): Record<string, unknown> {
  const m = tg.arange(12).view(3, 4)
  return {
    ...names,
    f: maker('float32'),
    d: maker('float64'),
    i: maker('int64'),
    s: maker('int32'),
    u: maker('uint8'),
    b: maker('bool'),
    m,
    k: m.long(),
    shares: (x: tg.Tensor, y: tg.Tensor) => x.storage() === y.storage(),
  }
}

/** The value of the last of the statements, in a scope of its own. */
export function evaluate(code: string, helpers: Record<string, unknown> = {}): unknown {
  const scope = { ...fresh(), ...helpers }
  const end = code.lastIndexOf(';') + 1
  // A block, so that statements may take the names of the scope.
  const body = `'use strict'; { ${code.slice(0, end)} return (${code.slice(end)}) }`
  return new Function(...Object.keys(scope), body)(...Object.values(scope))
}

function describeValue(v: unknown): Outcome {
  if (v instanceof tg.Tensor)
    return {
      tensor: String(v),
      dtype: v.dtype,
      shape: [...v.shape],
      stride: v.stride(),
      ...(v.storageOffset() !== 0 && { offset: v.storageOffset() }),
    }
  if (v instanceof tg.Size) return { text: String(v) }
  if (v instanceof ReturnTypes) return { list: [...v].map(describeValue), text: String(v) }
  if (Array.isArray(v)) return { list: v.map(describeValue) }
  return { value: v as Plain | null }
}

function outcomeOf(code: string, helpers?: Record<string, unknown>): Outcome {
  try {
    return describeValue(evaluate(code, helpers))
  } catch (e) {
    if (!(e instanceof Error)) throw e
    return { error: [e.name, withoutOp(e.message.split('\n')[0])] }
  }
}

/** Newer versions of PyTorch name the op before some messages; either spelling is right. */
const withoutOp = (message: string): string => message.replace(/^(addmm|mm|bmm|baddbmm): /, '')

/** JSON cannot say NaN and infinities: the fixture names them. */
function expected(outcome: Outcome): Outcome {
  if (outcome.list) return { ...outcome, list: outcome.list.map(expected) }
  if (outcome.error) return { error: [outcome.error[0], withoutOp(outcome.error[1])] }
  return typeof outcome.value === 'string' && /^-?(nan|inf)$/.test(outcome.value)
    ? { value: numberOf(outcome.value) }
    : outcome
}

/** The rows of tests/fixtures/NAME.json with what PyTorch and what the runtime makes of them. */
export const outcomes = (
  name: string,
  helpers?: Record<string, unknown>,
): [python: string, typescript: string, wanted: Outcome, got: () => Outcome][] =>
  fixture<Row>(name).map(([python, typescript, outcome]) => [
    python,
    typescript,
    expected(outcome),
    () => outcomeOf(typescript, helpers),
  ])

/** `helpers` are more names that the expressions see, as the oracle script defines them. */
export function table(name: string, helpers?: Record<string, unknown>): void {
  describe(`${name}, as PyTorch`, () => {
    for (const [python, typescript, wanted, got] of outcomes(name, helpers))
      test(`${typescript}  ·  ${python}`, () => {
        expect(got()).toEqual(wanted)
      })
  })
}
