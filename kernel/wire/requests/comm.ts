import { objectField, textField } from '../fields.js'
import type { RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#opening-a-comm: the session's, whatever else it does. */
function comm(kind: 'open' | 'msg' | 'close'): RequestHandler {
  return {
    async handle({ header, identities, metadata, content, buffers }, { cells, comms, execution, session }) {
      textField(content, 'comm_id')
      objectField(content, 'data')
      if (kind === 'open') textField(content, 'target_name')
      comms.saw(header.msg_type, content)
      const owner = { parent: header, identities, executionCount: execution.count, silent: false, allowStdin: false }
      const { cell } = cells.open(owner)
      await session.ask({ op: 'comm', cell, kind, content, metadata, buffers })
      return undefined
    },
  }
}

export const comm_open = comm('open')
export const comm_msg = comm('msg')
export const comm_close = comm('close')
