import { spawn } from 'node:child_process'
import { Socket } from 'node:net'
import type { Duplex, Readable } from 'node:stream'
import type { LaunchedLanguage } from '../launched.js'
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

/**
 * The room's process. It talks as any process does that Node finds NODE_CHANNEL_FD in: JSON, one object a line. What is
 * sent before it listens waits in the pipe.
 */
export class RoomProcess {
  private lastWords = ''
  private over = false
  private rest = ''

  private constructor(
    readonly pid: number | undefined,
    private readonly channel: Duplex,
    private readonly errors: Readable,
    private readonly events: RoomProcessEvents,
  ) {
    errors.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = (this.lastWords + text).slice(-LAST_WORDS)
    })
    channel.setEncoding('utf8').on('data', (text: string) => this.receive(text))
    // A broken channel is followed by `close`, which has the reason.
    for (const stream of [errors, channel]) stream.on('error', () => {})
  }

  static start(launch: Launch, events: RoomProcessEvents): RoomProcess {
    const { NODE_OPTIONS: _, ...env } = process.env // a snapshot wants the flags it was built with
    const child = spawn(process.execPath, launch.arguments, {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      // A group of its own: a SIGINT for the cell does not reach it.
      detached: true,
      env: { ...env, NODE_CHANNEL_FD: '3' },
    })
    const room = new RoomProcess(child.pid, child.stdio[3] as Duplex, child.stderr!, events)
    child.on('error', (error) => room.end(error.message))
    child.on('close', (code, signal) => room.end(signal ?? `exit code ${code}`))
    return room
  }

  /** One that the launcher has started. */
  static adopt({ pid, channel, errors }: LaunchedLanguage, events: RoomProcessEvents): RoomProcess {
    const words = new Socket({ fd: errors, readable: true, writable: false })
    const room = new RoomProcess(pid, new Socket({ fd: channel, readable: true, writable: true }), words, events)
    // Its last words come before the end of its stderr; how it ended only its first parent could tell.
    words.on('close', () => room.end('its process is gone'))
    return room
  }

  send(call: Call): void {
    if (!this.over && this.channel.writable) this.channel.write(`${JSON.stringify(call)}\n`)
  }

  /** Ends the process without a word to the events. */
  stop(): void {
    this.over = true
    this.channel.destroy()
    this.errors.destroy()
    try {
      if (this.pid !== undefined) process.kill(this.pid, 'SIGKILL')
    } catch {
      // it is gone
    }
  }

  private receive(text: string): void {
    const lines = (this.rest + text).split('\n')
    this.rest = lines.pop()!
    for (const line of lines) {
      const message = JSON.parse(line) as Answer | Ready
      if ('ready' in message) this.events.ready()
      else if ('id' in message) this.events.answer(message)
    }
  }

  private end(reason: string): void {
    if (this.over) return
    this.over = true
    this.channel.destroy()
    this.events.ended(`${reason}${this.lastWords && `: ${this.lastWords.trim()}`}`)
  }
}
