import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LanguageRoom } from '../../../kernel/language/room.js'
import { WatchEngine } from '../../../kernel/language/watch-engine.js'
import { createWorld } from '../../../kernel/language/world.js'
import { stubConfig } from './notebook.js'

/**
 * The same cells through the live engine and through TypeScript's own watch program, which makes a new program and a new
 * checker for each: whatever the one says, the other must say.
 */
const CELLS = [
  // values, redeclared and changed
  'let x = 1', 'x.toFixed(2)', 'x.nope()', 'let x = "s"', 'x.toUpperCase()', 'x.toFixed()', 'x = 5', 'x',
  'var v; v = 1; v', 'v = "any"', 'let z1: number = "a"', 'let z1: number = "a"',
  'const { a, ...rest } = { a: 1, b: 2, c: "x" }', 'rest.c.length + a', 'const [p1, , p2 = 3] = [1, 2]; p2', '({ x })', '({ x, a } = { x: "t", a: 2 })',
  'let n1: number | undefined', 'n1 = 3; n1.toFixed()', 'n1.toFixed()', 'n1!.toFixed()',
  'const cfg = { depth: 2, name: "c" }', 'const { depth: d1 } = cfg; d1', 'const { depth: d2 = 5, ...others } = cfg; others.name',
  'type U = "a" | "b"\nlet u: U = "a"', 'u = "c"', 'u = "b"\nu', 'u === "a" ? 1 : u.length',
  // functions, classes, enums, namespaces, interfaces
  'function h(v) { return v }', 'function g<T>(v: T[]): T { return v[0] }', 'g([1, 2]).toFixed()', 'g(["a"]).toFixed()',
  'function g(v: string) { return v.length }\ng("abc")', 'g([1])', 'function over(a: number): number\nfunction over(a: string): string\nfunction over(a: any) { return a }', 'over(1).toFixed() + over("a").trim()',
  'class A { n = 1; self(): this { return this } }', 'class B extends A { m = 2 }\nnew B().self().m', 'class A { z = 5 }\nnew A().z', 'new A().n', 'class P { #secret = 1; protected q = 2; static make() { return new P() } }', 'P.make().q', 'P.make()',
  'abstract class Shape { abstract area(): number }\nclass Sq extends Shape { area() { return 4 } }', 'new Shape()', 'const sq: Shape = new Sq(); sq.area()',
  'enum E { P, Q }\nE.P', 'const e: E = E.Q\ne', 'enum F { A = "a" }', 'const enum CE { One = 1 }\nCE.One', 'CE.One + 1',
  'namespace N { export const v = 1; export interface I { k: number } }\nN.v', 'N.v + 1', 'const ni: N.I = { k: 1 }; ni.k', 'const ni2: N.I = { j: 1 }',
  'interface I { a: number }\nconst i: I = { a: 1 }', 'interface J<T> { t: T }\nconst j: J<string> = { t: "" }; j.t.length', 'type Rec = { next?: Rec; v: number }\nconst rec: Rec = { v: 1, next: { v: 2 } }', 'rec.next?.next?.v', 'type Fn = (...args: Parameters<typeof parseInt>) => ReturnType<typeof parseInt>', 'const fn: Fn = (s) => s.length; fn("abc")',
  'const s1: unique symbol = Symbol()', 'const keyed = { [s1]: 1 }; keyed[s1]', 'function* gen() { yield 1; return "r" }', '[...gen()].map((q) => q.toFixed())',
  'const make = () => { class Local { a = 1 }; return new Local() }', 'make().a', 'const mixin = <T extends new (...args: any[]) => object>(base: T) => class extends base { extra = 1 }', 'new (mixin(A))().extra',
  // await, using, decorators, generators, loops
  'const y = await Promise.resolve(5)\ny', 'y.toFixed()', 'await (Promise.resolve(1))', 'for await (const q of [1]) { q }', 'using r = { [Symbol.dispose]() {} }', 'await using ar = { async [Symbol.asyncDispose]() {} }',
  'function logged<T extends (...args: any[]) => any>(f: T, _: ClassMethodDecoratorContext) { return f }', 'class Dec { @logged run() { return 1 } }\nnew Dec().run()', '@((c: any) => c) class Dec2 {}',
  'for (let k = 0; k < 3; k++) k', 'for (var k2 = 0; k2 < 3; k2++) {}\nk2', 'label: for (;;) { break label }', 'const o2 = { get v() { return 1 }, ["c" + 1]: 2, async *m() {} }; o2.v',
  // imports
  'import * as fs from "fs"\nfs.existsSync("/")', 'fs.readFileSync("/x").length', 'import { readFile } from "node:fs/promises"\nreadFile', 'import path, { join } from "node:path"\njoin("a", path.sep)',
  'import { p, type PI } from "./localmod"\np.a', 'const pp: PI = { a: "x" }', 'import { nothing } from "./localmod"', 'import def from "./localmod.js"\ndef()', 'import { gone } from "./no-such-module"', 'import type { Stats } from "node:fs"\nlet st: Stats | undefined', 'st?.size', 'import * as tg from "tsgrad"\ntg.zeros(2, 3).shape', 'import { zeros as zz } from "tsgrad"\nzz(2).shape[0]',
  'const lazy = await import("node:os")\nlazy.cpus().length', 'const req = require("node:os")', 'import ts from "typescript"\nts.version', 'import js from "./plain.js"\njs.two', 'import data from "./data.json"\ndata.k.toFixed()',
  // the runtime
  'const t1 = randn(5, 784).matmul(randn(784, 10)); t1.shape[1]', 't1.matmul(randn(3, 4))', 'let randn2 = randn\nrandn2(3).shape', 'const w: Tensor<[2, 3]> = zeros(2, 3)', 'const w2: Tensor<[2, 4]> = zeros(2, 3)', 'const lin = new nn.Linear(784, 50); lin.weight.shape', 'class Net extends nn.Module { lin = new nn.Linear(2, 3) }\nnew Net().lin.weight.shape', 'const randn = 5\nrandn + 1', 'class Tensor { own = 1 }\nnew Tensor().own', 't1.shape', 'html`x`',
  // globals and the library
  '[1, 2].toSorted()', 'let set1: Set<number> = new Set(); set1.union', 'Object.groupBy([1], (q) => q)', 'structuredClone({ a: 1 }).a', 'process.version + Buffer.from("a").length + __dirname', 'await fetch("data:,x")', 'declare global { interface Array<T> { foo(): number } }\n1', '[1].foo()', 'declare const ghost: number', 'ghost + 1', 'globalThis.q1 = 1', '(globalThis as any).q1 = 1',
  // refused
  'const', 'let 1x = 2', 'foo(', 'return 5', 'const c1', 'break', 'let dup = 1; let dup = 2', 'undefinedName', 'x.', '"unterminated', 'await', 'export default 5', 'export const ex = 1; ex', 'export { ex }', 'export type ET = number', 'const et: ET = ""', 'export default function named() { return 1 }', 'named()',
  '"use strict"', '// nothing but a comment', '', ';', '1;;', 'x;;', 'let o = { a: 1 } as { a?: number }\no.a.toFixed()', 'JSON.parse("1").anything.goes', 'null', '(function () { return this })()', 'x satisfies string',
] // biome-ignore format: a table

