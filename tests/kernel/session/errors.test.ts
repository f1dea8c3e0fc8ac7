import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Harness } from './harness.js'

let session: Harness
beforeAll(() => {
  session = new Harness()
})
afterAll(() => session.close())

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))
const failed = async (code: string) => (await session.run(code)).error

describe('a thrown error', () => {
  it('is told once, the same in the reply, and nothing goes to stderr', async () => {
    const ran = await session.run('throw new RangeError("too far")')
    expect(ran.of('error')[0]?.error).toEqual(ran.done.error)
    expect(ran.all.map((e) => e.kind)).toEqual(['error', 'done'])
    expect(ran.error).toMatchObject({ ename: 'RangeError', evalue: 'too far' })
  })

  it('names each frame by cell and TypeScript line, marks the line, and shows no frame of the kernel', async () => {
    const definition = await session.run(
      'interface Point { x: number }\n\nfunction inner(p: Point): number {\n  return fail("inside " + p.x)\n}',
    )
    const n = definition.cell
    const { traceback } = await failed('type Unused = { a: 1 }\nconst p = { x: 3 }\ninner(p)')
    const lines = traceback.split('\n')
    expect(lines[0]).toBe('Error: inside 3')
    expect(lines[1]).toMatch(/^File tests.kernel.session.stub.runtime.ts, line \d+ in fail$/)
    expect(lines.slice(2, 4)).toEqual([`Cell [${n}], line 4 in inner`, '----> 4 |   return fail("inside " + p.x)'])
    expect(lines.slice(5, 7)).toEqual([`Cell [${n + 1}], line 3`, '----> 3 | inner(p)'])
    expect(lines.length).toBe(8)
  })

  it('shows the lines around the topmost frame', async () => {
    const { traceback } = await failed(
      'const a = 1\nconst b = 2\nconst c = 3\nthrow new Error("here")\nconst d = 4\nconst e = 5\nconst f = 6',
    )
    expect(traceback).toContain(
      '      2 | const b = 2\n      3 | const c = 3\n----> 4 | throw new Error("here")\n        |       ^\n      5 | const d = 4\n      6 | const e = 5',
    )
    expect(traceback).not.toContain('const a = 1')
  })

  it('behind an await, in an async function of an earlier cell', async () => {
    const n = (
      await session.run(
        'const nap = (ms: number) => new Promise<void>((r) => setTimeout(r, ms))\nasync function slow() {\n  await nap(1)\n  throw new Error("after the nap")\n}',
      )
    ).cell
    const { traceback } = await failed('\nawait slow()')
    expect(traceback).toContain(`Cell [${n}], line 4 in async slow`.replace('async ', ''))
    expect(traceback).toContain(`Cell [${n + 1}], line 2`)
  })

  it('of node:assert does not repeat what its message shows', async () => {
    await session.run('const assert: any = (await import("node:assert")).default')
    const generated = await failed('assert.deepEqual([1], [2])')
    expect(generated.evalue).toMatch(/deep-equal/)
    expect(generated.traceback).not.toMatch(/generatedMessage|operator|ERR_ASSERTION|actual:/)
    const own = await failed('assert.equal(1, 2, "mine")')
    expect(own.traceback).toContain('{ actual: 1, expected: 2 }')
    expect((await failed('assert.throws(() => {}, "mine")')).traceback).not.toContain('undefined')
  })

  it('quotes the user’s code where V8 quotes the code that it runs', async () => {
    await session.run('const loose: any = { list: 5 }\nconst called: any = 1')
    expect((await failed('loose.gone()')).evalue).toBe('loose.gone is not a function')
    expect((await failed('called()')).evalue).toBe('called is not a function')
    expect((await failed('new called()')).evalue).toBe('called is not a constructor')
    expect((await failed('[...loose.list]')).evalue).toMatch(/^loose\.list is not iterable|^Spread syntax/)
    expect((await failed('throw new Error("exports.a stays")')).evalue).toBe('exports.a stays')
  })

  it('has the cause, and the cause of the cause', async () => {
    const { traceback, evalue } = await failed(
      'try {\n  try { JSON.parse("{") } catch (cause) { throw new TypeError("middle", { cause }) }\n} catch (cause) {\n  throw new Error("outer", { cause })\n}',
    )
    expect(evalue).toBe('outer')
    const heads = traceback.split('\n').filter((line) => /Error: /.test(line) && !line.includes('|'))
    expect(heads[0]).toBe('Error: outer')
    expect(heads[1]).toBe('Caused by TypeError: middle')
    expect(heads[2]).toMatch(/^Caused by SyntaxError: /)
  })

  it('may be its own cause', async () => {
    const { traceback } = await failed('const knot = new Error("knot")\nknot.cause = knot\nthrow knot')
    expect(traceback.match(/knot/g)?.length).toBeGreaterThan(0)
  })

  it('has all errors of an AggregateError', async () => {
    const { ename, traceback } = await failed(
      'await Promise.any([Promise.reject(new Error("first")), Promise.reject("second")])',
    )
    expect(ename).toBe('AggregateError')
    expect(traceback).toContain('1 of 2: Error: first')
    expect(traceback).toContain('2 of 2: Uncaught: second')
  })

  it.each([
    ['throw 5', 'Uncaught', '5'],
    ['throw "text"', 'Uncaught', 'text'],
    ['throw null', 'Uncaught', 'null'],
    ['throw undefined', 'Uncaught', 'undefined'],
    ['throw { a: 1 }', 'Uncaught', '{ a: 1 }'],
    ['throw { name: "Like", message: "an error" }', 'Like', 'an error'],
    ['throw Object.assign(new Error("m"), { name: "Renamed" })', 'Renamed', 'm'],
    ['class MyError extends Error { name = "MyError" }\nthrow new MyError("own")', 'MyError', 'own'],
    ['throw new Error("\\u001b[31mred\\u001b[39m")', 'Error', 'red'],
    ['throw new Proxy({}, { get() { throw new Error("trap") } })', 'Uncaught', expect.stringContaining('{}')],
    ['await Promise.reject(7)', 'Uncaught', '7'],
  ])('%s', async (code, ename, evalue) => {
    expect(await failed(code)).toMatchObject({ ename, evalue })
  })

  it('tells what it carries besides', async () => {
    const { traceback } = await failed('import { readFileSync } from "node:fs"\nreadFileSync("/no/such/file")')
    expect(traceback).toContain("code: 'ENOENT'")
    expect(traceback).not.toContain('File node:')
  })

  it('of a recursion without end is short', async () => {
    const { ename, traceback } = await failed(
      'function down(n: number): number {\n  return down(n + 1) + 1\n}\ndown(0)',
    )
    expect(ename).toBe('RangeError')
    expect(traceback).toMatch(/the same \d+ more times/)
    expect(traceback.split('\n').length).toBeLessThan(12)
  })

  it('has colours in the traceback and none in the value', async () => {
    const ran = await session.run('throw new Error("plain")')
    const { evalue, traceback } = ran.of('error')[0]!.error
    expect(evalue).toBe('plain')
    expect(traceback.join('\n')).toContain('\u001b[')
  })

  it('has a stack of cells where the user prints it', async () => {
    const ran = await session.run('function made() {\n  return new Error("mine")\n}\nconsole.log(made().stack)')
    expect(ran.stdout).toBe(
      `Error: mine\n    at made (Cell [${ran.cell}], line 2:10)\n    at Cell [${ran.cell}], line 4:13\n`,
    )
  })
})

