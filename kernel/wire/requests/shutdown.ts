import { flagField } from '../fields.js'
import { ok, type RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#kernel-shutdown */
export const shutdown_request: RequestHandler = {
  reply: 'shutdown_reply',
  handle({ header, content }, wire) {
    const restart = flagField(content, 'restart', false)
    const reply = ok({ restart })
    // The other clients hear of it too.
    wire.iopub.publish({ type: 'shutdown_reply', content: reply.content, parent: header })
    return { ...reply, after: () => wire.shutdown(restart) }
  },
}
