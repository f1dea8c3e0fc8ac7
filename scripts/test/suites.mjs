/** Everything `npm test` checks, one row per suite. A suite is named on the command line by `name`. */
import { filesIn } from '../setup/hash.mjs'
import { jupyterEnv } from '../setup/jupyter.mjs'
import { inRoot, venvBin } from '../setup/paths.mjs'
import { junit, oneCheck, vitestJson } from './counts.mjs'

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} what                  for people
 * @property {(report: string) => string[]} command  writes its count to the file `report`
 * @property {Record<string, string>} [env] beside the environment
 * @property {(report: string, code: number) => Counts} count
 */

const node = process.execPath
/** @param {string} name @param {...string} parts */
const bin = (name, ...parts) => [node, inRoot('node_modules', name, ...parts)]

/** Folders of tests/ that are suites of their own; every other one is about the runtime and runs on both engines. */
const apart = ['kernel', 'lessons', 'native', 'setup', 'smoke']
/** @param {string} path */
const isVitest = (path) => /\.test\.m?ts$|\.test\.mjs$/.test(path)
const runtime = () =>
  filesIn('tests', isVitest).filter((file) => !apart.some((folder) => file.startsWith(`tests/${folder}/`)))

/** @param {() => string[]} files relative to the checkout @param {string[]} [options] */
const vitest = (files, options = []) => ({
  /** @param {string} report */
  command: (report) => [
    ...bin('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...options,
    ...files(),
  ],
  count: vitestJson,
})

/** @param {() => string[]} args */
const pytest = (args) => ({
  /** @param {string} report */
  command: (report) => [
    venvBin('python'),
    ...['-m', 'pytest', '-p', 'no:cacheprovider', '--color=yes', `--junitxml=${report}`],
    ...args(),
  ],
  env: /** @type {Record<string, string>} */ (jupyterEnv({ PATH: process.env.PATH })),
  count: junit,
})

/** @type {Suite[]} */
export const suites = [
  {
    name: 'lint',
    what: 'biome',
    command: () => [...bin('@biomejs/biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
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
    what: 'the scripts’ JSDoc types',
    command: () => [...bin('typescript', 'bin', 'tsc'), '-p', 'scripts/tsconfig.json'],
    count: oneCheck,
  },
  { name: 'runtime', what: 'the runtime, native engine', ...vitest(runtime), env: { TSGRAD_ENGINE: 'native' } },
  { name: 'portable', what: 'the runtime, portable engine', ...vitest(runtime), env: { TSGRAD_ENGINE: 'portable' } },
  { name: 'native', what: 'the addon itself', ...vitest(() => ['tests/native/']) },
  { name: 'kernel', what: 'rooms and wire, by our own client', ...vitest(() => ['tests/kernel/']) },
  {
    name: 'protocol',
    what: 'jupyter_kernel_test',
    ...pytest(() => filesIn('tests/kernel', (path) => /\/test_\w+\.py$/.test(path))),
  },
  { name: 'lessons', what: 'stored outputs against fresh ones (nbval)', ...pytest(nbval) },
  { name: 'mutations', what: 'a changed output is noticed', ...vitest(() => ['tests/lessons/']) },
  { name: 'setup', what: 'set-up, install, start', ...vitest(() => ['tests/setup/']) },
  { name: 'smoke', what: 'Node 22, 24 and 26', ...vitest(() => ['tests/smoke/']) },
]

function nbval() {
  const lessons = filesIn('lessons', (path) => path.endsWith('.ipynb') && !path.includes('.ipynb_checkpoints'))
  return ['--nbval', '--nbval-cell-timeout=300', '--nbval-sanitize-with=tests/lessons/sanitize.cfg', ...lessons]
}
