import type { CellError, ConvertedCell } from '../rooms.js'
import type { CellEntry } from './cell_ledger.js'
import { INTERRUPTED } from './execution.js'
import type { Json } from './message.js'
import { describeRejection, internalError, keyboardInterrupt } from './rejection.js'
import type { Wire } from './wire.js'

/** A cell of nothing: carries expressions to the session. */
const NOTHING: ConvertedCell = { status: 'ok', js: '', async: false, declares: [], modules: [] }

/**
 * Evaluate a request's user_expressions after its cell, whose names they may use: each has its own `ok` or `error`.
 * They are checked only now, for the cell's declarations are not known to the language before it ran.
 */
export async function evaluateExpressions(expressions: Json, entry: CellEntry, wire: Wire): Promise<Json> {
  const results: Json = {}
  const converted: Record<string, ConvertedCell> = {}
  for (const [name, code] of Object.entries(expressions)) {
    results[name] = undefined // keeps the order of the request
    const outcome = await convertExpression(String(code), entry, wire)
    if ('ename' in outcome) results[name] = { status: 'error', ...outcome }
    else converted[name] = outcome
  }
  if (Object.keys(converted).length === 0) return results
  const { cell } = wire.cells.open({ ...entry, silent: true })
  const asked = wire.session.ask({
    op: 'execute',
    cell,
    executionCount: entry.executionCount,
    code: '',
    converted: NOTHING,
    silent: true,
    storeHistory: false,
    allowStdin: entry.allowStdin,
    userExpressions: converted,
  })
  const done = await wire.execution.running(cell, asked)
  const lost = { status: 'error', ...(done.error ?? keyboardInterrupt()) }
  for (const name of Object.keys(converted)) results[name] = done.userExpressions[name] ?? lost
  return results
}

async function convertExpression(code: string, entry: CellEntry, wire: Wire): Promise<ConvertedCell | CellError> {
  try {
    const asked = wire.language.convert({ cell: wire.cells.nextSerial(), code })
    const outcome = await wire.execution.converting(asked, wire.language)
    if (outcome === INTERRUPTED) return keyboardInterrupt()
    return outcome.status === 'ok' ? outcome : describeRejection(outcome, code, entry.executionCount)
  } catch (error) {
    return internalError(error)
  }
}
