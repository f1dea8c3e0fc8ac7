import { Comm, type CommMessage } from '../../src/display/comm.js'
import type { SessionRequest } from '../rooms.js'
import type { Room } from './execute.js'
import { describeError } from './traceback.js'

type CommRequest = Extract<SessionRequest, { op: 'comm' }>

/** Hands a message of the front end to its comm. What the handler prints belongs to the message. */
export async function receiveComm(request: CommRequest, room: Room): Promise<void> {
  const { content, kind } = request
  const { cells, guard, interrupts, outlet, stacks } = room
  const id = String(content.comm_id)
  const message: CommMessage = { data: content.data ?? {}, metadata: request.metadata, buffers: request.buffers }
  const cell = cells.open({ serial: request.cell, executionCount: 0, code: '', js: '', allowStdin: false })
  const deliver = (): unknown => {
    if (kind === 'msg') return Comm.receive(id, message)
    return kind === 'close' ? Comm.closed(id, message) : Comm.accept(id, String(content.target_name), message)
  }
  const finish = (thrown?: { error: unknown }): void => {
    if (cell.ended) return
    const error = thrown && describeError(thrown.error, stacks)
    if (error) outlet.event({ cell: cell.serial, kind: 'error', error })
    cell.ended = true
    interrupts.end(cell)
    outlet.event({
      cell: cell.serial,
      kind: 'done',
      status: error ? 'error' : 'ok',
      ...(error && { error }),
      defined: [],
      payload: [],
      userExpressions: {},
    })
  }
  const stopped = new Promise<void>((resolve) => {
    cell.kill = (error) => {
      finish({ error })
      resolve()
    }
  })
  interrupts.begin(cell)
  try {
    const answer = await Promise.race([cells.enter(cell, () => guard.run(deliver)), stopped])
    if (kind === 'open' && answer === false) {
      outlet.event({
        cell: cell.serial,
        kind: 'comm',
        message: 'comm_close',
        content: { comm_id: id, data: {} },
        metadata: {},
      })
    }
    // A chart that a handler updates is drawn before the front end is told that it may send the next value.
    while (cell.pending.size > 0 && !cell.ended) await Promise.race([Promise.all(cell.pending), stopped])
    finish()
  } catch (error) {
    finish({ error })
  }
}
