import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Notebook } from './notebook.js'

const before = process.cwd()
let folder: string
let notebook: Notebook
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'project-'))
  process.chdir(folder)
})
afterEach(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

let time = Date.now() / 1000
function write(name: string, content: unknown): void {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  utimesSync(path, ++time, time) // edits within one tick of the clock count as well
}
const options = (compilerOptions: unknown) => write('tsconfig.json', { compilerOptions })
const refusal = async (code: string) => (await notebook.run(code)).rejected?.evalue

const UNTYPED = 'function untyped(x) { return x }\nuntyped(3)'

describe('a notebook’s tsconfig.json', () => {
  it('decides how strict cells are; without one, and where it is silent, they are strict', async () => {
    notebook = new Notebook()
    expect(await refusal(UNTYPED)).toMatch(/^TS7006/)
    options({ strict: false })
    expect(await notebook.value(UNTYPED)).toBe(3)
    options({ target: 'es5', module: 'commonjs', outDir: 'out', lib: ['es5'], noUnusedLocals: true })
    expect(await refusal(UNTYPED)).toMatch(/^TS7006/)
    expect(await notebook.value('[3, 1, 2].toSorted()')).toEqual([1, 2, 3])
    options({ noUncheckedIndexedAccess: true })
    expect(await refusal('const n: number = [1, 2][0]')).toMatch(/^TS2322/)
    rmSync(join(folder, 'tsconfig.json'))
    expect(await notebook.value('const n: number = [1, 2][0]; n')).toBe(1)
  })

  it('may be above the notebook, extend another and change while the kernel runs', async () => {
    write('base.json', { compilerOptions: { noImplicitAny: false } })
    write('tsconfig.json', { extends: './base.json', compilerOptions: {} })
    mkdirSync(join(folder, 'deep/er'), { recursive: true })
    process.chdir(join(folder, 'deep/er'))
    notebook = new Notebook()
    expect(await notebook.value(UNTYPED)).toBe(3)
    write('base.json', { compilerOptions: { noImplicitAny: true } })
    expect(await refusal(UNTYPED)).toMatch(/^TS7006/)
  })

  it('names modules by its paths, in cells, in modules and in import()', async () => {
    options({ baseUrl: '.', paths: { '@lib/*': ['src/lib/*'], config: ['src/config.ts'] } })
    write('src/lib/sum.ts', "import { start } from 'config'\nexport const sum = (n: number): number => start + n")
    write('src/config.ts', 'export const start: number = 40')
    notebook = new Notebook()
    expect(await notebook.value("import { sum } from '@lib/sum'\nsum(2)")).toBe(42)
    expect(await notebook.value("(await import('@lib/sum')).sum(3)")).toBe(43)
    expect(await notebook.value("import { sum as again } from 'src/lib/sum'\nagain(4)")).toBe(44)
    expect(await refusal("import { sum } from '@lib/sum'\nsum('2')")).toMatch(/^TS2345/)
    write('src/lib/sum.ts', 'export const sum = (n: number): number => 50 + n')
    expect(await notebook.value("import { sum as fresh } from '@lib/sum'\nfresh(2)")).toBe(52)
  })

  it('says what JSX is, for modules', async () => {
    const view = 'export const view = <b id="x">{1 + 1}</b>'
    write(
      'view.tsx',
      `declare global { namespace JSX { interface IntrinsicElements { b: { id: string } } } }
function h(tag: string, attributes: object, ...children: unknown[]) { return { tag, attributes, children } }\n${view}`,
    )
    notebook = new Notebook()
    expect(await refusal("import { view } from './view'")).toMatch(/jsx.* is not set/)
    options({ jsx: 'react', jsxFactory: 'h' })
    const shown = { tag: 'b', attributes: { id: 'x' }, children: [2] }
    expect(await notebook.value("import { view } from './view'\nview")).toEqual(shown)
  })

  it('may ask for the decorators of old, and for packages of types', async () => {
    write('node_modules/@types/ambient/index.d.ts', 'declare const ambient: { answer: number } | undefined')
    write('node_modules/@types/ambient/package.json', { name: '@types/ambient', version: '1.0.0' })
    notebook = new Notebook()
    const decorated = `const seen: string[] = []
function note(target: object, name: string) { seen.push(name) }
class Noted { @note method() {} }
seen`
    expect(await refusal(decorated)).toMatch(/^TS/)
    expect(await refusal('typeof ambient')).toMatch(/^TS2304/)
    options({ experimentalDecorators: true, types: ['ambient', 'node'] })
    expect(await notebook.value(decorated)).toEqual(['method'])
    expect(await notebook.value('typeof ambient')).toBe('undefined')
  })

  it('that cannot be read rejects cells, with its place, until it is mended', async () => {
    notebook = new Notebook()
    write('tsconfig.json', '{ "compilerOptions": { "strict": tru } }')
    expect(await refusal('1 + 1')).toMatch(/tsconfig\.json:1:34: .+/)
    options({ strict: 'yes' })
    expect(await refusal('1 + 1')).toMatch(
      /tsconfig\.json:1:\d+: Compiler option 'strict' requires a value of type boolean/,
    )
    write('tsconfig.json', { extends: './nowhere.json' })
    expect(await refusal('1 + 1')).toMatch(/tsconfig\.json.*nowhere/)
    options({})
    expect(await notebook.value('1 + 1')).toBe(2)
  })
})
