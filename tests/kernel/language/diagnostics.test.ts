import { TraceMap, traceSegment } from '@jridgewell/trace-mapping'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RejectedCell } from '../../../kernel/rooms.js'
import { Notebook } from './notebook.js'

let nb: Notebook
beforeAll(() => {
  nb = new Notebook()
})

async function refused(code: string): Promise<RejectedCell> {
  const { rejected } = await nb.run(code)
  if (!rejected) throw new Error(`was not refused: ${code}`)
  return rejected
}

/** `line:column-line:column code` of every message. */
async function places(code: string): Promise<string[]> {
  const { diagnostics } = await refused(code)
  return diagnostics.map(({ start, end, code: n }) => `${start.line}:${start.column}-${end.line}:${end.column} ${n}`)
}

describe('where a message stands', () => {
  it('counts lines and columns of the cell as typed, from 1', async () => {
    expect(await places('const a = 1\n  a.b + a.c')).toEqual(['2:5-2:6 2339', '2:11-2:12 2339'])
    expect(await places('const text = "😀"; text.nope')).toEqual(['1:25-1:29 2339'])
    expect(await places('"a\\\nb".nope')).toEqual(['2:4-2:8 2339'])
    expect(await places('1 +')).toEqual(['1:4-1:4 1109'])
  })

  it('is not moved by magics, nor by an object as a cell', async () => {
    expect(await places('const m = 1\n%time m.nope\nm.gone')).toEqual(['2:9-2:13 2339', '3:3-3:7 2339'])
    expect(await places('%timeit -n 2 -r 1 "😀".nope')).toEqual(['1:24-1:28 2339'])
    expect(await places('%%time\nconst u = 1\nu.nope')).toEqual(['3:3-3:7 2339'])
    expect(await places('const y = %time missingName')).toEqual(['1:17-1:28 2304'])
    expect(await places('{ a: missingName }')).toEqual(['1:6-1:17 2304'])
  })
})

describe('what a message says', () => {
  it('names the kind of refusal, and its first message with the code', async () => {
    expect(await refused('let x: number = "a"')).toMatchObject({
      ename: 'TypeScriptError',
      evalue: "TS2322: Type 'string' is not assignable to type 'number'.",
    })
    expect(await refused('foo(')).toMatchObject({ ename: 'SyntaxError', evalue: "TS1005: ')' expected." })
    expect(await refused('return 1')).toMatchObject({ ename: 'SyntaxError' })
    expect(await refused('function f(v) { return v }')).toMatchObject({
      evalue: "TS7006: Parameter 'v' implicitly has an 'any' type.",
    })
  })

  it('shows a shape mismatch as the sentence alone', async () => {
    expect((await refused('randn(5, 784).fit(randn(5, 10))')).evalue).toBe(
      'TS2345: mat1 and mat2 shapes cannot be multiplied (5x784 and 5x10)',
    )
    expect((await refused('randn(2, 3, 4).t()')).evalue).toBe(
      'TS2684: t() expects a tensor with <= 2 dimensions, but self is 3D',
    )
  })

  it('keeps type names short and leaves out the walk through the members', async () => {
    const { evalue, diagnostics } = await refused('let h = zeros(2, 3)\nh = zeros(2, 4)')
    expect(evalue).toBe(
      "TS2322: Type 'Tensor<[2, 4]>' is not assignable to type 'Tensor<[2, 3]>'. To let its shape change, declare it `let h: Tensor = …`.",
    )
    expect(diagnostics).toHaveLength(1)
    expect((await refused('const w: Tensor<[2, 4]> = zeros(2, 3)')).evalue).toBe(
      "TS2322: Type 'Tensor<[2, 3]>' is not assignable to type 'Tensor<[2, 4]>'.",
    )
    expect((await refused('const n: number = tensor([1])')).evalue).toBe(
      "TS2322: Type 'Tensor' is not assignable to type 'number'.",
    )
    await nb.value('class Tensor { mine = 1 }')
    expect((await refused('const n: number = zeros(2)')).evalue).toBe(
      "TS2322: Type 'Tensor<[2]>' is not assignable to type 'number'.",
    )
  })

  it('asks about an `await` where a promise stands for its value', async () => {
    await nb.value('async function getData() { return [1] }\nfunction half(x: number) { return x / 2 }')
    const asks = / Did you forget `await`\?$/
    expect((await refused('const [x] = getData()')).evalue).toBe(
      "TS2488: Type 'Promise<number[]>' must have a '[Symbol.iterator]()' method that returns an iterator. Did you forget `await`?",
    )
    for (const code of [
      'getData().length',
      'const n: number[] = getData()',
      'for (const q of getData()) {}',
      'getData() + 1',
      'half(Promise.resolve(1))',
      'if (getData()) {}',
      'const { length } = getData()',
    ])
      expect((await refused(code)).evalue, code).toMatch(asks)
    expect((await refused('const n: Promise<number> = getData()')).evalue).not.toMatch(asks)
    expect((await refused('const n: Promise<number> = 1')).evalue).not.toMatch(asks)
  })

  it('names what was meant, however many names were wrong before', async () => {
    await nb.value(
      'const lr = 1, learningRate = 0.1\ninterface Look { color: "red" | "green"; size?: number }\nfunction paint(o: Look) {}',
    )
    for (let i = 0; i < 12; i++) expect((await refused('learningRat')).evalue).toMatch(/Did you mean 'learningRate'\?$/)
    expect((await refused('lrr')).evalue).toBe("TS2304: Cannot find name 'lrr'. Did you mean 'lr'?")
    expect((await refused('Math.mx(1)')).evalue).toMatch(/ Did you mean 'max'\?$/)
    expect((await refused('paint({ color: "red", siez: 1 })')).evalue).toMatch(/ Did you mean 'size'\?$/)
    expect((await refused('import { radnn } from "tsgrad"')).evalue).toMatch(/ Did you mean 'randn'\?$/)
    const missing = ' Is it installed\\? In a cell of its own: %install '
    expect((await refused('import x from "nowhere/deep"')).evalue).toMatch(new RegExp(`${missing}nowhere$`))
    expect((await refused('import x from "@no/where"')).evalue).toMatch(new RegExp(`${missing}@no/where$`))
    for (const path of ['./nowhere', '/nowhere', 'node:nowhere'])
      expect((await refused(`import x from "${path}"`)).evalue).not.toContain('%install')
    expect((await refused('const x: Lok = 1')).evalue).toMatch(/ Did you mean 'Look'\?$/)
    expect((await refused('nothingLikeThis')).evalue).toBe("TS2304: Cannot find name 'nothingLikeThis'.")
  })

  it('shows the other places that a message is about', async () => {
    const told = async (code: string) => (await refused(code)).diagnostics[0]!.message.split('\n')
    expect(await told('g(1)\n  function g(a: number, b: string) {}')).toEqual([
      'Expected 2 arguments, but got 1.',
      "  2:25: An argument for 'b' was not provided.",
    ])
    expect(await told('early\nconst early = 1')).toContain("  2:7: 'early' is declared here.")
    expect(await told('const look: Look = {}')).toContain("  In an earlier cell: 'color' is declared here.")
    expect((await told('setTimeout()')).at(-1)).toMatch(/^ {2}@types\/node\/timers\.d\.ts:\d+:\d+: An argument for/)
  })

  it('gives no advice about compiler options', async () => {
    expect((await refused('new Set<number>().union')).evalue).toBe(
      `TS2550: Property 'union' does not exist on type 'Set<number>'. (this is Node ${process.version})`,
    )
  })

  it('answers a magic used wrongly in IPython’s words', async () => {
    expect(await refused('%tme 1+1')).toMatchObject({
      ename: 'UsageError',
      evalue: 'Line magic function `%tme` not found. Did you mean %time?',
      diagnostics: [],
    })
    expect((await refused('%%tmeit\n1')).evalue).toBe('Cell magic `%%tmeit` not found. Did you mean %%timeit?')
  })
})

