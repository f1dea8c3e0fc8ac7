import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { timingText } from '../../../kernel/magics/time.js'
import { TimeitResult, timeitText, timeLoop } from '../../../kernel/magics/timeit.js'
import { formatTime, general } from '../../../kernel/magics/units.js'

/** What IPython 9.17 printed for these times (`_format_time`). */
const PRINTED: [number, string][] = [
  [0, '0 ns'],
  [1e-10, '0.1 ns'],
  [1.234e-9, '1.23 ns'],
  [1.23456e-8, '12.3 ns'],
  [9.994e-7, '999 ns'],
  [9.996e-7, '1e+03 ns'],
  [1e-6, '1 μs'],
  [1.5e-6, '1.5 μs'],
  [0.0009996, '1e+03 μs'],
  [0.001, '1 ms'],
  [0.01234, '12.3 ms'],
  [0.626, '626 ms'],
  [0.6261, '626 ms'],
  [0.9999, '1e+03 ms'],
  [1, '1 s'],
  [1.15, '1.15 s'],
  [9.67, '9.67 s'],
  [12.345, '12.3 s'],
  [59.99, '60 s'],
  [59.999, '60 s'],
  [60, '1min'],
  [61.5, '1min 1s'],
  [93, '1min 33s'],
  [3600, '1h'],
  [3661, '1h 1min 1s'],
  [90061.7, '1d 1h 1min 1s'],
  [119.9, '1min 59s'],
]

describe('a time', () => {
  it.each(PRINTED)('of %d s is %s', (seconds, text) => {
    expect(formatTime(seconds)).toBe(text)
  })

  it('has as many digits as asked for', () => {
    expect(formatTime(20.7592e-6, 6)).toBe('20.7592 μs')
    expect(formatTime(1.5e-6, 1)).toBe('2 μs')
  })
})

describe('%g', () => {
  // C: printf("%.3g", x) and so on
  it.each([
    [12.25, 3, '12.2'],
    [12.35, 3, '12.3'],
    [0.125, 2, '0.12'],
    [0.375, 2, '0.38'],
    [2.5, 1, '2'],
    [3.5, 1, '4'],
    [100, 3, '100'],
    [999.5, 3, '1e+03'],
    [1e-5, 3, '1e-05'],
    [0.0001, 3, '0.0001'],
    [1234567, 6, '1.23457e+06'],
    [123456, 6, '123456'],
    [5, 0, '5'],
  ])('%d with %d digits is %s', (value, digits, text) => {
    expect(general(value, digits)).toBe(text)
  })
})

describe('%time', () => {
  it('prints two lines', () => {
    expect(timingText(3e-6, 0, 4.53e-6)).toBe('CPU times: user 3 μs, sys: 0 ns, total: 3 μs\nWall time: 4.53 μs\n')
    expect(timingText(5e-6, 1e-6, 8.11e-6)).toBe('CPU times: user 5 μs, sys: 1 μs, total: 6 μs\nWall time: 8.11 μs\n')
  })
})

describe('%timeit', () => {
  it('prints mean and population deviation of a loop', () => {
    const result = new TimeitResult(20, 2, [20e-6, 10e-6])
    expect(String(result)).toBe('750 ns ± 250 ns per loop (mean ± std. dev. of 2 runs, 20 loops each)')
    expect(inspect(result)).toBe(
      '<TimeitResult : 750 ns ± 250 ns per loop (mean ± std. dev. of 2 runs, 20 loops each)>',
    )
    expect(result).toMatchObject({ loops: 20, repeat: 2, precision: 3 })
    expect([result.best, result.worst]).toEqual([10e-6 / 20, 20e-6 / 20])
    expect(result.timings).toEqual([20e-6 / 20, 10e-6 / 20])
    expect(result.average).toBeCloseTo(0.75e-6, 12)
    expect(result.stdev).toBeCloseTo(0.25e-6, 12)
  })

  it('knows one from many, and puts commas', () => {
    expect(String(new TimeitResult(1, 1, [441e-9]))).toBe(
      '441 ns ± 0 ns per loop (mean ± std. dev. of 1 run, 1 loop each)',
    )
    expect(String(new TimeitResult(1_000_000, 2, [5.03, 5.03]))).toContain('of 2 runs, 1,000,000 loops each)')
    expect(String(new TimeitResult(1000, 7, Array(7).fill(1)))).toContain('of 7 runs, 1,000 loops each)')
  })

  it.each([
    [3, 100],
    [250, 1],
    [0.002, 100_000],
    [1e-9, 1e9],
  ])('with %d ms a loop takes %d loops a run, the first power of ten that lasts 0.2 s', (ms, loops) => {
    const asked: number[] = []
    const result = timeLoop({}, (n) => {
      asked.push(n)
      return n * ms
    })
    expect(result.loops).toBe(loops)
    const tuning = Array.from({ length: Math.log10(loops) + 1 }, (_, power) => 10 ** power)
    expect(asked).toEqual([...tuning, ...Array(7).fill(loops)])
    expect(result.average).toBeCloseTo(ms / 1000, 12)
  })

  it('runs as often as it is told and no more', () => {
    const asked: number[] = []
    timeLoop({ number: 5, repeat: 2 }, (n) => asked.push(n))
    expect(asked).toEqual([5, 5])
  })

  it('warns of a run that took more than four times the fastest, if it took more than a microsecond', () => {
    const slow = timeitText(new TimeitResult(1, 2, [10e-6, 2e-6]))
    expect(slow.split('\n')[0]).toBe(
      'The slowest run took 5.00 times longer than the fastest. This could mean that an intermediate result is being cached.',
    )
    expect(timeitText(new TimeitResult(1, 2, [8e-6, 2e-6]))).not.toContain('slowest')
    expect(timeitText(new TimeitResult(1, 2, [1e-6, 1e-9]))).not.toContain('slowest')
  })
})
