/** Finding a Python that can make `.venv`, and saying what is missing when there is none. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { which } from './exec.mjs'
import { installCommand } from './hints.mjs'
import { venvBin } from './paths.mjs'

/** The oldest Python that the pinned requirements run on. */
const oldest = [3, 11]

/** No Python here, or none that will do: `message` is for the user. */
export class PythonMissing extends Error {}

/**
 * The first Python on PATH that is new enough and has the venv and ensurepip modules. TSGRAD_PYTHON names one.
 * @param {NodeJS.ProcessEnv} env
 */
export function findPython(env) {
  const names = env.TSGRAD_PYTHON
    ? [env.TSGRAD_PYTHON]
    : ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python']
  /** @type {string[]} */
  const refused = []
  let onlyVenvMissing = false
  for (const name of names) {
    const path = which(name, env)
    if (!path) continue
    const { version, modules } = probe(path, env)
    if (!version) refused.push(`${path} does not run`)
    else if (isOlder(version)) refused.push(`${path} is Python ${version.join('.')}`)
    else if (!modules) {
      onlyVenvMissing = true
      refused.push(`${path} (Python ${version.join('.')}) lacks the venv module`)
    } else return path
  }
  throw new PythonMissing(
    [
      `tsgrad needs Python ${oldest.join('.')} or newer with its venv module, for JupyterLab.`,
      ...refused.map((line) => `  ${line}`),
      ...(refused.length === 0 ? [`  there is no ${env.TSGRAD_PYTHON ?? 'python3'} on PATH`] : []),
      `Install it, then try again: ${installCommand(onlyVenvMissing ? 'venv' : 'python', env)}`,
      'Another Python can be named: TSGRAD_PYTHON=/path/to/python3 npm run setup',
    ].join('\n'),
  )
}

/** @param {number[]} version */
const isOlder = ([major = 0, minor = 0]) => major < oldest[0] || (major === oldest[0] && minor < oldest[1])

/** @param {string} python @param {NodeJS.ProcessEnv} env @returns {{ version?: number[], modules?: boolean }} */
function probe(python, env) {
  const ask = [
    'import sys, importlib.util as u',
    'print(*sys.version_info[:3], int(all(map(u.find_spec, ("venv", "ensurepip")))))',
  ].join('\n')
  try {
    const out = execFileSync(python, ['-c', ask], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const [major, minor, micro, modules] = out.trim().split(' ').map(Number)
    return { version: [major, minor, micro], modules: modules === 1 }
  } catch {
    return {}
  }
}

/** Does the environment's own Python start? (Not after the Python it was made from was removed.) @param {NodeJS.ProcessEnv} env */
export const venvRuns = (env) => existsSync(venvBin('python')) && probe(venvBin('python'), env).version !== undefined

/**
 * The environment for commands of `.venv`: its programs first, none of the settings that send pip or Python elsewhere.
 * @param {NodeJS.ProcessEnv} env
 */
export function venvEnv(env) {
  const { PYTHONHOME: _home, PYTHONPATH: _path, PIP_TARGET: _target, PIP_PREFIX: _prefix, ...rest } = env
  return {
    ...rest,
    PATH: `${venvBin()}:${env.PATH ?? ''}`,
    PIP_USER: '0',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
  }
}
