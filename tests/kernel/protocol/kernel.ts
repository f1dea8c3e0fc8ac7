import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtFiles } from '../../../kernel/language/install.js'
import { Client, type ConnectionInfo, freeConnection } from './client.js'

const BUILT = join(import.meta.dirname, '..', '..', '..', 'dist', 'kernel')
const MAIN = join(BUILT, 'main.js')
const PROGRAM = join(BUILT, 'launcher', 'launcher')

/** The real process, as Jupyter starts it. */
export class Kernel {
  readonly process: ChildProcess
  readonly connection: ConnectionInfo
  /** What it wrote to its own stderr and stdout: the server's log. */
  log = ''
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  readonly folder: string

  constructor(connection: ConnectionInfo, env: NodeJS.ProcessEnv, argv?: string[], command = process.execPath) {
    this.connection = connection
    this.folder = mkdtempSync(join(tmpdir(), 'tsgrad-kernel-'))
    const file = join(this.folder, 'connection.json')
    writeFileSync(file, JSON.stringify(connection))
    this.process = spawn(command, argv ?? [MAIN, file], {
      cwd: this.folder,
      env: {
        ...process.env,
        // The protocol is the same on every engine, and this one is always there.
        TSGRAD_ENGINE: 'portable',
        TSGRAD_HISTORY: 'memory',
        // As Jupyter does: nothing is left running if the tests are killed.
        JPY_PARENT_PID: String(process.pid),
        ...env,
      },
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

  /** @param node by default the one that runs the tests */
  static async start(env: NodeJS.ProcessEnv = {}, node?: string): Promise<Kernel> {
    return new Kernel(await freeConnection(), env, undefined, node)
  }

  /** Through the launcher, as the kernelspec does it. The file is in the folder that the kernel starts in. */
  static async launch(env: NodeJS.ProcessEnv = {}, snapshot = builtFiles().snapshot): Promise<Kernel> {
    const argv = [snapshot, process.execPath, MAIN, 'connection.json']
    return new Kernel(await freeConnection(), env, argv, PROGRAM)
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
