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

/** What nbval says of each code cell. */
export function judge(notebook: Notebook): Promise<Judgement> {
  const folder = mkdtempSync(join(tmpdir(), 'tsgrad-nbval-'))
  const file = join(folder, 'lesson.ipynb')
  const report = join(folder, 'report.xml')
  writeFileSync(file, JSON.stringify(notebook))
  const options = ['--nbval', '--nbval-sanitize-with', join(repository, 'tests', 'lessons', 'sanitize.cfg')]
  return new Promise((resolve) => {
    execFile(
      join(repository, '.venv', 'bin', 'python'),
      ['-m', 'pytest', '-p', 'no:cacheprovider', '--rootdir', folder, `--junitxml=${report}`, ...options, file],
      { env: jupyterEnv(process.env), maxBuffer: 2 ** 26 },
      (_, stdout, stderr) => {
        const cases = readFileSync(report, 'utf8').match(/<testcase\s[^>]*?(?:\/>|>[\s\S]*?<\/testcase>)/g) ?? []
        rmSync(folder, { recursive: true })
        resolve({ passed: cases.map((one) => !/<(failure|error|skipped)/.test(one)), said: stdout + stderr })
      },
    )
  })
}
