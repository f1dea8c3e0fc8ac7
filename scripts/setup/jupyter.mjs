/** Jupyter kept inside the checkout: its settings, run-time files and signatures do not go to the user's home. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { inRoot, venv } from './paths.mjs'
import { venvEnv } from './python.mjs'
import { writeWhole } from './stamp.mjs'

/**
 * The environment for Jupyter's programs in `.venv`. The user's own kernels stay visible, after ours.
 * @param {NodeJS.ProcessEnv} env @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnv(env) {
  return {
    ...venvEnv(env),
    JUPYTER_PATH: [join(venv, 'share', 'jupyter'), env.JUPYTER_PATH, userData(env)].filter(Boolean).join(delimiter),
    JUPYTER_CONFIG_DIR: inRoot('.setup', 'jupyter', 'config'),
    JUPYTER_DATA_DIR: inRoot('.setup', 'jupyter', 'data'),
    JUPYTER_RUNTIME_DIR: inRoot('.setup', 'jupyter', 'runtime'),
    IPYTHONDIR: inRoot('.setup', 'ipython'),
    TSGRAD_HISTORY: env.TSGRAD_HISTORY ?? inRoot('.setup', 'history.sqlite'),
    JUPYTER_PREFER_ENV_PATH: '1',
  }
}

/** Jupyter's data folder of this user. @param {NodeJS.ProcessEnv} env */
function userData(env) {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR
  const home = env.HOME ?? homedir()
  if (process.platform === 'darwin') return join(home, 'Library', 'Jupyter')
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'jupyter')
}

/** JupyterLab asks at its first start whether to fetch news: not in the middle of a lesson. The user's settings win. */
export function quietLab() {
  const overrides = { '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false } }
  const file = join(venv, 'share', 'jupyter', 'lab', 'settings', 'overrides.json')
  if (!existsSync(file)) writeWhole(file, `${JSON.stringify(overrides, null, 2)}\n`)
}
