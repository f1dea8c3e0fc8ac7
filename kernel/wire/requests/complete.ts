import { toCodePoints, toUtf16 } from '../code_points.js'
import { integerField, textField } from '../fields.js'
import { ok, type RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#completion */
export const complete_request: RequestHandler = {
  reply: 'complete_reply',
  async handle({ content }, { language }) {
    const code = textField(content, 'code')
    const cursor = toUtf16(code, integerField(content, 'cursor_pos', code.length))
    const { matches, start, end, types } = await language.complete({ code, cursor })
    const cursor_start = toCodePoints(code, start)
    const cursor_end = toCodePoints(code, end)
    // JupyterLab's extension, as IPython fills it: one entry a match, in the same order.
    const typed = types.map((entry) => ({ start: cursor_start, end: cursor_end, ...entry }))
    return ok({ matches, cursor_start, cursor_end, metadata: { _jupyter_types_experimental: typed } })
  },
}
