// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of modules
import vm from 'node:vm'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { toNotebookCommonJS } from '../../../kernel/language/commonjs.js'

/** ES modules as tslab's transformers print them; `log` collects what they say. */
const MODULES = [
  'export let x = 1, y = x + 1; log(x, y, [x, y], { x, y, z: x });',
  'export let x = 1; { let x = 2; log(x); } log(x);',
  'export let x = 1; function f(x) { return x * 2; } export { f }; log(f(5), x);',
  'export let x = 1; function f() { return x; } x = 7; log(f()); export { f };',
  'export let x = 1; function f(a = x, { x: b } = { x: 3 }, ...rest) { return [a, b, rest, x]; } export { f }; log(f(undefined, undefined, 4));',
  'export let x = 1; const f = (x) => x, g = function x() { return typeof x; }, h = class x { static n = typeof x; }; export { f, g, h }; log(f(2), g(), h.n);',
  'export let x = 1; try { throw 5; } catch (x) { log(x); } try { throw [6]; } catch ([x]) { log(x); } log(x);',
  'export let x = 1; for (let x = 0; x < 2; x++) log(x); for (const x of [8]) log(x); for (const x in { k: 1 }) log(x); log(x);',
  'export let x = 1; for (x = 0; x < 2; x++) log(x); for (x of [8, 9]) log(x); for ([x] of [[4]]) log(x); for ({ x } of [{ x: 5 }]) log(x); log(x);',
  'for (var i = 0, j = 9; i < 3; i++) log(i); log(i, j); export { i, j };',
  'for (var k in { a: 1, b: 2 }) log(k); for (var [m, n] of [[1, 2]]) log(m, n); export { k, m, n }; log(k, m, n);',
  'if (true) { var v = 2; var { w, ...u } = { w: 1, t: 2 }; } function f() { var v = 3; return v; } log(v, w, u, f()); export { v, w, u, f };',
  'export let o = { a: { b: [1, 2] }, c: 3 }; export const { a: { b: [p, q = 5, r = p] }, c: s = 0, d = s, ...rest } = o; log(p, q, r, s, d, rest);',
  'export const [a, , b = 2, ...c] = [1, 9, undefined, 4, 5]; log(a, b, c);',
  'export const key = "k"; export const { [key]: found, [`${key}2`]: other = key } = { k: 1 }; log(found, other);',
  'export let a = 1, b = 2; [a, b] = [b, a]; ({ a, b: { c: b = 4 } = {} } = { a: 9 }); log(a, b);',
  'export let a, b; ({ a = 6 } = {}); log(a); ({ a, ...b } = { a: 1, z: 2 }); log(a, b);',
  'export let a = 1; var hidden = a + 1, seen = hidden; let other = seen; log(hidden, seen, other); export { seen };',
  'export let n = 1; n++; ++n; n += 2; n **= 2; n ||= 5; n &&= n - 1; n ??= 3; log(n, n++, n--, -n, typeof n, void n);',
  'export const f = () => 1, g = async () => {}, h = function () {}, K = class {}, named = function inner() {}; log(f.name, g.name, h.name, K.name, named.name);',
  'export const t = (s, ...v) => s.raw.join("|") + v; log(t`a${1}b`, `${t`x`}!`);',
  'export const self = function () { return this; }; log(self(), self?.(), (self)(), [self][0].length);',
  'export const C = class { x = 1; get y() { return this.x; } static x = 2; ["x" + 1]() { return 3; } #x = 4; z() { return this.#x; } }; export let x = 7; log(new C().x, new C().y, C.x, new C().x1(), new C().z(), x);',
  'export let x = 1; class A { m(x) { return x; } n() { return x; } static s = x; [x]() { return "computed"; } } export { A }; x = 2; log(new A().m(5), new A().n(), A.s, new A()[1]());',
  'class A { static own = A.name; make() { return new A(); } } class B extends A {} export { A, B }; log(A.own, new B().make() instanceof A);',
  'log(typeof early, early()); function early() { return later; } export let later = 4; export { early }; log(early());',
  'export let x = 1; x: for (;;) { for (;;) { break x; } } y: { break y; } log(x);',
  'export let x = 1; switch (x) { case 1: let x = 5; log(x); } switch (x) { case x: log("same"); }',
  'export let x = 1, o = { x: 2, x2: x, x() { return x; }, get: x, async *gen() { yield x; } }; log(o.get, o.x(), o?.x?.(), o["x"]());',
  'export let x = 1; const f = function* () { yield x; yield* [x, x]; }; x = 2; export { f }; log([...f()]);',
  'export let x = 1; (() => { x = 3; { function x2() { return x; } log(x2()); } })(); (function () { var x = 9; log(x); })(); (function () { if (1) { var x = 8; } log(x); })(); log(x);',
  'export var E = void 0; (function (E) { E[E["A"] = 0] = "A"; E[E["B"] = E.A + 1] = "B"; })(E || (E = {})); log(E);',
  'export var N = void 0; (function (N) { N.v = 1; function f() { return N.v; } N.f = f; })(N || (N = {})); log(N.v, N.f());',
  'export let x = 1; export { x as alias }; log(x);',
  'export default { a: 1 };',
  'export let x = 1; log(x /* x */ + /* , */ x, "x", /x/.source, `x${x}`) // x',
  'export let x = 1,\n  y = 2, // second\n  z = x +\n    y; log(x, y, z);',
  'export const a = 1; export const g = { a, b: { a }, c: [a], d: (a) => a, e: ({ a }) => a, f: ([a]) => a }; log(g.b, g.c, g.d(2), g.e({ a: 3 }), g.f([4]));',
  'export let x = { y: { z: 1 } }; log(x.y.z, x?.y, delete x.y, "y" in x, x instanceof Object, new Map([[x, 1]]).get(x));',
  'import { sep, join as glue } from "node:path"; import path from "node:path"; import * as all from "node:path"; import fs, { existsSync } from "node:fs"; export { sep, glue, path, all, fs, existsSync }; log(sep, glue("a", "b"), path.sep, all.sep, typeof fs.readFileSync, existsSync("/"));',
  'import { sep } from "node:path"; const f = (sep) => sep; log(f(1), { sep }, [sep]); export { sep, f };',
  'import "node:os"; export { EOL as eol } from "node:os"; export * as os from "node:os";',
] // biome-ignore format: a table

