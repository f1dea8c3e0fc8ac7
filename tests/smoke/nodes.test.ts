import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jupyterEnv } from '../../scripts/setup/jupyter.mjs'
import { type Major, nodeOf, repository, run, versions } from './nodes.js'

/** The addon is built once, by whichever Node set up: Node-API has to carry it to the others. */
describe.each(Object.keys(versions).map(Number) as Major[])('on Node %i', { timeout: 180_000 }, (major) => {
  let node: string
  const folder = mkdtempSync(join(tmpdir(), 'tsgrad-smoke-'))
  const python = join(repository, '.venv', 'bin', 'python')
  const env = jupyterEnv(process.env)
  env.JUPYTER_PATH = [join(folder, 'share', 'jupyter'), env.JUPYTER_PATH].join(delimiter)

  beforeAll(() => {
    node = nodeOf(major)
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('the addon loads, for import and for require', async () => {
    const script = `
      import { createRequire } from 'node:module'
      import * as imported from 'tsgrad'
      const required = createRequire(process.cwd() + '/here.js')('tsgrad')
      const x = imported.ones(64, 64)
      console.log(JSON.stringify([process.version, imported.engine.name, x.matmul(x).sum().item(), required.Tensor === imported.Tensor]))`
    const out = await run(node, ['--input-type=module', '-e', script], { ...env, TSGRAD_ENGINE: 'native' })
    expect(JSON.parse(out)).toEqual([`v${versions[major]}`, 'native', 64 ** 3, true])
  })

  test('the snapshot builds', async () => {
    const out = await run(node, [join(repository, 'dist', 'kernel', 'language', 'build.js'), '--force'])
    expect(out).toMatch(new RegExp(`built .*v${versions[major].replaceAll('.', '\\.')}`))
    expect(out).not.toContain('without')
  })

  test('the kernel answers', async () => {
    await run(node, [join(repository, 'dist', 'kernel', 'cli.js'), 'install', '--prefix', folder])
    const cell = `[process.version, engine.name, (1 + 1).toFixed(1)].join(' ')`
    const { status, result, errors } = JSON.parse(
      await run(python, [join(repository, 'tests', 'smoke', 'ask.py'), cell], env),
    )
    expect({ status, errors, result }).toEqual({ status: 'ok', errors: [], result: `'v${versions[major]} native 2.0'` })
  })

  test('the cells of lesson 01 run', async () => {
    const lesson = join(folder, '01_matmul.ipynb')
    cpSync(join(repository, 'lessons', '01_matmul.ipynb'), lesson)
    await run(python, [join(repository, 'scripts', 'lessons', 'execute.py'), lesson], env)
    expect(readFileSync(lesson, 'utf8')).toContain('"output_type"')
  })
})
