import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Checkout } from './checkout.js'

let checkout: Checkout
const fresh = (tools?: string[]) => {
  checkout = new Checkout(tools)
  return checkout
}
afterEach(() => checkout.dispose())

const everything = ['venv', 'pip requirements-openblas.txt', 'pip requirements-core.txt requirements-lab.txt', 'npm ci']

test('a fresh checkout gets everything, and a second run finds nothing to do, quickly', async () => {
  fresh()
  const first = await checkout.run()
  expect(first.output).toContain('Set up in')
  expect(first.code).toBe(0)
  const calls = checkout.calls().join('\n')
  for (const call of [...everything, 'tsc', 'node-gyp.js rebuild', 'kernelspec', 'snapshot'])
    expect(calls).toContain(call)

  const second = await checkout.run()
  expect(second).toMatchObject({ code: 0, output: expect.stringContaining('Everything is set up') })
  expect(checkout.calls()).toEqual([])
  expect(second.milliseconds).toBeLessThan(3000)
  expect(readdirSync(checkout.home)).toEqual([])
})

test.each([
  ['src/index.ts', ['tsc', 'snapshot'], ['npm', 'venv', 'pip', 'node-gyp']],
  [
    'native/addon.cc',
    ['node-gyp.js configure build'],
    ['node-gyp.js rebuild', 'npm', 'venv', 'pip', 'tsc', 'snapshot', 'kernelspec'],
  ],
  [
    'native/session/addon.cc',
    ['node-gyp.js rebuild'],
    ['node-gyp.js configure build', 'npm', 'venv', 'pip', 'tsc', 'kernelspec'],
  ],
  ['constraints.txt', ['pip requirements-core.txt'], ['npm', 'venv', 'pip requirements-openblas', 'tsc', 'node-gyp']],
  [
    'requirements-openblas.txt',
    ['pip requirements-openblas', 'node-gyp'],
    ['npm', 'venv', 'pip requirements-core', 'tsc'],
  ],
])('a change of %s makes again what depends on it, and nothing else', async (file, again, not) => {
  fresh()
  await checkout.run()
  checkout.calls()
  checkout.write(file, `${checkout.read(file)}\n# changed`)
  expect((await checkout.run()).code).toBe(0)
  const calls = checkout.calls()
  for (const call of again) expect(calls).toContainEqual(expect.stringMatching(`^${call}`))
  for (const call of not) expect(calls).not.toContainEqual(expect.stringMatching(`^${call}`))
})

test('packages that npm installed by hand are taken as they are; others are installed', async () => {
  fresh()
  await checkout.run()
  checkout.calls()
  const more = '{ "packages": { "": {}, "node_modules/zeromq": { "version": "6.9.0" } } }'
  checkout.write('package-lock.json', more)
  checkout.write('node_modules/.package-lock.json', more)
  await checkout.run()
  expect(checkout.calls().join('\n')).not.toContain('npm ci')
  checkout.write('package-lock.json', more.replace('6.9.0', '7.0.0'))
  await checkout.run()
  expect(checkout.calls().join('\n')).toContain('npm ci')
})

test('what was deleted is made again', async () => {
  fresh()
  await checkout.run()
  checkout.calls()
  rmSync(join(checkout.root, 'dist', 'kernel'), { recursive: true })
  rmSync(join(checkout.root, '.venv'), { recursive: true })
  expect((await checkout.run()).code).toBe(0)
  const calls = checkout.calls().join('\n')
  for (const call of ['venv', 'pip requirements-openblas.txt', 'pip requirements-core.txt', 'tsc', 'kernelspec'])
    expect(calls).toContain(call)
  expect(calls).not.toContain('npm')
})

test('the compiled file of a source that is gone goes too', async () => {
  fresh()
  checkout.write('src/old.ts', '//')
  await checkout.run()
  expect(existsSync(join(checkout.root, 'dist/src/old.d.ts'))).toBe(true)
  rmSync(join(checkout.root, 'src/old.ts'))
  await checkout.run()
  expect(existsSync(join(checkout.root, 'dist/src/old.d.ts'))).toBe(false)
})

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('set-up that %s ended can be run again', async (signal) => {
  fresh()
  const { child, ended } = checkout.start([], { FAKE_SLOW: 'npm' })
  await checkout.called('npm')
  child.kill(signal)
  const { code, output } = await ended
  expect(code).toBe({ SIGKILL: null, SIGTERM: 143, SIGINT: 130 }[signal])
  if (signal !== 'SIGKILL') expect(output).toContain('Run it again')
  checkout.calls()

  const again = await checkout.run()
  expect(again.output).toContain('Set up in')
  expect(again.code).toBe(0)
  // What the first one had left running was ended before anything was done twice.
  await new Promise((resolve) => setTimeout(resolve, 2200))
  expect(checkout.calls().join('\n')).not.toContain('npm ended')
  expect((await checkout.run()).output).toContain('Everything is set up')
})

