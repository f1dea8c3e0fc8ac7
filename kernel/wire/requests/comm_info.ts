import { textField } from '../fields.js'
import { ok, type RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#comm-info */
export const comm_info_request: RequestHandler = {
  reply: 'comm_info_reply',
  handle({ content }, { comms }) {
    const target = textField(content, 'target_name', '')
    return ok({ comms: comms.open(target === '' ? undefined : target) })
  },
}
