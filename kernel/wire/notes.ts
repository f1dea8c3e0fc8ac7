import type { ChannelEnd } from '../channel/layout.js'
import type { Launched } from '../launched.js'

/** What the worker is given at its start. */
export interface WireStart {
  connectionFile: string
  launched: Launched
  channel: ChannelEnd
  /** One int32: 1 when the sockets are closed, and notified then. */
  closed: SharedArrayBuffer
}

/** What the main thread tells the wire beside the channel. */
export type WireNote =
  /** A SIGINT came while no synchronous code of a cell ran. */
  | { op: 'sigint' }
  /** The process is about to end. */
  | { op: 'close' }

/** What the wire tells the main thread beside the channel. */
export type WireReport =
  | { op: 'listening' }
  /** The sockets are closed: end the process. */
  | { op: 'exit'; code: number }
