import { createHash } from 'node:crypto'
import { open, rm, stat } from 'node:fs/promises'
import { RuntimeError } from '../errors.js'

export interface DownloadOptions {
  /** A server has so long to answer, ms. */
  connectTimeout?: number
  /** The next bytes may take so long, ms. */
  stallTimeout?: number
  /** So many bytes have come in all, counted from the file's beginning. */
  onBytes?: (bytes: number) => void
}

const CONNECT_TIMEOUT = 10_000
const STALL_TIMEOUT = 20_000
/** Attempts at one server, each going on where the last one stopped. */
const ATTEMPTS = 3

/**
 * Download `url` into the file `part`, going on where an earlier attempt stopped; the caller checks the content and
 * moves it to its place.
 *
 * Errors: RuntimeError that says what went wrong, if the server cannot be reached, answers with an error, or breaks off
 * again and again. What has come stays in `part`.
 */
export async function download(url: string, part: string, options: DownloadOptions = {}): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const before = await sizeOf(part)
    try {
      return await transfer(url, part, before, options)
    } catch (error) {
      // Only a transfer that had got somewhere is worth going on with.
      if (attempt < ATTEMPTS && (await sizeOf(part)) > before) continue
      throw error instanceof RuntimeError ? error : new RuntimeError(reason(error), { cause: error })
    }
  }
}

/** Where a server's part is kept: mirrors may have compressed the same file differently, so parts do not mix. */
export const partName = (file: string, url: string): string =>
  `${file}.${createHash('sha256').update(url).digest('hex').slice(0, 8)}.part`

async function transfer(url: string, part: string, have: number, options: DownloadOptions): Promise<void> {
  const { connectTimeout = CONNECT_TIMEOUT, stallTimeout = STALL_TIMEOUT, onBytes } = options
  const deadline = new Deadline()
  try {
    deadline.set(connectTimeout, 'no answer')
    const response = await fetch(url, {
      signal: deadline.signal,
      // `identity`: a compressed file must not be unpacked on its way.
      headers: { 'accept-encoding': 'identity', ...(have > 0 && { range: `bytes=${have}-` }) },
    })
    // There is nothing after what we have: it may be whole, it may be something else. From the beginning, then.
    if (response.status === 416 && have > 0) return await transfer(url, part, await emptied(part), options)
    if (!response.ok || !response.body)
      throw new RuntimeError(`the server answers ${response.status} ${response.statusText}`)
    const resumed = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${have}-`)
    const file = await open(part, resumed ? 'a' : 'w')
    try {
      let bytes = resumed ? have : 0
      deadline.set(stallTimeout, 'the transfer stopped')
      // Node's streams can be iterated; the typings follow the browsers', which could not.
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        deadline.set(stallTimeout, 'the transfer stopped')
        await file.write(chunk)
        bytes += chunk.length
        onBytes?.(bytes)
      }
    } finally {
      await file.close()
    }
  } finally {
    deadline.clear()
  }
}

/** A time-out that can be set anew, and says what was waited for. */
class Deadline {
  private readonly controller = new AbortController()
  private timer: NodeJS.Timeout | undefined

  get signal(): AbortSignal {
    return this.controller.signal
  }

  set(ms: number, what: string): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.controller.abort(new RuntimeError(`${what} for ${ms / 1000} s`)), ms)
  }

  clear(): void {
    clearTimeout(this.timer)
  }
}

/** Node says `fetch failed`; what failed is in the cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? error.cause : error
  return (cause as NodeJS.ErrnoException).code ?? cause.message
}

const emptied = (path: string): Promise<number> => rm(path, { force: true }).then(() => 0)

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )
