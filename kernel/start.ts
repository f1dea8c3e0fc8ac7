import { Worker } from 'node:worker_threads'
import { type ChannelEnd, createChannel } from './channel/layout.js'
import type { WireNote, WireStart } from './wire/notes.js'

/** How long the process waits at its end for the wire to close its sockets: open ones make zeromq abort. */
const CLOSING_MS = 1000

/**
 * Start the wire as a worker thread. The first act of the process: the worker answers kernel_info while the main
 * thread still loads.
 * @returns the session's end of the channel.
 */
export function startWire(connectionFile: string): ChannelEnd {
  const { session, wire } = createChannel()
  const workerData: WireStart = { connectionFile, channel: wire, closed: new SharedArrayBuffer(4) }
  const worker = new Worker(new URL('./wire/worker.js', import.meta.url), {
    workerData,
    transferList: [wire.port, wire.answers],
  })
  const closed = new Int32Array(workerData.closed)
  const tell = (note: WireNote) => worker.postMessage(note)

  worker.on('message', ({ exit }: { exit: number }) => process.exit(exit))
  // An error there is logged there; without a wire nobody could reach this process.
  worker.on('error', () => process.exit(1))
  worker.on('exit', (code) => process.exit(code))
  // A signal while no cell's synchronous code runs; while it runs, that code is stopped instead.
  process.on('SIGINT', () => tell({ op: 'sigint' }))
  process.on('exit', () => {
    tell({ op: 'close' })
    Atomics.wait(closed, 0, 0, CLOSING_MS)
  })
  return session
}
