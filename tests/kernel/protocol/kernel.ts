import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type ConnectionInfo, freeConnection } from './client.js'

const MAIN = join(import.meta.dirname, '..', '..', '..', 'dist', 'kernel', 'main.js')

/** The real process, as Jupyter starts it. */
export class Kernel {
  readonly process: ChildProcess
  readonly connection: ConnectionInfo
  /** What it wrote to its own stderr and stdout: the server's log. */
  log = ''
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  readonly folder: string

  constructor(connection: ConnectionInfo, env: NodeJS.ProcessEnv, argv?: string[]) {
    this.connection = connection
    this.folder = mkdtempSync(join(tmpdir(), 'tsgrad-kernel-'))
    const file = join(this.folder, 'connection.json')
    writeFileSync(file, JSON.stringify(connection))
    this.process = spawn(process.execPath, argv ?? [MAIN, file], {
      cwd: this.folder,
      // The protocol is the same on every engine, and this one is always there.
      env: { ...process.env, TSGRAD_ENGINE: 'portable', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.log += text
      })
    }
    this.ended = new Promise((resolve) =>
      this.process.on('close', (code, signal) => {
        rmSync(this.folder, { recursive: true, force: true })
        resolve({ code, signal })
      }),
    )
  }

  static async start(env: NodeJS.ProcessEnv = {}): Promise<Kernel> {
    return new Kernel(await freeConnection(), env)
  }

  static readonly main = MAIN

  async connect(): Promise<Client> {
    return Client.connect(this.connection)
  }

  /** A second one is not waited for. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill('SIGKILL')
    await this.ended
  }
}
