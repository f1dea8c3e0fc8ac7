import { describe, expect, test } from 'vitest'
import type { DType } from '../../src/dtype.js'
import type { BinaryName, CompareName, PredicateName, UnaryName } from '../../src/engine/engine.js'
import {
  all,
  both,
  dataOf,
  extentOf,
  firstDifference,
  floats,
  integers,
  type Layout,
  layouts,
  loopOf,
  native,
  portable,
  sample,
} from './support.js'

/** What IEEE 754 or integer arithmetic determines to the last bit; `functions.test.ts` has the rest. */
const EXACT: Record<string, { unary: readonly UnaryName[]; binary: readonly BinaryName[] }> = {
  float: {
    unary: ['neg', 'abs', 'sign', 'sqrt', 'square', 'reciprocal', 'relu', 'floor', 'ceil', 'round', 'trunc', 'frac'],
    binary: ['add', 'sub', 'mul', 'div', 'floorDivide', 'remainder', 'fmod', 'truncDivide', 'maximum', 'minimum'],
  },
  integer: {
    unary: ['neg', 'abs', 'sign', 'square', 'relu', 'floor', 'ceil', 'round', 'trunc', 'bitwiseNot'],
    binary: [
      'add',
      'sub',
      'mul',
      'pow',
      'maximum',
      'minimum',
      'bitwiseAnd',
      'bitwiseOr',
      'bitwiseXor',
      'bitwiseLeftShift',
      'bitwiseRightShift',
    ],
  },
}
const DIVISIONS: readonly BinaryName[] = ['floorDivide', 'remainder', 'fmod', 'truncDivide']
const COMPARES: readonly CompareName[] = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'logicalAnd', 'logicalOr', 'logicalXor']
const PREDICATES: readonly PredicateName[] = ['isnan', 'isinf', 'isfinite', 'logicalNot']

const LAYOUTS1 = layouts(1)
const LAYOUTS2 = layouts(2)
const kindOf = (dtype: DType) => (floats.includes(dtype) ? EXACT.float : EXACT.integer)
const rows = (names: (dtype: DType) => readonly string[], dtypes = all) =>
  dtypes.flatMap((dtype) => names(dtype).map((op) => [op, dtype] as const))

/** Where both engines must agree in every element, also in those that the loop leaves alone. */
function expectSame(
  layout: Layout,
  [x, y]: [Parameters<typeof firstDifference>[0], Parameters<typeof firstDifference>[1]],
) {
  const at = firstDifference(x, y, 'one')
  if (at >= 0) expect.fail(`${layout.name}: element ${at} is ${x[at]}, portable has ${y[at]}`)
}

describe('unary', () => {
  test.each(rows((dtype) => kindOf(dtype).unary))('%s of %s', (op, dtype) => {
    for (const layout of LAYOUTS1) {
      const a = sample(dtype, extentOf(layout, 1), 2)
      expectSame(
        layout,
        both(sample(dtype, extentOf(layout, 0) + 2, 3), (engine, out) =>
          engine.unary(op as UnaryName, out, a, loopOf(layout)),
        ),
      )
    }
  })
})

describe('predicates', () => {
  test.each(rows(() => PREDICATES))('%s of %s', (op, dtype) => {
    for (const layout of LAYOUTS1) {
      const a = sample(dtype, extentOf(layout, 1), 4)
      expectSame(
        layout,
        both(new Uint8Array(extentOf(layout, 0) + 2), (engine, out) =>
          engine.predicate(op as PredicateName, out, a, loopOf(layout)),
        ),
      )
    }
  })
})

