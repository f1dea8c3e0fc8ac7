import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Data, type DType, dtypes } from '../../src/dtype.js'
import type { Engine } from '../../src/engine/engine.js'
import type { RuleName } from '../../src/engine/layers.js'
import { floats, native, plain, portable, randomNumbers } from './support.js'

const threads = native.getNumThreads()
beforeAll(() => native.setNumThreads(2))
afterAll(() => native.setNumThreads(threads))

const GUARD = 32
/** An array with room around it that nobody may write to. */
function guarded(dtype: DType, n: number): { data: Data; check: () => void } {
  const { array, bytes } = dtypes[dtype]
  const whole = new Uint8Array((n + 2 * GUARD) * bytes).fill(0x5a)
  const data = new array(whole.buffer, GUARD * bytes, n)
  const check = (): void => {
    const edges = [...whole.subarray(0, GUARD * bytes), ...whole.subarray((GUARD + n) * bytes)]
    expect(edges.every((x) => x === 0x5a)).toBe(true)
  }
  return { data, check }
}

/** Both engines fill outputs of these lengths; they agree to the dtype's precision, relative to the largest element. */
function agree(
  dtype: DType,
  lengths: readonly number[],
  run: (engine: Engine, outs: Data[]) => void,
  tolerance = dtype === 'float32' ? 1e-5 : 1e-13,
): void {
  const [a, b] = [native, portable].map((engine) => {
    const outs = lengths.map((n) => guarded(dtype, n))
    run(
      engine,
      outs.map(({ data }) => data),
    )
    for (const { check } of outs) check()
    return outs.map(({ data }) => data as Float64Array)
  })
  a.forEach((x, k) => {
    const scale = b[k].reduce((most, y) => (Number.isFinite(y) ? Math.max(most, Math.abs(y)) : most), 1)
    for (let i = 0; i < x.length; i++)
      if (!(Math.abs(x[i] - b[k][i]) <= tolerance * scale) && !Object.is(x[i], b[k][i]))
        expect.fail(`output ${k}, element ${i}: native ${x[i]}, portable ${b[k][i]}`)
  })
}

const of = (...numbers: number[]): Float64Array => Float64Array.from(numbers)
const numelOf = (...sizes: number[]): number => sizes.reduce((a, b) => a * b, 1)

