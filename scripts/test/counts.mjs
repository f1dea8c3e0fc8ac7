/**
 * How many checks of a suite passed and failed, read from what its runner wrote for machines. A check that was skipped
 * has not been made: it counts as failed. So does a runner that fails without a failed check, or that checks nothing.
 */
import { readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, note?: string }} Counts */

/** @param {string} report @param {number} code the runner's exit code @returns {Counts} */
export function vitestJson(report, code) {
  const json = readJson(report)
  if (!json) return broken(code)
  const {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: todo,
    testResults,
  } = json
  // A file that does not load has no tests to fail.
  const unloaded = testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length
  return strict({ passed, failed: failed + unloaded, skipped: skipped + todo, code })
}

/** pytest's JUnit XML. @param {string} report @param {number} code @returns {Counts} */
export function junit(report, code) {
  const xml = readText(report)
  if (!xml) return broken(code)
  const sums = { tests: 0, failures: 0, errors: 0, skipped: 0 }
  for (const [tag] of xml.matchAll(/<testsuite\s[^>]*>/g))
    for (const key of /** @type {(keyof typeof sums)[]} */ (Object.keys(sums)))
      sums[key] += Number(tag.match(new RegExp(`\\s${key}="(\\d+)"`))?.[1] ?? 0)
  const failed = sums.failures + sums.errors
  return strict({ passed: sums.tests - failed - sums.skipped, failed, skipped: sums.skipped, code })
}

/** A tool that only says yes or no. @param {string} _report @param {number} code @returns {Counts} */
export const oneCheck = (_report, code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** @param {{ passed: number, failed: number, skipped: number, code: number }} counted @returns {Counts} */
function strict({ passed, failed, skipped, code }) {
  if (skipped > 0) return { passed, failed: failed + skipped, note: `${skipped} skipped: counted as failed` }
  if (passed + failed === 0) return { passed, failed: 1, note: 'no test was found' }
  if (code !== 0 && failed === 0) return { passed, failed: 1, note: `the runner ended with exit code ${code}` }
  return { passed, failed }
}

/** @param {number} code @returns {Counts} */
const broken = (code) => ({ passed: 0, failed: 1, note: `the runner wrote no report (exit code ${code})` })

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
