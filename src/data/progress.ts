import { currentHost } from '../display/host.js'
import { terminal } from '../display/terminal.js'

/** How far a download is. */
export interface Progress {
  /** So many bytes have come. */
  at(bytes: number): void
  /** The end, with a last line. */
  end(line: string): void
}

const MEGABYTE = 1e6
const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(1)

/** Show progress on standard error: a bar in a terminal, a line that changes in a notebook, two lines in a log. */
export async function startProgress(what: string, total: number): Promise<Progress> {
  if (process.stderr.isTTY) return bar(what, total)
  return currentHost() === terminal ? log(what, total) : changingLine(what, total)
}

async function bar(what: string, total: number): Promise<Progress> {
  const { default: cliProgress } = await import('cli-progress')
  const bar = new cliProgress.SingleBar({
    format: `${what} [{bar}] {percentage} % | {mb} of ${megabytes(total)} MB | {eta_formatted} left`,
    stream: process.stderr,
    hideCursor: true,
  })
  bar.start(total, 0, { mb: '0.0' })
  return {
    at: (bytes) => bar.update(Math.min(bytes, total), { mb: megabytes(bytes) }),
    end: (line) => {
      bar.stop()
      process.stderr.write(`${line}\n`)
    },
  }
}

/** How often a notebook's line changes, in ms. */
const INTERVAL = 250

function changingLine(what: string, total: number): Progress {
  let last = 0
  return {
    at: (bytes) => {
      const now = performance.now()
      if (now - last < INTERVAL) return
      last = now
      process.stderr.write(`\r${what}: ${megabytes(bytes)} of ${megabytes(total)} MB`)
    },
    // Spaces: the line may be shorter than what it covers.
    end: (line) => process.stderr.write(`\r${line.padEnd(what.length + 24)}\n`),
  }
}

function log(what: string, total: number): Progress {
  process.stderr.write(`${what}: ${megabytes(total)} MB …\n`)
  return { at: () => {}, end: (line) => process.stderr.write(`${line}\n`) }
}
