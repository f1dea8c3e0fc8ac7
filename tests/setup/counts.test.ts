import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { junit, oneCheck, vitestJson } from '../../scripts/test/counts.mjs'

/** `npm test` is only as good as its sum: whatever was not seen to pass has failed. */

let folder: string
let report: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tsgrad-counts-'))
  report = join(folder, 'report')
})
afterEach(() => rmSync(folder, { recursive: true }))

const vitest = (json: object) =>
  writeFileSync(
    report,
    JSON.stringify({
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [],
      ...json,
    }),
  )
const suite = (tests: number, failures: number, errors: number, skipped: number) =>
  writeFileSync(
    report,
    `<?xml version="1.0"?><testsuites name="pytest tests"><testsuite name="pytest" errors="${errors}" failures="${failures}" skipped="${skipped}" tests="${tests}" time="1"><testcase/></testsuite></testsuites>`,
  )

test('vitest: passed and failed', () => {
  vitest({ numPassedTests: 7 })
  expect(vitestJson(report, 0)).toEqual({ passed: 7, failed: 0 })
  vitest({ numPassedTests: 7, numFailedTests: 2 })
  expect(vitestJson(report, 1)).toEqual({ passed: 7, failed: 2 })
})

test('vitest: a file that does not load has failed, though it has no tests', () => {
  const failed = { status: 'failed', assertionResults: [{ status: 'failed' }] }
  vitest({ numPassedTests: 7, numFailedTests: 1, testResults: [failed, { status: 'failed', assertionResults: [] }] })
  expect(vitestJson(report, 1)).toEqual({ passed: 7, failed: 2 })
})

test('pytest: passed, failures, errors', () => {
  suite(10, 0, 0, 0)
  expect(junit(report, 0)).toEqual({ passed: 10, failed: 0 })
  suite(10, 2, 1, 0)
  expect(junit(report, 1)).toEqual({ passed: 7, failed: 3 })
})

test('what was skipped has failed', () => {
  vitest({ numPassedTests: 7, numPendingTests: 1, numTodoTests: 1 })
  expect(vitestJson(report, 0)).toMatchObject({ passed: 7, failed: 2, note: expect.stringContaining('2 skipped') })
  suite(10, 0, 0, 3)
  expect(junit(report, 0)).toMatchObject({ passed: 7, failed: 3, note: expect.stringContaining('3 skipped') })
})

test('a runner that finds nothing, writes nothing, or ends badly has failed', () => {
  vitest({})
  expect(vitestJson(report, 0)).toMatchObject({ passed: 0, failed: 1 })
  vitest({ numPassedTests: 7 })
  expect(vitestJson(report, 1)).toMatchObject({ passed: 7, failed: 1, note: expect.stringContaining('exit code 1') })
  suite(0, 0, 0, 0)
  expect(junit(report, 5)).toMatchObject({ passed: 0, failed: 1 })
  for (const count of [vitestJson, junit])
    expect(count(join(folder, 'none'), 3)).toMatchObject({ passed: 0, failed: 1 })
  expect(oneCheck('', 1)).toEqual({ passed: 0, failed: 1 })
})
