import type { RequestHandler } from './handler.js'

/**
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request: the content is a request of the Debug
 * Adapter Protocol, the reply's is its response, which says by itself whether it succeeded.
 */
export const debug_request: RequestHandler = {
  reply: 'debug_reply',
  handle: async ({ content }, wire) => ({ content: await wire.debugger.answer(content) }),
}
