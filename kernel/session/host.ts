import type { CommMessage, Host } from '../../src/display/host.js'
import type { Cells } from './cells.js'
import type { Outlet } from './outlet.js'
import type { Questions } from './stdin.js'

/** Where `display` and its kin lead in a kernel: to the channel, under the cell that called. */
export function sessionHost(outlet: Outlet, cells: Cells, questions: Questions): Host {
  const serial = (): number => cells.owner?.serial ?? 0
  const muted = (): boolean => cells.owner?.dead === true
  const comm = (
    message: 'comm_open' | 'comm_msg' | 'comm_close',
    content: Record<string, unknown>,
    { data, metadata, buffers }: CommMessage,
  ): void => {
    if (muted()) return
    // Copies: the cell may change its arrays after the call.
    const copied = buffers.map((buffer) => Uint8Array.from(buffer))
    outlet.event({ cell: serial(), kind: 'comm', message, content: { ...content, data }, metadata, buffers: copied })
  }
  return {
    display({ data, metadata }, { displayId, update }) {
      if (!muted()) outlet.event({ cell: serial(), kind: 'display', data, metadata, displayId, update })
    },
    waitFor(pending) {
      const cell = cells.owner
      const settled: Promise<void> = pending
        .catch((error: unknown) => {
          console.error(error)
        })
        .then(() => {
          cell?.pending.delete(settled)
        })
      cell?.pending.add(settled)
    },
    clearOutput(wait) {
      if (!muted()) outlet.event({ cell: serial(), kind: 'clear_output', wait: wait === true })
    },
    prompt: (text, preset) => questions.prompt(text, preset),
    input: (text, password) => questions.input(text, password),
    cell: serial,
    attended: () => cells.owner?.allowStdin === true,
    comms: {
      open: (id, target, message) => comm('comm_open', { comm_id: id, target_name: target }, message),
      send: (id, message) => comm('comm_msg', { comm_id: id }, message),
      close: (id, message) => comm('comm_close', { comm_id: id }, message),
    },
  }
}
