import type { MessagePort } from 'node:worker_threads'
import { createLanguage } from '../language/client.js'
import { type Connection, readConnection } from './connection.js'
import { DiskHistory, historyFile } from './disk_history.js'
import { interruptMainThread } from './interrupt.js'
import { createLog } from './log.js'
import type { WireNote, WireReport, WireStart } from './notes.js'
import { watchParent } from './orphan.js'
import { Wire } from './wire.js'

/** Once the sockets are closed, the main thread has so long to end the process by itself, ms. */
const GRACE_MS = 1000
/** A main thread that is not busy ends the process within this time, ms. */
const HEARING_MS = 150

/** Run the wire in this worker thread until the process ends. */
export function startWireThread(start: WireStart, main: MessagePort): void {
  const log = createLog()
  const closed = new Int32Array(start.closed)
  const report = (news: WireReport): void => main.postMessage(news)
  const markClosed = (): void => {
    Atomics.store(closed, 0, 1)
    Atomics.notify(closed, 0)
  }
  const fail = (message: string): void => {
    log('error', message)
    report({ op: 'exit', code: 1 })
  }

  let connection: Connection
  try {
    connection = readConnection(start.connectionFile)
  } catch (error) {
    markClosed()
    fail((error as Error).message)
    return
  }
  const { sockets, language: adopted } = start.launched
  const language = createLanguage({ adopted })
  const exit = (): void => {
    language.close()
    markClosed()
    report({ op: 'exit', code: 0 })
    // A main thread that loops hears nothing: stop its code, and if that does not help, the process. Not at once: one that
    // hears ends with its exit code, not by a signal.
    setTimeout(interruptMainThread, HEARING_MS)
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS)
  }
  const file = historyFile()
  const history = file === undefined ? undefined : new DiskHistory(file, log)
  const wire = new Wire({ connection, channel: start.channel, language, log, exit, history })

  // The wire must outlive its own mistakes: the user's state hangs on it.
  process.on('uncaughtException', (error) => log('error', `wire: ${error.stack ?? error}`))
  process.on('unhandledRejection', (reason) => log('error', `wire: ${reason instanceof Error ? reason.stack : reason}`))
  main.on('message', (note: WireNote) => {
    if (note.op === 'sigint') wire.signalled()
    else void wire.close().then(markClosed)
  })
  watchParent(() => {
    log('info', 'the process that started this kernel is gone')
    wire.shutdown(false)
  })
  const listening = (): void => {
    // Not before: whoever finds the sockets closed waits longer for the next try than the room takes to be ready.
    language.start()
    report({ op: 'listening' })
  }
  wire.serve({ listening, sockets }).catch((error: Error) => fail(`cannot serve: ${error.message}`))
}
