/** Everything `npm test` checks, one row per suite. A suite is named on the command line by `name`. */
import { join } from 'node:path'
import { digitsAreDrawn, needsMnist } from '../lessons/digits.mjs'
import { filesIn } from '../setup/hash.mjs'
import { jupyterEnv } from '../setup/jupyter.mjs'
import { inRoot, state, venvBin } from '../setup/paths.mjs'
import { findChromium, noChromium } from './chromium.mjs'
import { junit, oneCheck, vitestJson } from './counts.mjs'

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} what            for people
 * @property {() => string[]} [files] what it runs; none is a failure, since a runner without files finds its own
 * @property {() => boolean} [mayBeEmpty] then a suite without files is left out
 * @property {() => string | undefined} [lacks] what this machine lacks for it: it is left out, and that is said
 * @property {(report: string, files: string[]) => string[]} command  writes its count to the file `report`
 * @property {Record<string, string>} [env] beside the environment
 * @property {(report: string, code: number) => Counts} count
 */

const node = process.execPath
/** @param {string} name @param {...string} parts */
const bin = (name, ...parts) => [node, inRoot('node_modules', name, ...parts)]

/** Folders of tests/ that are suites of their own; every other one is about the runtime and runs on both engines. */
const apart = ['browser', 'docs', 'fuzz', 'kernel', 'lessons', 'native', 'setup', 'shape/types', 'smoke']
/** @param {string} path */
const isVitest = (path) => /\.test\.m?ts$/.test(path)
/** @param {string} folder */
const testsIn = (folder) => () => filesIn(`tests/${folder}`, isVitest)
const runtime = () =>
  filesIn('tests', isVitest).filter((file) => !apart.some((folder) => file.startsWith(`tests/${folder}/`)))

/** @param {() => string[]} files @param {string[]} [options] */
const vitest = (files, options = []) => ({
  files,
  /** @param {string} report @param {string[]} paths */
  command: (report, paths) => [
    ...bin('vitest', 'vitest.mjs'),
    ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    // A test that hangs has failed; one that waits for a busy machine has not.
    ...['--testTimeout=60000', '--hookTimeout=60000'],
    ...options,
    ...paths,
  ],
  count: vitestJson,
})

/** @param {() => string[]} files @param {string[]} [options] */
const pytest = (files, options = []) => ({
  files,
  /** @param {string} report @param {string[]} paths */
  command: (report, paths) => [
    venvBin('python'),
    ...['-m', 'pytest', '-p', 'no:cacheprovider', '--color=yes', `--junitxml=${report}`],
    ...options,
    ...paths,
  ],
  env: /** @type {Record<string, string>} */ (jupyterEnv({ PATH: process.env.PATH })),
  count: junit,
})

const clients = () => filesIn('tests/clients', (path) => /\/test_\w+\.py$/.test(path))
const protocol = () => filesIn('tests/kernel', (path) => /\/test_\w+\.py$/.test(path))
const allLessons = () => filesIn('lessons', (path) => /^lessons\/[^/]+\.ipynb$/.test(path))
const nbval = ['--nbval', '--nbval-cell-timeout=300', '--nbval-sanitize-with=tests/lessons/sanitize.cfg']

/**
 * Where MNIST is not to be had, lessons run on drawn digits: what they print is another thing then, and is not compared.
 * @param {boolean} compared
 */
const lessons = (compared) => () => allLessons().filter((file) => (!digitsAreDrawn() || !needsMnist(file)) === compared)

/** @type {Suite[]} */
export const suites = [
  {
    name: 'lint',
    what: 'biome',
    command: () => [...bin('@biomejs/biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
    env: { XDG_CACHE_HOME: join(state, 'cache') }, // its socket and log would go to the home
    count: oneCheck,
  },
  {
    name: 'types',
    what: 'TypeScript, strict',
    command: () => [...bin('typescript', 'bin', 'tsc'), '--noEmit'],
    count: oneCheck,
  },
  {
    name: 'script-types',
    what: 'scripts, by JSDoc',
    command: () => [...bin('typescript', 'bin', 'tsc'), '-p', 'scripts/tsconfig.json'],
    count: oneCheck,
  },
  { name: 'shape-types', what: 'shapes as types', ...vitest(testsIn('shape/types')) },
  { name: 'runtime', what: 'native engine', ...vitest(runtime), env: { TSGRAD_ENGINE: 'native' } },
  { name: 'portable', what: 'portable engine', ...vitest(runtime), env: { TSGRAD_ENGINE: 'portable' } },
  { name: 'native', what: 'the addon itself', ...vitest(testsIn('native')) },
  { name: 'docs', what: 'examples, the reference', ...vitest(testsIn('docs')) },
  { name: 'fuzz', what: 'random ops, both engines', ...vitest(testsIn('fuzz')) },
  { name: 'kernel', what: 'rooms and wire', ...vitest(testsIn('kernel')) },
  { name: 'protocol', what: 'jupyter_kernel_test', ...pytest(protocol) },
  { name: 'clients', what: 'Notebook, console, nbclient, nbconvert, papermill, gateway', ...pytest(clients) },
  {
    name: 'browser',
    what: 'JupyterLab in Chromium',
    ...vitest(testsIn('browser'), ['--no-file-parallelism']),
    lacks: () => (findChromium() ? undefined : noChromium),
  },
  { name: 'lessons', what: 'outputs, by nbval', ...pytest(lessons(true), nbval), mayBeEmpty: digitsAreDrawn },
  {
    name: 'lessons-portable',
    what: 'the same on the portable engine',
    ...pytest(lessons(true), nbval),
    env: { ...jupyterEnv({ PATH: process.env.PATH }), TSGRAD_ENGINE: 'portable' },
    mayBeEmpty: digitsAreDrawn,
  },
  {
    name: 'lessons-drawn',
    what: 'MNIST is not to be had: run on drawn digits, not compared',
    ...pytest(lessons(false), ['--nbval-lax', ...nbval.slice(1)]),
    mayBeEmpty: () => true,
  },
  { name: 'mutations', what: 'nbval notices', ...vitest(testsIn('lessons')) },
  { name: 'setup', what: 'set-up, npm start', ...vitest(testsIn('setup')) },
  { name: 'smoke', what: 'Node 22, 24, 26', ...vitest(testsIn('smoke')) },
]
