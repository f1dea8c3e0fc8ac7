import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findKernelSpecs, kernelName } from '../kernelspecs.js'
import { packageInfo } from '../package_info.js'
import type { Finding } from './finding.js'

const inVenv = (...parts: string[]): string => join(packageInfo().root, '.venv', ...parts)

/** Each Jupyter that may start the kernel: the checkout's own, and the one on PATH. */
export function jupyterFindings(env: NodeJS.ProcessEnv = process.env): Finding[] {
  const folders = [inVenv('bin'), ...(env.PATH?.split(delimiter) ?? [])]
  const found = [...new Set(folders)].filter((folder) => existsSync(join(folder, 'jupyter-lab')))
  if (found.length === 0)
    return [
      {
        name: 'Jupyter',
        status: 'missing',
        text: 'there is no JupyterLab, neither here nor on PATH',
        advice: 'npm run setup',
      },
    ]
  return found.slice(0, 2).map((folder) => ({
    name: 'Jupyter',
    status: 'ok',
    text: `JupyterLab ${labVersion(folder)} in ${folder}`,
  }))
}

function labVersion(folder: string): string {
  try {
    const ask = 'import importlib.metadata as m; print(m.version("jupyterlab"))'
    return execFileSync(join(folder, 'python'), ['-c', ask], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return '(version unknown)'
  }
}

/** Every kernelspec of ours, and whether what it starts is there. */
export function kernelspecFindings(env: NodeJS.ProcessEnv = process.env): Finding[] {
  const own = inVenv('share', 'jupyter')
  const specs = findKernelSpecs({ ...env, JUPYTER_PATH: [own, env.JUPYTER_PATH].filter(Boolean).join(delimiter) })
  if (specs.length === 0)
    return [
      {
        name: 'kernelspec',
        status: 'missing',
        text: `no Jupyter knows the kernel ${kernelName}`,
        advice: 'npx tsgrad install',
      },
    ]
  return specs.map(({ folder, spec }) => {
    // A launcher may stand before them.
    const [node = '', main = ''] = spec?.argv.slice(-3) ?? []
    const gone = [node, main].find((path) => !existsSync(path))
    if (!spec || gone !== undefined)
      return {
        name: 'kernelspec',
        status: 'missing',
        text: `${folder} starts ${gone || 'nothing'}, which is not there`,
        advice: `npx tsgrad install --prefix ${join(folder, '..', '..', '..', '..')}`,
      }
    const other = main.startsWith(packageInfo().root) ? '' : ` (another tsgrad: ${main})`
    return { name: 'kernelspec', status: 'ok', text: `${folder}${other}` }
  })
}
