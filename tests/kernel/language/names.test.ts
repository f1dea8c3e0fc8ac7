import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { compiler, type InternalSourceFile } from '../../../kernel/language/internals.js'
import { CELL_OPTIONS } from '../../../kernel/language/options.js'
import { parseCell } from '../../../kernel/language/prepare.js'
import { topLevelNames } from '../../../kernel/language/top-level-names.js'
import { Notebook } from './notebook.js'

/** What the compiler's own binder finds. */
function boundByCompiler(code: string): string[] {
  const file = ts.createSourceFile('cell.ts', `export {};\n${code}`, ts.ScriptTarget.ES2022, true) as InternalSourceFile
  compiler.bindSourceFile(file, CELL_OPTIONS)
  const names = [...(file.locals?.keys() ?? [])].map((name) => ts.unescapeLeadingUnderscores(name))
  return names.filter((name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && name !== '__global').sort()
}

const CELLS = [
  'const a = 1, { b, c: { d }, ...e } = o, [f, , g = 2, ...h] = x',
  'let __x = 1, _y, $z; var ünï = 2',
  'function f() { var inner = 1 }\nasync function* g() {}\nclass C { static { var no = 1 } m() { var never } }\nabstract class D {}',
  'interface I { a: 1 }\ntype T = I\nenum E { A }\nconst enum F { B }\nnamespace N { export var x = 1 }\ndeclare module "m" { var y: 1 }\ndeclare global { var z: 1 }',
  'import d, { a, b as c, type T } from "m"\nimport * as ns from "m"\nimport type U from "m"\nimport "m"\nimport r = require("m")',
  'for (var i = 0; i < 3; i++) { var j = i; let k = j; const l = k }\nfor (const m of []) { var n = m }\nfor (var p in {}) ;',
  'if (x) { var q = 1; function inBlock() {} class InBlock {} } else var r = 2',
  'try { var s = 1 } catch (t) { var u = t } finally { var v = 1 }\nswitch (1) { case 1: var w = 1; let no }\nlabel: { var y = 2 }\nwhile (0) { var z }\ndo { var zz = 1 } while (0)',
  'const fn = () => { var no = 1 }, obj = { m() { var no }, get g() { var no; return 1 } }, k = class { x = 1 }\n;(function named() { var no })()',
  'declare const x: number; declare function y(): void',
  'using u = thing(); await using v = thing()',
  'broken( ; const after = 1; let = 3; var',
]

async function refusal(notebook: Notebook, code: string): Promise<string> {
  const { rejected } = await notebook.run(code)
  return rejected?.diagnostics.map(({ code, message }) => `TS${code}: ${message}`).join('\n') ?? ''
}

describe('the names of a cell', () => {
  it.each(CELLS)('are those that the compiler binds: %s', (code) => {
    expect([...topLevelNames(parseCell(code))].sort()).toEqual(boundByCompiler(code))
  })
})

describe('what earlier cells declared', () => {
  it('is found by what a name means: a type outlives a value of its name', async () => {
    const notebook = new Notebook()
    await notebook.value('interface P { a: number }\nconst value = 1')
    await notebook.value('const P = "text"') // hides no type
    await notebook.value('type value = "v"')
    await notebook.value('const p: P = { a: 1 }; const s: string = P; const n: number = value; const v: value = "v"')
    await notebook.value('class P { b = 2 }') // hides both
    expect(await refusal(notebook, 'const q: P = { a: 1 }')).toContain("'a' does not exist in type 'P'")
    expect(await refusal(notebook, 'const s: string = P')).toContain('TS2322')
  })

  it('names with underscores in front are names like others', async () => {
    const notebook = new Notebook()
    await notebook.value('const __x = 1, ___y = 2; function __f() { return __x + ___y }')
    expect(await notebook.value('__f() + __x')).toBe(4)
  })

  it('an old declaration keeps the types that it was made with, near and far', { timeout: 60_000 }, async () => {
    const notebook = new Notebook()
    await notebook.value('interface Early { old: number }\nconst first: Early = { old: 1 }')
    for (let i = 0; i < 80; i++) await notebook.value(`const v${i} = { n: ${i} }; interface T${i} { v: typeof v${i} }`)
    await notebook.value('function usesEarly(e: Early) { return e.old + v3.n }')
    await notebook.value('interface Early { fresh: string }')
    expect(await notebook.value('usesEarly(first) + first.old + v79.n')).toBe(1 + 3 + 1 + 79)
    expect(await refusal(notebook, 'usesEarly({ fresh: "" })')).toContain('TS2353')
    expect(await refusal(notebook, 'const e: Early = { old: 1 }')).toContain('TS2353')
    await notebook.value('const t: T5 = { v: v5 }; const e: Early = { fresh: "yes" }')
  })
})