describe('binary', () => {
  test.each(rows((dtype) => kindOf(dtype).binary))('%s of %s', (op, dtype) => {
    for (const layout of LAYOUTS2) {
      const [a, b] = [sample(dtype, extentOf(layout, 1), 5), sample(dtype, extentOf(layout, 2), 6)]
      expectSame(
        layout,
        both(sample(dtype, extentOf(layout, 0) + 2, 7), (engine, out) =>
          engine.binary(op as BinaryName, out, a, b, loopOf(layout)),
        ),
      )
    }
  })

  test.each(rows(() => DIVISIONS, integers))('%s of %s', (op, dtype) => {
    for (const layout of LAYOUTS2) {
      const [a, b] = [sample(dtype, extentOf(layout, 1), 5), sample(dtype, extentOf(layout, 2), 6)]
      for (let i = 0; i < b.length; i++) if (!b[i]) b[i] = b instanceof BigInt64Array ? -1n : -1
      expectSame(
        layout,
        both(sample(dtype, extentOf(layout, 0) + 2, 7), (engine, out) =>
          engine.binary(op as BinaryName, out, a, b, loopOf(layout)),
        ),
      )
    }
  })

  test.each(rows(() => DIVISIONS, integers))('%s of %s by zero is an error', (op, dtype) => {
    const [a, b] = [sample(dtype, 4), sample(dtype, 4)]
    b[2] = b instanceof BigInt64Array ? 0n : 0
    const loop = Float64Array.of(1, 4, 0, 1, 0, 1, 0, 1)
    for (const engine of [native, portable]) {
      const out = sample(dtype, 4)
      expect(() => engine.binary(op as BinaryName, out, a, b, loop)).toThrow(
        expect.objectContaining({ name: 'RuntimeError', message: 'ZeroDivisionError' }),
      )
      expect(out, 'nothing was written').toEqual(sample(dtype, 4))
    }
  })
})

describe('powers by one number', () => {
  test.each(floats)('of %s are roots, of −∞ as well', (dtype) => {
    const a = dataOf(dtype, 3)
    a.set([-Infinity, -0, 4] as never)
    const loop = Float64Array.of(1, 3, 0, 1, 0, 1, 0, 0)
    for (const [exponent, wanted] of [
      [0.5, [Number.NaN, -0, 2]],
      [-0.5, [Number.NaN, -Infinity, 0.5]],
    ] as const) {
      const b = dataOf(dtype, 1)
      b.set([exponent] as never)
      for (const out of both(dataOf(dtype, 3), (engine, to) => engine.binary('pow', to, a, b, loop)))
        expect([...out]).toEqual(wanted)
    }
  })
})

describe('compare', () => {
  test.each(rows(() => COMPARES))('%s of %s', (op, dtype) => {
    for (const layout of LAYOUTS2) {
      const [a, b] = [sample(dtype, extentOf(layout, 1), 8), sample(dtype, extentOf(layout, 2), 9)]
      expectSame(
        layout,
        both(new Uint8Array(extentOf(layout, 0) + 2), (engine, out) =>
          engine.compare(op as CompareName, out, a, b, loopOf(layout)),
        ),
      )
    }
  })
})

describe('large loops', () => {
  test.each(all)('of %s', (dtype) => {
    for (const layout of layouts(2, 'large')) {
      const [a, b] = [sample(dtype, extentOf(layout, 1), 5), sample(dtype, extentOf(layout, 2), 6)]
      const out = sample(dtype, extentOf(layout, 0) + 2, 7)
      expectSame(
        layout,
        both(out, (engine, to) => engine.binary('mul', to, a, b, loopOf(layout))),
      )
      expectSame(
        layout,
        both(new Uint8Array(out.length), (engine, to) => engine.compare('lt', to, a, b, loopOf(layout))),
      )
    }
    for (const layout of layouts(1, 'large')) {
      const a = sample(dtype, extentOf(layout, 1), 5)
      expectSame(
        layout,
        both(sample(dtype, extentOf(layout, 0) + 2, 7), (engine, out) => engine.unary('abs', out, a, loopOf(layout))),
      )
    }
  })
})

describe('where', () => {
  test.each(all)('of %s', (dtype) => {
    for (const layout of layouts(3)) {
      const condition = sample('uint8', extentOf(layout, 1), 10) as Uint8Array
      const [a, b] = [sample(dtype, extentOf(layout, 2), 11), sample(dtype, extentOf(layout, 3), 12)]
      expectSame(
        layout,
        both(sample(dtype, extentOf(layout, 0) + 2, 13), (engine, out) =>
          engine.where(out, condition, a, b, loopOf(layout)),
        ),
      )
    }
  })
})

test('in place: an input may be the output', () => {
  for (const n of [5, 1000, 200_000]) {
    const [x, y] = both(sample('float32', n), (engine, out) => {
      engine.binary('mul', out, out, out, Float64Array.of(1, n, 0, 1, 0, 1, 0, 1))
      engine.unary('neg', out, out, Float64Array.of(1, n, 0, 1, 0, 1))
    })
    expect(firstDifference(x, y)).toBe(-1)
  }
})
