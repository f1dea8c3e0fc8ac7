import { writeSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { type ChannelEnd, createChannel } from './channel/layout.js'
import type { Launched } from './launched.js'
import { workerFile } from './wire/bundle.js'
import type { WireNote, WireReport, WireStart } from './wire/notes.js'

/** How long the process waits at its end for the wire to close its sockets: open ones make zeromq abort. */
const CLOSING_MS = 1000

/** The wire at work. */
export interface StartedWire {
  /** The session's end of the channel. */
  channel: ChannelEnd
  /** The sockets are bound. */
  listening: Promise<void>
}

/** Start the wire as a worker thread: the first act of the process. */
export function startWire(connectionFile: string, launched: Launched = {}): StartedWire {
  const { session, wire } = createChannel()
  const workerData: WireStart = { connectionFile, launched, channel: wire, closed: new SharedArrayBuffer(4) }
  const worker = new Worker(workerFile(), { workerData, transferList: [wire.port, wire.answers] })
  const closed = new Int32Array(workerData.closed)
  const tell = (note: WireNote) => worker.postMessage(note)
  let gone = false

  const listening = new Promise<void>((resolve) => {
    worker.on('message', (report: WireReport) => {
      if (report.op === 'listening') resolve()
      else process.exit(report.code)
    })
  })
  // Without a wire nobody could reach this process.
  worker.on('error', (error) => {
    gone = true
    writeSync(2, `[tsgrad] the wire failed: ${error.stack ?? error}\n`)
    process.exit(1)
  })
  worker.on('exit', (code) => {
    gone = true
    process.exit(code)
  })
  // A signal while no cell's synchronous code runs; while it runs, that code is stopped instead.
  process.on('SIGINT', () => tell({ op: 'sigint' }))
  process.on('exit', () => {
    if (gone) return
    tell({ op: 'close' })
    Atomics.wait(closed, 0, 0, CLOSING_MS)
  })
  return { channel: session, listening }
}
