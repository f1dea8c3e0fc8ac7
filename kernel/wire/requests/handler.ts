import type { Json, Message } from '../message.js'
import type { Wire } from '../wire.js'

export interface Reply {
  content: Json
  metadata?: Json
  /** What follows once the reply and `idle` are on their way. */
  after?: () => void
}

/** How one type of message is answered. `busy` and `idle` are sent around it by the dispatcher. */
export interface RequestHandler {
  /** The type of the reply; a message without one (a comm's) has none. */
  reply?: string
  /** It waits its turn behind the requests that run code. */
  queued?: boolean
  /** @throws ContentError, which becomes an error reply. */
  handle(message: Message, wire: Wire): Reply | undefined | Promise<Reply | undefined>
}

export function ok(content: Json = {}): Reply {
  return { content: { status: 'ok', ...content } }
}
