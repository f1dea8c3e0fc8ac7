/** `npm run setup`: makes whatever is missing in this checkout. `-- --help` tells more. */
import { parseArgs } from 'node:util'
import { setUpOrExit } from './setup/entry.mjs'
import { steps } from './setup/steps.mjs'

const usage = `npm run setup [-- [--skip-lab] [STEP …]]

Makes whatever is missing: npm packages, compiled TypeScript, .venv with JupyterLab, the native engine, the kernel's
start-up snapshot, the kernelspec in .venv. Nothing outside this checkout is touched but the caches of npm and pip.

  --skip-lab   leave JupyterLab out: only what runs and checks notebooks
  STEP …       make these steps again: ${steps.map(({ name }) => name).join(', ')}

Environment: TSGRAD_PYTHON   the Python that makes .venv
             TSGRAD_OPENBLAS 'system' builds with the system's OpenBLAS instead of the pinned wheel, 'wheel' goes back`

let parsed
try {
  parsed = parseArgs({
    options: { 'skip-lab': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  const unknown = parsed.positionals.find((name) => !steps.some((step) => step.name === name))
  if (unknown) throw new Error(`There is no step '${unknown}'. Steps: ${steps.map(({ name }) => name).join(', ')}`)
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exit(2)
}

if (parsed.values.help) console.log(usage)
else await setUpOrExit({ skipLab: parsed.values['skip-lab'], redo: parsed.positionals, report: true })
