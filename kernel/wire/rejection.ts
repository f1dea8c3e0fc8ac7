import type { CellDiagnostic, CellError, RejectedCell } from '../rooms.js'

const RED = '\u001b[31m'
const DIM = '\u001b[2m'
const RESET = '\u001b[0m'

/** The error of a cell that does not run at all: every message with its place, the source line and a mark under it. */
export function describeRejection({ ename, evalue, diagnostics }: RejectedCell, code: string, cell: number): CellError {
  const lines = code.split(/\r?\n/)
  const placed = ename === 'UsageError' ? [] : diagnostics
  const traceback =
    placed.length === 0
      ? [`${RED}${ename}${RESET}: ${evalue}`]
      : placed.flatMap((diagnostic) => describeDiagnostic(diagnostic, ename, lines, cell))
  return { ename, evalue, traceback }
}

function describeDiagnostic(diagnostic: CellDiagnostic, ename: string, lines: string[], cell: number): string[] {
  const { code, message, start, end } = diagnostic
  const source = lines[start.line - 1] ?? ''
  const number = String(start.line)
  const width = Math.max(1, (end.line === start.line ? end.column : source.length + 1) - start.column)
  // Tabs stay tabs, so that the mark stands under its text.
  const indent = source.slice(0, start.column - 1).replace(/[^\t]/g, ' ')
  return [
    `${RED}${ename}${RESET}: TS${code}: ${message}`,
    `Cell [${cell}], ${start.line}:${start.column}`,
    `${DIM}${number} |${RESET} ${source}`,
    `${DIM}${' '.repeat(number.length)} |${RESET} ${indent}${RED}${'^'.repeat(width)}${RESET}`,
  ]
}

/** A cell that was interrupted before it ran. */
export function keyboardInterrupt(): CellError {
  return { ename: 'KeyboardInterrupt', evalue: '', traceback: [`${RED}KeyboardInterrupt${RESET}`] }
}

/** The kernel itself failed: said, never lost. */
export function internalError(error: unknown): CellError {
  const evalue = error instanceof Error ? error.message : String(error)
  return { ename: 'InternalError', evalue, traceback: [`${RED}InternalError${RESET}: ${evalue}`] }
}
