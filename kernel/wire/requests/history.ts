import { ContentError, flagField, integerField, textField } from '../fields.js'
import type { HistoryEntry, HistoryStore } from '../history.js'
import type { Json } from '../message.js'
import { ok, type RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#history */
export const history_request: RequestHandler = {
  reply: 'history_reply',
  handle({ content }, { history }) {
    return ok({ history: historyRows(content, history) })
  },
}

/** The rows of a history_reply. */
export function historyRows(content: Json, history: HistoryStore): unknown[] {
  const output = flagField(content, 'output', false)
  const row = (entry: HistoryEntry) => [entry.session, entry.line, output ? [entry.input, entry.output] : entry.input]
  return find(content, history).map(row)
}

/** IPython's default. */
const TAIL = 10

function find(content: Json, history: HistoryStore): HistoryEntry[] {
  const n = integerField(content, 'n', undefined)
  const access = textField(content, 'hist_access_type', 'tail')
  switch (access) {
    case 'tail':
      return history.tail(n ?? TAIL)
    case 'range':
      return history.range(
        integerField(content, 'session', 0),
        integerField(content, 'start', 1),
        integerField(content, 'stop', undefined),
      )
    case 'search':
      return history.search(textField(content, 'pattern', '*'), n, flagField(content, 'unique', false))
    default:
      throw new ContentError(`hist_access_type must be tail, range or search, not ${JSON.stringify(access)}`)
  }
}
