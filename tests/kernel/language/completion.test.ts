import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Completion } from '../../../kernel/rooms.js'
import { Notebook } from './notebook.js'

let folder: string
let nb: Notebook
const before = process.cwd()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'completion-'))
  process.chdir(folder)
  writeFileSync(join(folder, 'helpers.ts'), 'export const help = 1\nexport function helpMore() {}\n')
  nb = new Notebook()
  await nb.value(
    'const learningRate = 0.1, learned: string[] = []\nclass Net extends nn.Module { layers = [1]; forward(x: Tensor) { return x } }\nconst net = new Net()',
  )
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

/** Completes at the `|` of the code. */
function complete(marked: string): Completion & { replaced: string } {
  const cursor = marked.indexOf('|')
  const code = marked.replace('|', '')
  const completion = nb.room.complete({ code, cursor })
  return { ...completion, replaced: code.slice(completion.start, completion.end) }
}

describe('completion', () => {
  it('gives bare names that start with what is typed', () => {
    expect(complete('Math.ma|')).toMatchObject({ matches: ['max'], replaced: 'ma' })
    expect(complete('learn|')).toMatchObject({ matches: ['learned', 'learningRate'], replaced: 'learn' })
    expect(complete('net.|')).toMatchObject({ matches: ['forward', 'layers', 'training'], replaced: '' })
    expect(complete('net.layers.ma|')).toMatchObject({ matches: ['map'], replaced: 'ma' })
    expect(complete('const q = { abc: 1 }\nq.a| + 1')).toMatchObject({ matches: ['abc'], replaced: 'a' })
    expect(complete('nn.Li|').matches).toEqual(['Linear'])
    expect(complete('function f(inside: number) { return insi|').matches).toEqual(['inside'])
    expect(complete('ran|dn(1)')).toMatchObject({ matches: ['randn'], replaced: 'ran' })
    expect(complete('1 + |').matches).toEqual(expect.arrayContaining(['learningRate', 'randn', 'Math']))
    expect(complete('1 + |').matches).not.toContain('__magics')
    expect(complete('nothingLikeThis|')).toMatchObject({ matches: [] })
  })

  it('counts UTF-16 units', () => {
    expect(complete('const e = "😀"; Math.ma|')).toMatchObject({ start: 21, end: 23, replaced: 'ma' })
  })

  it('gives a type for each', () => {
    const { matches, types } = complete('net.|')
    expect(types.map((t) => t.text)).toEqual(matches)
    const described = (list: typeof types) => Object.fromEntries(list.map((t) => [t.text, [t.type, t.signature]]))
    expect(described(types)).toEqual({
      forward: ['method', '(x)'],
      layers: ['property', 'number[]'],
      training: ['property', 'boolean'],
    })
    const top = (name: string): unknown => described(complete(`${name}|`).types)[name]
    expect(top('randn')).toEqual(['function', '(...size)'])
    expect(top('Net')).toEqual(['class', undefined])
    expect(top('nn')).toEqual(['namespace', undefined])
    expect(top('learningRate')).toEqual(['variable', '0.1'])
    expect(top('const')).toEqual(['keyword', undefined])
    expect(top('parseInt')).toEqual(['function', '(string, radix?)'])
  })

  it('completes import paths, members of modules and strings', () => {
    expect(complete('import x from "./he|"')).toMatchObject({ matches: ['helpers'], replaced: 'he' })
    expect(complete('import { readF| } from "node:fs"').matches).toEqual(['readFile', 'readFileSync'])
    expect(complete('import { help| } from "./helpers"').matches).toEqual(['help', 'helpMore'])
    expect(complete('import * as p from "node:pa|"')).toMatchObject({
      matches: ['node:path', 'node:path/posix', 'node:path/win32'],
      replaced: 'node:pa',
    })
    expect(complete('import { randn } from "tsg|"')).toMatchObject({ matches: ['tsgrad'], replaced: 'tsg' })
    expect(complete('import { zer| } from "tsgrad"').matches).toEqual(['zeros'])
    expect(complete('let mode: "sum" | "mean" = "su|"'.replace(' | ', ' ¦ '))).toBeDefined()
    expect(nb.room.complete({ code: 'let mode: "sum" | "mean" = "m"', cursor: 29 })).toMatchObject({
      matches: ['mean'],
      start: 28,
      end: 29,
    })
  })

  it('ranks the notebook’s names first, then the runtime’s', () => {
    const { matches } = complete('1 + |')
    const rank = (name: string): number => matches.indexOf(name)
    for (const own of ['learningRate', 'net', 'Net'])
      for (const runtime of ['nn', 'randn', 'zeros']) expect(rank(own), own).toBeLessThan(rank(runtime))
    for (const runtime of ['nn', 'randn', 'zeros'])
      for (const other of ['Array', 'AbortController', 'console', 'await']) {
        expect(rank(other), other).toBeGreaterThan(0)
        expect(rank(runtime), runtime).toBeLessThan(rank(other))
      }
    expect(complete('let lemon = 1; le|').matches).toEqual(['lemon', 'learned', 'learningRate', 'let'])
  })

  it('leaves out folders that nobody imports from', () => {
    for (const name of ['node_modules/.vite', 'node_modules/.bin', 'node_modules/kept', '.cache', '.hidden'])
      mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, 'node_modules/kept/index.d.ts'), 'export const k: 1')
    const bare = complete('import x from "|"').matches
    expect(bare).toContain('kept')
    expect(bare.filter((name) => name.startsWith('.'))).toEqual([])
    const near = complete('import x from "./|"').matches
    expect(near).toContain('helpers')
    expect(near.filter((name) => name.startsWith('.') || name === 'node_modules')).toEqual([])
    expect(complete('import x from "./.hid|"').matches).toEqual(['.hidden'])
  })

  it('offers what an import would bring, with the import', () => {
    mkdirSync(join(folder, 'node_modules/shapes'), { recursive: true })
    writeFileSync(
      join(folder, 'node_modules/shapes/index.d.ts'),
      "export * from './more'\nexport declare const squareOf: 1",
    )
    writeFileSync(join(folder, 'node_modules/shapes/more.d.ts'), 'export declare class Circleish {}\nexport default 5')
    mkdirSync(join(folder, 'lib'), { recursive: true })
    writeFileSync(
      join(folder, 'lib/tools.ts'),
      'export const hammerOf = 1\nexport default class Toolbox {}\nconst hidden = 2',
    )
    const inserted = (marked: string) => {
      const { matches, types } = complete(marked)
      return types.flatMap(({ text, type }, i) => (type.startsWith('from ') ? [[matches[i], text, type]] : []))
    }
    expect(inserted('const a = 1\n  readFileS|')).toEqual([
      ['readFileSync', "import { readFileSync } from 'node:fs'\nreadFileSync", 'from node:fs'],
    ])
    expect(inserted('path|')[0]).toEqual(['path', "import path from 'node:path'\npath", 'from node:path'])
    expect(inserted('fs|')[0]).toEqual(['fs', "import fs from 'node:fs'\nfs", 'from node:fs'])
    expect(inserted('hammer|')).toEqual([
      ['hammerOf', "import { hammerOf } from './lib/tools'\nhammerOf", 'from ./lib/tools'],
    ])
    expect(inserted('tool|')[0]?.[1]).toBe("import tools from './lib/tools'\ntools")
    expect(inserted('square|')[0]?.[1]).toBe("import { squareOf } from 'shapes'\nsquareOf")
    // In the middle of a statement no declaration can stand.
    expect(inserted('const s = square|')[0]?.[1]).toBe("(await import('shapes')).squareOf")
    expect(inserted('new Circle|')[0]?.[1]).toBe("(await import('shapes')).Circleish")
    expect(inserted('let c: Circle|')[0]?.[1]).toBe("import('shapes').Circleish")
    for (const nowhere of [
      'function f() { square|',
      'const square|',
      'x.square|',
      'import square|',
      '({ square|',
      '// square|',
      '"square|',
      'sq|',
      'hidd|',
      'const squareOf = 1; square|',
    ])
      expect(inserted(nowhere)).toEqual([])
    writeFileSync(join(folder, 'lib/tools.ts'), 'export const hammerTime = 1')
    expect(complete('hammer|').matches).toEqual(['hammerTime'])
  })

  it('completes string unions and keys of objects', () => {
    const declared =
      'interface Look { color: "red" | "green"; size?: number }\nfunction paint(o: Look) {}\nconst keys = { alpha: 1, "beta-x": 2 }\n'
    // The types hold the mark that `complete` looks for.
    const at = (code: string) => {
      const whole = declared + code
      return nb.room.complete({ code: whole.replace('#', ''), cursor: whole.indexOf('#') }).matches
    }
    expect(at('paint({ color: "#" })')).toEqual(['green', 'red'])
    expect(at('paint({ color: "red", # })')).toEqual(['size'])
    expect(at('keys["#"]')).toEqual(['alpha', 'beta-x'])
  })

  it('completes paths of files in strings', () => {
    mkdirSync(join(folder, 'data'))
    for (const name of ['mnist.csv', 'model.json', '.hidden']) writeFileSync(join(folder, 'data', name), '')
    expect(complete('readCsv("da|")')).toMatchObject({
      matches: ['data/'],
      replaced: 'da',
      types: [{ text: 'data/', type: 'path' }],
    })
    expect(complete('const s = "./data/m|"')).toMatchObject({ matches: ['mnist.csv', 'model.json'], replaced: 'm' })
    expect(complete('f(`data/.|`)').matches).toEqual(['.hidden'])
    expect(complete(`f('${folder}/data/mo|`)).toMatchObject({ matches: ['model.json'], replaced: 'mo' })
    expect(complete('f("nowhere/|")').matches).toEqual([])
    expect(complete('"da"|').matches).toEqual([])
  })

  it('completes magics, and the code behind them', () => {
    expect(complete('%ti|')).toMatchObject({ matches: ['%time', '%timeit'], replaced: '%ti' })
    expect(complete('%%timei|')).toMatchObject({ matches: ['%%timeit'] })
    expect(complete('%timeit -n 10 Math.ma|')).toMatchObject({ matches: ['max'], replaced: 'ma' })
    expect(complete('%%time\nMath.ma|')).toMatchObject({ matches: ['max'], replaced: 'ma' })
    expect(complete('%unknown thing\nMath.ma|')).toMatchObject({ matches: ['max'] })
  })
})
