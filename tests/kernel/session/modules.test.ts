import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Harness } from './harness.js'

const home = process.cwd()
let folder: string
let session: Harness
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'notebook-')))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  process.chdir(folder)
  session = new Harness()
})
afterAll(() => {
  session.close()
  process.chdir(home)
  rmSync(folder, { recursive: true })
})
const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

describe('modules', () => {
  it("come from the notebook's folder, and run again after an edit, with whoever imports them", async () => {
    write('base.ts', 'export const n: number = 1')
    write('top.ts', 'import { n } from "./base"\nexport const twice = n * 2')
    expect((await session.run('import { twice } from "./top"\ntwice')).result).toBe('2')
    await new Promise((done) => setTimeout(done, 20))
    write('base.ts', 'export const n: number = 21')
    expect((await session.run('import { twice } from "./top"\ntwice')).result).toBe('42')
  })

  it('are found under the name that TypeScript wants, and as JSON', async () => {
    write('named.ts', 'export default function () { return __dirname }')
    write('data.json', '{ "k": 7 }')
    const ran = await session.run(
      'import where from "./named.js"\nimport data from "./data.json"\n[where() === process.cwd(), data.k]',
    )
    expect(ran.result).toBe('[ true, 7 ]')
  })

  it('that throw are named with file and line, and can be mended', async () => {
    write('broken.ts', 'export const a: number = 1\n\nthrow new RangeError("broken module")')
    const ran = await session.run('import { a } from "./broken"\na')
    expect(ran.error.traceback).toContain('File broken.ts, line 3')
    expect(ran.error.traceback).toContain('throw new RangeError("broken module")')
    await new Promise((done) => setTimeout(done, 20))
    write('broken.ts', 'export const a: number = 9')
    expect((await session.run('import { a } from "./broken"\na')).result).toBe('9')
  })

  it('may say by their ending what kind they are', async () => {
    write('es.mjs', 'export const es = 7; export default () => 8')
    write(
      'es2.mts',
      "export { es } from './es.mjs'; export const typed: number = 9; export const at = import.meta.filename",
    )
    write('common.cjs', 'module.exports = { common: 10 }')
    write('typed.cts', 'export const cts: number = 11\nexport function fails() {\n  throw new Error("from cts")\n}')
    const ran = await session.run(`import eight, { es } from './es.mjs'
import { typed, es as again, at } from './es2.mjs'
import { common } from './common.cjs'
import { cts, fails } from './typed.cjs'
;[es, eight(), typed, again === es, at.endsWith('es2.mts'), common, cts].join()`)
    expect(ran.result).toBe("'7,8,9,true,true,10,11'")
    expect((await session.run('fails()')).error.traceback).toContain('File typed.cts, line 3')
  })

  it('may go by names that tsconfig.json gives them, and run again with whoever imports them', async () => {
    write('tsconfig.json', '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }')
    write('lib_base.ts', 'export const base: number = 40')
    write('lib/sum.ts', 'import { base } from "../lib_base"\nexport const sum = (n: number) => base + n')
    expect((await session.run('import { sum } from "@lib/sum"\nsum(2)')).result).toBe('42')
    await new Promise((done) => setTimeout(done, 20))
    write('lib_base.ts', 'export const base: number = 50')
    expect((await session.run('import { sum } from "@lib/sum"\nsum(2)')).result).toBe('52')
    rmSync('tsconfig.json')
    await expect(session.run('import { sum as none } from "@lib/sum"')).rejects.toThrow(/TS2307/)
  })

  it('may import one another in a circle', async () => {
    write('one.ts', 'import { two } from "./two"\nexport const one = () => 1\nexport const sum = () => one() + two()')
    write('two.ts', 'import { one } from "./one"\nexport const two = () => one() + 1')
    expect((await session.run('import { sum } from "./one"\nsum()')).result).toBe('3')
  })

  it('of Node and packages, CommonJS and ES, static and dynamic', async () => {
    const ran = await session.run(
      'import { join } from "node:path"\nconst os = await import("node:os")\nimport envPaths from "env-paths"\n[join("a", "b"), typeof os.cpus, typeof envPaths]',
    )
    expect(ran.result).toBe("[ 'a/b', 'function', 'function' ]")
    expect(ran.text('stderr')).toBe('')
  })

  it('of packages by a real import(), from wherever the notebook is', async () => {
    for (const specifier of ['"env-paths"', '"env-paths" as string']) {
      const ran = await session.run(
        `const name${specifier.length} = ${specifier}\ntypeof (await import(${specifier})).default`,
      )
      expect(ran.result).toBe("'function'")
      expect(ran.text('stderr')).toBe('')
    }
    expect((await session.run('(await import("tsgrad")).html === html')).result).toBe('true')
  })

  it('run again when a JSON file behind them was edited', async () => {
    write('settings.json', '{ "n": 1 }')
    write('reads.ts', 'import settings from "./settings.json"\nexport const n: number = settings.n')
    write('through.ts', 'export { n } from "./reads"')
    expect((await session.run('import { n } from "./through"\nn')).result).toBe('1')
    await new Promise((done) => setTimeout(done, 20))
    write('settings.json', '{ "n": 2 }')
    expect((await session.run('import { n } from "./through"\nn')).result).toBe('2')
    expect((await session.run('import { n as direct } from "./reads"\ndirect')).result).toBe('2')
  })

  it('of the user’s are alive: a name is what the module makes of it', async () => {
    write(
      'counter.ts',
      'export let count = 0\nexport const bump = () => ++count\nexport default class Box { n = count }',
    )
    expect((await session.run('import Box, { count, bump as more } from "./counter"\nmore(); count')).result).toBe('1')
    expect((await session.run('more(); [count, new Box().n]')).result).toBe('[ 2, 2 ]')
    expect((await session.run('let count = "own"; more(); count')).result).toBe("'own'")
    expect((await session.run('count = "changed"; count')).result).toBe("'changed'")
  })

  it('of packages for `import` alone, and of those that await at their top', async () => {
    const inPackages = (name: string, text: string) => write(`apart/node_modules/${name}`, text)
    inPackages(
      'only/package.json',
      '{ "name": "only", "exports": { ".": { "types": "./i.d.ts", "import": "./i.mjs" } } }',
    )
    inPackages('only/i.mjs', 'export const way = "import"; export default () => 5')
    inPackages('only/i.d.ts', 'export declare const way: string; declare const five: () => number; export default five')
    inPackages('waits/package.json', '{ "name": "waits", "type": "module", "exports": "./w.js" }')
    inPackages('waits/w.js', 'export const waited = await new Promise((r) => setTimeout(() => r(7), 5))')
    inPackages('fails/package.json', '{ "name": "fails", "type": "module", "exports": "./f.js" }')
    inPackages('fails/f.js', 'await null; throw new RangeError("at its top")')
    write('apart/uses.ts', 'import five from "only"\nexport { waited } from "waits"\nexport const six = five() + 1')
    await session.run('%cd apart')
    const ran = await session.run(
      'import five, { way } from "only"\nimport { waited } from "waits"\n;[way, five(), waited]',
    )
    expect(ran.result).toBe("[ 'import', 5, 7 ]")
    expect((await session.run('import { six, waited as w } from "./uses"\n;[six, w]')).result).toBe('[ 6, 7 ]')
    expect((await session.run('import * as all from "waits"\nall.waited === waited')).result).toBe('true')
    expect((await session.run('import "fails"')).error).toMatchObject({ ename: 'RangeError', evalue: 'at its top' })
    await session.run('%cd ..')
  })

  it('of the user’s may await at their top', async () => {
    write('slow.ts', 'export const slow = await new Promise<number>((r) => setTimeout(() => r(20), 5))')
    write('uses_slow.ts', 'import { slow } from "./slow"\nexport const more = slow + 1')
    write('awaits_too.ts', 'import { more } from "./uses_slow"\nexport const most = (await Promise.resolve(more)) + 1')
    expect((await session.run('import { most } from "./awaits_too"\nmost')).result).toBe('22')
    expect((await session.run('import { more } from "./uses_slow"\nmore')).result).toBe('21')
    await new Promise((done) => setTimeout(done, 20))
    write('slow.ts', 'export const slow: number = await Promise.resolve(30)')
    expect((await session.run('import { most } from "./awaits_too"\nmost')).result).toBe('32')
    expect((await session.run('(await import("./awaits_too")).most')).result).toBe('32')
    write('script.ts', 'console.log("ran", await Promise.resolve(1))')
    expect((await session.run('%run script.ts')).stdout).toBe('ran 1\n')
    expect((await session.run('%run script.ts')).stdout).toBe('ran 1\n')
    write('script.ts', 'export const word = await Promise.resolve(process.argv[2])\nconsole.log("ran", word)')
    expect((await session.run('console.log("first")\n%run script.ts a')).stdout).toBe('first\nran a\n')
    const again = await session.run('%run script.ts b\nword')
    expect([again.stdout, again.result]).toEqual(['ran b\n', "'b'"])
    write('fails_slowly.ts', 'await null\nthrow new RangeError("after a while")')
    expect((await session.run('import "./fails_slowly"')).error).toMatchObject({ evalue: 'after a while' })
    expect((await session.run('1')).result).toBe('1')
    const { error } = await session.run('import "./fails_slowly"')
    expect(error.traceback).toContain('File fails_slowly.ts, line 2')
  })

  it('that are missing are an error of the cell', async () => {
    const { evalue } = (await session.run('await import("no-such-package" as string)')).error
    expect(evalue).toContain('no-such-package')
    expect((await session.run('require("./no-such-file")')).error.evalue).toContain('./no-such-file')
  })

  it('know where the notebook is', async () => {
    expect((await session.run('__dirname === process.cwd()')).result).toBe('true')
  })
})