test('of two at once one works and the other waits and says so', async () => {
  fresh()
  const runs = [checkout.start([], { FAKE_SLOW: 'npm' }), checkout.start([], { FAKE_SLOW: 'npm' })]
  const ended = await Promise.all(runs.map((run) => run.ended))
  expect(ended.map(({ code }) => code)).toEqual([0, 0])
  expect(
    ended.filter(({ output }) => /Another set-up is at work here \(process \d+\): waiting/.test(output)),
  ).toHaveLength(1)
  expect(checkout.calls().filter((call) => call.startsWith('npm ci'))).toHaveLength(1)
})

test('the lock of a process that is gone, or of another one with its number, holds nobody up', async () => {
  fresh()
  mkdirSync(join(checkout.root, '.setup'))
  for (const pid of [2 ** 22 + 1, process.pid]) {
    const owner = { pid, started: 'long ago', host: hostname(), children: [] }
    writeFileSync(join(checkout.root, '.setup', 'lock'), JSON.stringify(owner))
    rmSync(join(checkout.root, 'dist'), { recursive: true, force: true })
    const { code, output } = await checkout.run()
    expect(output).not.toContain('waiting')
    expect(code).toBe(0)
  }
})

test('no compiler: the portable engine, said once, with the command that changes it; then the compiler is noticed', async () => {
  fresh(['npm', 'python3'])
  const first = await checkout.run()
  expect(first.code).toBe(0)
  expect(first.output).toMatch(/native engine is not there \(no C\+\+ compiler\)/)
  expect(first.output).toMatch(/session addon is not there \(no C\+\+ compiler\)/)
  expect(first.output).toMatch(/install.* g\+\+ make && npm run setup/)
  expect((await checkout.run()).output).not.toContain('native engine')
  checkout.calls()
  checkout.add('make', 'g++')
  await checkout.run()
  expect(checkout.calls()).toEqual([
    expect.stringContaining('node-gyp.js rebuild --directory native '),
    expect.stringMatching(/node-gyp\.js rebuild --directory native.session /),
  ])
})

test('clang++ serves where there is no g++', async () => {
  fresh(['npm', 'python3', 'make', 'clang++'])
  expect((await checkout.run()).code).toBe(0)
  expect(JSON.parse(checkout.read('gyp.env'))).toMatchObject({ CXX: 'clang++', TSGRAD_OPENBLAS: 'wheel' })
})

test('an addon that does not build: the portable engine, with what the compiler said; not tried again by itself', async () => {
  fresh()
  const first = await checkout.run([], { FAKE_FAIL: 'node-gyp.js' })
  expect(first.code).toBe(0)
  expect(first.output).toContain('a.cc:1:1: error: expected ;')
  checkout.calls()
  expect((await checkout.run()).output).toContain('Everything is set up')
  expect(checkout.calls()).toEqual([])
  expect((await checkout.run(['native'])).code).toBe(0)
  expect(checkout.calls()).toEqual([expect.stringContaining('node-gyp.js rebuild')])
})

test('no OpenBLAS wheel: the system’s, where there is one; else the portable engine and what to install', async () => {
  fresh()
  const failing = { FAKE_FAIL: 'pip requirements-openblas' }
  const none = await checkout.run([], failing)
  expect(none.code).toBe(0)
  expect(none.output).toMatch(/native engine is not there \(no OpenBLAS\)/)
  expect(none.output).toContain('libopenblas-dev')
  checkout.add('pkg-config')
  const system = await checkout.run([], failing)
  expect(system.output).toContain('no wheel: the system’s')
  expect(JSON.parse(checkout.read('gyp.env')).TSGRAD_OPENBLAS).toBe('system')
})

test('TSGRAD_OPENBLAS=system holds until TSGRAD_OPENBLAS=wheel', async () => {
  fresh()
  await checkout.run([], { TSGRAD_OPENBLAS: 'system' })
  expect(checkout.calls().join('\n')).not.toContain('pip requirements-openblas')
  expect((await checkout.run()).output).toContain('Everything is set up')
  await checkout.run([], { TSGRAD_OPENBLAS: 'wheel' })
  expect(checkout.calls()).toEqual(['pip requirements-openblas.txt', expect.stringContaining('node-gyp.js rebuild')])
})

