import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** PyTorch in a process of its own, timed by Python's timeit. */
export class Python {
  private readonly child: ChildProcessByStdio<Writable, Readable, null>
  private readonly answers: AsyncIterator<string>

  constructor(python: string, script: string) {
    // Both sides choose OpenBLAS's kernels themselves.
    const { OPENBLAS_CORETYPE: _unset, ...env } = process.env
    this.child = spawn(python, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] })
    this.answers = createInterface(this.child.stdout)[Symbol.asyncIterator]()
  }

  private async ask(request: object): Promise<{ seconds?: number; error?: string }> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`)
    const { value, done } = await this.answers.next()
    if (done) throw new Error('the Python process has ended')
    return JSON.parse(value)
  }

  async setup(code: string): Promise<void> {
    const { error } = await this.ask({ setup: code })
    if (error) throw new Error(`Python set-up: ${error}`)
  }

  /** Seconds per call. */
  async time(stmt: string, seconds: number): Promise<number> {
    const answer = await this.ask({ stmt, seconds })
    if (answer.seconds === undefined) throw new Error(`Python: ${answer.error} in ${stmt}`)
    return answer.seconds
  }

  close(): void {
    this.child.stdin.end()
  }
}
