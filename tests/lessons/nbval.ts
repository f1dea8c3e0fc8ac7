/** Runs nbval as `npm test` does, on notebooks that a test has made. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jupyterEnv } from '../../scripts/setup/jupyter.mjs'

const repository = fileURLToPath(new URL('../../', import.meta.url))

export interface Output {
  output_type: string
  name?: string
  text?: string | string[]
  data?: Record<string, unknown>
}

export interface Cell {
  cell_type: string
  metadata: { tags?: string[] }
  source: string | string[]
  outputs?: Output[]
}

export interface Notebook {
  cells: Cell[]
  metadata: unknown
}

export const readLesson = (name: string): Notebook =>
  JSON.parse(readFileSync(join(repository, 'lessons', name), 'utf8')) as Notebook

export interface Judgement {
  /** Of each code cell, in order: whether nbval let it pass. */
  passed: boolean[]
  said: string
}

const python = join(repository, '.venv', 'bin', 'python')

/** Run Python; whatever its exit code, what it said. */
const run = (args: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(python, args, { env: jupyterEnv(process.env), maxBuffer: 2 ** 26 }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    )
  })

/** A folder with the notebook in it, for as long as `use` takes. */
async function inFile<T>(notebook: Notebook, use: (file: string, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tsgrad-nbval-'))
  const file = join(folder, 'lesson.ipynb')
  writeFileSync(file, JSON.stringify(notebook))
  try {
    return await use(file, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The notebook with the outputs of here and now: on whatever digits this machine has. */
export const executed = (notebook: Notebook): Promise<Notebook> =>
  inFile(notebook, async (file) => {
    const said = await run([join(repository, 'scripts', 'lessons', 'execute.py'), file])
    const last = JSON.parse(
      said
        .trim()
        .split('\n')
        .findLast((line) => line.startsWith('{')) ?? '{}',
    )
    if (last.event !== 'end' || last.error) throw new Error(last.error ?? said)
    return JSON.parse(readFileSync(file, 'utf8'))
  })

/** What nbval says of each code cell. */
export const judge = (notebook: Notebook): Promise<Judgement> =>
  inFile(notebook, async (file, folder) => {
    const report = join(folder, 'report.xml')
    const options = ['--nbval', '--nbval-sanitize-with', join(repository, 'tests', 'lessons', 'sanitize.cfg')]
    const pytest = ['-m', 'pytest', '-p', 'no:cacheprovider', '--rootdir', folder, `--junitxml=${report}`]
    const said = await run([...pytest, ...options, file])
    const cases = readFileSync(report, 'utf8').match(/<testcase\s[^>]*?(?:\/>|>[\s\S]*?<\/testcase>)/g) ?? []
    return { passed: cases.map((one) => !/<(failure|error|skipped)/.test(one)), said }
  })
