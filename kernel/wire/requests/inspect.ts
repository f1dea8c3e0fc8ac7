import { toUtf16 } from '../code_points.js'
import { integerField, textField } from '../fields.js'
import { ok, type RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#introspection */
export const inspect_request: RequestHandler = {
  reply: 'inspect_reply',
  async handle({ content }, { language }) {
    const code = textField(content, 'code')
    const cursor = toUtf16(code, integerField(content, 'cursor_pos', code.length))
    const detail = integerField(content, 'detail_level', 0) > 0 ? 1 : 0
    const { found, data } = await language.inspect({ code, cursor, detail })
    return ok({ found, data, metadata: {} })
  },
}
