import { beforeEach, describe, expect, it } from 'vitest'
import { createWorld } from '../../../kernel/language/world.js'
import { Notebook, stubConfig } from './notebook.js'

const world = createWorld(stubConfig)
let nb: Notebook
beforeEach(() => {
  nb = new Notebook(world)
})

/** Runs cells in order; the value of the last. */
async function last(...cells: string[]): Promise<unknown> {
  let value: unknown
  for (const code of cells) value = await nb.value(code)
  return value
}

describe('names of earlier cells', () => {
  it('are seen with their latest value', async () => {
    expect(await last('let c = 0; function inc() { c++ }', 'inc(); inc()', 'c = 100', 'inc()', 'c')).toBe(101)
    expect(await last('let s = "a"\nconst show = () => s', 's = "b"', 'show()')).toBe('b')
    expect(await last('const [p, { q }] = [1, { q: 2 }]\nlet sum = () => p + q', 'const q = 40', 'sum()')).toBe(41)
  })

  it('are destructured from anything that can be iterated, by declaration and by assignment', async () => {
    const two = 'function* two() { yield 40; yield 2 }'
    expect(await last(two, 'const [a, b] = two()', 'a + b')).toBe(42)
    expect(await last(two, 'const [, { length }, ...rest] = new Set(["x", "yz", "w"])', '[length, rest]')).toEqual([
      2,
      ['w'],
    ])
    expect(await last(two, 'let a = 0, b = 0', '[a, b] = two()', 'a + b')).toBe(42)
  })

  it('are seen redefined by functions that were there before', async () => {
    expect(
      await last(
        'function helper() { return 1 }\nfunction caller() { return helper() }',
        'function helper() { return 2 }',
        'caller()',
      ),
    ).toBe(2)
    expect(
      await last('class Node1 { v = 1 }\nconst make = () => new Node1()', 'class Node1 { v = 2 }', 'make().v'),
    ).toBe(2)
    expect(await last('enum Mode { On }\nconst mode = () => Mode[0]', 'enum Mode { Off }', 'mode()')).toBe('Off')
    expect(
      await last(
        'import { sep } from "node:path"\nconst joined = () => ["a", "b"].join(sep)',
        'const sep = "+"',
        'joined()',
      ),
    ).toBe('a+b')
  })

  it('leave a recursive function and a static initializer to themselves', async () => {
    expect(await last('function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1) }', 'fact(5)')).toBe(120)
    expect(await last('class One { static first = new One(); v = 7 }\nOne.first.v')).toBe(7)
  })

  it('work in shorthand, patterns, tags, templates and assignments', async () => {
    await last('let x = 1, y = 2\nconst cfg = { depth: 3, other: 4 }')
    expect(await last('({ x, y })')).toEqual({ x: 1, y: 2 })
    expect(await last('const { depth: d, ...others } = cfg; [d, others]')).toEqual([3, { other: 4 }])
    expect(await last('({ x, y = 9 } = { x: 5, y: undefined } as { x: number; y?: number }); [x, y]')).toEqual([5, 9])
    expect(await last('[x, y] = [y, x]; [x, y]')).toEqual([9, 5])
    expect(await last('for (x of [1, 2, 3]) {}\nx')).toBe(3)
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a cell
    expect(await last('x += 2; x++; x ??= 1; `${x} ${cfg.depth}`')).toBe('6 3')
    await last('const tag = (s: TemplateStringsArray, ...v: unknown[]) => s.raw.join("|") + v.join()')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a cell
    expect(await last('tag`a${x}b`')).toBe('a|b6')
    expect(await last('const o = { x: 10, cfg() { return this.x } }', 'o.cfg()')).toBe(10)
    expect(await last('function own(this: unknown) { return this }', 'own.call(1), own()')).toBe(undefined)
  })

  it('may be declared anew, with another type', async () => {
    expect(await last('const a = 1', 'const a = "text"', 'a.length')).toBe(4)
    expect(
      await last('class A { n = 1 }', 'interface B extends A { m: number }', 'class A { z = 5 }', 'new A().z'),
    ).toBe(5)
    expect(await last('function f(n: number) { return n }', 'const f = (s: string) => s.length', 'f("abc")')).toBe(3)
    expect(await last('enum E { A }', 'enum E { B = 7 }', 'E.B')).toBe(7)
    expect(await last('interface I { a: number }', 'interface I { b: string }', 'const i: I = { b: "x" }; i.b')).toBe(
      'x',
    )
    expect(await last('type T = number', 'type T = string', 'const t: T = "ok"; t')).toBe('ok')
    expect(await last('let v = 1', 'let v: string', 'v')).toBe(undefined)
    expect(await last('import fs from "node:fs"', 'const fs = 3', 'fs')).toBe(3)
  })

  it('keep their old types in what was built on them', async () => {
    await last('interface P { a: number }\nconst p: P = { a: 1 }', 'interface P { b: string }')
    expect(await last('p.a')).toBe(1)
    expect((await nb.run('p.b')).rejected?.evalue).toMatch(/^TS2339: Property 'b' does not exist on type/)
  })

  it('may be called as object, exports and keywords of CommonJS are', async () => {
    expect(
      await last('let exports = 4, require2 = 5; var twice = 1; var twice = 2', 'exports + require2 + twice'),
    ).toBe(11)
    expect(await last('const module = 1, exports2 = 2, filename = 3', 'module + exports2 + filename')).toBe(6)
  })
})

