import type { CellDiagnostic, CellError, RejectedCell } from '../rooms.js'
import { excerpt } from '../session/excerpt.js'
import { bold, cyan, red } from '../session/style.js'

/** The error of a cell that does not run at all: every message with its place and its source line, marked. */
export function describeRejection(rejected: RejectedCell, code: string, executionCount: number): CellError {
  const { ename, evalue, diagnostics } = rejected
  const title = red(bold(ename))
  // What is wrong with a magic is told by its text alone, as in IPython.
  if (ename === 'UsageError' || diagnostics.length === 0) return { ename, evalue, traceback: [`${title}: ${evalue}`] }
  const told = diagnostics.map((diagnostic) => describe(diagnostic, code, executionCount))
  told[0]![0] = `${title}: ${told[0]![0]}`
  return { ename, evalue, traceback: told.flat() }
}

function describe({ code: number, message, start }: CellDiagnostic, code: string, executionCount: number): string[] {
  const place = { source: code, line: start.line, column: start.column }
  return [
    `TS${number}: ${message}`,
    cyan(`Cell [${executionCount}], line ${start.line}:${start.column}`),
    ...excerpt(place, 0),
  ]
}

/** A cell that was interrupted before it ran. */
export function keyboardInterrupt(): CellError {
  return { ename: 'KeyboardInterrupt', evalue: '', traceback: [red('KeyboardInterrupt')] }
}

/** The kernel itself failed: said, never lost. */
export function internalError(error: unknown): CellError {
  const ename = 'InternalError'
  const evalue = error instanceof Error ? error.message : String(error)
  return { ename, evalue, traceback: [`${red(bold(ename))}: ${evalue}`] }
}
