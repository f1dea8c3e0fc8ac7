/** What every command of the checkout does first: set up, or say why not and stop. */
import { Display } from './display.mjs'
import { setUp } from './run.mjs'
import { steps } from './steps.mjs'

/** The oldest Node that the package runs on (package.json, engines). */
const oldest = [20, 19]

/**
 * @param {{ skipLab?: boolean, forTests?: boolean, redo?: string[], report?: boolean }} [options]
 *   report: say so when there is nothing to do
 */
export async function setUpOrExit({ skipLab, forTests, redo, report = false } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    console.error(`tsgrad needs Node ${oldest.join('.')} or newer; this is ${process.version} (${process.execPath})`)
    process.exit(1)
  }
  const begun = performance.now()
  const display = new Display()
  const { ran, failed } = await setUp(steps, { env: process.env, skipLab, forTests, redo }, display).catch(
    explainAndExit,
  )
  if (failed.length > 0) process.exit(1)
  if (ran === 0 && report) display.say(`Everything is set up (looked for ${Math.round(performance.now() - begun)} ms)`)
}

/**
 * What no step has caught. A folder that cannot be written is the user's to mend; anything else is a bug, shown whole.
 * @param {NodeJS.ErrnoException} error @returns {never}
 */
function explainAndExit(error) {
  const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(String(error.code))
  console.error(unwritable ? `Set-up cannot write to ${error.path}: ${error.message}` : error)
  process.exit(1)
}
