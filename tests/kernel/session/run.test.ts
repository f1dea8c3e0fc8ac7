import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Harness } from './harness.js'
import { runtime } from './stub/runtime.js'

let session: Harness
beforeAll(() => {
  session = new Harness()
})
afterAll(() => session.close())

describe('the result of a cell', () => {
  it.each([
    ['1+1', '2'],
    ["'hello'", "'hello'"],
    ['null', 'null'],
    ['[0, 1, 2]', '[ 0, 1, 2 ]'],
    ['({ a: 1 })', '{ a: 1 }'],
    ['10n', '10n'],
    ['await Promise.resolve(5)', '5'],
    ['Symbol("s")', 'Symbol(s)'],
    ['function named() {}\nnamed', '[Function: named]'],
    ['new Map([[1, "a"]])', "Map(1) { 1 => 'a' }"],
    ['() => 1', '[Function (anonymous)]'],
    ['(class {})', '[class (anonymous)]'],
    ['const later = Promise.resolve(1); later', 'Promise { 1 }'],
    ['({ a: [later] })', '{ a: [ Promise { 1 } ] }'],
    ['({ [Symbol.for("Jupyter.display")]: () => null, a: 1 }).a', '1'],
    [
      '({ [Symbol.for("Jupyter.display")]() { return null } })',
      '{ [Symbol(Jupyter.display)]: [Function: [Jupyter.display]] }',
    ],
  ])('%s shows %s', async (code, text) => {
    const ran = await session.run(code)
    expect(ran.all.map((e) => e.kind)).toEqual(['result', 'done'])
    expect(ran.result).toBe(text)
  })

  it.each(['undefined', 'const a = 1', '1;;', 'void 0', 'if (true) { 5 }', ''])('%s shows nothing', async (code) => {
    expect((await session.run(code)).all.map((e) => e.kind)).toEqual(['done'])
  })

  it('comes after what was printed', async () => {
    const ran = await session.run('console.log("first")\n"second"')
    expect(ran.all.map((e) => e.kind)).toEqual(['text', 'result', 'done'])
  })

  it('is not made for a silent cell', async () => {
    expect((await session.run('1+1', { silent: true })).all.map((e) => e.kind)).toEqual(['done'])
  })
})

it('a timer shows nothing of the kernel’s', async () => {
  const shown = String((await session.run('const timer = setTimeout(() => {}, 1); timer')).result)
  expect(shown).toMatch(/^Timeout \{\n {2}_idleTimeout: 1,/)
  expect(shown).not.toMatch(/kResourceStore|asyncId|Symbol\(cell\)/)
})

describe('names', () => {
  it('of the notebook, and the runtime’s, are seen by a direct eval, and can be set', async () => {
    await session.run('let seen = 40\nconst add = (a: number, b: number) => a + b')
    expect((await session.run('eval("add(seen, 2)")')).result).toBe('42')
    expect((await session.run('eval("seen = 7"); const own = 1; [seen, eval("own + seen")]')).result).toBe('[ 7, 8 ]')
    const inner = 'const f = (local: number) => eval("local + seen + typeof Matrix")\nawait f(1)'
    expect((await session.run(inner)).result).toBe("'8function'")
    const failed = await session.run('\neval("nowhere")')
    expect(failed.error).toMatchObject({ ename: 'ReferenceError', evalue: 'nowhere is not defined' })
    expect(failed.error.traceback).toMatch(/Cell \[\d+\], line 2/)
    expect((await session.run('const indirect = eval; indirect("typeof seen")')).result).toBe("'undefined'")
  })

  it('that were assigned anew leave nothing behind', async () => {
    await session.run(`var refs: WeakRef<object>[] = []
import v8 from 'node:v8'; import vm from 'node:vm'
v8.setFlagsFromString('--expose-gc')
var collect: () => void = vm.runInNewContext('gc')`)
    for (let i = 0; i < 20; i++)
      await session.run(`const big = { n: ${i} }; refs.push(new WeakRef(big)); for (const wait of [1]) await wait`)
    await session.run('await new Promise((resolve) => setTimeout(resolve, 0)); collect()')
    expect(Number((await session.run('refs.filter((ref) => ref.deref()).length')).result)).toBeLessThan(4)
  })

  it('are seen by later cells, and by closures of earlier ones', async () => {
    await session.run('let c = 0; function inc() { c++ }')
    expect((await session.run('c = 100; inc(); c')).result).toBe('101')
  })

  it('of the runtime are there, and may be redeclared', async () => {
    expect((await session.run('String(new Matrix("M"))')).result).toBe("'M'")
    expect((await session.run('const Matrix = 5\nMatrix + 1')).result).toBe('6')
    expect((await session.run('Matrix')).result).toBe('5')
    expect((await session.run('import { Matrix } from "tsgrad"\nString(new Matrix("N"))')).result).toBe("'N'")
  })

  it('of the package are the very same objects however they are reached', async () => {
    const ran = await session.run(
      'import * as tg from "tsgrad"\nimport { html as h } from "tsgrad"\n[tg.html === h, require("tsgrad").html === html]',
    )
    expect(ran.result).toBe('[ true, true ]')
    expect(runtime.html).toBeTypeOf('function')
  })

  it('that a failed cell set before it failed are kept; the others are not', async () => {
    const ran = await session.run(
      'const early = 1\nlet both = "set"\nif (early) throw new Error("stop")\nconst late = 2',
    )
    expect(ran.done.status).toBe('error')
    expect(ran.done.defined).toEqual(['early', 'both'])
    expect((await session.run('[early, both]')).result).toBe("[ 1, 'set' ]")
    await expect(session.run('late')).rejects.toThrow("Cannot find name 'late'")
  })

  it('that an older cell set are not told as set by a cell that failed before', async () => {
    await session.run('const older = "a"')
    const ran = await session.run('fail("no")\nconst older = 5')
    expect(ran.done.defined).toEqual([])
    expect((await session.run('older.toUpperCase()')).result).toBe("'A'")
  })

  it('of a cell that awaits are set as it goes', async () => {
    const ran = await session.run(
      'const one = await Promise.resolve(1)\nawait Promise.reject(new Error("x"))\nconst two = 2',
    )
    expect(ran.done.defined).toEqual(['one'])
  })
})

describe('the end of a cell', () => {
  it('by process.exit is an error of its own, and the session goes on', async () => {
    const ran = await session.run('console.log("a"); process.exit(3); console.log("b")')
    expect(ran.stdout).toBe('a\n')
    expect(ran.error).toMatchObject({ ename: 'SystemExit', evalue: '3' })
    expect(ran.done.status).toBe('error')
  })

  it('by process.exit cannot be caught', async () => {
    const ran = await session.run('try { process.exit(4) } catch {}\nconsole.log("still here")')
    expect(ran.error).toMatchObject({ ename: 'SystemExit', evalue: '4' })
  })

  it('by process.exit in a timer ends the wait', async () => {
    const ran = await session.run('setTimeout(() => process.exit(), 5)\nawait new Promise(() => {})')
    expect(ran.error).toMatchObject({ ename: 'SystemExit', evalue: '0' })
  })

  it('tells user expressions, each with its own outcome', async () => {
    const ran = await session.run('const u = 20', {
      expressions: { good: 'u + 1', thrown: 'fail("no")', wrong: 'u.nope' },
    })
    expect(ran.done.userExpressions).toMatchObject({
      good: { status: 'ok', data: { 'text/plain': '21' }, metadata: {} },
      thrown: { status: 'error', ename: 'Error', evalue: 'no' },
      wrong: { status: 'error', ename: 'TypeScriptError' },
    })
  })
})
