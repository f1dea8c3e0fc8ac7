import { flagField, objectField, textField } from '../fields.js'
import type { Json } from '../message.js'
import { runCell } from '../run_cell.js'
import type { RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#execute */
export const execute_request: RequestHandler = {
  reply: 'execute_reply',
  queued: true,
  async handle({ header, identities, content }, wire) {
    const { execution, history, iopub, cells, turns } = wire
    const code = textField(content, 'code')
    const silent = flagField(content, 'silent', false)
    const stopOnError = flagField(content, 'stop_on_error', true)
    const allowStdin = flagField(content, 'allow_stdin', false)
    const expressions = objectField(content, 'user_expressions')
    const started = new Date().toISOString()
    // As IPython has it: a blank cell and one that is not stored do not count; the number shown is the one that the
    // next stored cell gets, the number in the reply is the counter's.
    const store = !silent && flagField(content, 'store_history', true) && code.trim() !== ''
    const executionCount = execution.count + 1
    if (store) {
      execution.count = executionCount
      history.record(executionCount, code)
    }
    const entry = cells.open({ parent: header, identities, executionCount, silent, allowStdin })
    if (!silent) {
      iopub.publish({ type: 'execute_input', content: { code, execution_count: executionCount }, parent: header })
    }
    const outcome = await runCell({ entry, code, storeHistory: store, expressions }, wire)
    if (outcome.status === 'error' && stopOnError && !silent) await turns.abortWaiting()
    const reply: Json = { ...outcome, execution_count: execution.count }
    return { content: reply, metadata: { started, status: outcome.status } }
  },
}
