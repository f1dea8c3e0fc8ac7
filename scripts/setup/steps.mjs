/**
 * The set-up, one row per step: what it is made from, what it leaves behind, how it is made, and what the user is told
 * when it cannot be. A step is done while its inputs are the same and its outputs are there.
 */
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  buildAddon,
  buildSessionAddon,
  buildSettings,
  findCompiler,
  portable,
  systemOpenblas,
  weaker,
} from './addon.mjs'
import { CommandError } from './exec.mjs'
import { filesIn, hashFiles, hashValue } from './hash.mjs'
import { installCommand } from './hints.mjs'
import { binariesWork, ciArguments, npmCommand, packagesInSync } from './npm.mjs'
import { addon, inRoot, root, sessionAddon, venv, venvBin } from './paths.mjs'
import { findPython, venvEnv } from './python.mjs'
import { readStamp, writeWhole } from './stamp.mjs'
import { Unavailable } from './unavailable.mjs'

/** @typedef {import('./step.d.ts').Look} Look */
/** @typedef {import('./step.d.ts').Context} Context */

const platform = `${process.platform}-${process.arch}`
/** @param {string} path */
const isTypeScript = (path) => path.endsWith('.ts')
const sources = () => [...filesIn('src', isTypeScript), ...filesIn('kernel', isTypeScript)]
/** @param {string} path */
const isPython = (path) => /\.(?:py|toml)$/.test(path)
/** @param {string} path */
const isBuilt = (path) => path.endsWith('.js') || path.endsWith('.d.ts')
/** @param {string} source @param {string} extension */
const compiled = (source, extension) => inRoot('dist', source.replace(/\.ts$/, extension))

/** Of a module of the compiled kernel, as a literal for `node -e`. @param {string[]} parts */
const compiledUrl = (...parts) => JSON.stringify(pathToFileURL(inRoot('dist', 'kernel', ...parts)).href)

/** A choice of the user's is remembered: made once in the environment, it holds for later runs without it. */
const choices = {
  /** @param {Look} look */
  python: ({ env, stamp }) => env.TSGRAD_PYTHON ?? remembered(stamp).python,
  /** @param {Look} look */
  openblas: ({ env, stamp }) => env.TSGRAD_OPENBLAS ?? remembered(stamp).asked ?? 'wheel',
  /** JupyterLab, once there, is not taken away by --skip-lab. @param {Look} look */
  lab: ({ skipLab, stamp }) => !skipLab || Boolean(remembered(stamp).lab),
}

/** @param {import('./stamp.mjs').Stamp | undefined} stamp */
const remembered = (stamp) =>
  /** @type {{ python?: string, asked?: string, use?: string, lab?: boolean, sources?: string[], bundles?: string[], snapshot?: string, settings?: string }} */ (
    stamp?.made ?? {}
  )

/** Which OpenBLAS the addon is built with. undefined: there is none. */
function openblasInUse() {
  const stamp = readStamp('openblas')
  return stamp?.status === 'done' ? remembered(stamp).use : undefined
}

/** What decides how the addon is built, beside its sources. @param {Look} look */
const addonSettings = ({ env }) => [platform, buildSettings(env), openblasInUse(), readStamp('openblas')?.inputs]

/** @param {Context} context @param {string[]} files */
const pip = ({ run, env }, ...files) =>
  run(venvBin('python'), ['-m', 'pip', 'install', '--progress-bar', 'off', ...files.flatMap((file) => ['-r', file])], {
    env: venvEnv(env),
  })

const noSnapshot = `This Node could not make a start-up snapshot (.setup/setup.log has its words). Kernels work without it, and start
about a second later. To try again: npm run setup -- snapshot`

