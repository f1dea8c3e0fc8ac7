/** Building the addon: which compiler, which OpenBLAS, where Node's headers are, and what it means when it cannot be. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { which } from './exec.mjs'
import { nodeHeaders } from './headers.mjs'
import { addon, inRoot, sessionAddon, state, venvBin } from './paths.mjs'
import { venvEnv } from './python.mjs'
import { Unavailable } from './unavailable.mjs'

/** @typedef {{ cxx: string, make: string, env: NodeJS.ProcessEnv }} Compiler */

/** What decides how the addon is compiled, beside its sources. @param {NodeJS.ProcessEnv} env */
export const buildSettings = ({ CC, CXX, CFLAGS, CXXFLAGS, LDFLAGS }) => ({ CC, CXX, CFLAGS, CXXFLAGS, LDFLAGS })

/**
 * The compiler and make that node-gyp will call, and the environment that makes it so. undefined: there is none.
 * @param {NodeJS.ProcessEnv} env @returns {Compiler | undefined}
 */
export function findCompiler(env) {
  const make = which(env.MAKE ?? 'make', env) ?? which('gmake', env)
  if (!make) return undefined
  if (env.CXX) {
    const named = which(env.CXX.split(' ')[0], env)
    return named ? { cxx: named, make, env } : undefined
  }
  const gcc = which('g++', env)
  if (gcc) return { cxx: gcc, make, env }
  // gyp calls g++ unless told otherwise.
  const clang = which('clang++', env)
  return clang
    ? { cxx: clang, make, env: { ...env, CC: env.CC ?? 'clang', CXX: 'clang++', LINK: 'clang++' } }
    : undefined
}

/** Whether the system has a BLAS that native/blas.py can build with. @param {NodeJS.ProcessEnv} env */
export function systemOpenblas(env) {
  if (process.platform === 'darwin') return true // Accelerate
  if (existsSync('/usr/include/openblas/cblas.h')) return true // Fedora: no .pc file
  try {
    execFileSync('pkg-config', ['--exists', 'openblas'], { env, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * node-gyp, then a look whether the result loads.
 * @param {import('./step.d.ts').Context} context @param {Compiler} compiler @param {string} openblas `wheel` or `system`
 * @param {boolean} whole  false: only what changed since the last build of the same settings
 */
export async function buildAddon(context, compiler, openblas, whole) {
  // binding.gyp asks `python` where the wheel's OpenBLAS is.
  await nodeGyp(context, compiler, 'native', whole, { TSGRAD_OPENBLAS: openblas })
  await context.run(process.execPath, ['-e', `require(${JSON.stringify(addon)})`])
}

/**
 * The kernel's session's own addon, for this Node; other versions' builds stay.
 * @param {import('./step.d.ts').Context} context @param {Compiler} compiler
 */
export async function buildSessionAddon(context, compiler) {
  const folder = join('native', 'session')
  await nodeGyp(context, compiler, folder, true, {})
  mkdirSync(dirname(sessionAddon), { recursive: true })
  const fresh = `${sessionAddon}.${process.pid}`
  copyFileSync(inRoot(folder, 'build', 'Release', 'session.node'), fresh)
  renameSync(fresh, sessionAddon) // a kernel may have the old one open
  await context.run(process.execPath, ['-e', `require(${JSON.stringify(sessionAddon)})`])
}

/**
 * @param {import('./step.d.ts').Context} context @param {Compiler} compiler @param {string} directory
 * @param {boolean} whole @param {Record<string, string>} settings
 */
async function nodeGyp({ run, onLine }, compiler, directory, whole, settings) {
  const env = { ...venvEnv(compiler.env), ...settings, MAKE: compiler.make }
  const headers = nodeHeaders(compiler.env)
  onLine(headers ? `Node’s headers: ${headers}` : 'Node’s headers: node-gyp downloads them')
  // Downloaded headers stay in the checkout, unless its path has a space: gyp does not quote their folder.
  const download = /\s/.test(state) ? [] : ['--devdir', join(state, 'node-gyp')]
  const options = [
    ...['--directory', directory, '--jobs', 'max', '--python', venvBin('python')],
    ...(headers ? ['--nodedir', headers] : download),
  ]
  const gyp = inRoot('node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  // Makefiles older than binding.gyp would be made anew by make itself, without .venv's packages, and again and again.
  await run(process.execPath, [gyp, ...(whole ? ['rebuild'] : ['configure', 'build']), ...options], { env })
}

/**
 * The native engine cannot be had here: what that means, and the one command that changes it.
 * @param {string} why @param {string} command @param {import('./exec.mjs').CommandError} [error]
 */
export const portable = (why, command, error) =>
  unavailable(`${why}: the portable engine it is`, command, error, [
    `The native engine is not there (${why}). Everything works on the portable engine, in plain TypeScript,`,
    'only slower. To change that:',
  ])

/**
 * The session's addon cannot be had here.
 * @param {string} why @param {string} command @param {import('./exec.mjs').CommandError} [error]
 */
export const weaker = (why, command, error) =>
  unavailable(`${why}: interrupts stop synchronous code only`, command, error, [
    `The session addon is not there (${why}). Kernels work without it, but the stop button reaches only the synchronous code`,
    'of a cell, and what child processes and native code print is not shown. To change that:',
  ])

/** @param {string} short @param {string} command @param {import('./exec.mjs').CommandError | undefined} error @param {string[]} meaning */
const unavailable = (short, command, error, meaning) =>
  new Unavailable(
    short,
    [
      ...meaning,
      `  ${command}`,
      ...(error
        ? ['What the build said last (all of it is in .setup/setup.log):', ...error.tail.map((line) => `  │ ${line}`)]
        : []),
    ].join('\n'),
  )
