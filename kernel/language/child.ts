import { type ChildProcess, spawn } from 'node:child_process'
import type { Answer, Call, Ready } from './protocol.js'

/** One way to start the room: arguments for this very Node. */
export interface Launch {
  name: 'snapshot' | 'bundle' | 'modules'
  arguments: string[]
}

export interface RoomProcessEvents {
  ready(): void
  answer(answer: Answer): void
  /** The process is gone; `reason` is for people. */
  ended(reason: string): void
}

/** How much of what a dying room says is kept. */
const LAST_WORDS = 2000

/** The room's process. What is sent before it listens waits in the pipe. */
export class RoomProcess {
  private readonly child: ChildProcess
  private lastWords = ''
  private over = false

  constructor(
    readonly launch: Launch,
    private readonly events: RoomProcessEvents,
  ) {
    const { NODE_OPTIONS: _, ...env } = process.env // a snapshot wants the flags it was built with
    this.child = spawn(process.execPath, launch.arguments, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // A group of its own: a SIGINT for the cell does not reach it.
      detached: true,
      env,
    })
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = (this.lastWords + text).slice(-LAST_WORDS)
    })
    this.child.on('message', (message: Answer | Ready) => {
      if ('ready' in message) events.ready()
      else events.answer(message)
    })
    this.child.on('error', (error) => this.end(error.message))
    this.child.on('close', (code, signal) =>
      this.end(`${signal ?? `exit code ${code}`}${this.lastWords && `: ${this.lastWords.trim()}`}`),
    )
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  send(call: Call): void {
    // A failed send is followed by `close`, which has the reason.
    if (this.child.connected) this.child.send(call, () => {})
  }

  /** Ends the process without a word to the events. */
  stop(): void {
    this.over = true
    if (this.child.connected) this.child.disconnect()
    this.child.kill('SIGKILL')
    this.child.stderr?.destroy()
  }

  private end(reason: string): void {
    if (this.over) return
    this.over = true
    this.events.ended(reason)
  }
}
