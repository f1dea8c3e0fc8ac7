import { textField } from '../fields.js'
import { parseHelpQuery } from '../help_query.js'
import { ok, type RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#code-completeness */
export const is_complete_request: RequestHandler = {
  reply: 'is_complete_reply',
  async handle({ content }, { language }) {
    const code = textField(content, 'code')
    if (parseHelpQuery(code) !== undefined) return ok({ status: 'complete' })
    const { status, indent } = await language.isComplete({ code })
    return { content: status === 'incomplete' ? { status, indent: indent ?? '' } : { status } }
  },
}
