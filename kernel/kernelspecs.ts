/** Where Jupyter looks for kernels: https://docs.jupyter.org/en/latest/use/jupyter-directories.html#data-files */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

/** The name that notebooks' metadata holds. */
export const kernelName = 'tsgrad'

/** Which of Jupyter's data folders: the user's, the active Python environment's, or `share/jupyter` below a prefix. */
export type Place = { kind: 'user' } | { kind: 'sys-prefix' } | { kind: 'prefix'; prefix: string }

/** What Jupyter reads from a kernel.json; only what is looked at here. */
export interface KernelSpec {
  argv: string[]
  display_name: string
  language: string
}

/** The data folder of a place. @throws Error when there is no Python environment to take the prefix of. */
export function dataFolder(place: Place, env: NodeJS.ProcessEnv = process.env): string {
  switch (place.kind) {
    case 'user':
      return userDataFolder(env)
    case 'sys-prefix':
      return join(activePrefix(env), 'share', 'jupyter')
    case 'prefix':
      return join(resolve(place.prefix), 'share', 'jupyter')
  }
}

function userDataFolder(env: NodeJS.ProcessEnv): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR
  const home = env.HOME ?? homedir()
  if (process.platform === 'darwin') return join(home, 'Library', 'Jupyter')
  if (process.platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'jupyter')
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'jupyter')
}

/** `sys.prefix` of the Python that a `jupyter` typed here would run on. */
function activePrefix(env: NodeJS.ProcessEnv): string {
  const active = env.VIRTUAL_ENV ?? env.CONDA_PREFIX
  if (active) return active
  for (const python of ['python3', 'python']) {
    try {
      return execFileSync(python, ['-c', 'import sys; print(sys.prefix)'], { env, encoding: 'utf8' }).trim()
    } catch {
      // the next name
    }
  }
  throw new Error('--sys-prefix: there is no active Python environment and no python3 on PATH')
}

/** Every kernelspec of ours that a `jupyter` started here may find, with what it says. */
export function findKernelSpecs(
  env: NodeJS.ProcessEnv = process.env,
): { folder: string; spec: KernelSpec | undefined }[] {
  const folders = [...(env.JUPYTER_PATH?.split(delimiter) ?? []), userDataFolder(env)]
  try {
    folders.push(join(activePrefix(env), 'share', 'jupyter'))
  } catch {
    // no Python: no environment of its own
  }
  if (process.platform !== 'win32') folders.push('/usr/local/share/jupyter', '/usr/share/jupyter')
  return [...new Set(folders)]
    .map((folder) => join(folder, 'kernels', kernelName))
    .filter((folder) => existsSync(join(folder, 'kernel.json')))
    .map((folder) => ({ folder, spec: readSpec(folder) }))
}

function readSpec(folder: string): KernelSpec | undefined {
  try {
    const spec = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8')) as KernelSpec
    return Array.isArray(spec.argv) ? spec : undefined
  } catch {
    return undefined
  }
}
