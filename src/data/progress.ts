import { currentHost } from '../display/host.js'
import { terminal } from '../display/terminal.js'

/** How far a download is. Nothing is shown before the first byte: a server that cannot be reached is no progress. */
export interface Progress {
  /** So many bytes have come. */
  at(bytes: number): void
  /** The end, with a last line if anything was shown. */
  end(line: string): void
}

const MEGABYTE = 1e6
const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(1)

/** Show progress on standard error: a bar in a terminal, a line that changes in a notebook, two lines in a log. */
export async function startProgress(what: string, total: number): Promise<Progress> {
  const style = await chooseStyle()
  let shown: Progress | undefined
  return {
    at: (bytes) => {
      shown ??= style(what, total)
      shown.at(bytes)
    },
    end: (line) => shown?.end(line),
  }
}

type Style = (what: string, total: number) => Progress

async function chooseStyle(): Promise<Style> {
  if (!process.stderr.isTTY) return currentHost() === terminal ? log : changingLine
  const { default: cliProgress } = await import('cli-progress')
  return (what, total) => bar(cliProgress, what, total)
}

function bar({ SingleBar }: typeof import('cli-progress'), what: string, total: number): Progress {
  const bar = new SingleBar({
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

const changingLine: Style = (what, total) => {
  let last = Number.NEGATIVE_INFINITY
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

const log: Style = (what, total) => {
  process.stderr.write(`${what}: ${megabytes(total)} MB …\n`)
  return { at: () => {}, end: (line) => process.stderr.write(`${line}\n`) }
}
