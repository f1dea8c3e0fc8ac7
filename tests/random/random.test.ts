import { describe, expect, test } from 'vitest'
import { type Data, type DType, dtypes } from '../../src/dtype.js'
import type { Tensor } from '../../src/tensor.js'
import { fixture } from '../fixture.js'
import { evaluate, table } from '../ops/table.js'

/** tests/oracle/rng.py */
type Row = [
  python: string,
  typescript: string,
  how: 'exact' | 'near',
  dtype: DType,
  shape: number[],
  stride: number[],
  base64: string,
]

const elements = (data: Data): Iterable<number | bigint> => data

function decode(base64: string, dtype: DType): (number | bigint)[] {
  const bytes = Buffer.from(base64, 'base64')
  return [...elements(new dtypes[dtype].array(new Uint8Array(bytes).buffer))]
}

/** Agreement of the normals: float32 goes through other logarithms, sines and cosines than PyTorch's vectors. */
const TOLERANCE = { float32: 5e-7, float64: 1e-14 } as const

describe('the numbers that PyTorch draws', () => {
  for (const [python, typescript, how, dtype, shape, stride, base64] of fixture<Row>('rng'))
    test(`${typescript}  ·  ${python}`, () => {
      const x = evaluate(typescript) as Tensor
      expect({ dtype: x.dtype, shape: [...x.shape], stride: x.stride() }).toEqual({ dtype, shape, stride })
      const drawn = [...elements((x.clone({ memoryFormat: 'contiguous' }) as Tensor).storage().data)]
      const wanted = decode(base64, dtype)
      if (how === 'exact') return expect(drawn).toEqual(wanted)
      expect(drawn).toHaveLength(wanted.length)
      for (let i = 0; i < wanted.length; i++) {
        const [a, b] = [Number(drawn[i]), Number(wanted[i])]
        expect(Math.abs(a - b)).toBeLessThanOrEqual(TOLERANCE[dtype as 'float32'] * Math.max(1, Math.abs(b)))
      }
    })
})

table('rng_errors')
