import { describe, expect, test } from 'vitest'
import { dtypes } from '../../src/dtype.js'
import { type Addon, loadAddon } from '../../src/engine/native.js'
import { native, randomNumbers } from './support.js'

const addon = loadAddon()

describe('a loop that leaves its array writes nothing', () => {
  const run = (loop: number[], n = 10) => {
    const out = new Float32Array(n).fill(7)
    expect(() => native.unary('neg', out, new Float32Array(n), Float64Array.from(loop))).toThrow(RangeError)
    expect(out).toEqual(new Float32Array(n).fill(7))
  }
  test.each<[string, number[]]>([
    ['too long', [1, 11, 0, 1, 0, 1]],
    ['offset', [1, 10, 1, 1, 0, 1]],
    ["the input's offset", [1, 10, 0, 1, 1, 1]],
    ['negative offset', [1, 2, -1, 1, 0, 1]],
    ['backwards past the start', [1, 5, 3, -1, 0, 1]],
    ['stride', [1, 5, 0, 3, 0, 1]],
    ['two dimensions', [2, 3, 3, 0, 4, 1, 0, 3, 2]],
    ['empty list', []],
    ['too short a list', [2, 3, 3, 0, 3, 1]],
    ['rank 0', [0, 0, 0]],
    ['rank 65', [65, ...new Array(300).fill(1)]],
    ['rank of a half', [1.5, 3, 0, 1, 0, 1]],
    ['rank NaN', [Number.NaN, 3, 0, 1, 0, 1]],
    ['negative size', [1, -3, 0, 1, 0, 1]],
    ['infinite size', [1, Infinity, 0, 1, 0, 1]],
    ['a size that overflows', [4, 2 ** 40, 2 ** 40, 2 ** 40, 2 ** 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['a stride that overflows', [1, 2 ** 40, 0, 2 ** 50, 0, 2 ** 50]],
    ['strides that cancel out in 64 bits', [2, 2 ** 32, 2 ** 20, 0, 2 ** 53, 1, 0, 0, 0]],
    ['an offset beyond 2^53', [1, 3, 2 ** 60, 1, 0, 1]],
  ])('%s', (_, loop) => run(loop))

  test('the message names the argument', () => {
    const call = (loop: number[]) => () =>
      native.binary('add', new Float32Array(4), new Float32Array(4), new Float32Array(3), Float64Array.from(loop))
    expect(call([1, 4, 0, 1, 0, 1, 0, 1])).toThrow(new RangeError('b: the loop reaches beyond its 3 elements'))
    expect(call([1, 4, 0, 1, 2, -1, 0, 0])).toThrow(new RangeError('a: the loop reaches before its 4 elements'))
    expect(call([1, 3.5, 0, 1, 0, 1, 0, 1])).toThrow(new RangeError('loop: element 1 is not a whole number'))
    expect(call([1, 4, 0, 1])).toThrow(new RangeError('loop: too short for rank 1 and 3 operands'))
  })

  test('an empty loop touches nothing, wherever it points', () => {
    native.unary('neg', new Float32Array(0), new Float32Array(0), Float64Array.of(2, 0, 5, 99, 1, 1, -99, 1, 1))
  })
})

describe('arguments of the wrong kind', () => {
  const loop = Float64Array.of(1, 2, 0, 1, 0, 1, 0, 1)
  const wrong: readonly unknown[] = [
    undefined,
    null,
    3,
    'x',
    {},
    [1, 2],
    new Uint16Array(4),
    new BigUint64Array(4),
    new Int8Array(4),
    new ArrayBuffer(16),
    new DataView(new ArrayBuffer(16)),
  ]
  test.each(wrong.map((x) => [x]))('%o instead of an array', (x) => {
    const [f, b] = [new Float32Array(2), new Uint8Array(2)]
    const bad = x as Float32Array & Uint8Array
    expect(() => addon.unary(0, bad, f, loop)).toThrow(TypeError)
    expect(() => addon.unary(0, f, bad, loop)).toThrow(TypeError)
    expect(() => addon.unary(0, f, f, bad as never)).toThrow(TypeError)
    expect(() => addon.binary(0, f, f, bad, loop)).toThrow(TypeError)
    expect(() => addon.compare(0, bad, f, f, loop)).toThrow(TypeError)
    expect(() => addon.where(f, bad, f, f, loop)).toThrow(TypeError)
    expect(() => addon.copy(f, bad, loop, false)).toThrow(TypeError)
    expect(() => addon.fill(bad, 1, loop)).toThrow(TypeError)
    expect(() => addon.reduce(0, bad, f, loop, 1, 0)).toThrow(TypeError)
    expect(() => addon.gatherBlocks(f, f, bad as never, 1, loop)).toThrow(TypeError)
    expect(() => addon.gemm(f, f, bad, loop)).toThrow(TypeError)
    expect(() => addon.random(0, f, bad as never, 0, 1)).toThrow(TypeError)
    expect(b).toEqual(new Uint8Array(2))
  })

  test('types that do not go together', () => {
    const [f, d] = [new Float32Array(2), new Float64Array(2)]
    expect(() => addon.unary(0, d, f, loop)).toThrow(new TypeError('out: expected elements of float32, got float64'))
    expect(() => addon.compare(0, f as never, f, f, loop)).toThrow(
      new TypeError('out: expected elements of uint8, got float32'),
    )
    expect(() => addon.reduce(addon.ops.reduce.indexOf('argmax'), f, f, loop, 1, 0)).toThrow(
      new TypeError('out: expected elements of int64, got float32'),
    )
    expect(() => addon.unary(addon.ops.unary.indexOf('exp'), new Int32Array(2), new Int32Array(2), loop)).toThrow(
      new TypeError('exp: not for elements of int32'),
    )
    expect(() => addon.copy(f, f, loop, true)).toThrow(TypeError)
  })

  test.each([-1, 0.5, 1e9, Number.NaN, Infinity])('op %d', (op) => {
    const f = new Float32Array(2)
    expect(() => addon.unary(op, f, f, loop)).toThrow(RangeError)
    expect(() => addon.reduce(op, f, f, loop, 1, 0)).toThrow(RangeError)
    expect(() => addon.random(op, f, new Uint32Array(625), 0, 1)).toThrow(RangeError)
  })

  test('no arguments at all', () => {
    for (const [name, member] of Object.entries(addon))
      if (typeof member === 'function' && name !== 'getThreads')
        expect(() => (member as () => void)(), name).toThrow(TypeError)
  })

  test('a reduction whose output moves, or of more dimensions than there are', () => {
    const f = new Float32Array(4)
    expect(() => addon.reduce(0, f, f, Float64Array.of(1, 4, 0, 1, 0, 1), 1, 0)).toThrow(RangeError)
    expect(() => addon.reduce(0, f, f, Float64Array.of(1, 4, 0, 0, 0, 1), 2, 0)).toThrow(RangeError)
    expect(() => addon.reduce(0, f, f, Float64Array.of(1, 4, 0, 0, 0, 1), -1, 0)).toThrow(RangeError)
    expect(() => addon.reduce(0, f, f, Float64Array.of(1, 4, 4, 0, 0, 1), 1, 0)).toThrow(RangeError)
  })

  test('detached and shared memory', () => {
    const gone = new Float32Array(100)
    structuredClone(gone.buffer, { transfer: [gone.buffer] })
    expect(() => addon.unary(0, gone, new Float32Array(100), loop)).toThrow(RangeError)
    expect(() => addon.unary(0, new Float32Array(100), gone, loop)).toThrow(RangeError)
    const shared = new Float32Array(new SharedArrayBuffer(8))
    addon.unary(addon.ops.unary.indexOf('neg'), shared, Float32Array.of(1, 2), loop)
    expect([...shared]).toEqual([-1, -2])
  })
})

/** Whatever comes, the addon answers or throws, and nothing around its arrays changes. */
describe('fuzz', () => {
  const GUARD = 64
  const numbers = [
    0,
    1,
    2,
    3,
    5,
    7,
    16,
    100,
    -1,
    -2,
    -7,
    0.5,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    -(2 ** 53),
    1e300,
    Infinity,
    -Infinity,
    Number.NaN,
  ]
  const kinds = ['float32', 'float64', 'int64', 'int32', 'uint8'] as const

  test.each([1, 2, 3, 4])('garbage, seed %d', (seed) => {
    const random = randomNumbers(seed)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]
    const number = () => (random() < 0.75 ? Math.floor(random() * 9) : pick(numbers))
    const guarded: { whole: Uint8Array; length: number }[] = []
    const array = (dtype: (typeof kinds)[number] = random() < 0.8 ? 'float32' : pick(kinds)) => {
      const n = Math.floor(random() * 70)
      const { array: Class, bytes } = dtypes[dtype]
      const whole = new Uint8Array(GUARD + n * bytes + GUARD).fill(0xab)
      guarded.push({ whole, length: n * bytes })
      return new (Class as Float32ArrayConstructor)(whole.buffer, GUARD, n).fill((dtype === 'int64' ? 1n : 1) as never)
    }
    const loop = (): Float64Array => {
      const rank = random() < 0.9 ? 1 + Math.floor(random() * 3) : number()
      const packed = Float64Array.from([rank, ...Array.from({ length: Math.floor(random() * 20) + 4 }, number)])
      // A loop over 2^53 elements that are all one place is right, and takes a year.
      return packed.subarray(1, 1 + rank).reduce((n, size) => n * size, 1) > 1e6 ? loop() : packed
    }
    const op = (names: readonly string[]) => (random() < 0.97 ? Math.floor(random() * names.length) : number())
    const { ops } = addon
    const calls: readonly (() => void)[] = [
      () => addon.unary(op(ops.unary), array(), array(), loop()),
      () => addon.binary(op(ops.binary), array(), array(), array(), loop()),
      () => addon.binary(op(ops.binary), array('int32'), array('int32'), array('int32'), loop()),
      () => addon.compare(op(ops.compare), array('uint8') as never, array(), array(), loop()),
      () => addon.predicate(op(ops.predicate), array('uint8') as never, array(), loop()),
      () => addon.where(array(), array('uint8') as never, array(), array(), loop()),
      () => addon.copy(array(pick(kinds)), array(pick(kinds)), loop(), random() < 0.2),
      () => addon.fill(array(pick(kinds)), number(), loop()),
      () => addon.reduce(op(ops.reduce), array(), array(), loop(), Math.floor(random() * 4), number()),
      () =>
        addon.reduce(
          op(ops.reduce),
          array(pick(['int64', 'uint8'])),
          array(),
          loop(),
          Math.floor(random() * 4),
          number(),
        ),
      () => addon.scan(op(ops.scan), array(), array(), loop()),
      () => addon.scanExtremes(array(), array('int64') as never, array(), loop(), random() < 0.5),
      () => addon.sort(array(), array(pick(['int64', 'int32'])) as never, array(), number(), number(), random() < 0.5),
      () => addon.topk(array(), array('int64') as never, array(), number(), number(), number(), random() < 0.5, true),
      () => addon.kth(array(), array('int32') as never, array(), number(), number(), number()),
      () => addon.searchSorted(array('int64') as never, array(), array(), number(), number(), random() < 0.5),
      () => addon.bincount(array(), array('int64') as never, array()),
      () => addon.histc(array(), array(), number(), number()),
      () => addon.gatherAlong(array(), array(), array('int64') as never, loop(), number(), number()),
      () => addon.scatterAlong(array(), array(), array('int64') as never, loop(), number(), number(), number()),
      () => addon.gatherBlocks(array(), array(), Float64Array.from({ length: 3 }, number), number(), loop()),
      () =>
        addon.scatterBlocks(
          array(),
          array(),
          Float64Array.from({ length: 3 }, number),
          number(),
          loop(),
          random() < 0.5,
        ),
      () =>
        addon.placesOf(array('float64') as never, array('int64') as never, loop(), number(), number(), random() < 0.5),
      () => addon.nonzero(array('int64') as never, array(pick(kinds)), loop()),
      () =>
        addon.gemm(
          array(),
          array(),
          array(),
          Float64Array.from({ length: 17 }, (_, i) => (i === 3 || i === 4 ? Math.floor(random() * 2) : number())),
        ),
      () =>
        addon.random(
          op(ops.random),
          array(),
          new Uint32Array(random() < 0.9 ? 625 : 9).fill(number()),
          number(),
          number(),
        ),
    ]
    let done = 0
    for (let i = 0; i < 20_000; i++) {
      guarded.length = 0
      try {
        pick(calls)()
        done++
      } catch (error) {
        expect(error instanceof RangeError || error instanceof TypeError).toBe(true)
      }
      for (const { whole, length } of guarded)
        for (let j = 0; j < GUARD; j++)
          if (whole[j] !== 0xab || whole[GUARD + length + j] !== 0xab) expect.fail(`call ${i} wrote outside its array`)
    }
    expect(done).toBeGreaterThan(200) // some of it makes sense
  })
})

test('every function of the addon is in its type', () => {
  const names: Record<keyof Addon, true> = {
    ...{ ops: true, blas: true, unary: true, binary: true, compare: true, predicate: true, reduce: true, scan: true },
    ...{ random: true, where: true, copy: true, fill: true, gatherBlocks: true, scatterBlocks: true, gemm: true },
    ...{ placesOf: true, nonzero: true },
    ...{
      softmax: true,
      softmaxBackward: true,
      classLosses: true,
      classLossesBackward: true,
      moments: true,
      normalize: true,
      normalizeBackward: true,
    },
    ...{ convolve: true, convolveImages: true, convolveFilters: true, step: true },
    ...{ maxPool: true, maxPoolBackward: true, meanPool: true, meanPoolBackward: true },
    ...{ sort: true, topk: true, kth: true, searchSorted: true, bincount: true, histc: true },
    ...{ gatherAlong: true, scatterAlong: true, scanExtremes: true, setThreads: true, getThreads: true },
    ...{ watchInterrupts: true },
  }
  expect(Object.keys(addon).sort()).toEqual(Object.keys(names).sort())
})
