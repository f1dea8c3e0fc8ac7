import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Harness } from './harness.js'

let session: Harness
beforeAll(() => {
  session = new Harness()
})
afterAll(() => session.close())

const TIME = String.raw`(?:\d+(?:\.\d+)?(?:e\+03)? (?:ns|μs|ms|s)|\d+min(?: \d+s)?)`
const CPU = new RegExp(`^CPU times: user ${TIME}, sys: ${TIME}, total: ${TIME}\nWall time: ${TIME}\n$`)
const TIMEIT = (runs: string, loops: string) =>
  new RegExp(
    `^(?:The slowest run .*\n)?${TIME} ± ${TIME} per loop \\(mean ± std\\. dev\\. of ${runs}, ${loops} each\\)\n$`,
  )
const kinds = async (code: string) => (await session.run(code)).all.map((e) => e.kind)

describe('%time', () => {
  it('prints CPU and wall time, then the result', async () => {
    const ran = await session.run('%time 1+1')
    expect(ran.all.map((e) => e.kind)).toEqual(['text', 'result', 'done'])
    expect(ran.stdout).toMatch(CPU)
    expect(ran.result).toBe('2')
  })

  it('shows nothing for a statement, and its names stay', async () => {
    expect(await kinds('%time const kept = [1, 2].map((v) => v * 2)')).toEqual(['text', 'done'])
    expect(await kinds('let again = 1\n%time again = 5')).toEqual(['text', 'done'])
    expect((await session.run('[kept, again]')).result).toBe('[ [ 2, 4 ], 5 ]')
  })

  it('gives its value', async () => {
    const ran = await session.run('const power = %time 2 ** 10\npower.toFixed(1)')
    expect(ran.stdout).toMatch(CPU)
    expect(ran.result).toBe("'1024.0'")
  })

  it('of nothing prints the times', async () => {
    expect((await session.run('%time')).stdout).toMatch(CPU)
  })

  it('measures what it awaits', async () => {
    const { stdout } = await session.run('%time await new Promise((r) => setTimeout(r, 120))')
    const [, ms] = /Wall time: (\d+)(?:\.\d+)? ms/.exec(stdout) ?? []
    expect(Number(ms)).toBeGreaterThanOrEqual(119)
    expect(Number(ms)).toBeLessThan(1000)
  })

  it('measures the CPU time of the process', async () => {
    const burn = 'const begun = process.cpuUsage(); while (process.cpuUsage(begun).user < 60_000);'
    const { stdout } = await session.run(`%time { ${burn} }`)
    const [, total, unit] = /total: ([\d.]+) (ms|s)\n/.exec(stdout) ?? []
    expect(Number(total) * (unit === 's' ? 1000 : 1)).toBeGreaterThanOrEqual(60)
  })

  it('works in a function and in a loop', async () => {
    const ran = await session.run(
      'function timed(n: number) {\n  %time n + 1\n  const twice = %time n * 2\n  return twice\n}\nfor (const n of [1, 2]) {\n  %time n\n}\ntimed(4)',
    )
    expect(ran.stdout.match(/Wall time/g)?.length).toBe(4)
    expect(ran.result).toBe('8')
  })
})

describe('%%time', () => {
  it('times the cell with its result', async () => {
    const ran = await session.run('%%time\nconst y = 3\ny + 1')
    expect(ran.all.map((e) => e.kind)).toEqual(['text', 'result', 'done'])
    expect(ran.stdout).toMatch(CPU)
    expect(ran.result).toBe('4')
    expect((await session.run('y')).result).toBe('3')
  })

  it('times what the cell awaits', async () => {
    const { stdout } = await session.run('%%time\nawait new Promise((r) => setTimeout(r, 60))')
    expect(stdout).toMatch(CPU)
    expect(Number(/Wall time: (\d+)/.exec(stdout)?.[1])).toBeGreaterThanOrEqual(59)
  })

  it('says how long it took when the cell fails', async () => {
    const ran = await session.run('%%time\nconst partial = 1\nfail("half way")')
    expect(ran.all.map((e) => e.kind)).toEqual(['text', 'error', 'done'])
    expect(ran.error.traceback).toContain(`Cell [${ran.cell}], line 3`)
    expect(ran.done.defined).toEqual(['partial'])
  })
})

