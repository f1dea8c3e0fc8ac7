import type { StreamName } from '../channel/index.js'
import type { CellEntry, CellLedger } from './cell_ledger.js'
import type { Comms } from './comms.js'
import type { HistoryStore } from './history.js'
import type { Log } from './log.js'
import type { Outgoing } from './message.js'
import type { Questions } from './questions.js'
import { historyRows } from './requests/history.js'
import type { Output } from './session_link.js'
import type { Iopub } from './sockets/iopub.js'

/** What cells show, as messages under the header of the request that they belong to. */
export class Outputs {
  readonly #iopub: Iopub
  readonly #cells: CellLedger
  readonly #comms: Comms
  readonly #history: HistoryStore
  readonly #log: Log

  constructor(iopub: Iopub, cells: CellLedger, comms: Comms, history: HistoryStore, log: Log) {
    this.#iopub = iopub
    this.#cells = cells
    this.#comms = comms
    this.#history = history
    this.#log = log
  }

  text(stream: StreamName, cell: number, text: string): void {
    this.#iopub.publishStream(stream, text, this.#cells.find(cell)?.parent ?? {})
  }

  show(output: Output, questions: Questions): void {
    if (output.kind === 'stdin') {
      questions.ask(output)
      return
    }
    if (output.kind === 'history') {
      questions.reply(output.id, historyRows(output.request, this.#history))
      return
    }
    const owner = this.#cells.find(output.cell)
    if (output.kind === 'comm') this.#comms.saw(output.message, output.content)
    const message = describe(output, owner)
    if (message === undefined) return
    try {
      this.#iopub.publish({ ...message, parent: owner?.parent ?? {} })
    } catch (error) {
      // Only what a cell made up can fail here: say so where it will be seen, and go on.
      const text = `${message.type}: the data cannot be written as JSON: ${(error as Error).message}\n`
      this.#log('warn', text.trimEnd())
      this.text('stderr', output.cell, text)
      return
    }
    if (output.kind === 'result' && owner !== undefined) {
      const plain = output.data['text/plain']
      if (typeof plain === 'string') this.#history.result(owner.executionCount, plain)
    }
  }
}

/** Undefined: not to be shown. */
function describe(
  output: Exclude<Output, { kind: 'stdin' | 'history' }>,
  owner?: CellEntry,
): Omit<Outgoing, 'parent'> | undefined {
  switch (output.kind) {
    case 'display': {
      const { data, metadata, displayId, update, buffers } = output
      const transient = displayId === undefined ? {} : { display_id: displayId }
      const type = update ? 'update_display_data' : 'display_data'
      return { type, content: { data, metadata, transient }, ...(buffers && { buffers }) }
    }
    case 'result': {
      if (owner?.silent) return undefined
      const { data, metadata } = output
      return { type: 'execute_result', content: { execution_count: owner?.executionCount ?? 0, data, metadata } }
    }
    case 'clear_output':
      return { type: 'clear_output', content: { wait: output.wait } }
    case 'error':
      return { type: 'error', content: { ...output.error } }
    case 'comm': {
      const { message: type, content, metadata, buffers } = output
      return { type, content, metadata, ...(buffers && { buffers }) }
    }
  }
}
