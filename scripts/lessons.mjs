/**
 * `npm run lessons`: runs the lessons afresh and rewrites their outputs. `-- NAME …` runs those whose file name holds
 * NAME (`npm run lessons -- 01`).
 */
import { join } from 'node:path'
import { digitsAreDrawn, needsMnist } from './lessons/digits.mjs'
import { writeSeedList } from './lessons/seeds.mjs'
import { setUpOrExit } from './setup/entry.mjs'
import { CommandError, endCommands, run } from './setup/exec.mjs'
import { filesIn } from './setup/hash.mjs'
import { jupyterEnv } from './setup/jupyter.mjs'
import { inRoot, venvBin } from './setup/paths.mjs'

const all = filesIn('lessons', (path) => /^lessons\/[^/]+\.ipynb$/.test(path))
const names = process.argv.slice(2)
const unknown = names.find((name) => !all.some((path) => path.includes(name)))
if (unknown) {
  console.error(`No lesson's name holds '${unknown}'. Lessons:\n${all.map((path) => `  ${path}`).join('\n')}`)
  process.exit(2)
}
const chosen = names.length > 0 ? all.filter((path) => names.some((name) => path.includes(name))) : all

await setUpOrExit()
const { default: progress } = await import('cli-progress')

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => {
    endCommands(signal)
    process.exit(1)
  })

/** @type {{ notebook: string, cells: number, slowest: { cell: number, seconds: number }, seconds?: number, error?: string }[]} */
const rows = []
const bar = new progress.SingleBar({
  format: '{notebook} [{bar}] {value}/{total} cells, {duration_formatted}',
  noTTYOutput: false,
  clearOnComplete: true,
  hideCursor: true,
})

/** @param {string} line */
function onLine(line) {
  const event = parse(line)
  const row = rows.at(-1)
  if (event?.event === 'begin') {
    rows.push({ notebook: event.notebook, cells: event.cells, slowest: { cell: -1, seconds: 0 } })
    bar.start(event.cells, 0, { notebook: event.notebook })
  } else if (event?.event === 'cell' && row) {
    bar.increment()
    if (event.seconds > row.slowest.seconds) row.slowest = { cell: event.cell, seconds: event.seconds }
  } else if (event?.event === 'end' && row) {
    bar.stop()
    Object.assign(row, { seconds: event.seconds, error: event.error })
    if (event.error) console.error(`${row.notebook} stays as it was:\n${event.error}`)
  } else if (!event) console.error(line)
}

/** @param {string} line */
function parse(line) {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const env = jupyterEnv(process.env)
// The lessons show how fast things are; OpenBLAS told to take this CPU for an older one would halve it.
delete env.OPENBLAS_CORETYPE
const onDrawnDigits = chosen.some(needsMnist) && digitsAreDrawn() ? chosen.filter(needsMnist) : []
if (onDrawnDigits.length > 0)
  console.error(
    `MNIST is not to be had. These run on drawn digits and keep their stored outputs: ${onDrawnDigits.join(', ')}`,
  )
try {
  await run(
    venvBin('python'),
    [
      inRoot('scripts', 'lessons', 'execute.py'),
      ...onDrawnDigits.map((path) => `--keep=${join(inRoot(), path)}`),
      ...chosen.map((path) => join(inRoot(), path)),
    ],
    { env, onLine },
  )
} catch (error) {
  if (!(error instanceof CommandError)) throw error
  if (!rows.some((row) => row.error)) console.error(error.message)
  process.exitCode = 1
}

const width = Math.max(6, ...rows.map(({ notebook }) => notebook.length))
console.log(`${'lesson'.padEnd(width)}  cells  seconds  slowest cell`)
for (const { notebook, cells, seconds = 0, slowest, error } of rows)
  console.log(
    `${notebook.padEnd(width)}  ${String(cells).padStart(5)}  ${seconds.toFixed(1).padStart(7)}  ${
      error ? 'failed' : `${slowest.seconds.toFixed(1)} s (cell ${slowest.cell})`
    }`,
  )

for (const problem of writeSeedList()) {
  console.error(`lessons/SEEDS.md: ${problem}`)
  process.exitCode = 1
}
