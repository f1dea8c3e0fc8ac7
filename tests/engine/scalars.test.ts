import { describe, expect, test } from 'vitest'
import type { BinaryName, UnaryName } from '../../src/engine/engine.js'
import { engine } from '../../src/engine/index.js'
import { lgamma } from '../../src/engine/portable/gamma.js'
import { flatLoop } from '../../src/shape/loop.js'
import { fixture } from '../fixture.js'

/** tests/oracle/scalars.py: inputs as the dtype holds them, and the function of exactly those in double. */
type Row = [name: UnaryName | BinaryName, dtype: 'float32' | 'float64', ...columns: number[][]]

const ARRAYS = { float32: Float32Array, float64: Float64Array }

/**
 * Largest error in units in the last place. In float32 the portable engine rounds what JavaScript computes in double;
 * the native one runs PyTorch's kind of vector functions, which promise 4. The oracle's own doubles may be 1 off.
 */
const ULPS = { portable: { float32: 1, float64: 8 }, native: { float32: 4, float64: 4 } }
const EPSILON = { float32: 2 ** -23, float64: 2 ** -52 }

describe(`values on the ${engine.name} engine`, () => {
  for (const [name, dtype, ...columns] of fixture<Row>('scalars'))
    test(`${name} of ${dtype}`, () => {
      const wanted = columns.pop() as number[]
      const n = wanted.length
      const inputs = columns.map((c) => ARRAYS[dtype].from(c))
      const out = new ARRAYS[dtype](n)
      if (inputs.length === 1) engine.unary(name as UnaryName, out, inputs[0], flatLoop(n, 0))
      else engine.binary(name as BinaryName, out, inputs[0], inputs[1], flatLoop(n, 0))
      const allowed = ULPS[engine.name][dtype] * EPSILON[dtype]
      for (let i = 0; i < n; i++) {
        const error = Math.abs(out[i] - wanted[i])
        expect(error, `${name}(${inputs.map((c) => c[i])})`).toBeLessThanOrEqual(allowed * Math.abs(wanted[i]))
      }
    })
})

describe('beside the poles of lgamma', () => {
  // PyTorch's, of float64.
  test.each([
    [-0.99999999, 18.42068074315545],
    [-1.00000001, 18.42068074580199],
    [-2.0001, 8.517100927455314],
    [-2.9999999, 14.326336308978625],
    [-4.00000003, 14.144014585830252],
  ])('at %d', (x, wanted) => {
    expect(Math.abs(lgamma(x) - wanted)).toBeLessThanOrEqual(4 * EPSILON.float64 * wanted)
  })
})
