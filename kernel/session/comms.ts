import { Comm, type CommMessage } from '../../src/display/comm.js'
import type { SessionRequest } from '../rooms.js'
import type { Room } from './execute.js'
import { describeError } from './traceback.js'

type CommRequest = Extract<SessionRequest, { op: 'comm' }>

/** Hands a message of the front end to its comm. What the handler prints belongs to the message. */
export async function receiveComm(request: CommRequest, { cells, guard, outlet, stacks }: Room): Promise<void> {
  const { content, kind } = request
  const id = String(content.comm_id)
  const message: CommMessage = { data: content.data ?? {}, metadata: request.metadata, buffers: request.buffers }
  const cell = cells.open({ serial: request.cell, executionCount: 0, code: '', js: '', allowStdin: false })
  const deliver = (): unknown => {
    if (kind === 'msg') return Comm.receive(id, message)
    return kind === 'close' ? Comm.closed(id, message) : Comm.accept(id, String(content.target_name), message)
  }
  let error: ReturnType<typeof describeError> | undefined
  try {
    const answer = await cells.enter(cell, () => guard.run(deliver))
    if (kind === 'open' && answer === false) {
      outlet.event({
        cell: cell.serial,
        kind: 'comm',
        message: 'comm_close',
        content: { comm_id: id, data: {} },
        metadata: {},
      })
    }
  } catch (thrown) {
    error = describeError(thrown, stacks)
    outlet.event({ cell: cell.serial, kind: 'error', error })
  }
  cell.ended = true
  const status = error ? 'error' : 'ok'
  outlet.event({
    cell: cell.serial,
    kind: 'done',
    status,
    ...(error && { error }),
    defined: [],
    payload: [],
    userExpressions: {},
  })
}
