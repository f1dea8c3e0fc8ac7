import type { MimeBundle } from './bundle.js'
import { terminal } from './terminal.js'

/** Data and metadata by MIME type, ready to be sent. */
export interface Shown {
  data: MimeBundle
  metadata: MimeBundle
}

/** A message of a comm: `data` and `metadata` are JSON, `buffers` bytes beside them. */
export interface CommMessage<Data = unknown> {
  data: Data
  metadata: Record<string, unknown>
  buffers: Uint8Array[]
}

/** How comms reach the front end; a session provides it. */
export interface CommWire {
  open(id: string, target: string, message: CommMessage): void
  send(id: string, message: CommMessage): void
  close(id: string, message: CommMessage): void
}

/** Where the functions of this folder lead: a kernel's session, or the terminal. */
export interface Host {
  display(shown: Shown, options: { displayId: string; update: boolean }): void
  /** Something that is still being made into a bundle: the cell waits for it before it ends. */
  waitFor(pending: Promise<void>): void
  clearOutput(wait: boolean): void
  /** Blocks until the user has answered. */
  prompt(text: string, preset: string): string
  input(text: string, password: boolean): Promise<string>
  comms?: CommWire
  /** Names the cell that is under way. */
  cell?(): unknown
  /** Does somebody watch? Clients that cannot ask their user (nbval, nbconvert) have none. */
  attended?(): boolean
}

/**
 * The session registers itself under a global symbol, so that every copy of this package that a cell may load, also one
 * of the notebook's own folder, shows its values in the notebook.
 */
const KEY = Symbol.for('tsgrad.display.host')
type Registry = { [KEY]?: Host }

export function currentHost(): Host {
  return (globalThis as Registry)[KEY] ?? terminal
}

export function setHost(host: Host): void {
  Object.defineProperty(globalThis, KEY, { value: host, configurable: true, enumerable: false })
}
