import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** A statement that takes longer than so many milliseconds is given up, and with it all that follow. */
const PATIENCE = 120_000

/** PyTorch in a process of its own, timed by Python's timeit. */
export class Python {
  private readonly child: ChildProcessByStdio<Writable, Readable, null>
  private readonly answers: AsyncIterator<string>
  /** Why there are no more answers. */
  lost: string | undefined

  constructor(python: string, script: string) {
    // Both sides choose OpenBLAS's kernels themselves.
    const { OPENBLAS_CORETYPE: _unset, ...env } = process.env
    this.child = spawn(python, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] })
    this.child.on('error', (error) => this.giveUp(error.message))
    this.child.stdin.on('error', () => {}) // the process has ended: its answers have, too
    this.answers = createInterface(this.child.stdout)[Symbol.asyncIterator]()
  }

  private giveUp(reason: string): void {
    this.lost ??= `PyTorch: ${reason}`
    this.child.kill('SIGKILL')
  }

  private async ask(request: object): Promise<{ seconds?: number; error?: string }> {
    if (this.lost !== undefined) return {}
    const timer = setTimeout(() => this.giveUp(`no answer for ${PATIENCE / 1000} s`), PATIENCE)
    this.child.stdin.write(`${JSON.stringify(request)}\n`)
    const { value, done } = await this.answers.next()
    clearTimeout(timer)
    if (!done) return JSON.parse(value)
    this.giveUp('its process has ended')
    return {}
  }

  async setup(code: string): Promise<void> {
    const { error } = await this.ask({ setup: code })
    if (error) throw new Error(`Python set-up: ${error}`)
  }

  /** Seconds per call; NaN once it is lost. */
  async time(stmt: string, seconds: number): Promise<number> {
    const answer = await this.ask({ stmt, seconds })
    if (answer.error) throw new Error(`Python: ${answer.error} in ${stmt}`)
    return answer.seconds ?? Number.NaN
  }

  close(): void {
    this.child.stdin.end()
  }
}