describe('%timeit', () => {
  it.each([
    ['%timeit -n 20 Math.sqrt(2)', '7 runs', '20 loops'],
    ['%timeit -n 1 -r 1 1+1', '1 run', '1 loop'],
    ['%timeit -n1000 -r2 1+1', '2 runs', '1,000 loops'],
    ['%%timeit -n 5 -r 2 let q = 3\nq + 1', '2 runs', '5 loops'],
    ['%timeit -n 2 -r 2 await Promise.resolve(1)', '2 runs', '2 loops'],
  ])('%s', async (code, runs, loops) => {
    const ran = await session.run(code)
    expect(ran.all.map((e) => e.kind)).toEqual(['text', 'done'])
    expect(ran.stdout).toMatch(TIMEIT(runs, loops))
  })

  it('finds how many loops take long enough', async () => {
    const ran = await session.run(
      'const nap = (ms: number) => { const end = performance.now() + ms; while (performance.now() < end); }\nconst naps = %timeit -o -q -r 2 nap(3);\n[Number.isInteger(Math.log10(naps.loops)), naps.allRuns.every((run) => run >= 0.003 * naps.loops)]',
    )
    expect(ran.result).toBe('[ true, true ]')
  })

  it('gives a TimeitResult', async () => {
    const ran = await session.run(
      'const r = %timeit -o -q -n 5 Math.sqrt(2)\nconsole.log(r.loops, r.repeat, r.timings.length, r.best <= r.average, r.average <= r.worst)\nr',
    )
    expect(ran.stdout).toBe('5 7 7 true true\n')
    expect(ran.result).toMatch(/^<TimeitResult : .* per loop \(mean ± std\. dev\. of 7 runs, 5 loops each\)>$/)
    expect((await session.run('%timeit -v stored -n 3 -r 2 1+1')).all.map((e) => e.kind)).toEqual(['text', 'done'])
    expect((await session.run('stored.loops')).result).toBe('3')
    expect(await kinds('%timeit -q -n 5 1')).toEqual(['done'])
  })

  it('keeps what it assigns to itself', async () => {
    await session.run('let counter = 5')
    await session.run('%timeit -q -n 10 -r 1 counter += 1')
    await session.run('%timeit -q -n 10 -r 1 counter = 100')
    expect((await session.run('counter')).result).toBe('5')
  })

  it('runs the timed code in one loop: an empty statement costs nanoseconds', async () => {
    const ran = await session.run('let sink = 0\nconst cheap = %timeit -o -q -n 1000000 -r 5 sink\ncheap.best')
    expect(Number(ran.result)).toBeLessThan(50e-9)
  })

  it('of an expression that throws is an error of the cell', async () => {
    const { ename, evalue } = (await session.run('%timeit fail("in the loop")')).error
    expect([ename, evalue]).toEqual(['Error', 'in the loop'])
  })
})

describe('help', () => {
  it('is a page', async () => {
    const { payload } = (await session.run('1\n%timeit?')).done
    expect(payload).toMatchObject([{ source: 'page', start: 0 }])
    const text = JSON.stringify(payload[0]?.data)
    for (const part of ['%timeit [options] code', '-n N', '-r R', '-v VAR', 'Examples:']) expect(text).toContain(part)
  })
})

describe('a wrong magic', () => {
  it('stops the whole cell', async () => {
    await expect(session.run('console.log("no")\n%tiem 5 5')).rejects.toThrow(
      'UsageError: Line magic function `%tiem` not found.',
    )
  })
})
