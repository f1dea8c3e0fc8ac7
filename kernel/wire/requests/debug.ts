import type { RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request: a refusal in the form of the Debug Adapter Protocol. */
export const debug_request: RequestHandler = {
  reply: 'debug_reply',
  handle({ content: { seq, command } }) {
    const message = 'this kernel has no debugger'
    return {
      content: { type: 'response', seq: 0, request_seq: seq ?? 0, success: false, command: command ?? '', message },
    }
  },
}
