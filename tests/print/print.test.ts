import { afterEach, describe, expect, test } from 'vitest'
import { Node } from '../../src/autograd/graph.js'
import type { DType } from '../../src/dtype.js'
import { type PrintOptions, setPrintoptions } from '../../src/print.js'
import { contiguousStrides } from '../../src/shape/strides.js'
import { Storage } from '../../src/storage.js'
import { Tensor } from '../../src/tensor.js'
import { dataOf, fixture, type Plain } from '../fixture.js'

/** ((i·mul + add) mod `mod`) / div − shift for i < n */
interface Formula {
  n: number
  mul: number
  add: number
  mod: number
  div: number
  shift?: number
}
type Options = Partial<PrintOptions> & { profile?: 'default' | 'short' | 'full'; sci_mode?: boolean }
type Row = [Options, DType, number[], number[] | null, Plain[] | Formula, string, string?]

const elements = (values: Row[4]): Plain[] =>
  Array.isArray(values)
    ? values.flat(Infinity)
    : Array.from(
        { length: values.n },
        (_, i) => ((i * values.mul + values.add) % values.mod) / values.div - (values.shift ?? 0),
      )

function tensorOf([, dtype, shape, strides, values, , suffix]: Row): Tensor {
  const x = new Tensor(
    new Storage(dataOf(elements(values), dtype), dtype),
    shape,
    strides ?? contiguousStrides(shape),
    0,
  )
  if (suffix) x.ensureMeta().requiresGrad = true
  return x
}

afterEach(() => setPrintoptions({ profile: 'default' }))

describe('prints as PyTorch does', () => {
  for (const row of fixture<Row>('printing')) {
    const [{ sci_mode, ...options }, dtype, shape, strides, values, text] = row
    const given = JSON.stringify(values)
    test(`${JSON.stringify(row[0])} ${dtype} [${shape}] ${strides ?? ''} ${given.slice(0, 80)}`, () => {
      setPrintoptions({ profile: 'default', ...options, sciMode: sci_mode ?? null })
      expect(String(tensorOf(row))).toBe(text)
    })
  }
})

describe('beside the elements', () => {
  const values = (...x: number[]): Tensor => Tensor.own(Float32Array.from(x), 'float32', [x.length])

  test('the op that made it', () => {
    const x = values(2, 4)
    const meta = x.ensureMeta()
    meta.requiresGrad = true
    meta.node = new Node('MulBackward0', [], null)
    expect(String(x)).toBe('tensor([2., 4.], grad_fn=<MulBackward0>)')
  })

  test('only the shown corner of a large tensor is read', () => {
    const x = new Tensor(Storage.zeros(1, 'float32'), [50_000, 784], [0, 0], 0)
    const start = performance.now()
    expect(String(x).split('\n')).toHaveLength(7)
    expect(performance.now() - start).toBeLessThan(1000) // all 39 million would take many seconds
  })

  test('sciMode goes back to automatic when options are set without it', () => {
    setPrintoptions({ sciMode: true })
    expect(String(values(1.5))).toBe('tensor([1.5000e+00])')
    setPrintoptions({ precision: 2 })
    expect(String(values(1.5))).toBe('tensor([1.50])')
  })

  test('options that make no sense are refused and change nothing', () => {
    expect(() => setPrintoptions({ precision: 2, linewidth: Number.NaN })).toThrow(TypeError)
    expect(() => setPrintoptions({ profile: 'long' as 'full' })).toThrow('long')
    expect(String(values(1.5))).toBe('tensor([1.5000])')
  })
})
