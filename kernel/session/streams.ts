import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { StreamName } from '../channel/index.js'
import type { Cells } from './cells.js'
import type { Outlet } from './outlet.js'

/** What `process.stdout` and `process.stderr` are in a session. */
class SessionStream extends Writable {
  /** Programs ask these of a terminal, which this is not. */
  readonly isTTY = false
  readonly columns = 80
  readonly rows = 24
  readonly #decoder = new StringDecoder('utf8')
  readonly #put: (text: string) => void

  constructor(
    readonly fd: number,
    put: (text: string) => void,
  ) {
    super({ decodeStrings: false, autoDestroy: false, emitClose: false })
    this.#put = put
  }

  /** Straight to the channel, with no queue of Node's in between: the order is the order of the calls. */
  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    const done = typeof encoding === 'function' ? encoding : callback
    this.#put(this.#decode(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
    if (typeof done === 'function') process.nextTick(done as () => void)
    return true
  }

  /** Nobody can close the session's streams; the last text is taken. */
  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    const done = [chunk, encoding, callback].find((argument) => typeof argument === 'function')
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk, encoding)
    process.nextTick(() => {
      this.emit('finish') // whoever piped into it waits for this
      if (done) (done as () => void)()
    })
    return this
  }

  override destroy(): this {
    return this
  }

  getColorDepth(): number {
    return 1
  }

  hasColors(): boolean {
    return false
  }

  /** Bytes of one character may come in two writes. */
  #decode(chunk: unknown, encoding: BufferEncoding): string {
    if (typeof chunk === 'string')
      return /^utf-?8$/i.test(encoding) ? chunk : this.#decoder.write(Buffer.from(chunk, encoding))
    if (ArrayBuffer.isView(chunk))
      return this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    throw new TypeError(
      'The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView.',
    )
  }
}

/** Leads `console`, `process.stdout` and `process.stderr` to the channel, each text to the cell that wrote it. */
export function captureStreams(outlet: Outlet, cells: Cells): { release(): void } {
  const replaced = (['stdout', 'stderr'] as const).map(
    (name) => [name, Object.getOwnPropertyDescriptor(process, name)] as const,
  )
  const stdout = install('stdout', 1, outlet, cells)
  const stderr = install('stderr', 2, outlet, cells)
  const nodes = globalThis.console
  // One of our own: Node's also feeds a connected inspector, which is slow and keeps alive what was logged.
  globalThis.console = new Console({ stdout, stderr, colorMode: false })
  return {
    release() {
      globalThis.console = nodes
      for (const [name, descriptor] of replaced) if (descriptor) Object.defineProperty(process, name, descriptor)
    },
  }
}

function install(name: StreamName, fd: number, outlet: Outlet, cells: Cells): SessionStream {
  const stream = new SessionStream(fd, (text) => {
    const cell = cells.owner
    if (!cell?.dead && text !== '') outlet.text(name, cell?.serial ?? 0, text)
  })
  Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => stream })
  return stream
}