interface Told {
  said: unknown[]
  exports: Record<string, unknown>
}

function run(js: string): Told {
  const said: unknown[] = []
  const exports: Record<string, unknown> = {}
  const body = vm.runInThisContext(`(function (exports, require, log) {${js}\n})`) as (...args: unknown[]) => void
  body(
    exports,
    (id: string) => process.getBuiltinModule(id),
    (...values: unknown[]) => said.push(...values),
  )
  return { said, exports }
}

/** Plain data, so that both can be compared: functions by name, classes and modules by their keys. */
function plain(value: unknown, depth = 3): unknown {
  if (typeof value === 'function') return `function ${value.name}`
  if (typeof value !== 'object' || value === null || depth === 0)
    return typeof value === 'object' && value !== null ? '…' : value
  if (Array.isArray(value)) return value.map((v) => plain(v, depth - 1))
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((k) => [k, plain((value as Record<string, unknown>)[k], depth - 1)]),
  )
}

describe('CommonJS of a cell', () => {
  it.each(MODULES)('does what TypeScript’s own does: %s', (module) => {
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true }
    const oracle = run(ts.transpileModule(module, { compilerOptions: options, fileName: 'm.js' }).outputText)
    const ours = run(toNotebookCommonJS(module).js)
    expect(plain(ours.said)).toEqual(plain(oracle.said))
    // Node's own modules are seen through getters there, and are too deep to print.
    expect(plain(ours.exports, 2)).toEqual(plain({ ...oracle.exports }, 2))
  })

  it('keeps lines, and knows where every offset went', () => {
    const module =
      'import { a } from "m";\nexport let x = f(a),\n  y = x;\nfunction f(v) { return v; }\nexport { a, f };\n'
    const { js, moved } = toNotebookCommonJS(module)
    expect(js.slice(0, js.indexOf('return v')).split('\n')).toHaveLength(4)
    for (const word of ['f(', 'return v', 'function f']) {
      const at = module.indexOf(word)
      const there = js.slice(moved(at))
      expect(there.startsWith(word), `${word} → ${there}`).toBe(true)
    }
    const use = module.indexOf('x;')
    expect(js.slice(moved(use), moved(use + 1))).toBe('exports.x')
  })

  it('leaves an import of a package to Node, and takes the others to require', () => {
    const { js } = toNotebookCommonJS(
      'export const a = import("zod"), b = import("./m"), c = import("tsgrad"), d = import(a), e = import.meta.url;',
    )
    expect(js).toContain('exports.a = import("zod")')
    expect(js).toContain('exports.b = Promise.resolve("./m").then((s) => __importStar(require(s)))')
    expect(js).toContain('exports.c = Promise.resolve("tsgrad")')
    expect(js).toContain('exports.d = Promise.resolve(exports.a)')
    expect(js).toContain('exports.e = __importMeta.url')
  })
})