describe('an error that nobody catches', () => {
  it('in a timer after the end belongs to the cell that set the timer', async () => {
    const ran = await session.run('setTimeout(() => {\n  throw new Error("late")\n}, 10)')
    const other = await session.run('1')
    await sleep(40)
    expect(ran.error).toMatchObject({ ename: 'Error', evalue: 'late' })
    expect(ran.error.traceback).toContain(`Cell [${ran.cell}], line 2`)
    expect(other.of('error')).toEqual([])
  })

  it('in a rejected promise of a cell that goes on is text of that cell', async () => {
    const ran = await session.run(
      'Promise.reject(new Error("forgotten"))\nawait new Promise((r) => setTimeout(r, 10))\n"done"',
    )
    expect(ran.done.status).toBe('ok')
    expect(ran.result).toBe("'done'")
    expect(ran.text('stderr')).toContain('forgotten')
  })

  it('in an event emitter and in a microtask', async () => {
    const ran = await session.run(
      'import { EventEmitter } from "node:events"\nconst e = new EventEmitter()\nsetTimeout(() => e.emit("error", new Error("emitted")), 5)\nsetTimeout(() => queueMicrotask(() => { throw new Error("tick") }), 5)',
    )
    await sleep(40)
    expect(
      ran
        .of('error')
        .map((e) => e.error.evalue)
        .sort(),
    ).toEqual(['emitted', 'tick'])
    expect((await session.run('"alive"')).result).toBe("'alive'")
  })
})

describe('magics', () => {
  it('say how long it took before the error', async () => {
    const ran = await session.run('%time fail("timed")')
    expect(ran.all.map((e) => e.kind)).toEqual(['text', 'error', 'done'])
    expect(ran.stdout).toMatch(/^CPU times: user .*\nWall time: .*\n$/)
  })
})