let folder: string
const before = process.cwd()
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'language-'))
  writeFileSync(
    join(folder, 'localmod.ts'),
    'export interface PI { a: number }\nexport const p: PI = { a: 1 }\nexport default () => p.a\n',
  )
  writeFileSync(join(folder, 'plain.js'), 'export default { two: 2 }\n')
  writeFileSync(join(folder, 'data.json'), '{"k": 1}\n')
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

function transcript(room: LanguageRoom): unknown[] {
  return CELLS.map((code, cell) => {
    const converted = room.convert({ cell, code })
    if (converted.status === 'error') return { code, ...converted }
    room.commit({ cell, defined: 'all' })
    return { code, ...converted }
  })
}

/** Where the yardstick is wrong, and why. */
const LIVE_IS_RIGHT = new Map([
  ['const ni: N.I = { k: 1 }; ni.k', 'tslab forgets a namespace when the next cell declares something'],
  ['const ni2: N.I = { j: 1 }', 'likewise'],
  [
    'import { nothing } from "./localmod"',
    'the message spells the path of the module with its ending; so it is found either way',
  ],
])

describe('live engine and watch program', () => {
  it('say the same about every cell', { timeout: 180_000 }, () => {
    const world = createWorld(stubConfig)
    const live = transcript(new LanguageRoom(world))
    const watch = transcript(new LanguageRoom(world, new WatchEngine(world)))
    const compared = live.flatMap((said, i) => (LIVE_IS_RIGHT.has(CELLS[i]!) ? [] : [[said, watch[i]]]))
    for (const [said, yardstick] of compared) expect(said).toEqual(yardstick)
    expect(compared.length).toBeGreaterThan(120)
  })
})
