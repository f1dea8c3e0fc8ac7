import { execFileSync } from 'node:child_process'

/** Milliseconds that a rival's process may take. */
const PATIENCE = 300_000

/** What a process prints, or, in one line, why it did not come through. It is killed when its time is over. */
export function outputOf(command: string, args: readonly string[]): string | Error {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: PATIENCE,
      killSignal: 'SIGKILL',
    })
  } catch (error) {
    const { code, status } = error as NodeJS.ErrnoException & { status?: number | null }
    return new Error(code === 'ETIMEDOUT' ? `given up after ${PATIENCE / 1000} s` : `failed: ${code ?? status}`)
  }
}
