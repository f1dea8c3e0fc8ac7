// `npm run bench`: builds the benchmark, with the rest, and runs it. OPENBLAS_CORETYPE would halve one side's speed, so it is unset.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const env = { ...process.env }
delete env.OPENBLAS_CORETYPE
/** @param {string[]} args */
const run = (args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}
run(['scripts/setup.mjs'])
run(['dist/bench/main.js', ...process.argv.slice(2)])
