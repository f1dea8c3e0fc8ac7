import { ok, type RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#kernel-interrupt */
export const interrupt_request: RequestHandler = {
  reply: 'interrupt_reply',
  async handle(_message, wire) {
    await wire.interrupt()
    return ok()
  },
}
