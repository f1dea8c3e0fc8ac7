/**
 * `npm test`: sets up what is missing, then runs every suite of scripts/test/suites.mjs. `npm test -- NAME …` runs some,
 * with their output as they go. The last line is the sum: `N passed, N failed`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Display, paint } from './setup/display.mjs'
import { setUpOrExit } from './setup/entry.mjs'
import { CommandError, endCommands, run } from './setup/exec.mjs'
import { state } from './setup/paths.mjs'
import { suites } from './test/suites.mjs'

const names = process.argv.slice(2)
const unknown = names.find((name) => !suites.some((suite) => suite.name === name))
if (unknown) {
  console.error(`There is no suite '${unknown}'. Suites:`)
  for (const { name, what } of suites) console.error(`  ${name.padEnd(14)} ${what}`)
  process.exit(2)
}

await setUpOrExit({ forTests: names.length === 0 || names.includes('clients') })

const reports = join(state, 'test')
const live = names.length > 0
const chosen = live ? suites.filter(({ name }) => names.includes(name)) : suites
const sum = { passed: 0, failed: 0 }
/** @type {string[]} */
const failures = []

/** @type {Record<string, number>} */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
for (const signal of Object.keys(codes))
  process.once(signal, () => {
    endCommands('SIGTERM')
    setTimeout(() => {
      endCommands('SIGKILL')
      process.exit(codes[signal])
    }, 500)
  })

mkdirSync(reports, { recursive: true })
const begun = performance.now()
for (const suite of chosen) {
  if (suite.mayBeEmpty?.() && suite.files?.().length === 0) continue
  const lacking = suite.lacks?.()
  if (lacking) {
    console.log(`${suite.name}: left out: ${lacking}`)
    continue
  }
  const { passed, failed } = await runSuite(suite)
  sum.passed += passed
  sum.failed += failed
  if (failed > 0) failures.push(suite.name)
}

const minutes = ((performance.now() - begun) / 60_000).toFixed(1)
console.log(failures.length > 0 ? `\nFailed: ${failures.join(', ')}. One alone: npm test -- ${failures[0]}` : '')
console.log(`${minutes} min`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0

/** @param {import('./test/suites.mjs').Suite} suite */
async function runSuite(suite) {
  const report = join(reports, `${suite.name}.report`)
  const log = join(reports, `${suite.name}.log`)
  rmSync(report, { force: true })
  const display = new Display(process.stdout)
  /** @type {string[]} */
  const lines = []
  const onLine = (/** @type {string} */ line) => {
    lines.push(line)
    if (live) console.log(line)
    else display.line(suite.name, line)
  }
  if (live) console.log(paint(process.stdout, 'bold', `${suite.name}: ${suite.what}`))
  else display.begin(suite.name, `${suite.name}: ${suite.what}`)
  const counts = await counted(suite, report, onLine)
  writeFileSync(log, `${lines.join('\n')}\n`)
  const said = `${counts.passed} passed, ${counts.failed} failed${counts.note ? ` (${counts.note})` : ''}`
  if (live) console.log(said)
  else {
    if (counts.failed > 0) display.say(`${lines.slice(-300).join('\n')}\nThe whole of it: ${log}`)
    display.end(suite.name, counts.failed > 0 ? 'failed' : 'done', said)
  }
  display.close()
  return counts
}

/**
 * @param {import('./test/suites.mjs').Suite} suite @param {string} report @param {(line: string) => void} onLine
 * @returns {Promise<import('./test/counts.mjs').Counts>}
 */
async function counted(suite, report, onLine) {
  const files = suite.files?.() ?? []
  if (suite.files && files.length === 0) return { passed: 0, failed: 1, note: 'there is nothing to run' }
  const env = { ...process.env, ...suite.env, CI: process.env.CI ?? '1' }
  return suite.count(report, await exitCode(suite.command(report, files), env, onLine))
}

/**
 * @param {string[]} command @param {NodeJS.ProcessEnv} env @param {(line: string) => void} onLine
 */
async function exitCode([program, ...args], env, onLine) {
  try {
    await run(program, args, { env, onLine })
    return 0
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    if (error.code === undefined) onLine(error.message)
    return error.code ?? 1
  }
}
