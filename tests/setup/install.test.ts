import { execFile } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** The `tsgrad` command as it is compiled, with a home of its own. */

const repository = fileURLToPath(new URL('../../', import.meta.url))
let base: string
let home: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'tsgrad-install-'))
  home = join(base, 'home')
  mkdirSync(home)
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

function tsgrad(args: string[], env: Record<string, string> = {}): Promise<{ code: number; out: string; err: string }> {
  const clean = { PATH: process.env.PATH, HOME: home, ...env }
  return new Promise((resolve) => {
    const command = [join(repository, 'dist', 'kernel', 'cli.js'), ...args]
    execFile(process.execPath, command, { env: clean, cwd: base }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

const spec = (data: string) => JSON.parse(readFileSync(join(data, 'kernels', 'tsgrad', 'kernel.json'), 'utf8'))
const userData = () =>
  process.platform === 'darwin' ? join(home, 'Library', 'Jupyter') : join(home, '.local/share/jupyter')

test.each([
  ['without an option, for the user', [], {}, () => userData()],
  ['--user', ['--user'], {}, () => userData()],
  ['--prefix', ['--prefix', 'env'], {}, () => join(base, 'env', 'share', 'jupyter')],
  ['--sys-prefix', ['--sys-prefix'], { VIRTUAL_ENV: '/BASE/venv' }, () => join(base, 'venv', 'share', 'jupyter')],
  ['JUPYTER_DATA_DIR', ['--user'], { JUPYTER_DATA_DIR: '/BASE/data' }, () => join(base, 'data')],
])('install %s: kernel.json and logos that Jupyter reads', async (_, options, env, folder) => {
  const settings = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, value.replace('/BASE', base)]))
  const { code, out, err } = await tsgrad(['install', ...options], settings)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain(folder())
  expect(spec(folder())).toMatchObject({
    display_name: 'TypeScript (tsgrad)',
    language: 'typescript',
    interrupt_mode: 'message',
    metadata: { debugger: true },
  })
  const { argv } = spec(folder())
  expect(argv.slice(-2)).toEqual([
    expect.stringMatching(/dist\/kernel\/main(\.bundle\.cjs|\.js)$/),
    '{connection_file}',
  ])
  const launcher = join(repository, 'dist', 'kernel', 'launcher', 'launcher')
  const snapshot = join(repository, 'dist', 'language', `${process.version}-${process.platform}-${process.arch}.blob`)
  expect(argv.slice(0, -3)).toEqual(existsSync(launcher) ? [launcher, snapshot] : [])
  expect(existsSync(argv.at(-3))).toBe(true)
  expect(readdirSync(join(folder(), 'kernels', 'tsgrad')).sort()).toEqual([
    'kernel.json',
    'logo-32x32.png',
    'logo-64x64.png',
    'logo-svg.svg',
  ])
  expect(readdirSync(folder())).toEqual(['kernels'])
})

test('install replaces what is there, and uninstall takes it away again, once', async () => {
  const folder = join(userData(), 'kernels', 'tsgrad')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'old'), '')
  await tsgrad(['install'])
  expect(existsSync(join(folder, 'old'))).toBe(false)
  expect((await tsgrad(['uninstall', '--user'])).out).toContain(folder)
  expect(existsSync(folder)).toBe(false)
  expect(await tsgrad(['uninstall', '--user'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('nothing to remove'),
  })
})

test('uninstall without an option finds the user’s and the active environment’s, and leaves others alone', async () => {
  const env = { VIRTUAL_ENV: join(base, 'venv') }
  await tsgrad(['install', '--user'], env)
  await tsgrad(['install', '--sys-prefix'], env)
  await tsgrad(['install', '--prefix', 'elsewhere'], env)
  const { out } = await tsgrad(['uninstall'], env)
  expect(out).toContain(userData())
  expect(out).toContain(join(base, 'venv'))
  expect(existsSync(join(base, 'elsewhere/share/jupyter/kernels/tsgrad/kernel.json'))).toBe(true)
})

test('argv holds a Node that survives its upgrades: the link on PATH, not what it points to', async () => {
  const bin = join(base, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'node'), `#!/bin/sh\nexec ${process.execPath} "$@"`)
  chmodSync(join(bin, 'node'), 0o755)
  await tsgrad(['install'], { PATH: bin }) // another node: not taken for this one
  expect(spec(userData()).argv.at(-3)).toBe(process.execPath)
})

test.each([
  [['install', '--user', '--prefix', 'x'], 'cannot be used with option'],
  [['install', '--nowhere'], "unknown option '--nowhere'"],
  [['install', '--prefix'], 'argument missing'],
  [['install', '--prefix', 'file'], 'The kernelspec cannot be written to'],
  [['kernel'], "required option '-f, --connection-file <file>' not specified"],
  [['dance'], "unknown command 'dance'"],
])('tsgrad %j is an error that says what is wrong', async (args, says) => {
  writeFileSync(join(base, 'file'), '')
  const { code, err } = await tsgrad(args)
  expect(err).toContain(says)
  expect(code).toBe(1)
})

test('--version and --help', async () => {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  expect((await tsgrad(['--version'])).out.trim()).toBe(version)
  const { out } = await tsgrad(['--help'])
  for (const command of ['install', 'uninstall', 'kernel', 'doctor']) expect(out).toContain(command)
})

test('doctor tells engine, OpenBLAS, speed, snapshot and kernelspecs, and warns of OPENBLAS_CORETYPE', async () => {
  const { code, out } = await tsgrad(['doctor'], { OPENBLAS_CORETYPE: 'Haswell' })
  expect(out).toMatch(/✓ engine +native: OpenBLAS/)
  expect(out).toMatch(/! OpenBLAS +OPENBLAS_CORETYPE=Haswell/)
  expect(out).toMatch(/GFLOP\/s/)
  expect(out).toMatch(/✓ start-up +from the snapshot/)
  expect(out).toMatch(/✓ kernelspec .*\.venv/)
  expect(code).toBe(0)
  expect((await tsgrad(['doctor'])).out).not.toContain('OPENBLAS_CORETYPE')
})

test('doctor finds a kernelspec whose Node is gone, and tells what to do', async () => {
  await tsgrad(['install'])
  const file = join(userData(), 'kernels', 'tsgrad', 'kernel.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace(process.execPath, '/gone/node'))
  const { code, out } = await tsgrad(['doctor'])
  expect(out).toMatch(/✗ kernelspec .*starts \/gone\/node, which is not there/)
  expect(out).toContain('→ npx tsgrad install')
  expect(code).toBe(1)
})

test('doctor --json is for programs', async () => {
  const findings = JSON.parse((await tsgrad(['doctor', '--json'], { TSGRAD_ENGINE: 'portable' })).out)
  expect(findings).toContainEqual(
    expect.objectContaining({ name: 'engine', status: 'ok', text: expect.stringMatching(/^portable.*TSGRAD_ENGINE/) }),
  )
})
