import { writeSync } from 'node:fs'

const LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type Level = (typeof LEVELS)[number]

/** The server's log. */
export type Log = (level: Level, text: string) => void

/**
 * A log on the process's stderr. Written at once and past the main thread, which may be busy for minutes.
 * @param threshold one of error, warn (the default), info, debug; from `TSGRAD_LOG`.
 */
export function createLog(threshold = process.env.TSGRAD_LOG, write = writeStderr): Log {
  const known = LEVELS.indexOf((threshold ?? '').toLowerCase() as Level)
  const limit = known < 0 ? LEVELS.indexOf('warn') : known
  return (level, text) => {
    if (LEVELS.indexOf(level) <= limit) write(`[tsgrad] ${new Date().toISOString()} ${level}: ${text}\n`)
  }
}

/** Where the log goes; descriptor 2 itself may be led elsewhere (descriptors.ts). */
let descriptor = 2

export function logTo(fd: number): void {
  descriptor = fd
}

function writeStderr(line: string): void {
  try {
    writeSync(descriptor, line)
  } catch {
    // A log that nobody reads (a closed or a full pipe) must not stop the kernel.
  }
}