/** Where the first `needle` of the JavaScript stands in the cell as typed, by the source map: `line:column` from 1. */
function traced(code: string, needle: string): string {
  const converted = nb.convert(code)
  if (converted.status === 'error') throw new Error(converted.evalue)
  const map = Buffer.from(/base64,(.*)\n$/.exec(converted.js)![1]!, 'base64').toString()
  const before = converted.js.slice(0, converted.js.indexOf(needle)).split('\n')
  const segment = traceSegment(new TraceMap(map), before.length - 1, before.at(-1)!.length)
  return segment && segment.length > 1 ? `${segment[2]! + 1}:${segment[3]! + 1}` : 'nowhere'
}

describe('the source map', () => {
  it('leads from the JavaScript to the cell as typed', () => {
    expect(traced('const q = 1\nthrow  new RangeError("x")', 'new RangeError')).toBe('2:8')
    expect(traced('const s = "😀", r = Symbol("x")', 'Symbol(')).toBe('1:21')
    expect(traced('function f<T>(a: T): T {\n  return JSON.parse("" + a) }', 'JSON')).toBe('2:10')
    expect(traced('const o = (a?: { b: number }) =>\n  a!.b.toFixed()', 'toFixed')).toBe('2:8')
  })

  it('through magics and the parentheses of an object', () => {
    expect(traced('1\n%time JSON.parse("1")', 'JSON')).toBe('2:7')
    expect(traced('%%time\nconst j = 1\nJSON.parse("1")', 'JSON')).toBe('3:1')
    expect(traced('const k = %time JSON.parse("1")', 'JSON')).toBe('1:17')
    expect(traced('{ a: JSON }', 'JSON')).toBe('1:6')
  })

  it('holds the cell', () => {
    const converted = nb.convert('%time 1')
    if (converted.status === 'error') throw new Error(converted.evalue)
    const map = JSON.parse(Buffer.from(/base64,(.*)\n$/.exec(converted.js)![1]!, 'base64').toString())
    expect(map.sourcesContent).toEqual(['%time 1'])
  })
})

describe('a cell that the compiler has no stack for', () => {
  it.each(['{', '(', '[', 'a.b(', '!'])('is refused when %s stands 20,000 times', async (text) => {
    expect(await refused(text.repeat(20_000))).toMatchObject({ ename: 'TypeScriptError', evalue: expect.any(String) })
    expect((await nb.run('1 + 1')).rejected).toBeUndefined()
  })
})
