import { ContentError } from './fields.js'
import type { Json, Message } from './message.js'
import { internalError } from './rejection.js'
import type { Reply, RequestHandler } from './requests/handler.js'
import { HANDLERS } from './requests/index.js'
import type { RouterSocket } from './sockets/router.js'
import type { Wire } from './wire.js'

/** A request arrived on shell or control: answer it now, or in its turn. Unknown ones are logged and skipped. */
export function dispatch(socket: RouterSocket, message: Message, wire: Wire): void {
  const type = message.header.msg_type
  const handler = HANDLERS.get(type)
  if (handler === undefined) {
    wire.log('warn', `${socket.name}: a message of the unknown type ${JSON.stringify(type.slice(0, 100))} was skipped`)
    return
  }
  wire.log('debug', `${socket.name}: ${type} ${message.header.msg_id}`)
  if (!handler.queued) {
    void answer(socket, message, handler, wire)
    return
  }
  wire.turns.add({
    run: () => answer(socket, message, handler, wire),
    abort: () => answerAborted(socket, message, handler, wire),
  })
}

/** Protocol: the first message on iopub is `busy`, the last is `idle`, on control too. */
async function answer(socket: RouterSocket, message: Message, handler: RequestHandler, wire: Wire): Promise<void> {
  const parent = message.header
  wire.iopub.status('busy', parent)
  const reply = await handle(message, handler, wire)
  if (reply !== undefined) send(socket, message, handler, reply)
  wire.iopub.status('idle', parent)
  reply?.after?.()
}

async function handle(message: Message, handler: RequestHandler, wire: Wire): Promise<Reply | undefined> {
  try {
    return await handler.handle(message, wire)
  } catch (error) {
    const { msg_type: type, msg_id: id } = message.header
    const expected = error instanceof ContentError
    wire.log(expected ? 'warn' : 'error', `${type} ${id}: ${expected ? error.message : (error as Error).stack}`)
    const described = expected ? { ename: 'ContentError', evalue: error.message, traceback: [] } : internalError(error)
    return { content: { status: 'error', ...described, ...countFor(type, wire) } }
  }
}

function answerAborted(socket: RouterSocket, message: Message, handler: RequestHandler, wire: Wire): void {
  const parent = message.header
  wire.iopub.status('busy', parent)
  const content = { status: 'aborted', ...countFor(parent.msg_type, wire) }
  send(socket, message, handler, { content, metadata: { status: 'aborted' } })
  wire.iopub.status('idle', parent)
}

function send(
  socket: RouterSocket,
  { identities, header: parent }: Message,
  handler: RequestHandler,
  reply: Reply,
): void {
  if (handler.reply === undefined) return
  const { content, metadata = {} } = reply
  socket.send(identities, { type: handler.reply, content, metadata, parent })
}

/** Every execute_reply has the counter. */
function countFor(type: string, { execution }: Wire): Json {
  return type === 'execute_request' ? { execution_count: execution.count } : {}
}
