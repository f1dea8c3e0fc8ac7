import { ok, type RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#kernel-interrupt */
export const interrupt_request: RequestHandler = {
  reply: 'interrupt_reply',
  handle(_message, wire) {
    wire.interrupt()
    return ok()
  },
}
