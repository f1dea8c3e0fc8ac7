import { describe, expect, test } from 'vitest'
import type { RandomName } from '../../src/engine/engine.js'
import { seedState } from '../../src/engine/portable/random.js'
import { fixture } from '../fixture.js'
import { native, portable } from './support.js'

type Row = readonly [
  kind: RandomName,
  dtype: 'float32' | 'float64',
  seed: number,
  n: number,
  a: number,
  b: number,
  values: readonly (readonly [index: number, value: number])[],
  next: number,
]
const rows = fixture<Row>('engine_random')
const array = (dtype: string, n: number) => (dtype === 'float32' ? new Float32Array(n) : new Float64Array(n))

describe.each([native, portable])('$name', (engine) => {
  test.each(rows)('%s %s, seed %d, %d values (%d, %d)', (kind, dtype, seed, n, a, b, values, next) => {
    const state = seedState(seed)
    const out = array(dtype, n)
    engine.random(kind, out, state, a, b)
    for (const [i, value] of values)
      if (kind === 'uniform') expect(out[i]).toBe(value)
      else
        expect(Math.abs(out[i] - value)).toBeLessThanOrEqual(
          dtype === 'float32' ? 5e-7 * Math.max(1, Math.abs(value)) : 1e-14,
        )
    const following = new Float32Array(1)
    engine.random('uniform', following, state, 0, 1)
    expect(following[0]).toBe(next)
  })
})

test('raw draws, in pieces of any size, are one sequence', () => {
  const [whole, pieces] = [new Int32Array(3000), new Int32Array(3000)]
  portable.random('raw', whole, seedState(7), 0, 0)
  const state = seedState(7)
  for (let i = 0, n = 1; i < 3000; i += n, n = (n * 5 + 3) % 700)
    native.random('raw', pieces.subarray(i, i + n), state, 0, 0)
  expect(pieces).toEqual(whole)
})

test('the state is that of the portable engine, draw for draw', () => {
  const [x, y] = [seedState(3), seedState(3)]
  for (const [kind, n] of [
    ['normal', 33],
    ['uniform', 5],
    ['raw', 700],
  ] as const) {
    native.random(kind, kind === 'raw' ? new Int32Array(n) : new Float32Array(n), x, 0, 1)
    portable.random(kind, kind === 'raw' ? new Int32Array(n) : new Float32Array(n), y, 0, 1)
    expect(x).toEqual(y)
  }
})

test('refuses', () => {
  const state = seedState(0)
  const before = state.slice()
  expect(() => native.random('normal', new Float32Array(15), state, 0, 1)).toThrow(
    new RangeError('normal: expected at least 16 elements'),
  )
  expect(() => native.random('raw', new Float32Array(3), state, 0, 1)).toThrow(
    new TypeError('raw: not for elements of float32'),
  )
  expect(() => native.random('uniform', new Int32Array(3), state, 0, 1)).toThrow(TypeError)
  expect(() => native.random('uniform', new Float32Array(3), new Uint32Array(624), 0, 1)).toThrow(
    new RangeError('state: expected 625 words'),
  )
  expect(() => native.random('uniform', new Float32Array(3), new Int32Array(625) as never, 0, 1)).toThrow(TypeError)
  expect(state).toEqual(before)
})