test.each([
  ['no Python', ['npm'], {}, 'there is no python3 on PATH'],
  ['no venv module', ['npm', 'python3'], { FAKE_PYTHON: '3 11 7 0' }, 'lacks the venv module'],
  ['an old Python', ['npm', 'python3'], { FAKE_PYTHON: '3 9 2 1' }, 'is Python 3.9.2'],
])('%s: a clear message with the package to install', async (_, tools, env, says) => {
  fresh(tools)
  const { code, output } = await checkout.run([], env)
  expect(code).toBe(1)
  expect(output).toContain('Python environment: failed')
  expect(output).toContain(says)
  expect(output).toMatch(/Install it, then try again: .*install .*python3/)
  expect(checkout.calls().join('\n')).toContain('tsc') // what needs no Python is done all the same
})

test('a network that is down fails clearly, and is not remembered as a lack of OpenBLAS', async () => {
  fresh()
  const { code, output } = await checkout.run([], { FAKE_FAIL: 'npm,pip' })
  expect(code).toBe(1)
  expect(output).toContain('npm packages: failed')
  expect(output).toContain('npm error the network is down')
  expect(output).toContain('Is the network there?')
  expect(output).toContain('.setup/setup.log')
  checkout.calls()
  expect((await checkout.run()).code).toBe(0)
  expect(checkout.calls().join('\n')).toContain('pip requirements-openblas.txt')
})

test('sources that do not compile fail with the compiler’s words; all that does not need them is done', async () => {
  fresh()
  checkout.write('src/bad.ts', 'BROKEN')
  const { code, output } = await checkout.run()
  expect(code).toBe(1)
  expect(output).toContain('error TS1005: broken')
  const calls = checkout.calls().join('\n')
  expect(calls).toContain('node-gyp')
  expect(calls).not.toContain('kernelspec')
})

test('a checkout that was moved makes its Python environment and its kernelspec again', async () => {
  fresh()
  await checkout.run()
  checkout.calls()
  renameSync(checkout.root, `${checkout.root}-moved`)
  checkout.root += '-moved'
  await checkout.run()
  const calls = checkout.calls().join('\n')
  for (const call of ['venv', 'pip requirements-core.txt', 'kernelspec']) expect(calls).toContain(call)
  expect(checkout.read('.venv/share/jupyter/kernels/tsgrad/kernel.json')).toContain('checkout-moved')
})

test('a path with spaces is no obstacle', async () => {
  fresh()
  renameSync(checkout.root, join(checkout.base, 'my check out'))
  checkout.root = join(checkout.base, 'my check out')
  const { code, output } = await checkout.run()
  expect(output).not.toContain('portable')
  expect(code).toBe(0)
  expect((await checkout.run()).output).toContain('Everything is set up')
})

test('--skip-lab leaves JupyterLab out until it is asked for, and does not take it away', async () => {
  fresh()
  await checkout.run(['--skip-lab'])
  expect(checkout.calls().join('\n')).not.toContain('requirements-lab.txt')
  await checkout.run()
  expect(checkout.calls()).toEqual(['pip requirements-core.txt requirements-lab.txt'])
  expect((await checkout.run(['--skip-lab'])).output).toContain('Everything is set up')
})

test('a snapshot that cannot be made is said, and is no failure', async () => {
  fresh()
  const { code, output } = await checkout.run([], { FAKE_FAIL: 'snapshot' })
  expect(code).toBe(0)
  expect(output).toContain('could not make a start-up snapshot')
})

test.each([
  [{ npm_config_nodedir: '/env/node' }, '', '/env/node'],
  [{ npm_package_config_node_gyp_nodedir: '/package/node' }, '', '/package/node'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: npm's own syntax for the environment's HOME
  [{}, 'registry=x\nnodedir = ${HOME}/node\n', 'HOME/node'],
])('Node’s headers are where npm’s configuration says: %j %j', async (env, npmrc, expected) => {
  fresh()
  writeFileSync(join(checkout.home, '.npmrc'), npmrc)
  await checkout.run([], env as Record<string, string>)
  const call = checkout.calls().find((one) => one.startsWith('node-gyp'))
  expect(call).toContain(`--nodedir ${expected.replace('HOME', checkout.home)}`)
})

test('steps can be asked for by name; an unknown one is an error', async () => {
  fresh()
  await checkout.run()
  checkout.calls()
  expect((await checkout.run(['snapshot'])).code).toBe(0)
  expect(checkout.calls()).toEqual(['snapshot'])
  expect(await checkout.run(['nothing'])).toMatchObject({
    code: 2,
    output: expect.stringContaining('Steps: npm, python'),
  })
})
