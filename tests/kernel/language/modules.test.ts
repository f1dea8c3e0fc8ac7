import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Notebook } from './notebook.js'

let folder: string
let nb: Notebook
const before = process.cwd()

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'modules-'))
  process.chdir(folder)
  nb = new Notebook()
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

describe('local modules', () => {
  it('are checked, compiled and read again when they were edited', async () => {
    write(
      'a.ts',
      'import { two } from "./deep/b.js"\nexport const three: number = two + 1\nexport interface Row { n: number }\n',
    )
    write('deep/b.ts', 'export const two = 2\n')
    const { value, converted } = await nb.run(
      'import { three, type Row } from "./a"\nconst row: Row = { n: three }; row.n',
    )
    expect(value).toBe(3)
    expect(converted?.modules.map((m) => m.fileName)).toEqual([join(folder, 'deep/b.ts'), join(folder, 'a.ts')])
    expect((await nb.run('import { three as again } from "./a.ts"\nagain')).converted?.modules).toEqual([])
    write('deep/b.ts', 'export const two = 20\n')
    const edited = await nb.run('import { two } from "./deep/b"\ntwo')
    expect(edited.value).toBe(20)
    expect(edited.converted?.modules.map((m) => m.fileName)).toEqual([join(folder, 'deep/b.ts')])
    write('a.ts', 'export const three = "now text"\n')
    expect(await nb.value('import { three } from "./a"\nthree.toUpperCase()')).toBe('NOW TEXT')
  })

  it('refuse the cell when they are wrong, and say where', async () => {
    write('wrong.ts', 'export const ok = 1\nexport const bad: number = "x"\n')
    const { rejected } = await nb.run('1\nimport { ok } from "./wrong"')
    expect(rejected?.evalue).toBe("TS2322: wrong.ts:2:14: Type 'string' is not assignable to type 'number'.")
    expect(rejected?.diagnostics[0]?.start).toEqual({ line: 2, column: 20 })
    write('wrong.ts', 'export const ok = 1\n')
    expect(await nb.value('import { ok } from "./wrong"\nok')).toBe(1)
  })

  it('may appear after they were first asked for', async () => {
    expect((await nb.run('import { late } from "./late"')).rejected?.evalue).toMatch(
      /^TS2307: Cannot find module '.\/late'/,
    )
    write('late.ts', 'import { later } from "./later"\nexport const late = later\n')
    expect((await nb.run('import { late } from "./late"')).rejected?.evalue).toMatch(
      /TS2307: late.ts:1:23: Cannot find module '.\/later'/,
    )
    write('later.ts', 'export const later = "here"\n')
    expect(await nb.value('import { late } from "./late"\nlate')).toBe('here')
  })

  it('may be JavaScript, JSON, and import the package', async () => {
    write('plain.js', 'export function add(a, b) { return a + b }\n')
    write('common.js', 'module.exports = { half: (x) => x / 2 }\n')
    write('data.json', '{ "k": [1, 2] }\n')
    write('net.ts', 'import { randn, type Tensor } from "tsgrad"\nexport const weights: Tensor<[2, 3]> = randn(2, 3)\n')
    expect(await nb.value('import { add } from "./plain.js"\nadd(1, 2)')).toBe(3)
    expect(await nb.value('import common from "./common.js"\ncommon.half(3)')).toBe(1.5)
    expect(await nb.value('import data from "./data.json"\ndata.k.length')).toBe(2)
    expect(await nb.value('import { weights } from "./net"\nweights.shape')).toEqual([2, 3])
    expect(
      (await nb.run('import { weights as w4 } from "./net"\nconst wrong: Tensor<[9, 9]> = w4')).rejected?.evalue,
    ).toMatch(/TS2322/)
  })
})

describe('packages', () => {
  it('are found beside the notebook, typed or not, also when installed later', async () => {
    expect((await nb.run('import { typed } from "typed-package"')).rejected?.evalue).toMatch(/TS2307/)
    write(
      'node_modules/typed-package/package.json',
      '{ "name": "typed-package", "version": "1.0.0", "main": "i.js", "types": "i.d.ts" }',
    )
    write('node_modules/typed-package/i.js', 'exports.typed = 5\n')
    write(
      'node_modules/typed-package/i.d.ts',
      '/// <reference types="node" />\nimport type { Stats } from "node:fs"\n/** Five. */\nexport declare const typed: number\nexport declare const stats: Stats | undefined\n',
    )
    write('node_modules/untyped-package/package.json', '{ "name": "untyped-package", "version": "1.0.0" }')
    write('node_modules/untyped-package/index.js', 'module.exports = { any: { thing: 6 } }\n')
    expect(await nb.value('import { typed } from "typed-package"\ntyped.toFixed(1)')).toBe('5.0')
    expect((await nb.run('typed.nope')).rejected?.evalue).toMatch(/TS2339/)
    expect(await nb.value('import { stats } from "typed-package"\nstats?.size')).toBe(undefined)
    expect((await nb.run('stats?.nope')).rejected?.evalue).toMatch(/TS2339/)
    expect(await nb.value('import untyped from "untyped-package"\nuntyped.any.thing')).toBe(6)
  })

  it('of Node are typed, whatever was loaded of their types', async () => {
    expect(
      await nb.value(
        'import { readFileSync } from "node:fs"\nimport * as path from "path"\nreadFileSync(path.join("a.ts"), "utf8").length > 0',
      ),
    ).toBe(true)
    expect((await nb.run('readFileSync(1, 2, 3)')).rejected?.evalue).toMatch(/TS2554|TS2345|TS2769/)
  })
})