/** @type {import('./step.d.ts').Step[]} */
export const steps = [
  {
    name: 'npm',
    title: 'npm packages',
    needs: [],
    inputs: () => hashFiles(['package-lock.json']),
    outputs: () => [],
    isDone: packagesInSync,
    async run({ env, run }) {
      const [npm, first] = npmCommand(env)
      await run(npm, [...first, ...ciArguments], { env: { ...env, npm_config_progress: 'false' } })
      await run(process.execPath, ['-e', binariesWork])
      return {}
    },
    help: (error) =>
      error.how === 'not found'
        ? 'npm is not on PATH. It comes with Node: https://nodejs.org'
        : 'Is the network there? npm’s own settings (registry, proxy, cafile) apply. Then: npm run setup',
  },
  {
    name: 'python',
    title: 'Python environment',
    needs: [],
    // The scripts in .venv name their Python by its full path: a moved checkout needs a new one.
    inputs: (look) => ({ root, python: choices.python(look) }),
    outputs: () => [venvBin('python')],
    resets: ['openblas', 'jupyter', 'clients', 'kernelspec'],
    async run(context) {
      const { env, run } = context
      const python = choices.python(context)
      const base = findPython(python ? { ...env, TSGRAD_PYTHON: python } : env)
      await run(base, ['-m', 'venv', '--clear', venv], { env: venvEnv(env) })
      // Jupyter runs JavaScript of its own in there (yarn.js), as CommonJS; our package.json would make it ES modules.
      writeWhole(join(venv, 'package.json'), '{ "type": "commonjs" }\n')
      const [version] = await run(venvBin('python'), ['--version'], { env: venvEnv(env) })
      return { note: version, made: { python } }
    },
    help: () => 'Does this Python have its venv module? On Debian and Ubuntu it is a package of its own: python3-venv',
  },
  {
    name: 'openblas',
    title: 'OpenBLAS',
    needs: ['python'],
    inputs: (look) => ({ root, asked: choices.openblas(look), wheel: hashFiles(['requirements-openblas.txt']) }),
    outputs: () => [],
    async run(context) {
      const asked = choices.openblas(context)
      if (asked === 'system') return { note: 'the system’s, as asked', made: { asked, use: 'system' } }
      try {
        await pip(context, 'requirements-openblas.txt')
        return { made: { asked, use: 'wheel' } }
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        if (systemOpenblas(context.env)) return { note: 'no wheel: the system’s', made: { asked, use: 'system' } }
        throw new Unavailable('no wheel for this platform, none on the system', '')
      }
    },
    probe: ({ env }) => `pkg-config ${systemOpenblas(env)}`,
    help: () => '',
  },
  {
    name: 'jupyter',
    title: 'JupyterLab',
    // After OpenBLAS: two pips must not work in one environment, and the addon waits for OpenBLAS.
    needs: ['python', 'openblas'],
    inputs: (look) => ({
      root,
      requirements: hashFiles(['constraints.txt', 'requirements-core.txt', 'requirements-lab.txt']),
      lab: choices.lab(look),
    }),
    outputs: (look) => [venvBin('pytest'), ...(choices.lab(look) ? [venvBin('jupyter-lab')] : [])],
    async run(context) {
      const lab = choices.lab(context)
      await pip(context, 'requirements-core.txt', ...(lab ? ['requirements-lab.txt'] : []))
      return { note: lab ? undefined : 'left out; only what runs and checks notebooks', made: { lab } }
    },
    help: () => 'Is the network there? pip’s own settings (index, proxy, cert) apply. Then: npm run setup',
  },
  {
    name: 'clients',
    title: 'other clients',
    // After JupyterLab: two pips must not work in one environment.
    needs: ['jupyter'],
    isWanted: ({ forTests, stamp }) => Boolean(forTests) || stamp !== undefined,
    inputs: () => ({
      root,
      files: hashFiles(['constraints.txt', 'requirements-clients.txt', ...filesIn('kernel/papermill', isPython)]),
    }),
    outputs: () => [venvBin('papermill'), venvBin('jupyter-notebook')],
    async run(context) {
      await pip(context, 'requirements-clients.txt')
      return {}
    },
    help: () => 'Is the network there? pip’s own settings (index, proxy, cert) apply. Then: npm test -- clients',
  },
  {
    name: 'compile',
    title: 'TypeScript',
    needs: ['npm'],
    inputs: () =>
      hashFiles([
        'package-lock.json',
        'tsconfig.json',
        'tsconfig.build.json',
        'scripts/build.mjs',
        ...filesIn('scripts/build', (path) => path.endsWith('.mjs')),
        ...sources(),
        ...filesIn('bench', isTypeScript),
      ]),
    // Declarations, one of each module; JavaScript, of which some is bundled.
    outputs: ({ stamp }) => [
      ...sources()
        .filter((file) => !file.endsWith('.d.ts'))
        .map((file) => compiled(file, '.d.ts')),
      ...(remembered(stamp).bundles ?? []).map((file) => inRoot(file)),
    ],
    async run({ run, stamp, ...look }) {
      // tsc does not write again what it remembers having written.
      if (!this.outputs({ ...look }).every((path) => existsSync(path)))
        rmSync(inRoot('dist', '.tsbuildinfo'), { force: true })
      const now = sources()
      const tsc = () =>
        run(process.execPath, [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'])
      const memory = inRoot('dist', '.tsbuildinfo')
      try {
        await tsc()
      } catch (error) {
        // From what it remembers tsc looks at types in another order than in a whole run, whose verdict is the one that counts.
        if (!(error instanceof CommandError) || !existsSync(memory)) throw error
        rmSync(memory)
        await tsc()
      }
      const said = await run(process.execPath, [inRoot('scripts', 'build.mjs'), '--list'])
      for (const gone of (remembered(stamp).sources ?? []).filter((file) => !now.includes(file)))
        for (const extension of ['.d.ts', '.d.ts.map']) rmSync(compiled(gone, extension), { force: true })
      return { made: { sources: now, bundles: JSON.parse(said.at(-1) ?? '[]') } }
    },
    help: () => 'The sources of this checkout do not compile. Unchanged ones do: git status tells what differs',
  },
  {
    name: 'native',
    title: 'native engine',
    needs: ['npm', 'openblas'],
    inputs: (look) => ({
      sources: hashFiles(filesIn('native', (path) => !/^native\/(build|session|launcher)\//.test(path))),
      settings: addonSettings(look),
    }),
    outputs: () => [addon],
    async run(context) {
      rmSync(addon, { force: true }) // one of other sources must not be taken for this one
      const compiler = findCompiler(context.env)
      if (!compiler) throw portable('no C++ compiler', `${installCommand('compiler', context.env)} && npm run setup`)
      const openblas = openblasInUse()
      if (!openblas) throw portable('no OpenBLAS', `${installCommand('openblas', context.env)} && npm run setup`)
      // make knows what depends on which source; whatever else changed, or an interrupted build, asks for a whole one.
      const made = { settings: hashValue([addonSettings(context), compiler.cxx, hashFiles(['native/binding.gyp'])]) }
      const whole = context.stamp?.status !== 'done' || remembered(context.stamp).settings !== made.settings
      try {
        await buildAddon(context, compiler, openblas, whole)
      } catch (error) {
        if (error instanceof CommandError) throw portable('it does not build', 'npm run setup -- native', error)
        throw error
      }
      return { note: openblas === 'system' ? 'with the system’s OpenBLAS' : undefined, made }
    },
    probe: ({ env }) => `${findCompiler(env)?.cxx} ${findCompiler(env)?.make}`,
    help: () => '',
  },
  {
    name: 'session',
    title: 'session addon',
    // Not at once with the native engine: both keep every core busy, and node-gyp its downloads in one folder.
    needs: ['npm', 'python', 'native'],
    inputs: ({ env }) => ({
      sources: hashFiles(filesIn('native/session', (path) => !/^native\/session\/buil[dt]\//.test(path))),
      settings: [platform, process.versions.modules, buildSettings(env)],
    }),
    outputs: () => [sessionAddon],
    async run(context) {
      rmSync(sessionAddon, { force: true })
      const compiler = process.platform === 'win32' ? undefined : findCompiler(context.env)
      if (!compiler) throw weaker('no C++ compiler', `${installCommand('compiler', context.env)} && npm run setup`)
      try {
        await buildSessionAddon(context, compiler)
      } catch (error) {
        if (error instanceof CommandError) throw weaker('it does not build', 'npm run setup -- session', error)
        throw error
      }
      return {}
    },
    probe: ({ env }) => `${findCompiler(env)?.cxx} ${findCompiler(env)?.make}`,
    help: () => '',
  },
  {
    name: 'wire',
    title: 'wire and launcher',
    needs: ['compile'],
    // A bundle older than what tsc wrote last is not used, whatever it holds.
    inputs: ({ env }) => ({
      root,
      compiled: statSync(inRoot('dist', '.tsbuildinfo'), { throwIfNoEntry: false })?.mtimeMs,
      launcher: [platform, env.CXX, hashFiles(['native/launcher/launcher.cc'])],
    }),
    outputs: () => [inRoot('dist', 'kernel', 'wire', 'worker.bundle.cjs')],
    async run({ run }) {
      const ask = `import(${compiledUrl('build.js')}).then((m) => m.buildKernel())`
      const said = await run(process.execPath, [
        '-e',
        `${ask}.then((reason) => console.log(JSON.stringify(reason ?? '')))`,
      ])
      const reason = JSON.parse(said.at(-1) ?? '""')
      return { note: reason ? `without a launcher: ${reason}` : undefined }
    },
    help: () => 'The kernel’s wire could not be bundled. To try again: npm run setup -- wire',
  },
  {
    name: 'snapshot',
    title: 'language snapshot',
    needs: ['compile'],
    // It holds one build of Node and the runtime's types. One older than what tsc wrote last is not used: then it is looked
    // at again, and kept if nothing in it changed.
    inputs: () => ({
      root,
      compiled: statSync(inRoot('dist', '.tsbuildinfo'), { throwIfNoEntry: false })?.mtimeMs,
      node: process.version,
      platform,
      files: hashFiles([
        'package-lock.json',
        ...['dist/kernel/language', 'dist/kernel/magics', 'dist/src'].flatMap((dir) => filesIn(dir, isBuilt)),
      ]),
    }),
    outputs: ({ stamp }) => [remembered(stamp).snapshot ?? ''],
    async run({ run, onLine }) {
      const ask = `import(${compiledUrl('language', 'build.js')}).then((m) => m.buildLanguage())`
      const said = await run(process.execPath, ['-e', `${ask}.then((made) => console.log(JSON.stringify(made)))`])
      /** @type {{ status: string, reason?: string, snapshot: string }} */
      const { status, reason, snapshot } = JSON.parse(said.at(-1) ?? '{}')
      if (status !== 'bundle-only') return { made: { snapshot } }
      onLine(String(reason))
      throw new Unavailable('not built', noSnapshot)
    },
    help: () => 'The language room could not be bundled. To try again: npm run setup -- snapshot',
  },
  {
    name: 'kernelspec',
    title: 'kernelspec',
    needs: ['python', 'compile', 'wire'],
    // It names the launcher, if there is one, and the snapshot of this Node.
    inputs: () => ({
      root,
      node: [process.execPath, process.version],
      beside: ['launcher/launcher', 'main.bundle.cjs'].map((name) => existsSync(inRoot('dist', 'kernel', name))),
      files: hashFiles(['dist/kernel/install.js', ...filesIn('kernel/assets')]),
    }),
    outputs: () => [inRoot('.venv', 'share', 'jupyter', 'kernels', 'tsgrad', 'kernel.json')],
    async run({ run }) {
      await run(process.execPath, [inRoot('dist', 'kernel', 'cli.js'), 'install', '--prefix', venv])
      return {}
    },
    help: () => 'The kernelspec could not be written into .venv',
  },
]
