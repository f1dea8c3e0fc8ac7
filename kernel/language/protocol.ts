import type { Language } from '../rooms.js'

/** What a new room must know to take over from one that died. */
export interface Memory {
  /** Declarations of the committed cells, in order. */
  committed: string[]
  /** Cells that were converted and wait for their commit. */
  pending: [cell: number, code: string][]
  /** The session's working directory. */
  cwd?: string
}

/** How many converted cells may wait for their commit: an expression of the front end never gets one. */
export const MOST_PENDING = 64

/** A question to the language room's process. `id` pairs it with its answer. */
export interface Call {
  id: number
  op: keyof Language | 'restore'
  request: unknown
}

export interface Answer {
  id: number
  result?: unknown
  /** The room itself failed (a bug): shown as an internal error, never lost. */
  failure?: string
}

/** The room's first message: it listens. */
export interface Ready {
  ready: true
}
