import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportNotebook } from '../../../kernel/export/index.js'
import { readDirectives } from '../../../kernel/export/notebook.js'
import { packageRoot } from '../../../kernel/language/install.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tsgrad-export-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A notebook of code cells; one that begins with `#` is Markdown. */
function notebook(cells: string[], name = '07_my_model.ipynb'): string {
  const path = join(folder, name)
  const made = cells.map((source) => ({
    cell_type: source.startsWith('#') ? 'markdown' : 'code',
    source: source.split(/(?<=\n)/),
  }))
  writeFileSync(path, JSON.stringify({ cells: made, metadata: {}, nbformat: 4, nbformat_minor: 5 }))
  return path
}

const read = (path: string): string => readFileSync(path, 'utf8')

const model = [
  '# Title',
  '//| default_exp parts.model',
  "//| export\nimport { join } from 'node:path'\n\n/** Mean 0. */\nconst normalize = (x: Tensor): Tensor => x.sub(x.mean())",
  'const scratch = normalize(randn(3))',
  "//| hide\n//| export\nimport { join, sep } from 'node:path'\nimport type { Stats } from 'node:fs'\nclass Net extends nn.Module {\n  lin = new nn.Linear(4, 2)\n  forward(x: Tensor) { return this.lin(normalize(x)) }\n}\nexport const where = (s?: Stats) => join('a', sep, String(s))",
  '//| exporti\nconst secret = 42',
  '//| export\n//| eval: false\nfunction tell() { return secret }',
]

test('cells become a module: imports merged, preloaded names imported, declarations exported', () => {
  const { files, cells, names } = exportNotebook(notebook(model))
  expect(files).toEqual([join(folder, 'parts/model.ts')])
  expect(cells).toBe(4)
  expect(names.sort()).toEqual(['Net', 'normalize', 'tell', 'where'])
  expect(
    read(files[0] as string),
  ).toBe(`// Made from 07_my_model.ipynb by \`tsgrad export\`: change the notebook, not this file.
import { type Stats } from 'node:fs'
import { join, sep } from 'node:path'
import { nn, Tensor } from 'tsgrad'

/** Mean 0. */
export const normalize = (x: Tensor): Tensor => x.sub(x.mean())

export class Net extends nn.Module {
  lin = new nn.Linear(4, 2)
  forward(x: Tensor) { return this.lin(normalize(x)) }
}
export const where = (s?: Stats) => join('a', sep, String(s))

const secret = 42

export function tell() { return secret }
`)
})

test('the module does in plain Node what the cells did', async () => {
  // Inside the checkout, where `tsgrad` resolves.
  const inside = mkdtempSync(join(packageRoot(), 'dist', 'export-'))
  try {
    const { files } = exportNotebook(notebook(model), join(inside, 'model.mjs'))
    expect(files.map((file) => file.slice(inside.length + 1)).sort()).toEqual(['model.d.mts', 'model.mjs'])
    const made = (await import(pathToFileURL(join(inside, 'model.mjs')).href)) as Record<string, never>
    const { Net, normalize, tell } = made as unknown as {
      Net: new () => (x: unknown) => { shape: number[] }
      normalize: (x: unknown) => unknown
      tell: () => number
    }
    const { ones, tensor } = (await import(
      pathToFileURL(join(packageRoot(), 'dist/src/index.js')).href
    )) as typeof import('../../../src/index.js')
    expect(tell()).toBe(42)
    expect(String(normalize(tensor([1, 3])))).toBe('tensor([-1.,  1.])')
    expect([...new Net()(ones(5, 4)).shape]).toEqual([5, 2])
  } finally {
    rmSync(inside, { recursive: true })
  }
})

test('without a name the module is called like the notebook, without its number', () => {
  expect(exportNotebook(notebook(['//| export\nconst a = 1'])).files).toEqual([join(folder, 'my_model.ts')])
})

test('a relative import is seen from the module’s folder', () => {
  writeFileSync(join(folder, 'helper.ts'), 'export const two = 2\n')
  mkdirSync(join(folder, 'out'))
  const path = notebook(["//| export\nimport { two } from './helper.ts'\nconst four = two + two"])
  const { files } = exportNotebook(path, join(folder, 'out/four.ts'))
  expect(read(files[0] as string)).toContain("import { two } from '../helper.ts'")
})

test.each([
  [['const a = 1'], /no cell begins with \/\/\| export$/],
  [['//| export\n%time f()'], /^cell 1, line 2: a magic has no place in a module: %time$/],
  [['//| export\nconst a = (1'], /^cell 1, line 2: '\)' expected/],
  [
    ['# T', '//| export\nconst a = 1', '//| export\nclass a {}'],
    /^'a' is declared by the exported cells 2 and 3: export one of them$/,
  ],
  [
    ['const base = 1', '//| export\n\nconst a = 1\nconst b: number = base'],
    /^cell 2, line 4: Cannot find name 'base'\..* \(TS2304\); is it declared in a cell that is not exported\?$/,
  ],
  [
    ['//| export\nconst a: Tensor<[2, 3]> = zeros(2, 3)\nconst b = a.matmul(a)'],
    /^cell 1, line 3: [\s\S]*mat1 and mat2 shapes cannot be multiplied \(2x3 and 2x3\)/,
  ],
  [['//| default_exp a', '//| default_exp b', '//| export\nconst a = 1'], /^default_exp is given as a and b$/],
])('what cannot be exported is said, and nothing is written: %j', (cells, message) => {
  expect(() => exportNotebook(notebook(cells))).toThrow(message)
  expect(readdirSync(folder)).toEqual(['07_my_model.ipynb'])
})

test('what is no notebook, and a name that is no module', () => {
  writeFileSync(join(folder, 'a.ipynb'), '{')
  writeFileSync(join(folder, 'b.ipynb'), '{}')
  expect(() => exportNotebook(join(folder, 'a.ipynb'))).toThrow(/a\.ipynb is no notebook: /)
  expect(() => exportNotebook(join(folder, 'b.ipynb'))).toThrow(/b\.ipynb is no notebook of format 4: it has no cells$/)
  expect(() => exportNotebook(join(folder, 'none.ipynb'))).toThrow(/ENOENT/)
  expect(() => exportNotebook(notebook(['//| export\nconst a = 1']), 'x.py')).toThrow(
    "a module is written as .ts, .js or .mjs, got 'x.py'",
  )
})

test('directives stand at the top of a cell, with or without spaces and colons', () => {
  expect(readDirectives('//| export\n// | eval: false\n\nconst a = 1\n//| hide')).toEqual({
    code: '\n\n\nconst a = 1\n//| hide',
    directives: new Map([
      ['export', ''],
      ['eval', 'false'],
    ]),
  })
})
