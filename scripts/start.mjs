/**
 * `npm start`: sets up what is missing, then JupyterLab on lessons/. Arguments after `--` go to JupyterLab:
 * `npm start -- --no-browser --port=8899`.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setUpOrExit } from './setup/entry.mjs'
import { jupyterEnv, quietLab } from './setup/jupyter.mjs'
import { inRoot, venvBin } from './setup/paths.mjs'

await setUpOrExit()
quietLab()

const lessons = inRoot('lessons')
const first = '01_matmul.ipynb'
const given = process.argv.slice(2)

const ours = [
  // A container's or a class server's root: Jupyter refuses without this.
  ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
  // Language servers that happen to be installed know nothing of cells.
  '--LanguageServerManager.autodetect=False',
  ...(existsSync(inRoot('lessons', first)) ? [`--LabApp.default_url=/lab/tree/${first}`] : []),
].filter((argument) => !given.some((one) => one.split('=')[0] === argument.split('=')[0]))

const lab = spawn(venvBin('jupyter-lab'), [...ours, ...given], {
  cwd: lessons,
  env: jupyterEnv(process.env),
  stdio: 'inherit',
})

// A terminal's Ctrl-C reaches JupyterLab by itself, which asks before it ends; whatever is sent to us alone is passed on.
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) lab.kill('SIGINT')
})
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGQUIT'])) process.on(signal, () => lab.kill(signal))

lab.on('error', (error) => {
  console.error(`JupyterLab does not start: ${error.message}\nTo make its environment again: npm run setup -- python`)
  process.exitCode = 1
})
lab.on('exit', (code, signal) => {
  process.exitCode = signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : (code ?? 1)
})
