import { ok, type RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#connect */
export const connect_request: RequestHandler = {
  reply: 'connect_reply',
  handle(_message, { connection: { ports } }) {
    return ok(Object.fromEntries(Object.entries(ports).map(([name, port]) => [`${name}_port`, port])))
  },
}
