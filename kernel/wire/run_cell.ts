import type { CellError, ConvertedCell } from '../rooms.js'
import type { CellEntry } from './cell_ledger.js'
import { INTERRUPTED } from './execution.js'
import { parseHelpQuery } from './help_query.js'
import type { Json } from './message.js'
import { describeRejection, internalError, keyboardInterrupt } from './rejection.js'
import { evaluateExpressions } from './user_expressions.js'
import type { Wire } from './wire.js'

export interface CellRun {
  entry: CellEntry
  code: string
  storeHistory: boolean
  /** name → expression, evaluated after a success. */
  expressions: Json
}

export type Outcome =
  | { status: 'ok'; payload: Json[]; user_expressions: Json }
  | ({ status: 'error'; payload: Json[]; user_expressions: Json } & CellError)

/** The way of a cell: help query, or check and convert, then run, then commit, then the user expressions. */
export async function runCell(run: CellRun, wire: Wire): Promise<Outcome> {
  const { entry, code } = run
  const query = parseHelpQuery(code)
  if (query !== undefined) return answerHelp(query.name, query.detail, run, wire)
  if (code.trim() === '') return succeed(run, wire, [])

  const { cell, executionCount } = entry
  const converted = await convert(cell, code, wire)
  if (converted.status === 'failed') return fail(entry, converted.error, wire)
  if (converted.status === 'error') return fail(entry, describeRejection(converted, code, executionCount), wire)
  return runConverted(run, converted, wire)
}

async function convert(cell: number, code: string, { execution, language }: Wire) {
  try {
    const converted = await execution.converting(language.convert({ cell, code }), language)
    if (converted === INTERRUPTED) return { status: 'failed' as const, error: keyboardInterrupt() }
    return converted
  } catch (error) {
    return { status: 'failed' as const, error: internalError(error) }
  }
}

async function runConverted(run: CellRun, converted: ConvertedCell, wire: Wire): Promise<Outcome> {
  const { code, storeHistory } = run
  const { cell, executionCount, silent, allowStdin } = run.entry
  await wire.debugger.prepare(cell, code, converted)
  const asked = wire.session.ask({
    op: 'execute',
    cell,
    executionCount,
    code,
    converted,
    silent,
    storeHistory,
    allowStdin,
    userExpressions: {},
  })
  const done = await wire.execution.running(cell, asked)
  await wire.debugger.ended()
  if (done.error?.ename === 'KeyboardInterrupt') wire.questions.drop(cell)
  // Not awaited: the language takes its requests in order, so it stands before the next cell's conversion.
  const { defined, forgets, cwd } = done
  wire.language.commit({ cell, defined, ...(forgets && { forgets }), ...(cwd && { cwd }) }).catch((error: Error) => {
    if (!wire.closed) wire.log('error', `the declarations of cell ${cell} are lost: ${error.message}`)
  })
  if (done.status === 'ok') return succeed(run, wire, done.payload)
  const error = done.error ?? internalError('the cell failed without saying why')
  return { status: 'error', ...error, payload: done.payload, user_expressions: {} }
}

async function succeed({ entry, expressions }: CellRun, wire: Wire, payload: Json[]): Promise<Outcome> {
  return { status: 'ok', payload, user_expressions: await evaluateExpressions(expressions, entry, wire) }
}

/** The one error message, and the same for the reply. */
function fail({ parent }: CellEntry, error: CellError, { iopub }: Wire): Outcome {
  iopub.publish({ type: 'error', content: { ...error }, parent })
  return { status: 'error', ...error, payload: [], user_expressions: {} }
}

async function answerHelp(name: string, detail: 0 | 1, run: CellRun, wire: Wire): Promise<Outcome> {
  const { parent } = run.entry
  try {
    const asked = wire.language.inspect({ code: name, cursor: name.length, detail })
    const inspection = await wire.execution.converting(asked, wire.language)
    if (inspection === INTERRUPTED) return fail(run.entry, keyboardInterrupt(), wire)
    if (inspection.found) return succeed(run, wire, [{ source: 'page', data: inspection.data, start: 0 }])
    const text = `Object \`${name}\` not found.\n`
    wire.iopub.publish({ type: 'stream', content: { name: 'stdout', text }, parent })
    return succeed(run, wire, [])
  } catch (error) {
    return fail(run.entry, internalError(error), wire)
  }
}
