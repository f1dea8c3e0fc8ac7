/** What every command of the checkout does first: set up, or say why not and stop. */
import { Display } from './display.mjs'
import { setUp } from './run.mjs'
import { steps } from './steps.mjs'

/** The oldest Node that the package runs on (package.json, engines). */
const oldest = [20, 19]

/**
 * @param {{ skipLab?: boolean, redo?: string[], report?: boolean }} [options] report: say so when there is nothing to do
 */
export async function setUpOrExit({ skipLab, redo, report = false } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    console.error(`tsgrad needs Node ${oldest.join('.')} or newer; this is ${process.version} (${process.execPath})`)
    process.exit(1)
  }
  const begun = performance.now()
  const display = new Display()
  const { ran, failed } = await setUp(steps, { env: process.env, skipLab, redo }, display)
  if (failed.length > 0) process.exit(1)
  if (ran === 0 && report) display.say(`Everything is set up (looked for ${Math.round(performance.now() - begun)} ms)`)
}