describe.each(floats)('%s', (dtype) => {
  test.each([
    [1, 1, 1],
    [64, 10, 1],
    [3, 1000, 1],
    [2, 17, 5],
    [4, 7, 33],
    [300, 129, 1],
    [0, 4, 1],
    [3, 0, 2],
  ])('softmax of [%i, %i, %i]', (outer, n, inner) => {
    const count = outer * n * inner
    const [x, g] = [plain(dtype, count + 3, 1, -9, 9), plain(dtype, count + 1, 2)]
    for (const log of [false, true]) {
      agree(dtype, [count], (engine, [out]) => engine.softmax(out, x, of(outer, n, inner, 0, 3), log))
      agree(dtype, [count], (engine, [out]) => engine.softmaxBackward(out, g, x, of(outer, n, inner, 0, 1, 2), log))
    }
  })

  test('softmax of infinities and NaN', () => {
    const x = plain(dtype, 60, 1) as Float32Array
    x[3] = Infinity
    x[17] = Number.NaN
    x.fill(-Infinity, 20, 30)
    x[35] = -Infinity
    for (const log of [false, true])
      agree(dtype, [60], (engine, [out]) => engine.softmax(out, x, of(6, 10, 1, 0, 0), log))
  })

  test.each([
    [1, 1, 1],
    [64, 10, 1],
    [3, 1000, 1],
    [2, 17, 5],
    [3, 7, 133],
    [300, 129, 1],
    [0, 4, 1],
    [2, 3, 0],
  ])('losses of classes of [%i, %i, %i]', (samples, classes, inner) => {
    const [places, count] = [samples * inner, samples * classes * inner]
    const random = randomNumbers(7)
    const labels = Array.from({ length: places }, () => Math.floor(random() * classes))
    const x = plain(dtype, count + 3, 1, -9, 9)
    for (const target of [BigInt64Array.from(labels, BigInt), Uint8Array.from(labels)])
      for (const weight of [null, plain(dtype, classes, 2, 0.5, 2)])
        for (const logits of [0, 1]) {
          const layout = [samples, classes, inner, labels[0] ?? -100]
          const kept = [count, places].map((n) => (n * logits > 0 ? plain(dtype, n, 3, 0.1, 1) : null))
          agree(dtype, [places, count * logits, places * logits], (engine, [losses, terms, rates]) => {
            const totals = new Float64Array(2)
            const [t, r] = logits ? [terms, rates] : [null, null]
            const meta = of(...layout, logits, 0, 0, 0, 3, 0, 0)
            expect(engine.classLosses(losses, totals, t, r, x, target, weight, meta)).toBe(-1)
            const sum = (losses as Float64Array).reduce((a: number, b: number) => a + b, 0)
            expect(Math.abs(totals[0] - sum)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(sum)))
          })
          for (const step of [0, 1])
            agree(dtype, [count], (engine, [out]) =>
              engine.classLossesBackward(
                ...([out, plain(dtype, places + 2, 4), kept[0], kept[1], target, weight] as const),
                of(...layout, step, 0.3, 0, 1 - step, 0, 0, 0, 0),
              ),
            )
        }
  })

  test('losses of a class that does not exist', () => {
    for (const engine of [native, portable])
      for (const bad of [3n, -1n]) {
        const losses = plain(dtype, 4, 1)
        const before = losses.slice()
        const target = BigInt64Array.of(0n, 5n, bad, 1n)
        const meta = of(4, 3, 1, 5, 1, 0, 0, 0, 0, 0, 0)
        const x = plain(dtype, 12, 2)
        expect(engine.classLosses(losses, new Float64Array(2), null, null, x, target, null, meta)).toBe(2)
        expect(losses).toEqual(before)
      }
  })

  test.each([
    [4, 3, 1, 0],
    [64, 100, 1, 0],
    [300, 7, 1, 0],
    [5, 8, 49, 0],
    [64, 16, 196, 0],
    [2, 2, 5000, 0],
    [9, 33, 1, 1],
    [200, 300, 1, 1],
    [3, 12, 7, 4],
    [3, 12, 7, 12],
    [40, 12, 100, 3],
  ])('normalisation of [%i, %i, %i] in %i groups', (samples, channels, places, groups) => {
    const count = samples * channels * places
    const k = groups === 0 ? channels : samples * groups
    const [x, g] = [plain(dtype, count + 2, 1, -1, 5), plain(dtype, count, 2)]
    const [weight, bias] = [plain(dtype, channels, 3), plain(dtype, channels, 4)]
    const layout = [samples, channels, places, groups]
    const statistics = new Float64Array(3 * k)
    portable.moments(statistics, x, of(...layout, 2, 1e-5))
    // Of floats they are sums of floats, in doubles only between blocks.
    agree(
      'float64',
      [3 * k],
      (engine, [s]) => engine.moments(s as Float64Array, x, of(...layout, 2, 1e-5)),
      dtype === 'float32' ? 1e-6 : 1e-13,
    )
    for (const [w, b] of [
      [weight, bias],
      [null, null],
      [weight, null],
      [null, bias],
    ]) {
      agree(dtype, [count], (engine, [out]) =>
        engine.normalize(out, x, statistics, w, b, of(...layout, 0, 1e-5, 0, 2, 0, 0)),
      )
      agree(dtype, [count], (engine, [out]) => {
        const room = new Float64Array(3 * k)
        engine.normalize(out, x, room, w, b, of(...layout, 1, 1e-5, 0, 2, 0, 0))
        const off = room.map((value, i) => Math.abs(value - statistics[i]) / (1 + Math.abs(value)))
        expect(Math.max(...off)).toBeLessThanOrEqual(1e-5)
      })
      for (const fixed of groups === 0 ? [0, 1] : [0])
        agree(dtype, [count, channels, channels], (engine, [gx, gw, gb]) =>
          engine.normalizeBackward(gx, gw, gb, g, x, statistics, w, of(...layout, fixed, 0, 0, 0, 0, 2, 0)),
        )
    }
    agree(dtype, [channels], (engine, [gb]) =>
      engine.normalizeBackward(null, null, gb, g, x, statistics, weight, of(...layout, 0, 0, 0, 0, 0, 2, 0)),
    )
  })

  const random = randomNumbers(5)
  const upTo = (n: number): number => Math.floor(random() * n)
  const convolutions = Array.from({ length: 60 }, (_, i) => {
    const groups = 1 + upTo(3)
    const [c, o] = [groups * (1 + upTo(3)), groups * (1 + upTo(4))]
    const axis = (): number[] => [1 + upTo(4), 1 + upTo(3), upTo(4), 1 + upTo(2)]
    const [down, across] = [axis(), axis()]
    const least = ([kernel, , padding, dilation]: number[]): number =>
      Math.max(1, dilation * (kernel - 1) + 1 - 2 * padding)
    const large = i % 10 === 0
    const [h, w] = [least(down) + upTo(large ? 60 : 12), least(across) + upTo(large ? 60 : 12)]
    return { name: `${c} to ${o} in ${groups}`, n: large ? 9 : upTo(4), c, h, w, o, groups, down, across }
  })
  const usual = [
    { name: 'as in the lessons', n: 9, c: 8, h: 28, w: 28, o: 16, groups: 1, down: [3, 2, 1, 1], across: [3, 2, 1, 1] },
    { name: 'of a single pixel', n: 3, c: 5, h: 9, w: 7, o: 6, groups: 1, down: [1, 1, 0, 1], across: [1, 1, 0, 1] },
    {
      name: 'of many small images',
      n: 130,
      c: 3,
      h: 4,
      w: 4,
      o: 17,
      groups: 1,
      down: [3, 2, 1, 1],
      across: [3, 2, 1, 1],
    },
    { name: 'of 7 by 7', n: 21, c: 16, h: 7, w: 7, o: 40, groups: 1, down: [3, 1, 1, 1], across: [3, 1, 1, 1] },
    { name: 'of whole images', n: 50, c: 2, h: 9, w: 9, o: 20, groups: 1, down: [9, 1, 0, 1], across: [9, 1, 0, 1] },
    { name: 'with steps of 4', n: 3, c: 3, h: 31, w: 45, o: 9, groups: 1, down: [5, 4, 2, 1], across: [5, 4, 2, 2] },
    { name: 'in blocks of rows', n: 1, c: 64, h: 40, w: 40, o: 3, groups: 1, down: [3, 1, 1, 1], across: [3, 1, 1, 1] },
    {
      name: 'in blocks, strided',
      n: 2,
      c: 64,
      h: 80,
      w: 81,
      o: 3,
      groups: 1,
      down: [3, 2, 1, 1],
      across: [3, 2, 1, 1],
    },
  ]
  test.each([...convolutions, ...usual])('convolution $name', ({ n, c, h, w, o, groups, down, across }) => {
    const places = ([kernel, stride, padding, dilation]: number[], size: number): number =>
      Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
    const [inputs, outputs] = [n * c * h * w, n * o * places(down, h) * places(across, w)]
    const weights = numelOf(o, c / groups, down[0], across[0])
    const [x, g] = [plain(dtype, inputs + 1, 1), plain(dtype, outputs, 2)]
    const [weight, bias] = [plain(dtype, weights, 3), plain(dtype, o, 4)]
    const geometry = [n, c, h, w, o, groups, ...down, ...across]
    for (const b of [bias, null])
      agree(dtype, [outputs], (engine, [out]) => engine.convolve(out, x, weight, b, of(...geometry, 0, 1, 0, 0)))
    agree(dtype, [inputs], (engine, [out]) => engine.convolveImages(out, g, weight, of(...geometry, 0, 0, 0)))
    agree(dtype, [weights, o], (engine, [out, b]) => engine.convolveFilters(out, b, g, x, of(...geometry, 0, 0, 0, 1)))
    agree(dtype, [weights], (engine, [out]) => engine.convolveFilters(out, null, g, x, of(...geometry, 0, 0, 0, 1)))
  })

  const axisOf = (size: number, kernel: number, stride: number, step = 1): number[] => {
    const spans: number[] = []
    for (let at = 0; at + (kernel - 1) * step < size; at += stride) spans.push(at, kernel, 1 / kernel)
    return [size, spans.length / 3, step, ...spans]
  }
  test.each([
    ['pairs', 9, axisOf(8, 2, 2), axisOf(28, 2, 2)],
    ['many pairs', 500, axisOf(28, 2, 2), axisOf(28, 2, 2)],
    ['overlapping', 3, axisOf(9, 3, 2), axisOf(11, 3, 1)],
    ['dilated', 3, axisOf(9, 3, 2, 2), axisOf(11, 2, 1, 3)],
    ['none', 0, axisOf(9, 3, 2), axisOf(11, 3, 1)],
  ])('pooling of windows: %s', (_, images, down, across) => {
    const [inputs, outputs] = [images * down[0] * across[0], images * down[1] * across[1]]
    const x = plain(dtype, inputs, 1) as Float32Array
    for (const at of [3, 40, 41, 42]) if (at < inputs) x[at] = Number.NaN
    const g = plain(dtype, outputs, 2)
    const geometry = [images, ...down, ...across]
    const places = [native, portable].map((engine) => {
      const found = new Int32Array(outputs)
      engine.maxPool(new (x.constructor as Float32ArrayConstructor)(outputs), found, x, of(...geometry, 0, 0))
      return found
    })
    expect(places[0]).toEqual(places[1])
    agree(dtype, [outputs], (engine, [out]) => engine.maxPool(out, new Int32Array(outputs), x, of(...geometry, 0, 0)))
    agree(dtype, [inputs], (engine, [out]) =>
      engine.maxPoolBackward(out, g, places[0], of(images, down[0] * across[0], down[1] * across[1], 0, 0)),
    )
    agree(dtype, [outputs], (engine, [out]) => engine.meanPool(out, plain(dtype, inputs, 3), of(...geometry, 0, 0)))
    agree(dtype, [inputs], (engine, [out]) => engine.meanPoolBackward(out, g, of(...geometry, 0, 0)))
  })

  // Not to a tolerance: a step is the same to the last bit, whatever computes it.
  test.each<[RuleName, number[], boolean[]]>([
    ['sgd', [0.1, 0, 0, 0, 0, 0], []],
    ['sgd', [0.1, 0.9, 0, 0.01, 1, 0], [true]],
    ['sgd', [0.1, 0.9, 0.3, 0.01, 0, 1], [true]],
    ['adam', [0.01, 0.9, 0.999, 1e-8, 0, 0, 0], [true, true]],
    ['adam', [0.01, 0.9, 0.999, 1e-8, 0.1, 1, 0], [true, true, true]],
    ['adam', [0.01, 0.9, 0.999, 1e-8, 0.1, 0, 1], [true, true, true]],
    ['rmsprop', [0.01, 0.99, 1e-8, 0, 0, 0], [true]],
    ['rmsprop', [0.01, 0.99, 1e-8, 0.1, 0.9, 1], [true, true, true]],
  ])('a step of %s with %j', (rule, numbers, keeps) => {
    const sizes = [1, 5, 1024, 20_000]
    const results = [native, portable].map((engine) => {
      const data = sizes.flatMap((n, i) =>
        Array.from({ length: 5 }, (_, k) =>
          k < 2 || keeps[k - 2] ? plain(dtype, n + 1, 10 * i + k, k < 2 || k === 3 ? -1 : 0.1, 1.5) : null,
        ),
      )
      const layout = sizes.flatMap((n, i) => [n, 1, 1, 1, 1, 1, i % 2 ? 0.3 : 1, 0.7])
      engine.step(rule, data, Float64Array.from(layout), of(...numbers, 0, 0).slice(0, 8))
      return data
    })
    expect(results[0]).toEqual(results[1])
  })
})