describe('the last expression', () => {
  it('is the value; a trailing ; makes no difference, ;; hides it', async () => {
    expect(await last('1 + 1')).toBe(2)
    expect(await last('1 + 1;')).toBe(2)
    expect(await last('1 + 1; // so')).toBe(2)
    expect((await nb.run('1 + 1;;')).converted).not.toHaveProperty('lastExpression')
    expect((await nb.run('const q = 1')).converted).not.toHaveProperty('lastExpression')
  })

  it('may be an enum or an object', async () => {
    expect(await last('enum Color { Red, Green }')).toEqual({ 0: 'Red', 1: 'Green', Red: 0, Green: 1 })
    expect((await nb.run('const enum Small { A }')).converted).not.toHaveProperty('lastExpression')
    expect(await last('{ a: 1, b: [2] }')).toEqual({ a: 1, b: [2] })
    expect(await last('{ a: 1 }')).toEqual({ a: 1 })
    expect(await last('let z = 1\n{ z = 2 }', 'z')).toBe(2)
  })
})

describe('modern syntax', () => {
  it('awaits anywhere at top level', async () => {
    expect(await last('await (Promise.resolve(1))')).toBe(1)
    expect(await last('await\nPromise.resolve(2)')).toBe(2)
    expect(await last('let n = 0\nfor await (const v of [Promise.resolve(1), 2]) n += v\nn')).toBe(3)
    expect(await last('if (n > 0) { const m = await Promise.resolve(n * 2); n = m }\nn')).toBe(6)
    expect(await last('const fs = await import("node:fs/promises"); typeof fs.readFile')).toBe('function')
    expect((await nb.run('async () => { await 1 }')).converted?.async).toBe(false)
    expect((await nb.run('class C { async m() { await 1 } static { } }')).converted?.async).toBe(false)
  })

  it('takes export, using, decorators and import attributes', async () => {
    expect(await last('export const ex = 1, ey = 2', 'ex + ey')).toBe(3)
    expect(await last('export default function named() { return 5 }\nexport { ex }', 'named()')).toBe(5)
    expect(await last('export default [1, 2]')).toEqual([1, 2])
    const disposing =
      'const log: string[] = []\n{ using r = { [Symbol.dispose]() { log.push("closed") } }; log.push("open") }\nlog'
    expect(await last(disposing)).toEqual(['open', 'closed'])
    const decorated =
      'function twice(f: (n: number) => number, _: ClassMethodDecoratorContext) { return (n: number) => f(f(n)) }\nclass D { @twice add(n: number) { return n + 1 } }\nnew D().add(1)'
    expect(await last(decorated)).toBe(3)
    expect(await last('[3, 1, 2].toSorted()')).toEqual([1, 2, 3])
    expect(await last('import.meta.filename')).toBe('cell.ts')
  })

  it('runs a loop at top level at the speed of a plain object', async () => {
    const took = (await last(
      'let t0 = performance.now(), total = 0\nfor (let i = 0; i < 1e7; i++) total += i\n;[performance.now() - t0, total]',
    )) as number[]
    expect(took[1]).toBe(49999995000000)
    expect(took[0]).toBeLessThan(2000) // 0.1 s where nobody else works; through a proxy it took 4 s
  })
})

describe('a cell that throws', () => {
  it('keeps what it had declared before, and what it would have replaced', async () => {
    await last('let kept = "old", later = "old"')
    const { error } = await nb.run(
      'let kept = 1\nfunction early() { return kept }\ninterface Shape3 { w: number }\nthrow new Error("here")\nlet later = 2',
    )
    expect((error as Error).message).toBe('here')
    expect(await last('kept + early()')).toBe(2)
    expect(await last('later.toUpperCase()')).toBe('OLD')
    expect(await last('const s3: Shape3 = { w: 1 }; s3.w')).toBe(1)
  })

  it('does not declare a name that it never reached', async () => {
    await nb.run('throw 1\nconst nowhere = 5; class Never {}')
    expect((await nb.run('nowhere')).rejected?.evalue).toMatch(/^TS2304: Cannot find name 'nowhere'/)
    expect((await nb.run('new Never()')).rejected?.evalue).toMatch(/^TS2304: Cannot find name 'Never'/)
  })

  it('keeps some names of a declaration and not the others', async () => {
    await nb.run('const g1 = 1, g2 = (() => { throw 1 })(), g3 = 3')
    expect(await last('g1')).toBe(1)
    expect((await nb.run('g3')).rejected?.evalue).toMatch(/^TS2552|^TS2304/)
  })
})

describe('global declarations', () => {
  it('augment types for later cells', async () => {
    await last(
      'declare global { interface Array<T> { second(): T } }\nArray.prototype.second = function () { return this[1] }',
    )
    expect(await last('[1, 2].second()')).toBe(2)
    await last('declare global { var fromOutside: number }\nglobalThis.fromOutside = 4')
    expect(await last('fromOutside + 1')).toBe(5)
  })
})

describe('checking', () => {
  it('is left out where the cell says so', async () => {
    expect(await last('// @ts-nocheck\nconst n: number = "text"; function f(v) { return v }\nf(n)')).toBe('text')
    expect(await last('// @ts-expect-error\nconst m: number = "text"; m')).toBe('text')
    expect((await nb.run('// @ts-nocheck\nconst = ')).rejected?.ename).toBe('SyntaxError')
  })

  it('a cell that does not type-check leaves nothing', async () => {
    await nb.run('const fresh = 1; const wrong: number = "x"; type Fresh = number')
    expect((await nb.run('fresh')).rejected?.evalue).toMatch(/Cannot find name 'fresh'/)
  })

  it('says an error again when the cell is run again', async () => {
    for (let i = 0; i < 3; i++)
      expect((await nb.run('let z1: number = "a"')).rejected?.evalue).toBe(
        "TS2322: Type 'string' is not assignable to type 'number'.",
      )
  })
})
